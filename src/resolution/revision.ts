import { sha256 } from '@noble/hashes/sha2.js';
import { base64 } from '@scure/base';
import type { PackageCoordinates } from '../model/coordinates';
import type { Asset, VersionMetadata } from '../model/state';
import { asciiJson } from '../model/text';

/**
 * The revision of a version: base64 of the SHA-256 of its coordinates, its assets by name and content, and its own
 * metadata (VER-20). Repository, status, origin, times and npm tags have no part in it (VER-27, VER-28).
 */
export function revisionOf(
  { format, namespace, package: name }: PackageCoordinates,
  version: string,
  assets: readonly Asset[],
  metadata: VersionMetadata,
): string {
  const parts: unknown[] = [format, namespace ?? null, name, version];
  for (const asset of assets) parts.push(asset.name, asset.hashes['SHA-256']);
  const known = knownOf(metadata);
  if (known.length > 0) parts.push(known);
  return base64.encode(sha256(asciiJson(parts)));
}

/** The members of metadata that are there, by name: in one order, however it was written. */
const knownOf = (metadata: VersionMetadata): [string, unknown][] =>
  Object.entries(metadata)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** Whether two versions' metadata say the same, wherever they come from (EVT-14). */
export const isSameMetadata = (a: VersionMetadata, b: VersionMetadata): boolean =>
  a === b || JSON.stringify(knownOf(a)) === JSON.stringify(knownOf(b));

/** Assets by name, ascending (LST-42). */
export const byName = <T extends { readonly name: string }>(assets: Iterable<T>): T[] =>
  [...assets].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
