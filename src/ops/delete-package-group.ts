import type { Command } from '../model/transaction';
import { groupDeletable } from '../rules/package-group';
import { findDomain } from './find';
import { packageGroupDescription } from './package-group-views';

/**
 * Deletes a package group, but no package (GRP-25). Who belonged to it, or inherited from it, then does so to the next
 * one, since all that is computed (GRP-26, GRP-27). Without such a group it changes nothing (GRP-29, GRP-30).
 */
export const deletePackageGroup: Command<'DeletePackageGroup'> = (tx, request) => {
  const { packageGroup: pattern } = request;
  const domain = findDomain(tx, request);
  const group = domain.packageGroups.get(pattern);
  if (!group) {
    tx.trace.push({ kind: 'follow', id: 'GRP-30', subject: pattern });
    return {};
  }
  tx.demand([groupDeletable], pattern, pattern);
  const draft = tx.domain(domain);
  draft.packageGroups = draft.packageGroups.without(pattern);
  return { packageGroup: packageGroupDescription(domain, group) }; // GRP-24
};
