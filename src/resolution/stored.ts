import type { PackageFormat } from '../api/types';
import { formats } from '../formats';
import { versionKey, versionsOf } from '../model/keys';
import type { PackageVersion, Repository } from '../model/state';

/** A stored version, also by another text that its format holds for the same version (PKG-24, NUG-05). */
export function versionIn(
  { versions }: Pick<Repository, 'versions'>,
  format: PackageFormat,
  packageKey: string,
  version: string,
): PackageVersion | undefined {
  const found = versions.get(versionKey(packageKey, version));
  const { versionIdentity, looseVersions } = formats[format];
  if (found || !looseVersions) return found;
  const identity = versionIdentity(version);
  for (const candidate of versionsIn({ versions }, packageKey)) {
    if (versionIdentity(candidate.version) === identity) return candidate;
  }
  return undefined;
}

/** The stored versions of a package, ascending by version string (LST-35). */
export function versionsIn({ versions }: Pick<Repository, 'versions'>, packageKey: string): Iterable<PackageVersion> {
  const { from, before } = versionsOf(packageKey);
  return versions.values(from, before);
}
