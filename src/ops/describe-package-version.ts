import type { Query } from '../model/view';
import { findVersion } from './find';
import { versionDescription } from './package-views';

/** One version in whatever status (VER-03). It never answers with a conflict (VER-17). */
export const describePackageVersion: Query<'DescribePackageVersion'> = (view, request) => {
  const { coordinates, version } = findVersion(view, request);
  return { packageVersion: versionDescription(coordinates, version) };
};
