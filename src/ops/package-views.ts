import type {
  AssetSummary,
  PackageOriginConfiguration,
  PackageSummary,
  PackageVersionDescription,
  PackageVersionSummary,
} from '../api/types';
import { formats } from '../formats';
import type { PackageCoordinates } from '../model/coordinates';
import type { Asset, Package, PackageVersion, VersionMetadata } from '../model/state';

/** The package's own setting, never joined with that of a group (PKG-38, PKG-39). */
export const originConfiguration = ({ restrictions }: Pick<Package, 'restrictions'>): PackageOriginConfiguration => ({
  restrictions: { publish: restrictions.publish, upstream: restrictions.upstream },
});

/** A package in a list (LST-13). */
export function packageSummary(coordinates: PackageCoordinates, record: Package): PackageSummary {
  const { format, namespace, package: name } = coordinates;
  const settings = originConfiguration(record);
  // Written out, since a spread costs as much as all the rest of a list.
  return namespace === undefined
    ? { format, package: name, originConfiguration: settings }
    : { format, namespace, package: name, originConfiguration: settings };
}

/** Format, namespace if any, and name, in the stored form (PKG-29). */
export const identity = ({ format, namespace, package: name }: PackageCoordinates): PackageCoordinates =>
  namespace === undefined ? { format, package: name } : { format, namespace, package: name };

/** What the answers about one version begin with (VER-30). */
export const versionHeader = (coordinates: PackageCoordinates, { version, revision }: PackageVersion) => ({
  ...identity(coordinates),
  version,
  versionRevision: revision,
});

/** An asset with its four hashes (LST-38). */
export const assetSummary = ({ name, size, hashes }: Asset): AssetSummary => ({ name, size, hashes: { ...hashes } });

/** A version in a list; its time is not in it (LST-26, LST-27). */
export const versionSummary = ({ version, revision, status, origin }: PackageVersion): PackageVersionSummary => ({
  version,
  revision,
  status,
  origin: originOf(origin),
});

const originOf = ({ originType, domainEntryPoint }: PackageVersion['origin']) =>
  domainEntryPoint ? { originType, domainEntryPoint: { ...domainEntryPoint } } : { originType }; // VER-35

/** Everything that is told of one version (VER-02). */
export function versionDescription(coordinates: PackageCoordinates, record: PackageVersion): PackageVersionDescription {
  const { format, namespace, package: packageName } = coordinates;
  const { version, revision, status, origin, publishedTime } = record;
  const metadata = isTooLarge(record.metadata) ? {} : record.metadata; // VER-15
  return {
    format,
    ...(namespace === undefined ? {} : { namespace }),
    packageName,
    displayName: metadata.displayName ?? formats[format].displayName(coordinates), // VER-08 to VER-11
    version,
    ...details(metadata),
    publishedTime: new Date(publishedTime),
    revision,
    status,
    origin: originOf(origin),
  };
}

/** Details that the metadata lacks are left out, but licences are always a list (VER-07). */
function details({
  summary,
  homePage,
  sourceCodeRepository,
  licenses = [],
}: VersionMetadata): PackageVersionDescription {
  return {
    ...(summary === undefined ? {} : { summary }),
    ...(homePage === undefined ? {} : { homePage }),
    ...(sourceCodeRepository === undefined ? {} : { sourceCodeRepository }),
    licenses: licenses.map(({ name, url }) => ({
      ...(name === undefined ? {} : { name }),
      ...(url === undefined ? {} : { url }),
    })), // VER-13
  };
}

/** Extracted metadata above 400 KB is not shown by DescribePackageVersion (VER-15). */
function isTooLarge({ displayName, summary, homePage, sourceCodeRepository, licenses = [] }: VersionMetadata): boolean {
  const texts = [
    displayName,
    summary,
    homePage,
    sourceCodeRepository,
    ...licenses.flatMap(({ name, url }) => [name, url]),
  ];
  return texts.reduce((sum, text = '') => sum + bytesIn(text), 0) > 400 * 1024;
}

/** The size of a text in UTF-8. */
function bytesIn(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0)!;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
