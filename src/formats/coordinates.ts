import type { PackageFormat } from '../api/types';
import type { PackageCoordinates } from '../model/coordinates';
import type { Fault } from './format-rules';
import { formats } from './index';

/** The coordinates under which a repository stores the package (PKG-19, PKG-20, PKG-22, PKG-26). */
export function storedCoordinates({ format, namespace, package: name }: PackageCoordinates): PackageCoordinates {
  const rules = formats[format];
  const stored = { format, package: rules.normalizeName(name) };
  return namespace === undefined ? stored : { ...stored, namespace: rules.normalizeNamespace(namespace) };
}

/** The coordinates that a call of the API looks up: only NuGet and Swift normalise them (PKG-21, PKG-24, PKG-27). */
export function requestedCoordinates(coordinates: PackageCoordinates): PackageCoordinates {
  return formats[coordinates.format].apiNormalizes ? storedCoordinates(coordinates) : coordinates;
}

/** The version that a call of the API looks up: only NuGet normalises it (PKG-24, PKG-26). */
export function requestedVersion(format: PackageFormat, version: string): string {
  const rules = formats[format];
  return rules.apiNormalizes ? rules.normalizeVersion(version) : version;
}

/** Whether a namespace is missing or too much in a call on one package (PKG-12, PKG-14); its text is not judged. */
export function namespacePresenceFault({ format, namespace }: PackageCoordinates): Fault | undefined {
  const rule = formats[format].namespace;
  if (rule === 'required' && namespace === undefined) {
    return { id: 'PKG-12', message: `A ${format} package has a namespace, and none was given.` };
  }
  if (rule === 'none' && namespace !== undefined) return formats[format].namespaceFault(namespace);
  return undefined;
}

/** Why no package can be published under these coordinates: the first fault of presence, namespace and name. */
export function coordinatesFault(coordinates: PackageCoordinates): Fault | undefined {
  const { format, namespace, package: name } = coordinates;
  const rules = formats[format];
  return (
    namespacePresenceFault(coordinates) ??
    (namespace === undefined ? undefined : rules.namespaceFault(namespace)) ??
    rules.nameFault(name)
  );
}
