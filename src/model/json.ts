import type { LicenseInfo, PackageDependency } from '../api/types';
import {
  byId,
  byName,
  type Codec,
  dictionary,
  integer,
  type Json,
  list,
  members,
  oneOf,
  optional,
  ShapeError,
  text,
  truth,
  within,
} from './codec';
import type { ExternalConnectionName } from './coordinates';
import { accessKey, packageGroup, permissionsPolicy, principal, quotas, settings, tags } from './json-settings';
import type {
  Arrival,
  Asset,
  AssetRecord,
  Catalogue,
  Domain,
  Due,
  EncryptionKey,
  Hashes,
  Origin,
  Package,
  PackageVersion,
  PublicAsset,
  PublicVersion,
  Repository,
  State,
  Upstream,
  VersionMetadata,
} from './state';

/**
 * A state as JSON. Maps are lists of entries in the order of their keys, so that equal states give equal texts. Records
 * that several repositories share stand once, in a list, and where they are used by their number: what is one object in
 * the state is one object again when it is read, since the core takes a shared record for an unchanged one.
 */
export interface StateJson {
  readonly version: 1;
  readonly metadata: readonly Json[];
  readonly versions: readonly Json[];
  readonly state: Json;
}

/** Writes a state. Throws a ShapeError for a value that has members which this module does not know. */
export function stateToJson(state: State): StateJson {
  const codecs = new StateCodecs();
  const written = codecs.state.write(state);
  return { version: 1, metadata: codecs.metadata.rows, versions: codecs.versions.rows, state: written };
}

/** Reads what `stateToJson` gave. Throws a ShapeError that names the place for anything else. */
export function stateFromJson(json: unknown): State {
  const { version } = Object(json) as { readonly version?: unknown };
  if (version !== 1) throw new ShapeError(`expected a state of version 1, found version ${String(version)}`);
  const { metadata, versions, state } = json as Readonly<Record<string, unknown>>;
  const codecs = new StateCodecs();
  within('metadata', () => codecs.metadata.fill(metadata));
  within('versions', () => codecs.versions.fill(versions));
  return within('state', () => codecs.state.read(state));
}

/** The details of a version's package. */
const metadataCodec = members<VersionMetadata>({
  displayName: optional(text),
  summary: optional(text),
  homePage: optional(text),
  sourceCodeRepository: optional(text),
  licenses: optional(list(members<LicenseInfo>({ name: optional(text), url: optional(text) }))),
  dependencies: optional(
    list(
      members<PackageDependency>({
        namespace: optional(text),
        package: optional(text),
        dependencyType: optional(text),
        versionRequirement: optional(text),
      }),
    ),
  ),
  readme: optional(text),
  deprecated: optional(text),
  yanked: optional(either<string, true>((value) => typeof value === 'string', text, oneOf<true>(true))),
  manifest: optional(text),
});

const anyDigest = { MD5: optional(text), 'SHA-1': optional(text), 'SHA-512': optional(text) };
const hashes = members<Hashes>({ ...anyDigest, 'SHA-256': text });
const file = { name: text, publishedTime: optional(integer), manifest: optional(text) };
const asset = members<Asset>({ ...file, size: integer, hashes });

const publicAsset = members<PublicAsset>({
  ...file,
  size: optional(integer),
  hashes: members<PublicAsset['hashes']>({ ...anyDigest, 'SHA-256': optional(text) }),
});

const origin = members<Origin>({
  originType: oneOf('INTERNAL', 'EXTERNAL', 'UNKNOWN'),
  domainEntryPoint: optional(
    members<NonNullable<Origin['domainEntryPoint']>>({
      repositoryName: optional(text),
      externalConnectionName: optional(text),
    }),
  ),
});

const encryptionKey = members<EncryptionKey>({
  arn: text,
  aliases: list(text),
  state: oneOf('Enabled', 'Disabled', 'PendingDeletion'),
  kind: oneOf('symmetric', 'asymmetric'),
  accessible: truth,
});

const allowance = oneOf('ALLOW', 'BLOCK');

const packageRecord = members<Package>({
  restrictions: members<Package['restrictions']>({ publish: allowance, upstream: allowance }),
  tags: dictionary(text),
  sequenceNumber: integer,
  metadataFiles: optional(dictionary(hashes)),
});

