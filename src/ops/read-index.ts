import { formats } from '../formats';
import type { PackageCoordinates } from '../model/coordinates';
import { invalid, ServiceError } from '../model/errors';
import { noEvents } from '../model/event';
import { coordinatesOf, packageKeyIn, packagesOf } from '../model/keys';
import type { Domain, Repository } from '../model/state';
import { View } from '../model/view';
import { catalogueOf } from '../resolution/catalogue';
import type { Listing } from '../resolution/listing';
import { brokenGraph } from '../resolution/resolve';
import { unrestricted } from '../resolution/search-list';
import type { Answer } from './answer';
import { findRepository } from './find';
import { listVersions } from './list-versions';
import type { RepositoryEndpointRequest } from './read-repository';

/** What a package manager asks for when it wants to know all packages of a repository. */
export interface ReadIndexInput extends RepositoryEndpointRequest {
  /** Only packages that the repository itself has, as a search looks through (NUG-35). */
  readonly own?: boolean;
}

/** A package with what a client sees of it. */
export interface IndexedPackage {
  readonly coordinates: PackageCoordinates;
  readonly listing: Listing;
}

export interface ReadIndexOutput {
  /** By namespace and name; none without a version that is listed. */
  readonly packages: readonly IndexedPackage[];
}

/**
 * All packages of a format that ListVersions would answer: the repository's own, those of its upstreams and those in
 * the catalogues that it reaches (RBY-23). It stores nothing. Refuses an absent repository (ERR-77), a broken upstream
 * graph (UPS-16), and more packages than the format lets an index have (QUO-23).
 */
export function readIndex(view: View, request: ReadIndexInput): Answer<ReadIndexOutput> {
  const { domain, repository } = findRepository(view, request);
  const { upstreams, countedIndex: most = Number.POSITIVE_INFINITY } = formats[request.format];
  if (upstreams && unrestricted(view, domain, repository).dangling) {
    throw view.refuse('UPS-16', brokenGraph(), repository.name);
  }
  const keys = new Set<string>();
  for (const holder of request.own || !upstreams ? [repository] : reachOf(domain, repository)) {
    for (const key of packageKeysIn(view, holder, request)) keys.add(key);
  }
  const packages: IndexedPackage[] = [];
  for (const key of [...keys].sort()) {
    const coordinates = coordinatesOf(key);
    const listing = listed(view, { ...request, ...coordinates });
    if (listing) packages.push({ coordinates, listing });
    if (packages.length > most) throw view.refuse('QUO-23', tooMany(most), repository.name);
  }
  return { state: view.state, output: { packages }, events: noEvents };
}

/** The refusal of an index of more packages than its format lets it have (QUO-23). */
export const tooMany = (most: number): ServiceError =>
  invalid(`The repository has more than ${most} packages: ask for each by its name.`);

/**
 * The repository and all its upstreams: more than any search list has, for which of them count is told by the list of
 * each package.
 */
function reachOf(domain: Domain, requested: Repository): ReadonlySet<Repository> {
  const reached = new Set([requested]);
  for (const { upstreams } of reached) {
    for (const { id } of upstreams) {
      const upstream = domain.repositories.get(id);
      if (upstream) reached.add(upstream);
    }
  }
  return reached;
}

function* packageKeysIn(view: View, repository: Repository, { format, own }: ReadIndexInput): Iterable<string> {
  const { from, before } = packagesOf(format);
  yield* repository.packages.keys(from, before);
  const connection = repository.externalConnection;
  if (own || !connection || !formats[format].externalConnections.includes(connection)) return;
  for (const version of catalogueOf(view, connection).versions.keys(from, before)) yield packageKeyIn(version);
}

/** What ListVersions answers; undefined for what it refuses, as a package without a listed version (RES-32). */
function listed({ state, context }: View, request: ReadIndexInput & PackageCoordinates): Listing | undefined {
  try {
    const answer = listVersions(new View(state, context), request); // its steps are no part of the reasons
    return 'output' in answer ? answer.output : undefined;
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
}
