import type { Query } from '../model/view';
import { findRepository } from './find';
import { policyOn } from './permissions-policy';

/** The permissions policy of a repository (POL-03). */
export const getRepositoryPermissionsPolicy: Query<'GetRepositoryPermissionsPolicy'> = (view, request) =>
  policyOn(view, findRepository(view, request));
