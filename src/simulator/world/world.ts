import type {
  AssetContent,
  PackageFormat,
  PackageGroupOriginRestrictionType,
  PackageOriginRestrictions,
} from '../../api/types';
import type { ExternalConnectionName } from '../../model/coordinates';
import type { Latency } from '../../model/initial-state';
import type { EncryptionKey, PackageVersion, Quotas, Settings, VersionMetadata } from '../../model/state';

/**
 * What there is before the first call, as plain data. In a file it is the same, but for Dates, which are ISO texts
 * there, and bytes, which are base64. Nothing in it is ignored: an unknown member is refused.
 */
export interface World {
  /** Owns the domains that name no owner, and is the simulator's own account: 111122223333, unless it is given. */
  readonly account?: string;
  /** Where the domains are that name no Region, and the simulator's own Region: us-west-2, unless it is given. */
  readonly region?: string;
  /** Where the simulator's clock stands at the beginning, and goes on standing. Left out, it is the host's clock. */
  readonly clock?: WorldTime;
  /** With `off` everybody may do everything. Left out, policies decide. */
  readonly access?: Settings['access'];
  /** Delays of the service: none, unless they are given. */
  readonly latency?: Latency;
  /** Seconds from the deletion of a domain whose key is lost until its repositories are gone: 900, unless given. */
  readonly domainCleanUpSeconds?: number;
  /** Quotas of all accounts. What is left out is as AWS documents it. */
  readonly quotas?: Partial<Quotas>;
  /** What is special about accounts, by their ids. An account that is not named exists too. */
  readonly accounts?: Readonly<Record<string, WorldAccount>>;
  /**
   * Who calls, by ARN or by its last part: `user/alice`, `role/ci`, `assumed-role/ci/build-7`, `root` are of the
   * world's own account.
   */
  readonly principals?: Readonly<Record<string, WorldPrincipal>>;
  /** KMS keys. The AWS managed key of an account is always there. */
  readonly encryptionKeys?: readonly WorldKey[];
  /** By name. Domains of the same name, of other accounts or in other Regions, stand in a list. */
  readonly domains?: Readonly<Record<string, WorldDomain | readonly WorldDomain[]>>;
  /** What public repositories offer, by external connection, package and version; in every Region of the world. */
  readonly publicRepositories?: WorldPublicRepositories;
  /** The public repositories that are down from the beginning (EXT-32), in every Region of the world. */
  readonly unavailable?: readonly WorldOutage[];
  /** The public repositories that do not list the assets of a version (EXT-38), in every Region of the world. */
  readonly listingNoAssets?: readonly ExternalConnectionName[];
  /** What public repositories are in one Region besides, by the name of the Region. */
  readonly regions?: Readonly<Record<string, WorldRegion>>;
  /** Where an editor finds the schema of a file; it says nothing of the world. */
  readonly $schema?: string;
}

/** A moment: a Date, or an ISO text, which is a day or a time with its zone. */
export type WorldTime = Date | string;

/** What is special about an account. */
export interface WorldAccount {
  /** The id of the organisation of which it is a member. */
  readonly organization?: string;
  /** Its quotas where they are others than those of the world, by Region. */
  readonly quotas?: Readonly<Record<string, Partial<Quotas>>>;
}

/** A user, a role, a session of an assumed role or a root user. */
export interface WorldPrincipal {
  /** Identity policies. A session has those of its role besides. Who has no policies may do nothing. */
  readonly policies?: readonly WorldPolicy[];
  /** Tags, which policies read as aws:PrincipalTag; a session has those of its role besides. */
  readonly tags?: Readonly<Record<string, string>>;
  /** What only the session of an assumed role has. */
  readonly session?: WorldSession;
  /** With which it signs its calls. */
  readonly accessKeys?: readonly WorldAccessKey[];
}

/** A policy document as an object or as its JSON text, or the name of a policy that AWS manages. */
export type WorldPolicy = object | string;

