import type { PackageFormat } from '../api/types';
import { formats } from '../formats';
import { namespacePresenceFault, storedCoordinates } from '../formats/coordinates';
import { invalid } from '../model/errors';
import { packageKey } from '../model/keys';
import type { View } from '../model/view';
import type { Sought, SoughtPackage } from '../resolution/resolve';
import { findRepository, type RepositoryRequest } from './find';

/** A package as a package manager asks for it: in any spelling that its format lets it use (PKG-21). */
export interface EndpointRequest extends RepositoryRequest {
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
}

/** The place and the stored form of what a package manager asks for. Refuses an absent repository (ERR-77). */
export function findEndpoint(view: View, request: EndpointRequest): SoughtPackage {
  const { format, namespace, package: name } = request;
  const given = { format, namespace, package: name };
  const fault = namespacePresenceFault(given);
  if (fault) throw view.refuse(fault.id, invalid(fault.message), name);
  const coordinates = storedCoordinates(given);
  const { domain, repository } = findRepository(view, request);
  return { domain, repository, coordinates, key: packageKey(coordinates) };
}

/** A version of it, in the form in which versions are stored (PKG-23). */
export function findVersionAtEndpoint(view: View, request: EndpointRequest, version: string): Sought {
  const { domain, repository, coordinates, key } = findEndpoint(view, request);
  return { domain, repository, coordinates, key, version: formats[coordinates.format].normalizeVersion(version) };
}
