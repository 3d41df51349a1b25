import type { Command } from '../model/transaction';
import { findDomain } from './find';
import { deletePolicy } from './permissions-policy';

/** Takes away the permissions policy of a domain: what it allowed and denied applies no longer (POL-17). */
export const deleteDomainPermissionsPolicy: Command<'DeleteDomainPermissionsPolicy'> = (tx, request) =>
  deletePolicy(tx, { domain: findDomain(tx, request) }, request.policyRevision);
