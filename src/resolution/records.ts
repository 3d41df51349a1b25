import { freeze } from 'immer';
import type { PackageOriginRestrictions } from '../api/types';
import type { PackageCoordinates } from '../model/coordinates';
import type { Changes } from '../model/event';
import { arrivalKey, packageKey, versionKey } from '../model/keys';
import type { Asset, DistTags, Domain, Package, PackageVersion, Repository } from '../model/state';
import type { StoreReason } from '../model/trace';
import type { Transaction, Writable } from '../model/transaction';
import { firstPublished, firstSettings } from './origin-controls';
import { isSameMetadata } from './revision';

/** A repository as a command names it: the records of before the call; what was written meanwhile is in the drafts. */
export interface Place {
  readonly domain: Domain;
  readonly repository: Repository;
}

export const noTags: DistTags = Object.freeze(Object.create(null) as DistTags);

/** A change of one version in one repository. */
export interface VersionChange {
  readonly how: StoreReason;
  /** The record as it is, absent when the version is new here. */
  readonly before?: PackageVersion;
  /** The record as it shall be, absent when the version is deleted. */
  readonly after?: PackageVersion;
  /** Left out: whether the metadata is another (EVT-14). */
  readonly metadataUpdated?: boolean;
  /**
   * The origin settings of the package's record if it is made by this, as far as its group leaves them to how the
   * version came (table 9); settings that are there stay (ORG-13, ORG-35, ORG-36).
   */
  readonly byEntry?: PackageOriginRestrictions;
  /** The same, whatever the group says. */
  readonly restrictions?: PackageOriginRestrictions;
}

/**
 * Writes, replaces or deletes the record of one version in one repository: the only way by which a version changes.
 * Makes the package's record when there is none (PKG-31), moves the references of the assets (DED-02, DED-08),
 * numbers and emits the event (EVT-17, EVT-18), and writes the step in the trace.
 */
export function writeVersion(
  tx: Transaction,
  { domain, repository: { id, name, administratorAccount } }: Place,
  coordinates: PackageCoordinates,
  change: VersionChange,
): void {
  const { how, before, after, byEntry = firstPublished } = change;
  const repository = tx.repository(domain, id);
  const key = packageKey(coordinates);
  const version = (after ?? before!).version;
  const bytes = moveReferences(tx.domain(domain), before?.assets ?? none, after?.assets ?? none);
  const { versions, packages } = repository;
  const at = versionKey(key, version);
  if (domain.arrivals.size > 0) forgetArrival(tx, domain, arrivalKey(id, at));
  repository.versions = after ? versions.with(at, finished(after)) : versions.without(at);
  const record =
    packages.get(key) ?? newPackage(repository, key, change.restrictions ?? firstSettings(domain, key, byEntry));
  const sequenceNumber = record.sequenceNumber + 1;
  repository.packages = packages.with(key, Object.freeze({ ...record, sequenceNumber }));
  const { newBytes, sharedBytes } = bytes;
  tx.trace.push({ kind: 'store', how, repository: name, version, newBytes, sharedBytes });
  tx.events.push({
    time: tx.context.now,
    region: domain.region,
    domainName: domain.name,
    domainOwner: domain.owner,
    repositoryName: name,
    repositoryAdministrator: administratorAccount, // EVT-09
    packageFormat: coordinates.format,
    packageNamespace: coordinates.namespace ?? null, // EVT-08
    packageName: coordinates.package,
    packageVersion: version,
    packageVersionState: (after ?? before!).status, // EVT-10, EVT-11
    packageVersionRevision: (after ?? before!).revision, // EVT-12
    changes: changesOf(change),
    operationType: !before ? 'Created' : after ? 'Updated' : 'Deleted', // EVT-17
    sequenceNumber,
  });
}

const none: readonly Asset[] = Object.freeze([]);

/** What is on its way comes too late once the record was written or deleted in another way. */
function forgetArrival(tx: Transaction, domain: Domain, arrival: string): void {
  if (domain.arrivals.has(arrival)) tx.domain(domain).arrivals = tx.domain(domain).arrivals.without(arrival);
}

/** A version record, its lists and its assets frozen; records that are frozen already are taken as they are. */
function finished(record: PackageVersion): PackageVersion {
  return Object.isFrozen(record) ? record : freeze(record, true);
}

