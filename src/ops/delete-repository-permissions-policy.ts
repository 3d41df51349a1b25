import type { Command } from '../model/transaction';
import { findRepository } from './find';
import { deletePolicy } from './permissions-policy';

/** Takes away the permissions policy of a repository: what it allowed and denied applies no longer (POL-17). */
export const deleteRepositoryPermissionsPolicy: Command<'DeleteRepositoryPermissionsPolicy'> = (tx, request) =>
  deletePolicy(tx, findRepository(tx, request), request.policyRevision);
