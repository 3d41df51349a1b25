import { namespacePresenceFault } from '../formats/coordinates';
import { invalid } from '../model/errors';
import type { Query } from '../model/view';
import { associationOf } from '../package-groups/association';
import { findDomain } from './find';
import { packageGroupDescription } from './package-group-views';

/**
 * The group to which a package belongs, or would if it were there (GRP-78). The coordinates are taken as they are
 * given (GRP-79).
 */
export const getAssociatedPackageGroup: Query<'GetAssociatedPackageGroup'> = (view, request) => {
  const fault = namespacePresenceFault(request);
  if (fault) throw view.refuse(fault.id, invalid(fault.message), request.package);
  const domain = findDomain(view, request);
  const { group, strength } = associationOf(domain.packageGroups, request);
  return { packageGroup: packageGroupDescription(domain, group), associationType: strength };
};
