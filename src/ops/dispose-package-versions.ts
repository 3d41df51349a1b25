import type { Command } from '../model/transaction';
import { writeVersion } from '../resolution/records';
import { revisionExpected, statusExpected } from '../rules/package-version';
import { transitionAllowed } from '../rules/transitions';
import { changeAll } from './batch';

const rules = [revisionExpected, statusExpected, transitionAllowed('DisposePackageVersions', 'Disposed')];

/**
 * Takes the assets of the named versions away for good and sets them to Disposed (STA-39, DED-09); metadata and
 * revision stay.
 */
export const disposePackageVersions: Command<'DisposePackageVersions'> = (tx, request) =>
  changeAll(tx, request, 'Disposed', rules, (place, version) =>
    writeVersion(tx, place, place.coordinates, {
      how: 'disposed',
      before: version,
      after: { ...version, status: 'Disposed', assets: [] },
    }),
  );
