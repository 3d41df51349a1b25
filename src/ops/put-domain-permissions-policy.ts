import type { Command } from '../model/transaction';
import { findDomain } from './find';
import { demandReadable, putPolicy } from './permissions-policy';

/** Gives a domain this permissions policy, in place of the one that it has (POL-02). */
export const putDomainPermissionsPolicy: Command<'PutDomainPermissionsPolicy'> = (tx, request) => {
  demandReadable(tx, request);
  return putPolicy(tx, { domain: findDomain(tx, request) }, request); // POL-26
};
