import type { AssetContent } from '../api/types';
import { formats } from '../formats';
import { coordinatesFault } from '../formats/coordinates';
import type { Fault } from '../formats/format-rules';
import { invalid, type ServiceError } from '../model/errors';
import { versionKey } from '../model/keys';
import type { Rule } from '../model/rule';
import type { PackageVersion, VersionMetadata } from '../model/state';
import type { Transaction } from '../model/transaction';
import { groupControls } from '../package-groups/controls';
import { writeVersion } from '../resolution/records';
import { absent, type Sought } from '../resolution/resolve';
import { byName, revisionOf } from '../resolution/revision';
import { assetQuotas, originRules, sameBytes } from '../rules/publication';
import { quotasOf } from '../rules/quota';
import { type EndpointRequest, findVersionAtEndpoint } from './endpoint';
import { keptAsset } from './kept';
import { keptMetadata } from './metadata';
import { type Content, publishVersion } from './publish-version';

/** What a package manager publishes; its protocol has read the metadata out of the package. */
export interface PublishInput extends EndpointRequest {
  readonly version: string;
  readonly assets: readonly (AssetContent & { readonly name: string })[];
  /** Absent when these assets hold none, as a JAR. */
  readonly metadata?: VersionMetadata;
  /** npm dist-tags that are set to the version. */
  readonly tags?: readonly string[];
  /** Maven: more is to come, the version is not complete yet (MVN-11). */
  readonly unfinished?: boolean;
  /**
   * Maven: these assets are the metadata file that completes those of these versions that are Unfinished (MVN-12,
   * MVN-13).
   */
  readonly completes?: readonly string[];
  /** Maven: the build whose assets the `-SNAPSHOT` version of this request takes over (MVN-42). */
  readonly build?: string;
}

export interface PublishOutput {
  /** The versions that the publication touched, as they are afterwards. */
  readonly versions: readonly PackageVersion[];
}

/**
 * Publishes as a package manager does (PUB-02 to PUB-13, PUB-47 to PUB-55). Refuses coordinates, versions and asset
 * names that the format does not allow, and what the rules of publication refuse.
 */
export function publish(tx: Transaction, request: PublishInput): PublishOutput {
  const { format, version: given, assets, tags, unfinished = false, completes, build } = request;
  const { versionFault, assetFault, unfinished: canBeUnfinished } = formats[format];
  const faults = assets.map(({ name }) => assetFault(name));
  const fault: Fault | undefined = coordinatesFault(request) ?? versionFault(given) ?? faults.find((found) => found);
  if (fault) throw tx.refuse(fault.id, invalid(fault.message, 'FIELD_VALIDATION_FAILED'), request.package);
  if (new Set(assets.map(({ name }) => name)).size < assets.length) {
    throw tx.refuse('PUB-03', invalid('Two assets of one publication have the same name.'), request.package);
  }
  if (!canBeUnfinished && (unfinished || completes || build !== undefined)) {
    throw tx.refuse('STA-02', invalid(`A version of format ${format} cannot be Unfinished.`), given); // STA-02
  }
  const { domain, repository, coordinates, key, version } = findVersionAtEndpoint(tx, request, given);
  const content: Content = {
    domain,
    repository,
    coordinates,
    key,
    version,
    assets: assets.map(keptAsset),
    metadata: keptMetadata(request, request.metadata),
    tags,
    unfinished,
    atEndpoint: true,
  };
  if (build !== undefined || completes) tx.demand(alonenessRules, request, given);
  if (build !== undefined) return { versions: snapshot(tx, content, build) };
  if (completes) return { versions: complete(tx, content, completes) };
  return { versions: [publishVersion(tx, content)] };
}

