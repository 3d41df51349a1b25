import { packageKey } from '../model/keys';
import type { Command } from '../model/transaction';
import { ensurePackage, writePackage } from '../resolution/records';
import { coordinatesOf, findRepository } from './find';
import { originConfiguration } from './package-views';

/**
 * Sets a package's own restrictions; a package that is not there gets a record without versions (ORG-09, ORG-10,
 * ORG-12).
 */
export const putPackageOriginConfiguration: Command<'PutPackageOriginConfiguration'> = (tx, request) => {
  const coordinates = coordinatesOf(tx, request);
  const place = findRepository(tx, request);
  const { publish, upstream } = request.restrictions;
  const restrictions = { publish, upstream };
  const record = ensurePackage(tx, place, coordinates, restrictions);
  if (record.restrictions.publish !== publish || record.restrictions.upstream !== upstream) {
    writePackage(tx, place, packageKey(coordinates), { restrictions });
  }
  return { originConfiguration: originConfiguration({ restrictions }) };
};
