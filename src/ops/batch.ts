import type {
  PackageFormat,
  PackageVersionError,
  PackageVersionStatus,
  SuccessfulPackageVersionInfo,
} from '../api/types';
import { requestedVersion } from '../formats/coordinates';
import { invalid, type ServiceError } from '../model/errors';
import type { Rule } from '../model/rule';
import type { PackageVersion } from '../model/state';
import type { Transaction } from '../model/transaction';
import type { View } from '../model/view';
import { versionIn } from '../resolution/stored';
import type { VersionRule } from '../rules/package-version';
import { findPackage, type PackagePlace, type PackageRequest } from './find';

export interface BatchRequest extends PackageRequest {
  readonly versions: readonly string[];
  readonly versionRevisions?: Readonly<Record<string, string>>;
  readonly expectedStatus?: PackageVersionStatus;
}

export interface BatchResult {
  readonly successfulVersions: Record<string, SuccessfulPackageVersionInfo>;
  readonly failedVersions: Record<string, PackageVersionError>;
}

/** A record whose keys are the caller's: without prototype, so that `__proto__` is a key like any other. */
export const dictionary = <Value>(): Record<string, Value> => Object.create(null) as Record<string, Value>;

/**
 * Judges every named version by the rules, in their order (STA-66), and changes them only if none is refused (STA-61,
 * STA-62): shared by UpdatePackageVersionsStatus, DisposePackageVersions and DeletePackageVersions. Answers with both
 * maps, also when all failed (STA-65).
 */
export function changeAll(
  tx: Transaction,
  request: BatchRequest,
  target: PackageVersionStatus,
  rules: readonly VersionRule[],
  change: (place: PackagePlace, version: PackageVersion) => void,
): BatchResult {
  const { format, versions, versionRevisions, expectedStatus: status } = request;
  tx.demand([someVersions, revisionsOfTheVersions], request);
  const place = findPackage(tx, request); // STA-35
  const revisions = renamed(format, versionRevisions);
  const failedVersions = dictionary<PackageVersionError>();
  const found = new Set<PackageVersion>(); // NUG-05, CRG-05: two names can be one version's
  for (const name of distinct(format, versions)) {
    const version = versionIn(place.repository, format, place.key, name);
    const revision = revisions[name];
    const refusal = version
      ? tx.firstRefusal(rules, { version, revision, status, target }, name)
      : tx.refuse('STA-34', missing(name), name);
    if (refusal)
      failedVersions[version?.version ?? name] = refusal; // STA-67
    else found.add(version!);
  }
  const successfulVersions = dictionary<SuccessfulPackageVersionInfo>();
  if (isEmpty(failedVersions)) {
    for (const version of found) {
      change(place, version);
      successfulVersions[version.version] = { revision: version.revision, status: target }; // VER-23, VER-24, STA-68
    }
  } else {
    for (const { version } of found) failedVersions[version] ??= tx.refuse('STA-63', skipped(version), version);
  }
  return { successfulVersions, failedVersions };
}

/** The named versions in the form that the API looks up; a repeated one counts once (STA-56). */
export const distinct = (format: PackageFormat, versions: readonly string[]): Set<string> =>
  new Set(versions.map((version) => requestedVersion(format, version)));

/** Expected revisions under the names that the API looks up. */
export function renamed(
  format: PackageFormat,
  revisions: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const result = dictionary<string>();
  for (const version of Object.keys(revisions)) result[requestedVersion(format, version)] = revisions[version]!;
  return result;
}

export const isEmpty = (record: object): boolean => Object.keys(record).length === 0;

/** STA-34, CPY-18. */
export const missing = (version: string): PackageVersionError => ({
  errorCode: 'NOT_FOUND',
  errorMessage: `Could not find version ${version}`,
});

/** STA-63, STA-64. */
const skipped = (version: string): PackageVersionError => ({
  errorCode: 'SKIPPED',
  errorMessage: `version ${version} is skipped`,
});

const someVersions: Rule<BatchRequest, ServiceError> = {
  id: 'STA-55',
  holds: ({ versions }) => versions.length > 0,
  refusal: () => invalid('The list versions is empty: name at least one version.'),
};

const revisionsOfTheVersions: Rule<BatchRequest, ServiceError> = {
  id: 'STA-57',
  holds: ({ versions, versionRevisions }) => {
    if (versionRevisions === undefined) return true;
    const named = new Set(versions);
    const keys = Object.keys(versionRevisions);
    return keys.length === named.size && keys.every((key) => named.has(key));
  },
  refusal: () => invalid('The keys of versionRevisions must be the versions that versions names.'),
};

/** Writes in the trace that a version stays as it is. */
export const unchanged = (view: View, version: string): void => {
  view.trace.push({ kind: 'follow', id: 'STA-31', subject: version });
};
