import type { PackageFormat } from '../api/types';
import { formats } from '../formats';
import { namespacePresenceFault, storedCoordinates } from '../formats/coordinates';
import { invalid } from '../model/errors';
import { packageKey } from '../model/keys';
import type { View } from '../model/view';
import type { Found, Sought, SoughtPackage } from '../resolution/resolve';
import { storedSpelling } from '../resolution/spelling';
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
  const stored = storedCoordinates(given);
  const place = findRepository(view, request);
  const coordinates = formats[format].ignoresNameCase ? storedSpelling(view, place, stored) : stored; // CRG-03
  return { domain: place.domain, repository: place.repository, coordinates, key: packageKey(coordinates) };
}

/** A version of it, in the form in which versions are stored (PKG-23). */
export function findVersionAtEndpoint(view: View, request: EndpointRequest, version: string): Sought {
  const { domain, repository, coordinates, key } = findEndpoint(view, request);
  return { domain, repository, coordinates, key, version: formats[coordinates.format].normalizeVersion(version) };
}

/**
 * The name of an asset of what was found: the format's own name for it changes with the spelling of the package and the
 * version, which need not be the stored one (CRG-03, CRG-05).
 */
export function assetAtEndpoint(request: EndpointRequest, asset: string, sought: Sought, found: Found): string {
  const { format, namespace, package: name } = request;
  const { assetName, ignoresNameCase, looseVersions } = formats[format];
  if (!assetName || !(ignoresNameCase || looseVersions)) return asset;
  const { version } = found.kind === 'public' ? found.version : found.record;
  const isOwn = asset === assetName({ format, namespace, package: name }, sought.version);
  return isOwn ? assetName(sought.coordinates, version) : asset;
}
