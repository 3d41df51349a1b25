import { page } from '../model/page';
import type { Query } from '../model/view';
import { findPackageGroup } from './find-package-group';

/** Lists the repositories on a group's own list for a type, by name; without list, none (GRP-112, GRP-113). */
export const listAllowedRepositoriesForGroup: Query<'ListAllowedRepositoriesForGroup'> = (view, request) => {
  const { originRestrictionType: type } = request;
  const { domain, group } = findPackageGroup(view, request);
  const { repositories } = group.restrictions[type];
  const scope = ['ListAllowedRepositoriesForGroup', domain.region, domain.owner, domain.name, group.pattern, type];
  const after = (name: string | undefined) => repositories.after(name);
  const { items, ...token } = page(request, 100, scope, after, (_, name) => name); // API-31
  return { allowedRepositories: items, ...token };
};
