import { page } from '../model/page';
import type { Asset } from '../model/state';
import type { Query } from '../model/view';
import { findVersion } from './find';
import { assetSummary, versionHeader } from './package-views';

/** The assets of a version in whatever status, by name (LST-42); a Disposed one has none (LST-43). */
export const listPackageVersionAssets: Query<'ListPackageVersionAssets'> = (view, request) => {
  const { domain, repository, coordinates, key, version } = findVersion(view, request);
  const scope = ['ListPackageVersionAssets', domain.owner, domain.name, repository.id, key, version.version];
  const after = (last: string | undefined): [string, Asset][] =>
    version.assets.filter(({ name }) => last === undefined || name > last).map((asset) => [asset.name, asset]);
  const { items, nextToken } = page(request, 100, scope, after, assetSummary); // API-31
  const answer = { ...versionHeader(coordinates, version), assets: items };
  return nextToken === undefined ? answer : { ...answer, nextToken };
};
