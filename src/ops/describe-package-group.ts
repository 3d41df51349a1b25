import type { Query } from '../model/view';
import { findPackageGroup } from './find-package-group';
import { packageGroupDescription } from './package-group-views';

/** Shows a package group with its parent and its restrictions as they take effect (GRP-85 to GRP-94). */
export const describePackageGroup: Query<'DescribePackageGroup'> = (view, request) => {
  const { domain, group } = findPackageGroup(view, request);
  return { packageGroup: packageGroupDescription(domain, group) };
};
