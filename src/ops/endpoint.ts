import type { PackageFormat } from '../api/types';
import { formats } from '../formats';
import { namespacePresenceFault, storedCoordinates } from '../formats/coordinates';
import { invalid } from '../model/errors';
import { packageKey } from '../model/keys';
import type { View } from '../model/view';
import type { Sought } from '../resolution/resolve';
import { findRepository, type RepositoryRequest } from './find';

/** A package as a package manager asks for it: in any spelling that its format lets it use (PKG-21). */
export interface EndpointRequest extends RepositoryRequest {
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
}

/** The place and the stored form of what a package manager asks for. Refuses an absent repository (ERR-77). */
export function findEndpoint(view: View, request: EndpointRequest): Omit<Sought, 'version'> {
  const { format, namespace, package: name } = request;
  const fault = namespacePresenceFault({ format, namespace, package: name });
  if (fault) throw view.refuse(fault.id, invalid(fault.message), name);
  const coordinates = storedCoordinates({ format, namespace, package: name });
  const place = findRepository(view, request);
  return { domain: place.domain, repository: place.repository, coordinates, key: packageKey(coordinates) };
}

/** The form in which a version is stored (PKG-23). */
export const storedVersion = ({ format }: EndpointRequest, version: string): string =>
  formats[format].normalizeVersion(version);
