import type { PackageFormat } from '../../api/types';
import { formats } from '../../formats';
import type { Need } from '../../resolution/needs';
import type { PublicFile, PublicPackage, PublicRelease, PublicSource } from './source';

/** The version as the repository has it, by any text that its format holds for it. */
export function releaseIn(known: PublicPackage, format: PackageFormat, version: string): PublicRelease | undefined {
  const { normalizeVersion, versionIdentity } = formats[format];
  return (
    known.releases.find((release) => normalizeVersion(release.version) === version) ??
    known.releases.find((release) => versionIdentity(release.version) === versionIdentity(version))
  );
}

/** A file of a version by its name; the only one of a version also by a name with another spelling of the version. */
export function fileIn(
  source: PublicSource,
  coordinates: Need['coordinates'],
  release: PublicRelease | undefined,
  version: string,
  name: string,
): PublicFile | undefined {
  const listed = release?.files.find(({ asset }) => asset.name === name);
  if (listed || source.file) return listed ?? source.file?.(coordinates, version, name);
  return formats[coordinates.format].newAssets === 'never' ? release?.files[0] : undefined;
}
