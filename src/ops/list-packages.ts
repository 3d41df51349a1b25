import type { PackageSummary } from '../api/types';
import { invalid, type ServiceError } from '../model/errors';
import { coordinatesOf, packagesOf } from '../model/keys';
import { page } from '../model/page';
import type { Rule } from '../model/rule';
import type { Package } from '../model/state';
import type { Query } from '../model/view';
import { findRepository } from './find';
import { packageSummary } from './package-views';

interface Filters {
  readonly format?: string;
  readonly namespace?: string;
  readonly packagePrefix?: string;
  readonly publish?: string;
  readonly upstream?: string;
}

const namespaceNotAlone: Rule<Filters, ServiceError> = {
  id: 'LST-17',
  holds: ({ namespace, format, packagePrefix }) =>
    namespace === undefined || format !== undefined || packagePrefix !== undefined, // LST-18
  refusal: () => invalid('The parameter namespace cannot be used by itself: give format too.'),
};

/** The packages of a repository, those without versions too (LST-22), by format, namespace and name (LST-23). */
export const listPackages: Query<'ListPackages'> = (view, request) => {
  const { format, namespace, packagePrefix, publish, upstream, maxResults, nextToken } = request;
  view.demand([namespaceNotAlone], request, request.namespace);
  const { domain, repository } = findRepository(view, request);
  const range = format === undefined ? undefined : packagesOf(format); // LST-14
  const render = (record: Package, key: string): PackageSummary | undefined => {
    const coordinates = coordinatesOf(key);
    if (namespace !== undefined && !coordinates.namespace?.startsWith(namespace)) return undefined; // LST-15
    if (packagePrefix !== undefined && !coordinates.package.startsWith(packagePrefix)) return undefined; // LST-16
    if (publish !== undefined && record.restrictions.publish !== publish) return undefined; // LST-20
    if (upstream !== undefined && record.restrictions.upstream !== upstream) return undefined;
    return packageSummary(coordinates, record);
  };
  const scope = [
    'ListPackages',
    domain.owner,
    domain.name,
    repository.id,
    format,
    namespace,
    packagePrefix,
    publish,
    upstream,
  ];
  const after = (key: string | undefined) => repository.packages.after(key ?? range?.from, range?.before);
  const { items, nextToken: token } = page({ maxResults, nextToken }, 100, scope, after, render); // API-31
  return token === undefined ? { packages: items } : { packages: items, nextToken: token };
};
