import type { AssociatedPackage } from '../api/types';
import { coordinatesOf, packagesOf } from '../model/keys';
import { inherited } from '../model/package-group';
import { page } from '../model/page';
import type { PackageGroup } from '../model/state';
import type { Query, View } from '../model/view';
import { associationOf } from '../package-groups/association';
import type { PackageGroups } from '../package-groups/hierarchy';
import { literalOf } from '../package-groups/pattern';
import { findUsableDomain } from './find';
import { demandPattern, packageGroupIn } from './find-package-group';
import { identity } from './package-views';
import { packagesInDomain } from './packages-in-domain';
import { noTags } from './tags';

/**
 * Lists the packages of a domain that belong to a group, each once, by format, namespace and name (GRP-121 to
 * GRP-126). With `preview` the group need not be there (GRP-124).
 */
export const listAssociatedPackages: Query<'ListAssociatedPackages'> = (view, request) => {
  const { packageGroup: pattern, preview = false } = request;
  demandPattern(view, pattern); // GRP-55
  const domain = findUsableDomain(view, request);
  if (!preview) packageGroupIn(view, domain, pattern); // GRP-125
  const groups = withGroup(view, domain.packageGroups, pattern);
  const range = rangeOf(pattern);
  const after = (key: string | undefined) => packagesInDomain(domain, key ?? range?.from, range?.before);
  const render = (_: unknown, key: string): AssociatedPackage | undefined => {
    const coordinates = coordinatesOf(key);
    const { group, strength } = associationOf(groups, coordinates);
    return group.pattern === pattern ? { ...identity(coordinates), associationType: strength } : undefined;
  };
  const scope = ['ListAssociatedPackages', domain.region, domain.owner, domain.name, pattern, preview];
  const { items, ...token } = page(request, 100, scope, after, render); // API-31
  return { packages: items, ...token };
};

/** The groups with one of this pattern among them. */
function withGroup({ context }: View, groups: PackageGroups, pattern: string): PackageGroups {
  if (groups.has(pattern)) return groups;
  const group: PackageGroup = { pattern, createdTime: context.now, tags: noTags, restrictions: inherited };
  return groups.with(pattern, Object.freeze(group));
}

/** Where the packages of a pattern lie: among those of its format, but for the root. */
function rangeOf(pattern: string) {
  const [, format = ''] = literalOf(pattern).split('/', 2);
  return format ? packagesOf(format) : undefined;
}
