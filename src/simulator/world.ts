import type { AssetContent, PackageFormat, PackageOriginRestrictions } from '../api/types';
import type { ExternalConnectionName } from '../model/coordinates';
import type { EncryptionKey, PackageVersion, VersionMetadata } from '../model/state';

/**
 * What there is before the first call, as plain data. Written in JSON it is the same, but for Dates, which are ISO
 * texts there, and bytes, which are base64. Nothing in it is ignored: an unknown member is refused.
 */
export interface World {
  /** Owns the domains that name no owner, and is the simulator's own account. */
  readonly account?: string;
  /** Where the domains are that name no Region, and the simulator's own Region. */
  readonly region?: string;
  readonly encryptionKeys?: readonly WorldKey[];
  /** By name. */
  readonly domains?: Readonly<Record<string, WorldDomain>>;
  /** What public repositories offer, by external connection; in every Region of the world. */
  readonly publicRepositories?: Readonly<Partial<Record<ExternalConnectionName, WorldPackages>>>;
  /** The public repositories that are down from the beginning (EXT-32). */
  readonly unavailable?: readonly ExternalConnectionName[];
  /** The public repositories that do not list the assets of a version (EXT-38). */
  readonly listingNoAssets?: readonly ExternalConnectionName[];
}

/** A KMS key, enabled, symmetric and accessible unless it says otherwise. */
export interface WorldKey extends Partial<Omit<EncryptionKey, 'arn'>> {
  readonly arn: string;
}

export interface WorldDomain {
  readonly owner?: string;
  readonly region?: string;
  /** As CreateDomain takes it: an ARN, an id or an alias. */
  readonly encryptionKey?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** By name, in any order. */
  readonly repositories?: Readonly<Record<string, WorldRepository>>;
}

export interface WorldRepository {
  readonly description?: string;
  /** The account that administers it: the domain's owner, unless it is given. */
  readonly administrator?: string;
  /** Names of repositories of the domain, in search order. */
  readonly upstreams?: readonly string[];
  readonly externalConnection?: ExternalConnectionName;
  readonly tags?: Readonly<Record<string, string>>;
  /** What it has had for long, by format. */
  readonly packages?: Readonly<Partial<Record<PackageFormat, WorldStoredPackages>>>;
  /** Origin controls by format and package; also of packages that it does not have. */
  readonly restrictions?: Readonly<Partial<Record<PackageFormat, Readonly<Record<string, PackageOriginRestrictions>>>>>;
}

/**
 * By package, then by version. A name may begin with its namespace: `@types/node`, `org.apache:commons`, `mona.List`,
 * or in any format `namespace/name`.
 */
export type WorldPackages = Readonly<Record<string, Readonly<Record<string, WorldVersion>>>>;
export type WorldStoredPackages = Readonly<Record<string, Readonly<Record<string, WorldStoredVersion>>>>;

export interface WorldVersion {
  /** Left out: long ago of a public version, at the beginning of a stored one. */
  readonly publishedTime?: Date | string;
  /** By name. Left out, the version has what is usual in its format, of a made-up size and without bytes. */
  readonly assets?: Readonly<Record<string, WorldAsset>>;
  readonly metadata?: VersionMetadata;
  /** Version requirements by package, besides those in `metadata`. */
  readonly dependencies?: Readonly<Record<string, string>>;
  /** The npm dist-tags that point at it; left out, `latest` goes to the last one. */
  readonly tags?: readonly string[];
}

export interface WorldStoredVersion extends WorldVersion {
  readonly status?: PackageVersion['status'];
  /** Where it entered the domain: a public repository, another repository, or one does not know; left out, here. */
  readonly origin?: ExternalConnectionName | 'UNKNOWN' | { readonly repository: string };
}

/**
 * A text, which stands for its UTF-8; bytes; bytes in base64; a size with digests; or a size alone, for which digests
 * are made up. What has no bytes never gets any: to read them is an error.
 */
export type WorldAsset = string | Uint8Array | { readonly base64: string } | { readonly size: number } | AssetContent;

/** A world that cannot be: the message begins with the place in it. */
export class WorldError extends TypeError {
  override readonly name = 'WorldError';

  constructor(
    /** The names that lead to the place. */
    readonly path: readonly (string | number)[],
    readonly problem: string,
  ) {
    super(path.length === 0 ? problem : `${placed(path)}: ${problem}`);
  }
}

const placed = (path: readonly (string | number)[]): string =>
  path
    .map((step) =>
      typeof step === 'number' ? `[${step}]` : /^[\w$-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`,
    )
    .join('')
    .replace(/^\./, '');
