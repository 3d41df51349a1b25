import type { Command } from '../model/transaction';
import { writeVersion } from '../resolution/records';
import { revisionExpected, statusExpected } from '../rules/package-version';
import { type Cause, transitionAllowed } from '../rules/transitions';
import { changeAll, unchanged } from './batch';

/**
 * Sets the status of all the named versions or of none (STA-18). One that has it already is a success and no event
 * (STA-31, EVT-39); assets, revision, tags and origin stay (STA-37).
 */
export const updatePackageVersionsStatus: Command<'UpdatePackageVersionsStatus'> = (tx, request) => {
  const target = request.targetStatus as 'Published' | 'Unlisted' | 'Archived'; // API-506
  const cause: Cause = `UpdatePackageVersionsStatus to ${target}`;
  const rules = [revisionExpected, statusExpected, transitionAllowed(cause, target)];
  return changeAll(tx, request, target, rules, (place, version) => {
    if (version.status === target) return unchanged(tx, version.version);
    const finished = version.status === 'Unfinished' && target === 'Published';
    const publishedTime = finished ? tx.context.now : version.publishedTime; // VER-46, VER-47
    const after = { ...version, status: target, publishedTime };
    writeVersion(tx, place, place.coordinates, { how: 'status changed', before: version, after });
  });
};
