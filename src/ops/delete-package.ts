import type { Command } from '../model/transaction';
import { writeVersion } from '../resolution/records';
import { versionsIn } from '../resolution/stored';
import { findPackage } from './find';
import { packageSummary } from './package-views';

/**
 * Deletes a package with all its versions, its tags and its settings (PKG-40, PKG-41), and answers what they were
 * (PKG-42).
 */
export const deletePackage: Command<'DeletePackage'> = (tx, request) => {
  const place = findPackage(tx, request);
  const { domain, coordinates, key, record } = place;
  for (const version of [...versionsIn(place.repository, key)]) {
    writeVersion(tx, place, coordinates, { how: 'deleted', before: version }); // EVT-36
  }
  const repository = tx.repository(domain, place.repository.id);
  const { sequenceNumber } = repository.packages.get(key)!;
  repository.formerSequenceNumbers = repository.formerSequenceNumbers.with(key, sequenceNumber); // EVT-19
  repository.packages = repository.packages.without(key);
  return { deletedPackage: packageSummary(coordinates, record) };
};
