import type {
  HashAlgorithm,
  LicenseInfo,
  PackageDependency,
  PackageGroupOriginRestrictionMode,
  PackageGroupOriginRestrictionType,
  PackageOriginRestrictions,
  PackageVersionStatus,
  Tag,
} from '../api/types';
import type { ExternalConnectionName } from './coordinates';
import type { WideMap } from './wide-map';

/**
 * Everything the service remembers, for all accounts and Regions. Plain frozen data: no functions, no clock, no bytes.
 */
export interface State {
  /** The last number given out: repositories and what is scheduled take their identity from it. */
  readonly sequence: number;
  readonly settings: Settings;
  /** Quotas of accounts that have others than `settings` says, by account and Region (QUO-31). */
  readonly quotas: WideMap<string, Quotas>;
  /** Users, roles, sessions and root users by ARN. */
  readonly principals: WideMap<string, Principal>;
  /** Access keys by their id. */
  readonly accessKeys: WideMap<string, AccessKey>;
  /** The organisations that accounts are members of: its id by account. */
  readonly organizations: WideMap<string, string>;
  /** KMS keys by ARN. */
  readonly encryptionKeys: WideMap<string, EncryptionKey>;
  readonly domains: WideMap<string, Domain>;
  readonly catalogues: WideMap<string, Catalogue>;
  /** What will happen by itself, by time. */
  readonly due: WideMap<string, Due>;
}

/** Delays of the service, in seconds of the virtual clock (EXT-23, EXT-27, EXT-29, DOM-43). */
export interface Settings {
  /** From the first fetch of a public version until its record is stored. */
  readonly ingestionSeconds: number;
  /** From a public publication until the catalogue has it. */
  readonly catalogueSeconds: number;
  /** How long the catalogue of a Maven package name is good. */
  readonly mavenCatalogueSeconds: number;
  /** From the deletion of a domain whose key is lost until its repositories are gone. */
  readonly domainCleanUpSeconds: number;
  /** 'off': everybody may do everything. */
  readonly access: 'enforced' | 'off';
  readonly quotas: Quotas;
}

/** The quotas that AWS adjusts, and the ones that it does not publish (QUO-31, QUO-37). */
export interface Quotas {
  readonly assetSizeBytes: number;
  readonly domainsPerAccount: number;
  readonly repositoriesPerDomain: number;
  /** No quota is published: absent, there is none. */
  readonly packageGroupsPerDomain?: number;
}

/** A policy as it was written. What it says is read by access/, once for each of these objects. */
export interface PolicyDocument {
  readonly document: string;
}

/** The permissions policy of a domain or a repository (POL-01). */
export interface ResourcePolicy extends PolicyDocument {
  readonly revision: string;
}

/** Somebody who can call: the ARN is a user's, a role's, an assumed role's session's or a root user's. */
export interface Principal {
  readonly arn: string;
  /** Identity policies. A session has those of its role. */
  readonly policies: readonly PolicyDocument[];
  /** aws:PrincipalTag; of a session its own, besides those of its role. */
  readonly tags: readonly Tag[];
  /** What a session of an assumed role has besides. */
  readonly session?: {
    /** Session policies, with which the identity policies are intersected; none: no limit. */
    readonly policies: readonly PolicyDocument[];
    /** When its credentials expire, in milliseconds since 1970. */
    readonly expiration: number;
  };
}

export interface AccessKey {
  /** The ARN of its principal. */
  readonly principal: string;
  /** What signatures are verified with, where they are. */
  readonly secretAccessKey?: string;
  /** What temporary credentials carry besides. */
  readonly sessionToken?: string;
}

/** A KMS key as data: what the service needs to know of it (DOM-13 to DOM-17, DOM-41). */
export interface EncryptionKey {
  readonly arn: string;
  readonly aliases: readonly string[];
  /** Only `Enabled` keys can be used. */
  readonly state: 'Enabled' | 'Disabled' | 'PendingDeletion';
  readonly kind: 'symmetric' | 'asymmetric';
  /** False once the grant of the service was revoked, or the external key store is lost. */
  readonly accessible: boolean;
}

export interface Domain {
  readonly name: string;
  readonly owner: string;
  readonly region: string;
  readonly createdTime: number;
  readonly encryptionKey: string;
  readonly tags: readonly Tag[];
  readonly permissionsPolicy?: ResourcePolicy;
  /** By pattern; never without the root group `/*` (GRP-01). */
  readonly packageGroups: WideMap<string, PackageGroup>;
  /** By identity; names lead there by `repositoryIds`. */
  readonly repositories: WideMap<number, Repository>;
  readonly repositoryIds: WideMap<string, number>;
  /** The distinct assets of the domain by SHA-256 (DED-03). */
  readonly assets: WideMap<string, AssetRecord>;
  /** The sum of the sizes of `assets` (DED-10). */
  readonly assetSizeBytes: number;
  /** Versions on their way into a repository (EXT-23). */
  readonly arrivals: WideMap<string, Arrival>;
}

export interface PackageGroup {
  readonly pattern: string;
  readonly createdTime: number;
  readonly contactInfo?: string;
  readonly description?: string;
  readonly tags: readonly Tag[];
  readonly restrictions: Readonly<Record<PackageGroupOriginRestrictionType, GroupRestriction>>;
}

export interface GroupRestriction {
  readonly mode: PackageGroupOriginRestrictionMode;
  /** The names of the repositories on the list; empty unless the mode is ALLOW_SPECIFIC_REPOSITORIES (GRP-99). */
  readonly repositories: WideMap<string, true>;
}

