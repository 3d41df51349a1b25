import { page } from '../model/page';
import type { PackageGroup } from '../model/state';
import type { Query } from '../model/view';
import { findDomain } from './find';
import { packageGroupDescription } from './package-group-views';

/** Lists the package groups of a domain whose patterns start with a text, by pattern (GRP-116, GRP-117). */
export const listPackageGroups: Query<'ListPackageGroups'> = (view, request) => {
  const { prefix = '' } = request;
  const domain = findDomain(view, request);
  const { region, owner, name } = domain;
  const after = (pattern: string | undefined) => domain.packageGroups.after(pattern);
  const render = (group: PackageGroup) =>
    group.pattern.startsWith(prefix) ? packageGroupDescription(domain, group) : undefined;
  const scope = ['ListPackageGroups', region, owner, name, prefix];
  const { items, ...token } = page(request, 50, scope, after, render); // API-31
  return { packageGroups: items, ...token };
};
