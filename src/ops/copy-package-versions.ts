import type { PackageVersionError, SuccessfulPackageVersionInfo } from '../api/types';
import { packageKey } from '../model/keys';
import type { PackageVersion, Repository } from '../model/state';
import type { Command, Transaction } from '../model/transaction';
import type { View } from '../model/view';
import { firstCopied } from '../resolution/origin-controls';
import { type Place, setTags, writeVersion } from '../resolution/records';
import { isServed } from '../resolution/resolve';
import { copySources } from '../resolution/search-list';
import { versionIn } from '../resolution/stored';
import { type Copy, copyRules, isIdentical, requestRules } from '../rules/copy';
import { dictionary, distinct, isEmpty, missing, renamed } from './batch';
import { coordinatesOf, findUsableDomain, packageIn, repositoryIn } from './find';

interface Source {
  readonly version: PackageVersion;
  readonly holder: Repository;
}

/**
 * Copies versions into another repository of the domain, all of them or none (STA-61): records only, the content is
 * the domain's (DED-02). An identical version is left alone, and stands in neither map (CPY-24, CPY-25). Origin
 * controls do not stop a copy (CPY-44, CPY-45).
 */
export const copyPackageVersions: Command<'CopyPackageVersions'> = (tx, request) => {
  tx.demand(requestRules, request);
  // CPY-20, CPY-22
  const { format, versions, versionRevisions, allowOverwrite = false, includeFromUpstream = false } = request;
  const coordinates = coordinatesOf(tx, request);
  const domain = findUsableDomain(tx, request);
  const source = repositoryIn(tx, domain, request.sourceRepository);
  const destination = repositoryIn(tx, domain, request.destinationRepository); // CPY-08
  const key = packageKey(coordinates);
  const holders = includeFromUpstream ? copySources(tx, domain, source.repository, key) : [source.repository];
  if (!holders.some((holder) => holder.packages.has(key))) packageIn(tx, source, coordinates); // CPY-31
  const revisions = renamed(format, versionRevisions);

  const failedVersions = dictionary<PackageVersionError>();
  const copies = new Map<PackageVersion, Source>(); // NUG-05, CRG-05: two names can be one version's
  for (const name of distinct(format, versions ?? Object.keys(versionRevisions!))) {
    const found = firstCopyable(holders, source.repository, (holder) => versionIn(holder, format, key, name));
    const existing = versionIn(destination.repository, format, key, name);
    const subject = found && { source: found.version, existing, revision: revisions[name], allowOverwrite };
    const refusal = subject ? tx.firstRefusal(copyRules, subject, name) : tx.refuse('CPY-18', missing(name), name);
    if (refusal) failedVersions[found?.version.version ?? name] = refusal;
    else if (!isIdenticalNoted(tx, subject!)) copies.set(found!.version, found!);
  }
  const successfulVersions = dictionary<SuccessfulPackageVersionInfo>();
  if (isEmpty(failedVersions)) {
    for (const copy of copies.values()) {
      write(tx, destination, coordinates, copy);
      const { version, revision, status } = copy.version;
      successfulVersions[version] = { revision, status }; // CPY-37, CPY-38
    }
  } else {
    for (const { version } of copies.keys()) failedVersions[version] ??= tx.refuse('STA-63', skipped(version), version);
  }
  return { successfulVersions, failedVersions };
};

/**
 * The first record in the source and its upstreams; one upstream that could not be fetched through it counts as absent
 * (CPY-22).
 */
function firstCopyable(
  holders: readonly Repository[],
  source: Repository,
  recordIn: (holder: Repository) => PackageVersion | undefined,
): Source | undefined {
  for (const holder of holders) {
    const version = recordIn(holder);
    if (version) return holder === source || isServed(version) ? { version, holder } : undefined;
  }
  return undefined;
}

function isIdenticalNoted(view: View, subject: Copy): boolean {
  const identical = isIdentical(subject);
  if (identical) view.trace.push({ kind: 'follow', id: 'CPY-24', subject: subject.source.version });
  return identical;
}

/**
 * Puts the source's record in the destination's place of it (CPY-19, CPY-51), and moves the tags that point at it
 * (CPY-40).
 */
function write(
  tx: Transaction,
  place: Place,
  coordinates: Parameters<typeof packageKey>[0],
  { version, holder }: Source,
): void {
  const key = packageKey(coordinates);
  const existing = versionIn(place.repository, coordinates.format, key, version.version);
  const isSameText = existing?.version === version.version;
  if (existing && !isSameText) writeVersion(tx, place, coordinates, { how: 'deleted', before: existing }); // VER-18
  const before = isSameText ? existing : undefined;
  const byEntry = firstCopied(version.origin); // ORG-33
  writeVersion(tx, place, coordinates, { how: 'copied', before, after: version, byEntry });
  const tags = holder.packages.get(key)?.tags ?? {};
  setTags(
    tx,
    place,
    key,
    Object.keys(tags).filter((name) => tags[name] === version.version),
    version.version,
  );
}

/** STA-64. */
const skipped = (version: string): PackageVersionError => ({
  errorCode: 'SKIPPED',
  errorMessage: `Version ${version} was skipped`,
});