/** What a build and a metadata file do not bring is refused, not passed over. */
const alonenessRules: readonly Rule<PublishInput, ServiceError>[] = [
  {
    id: 'MVN-42',
    holds: ({ build, assets, metadata, tags, unfinished, completes }) =>
      build === undefined || (assets.length === 0 && !metadata && !tags && !unfinished && !completes),
    refusal: () => invalid('A snapshot takes its assets and metadata from its build: give none besides.'),
  },
  {
    id: 'MVN-39',
    holds: ({ build, format, version }) =>
      build === undefined ||
      (formats[format].isSnapshot(version) && build.startsWith(version.slice(0, -'SNAPSHOT'.length))),
    refusal: ({ version, build }) => invalid(`Version ${version} is no snapshot that ${build} is a build of.`),
  },
  {
    id: 'MVN-12',
    holds: ({ completes, metadata, tags, unfinished }) => !completes || (!metadata && !tags && !unfinished),
    refusal: () => invalid('A metadata file completes versions: it brings no metadata or tags of its own.'),
  },
];

/**
 * The metadata file completes the Unfinished ones of the versions that it names, and is an asset of each (MVN-07,
 * MVN-12).
 */
function complete(tx: Transaction, content: Content, names: readonly string[]): PackageVersion[] {
  const { repository, coordinates, key, assets } = content;
  const subject = subjectOf(tx, content);
  tx.demand(originRules, subject, coordinates.package);
  const completed: PackageVersion[] = [];
  for (const name of new Set(names)) {
    const stored = repository.versions.get(versionKey(key, name));
    if (stored?.status !== 'Unfinished') continue; // MVN-13
    tx.demand([sameBytes, ...assetQuotas], { ...subject, version: name, stored }, name); // PUB-03
    const added = assets.filter((asset) => !stored.assets.some((other) => other.name === asset.name));
    const all = byName([...stored.assets, ...added]);
    const revision = revisionOf(coordinates, name, all, stored.metadata);
    const after: PackageVersion = {
      ...stored,
      assets: all,
      revision,
      status: 'Published',
      publishedTime: tx.context.now,
    };
    // EVT-14
    writeVersion(tx, content, coordinates, { how: 'published', before: stored, after, metadataUpdated: true });
    completed.push(after);
  }
  return completed;
}

/**
 * The `-SNAPSHOT` version takes over the assets of a build, which is set to Unlisted (MVN-42); PUB-03 and PUB-47 do not
 * apply.
 */
function snapshot(tx: Transaction, content: Content, build: string): PackageVersion[] {
  const { repository, coordinates, key, version } = content;
  tx.demand(originRules, subjectOf(tx, content), coordinates.package);
  const built = repository.versions.get(versionKey(key, build));
  if (!built) throw tx.refuse('MVN-43', absent({ ...content, version: build } satisfies Sought), build);
  const isListed = built.status === 'Unfinished' || built.status === 'Published';
  const unlisted: PackageVersion = isListed ? { ...built, status: 'Unlisted' } : built;
  if (isListed) writeVersion(tx, content, coordinates, { how: 'status changed', before: built, after: unlisted });
  const { assets, metadata } = built;
  const before = repository.versions.get(versionKey(key, version));
  const after: PackageVersion = {
    version,
    revision: revisionOf(coordinates, version, assets, metadata), // VER-29
    status: 'Published',
    origin: before?.origin ?? built.origin, // VER-37
    publishedTime: tx.context.now, // VER-47
    assets,
    metadata,
  };
  if (before?.status === 'Published' && before.revision === after.revision) return [unlisted, before]; // PUB-04
  writeVersion(tx, content, coordinates, { how: 'published', before, after, metadataUpdated: true });
  return [unlisted, after];
}

const subjectOf = (
  tx: Transaction,
  { domain, repository, coordinates, key, version, assets, atEndpoint }: Content,
) => ({
  coordinates,
  version,
  assets,
  repository: repository.name,
  package: repository.packages.get(key),
  groupControls: groupControls(domain.packageGroups, key),
  stored: undefined,
  reachable: undefined,
  assetSizeBytes: quotasOf(tx, domain.owner).assetSizeBytes,
  atEndpoint,
});
