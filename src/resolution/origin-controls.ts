import type { PackageOriginRestrictions } from '../api/types';
import type { Origin } from '../model/state';

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
