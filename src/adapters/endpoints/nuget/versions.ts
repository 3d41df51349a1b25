import { formats } from '../../../formats';
import type { ListedVersion, Listing } from '../../../resolution/listing';

/** The versions of a list, ascending in NuGet's order. */
export const ascending = ({ versions }: Listing): readonly ListedVersion[] =>
  [...versions].sort((a, b) => formats.nuget.compareVersions(a.version, b.version));

/** Whether a version is a prerelease: it has a label. */
export const isPrerelease = ({ version }: ListedVersion): boolean => version.split('+', 1)[0]!.includes('-');

/** Whether clients that know only SemVer 1 cannot read a version: a label of several parts, or metadata. */
export const needsSemVer2 = ({ version }: ListedVersion): boolean => /-[^+]*\.|\+/.test(version);

/** The id of a package in its author's spelling. */
export const spelledId = ({ metadata }: ListedVersion, stored: string): string =>
  metadata.displayName?.toLowerCase() === stored ? metadata.displayName : stored;
