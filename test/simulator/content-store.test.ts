import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashesOf, memoryStore } from '../../src/simulator/content-store';

test('the digests are those of another implementation', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const digest = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex');
      expect(hashesOf(bytes)).toEqual({
        MD5: digest('md5'),
        'SHA-1': digest('sha1'),
        'SHA-256': digest('sha256'),
        'SHA-512': digest('sha512'),
      });
    }),
  );
});

test('a store in memory gives what was put until it is deleted', () => {
  const store = memoryStore();
  const bytes = new Uint8Array([1]);
  store.put('a', bytes);
  expect([store.get('a'), [...store.digests()]]).toEqual([bytes, ['a']]);
  store.delete('a');
  expect([store.get('a'), [...store.digests()]]).toEqual([undefined, []]);
});
