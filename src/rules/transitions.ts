import type { PackageVersionStatus } from '../api/types';
import type { PackageVersion } from '../model/state';
import type { VersionRule } from './package-version';

type Status = PackageVersion['status'];

/** What leads from one status to another. */
export type Cause =
  | 'UpdatePackageVersionsStatus to Published'
  | 'UpdatePackageVersionsStatus to Unlisted'
  | 'UpdatePackageVersionsStatus to Archived'
  | 'DisposePackageVersions'
  | 'DeletePackageVersions';

/** The rule by which a cause leads from the status to its target: with `allowed` false, to a refusal. */
export interface Transition {
  readonly rule: string;
  readonly allowed: boolean;
}

const yes = (rule: string): Transition => ({ rule, allowed: true });
const no = (rule: string): Transition => ({ rule, allowed: false });

/** Every transition of a stored version, cell by cell (tables 6a and 6c). The docs print this table. */
export const transitions: Readonly<Record<Cause, Readonly<Record<Status, Transition>>>> = {
  'UpdatePackageVersionsStatus to Published': {
    Published: yes('STA-31'),
    Unlisted: yes('STA-24'),
    Archived: yes('STA-26'),
    Unfinished: yes('STA-28'),
    Disposed: no('STA-32'),
  },
  'UpdatePackageVersionsStatus to Unlisted': {
    Published: yes('STA-22'),
    Unlisted: yes('STA-31'),
    Archived: yes('STA-27'),
    Unfinished: yes('STA-29'),
    Disposed: no('STA-32'),
  },
  'UpdatePackageVersionsStatus to Archived': {
    Published: yes('STA-23'),
    Unlisted: yes('STA-25'),
    Archived: yes('STA-31'),
    Unfinished: yes('STA-30'),
    Disposed: no('STA-32'),
  },
  DisposePackageVersions: {
    Published: yes('STA-39'),
    Unlisted: yes('STA-40'),
    Archived: yes('STA-40'),
    Unfinished: yes('STA-40'),
    Disposed: no('STA-41'),
  },
  DeletePackageVersions: {
    Published: yes('STA-45'),
    Unlisted: yes('STA-45'),
    Archived: yes('STA-45'),
    Unfinished: yes('STA-45'),
    Disposed: yes('STA-45'),
  },
};

/** The status of a version may change in this way. */
export const transitionAllowed = (cause: Cause, target: PackageVersionStatus): VersionRule => ({
  id: cause === 'DisposePackageVersions' ? 'STA-41' : cause === 'DeletePackageVersions' ? 'STA-45' : 'STA-32',
  holds: ({ version }) => transitions[cause][version.status].allowed,
  refusal: ({ version }) => ({
    errorCode: 'NOT_ALLOWED', // STA-33
    errorMessage: `version ${version.version} cannot be changed from ${version.status} to ${target}`,
  }),
});
