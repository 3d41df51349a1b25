import type { PackageGroupOriginRestrictionType } from '../api/types';
import type { GroupRestriction, PackageGroup } from '../model/state';
import type { WideMap } from '../model/wide-map';
import { literalOf, prefixPatterns } from './pattern';

/** The package groups of a domain by pattern. */
export type PackageGroups = WideMap<string, PackageGroup>;

/** The types of restrictions, in the order of the API. */
export const restrictionTypes = [
  'EXTERNAL_UPSTREAM',
  'INTERNAL_UPSTREAM',
  'PUBLISH',
] as const satisfies readonly PackageGroupOriginRestrictionType[];

/**
 * The most specific group that matches everything that the pattern matches, itself aside (GRP-81); undefined for the
 * root alone (GRP-82).
 */
export function parentOf(groups: PackageGroups, pattern: string): PackageGroup | undefined {
  for (const candidate of prefixPatterns(literalOf(pattern))) {
    const group = candidate === pattern ? undefined : groups.get(candidate);
    if (group) return group;
  }
  return undefined;
}

/** A restriction as it takes effect, and the group whose own it is. */
export interface EffectiveRestriction {
  readonly restriction: GroupRestriction;
  readonly source: PackageGroup;
}

/**
 * The group's own restriction of the type, or with INHERIT that of the first ancestor that has another mode (GRP-88 to
 * GRP-90), its list of repositories included (GRP-93).
 */
export function effectiveRestriction(
  groups: PackageGroups,
  group: PackageGroup,
  type: PackageGroupOriginRestrictionType,
): EffectiveRestriction {
  let source = group;
  while (source.restrictions[type].mode === 'INHERIT') source = parentOf(groups, source.pattern)!;
  return { restriction: source.restrictions[type], source };
}
