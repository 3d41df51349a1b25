import { formats } from '../formats';
import { versionKey, versionsOf } from '../model/keys';
import { page } from '../model/page';
import type { PackageVersion } from '../model/state';
import type { Query } from '../model/view';
import { versionsIn } from '../resolution/stored';
import { findPackage, type PackagePlace } from './find';
import { identity, versionSummary } from './package-views';

/** The versions of a package in one repository, of every status (LST-29). */
export const listPackageVersions: Query<'ListPackageVersions'> = (view, request) => {
  const { status, sortBy, originType, maxResults, nextToken } = request;
  const place = findPackage(view, request);
  const { domain, repository, key } = place;
  const scope = ['ListPackageVersions', domain.owner, domain.name, repository.id, key, status, sortBy, originType];
  const after = sortBy === 'PUBLISHED_TIME' ? newestFirst(place) : byVersion(place);
  const { items, nextToken: token } = page({ maxResults, nextToken }, 50, scope, after, (version: PackageVersion) =>
    (status === undefined || version.status === status) && // LST-30
    (originType === undefined || version.origin.originType === originType) // LST-32
      ? versionSummary(version)
      : undefined,
  );
  return {
    defaultDisplayVersion: defaultDisplayVersion(place),
    ...identity(place.coordinates),
    versions: items,
    ...(token === undefined ? {} : { nextToken: token }),
  };
};

/** Ascending by version string; the token names the last one (LST-35). */
const byVersion = ({ repository, key }: PackagePlace) =>
  function* (last: string | undefined): Iterable<[string, PackageVersion]> {
    const { from, before } = versionsOf(key);
    const start = last === undefined ? from : versionKey(key, last);
    for (const [, version] of repository.versions.after(start, before)) yield [version.version, version];
  };

/** Newest first, of equal times the greater version string first (LST-33, LST-34). */
const newestFirst = ({ repository, key }: PackagePlace) =>
  function* (last: string | undefined): Iterable<[string, PackageVersion]> {
    const order = (a: Dated, b: Dated): number => b.publishedTime - a.publishedTime || (a.version < b.version ? 1 : -1);
    const mark = last === undefined ? undefined : dated(last);
    for (const version of [...versionsIn(repository, key)].sort(order)) {
      if (mark && (version.version === mark.version || order(version, mark) < 0)) continue;
      yield [`${version.publishedTime}/${version.version}`, version];
    }
  };

type Dated = Pick<PackageVersion, 'publishedTime' | 'version'>;

function dated(key: string): Dated {
  const slash = key.indexOf('/');
  return { publishedTime: Number(key.slice(0, slash)), version: key.slice(slash + 1) };
}

/**
 * The version that stands for a package: that of npm's `latest` tag, else the most recently published; only Published
 * ones count, and with none it is null (VER-49 to VER-55).
 */
function defaultDisplayVersion({ repository, key, coordinates, record }: PackagePlace): string | null {
  if (formats[coordinates.format].defaultDisplayVersion === 'latest-tag') {
    const latest = record.tags.latest;
    const tagged = latest === undefined ? undefined : repository.versions.get(versionKey(key, latest));
    if (tagged?.status === 'Published') return tagged.version; // VER-50, VER-53
  }
  let newest: PackageVersion | undefined;
  for (const version of versionsIn(repository, key)) {
    // VER-55: versions come in ascending order, so of equal times the last one is the greatest.
    if (version.status === 'Published' && version.publishedTime >= (newest?.publishedTime ?? -Infinity))
      newest = version;
  }
  return newest?.version ?? null; // VER-52
}
