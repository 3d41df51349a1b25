import type { Query } from '../model/view';
import { findVersion, notFound } from './find';
import { versionHeader } from './package-views';

/** The readme of a version with its markup (LST-63). Refuses when it has none (LST-65). */
export const getPackageVersionReadme: Query<'GetPackageVersionReadme'> = (view, request) => {
  const { coordinates, version } = findVersion(view, request);
  const { readme } = version.metadata;
  if (readme === undefined) {
    const message = `Version ${version.version} of package ${coordinates.package} has no readme.`;
    throw view.refuse('LST-65', notFound(message, 'package-version', version.version), version.version);
  }
  return { ...versionHeader(coordinates, version), readme };
};
