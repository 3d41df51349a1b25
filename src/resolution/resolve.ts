import { formats } from '../formats';
import type { PackageCoordinates } from '../model/coordinates';
import { ServiceError } from '../model/errors';
import { versionKey } from '../model/keys';
import type { PackageVersion, PublicVersion, Repository } from '../model/state';
import type { CatalogueAnswer } from '../model/trace';
import type { View } from '../model/view';
import { publicVersion, type Route, routes } from './catalogue';
import type { Place } from './records';
import { type SearchList, searchList } from './search-list';
import { versionIn } from './stored';

/** A package that somebody asks a repository for, with its key. */
export interface SoughtPackage extends Place {
  readonly coordinates: PackageCoordinates;
  readonly key: string;
}

/** A version of it. */
export interface Sought extends SoughtPackage {
  readonly version: string;
}

/**
 * Where a version was found: in the requested repository, in an upstream of it, or only behind an external connection.
 */
export type Found =
  | { readonly kind: 'own'; readonly record: PackageVersion }
  | {
      readonly kind: 'upstream';
      readonly record: PackageVersion;
      readonly holder: Repository;
      readonly list: SearchList;
    }
  | { readonly kind: 'public'; readonly version: PublicVersion; readonly route: Route; readonly list: SearchList };

/**
 * The copy of a version that decides for a client of a repository (RES-01, RES-11): the repository's own record, else
 * the first in the search list, else the first connection that has it (RES-16, RES-17). The refusal when there is none,
 * or when the status of the deciding one does not let its assets go: given, not thrown, being an everyday answer.
 */
export function resolve(view: View, sought: Sought): Found | ServiceError {
  const { repository, coordinates, key, version } = sought;
  const rules = formats[coordinates.format];
  const isSnapshot = rules.isSnapshot(version);
  const own = versionIn(repository, coordinates.format, key, version);
  if (!isSnapshot) {
    visit(view, repository, own);
    if (own) return unserved(view, sought, own, repository) ?? { kind: 'own', record: own }; // RES-18, RET-11, RET-26
  }
  if (!rules.upstreams) return view.refuse('RES-33', absent(sought), repository.name);

  const list = searchList(view, sought.domain, repository, key);
  if (list.dangling) {
    if (own) return unserved(view, sought, own, repository) ?? { kind: 'own', record: own }; // UPS-22
    return view.refuse('UPS-16', brokenGraph(), repository.name);
  }
  const found = isSnapshot ? latestSnapshot(view, sought, list) : firstStored(view, sought, list);
  if (found) {
    const { record, holder } = found;
    const refusal = unserved(view, sought, record, holder);
    return refusal ?? (holder === repository ? { kind: 'own', record } : { kind: 'upstream', record, holder, list });
  }
  const offered = isSnapshot ? undefined : firstOffered(view, sought, list); // EXT-36
  if (!offered) return view.refuse('RES-01', absent(sought), repository.name);
  return { kind: 'public', ...offered, list };
}

interface Stored {
  readonly record: PackageVersion;
  readonly holder: Repository;
}

/** The first stored record after the requested repository, which was looked at before (RES-04, RES-11). */
function firstStored(
  view: View,
  { repository, coordinates, key, version }: Sought,
  list: SearchList,
): Stored | undefined {
  for (const holder of list.repositories) {
    if (holder === repository) continue;
    const record = list.holders.includes(holder) ? versionIn(holder, coordinates.format, key, version) : undefined;
    visit(view, holder, record);
    if (record) return { record, holder };
  }
  return undefined;
}

/**
 * The latest build of a snapshot: of several upstreams the first, and any upstream before the repository itself
 * (RES-34).
 */
export function latestSnapshot(view: View, { domain, key, version }: Sought, list: SearchList): Stored | undefined {
  view.trace.push({ kind: 'follow', id: 'RES-34', subject: version });
  const unseen = new Set(list.repositories);
  const find = (holder: Repository): Stored | undefined => {
    unseen.delete(holder);
    for (const { id } of list.blocked.has(holder.id) ? [] : holder.upstreams) {
      const upstream = domain.repositories.get(id);
      const found = upstream && unseen.has(upstream) ? find(upstream) : undefined;
      if (found) return found;
    }
    const record = holder.versions.get(versionKey(key, version));
    visit(view, holder, record);
    return record && { record, holder };
  };
  return find(list.repositories[0]!);
}

/** The first connection of the list whose catalogue has the version (RES-17). */
function firstOffered(
  view: View,
  { coordinates, key, version }: Sought,
  list: SearchList,
): { version: PublicVersion; route: Route } | undefined {
  for (const route of routes(view, list, coordinates.format)) {
    const found = publicVersion(view, route, key, version);
    noteCatalogue(view, route, found ? 'the version' : 'nothing');
    if (found) return { version: found, route };
  }
  return undefined;
}

/** Whether assets of a version in this status are given to clients (table 5). */
// RES-13
export const isServed = ({ status }: PackageVersion): boolean => status === 'Published' || status === 'Unlisted';

/** The refusal of a deciding record whose status does not let its assets go (RES-12, RES-14, STA-05 to STA-07). */
function unserved(view: View, sought: Sought, record: PackageVersion, holder: Repository): ServiceError | undefined {
  if (isServed(record)) return undefined;
  const own = holder === sought.repository;
  const id = record.status === 'Unfinished' ? (own ? 'STA-07' : 'RES-14') : own ? 'STA-05' : 'RES-12';
  return view.refuse(id, absent(sought), holder.name);
}

function visit(view: View, { name }: Repository, record: PackageVersion | undefined): void {
  view.trace.push({ kind: 'visit', repository: name, found: record?.status ?? 'nothing' });
}

/** Writes in the trace what a catalogue had. */
export function noteCatalogue(view: View, { connection, repository }: Route, found: CatalogueAnswer): void {
  view.trace.push({ kind: 'catalogue', connection, repository: repository.name, found });
}

/** The 404 of a version that cannot be had through the repository (RES-01). */
export const absent = ({ coordinates, version, repository }: Sought): ServiceError =>
  new ServiceError(
    'ResourceNotFoundException',
    `Version ${version} of package ${nameOf(coordinates)} was not found through repository ${repository.name}.`,
    { resourceType: 'package-version', resourceId: version },
  );

/** The failure of requests that need a search list in which an upstream is gone (UPS-16, UPS-21). */
export const brokenGraph = (): ServiceError =>
  new ServiceError(
    'ResourceNotFoundException',
    'A repository referenced in your upstream graph no longer exists. ' +
      'Call UpdateRepository to remove it from the upstreams.',
    { resourceType: 'repository' },
  );

/** A package as people write it. */
export const nameOf = ({ namespace, package: name }: PackageCoordinates): string =>
  namespace === undefined ? name : `${namespace}/${name}`;
