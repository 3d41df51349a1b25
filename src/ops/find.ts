import type { PackageFormat } from '../api/types';
import { namespacePresenceFault, requestedCoordinates } from '../formats/coordinates';
import type { PackageCoordinates } from '../model/coordinates';
import { invalid, ServiceError } from '../model/errors';
import { packageKey } from '../model/keys';
import type { Domain, Package, PackageVersion } from '../model/state';
import type { View } from '../model/view';
import type { Place } from '../resolution/records';
import { versionIn } from '../resolution/stored';
import { keyUsable } from '../rules/domain';

export interface DomainRequest {
  readonly domain: string;
  readonly domainOwner?: string;
}

export interface RepositoryRequest extends DomainRequest {
  readonly repository: string;
}

export interface PackageRequest extends RepositoryRequest {
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
}

export interface VersionRequest extends PackageRequest {
  readonly packageVersion: string;
}

export interface PackagePlace extends Place {
  readonly coordinates: PackageCoordinates;
  readonly key: string;
  readonly record: Package;
}

/** The domain, also when its key is lost. Refuses with ResourceNotFoundException (ERR-43). */
export function findDomain(view: View, { domain: name, domainOwner }: DomainRequest): Domain {
  const owner = domainOwner ?? view.context.account; // DOM-06
  const domain = view.domainNamed(owner, name);
  if (!domain) {
    const message = `Domain not found. Domain '${name}' owned by account '${owner}' does not exist.`;
    throw view.refuse('ERR-43', notFound(message, 'domain', name), name);
  }
  return domain;
}

/** The domain, for what reaches into its repositories: its key must be usable (DOM-41). */
export function findUsableDomain(view: View, request: DomainRequest): Domain {
  const domain = findDomain(view, request);
  if (!keyUsable.holds({ state: view.state, domain }))
    view.demand([keyUsable], { state: view.state, domain }, domain.name);
  return domain;
}

/** A repository of the domain. Refuses with ResourceNotFoundException (ERR-44). */
export function repositoryIn(view: View, domain: Domain, name: string): Place {
  const repository = view.repositoryNamed(domain, name);
  if (!repository) {
    const place = `in domain '${domain.name}' owned by account '${domain.owner}'`;
    const message = `Repository not found. Repository '${name}' ${place} does not exist.`;
    throw view.refuse('ERR-44', notFound(message, 'repository', name), name);
  }
  return { domain, repository };
}

/** The repository of a request; the outer resource is looked up first (REP-19). */
export const findRepository = (view: View, request: RepositoryRequest): Place =>
  repositoryIn(view, findUsableDomain(view, request), request.repository);

/**
 * The coordinates of a request to an operation on one package, in the form that the API looks up (PKG-12 to PKG-27).
 */
export function coordinatesOf(view: View, request: PackageCoordinates): PackageCoordinates {
  const fault = namespacePresenceFault(request);
  if (fault) throw view.refuse(fault.id, invalid(fault.message), request.package);
  return requestedCoordinates(request);
}

/**
 * A package that the named repository itself has (RES-37 to RES-39). Refuses with ResourceNotFoundException (ERR-45).
 */
export function findPackage(view: View, request: PackageRequest): PackagePlace {
  const coordinates = coordinatesOf(view, request);
  return packageIn(view, findRepository(view, request), coordinates);
}

/** The record of a package in a repository. */
export function packageIn(view: View, place: Place, coordinates: PackageCoordinates): PackagePlace {
  const key = packageKey(coordinates);
  const record = place.repository.packages.get(key);
  if (!record) {
    const message = `Package not found in repository. ${described(place, coordinates)},`;
    throw view.refuse('ERR-45', notFound(message, 'package', coordinates.package), coordinates.package);
  }
  return { ...place, coordinates, key, record };
}

/** A version that the named repository itself has. Refuses with ResourceNotFoundException (ERR-45, ERR-57). */
export function findVersion(view: View, request: VersionRequest): PackagePlace & { version: PackageVersion } {
  const place = findPackage(view, request);
  const version = versionIn(place.repository, place.coordinates.format, place.key, request.packageVersion);
  if (!version) {
    const { packageVersion } = request;
    const what = described(place, place.coordinates);
    const message = `Package version not found in repository. ${what}, Version = ${packageVersion}`;
    throw view.refuse('ERR-57', notFound(message, 'package-version', packageVersion), packageVersion);
  }
  return { ...place, version };
}

export const notFound = (
  message: string,
  resourceType: 'domain' | 'repository' | 'package' | 'package-version' | 'asset',
  resourceId: string,
): ServiceError => new ServiceError('ResourceNotFoundException', message, { resourceId, resourceType });

function described({ repository }: Place, { format, namespace, package: name }: PackageCoordinates): string {
  const space = namespace === undefined ? '' : `namespace=${namespace}, `;
  return `RepoId: ${repository.id}, Package = PackageCoordinate{packageType=${format}, ${space}packageName=${name}}`;
}
