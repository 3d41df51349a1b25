import type { PackageGroup } from '../model/state';
import type { Command } from '../model/transaction';
import { findPackageGroup } from './find-package-group';
import { packageGroupDescription } from './package-group-views';

/**
 * Replaces the contact information, the description or both (GRP-22); a text that is left out stays, an empty one is
 * cleared (GRP-23).
 */
export const updatePackageGroup: Command<'UpdatePackageGroup'> = (tx, request) => {
  const { domain, group } = findPackageGroup(tx, request);
  const { contactInfo: oldContactInfo, description: oldDescription, ...rest } = group;
  const { contactInfo = oldContactInfo, description = oldDescription } = request;
  const after = Object.freeze<PackageGroup>({
    ...rest,
    ...(contactInfo ? { contactInfo } : {}),
    ...(description ? { description } : {}),
  });
  if (after.contactInfo === oldContactInfo && after.description === oldDescription) {
    return { packageGroup: packageGroupDescription(domain, group) }; // API-40
  }
  const draft = tx.domain(domain);
  draft.packageGroups = draft.packageGroups.with(group.pattern, after);
  return { packageGroup: packageGroupDescription(draft, after) };
};
