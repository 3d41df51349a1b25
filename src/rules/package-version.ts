import type { PackageVersionError } from '../api/types';
import type { Rule } from '../model/rule';
import type { PackageVersion } from '../model/state';

/** A version of a batch, and what the call expects of it. */
export interface Expected {
  readonly version: PackageVersion;
  readonly revision?: string;
  readonly status?: string;
  /** What the version is to become. */
  readonly target: string;
}

export type VersionRule = Rule<Expected, PackageVersionError>;

export const revisionExpected: VersionRule = {
  id: 'STA-58',
  holds: ({ version, revision }) => revision === undefined || revision === version.revision,
  refusal: ({ version, revision }) => ({
    errorCode: 'MISMATCHED_REVISION',
    errorMessage: `current revision: ${version.revision}, expected revision: ${revision}`,
  }),
};

export const statusExpected: VersionRule = {
  id: 'STA-59',
  holds: ({ version, status }) => status === undefined || status === version.status,
  refusal: ({ version, status }) => ({
    errorCode: 'MISMATCHED_STATUS',
    errorMessage: `current status: ${version.status}, expected status: ${status}`,
  }),
};