/** A record without versions; its events go on where those of a deleted one ended (EVT-19). */
const newPackage = (
  { formerSequenceNumbers }: Pick<Repository, 'formerSequenceNumbers'>,
  key: string,
  { publish, upstream }: PackageOriginRestrictions,
): Package =>
  Object.freeze({
    restrictions: Object.freeze({ publish, upstream }),
    tags: noTags,
    sequenceNumber: formerSequenceNumbers.get(key) ?? 0,
  });

/**
 * The package's record in the repository, made without versions and with these settings when it is not there (ORG-09).
 */
export function ensurePackage(
  tx: Transaction,
  { domain, repository: { id, packages } }: Place,
  coordinates: PackageCoordinates,
  restrictions: PackageOriginRestrictions,
): Package {
  const key = packageKey(coordinates);
  const found = packages.get(key);
  if (found) return found;
  const repository = tx.repository(domain, id);
  const made = newPackage(repository, key, restrictions);
  repository.packages = repository.packages.with(key, made);
  return made;
}

/** Replaces members of a package's record. */
export function writePackage(tx: Transaction, place: Place, key: string, change: Partial<Package>): void {
  const repository = tx.repository(place.domain, place.repository.id);
  repository.packages = repository.packages.with(key, freeze({ ...repository.packages.get(key)!, ...change }, true));
}

/** Sets npm dist-tags of a package; a tag of the same name is moved. */
export function setTags(tx: Transaction, place: Place, key: string, names: Iterable<string>, version: string): void {
  const { tags } = tx.repository(place.domain, place.repository.id).packages.get(key)!;
  const changed = Object.assign(Object.create(null), tags) as Record<string, string>;
  let moved = false;
  for (const name of names) {
    moved ||= changed[name] !== version;
    changed[name] = version;
  }
  if (moved) writePackage(tx, place, key, { tags: changed }); // EVT-44: no event
}

/** Takes away references of a domain to assets; content that nothing refers to any more goes at once (DED-08). */
export const dropReferences = (domain: Writable<Domain>, assets: Iterable<Asset>): void => {
  for (const asset of assets) moveReference(domain, asset, -1);
};

/** Moves the references of a record from its old assets to its new ones, and counts the bytes that come in. */
function moveReferences(
  domain: Writable<Domain>,
  before: readonly Asset[],
  after: readonly Asset[],
): { newBytes: number; sharedBytes: number } {
  const bytes = { newBytes: 0, sharedBytes: 0 };
  if (before === after) return bytes;
  const kept = new Set(before.map(identity));
  for (const asset of after) {
    if (kept.size > 0 && kept.delete(identity(asset))) continue;
    const isNew = moveReference(domain, asset, 1);
    bytes[isNew ? 'newBytes' : 'sharedBytes'] += asset.size;
  }
  for (const asset of before) if (kept.has(identity(asset))) moveReference(domain, asset, -1);
  return bytes;
}

/** True when the domain did not have the content before (DED-01, DED-03). */
function moveReference(domain: Writable<Domain>, { hashes, size }: Asset, by: 1 | -1): boolean {
  const digest = hashes['SHA-256'];
  const record = domain.assets.get(digest);
  const references = (record?.references ?? 0) + by;
  if (references === 0) {
    domain.assets = domain.assets.without(digest);
    domain.assetSizeBytes -= record!.size; // DED-10
    return false;
  }
  domain.assets = domain.assets.with(digest, Object.freeze({ size: record?.size ?? size, references }));
  if (!record) domain.assetSizeBytes += size;
  return !record;
}

function changesOf({ before, after, metadataUpdated }: VersionChange): Changes {
  const old = new Map(before?.assets.map((asset) => [asset.name, asset.hashes['SHA-256']]));
  let added = 0;
  let updated = 0;
  for (const { name, hashes } of after?.assets ?? []) {
    const digest = old.get(name);
    if (digest === undefined) added++;
    else if (digest !== hashes['SHA-256']) updated++;
    old.delete(name);
  }
  return {
    assetsAdded: added,
    assetsRemoved: old.size,
    assetsUpdated: updated,
    metadataUpdated:
      metadataUpdated ?? (after !== undefined && !(before && isSameMetadata(before.metadata, after.metadata))),
    statusChanged: after !== undefined && before?.status !== after.status, // EVT-15; of a deletion: vector 10
  };
}

const identity = ({ name, hashes }: Asset): string => hashes['SHA-256'] + name;
