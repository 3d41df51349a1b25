import { bytesToHex } from '@noble/hashes/utils.js';
import { base64 } from '@scure/base';
import type { HashAlgorithm } from '../../api/types';
import type { HashedContent } from '../../simulator/assets';

/** What an index says of the content of a file: digests in hexadecimal, and its size in bytes. */
export interface Digests {
  readonly size?: number;
  readonly hashes: Readonly<Partial<Record<HashAlgorithm, string>>>;
}

/** A file that was fetched, and when its server says it was last modified, in milliseconds since 1970. */
export interface FetchedFile extends HashedContent {
  readonly modified?: number;
}

/** Why a content is not what its index says; undefined when it is, as far as that says anything. */
export function faultOf(content: HashedContent, { size, hashes }: Digests): string | undefined {
  if (size !== undefined && size !== content.size) return `${content.size} bytes, not ${size}`;
  for (const [algorithm, digest] of Object.entries(hashes) as [HashAlgorithm, string][]) {
    const found = content.hashes[algorithm];
    if (found !== digest.toLowerCase()) return `${algorithm} ${found}, not ${digest}`;
  }
  return undefined;
}

const algorithms: Readonly<Record<string, HashAlgorithm>> = {
  md5: 'MD5',
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha512: 'SHA-512',
};

const lengths: Readonly<Record<HashAlgorithm, number>> = { MD5: 32, 'SHA-1': 40, 'SHA-256': 64, 'SHA-512': 128 };

/** Digests by the names that protocols have for them; what is no digest in hexadecimal is left out. */
export function digestsOf(named: Readonly<Record<string, unknown>>): Digests['hashes'] {
  const found = Object.entries(named).flatMap(([name, digest]) => {
    const algorithm = Object.hasOwn(algorithms, name) ? algorithms[name]! : undefined;
    if (algorithm === undefined || typeof digest !== 'string') return [];
    const isDigest = digest.length === lengths[algorithm] && /^[0-9a-f]+$/i.test(digest);
    return isDigest ? [[algorithm, digest.toLowerCase()]] : [];
  });
  return Object.fromEntries(found);
}

/** The digests of a text of Subresource Integrity, as `sha512-...`. */
export function digestsOfIntegrity(integrity: string): Digests['hashes'] {
  const named = integrity
    .trim()
    .split(/\s+/)
    .map((part) => {
      const [, name = '', encoded = ''] = /^(\w+)-([A-Za-z0-9+/=]+)/.exec(part) ?? [];
      return [name, hexOf(encoded)];
    });
  return digestsOf(Object.fromEntries(named));
}

/** Base64 as hexadecimal; an empty text when it is none. */
export function hexOf(encoded: string): string {
  try {
    return bytesToHex(base64.decode(encoded));
  } catch {
    return '';
  }
}