/** One content in a domain's storage, and how many assets of package versions are it. */
export interface AssetRecord {
  readonly size: number;
  readonly references: number;
}

export interface Repository {
  /** A re-created name is another repository (UPS-15). */
  readonly id: number;
  readonly name: string;
  readonly administratorAccount: string;
  readonly createdTime: number;
  readonly description?: string;
  /** In search order (UPS-03). */
  readonly upstreams: readonly Upstream[];
  readonly externalConnection?: ExternalConnectionName;
  readonly tags: readonly Tag[];
  readonly permissionsPolicy?: ResourcePolicy;
  readonly packages: WideMap<string, Package>;
  readonly versions: WideMap<string, PackageVersion>;
  /** Numbers of the last events of deleted packages (EVT-19). */
  readonly formerSequenceNumbers: WideMap<string, number>;
}

export interface Upstream {
  readonly id: number;
  readonly name: string;
}

export interface Package {
  readonly restrictions: PackageOriginRestrictions;
  /** npm dist-tags by name; without prototype, since the names are the publisher's. */
  readonly tags: DistTags;
  /** The number of the package's last event (EVT-18). */
  readonly sequenceNumber: number;
  /** Maven: the metadata file that was uploaded last, by snapshot version, and of the package itself by '' (MVN-38). */
  readonly metadataFiles?: Readonly<Record<string, Hashes>>;
}

export type DistTags = Readonly<Record<string, string>>;

/** A version as one repository holds it. Retained copies share the record of their source (RET-17). */
export interface PackageVersion {
  readonly version: string;
  readonly revision: string;
  readonly status: Exclude<PackageVersionStatus, 'Deleted'>;
  readonly origin: Origin;
  /** Milliseconds since 1970. */
  readonly publishedTime: number;
  /** Ordered by name (LST-42). */
  readonly assets: readonly Asset[];
  readonly metadata: VersionMetadata;
  /** Maven: the names of assets whose uploaded checksum differs from the computed one (MVN-34). */
  readonly mismatched?: readonly string[];
}

/** How a version entered the domain (VER-32 to VER-36). */
export interface Origin {
  readonly originType: 'INTERNAL' | 'EXTERNAL' | 'UNKNOWN';
  readonly domainEntryPoint?: { readonly repositoryName?: string; readonly externalConnectionName?: string };
}

export interface Asset {
  readonly name: string;
  readonly size: number;
  readonly hashes: Hashes;
  /** When it was published, in milliseconds since 1970; absent: with its version. */
  readonly publishedTime?: number;
  /** What the documents of its format's protocol say of the file, as JSON: of a wheel its `requires-python`. */
  readonly manifest?: string;
}

/**
 * Digests in lower-case hexadecimal. By that of SHA-256 contents are told apart (DED-03); the others can be missing of
 * a content that was never here, and of which only a public repository has told.
 */
export type Hashes = Readonly<Partial<Record<HashAlgorithm, string>> & Record<'SHA-256', string>>;

/** What is known of a version from the metadata inside its package (VER-06). */
export interface VersionMetadata {
  readonly displayName?: string;
  readonly summary?: string;
  readonly homePage?: string;
  readonly sourceCodeRepository?: string;
  readonly licenses?: readonly LicenseInfo[];
  readonly dependencies?: readonly PackageDependency[];
  readonly readme?: string;
  /** The text of npm's deprecation. */
  readonly deprecated?: string;
  /** PyPI's yanked mark; the text is its reason (EXT-42). */
  readonly yanked?: string | true;
  /**
   * What the documents of its format's protocol say of the version, as JSON: of npm its package.json, of Cargo its line
   * in the index. Left out, it is made of what is known.
   */
  readonly manifest?: string;
}

/** What a Region knows of one public repository (EXT-26). */
export interface Catalogue {
  /** Since when the public repository has been down, in milliseconds; absent while it is up (EXT-32 on). */
  readonly unavailableSince?: number;
  /** Whether the public repository lists the assets of a version (EXT-37, EXT-38). */
  readonly listsAssets: boolean;
  readonly versions: WideMap<string, PublicVersion>;
  /** npm dist-tags by package. */
  readonly tags: WideMap<string, DistTags>;
  /** When the entry of a Maven package was last refreshed (EXT-29). */
  readonly refreshTimes: WideMap<string, number>;
}

export interface PublicVersion {
  readonly version: string;
  /** Absent: long ago. */
  readonly publishedTime?: number;
  readonly assets: readonly PublicAsset[];
  readonly metadata: VersionMetadata;
}

/** A file that a public repository names. What is not known of it has to be learned before it can be ingested. */
export interface PublicAsset extends Omit<Asset, 'size' | 'hashes'> {
  readonly size?: number;
  readonly hashes: Readonly<Partial<Record<HashAlgorithm, string>>>;
}

/** A version that was fetched and will be stored later (EXT-23, EXT-24). */
export interface Arrival {
  readonly record: PackageVersion;
  readonly how: 'ingested' | 'retained' | 'refreshed';
  /** The npm dist-tags that pointed at it when it was fetched (RET-27). */
  readonly tags: readonly string[];
}

/**
 * What will happen by itself at a time: a version arrives in a repository, or a deleted domain's repositories go
 * (DOM-43).
 */
export type Due =
  | {
      readonly kind: 'arrival';
      readonly time: number;
      readonly domain: string;
      readonly repository: number;
      readonly version: string;
    }
  | { readonly kind: 'clean-up'; readonly time: number; readonly domain: Domain };
