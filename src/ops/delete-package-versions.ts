import type { PackageVersion } from '../model/state';
import type { Command, Transaction } from '../model/transaction';
import { writePackage, writeVersion } from '../resolution/records';
import { statusExpected } from '../rules/package-version';
import { transitionAllowed } from '../rules/transitions';
import { changeAll, dictionary } from './batch';
import type { PackagePlace } from './find';

const rules = [statusExpected, transitionAllowed('DeletePackageVersions', 'Deleted')];

/** Deletes the named versions or none of them (STA-62). The package's record stays with its settings (STA-50). */
export const deletePackageVersions: Command<'DeletePackageVersions'> = (tx, request) =>
  changeAll(tx, request, 'Deleted', rules, (place, version) => {
    writeVersion(tx, place, place.coordinates, { how: 'deleted', before: version });
    dropTags(tx, place, version);
  });

/** Removes the npm dist-tags that point at a version (STA-51). */
function dropTags(tx: Transaction, place: PackagePlace, { version }: PackageVersion): void {
  const { tags } = tx.repository(place.domain, place.repository.id).packages.get(place.key)!;
  const left = dictionary<string>();
  for (const name of Object.keys(tags)) if (tags[name] !== version) left[name] = tags[name]!;
  if (Object.keys(left).length < Object.keys(tags).length) writePackage(tx, place, place.key, { tags: left });
}