/** The codecs of one conversion, which share the lists of shared records. */
class StateCodecs {
  readonly metadata = new Shared<VersionMetadata>(metadataCodec);

  readonly versions = new Shared<PackageVersion>(
    members<PackageVersion>({
      version: text,
      revision: text,
      status: oneOf('Published', 'Unfinished', 'Unlisted', 'Archived', 'Disposed'),
      origin,
      publishedTime: integer,
      assets: list(asset),
      metadata: this.metadata,
      mismatched: optional(list(text)),
    }),
  );

  readonly #catalogue = members<Catalogue>({
    unavailableSince: optional(integer),
    listsAssets: truth,
    versions: byName(
      members<PublicVersion>({
        version: text,
        publishedTime: optional(integer),
        assets: list(publicAsset),
        metadata: this.metadata,
      }),
    ),
    tags: byName(dictionary(text)),
    refreshTimes: byName(integer),
  });

  readonly #repository = members<Repository>({
    id: integer,
    name: text,
    administratorAccount: text,
    createdTime: integer,
    description: optional(text),
    upstreams: list(members<Upstream>({ id: integer, name: text })),
    externalConnection: optional(text as Codec<string> as Codec<ExternalConnectionName>),
    tags,
    permissionsPolicy,
    packages: byName(packageRecord),
    versions: byName(this.versions),
    formerSequenceNumbers: byName(integer),
  });

  readonly #domain = members<Domain>({
    name: text,
    owner: text,
    region: text,
    createdTime: integer,
    encryptionKey: text,
    tags,
    permissionsPolicy,
    packageGroups: byName(packageGroup),
    repositories: byId(this.#repository),
    repositoryIds: byName(integer),
    assets: byName(members<AssetRecord>({ size: integer, references: integer })),
    assetSizeBytes: integer,
    arrivals: byName(
      members<Arrival>({
        record: this.versions,
        how: oneOf('ingested', 'retained', 'refreshed'),
        tags: list(text),
      }),
    ),
  });

  readonly #due = either<Due & { kind: 'arrival' }, Due & { kind: 'clean-up' }>(
    (value) => (value as Due | undefined)?.kind === 'arrival',
    members<Due & { kind: 'arrival' }>({
      kind: oneOf('arrival'),
      time: integer,
      domain: text,
      repository: integer,
      version: text,
    }),
    members<Due & { kind: 'clean-up' }>({ kind: oneOf('clean-up'), time: integer, domain: this.#domain }),
  );

  readonly state = members<State>({
    sequence: integer,
    settings,
    quotas: byName(quotas),
    principals: byName(principal),
    accessKeys: byName(accessKey),
    organizations: byName(text),
    encryptionKeys: byName(encryptionKey),
    domains: byName(this.#domain),
    catalogues: byName(this.#catalogue),
    due: byName(this.#due),
  });
}

/** Writes each object once, in a list, and its number wherever it is. */
class Shared<T extends object> implements Codec<T> {
  readonly rows: Json[] = [];
  readonly #of: Codec<T>;
  readonly #numbers = new Map<T, number>();
  #values: readonly T[] = [];

  constructor(of: Codec<T>) {
    this.#of = of;
  }

  /** Takes the list from JSON. */
  fill(rows: unknown): void {
    this.#values = list(this.#of).read(rows);
  }

  readonly write = (value: T): Json => {
    const found = this.#numbers.get(value);
    if (found !== undefined) return found;
    const number = this.rows.push(this.#of.write(value)) - 1;
    this.#numbers.set(value, number);
    return number;
  };

  readonly read = (json: unknown): T => {
    const value = this.#values[integer.read(json)];
    if (value === undefined) throw new ShapeError(`there is no record of number ${String(json)}`);
    return value;
  };
}

/** A value of one of two types, which are told apart by the value, or by its JSON. */
function either<A, B>(isFirst: (value: unknown) => boolean, first: Codec<A>, second: Codec<B>): Codec<A | B> {
  return {
    write: (value) => (isFirst(value) ? first.write(value as A) : second.write(value as B)),
    read: (json) => (isFirst(json) ? first.read(json) : second.read(json)),
  };
}
