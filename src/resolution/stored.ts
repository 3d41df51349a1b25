import type { PackageFormat } from '../api/types';
import { formats } from '../formats';
import { versionKey, versionsOf } from '../model/keys';
import type { WideMap } from '../model/wide-map';

/** A repository with its records, or a catalogue with what it knows of. */
interface Versions<V> {
  readonly versions: WideMap<string, V>;
}

/** A version of a package, also by another text that its format holds for the same version (PKG-24, NUG-05). */
export function versionIn<V extends { readonly version: string }>(
  { versions }: Versions<V>,
  format: PackageFormat,
  packageKey: string,
  version: string,
): V | undefined {
  const found = versions.get(versionKey(packageKey, version));
  const { versionIdentity, looseVersions } = formats[format];
  if (found || !looseVersions) return found;
  const identity = versionIdentity(version);
  for (const candidate of versionsIn({ versions }, packageKey)) {
    if (versionIdentity(candidate.version) === identity) return candidate;
  }
  return undefined;
}

/** The versions of a package, ascending by version string (LST-35). */
export function versionsIn<V>({ versions }: Versions<V>, packageKey: string): Iterable<V> {
  const { from, before } = versionsOf(packageKey);
  return versions.values(from, before);
}
