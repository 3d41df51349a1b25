import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { HashAlgorithm } from '../api/types';
import { Roots } from './roots';

/**
 * Where the bytes of assets lie, by the SHA-256 of their content in lower-case hexadecimal. Simulators that share a
 * store share the bytes; they alone put and delete, and delete what none of them can reach any more.
 */
export interface ContentStore {
  get(digest: string): Uint8Array | undefined;
  /** Keeps the bytes, which are the store's own from now on. */
  put(digest: string, bytes: Uint8Array): void;
  delete(digest: string): void;
  /** The digests of all that lies here. */
  digests(): Iterable<string>;
  /** Who still needs what: a `new Roots()` that simulators keep. */
  readonly roots: Roots;
}

/** A store in memory. */
export function memoryStore(): ContentStore {
  const contents = new Map<string, Uint8Array>();
  return {
    get: (digest) => contents.get(digest),
    put(digest, bytes) {
      contents.set(digest, bytes);
    },
    delete(digest) {
      contents.delete(digest);
    },
    digests: () => contents.keys(),
    roots: new Roots(),
  };
}

/** The four digests of a content, in lower-case hexadecimal. */
export const hashesOf = (bytes: Uint8Array): Readonly<Record<HashAlgorithm, string>> => ({
  MD5: bytesToHex(md5(bytes)),
  'SHA-1': bytesToHex(sha1(bytes)),
  'SHA-256': bytesToHex(sha256(bytes)),
  'SHA-512': bytesToHex(sha512(bytes)),
});