/** What only the session of an assumed role has. */
export interface WorldSession {
  /** When its credentials expire. */
  readonly expiration: WorldTime;
  /** Session policies, which limit what the identity policies allow. Left out, nothing is limited. */
  readonly policies?: readonly WorldPolicy[];
}

/** An access key of a principal. */
export interface WorldAccessKey {
  /** Its id, as AKIAIOSFODNN7EXAMPLE. */
  readonly id: string;
  /** What signatures are verified with. Left out, they are not verified. */
  readonly secretAccessKey?: string;
  /** What temporary credentials carry besides. */
  readonly sessionToken?: string;
}

/** A KMS key, enabled, symmetric and accessible unless it says otherwise. */
export interface WorldKey {
  /** Its ARN. */
  readonly arn: string;
  /** Names of the key, each beginning with `alias/`. */
  readonly aliases?: readonly string[];
  /** Only an enabled key can be used (DOM-41). */
  readonly state?: EncryptionKey['state'];
  /** Only a symmetric key can be given to a domain. */
  readonly kind?: EncryptionKey['kind'];
  /** False once the service has lost its grant, or an external key store its key. */
  readonly accessible?: boolean;
}

/** A domain with all that is in it. */
export interface WorldDomain {
  /** The account that owns it: the world's, unless it is given. */
  readonly owner?: string;
  /** The Region in which it is: the world's, unless it is given. */
  readonly region?: string;
  /** As CreateDomain takes it: an ARN, an id or an alias. */
  readonly encryptionKey?: string;
  /** Tags by key. */
  readonly tags?: Readonly<Record<string, string>>;
  /** The domain's permissions policy, as an object or as its JSON text. */
  readonly permissionsPolicy?: WorldPolicy;
  /** By pattern; of the root group what is other than at its creation. */
  readonly packageGroups?: Readonly<Record<string, WorldPackageGroup>>;
  /** By name, in any order. */
  readonly repositories?: Readonly<Record<string, WorldRepository>>;
}

/** A package group, which inherits what it does not say. */
export interface WorldPackageGroup {
  /** Whom to ask about it. */
  readonly contactInfo?: string;
  /** What it is for. */
  readonly description?: string;
  /** Tags by key. */
  readonly tags?: Readonly<Record<string, string>>;
  /** From where versions of its packages may come; left out, as the parent group says. */
  readonly restrictions?: Readonly<Partial<Record<PackageGroupOriginRestrictionType, WorldGroupRestriction>>>;
}

/** A mode, or the repositories that are allowed alone. */
export type WorldGroupRestriction = 'ALLOW' | 'BLOCK' | 'INHERIT' | { readonly allow: readonly string[] };

/** A repository with all that is in it. */
export interface WorldRepository {
  /** What it is for. */
  readonly description?: string;
  /** The account that administers it: the domain's owner, unless it is given. */
  readonly administrator?: string;
  /** Repositories of the domain, in search order; a name, or `{ deleted: name }` of one that is gone (UPS-16). */
  readonly upstreams?: readonly (string | WorldDeletedRepository)[];
  /** The public repository to which it is connected. */
  readonly externalConnection?: ExternalConnectionName;
  /** Tags by key. */
  readonly tags?: Readonly<Record<string, string>>;
  /** The repository's permissions policy, as an object or as its JSON text. */
  readonly permissionsPolicy?: WorldPolicy;
  /**
   * What it has had for long, by format, package and version. A name may begin with its namespace: `@types/node`,
   * `org.apache:commons`, `mona.List`, or in any format `namespace/name`.
   */
  readonly packages?: Readonly<Partial<Record<PackageFormat, WorldStoredPackages>>>;
  /** Origin controls by format and package; also of packages that it does not have. */
  readonly restrictions?: Readonly<Partial<Record<PackageFormat, Readonly<Record<string, PackageOriginRestrictions>>>>>;
}

/** A repository of the domain that was deleted. */
export interface WorldDeletedRepository {
  /** Its name. Another repository may have that name now. */
  readonly deleted: string;
}

