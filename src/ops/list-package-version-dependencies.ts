import type { PackageDependency } from '../api/types';
import { invalid } from '../model/errors';
import { page } from '../model/page';
import type { Query } from '../model/view';
import { findVersion } from './find';
import { versionHeader } from './package-views';

/**
 * The direct dependencies that the version's own metadata names (LST-53), in its order (LST-61), in whatever status
 * (LST-62).
 */
export const listPackageVersionDependencies: Query<'ListPackageVersionDependencies'> = (view, request) => {
  const { domain, repository, coordinates, key, version } = findVersion(view, request);
  const { nextToken } = request;
  // Dependencies of a revision never change, so their place in the list can be the key.
  const scope = ['ListPackageVersionDependencies', domain.owner, domain.name, repository.id, key, version.revision];
  const entries = (version.metadata.dependencies ?? []).map((dependency, i): [string, PackageDependency] => [
    String(i),
    dependency,
  ]);
  const after = (last: string | undefined) => {
    if (last !== undefined && !/^\d+$/.test(last)) throw invalid('The pagination token is malformed.'); // API-36
    return entries.slice(last === undefined ? 0 : Number(last) + 1);
  };
  const result = page({ nextToken }, 1000, scope, after, (dependency) => ({ ...dependency })); // API-32
  const answer = { ...versionHeader(coordinates, version), dependencies: result.items };
  return result.nextToken === undefined ? answer : { ...answer, nextToken: result.nextToken };
};
