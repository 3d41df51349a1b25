import { formats } from '../formats';
import type { DistTags, PackageVersion, PublicAsset, PublicVersion, Repository } from '../model/state';
import type { View } from '../model/view';
import { publicVersions, type Route, routes } from './catalogue';
import { noTags } from './records';
import { latestSnapshot, noteCatalogue, type SoughtPackage } from './resolve';
import { byName } from './revision';
import type { SearchList } from './search-list';
import { versionsIn } from './stored';
import { supplement, takesLaterAssets } from './supplement';

/** A version as a client's list shows it. */
export interface ListedVersion {
  readonly version: string;
  /** Milliseconds since 1970; absent for a public version whose time is not known. */
  readonly publishedTime?: number;
  /** Ordered by name. Of a version that is only public, not all has to be known of them. */
  readonly assets: readonly PublicAsset[];
  readonly metadata: PackageVersion['metadata'];
  /** Absent while the version is in no repository of the list. */
  readonly revision?: string;
}

/** What a client sees of a package through a repository. */
export interface Listing {
  /** Ascending by version string. */
  readonly versions: readonly ListedVersion[];
  /** npm dist-tags. */
  readonly tags: DistTags;
  /** Maven: when what is public of it was last refreshed (EXT-29); absent when no public repository is reached. */
  readonly refreshedTime?: number;
}

/**
 * The union of the versions in all repositories of the search list and in the catalogues that they reach (RES-19);
 * the nearest record of a version decides whether and how it is listed (RES-20, RES-21), of a snapshot that of the
 * latest build (RES-34).
 */
export function listing(view: View, sought: SoughtPackage, list: SearchList): Listing {
  const { coordinates, key } = sought;
  const decided = new Map<string, ListedVersion | undefined>();
  const { versionIdentity, isSnapshot } = formats[coordinates.format];
  for (const repository of list.repositories) {
    let count = 0;
    for (const record of versionsIn(repository, key)) {
      count++;
      const identity = versionIdentity(record.version);
      if (decided.has(identity)) continue;
      const { version } = record;
      // RES-34
      const deciding = isSnapshot(version) ? latestSnapshot(view, { ...sought, version }, list)!.record : record;
      // RES-21
      decided.set(identity, deciding.status === 'Published' ? shown(view, sought, deciding, list) : undefined);
    }
    view.trace.push({ kind: 'list', repository: repository.name, versions: count });
  }
  for (const route of routes(view, list, coordinates.format)) {
    let found = false;
    for (const version of publicVersions(view, route, key)) {
      if (isSnapshot(version.version)) continue; // EXT-36
      found = true;
      const identity = versionIdentity(version.version);
      if (!decided.has(identity)) decided.set(identity, offered(version));
    }
    noteCatalogue(view, route, found ? 'versions' : 'nothing');
  }
  const versions = [...decided.values()].filter((version) => version !== undefined);
  versions.sort((a, b) => (a.version < b.version ? -1 : 1));
  return { versions, tags: tagsOf(view, sought, list, versions) };
}

/** A stored version, with the files that come to it from farther up (RES-28). */
function shown(view: View, sought: SoughtPackage, record: PackageVersion, list: SearchList): ListedVersion {
  const { version, revision, publishedTime, metadata } = record;
  const whole = { ...sought, version };
  if (formats[sought.coordinates.format].laterAssets !== 'refreshed' || !takesLaterAssets(whole, record)) {
    return { version, revision, publishedTime, assets: record.assets, metadata };
  }
  const { assets, yanked } = supplement(view, whole, record, list, '');
  return {
    version,
    revision,
    publishedTime,
    assets: assets.length === 0 ? record.assets : byName([...record.assets, ...assets]),
    metadata: yanked ? { ...metadata, yanked: yanked.mark } : metadata,
  };
}

const offered = ({ version, publishedTime, assets, metadata }: PublicVersion): ListedVersion => ({
  version,
  publishedTime,
  assets: byName(assets),
  metadata,
});

/**
 * npm dist-tags as a client sees them: each upstream's merged tags win over the repository's own, and those of an
 * earlier upstream over those of a later one; a connection counts as an upstream (RES-24 to RES-26). A tag whose
 * version is not listed is left out (RES-27).
 */
function tagsOf(
  view: View,
  { domain, coordinates, key }: SoughtPackage,
  list: SearchList,
  versions: readonly ListedVersion[],
): DistTags {
  if (formats[coordinates.format].defaultDisplayVersion !== 'latest-tag') return noTags;
  const unseen = new Set(list.repositories);
  const byRepository = new Map<Repository, Route>();
  for (const route of routes(view, list, coordinates.format)) byRepository.set(route.repository, route);
  const merged = (repository: Repository): Record<string, string> => {
    unseen.delete(repository);
    const tags = Object.assign(Object.create(null), repository.packages.get(key)?.tags) as Record<string, string>;
    const above: DistTags[] = [];
    for (const { id } of list.blocked.has(repository.id) ? [] : repository.upstreams) {
      const upstream = domain.repositories.get(id);
      if (upstream && unseen.has(upstream)) above.push(merged(upstream));
    }
    const connected = byRepository.get(repository)?.catalogue.tags.get(key);
    if (connected) above.push(connected);
    return Object.assign(tags, ...above.reverse());
  };
  const listed = new Set(versions.map(({ version }) => version));
  const tags = merged(list.repositories[0]!);
  for (const name of Object.keys(tags)) if (!listed.has(tags[name]!)) delete tags[name];
  return tags;
}
