import { page } from '../model/page';
import type { PackageGroup } from '../model/state';
import type { Query } from '../model/view';
import { parentOf } from '../package-groups/hierarchy';
import { findPackageGroup } from './find-package-group';
import { packageGroupDescription } from './package-group-views';

/** Lists the groups whose parent is this one, by pattern (GRP-118, GRP-119). */
export const listSubPackageGroups: Query<'ListSubPackageGroups'> = (view, request) => {
  const { domain, group: parent } = findPackageGroup(view, request);
  const { region, owner, name, packageGroups } = domain;
  const render = (group: PackageGroup, pattern: string) =>
    parentOf(packageGroups, pattern) === parent ? packageGroupDescription(domain, group) : undefined;
  const scope = ['ListSubPackageGroups', region, owner, name, parent.pattern];
  const after = (pattern: string | undefined) => packageGroups.after(pattern);
  const { items, ...token } = page(request, 50, scope, after, render); // API-31
  return { packageGroups: items, ...token };
};
