import type { Command } from '../model/transaction';
import { findRepository } from './find';
import { demandReadable, putPolicy } from './permissions-policy';

/** Gives a repository this permissions policy, in place of the one that it has (POL-02). */
export const putRepositoryPermissionsPolicy: Command<'PutRepositoryPermissionsPolicy'> = (tx, request) => {
  demandReadable(tx, request);
  return putPolicy(tx, findRepository(tx, request), request); // POL-26
};
