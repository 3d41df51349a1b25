import type { Query } from '../model/view';
import { findPackage } from './find';
import { identity, originConfiguration } from './package-views';

/** A package's own settings in one repository (PKG-38). */
export const describePackage: Query<'DescribePackage'> = (view, request) => {
  const { coordinates, record } = findPackage(view, request);
  const { package: name, ...rest } = identity(coordinates);
  return { package: { ...rest, name, originConfiguration: originConfiguration(record) } };
};
