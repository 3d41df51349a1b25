import type { PackageGroupOriginRestrictionMode } from '../api/types';
import type { GroupRestriction, PackageGroup } from './state';
import { emptyByName } from './wide-map';

/** The pattern of the group that holds all packages of a domain (GRP-01). */
export const rootPattern = '/*';

/** A restriction of this mode without repositories on a list. */
const restriction = (mode: PackageGroupOriginRestrictionMode): GroupRestriction =>
  Object.freeze({ mode, repositories: emptyByName<true>() });

const allOf = (mode: PackageGroupOriginRestrictionMode): PackageGroup['restrictions'] =>
  Object.freeze({
    EXTERNAL_UPSTREAM: restriction(mode),
    INTERNAL_UPSTREAM: restriction(mode),
    PUBLISH: restriction(mode),
  });

/** The restrictions with which a group starts (GRP-07). */
export const inherited: PackageGroup['restrictions'] = allOf('INHERIT');

/** The root group as it is when its domain is created (GRP-02). */
export const rootGroup = (createdTime: number): PackageGroup =>
  Object.freeze({ pattern: rootPattern, createdTime, tags: Object.freeze([]), restrictions: allOf('ALLOW') });
