import { invalid, ServiceError } from '../model/errors';
import type { Domain, PackageGroup } from '../model/state';
import type { View } from '../model/view';
import { patternFault } from '../package-groups/pattern-fault';
import { type DomainRequest, findDomain } from './find';

export interface PackageGroupRequest extends DomainRequest {
  readonly packageGroup: string;
}

export interface PackageGroupPlace {
  readonly domain: Domain;
  readonly group: PackageGroup;
}

/** The group of a request. Refuses texts that are no pattern (GRP-54), and what is not there (GRP-15). */
export function findPackageGroup(view: View, request: PackageGroupRequest): PackageGroupPlace {
  demandPattern(view, request.packageGroup);
  const domain = findDomain(view, request);
  return { domain, group: packageGroupIn(view, domain, request.packageGroup) };
}

/** Refuses a text that is no pattern of package groups (GRP-54). */
export function demandPattern(view: View, pattern: string): void {
  const fault = patternFault(pattern);
  if (fault) throw view.refuse(fault.id, invalid(fault.message, 'FIELD_VALIDATION_FAILED'), pattern);
}

/** The group of this pattern in a domain. Refuses with ResourceNotFoundException (GRP-15, ERR-11). */
export function packageGroupIn(view: View, domain: Domain, pattern: string): PackageGroup {
  const group = domain.packageGroups.get(pattern);
  if (!group) throw missingPackageGroup(view, domain, pattern);
  return group;
}

/** The error of a group that is not there. */
export function missingPackageGroup(view: View, domain: Domain, pattern: string): ServiceError {
  const place = `in domain '${domain.name}' owned by account '${domain.owner}'`;
  const message = `Package group not found. Package group '${pattern}' ${place} does not exist.`;
  const error = new ServiceError('ResourceNotFoundException', message, { resourceId: pattern });
  return view.refuse('GRP-15', error, pattern);
}
