import type { PackageOriginRestrictions } from '../api/types';
import type { Domain, Origin } from '../model/state';
import { groupControls } from '../package-groups/controls';

const restrictions = (
  publish: PackageOriginRestrictions['publish'],
  upstream: PackageOriginRestrictions['upstream'],
): PackageOriginRestrictions => Object.freeze({ publish, upstream });

/**
 * The settings of a record by how its first version came (table 9): what was published here comes from nowhere else,
 * what came from elsewhere is not published here, unless somebody says so.
 */
export const firstPublished = restrictions('ALLOW', 'BLOCK'); // ORG-27
export const firstIngested = restrictions('BLOCK', 'ALLOW'); // ORG-28, ORG-32
export const firstRetained = restrictions('BLOCK', 'ALLOW'); // ORG-31

/** Of a version that was copied in: by how it entered the domain (ORG-33). */
export const firstCopied = ({ originType }: Origin): PackageOriginRestrictions =>
  originType === 'INTERNAL' ? firstPublished : firstIngested;

const open = restrictions('ALLOW', 'ALLOW');

/**
 * The settings of a record that is made now (ORG-26): by how its first version came, unless the package's group keeps
 * something out and so decides, a package that belongs to it weakly included (ORG-29, ORG-34).
 */
export const firstSettings = (
  { packageGroups }: Domain,
  packageKey: string,
  byEntry: PackageOriginRestrictions,
): PackageOriginRestrictions => (groupControls(packageGroups, packageKey) ? open : byEntry);
