import type { Query } from '../model/view';
import { findDomain } from './find';
import { domainDescription } from './views';

/** Describes a domain, also when its key is lost (DOM-41). */
export const describeDomain: Query<'DescribeDomain'> = (view, request) => ({
  domain: domainDescription(findDomain(view, request)),
});
