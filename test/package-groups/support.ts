import type { PackageFormat, PackageGroupOriginRestrictionMode } from '../../src/api/types';
import type { PackageCoordinates } from '../../src/model/coordinates';
import { inherited, rootGroup } from '../../src/model/package-group';
import type { PackageGroup } from '../../src/model/state';
import { emptyByName } from '../../src/model/wide-map';
import { type PackageGroups, restrictionTypes } from '../../src/package-groups/hierarchy';

/** A mode, or the repositories that are allowed alone. */
type Restriction = Exclude<PackageGroupOriginRestrictionMode, 'ALLOW_SPECIFIC_REPOSITORIES'> | readonly string[];
/** By type; those that are left out inherit, and in the root are ALLOW. */
export type Restrictions = { readonly [Type in (typeof restrictionTypes)[number]]?: Restriction };

/** The groups of a domain besides an open root, each with its restrictions. */
export function groupsOf(restrictions: Readonly<Record<string, Restrictions>>): PackageGroups {
  let groups = emptyByName<PackageGroup>().with('/*', rootGroup(0));
  for (const [pattern, own] of Object.entries(restrictions)) {
    const made = { ...(groups.get(pattern)?.restrictions ?? inherited) };
    for (const type of restrictionTypes) {
      const given = own[type];
      if (given === undefined) continue;
      const mode = typeof given === 'string' ? given : 'ALLOW_SPECIFIC_REPOSITORIES';
      const names = typeof given === 'string' ? [] : given;
      made[type] = { mode, repositories: emptyByName<true>().withAll(names.map((name) => [name, true])) };
    }
    groups = groups.with(pattern, Object.freeze({ pattern, createdTime: 0, tags: [], restrictions: made }));
  }
  return groups;
}

/** The same without restrictions of their own. */
export const groupsNamed = (...patterns: readonly string[]): PackageGroups =>
  groupsOf(Object.fromEntries(patterns.map((pattern) => [pattern, {}])));

/** The coordinates of a package path. */
export function at(path: string): PackageCoordinates {
  const [, format, namespace, name] = path.split('/') as [string, PackageFormat, string, string];
  return namespace === '' ? { format, package: name } : { format, namespace, package: name };
}
