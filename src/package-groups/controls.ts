import type { PackageGroupOriginRestrictionType } from '../api/types';
import { coordinatesOf } from '../model/keys';
import { rootPattern } from '../model/package-group';
import type { GroupRestriction } from '../model/state';
import { type Association, associationOf } from './association';
import { effectiveRestriction, type PackageGroups, restrictionTypes } from './hierarchy';

/** What its group says of a package that it does not leave to the package alone. */
export interface GroupControls extends Association {
  /** As they take effect. */
  readonly restrictions: Readonly<Record<PackageGroupOriginRestrictionType, GroupRestriction>>;
}

/**
 * The controls of a package's group; undefined when they keep nothing from anybody: the package belongs to the group
 * strongly, and all effective modes are ALLOW (ORG-30). That is found out at once where the root is all there is.
 */
export function groupControls(groups: PackageGroups, packageKey: string): GroupControls | undefined {
  if (groups.size === 1 && isOpen(groups.get(rootPattern)!.restrictions)) return undefined;
  const known = latest.get(groups);
  if (known?.packageKey === packageKey) return known.controls;
  const controls = foundControls(groups, packageKey);
  latest.set(groups, { packageKey, controls });
  return controls;
}

/** The last answer for each collection of groups: one request asks for those of its package several times. */
const latest = new WeakMap<PackageGroups, { packageKey: string; controls: GroupControls | undefined }>();

function foundControls(groups: PackageGroups, packageKey: string): GroupControls | undefined {
  const association = associationOf(groups, coordinatesOf(packageKey));
  const effective = (type: PackageGroupOriginRestrictionType) =>
    effectiveRestriction(groups, association.group, type).restriction;
  const restrictions = {
    EXTERNAL_UPSTREAM: effective('EXTERNAL_UPSTREAM'),
    INTERNAL_UPSTREAM: effective('INTERNAL_UPSTREAM'),
    PUBLISH: effective('PUBLISH'),
  };
  return association.strength === 'STRONG' && isOpen(restrictions) ? undefined : { ...association, restrictions };
}

const isOpen = (restrictions: GroupControls['restrictions']): boolean =>
  restrictionTypes.every((type) => restrictions[type].mode === 'ALLOW');

/** Whether the group lets versions come into a repository in this way (GRP-75, GRP-95, ORG-44). */
export function groupAllows(
  controls: GroupControls | undefined,
  type: PackageGroupOriginRestrictionType,
  repository: string,
): boolean {
  if (!controls) return true;
  const { strength, restrictions } = controls;
  const { mode, repositories } = restrictions[type];
  return strength === 'STRONG' && (mode === 'ALLOW' || repositories.has(repository)); // GRP-103
}
