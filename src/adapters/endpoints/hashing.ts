import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { AssetContent } from '../../api/types';

const portable = { md5, sha1, sha256, sha512 } as const;
const encoder = new TextEncoder();

/** The digest of a text or of bytes in hexadecimal: by Node's own module where there is one, which is much faster. */
export function digestOf(algorithm: keyof typeof portable, content: string | Uint8Array): string {
  const node = globalThis.process?.getBuiltinModule?.('node:crypto');
  if (node) return node.createHash(algorithm).update(content).digest('hex');
  return bytesToHex(portable[algorithm](typeof content === 'string' ? encoder.encode(content) : content));
}

/** All digests of an asset. */
export const digestsOf = (bytes: Uint8Array): AssetContent['hashes'] => ({
  MD5: digestOf('md5', bytes),
  'SHA-1': digestOf('sha1', bytes),
  'SHA-256': digestOf('sha256', bytes),
  'SHA-512': digestOf('sha512', bytes),
});