/** By package, then by version. */
type WorldPackages<Version> = Readonly<Record<string, Readonly<Record<string, Version>>>>;

export type WorldStoredPackages = WorldPackages<WorldStoredVersion>;
export type WorldPublicPackages = WorldPackages<WorldPublicVersion>;

/** What public repositories offer, by external connection, then by package and by version. */
export type WorldPublicRepositories = Readonly<Partial<Record<ExternalConnectionName, WorldPublicPackages>>>;

/** What can be said of any version. */
export interface WorldVersion {
  /** Left out: long ago of a public version, at the beginning of a stored one. */
  readonly publishedTime?: WorldTime;
  /** By name. Left out, the version has what is usual in its format, of a made-up size and without bytes. */
  readonly assets?: Readonly<Record<string, WorldAsset>>;
  /** What is known from the metadata inside the package. */
  readonly metadata?: VersionMetadata;
  /** Version requirements by package, besides those in `metadata`. */
  readonly dependencies?: Readonly<Record<string, string>>;
  /** The npm dist-tags that point at it; left out, `latest` goes to the last one that is there. */
  readonly tags?: readonly string[];
}

/** A version that a public repository offers. */
export interface WorldPublicVersion extends WorldVersion {
  /** True when it was offered once, and is no more (EXT-52). */
  readonly withdrawn?: boolean;
}

/** A version that a repository has. */
export interface WorldStoredVersion extends WorldVersion {
  /** Published, unless it is given. */
  readonly status?: PackageVersion['status'];
  /** Where it entered the domain: a public repository, another repository, or one does not know; left out, here. */
  readonly origin?: ExternalConnectionName | 'UNKNOWN' | { readonly repository: string } | WorldDeletedRepository;
  /** As the API shows it; left out, it is computed from the content. */
  readonly revision?: string;
}

/**
 * A text, which stands for its UTF-8; bytes; bytes in base64; a size with digests; or a size alone, for which digests
 * are made up. Of a public version more may be left out: then it cannot be fetched. What has no bytes never gets any:
 * to read them is an error. In a file it may also be `{ file: path }`, the path being relative to that of the file.
 */
export type WorldAsset =
  | string
  | Uint8Array
  | (WorldAssetNote & { readonly bytes: Uint8Array | string })
  | (WorldAssetNote & { readonly base64: string })
  | (WorldAssetNote & { readonly size?: number; readonly hashes?: Partial<AssetContent['hashes']> });

/** What is said of an asset besides its content. */
export interface WorldAssetNote {
  /** Left out, it was published with its version. */
  readonly publishedTime?: WorldTime;
  /** What the documents of its format's protocol say of the file, as JSON. */
  readonly manifest?: string;
}

/** A public repository that is down, since the beginning or since a moment before it. */
export type WorldOutage =
  | ExternalConnectionName
  | { readonly connection: ExternalConnectionName; readonly since: WorldTime };

/** What public repositories are in one Region besides. */
export interface WorldRegion {
  /** What they offer there besides. */
  readonly publicRepositories?: WorldPublicRepositories;
  /** Those that are down there. */
  readonly unavailable?: readonly WorldOutage[];
  /** Those that do not list the assets of a version there. */
  readonly listingNoAssets?: readonly ExternalConnectionName[];
}

/** A world that cannot be: the message begins with the place in it, and before it the place in the file, if any. */
export class WorldError extends TypeError {
  override readonly name = 'WorldError';

  constructor(
    /** The names that lead to the place. */
    readonly path: readonly (string | number)[],
    readonly problem: string,
    /** The member of the place whose very name is wrong. */
    readonly member?: string,
    /** `file:line:column` of a world that was read from a file. */
    readonly location?: string,
  ) {
    super([location, placed(path), problem].filter(Boolean).join(': '));
  }
}

const placed = (path: readonly (string | number)[]): string =>
  path
    .map((step) =>
      typeof step === 'number' ? `[${step}]` : /^[\w$-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`,
    )
    .join('')
    .replace(/^\./, '');
