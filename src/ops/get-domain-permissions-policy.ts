import type { Query } from '../model/view';
import { findDomain } from './find';
import { policyOn } from './permissions-policy';

/** The permissions policy of a domain (POL-03). */
export const getDomainPermissionsPolicy: Query<'GetDomainPermissionsPolicy'> = (view, request) =>
  policyOn(view, { domain: findDomain(view, request) });
