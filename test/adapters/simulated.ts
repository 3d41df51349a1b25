/** A simulated service over the bare core, with a clock that goes on by itself and a content store. */
import { createHash } from 'node:crypto';
import type { SimulatedService } from '../../src/adapters/simulated-service';
import type { AssetContent } from '../../src/api/types';
import { execute } from '../../src/core';
import { initialState } from '../../src/model/initial-state';

export interface Simulated extends SimulatedService {
  fork(): Simulated;
}

export function simulated(
  state = initialState(),
  now = Date.UTC(2026, 8, 1),
  stored = new Map<string, Uint8Array>(),
): Simulated {
  const [account, region] = ['111122223333', 'us-west-2'];
  return {
    account,
    region,
    contents: {
      put(bytes) {
        const content = contentOf(bytes);
        stored.set(content.hashes['SHA-256'], bytes);
        return content;
      },
      get: (sha256) => stored.get(sha256),
    },
    execute(name, input, as) {
      now += 1234;
      const result = execute(state, name, input, { account, region, ...as, now });
      state = result.state;
      return result;
    },
    fork: () => simulated(state, now, new Map(stored)),
  };
}

export function contentOf(bytes: Uint8Array): AssetContent {
  const digest = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex');
  const hashes = {
    MD5: digest('md5'),
    'SHA-1': digest('sha1'),
    'SHA-256': digest('sha256'),
    'SHA-512': digest('sha512'),
  };
  return { size: bytes.byteLength, hashes };
}
