import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const portable = { md5, sha256 } as const;
const encoder = new TextEncoder();

/** The digest of a text or of bytes in hexadecimal: by Node's own module where there is one, which is much faster. */
export function digestOf(algorithm: keyof typeof portable, content: string | Uint8Array): string {
  const node = globalThis.process?.getBuiltinModule?.('node:crypto');
  if (node) return node.createHash(algorithm).update(content).digest('hex');
  return bytesToHex(portable[algorithm](typeof content === 'string' ? encoder.encode(content) : content));
}
