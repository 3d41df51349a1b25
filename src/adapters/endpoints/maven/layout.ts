import type { HashAlgorithm } from '../../../api/types';
import { formats } from '../../../formats';

/** What a path of Maven's layout names: `{group path}/{artifact}/{version}/{file}` (MVN-03), or a metadata file. */
export type Place = (FilePlace | MetadataPlace) & {
  /** The path is that of the file's checksum (MVN-25). */
  readonly checksum?: HashAlgorithm;
};

/** A package as Maven's layout names it. */
export interface PackagePlace {
  readonly namespace: string;
  readonly package: string;
}

export interface FilePlace extends PackagePlace {
  readonly kind: 'file';
  readonly version: string;
  readonly file: string;
  /** The version of the build that a file below a `-SNAPSHOT` version is of, by its name (MVN-41). */
  readonly build?: string;
}

/** A `maven-metadata.xml`: the path alone does not always say whether it is of a package or of a version. */
export interface MetadataPlace {
  readonly kind: 'metadata';
  /** The package of which it may be. */
  readonly ofPackage: PackagePlace;
  /** The version of which it may be. */
  readonly ofVersion?: PackagePlace & { readonly version: string };
}

export const metadataFile = 'maven-metadata.xml';

/** The digests by the endings of checksum files (MVN-25). */
const algorithms: ReadonlyMap<string, HashAlgorithm> = new Map([
  ['md5', 'MD5'],
  ['sha1', 'SHA-1'],
  ['sha256', 'SHA-256'],
  ['sha512', 'SHA-512'],
]);

/** The place of a path below the endpoint; undefined when no file can be there, as for a folder (MVN-80). */
export function placeOf(path: string): Place | undefined {
  const folders = path.split('/');
  const [, name = '', ending = ''] = /^(.*)\.(md5|sha1|sha256|sha512)$/s.exec(folders.at(-1)!) ?? [];
  const checksum = algorithms.get(ending);
  const file = checksum ? name : folders.at(-1)!;
  folders.pop();
  if (file === '' || folders.includes('')) return undefined;
  const place = file === metadataFile ? metadataPlace(folders) : filePlace(folders, file);
  return place && (checksum ? { ...place, checksum } : place);
}

function metadataPlace(folders: readonly string[]): MetadataPlace | undefined {
  const ofPackage = packagePlace(folders);
  const above = packagePlace(folders.slice(0, -1));
  if (!ofPackage) return undefined;
  return { kind: 'metadata', ofPackage, ...(above && { ofVersion: { ...above, version: folders.at(-1)! } }) };
}

function filePlace(folders: readonly string[], file: string): FilePlace | undefined {
  const place = packagePlace(folders.slice(0, -1));
  const version = folders.at(-1)!;
  const build = place && isSnapshot(version) ? buildOf(place.package, version, file) : undefined;
  return place && { kind: 'file', ...place, version, file, ...(build !== undefined && { build }) };
}

/** A folder's name has no dot: each stands for one of the groupId. */
function packagePlace(folders: readonly string[]): PackagePlace | undefined {
  const group = folders.slice(0, -1);
  if (group.length === 0 || group.some((folder) => folder.includes('.'))) return undefined;
  return { namespace: group.join('.'), package: folders.at(-1)! };
}

/** Whether a version is one of the snapshots (MVN-39). */
export const isSnapshot = (version: string): boolean => formats.maven.isSnapshot(version);

/** What stands before the time stamp of a snapshot's builds, as `1.0-`. */
export const baseOf = (snapshot: string): string => snapshot.slice(0, -'SNAPSHOT'.length);

/** A time stamp and a number, as `20210728.194552-1` (MVN-40). */
const stamp = /^\d{8}\.\d{6}-\d+(?=[.-])/;

/** The build that a file belongs to by its name (MVN-40); undefined for a file of no build. */
export function buildOf(artifact: string, snapshot: string, file: string): string | undefined {
  const base = baseOf(snapshot);
  const start = `${artifact}-${base}`;
  const [found] = (file.startsWith(start) && stamp.exec(file.slice(start.length))) || [];
  return found === undefined ? undefined : base + found;
}
