import type { PackageGroupAssociationType } from '../api/types';
import type { PackageCoordinates } from '../model/coordinates';
import { rootPattern } from '../model/package-group';
import type { PackageGroup } from '../model/state';
import type { PackageGroups } from './hierarchy';
import { literalOf, matchingPatterns, pathOf } from './pattern';
import { weakForm } from './weak-form';

/** The one group to which a package belongs, and whether it does so by its very name (GRP-68, GRP-70). */
export interface Association {
  readonly group: PackageGroup;
  readonly strength: PackageGroupAssociationType;
}

/**
 * The group of a package, in stored form, that need not exist (GRP-78): of all groups that match it strongly or weakly
 * the one with the longest literal text in weak form, then `$` before `~`, then a strong match before a weak one, then
 * the lowest pattern (GRP-72, GRP-73). There always is one, if only the root (GRP-80).
 */
export function associationOf(groups: PackageGroups, coordinates: PackageCoordinates): Association {
  if (groups.size === 1) return { group: groups.get(rootPattern)!, strength: 'STRONG' };
  const path = pathOf(coordinates);
  const byWeakPattern = indexOf(groups);
  let strong: ReadonlySet<string> | undefined;
  for (const weakPattern of matchingPatterns(weakForm(path))) {
    const matching = byWeakPattern.get(weakPattern);
    if (!matching) continue;
    strong ??= new Set(matchingPatterns(path));
    for (const group of matching) if (strong.has(group.pattern)) return { group, strength: 'STRONG' };
    return { group: matching[0]!, strength: 'WEAK' };
  }
  throw new TypeError(`A domain without the root package group ${rootPattern}`);
}

/** Groups by their patterns in weak form, those of one ascending by pattern. */
type Index = ReadonlyMap<string, readonly PackageGroup[]>;

const indexes = new WeakMap<PackageGroups, Index>();

/** The index of a domain's groups, made when it is first asked for. */
function indexOf(groups: PackageGroups): Index {
  const known = indexes.get(groups);
  if (known) return known;
  const index = new Map<string, PackageGroup[]>();
  for (const group of groups.values()) {
    const key = weakForm(literalOf(group.pattern)) + group.pattern.slice(-1);
    const others = index.get(key);
    if (others) others.push(group);
    else index.set(key, [group]);
  }
  indexes.set(groups, index);
  return index;
}
