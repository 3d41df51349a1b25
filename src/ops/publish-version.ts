import { freeze } from 'immer';
import { formats } from '../formats';
import type { PackageCoordinates } from '../model/coordinates';
import type { Asset, PackageVersion, VersionMetadata } from '../model/state';
import type { Transaction } from '../model/transaction';
import { groupControls } from '../package-groups/controls';
import { publicVersion, routes } from '../resolution/catalogue';
import { type Place, setTags, writeVersion } from '../resolution/records';
import { byName, revisionOf } from '../resolution/revision';
import { searchList } from '../resolution/search-list';
import { versionIn } from '../resolution/stored';
import { publicationRules } from '../rules/publication';
import { quotasOf } from '../rules/quota';

/** A version, or more of one, that is published into a repository; all in the stored form. */
export interface Content extends Place {
  readonly coordinates: PackageCoordinates;
  readonly key: string;
  readonly version: string;
  readonly assets: readonly Asset[];
  /** What the metadata inside the package says; absent when these assets hold none. */
  readonly metadata?: VersionMetadata;
  /** npm dist-tags that are set to the version (NPM-38). */
  readonly tags?: readonly string[];
  /** The version is not complete with this (PUB-31). */
  readonly unfinished: boolean;
  /** A package manager publishes it, at an endpoint. */
  readonly atEndpoint: boolean;
}

/** Publishes into a repository. Refuses by the rules of publication (PUB-55); gives the version as it is afterwards. */
export function publishVersion(tx: Transaction, content: Content): PackageVersion {
  const { domain, repository, coordinates, key, version, assets, atEndpoint } = content;
  const stored = versionIn(repository, coordinates.format, key, version);
  const subject = {
    coordinates,
    version,
    assets,
    stored,
    repository: repository.name,
    package: repository.packages.get(key),
    groupControls: groupControls(domain.packageGroups, key),
    reachable: reachableIn(tx, content),
    assetSizeBytes: quotasOf(tx, domain.owner).assetSizeBytes,
    atEndpoint,
  };
  tx.demand(publicationRules, subject, version);
  const record = stored ? extended(tx, content, stored) : created(tx, content);
  if (record !== stored) {
    const metadataUpdated = content.metadata !== undefined && record.metadata !== stored?.metadata; // EVT-14
    writeVersion(tx, content, coordinates, { how: 'published', before: stored, after: record, metadataUpdated });
  }
  // PUB-04, NPM-39: also of an identical one
  if (content.tags) setTags(tx, content, key, content.tags, version);
  return record;
}

function created({ context }: Transaction, content: Content): PackageVersion {
  const { repository, coordinates, version, unfinished } = content;
  const assets = byName(
    unfinished ? content.assets.map((asset) => ({ ...asset, publishedTime: context.now })) : content.assets, // MVN-57
  );
  const metadata = content.metadata ?? noMetadata;
  const domainEntryPoint = Object.freeze({ repositoryName: repository.name });
  return {
    version,
    revision: revisionOf(coordinates, version, assets, metadata),
    status: unfinished ? 'Unfinished' : 'Published', // PUB-30, PUB-31, STA-02
    origin: Object.freeze({ originType: 'INTERNAL', domainEntryPoint }), // VER-33
    publishedTime: context.now, // VER-46
    assets,
    metadata,
  };
}

const noMetadata: VersionMetadata = Object.freeze({});

/** A stored version with what is new; the very same record when nothing is (PUB-04, PUB-35). */
function extended({ context }: Transaction, content: Content, stored: PackageVersion): PackageVersion {
  const names = new Set(stored.assets.map(({ name }) => name));
  const added = content.assets
    .filter(({ name }) => !names.has(name))
    .map((asset) => (content.atEndpoint ? { ...asset, publishedTime: context.now } : asset)); // PYP-23, MVN-57
  const finishes = stored.status === 'Unfinished' && !content.unfinished; // PUB-36
  if (added.length === 0 && !finishes) return stored;
  return freeze(
    {
      // PUB-36: an asset that is there already brings nothing.
      ...(added.length === 0 ? stored : withAssets(content, stored, added)),
      status: finishes ? 'Published' : stored.status, // PUB-13: an Unlisted one stays so
      publishedTime: stored.status === 'Unfinished' ? context.now : stored.publishedTime, // VER-46, VER-47
    },
    true,
  );
}

/** A stored version with more assets, and so with a new revision (VER-21). */
function withAssets(content: Content, stored: PackageVersion, added: readonly Asset[]): PackageVersion {
  const assets = byName([...stored.assets, ...added]);
  const metadata = joined(stored.metadata, content.metadata);
  return { ...stored, assets, metadata, revision: revisionOf(content.coordinates, content.version, assets, metadata) };
}

/** The metadata of the first file that has any counts (PYP-57); a version without takes that of a later one. */
function joined(stored: VersionMetadata, brought: VersionMetadata | undefined): VersionMetadata {
  return brought && Object.keys(stored).length === 0 && Object.keys(brought).length > 0 ? brought : stored;
}

/**
 * Where else the version can be had through the repository, in any status (PUB-49, PUB-50); it stores nothing (PUB-51).
 */
function reachableIn(tx: Transaction, { domain, repository, coordinates, key, version }: Content): string | undefined {
  const { upstreams, isSnapshot } = formats[coordinates.format];
  if (!upstreams || isSnapshot(version)) return undefined; // PUB-45, PUB-47
  if (repository.upstreams.length === 0 && !repository.externalConnection) return undefined;
  const list = searchList(tx, domain, repository, key);
  for (const upstream of list.repositories) {
    if (upstream !== repository && versionIn(upstream, coordinates.format, key, version)) return upstream.name;
  }
  for (const route of routes(tx, list, coordinates.format)) {
    if (publicVersion(tx, route, key, version)) return route.connection; // EXT-35
  }
  return undefined;
}
