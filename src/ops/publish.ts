import type { AssetContent } from '../api/types';
import { formats } from '../formats';
import { coordinatesFault, storedCoordinates } from '../formats/coordinates';
import type { Fault } from '../formats/format-rules';
import { invalid, ServiceError } from '../model/errors';
import { versionKey } from '../model/keys';
import type { Rule } from '../model/rule';
import type { PackageVersion, VersionMetadata } from '../model/state';
import type { Transaction } from '../model/transaction';
import { groupControls } from '../package-groups/controls';
import { writePackage, writeVersion } from '../resolution/records';
import { byName, revisionOf } from '../resolution/revision';
import { versionsIn } from '../resolution/stored';
import { assetQuotas, originRules, sameBytes } from '../rules/publication';
import { quotasOf } from '../rules/quota';
import { type EndpointRequest, findVersionAtEndpoint } from './endpoint';
import { notFound } from './find';
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
  /**
   * Maven: the build whose assets the `-SNAPSHOT` version of this request takes over (MVN-42). Assets are then the
   * metadata file that says so, which is none of the version's (MVN-08).
   */
  readonly build?: string;
  /** Maven: the names that the metadata file has for the assets of the build (MVN-43). Left out, any are good. */
  readonly buildAssets?: readonly string[];
}

export interface PublishOutput {
  /** The versions that the publication touched, as they are afterwards. */
  readonly versions: readonly PackageVersion[];
  /** Whether the repository has anything now that it did not have before (MVN-20). */
  readonly isNew: boolean;
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
  if (coordinates.package !== storedCoordinates(request).package) {
    throw tx.refuse('CRG-03', nameTaken(request.package, coordinates.package), request.package);
  }
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
  if (build !== undefined || completes || request.buildAssets) tx.demand(alonenessRules, request, given);
  const versions = publishedBy(tx, content, request);
  return { versions, isNew: tx.events.length > 0 };
}

function publishedBy(tx: Transaction, content: Content, { completes, build, buildAssets }: PublishInput) {
  if (build === undefined && !completes) return [publishVersion(tx, content)];
  const versions = completes ? complete(tx, content, completes) : snapshot(tx, content, build!, buildAssets);
  noteMetadataFile(tx, content, completes ? '' : content.version);
  return versions;
}

const nameTaken = (name: string, stored: string): ServiceError =>
  new ServiceError('ConflictException', `Package ${stored} is there already: ${name} differs from it in case alone.`, {
    resourceType: 'package',
    resourceId: stored,
  });

/** What a build and a metadata file do not bring is refused, not passed over. */
const alonenessRules: readonly Rule<PublishInput, ServiceError>[] = [
  {
    id: 'MVN-42',
    holds: ({ build, assets, metadata, tags, unfinished, completes }) =>
      build === undefined || (assets.length <= 1 && !metadata && !tags && !unfinished && !completes),
    refusal: () => invalid('A snapshot takes its assets and metadata from its build: give the metadata file alone.'),
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
  {
    id: 'MVN-43',
    holds: ({ build, buildAssets }) => build !== undefined || buildAssets === undefined,
    refusal: () => invalid('Assets of a build are named without the build.'),
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
    tx.demand([checksumsFit], stored, name);
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
function snapshot(
  tx: Transaction,
  content: Content,
  build: string,
  named: PublishInput['buildAssets'],
): PackageVersion[] {
  const { repository, coordinates, key, version } = content;
  tx.demand(originRules, subjectOf(tx, content), coordinates.package);
  const built = repository.versions.get(versionKey(key, build));
  tx.demand(buildRules, { built, named, isLatest: build === latestBuild(content) }, build);
  if (!built) throw tx.refuse('MVN-43', absentBuild(build), build);
  tx.demand([checksumsFit], built, build);
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

/** The build of the version that was made last, by its time and number. */
function latestBuild({ repository, coordinates: { format }, key, version }: Content): string | undefined {
  const base = version.slice(0, -'SNAPSHOT'.length);
  let latest: string | undefined;
  for (const { version: each } of versionsIn(repository, key)) {
    if (!each.startsWith(base) || each === version || !isBuild(each.slice(base.length))) continue;
    if (latest === undefined || formats[format].compareVersions(latest, each) < 0) latest = each;
  }
  return latest;
}

const isBuild = (text: string): boolean => /^\d{8}\.\d{6}-\d+$/.test(text);

const absentBuild = (build: string): ServiceError =>
  invalid(`There are no assets of build ${build}: upload them first.`);

interface Build {
  readonly built: PackageVersion | undefined;
  readonly named: PublishInput['buildAssets'];
  readonly isLatest: boolean;
}

/** The metadata file is of the latest build, and names one of its assets at least. */
const buildRules: readonly Rule<Build, ServiceError>[] = [
  {
    id: 'MVN-43',
    holds: ({ built, isLatest }) => !built || isLatest,
    refusal: ({ built }) => invalid(`There is a later build than ${built!.version}, which the metadata file names.`),
  },
  {
    id: 'MVN-43',
    holds: ({ built, named }) => !built || !named || built.assets.some(({ name }) => named.includes(name)),
    refusal: ({ built }) => invalid(`The metadata file names no asset of build ${built!.version}.`),
  },
];

/** No checksum was sent for an asset of the version that differs from that of its bytes. */
const checksumsFit: Rule<PackageVersion, ServiceError> = {
  id: 'MVN-34',
  holds: ({ mismatched }) => mismatched === undefined,
  refusal: ({ version, mismatched }) =>
    invalid(`Version ${version} is not complete: the checksum sent of ${mismatched!.join(', ')} differs.`),
};

/** Keeps the digests of a metadata file, with which those are compared that come after it (MVN-38). */
function noteMetadataFile(tx: Transaction, content: Content, of: string): void {
  const { domain, repository, coordinates, key, assets } = content;
  const [file] = assets;
  if (!file) return;
  const record = tx.repository(domain, repository.id).packages.get(key);
  if (!record) throw tx.refuse('MVN-38', absentPackage(coordinates.package), coordinates.package);
  const { metadataFiles } = record;
  if (metadataFiles?.[of]?.['SHA-256'] === file.hashes['SHA-256']) return;
  writePackage(tx, content, key, {
    metadataFiles: Object.assign(Object.create(null), metadataFiles, { [of]: file.hashes }),
  });
}

const absentPackage = (name: string): ServiceError =>
  notFound(`There is no package ${name} that a metadata file could be of.`, 'package', name);

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
