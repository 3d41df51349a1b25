import type { PackageCoordinates } from './coordinates';

/**
 * The only place that joins or splits coordinates. Parts are joined by NUL, which sorts before everything else, so
 * that keys order as their parts do (LST-23, LST-35); the two lowest characters are rewritten inside a part.
 */
const separator = '\u0000';
const afterSeparator = '\u0001';
const part = (text: string): string =>
  text.includes(separator) || text.includes(afterSeparator)
    ? text.replace(/[\u0000\u0001]/g, (c) => (c === '\u0000' ? '\u0001\u0001' : '\u0001\u0002'))
    : text;

const unpart = (text: string): string =>
  text.includes(afterSeparator)
    ? text.replace(/\u0001([\u0001\u0002])/g, (_, c) => (c === '\u0001' ? '\u0000' : '\u0001'))
    : text;

/**
 * A domain by Region, owner and name (DOM-03): the domains of a Region lie together, ordered by owner and name
 * (REP-39).
 */
export const domainKey = (region: string, owner: string, name: string): string =>
  region + separator + owner + separator + name;

/** An account in a Region. */
export const accountKey = (region: string, account: string): string => region + separator + account;

/** What an account in a Region, or somebody with a token, has left of a rate quota. */
export const rateKey = (region: string, whose: string, rate: string): string =>
  region + separator + whose + separator + rate;

/**
 * A repository among all of a Region: by owner, domain and name, and by identity where a name was used twice (REP-39).
 */
export const repositoryKey = (owner: string, domain: string, name: string, id: number): string =>
  [owner, domain, name, String(id)].join(separator);

/** All domains of a Region, or of one owner in it. */
export const domainsOf = (region: string, owner?: string): Range =>
  under(owner === undefined ? region : region + separator + owner);

/** A catalogue by Region and external connection (EXT-26). */
export const catalogueKey = (region: string, connection: string): string => region + separator + connection;

/** The Region in the key of an account or of a catalogue, and whose or which it is. */
export function regionalPartsOf(key: string): readonly [region: string, name: string] {
  const at = key.indexOf(separator);
  return [key.slice(0, at), key.slice(at + 1)];
}

/** A package by format, namespace (none first) and name (PKG-01, LST-23). */
export const packageKey = ({ format, namespace, package: name }: PackageCoordinates): string =>
  format + separator + (namespace === undefined ? '' : part(namespace)) + separator + part(name);

/** A version inside its package. */
export const versionKey = (packageKey: string, version: string): string => packageKey + separator + part(version);

/** All versions of a package. */
export const versionsOf = (packageKey: string): Range => under(packageKey);

/** The packages of a format. */
export const packagesOf = (format: string): Range => under(format);

/** The key of the package in a version key. */
export const packageKeyIn = (versionKey: string): string => versionKey.slice(0, versionKey.lastIndexOf(separator));

/** What falls due, by time (milliseconds) and then in the order in which it was scheduled. */
export const dueKey = (time: number, sequence: number): string =>
  String(time).padStart(16, '0') + separator + String(sequence).padStart(16, '0');

/** A version on its way into one repository. */
export const arrivalKey = (repositoryId: number, versionKey: string): string => repositoryId + separator + versionKey;

/** The coordinates in a package key, or in a version key. */
export function coordinatesOf(key: string): PackageCoordinates {
  const first = key.indexOf(separator);
  const second = key.indexOf(separator, first + 1);
  const third = key.indexOf(separator, second + 1);
  const format = key.slice(0, first) as PackageCoordinates['format'];
  const name = unpart(key.slice(second + 1, third < 0 ? undefined : third));
  return second === first + 1
    ? { format, package: name }
    : { format, namespace: unpart(key.slice(first + 1, second)), package: name };
}

/** Keys from the first, inclusive, to the second, exclusive. */
export interface Range {
  readonly from: string;
  readonly before: string;
}

const under = (key: string): Range => ({ from: key + separator, before: key + afterSeparator });
