import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assetAt, bucketOf, isBucket, presigned } from '../../../src/adapters/endpoints/bucket';

const now = Date.UTC(2026, 8, 1);
const stored = { digest: 'ab'.repeat(32), type: 'application/octet-stream' };
const origin = 'http://127.0.0.1:4566/assets-025816497761-us-west-2';

describe('AUT-83: the bucket of a Region', () => {
  test('DOM-23: has the name that the domains of the Region tell', () => {
    expect(bucketOf('us-west-2')).toMatch(/^assets-\d{12}-us-west-2$/);
    expect(bucketOf('us-west-2')).toBe(bucketOf('us-west-2'));
    expect(bucketOf('us-east-1')).toMatch(/^assets-\d{12}-us-east-1$/);
  });

  test.each([
    ['https://assets-123456789012-us-west-2.s3.us-west-2.amazonaws.com/x', true],
    [`http://127.0.0.1:4566/assets-123456789012-us-west-2/${stored.digest}`, true],
    ['http://127.0.0.1:4566/assets-123456789012-us-west-2/x', false],
    ['https://other.s3.us-west-2.amazonaws.com/x', false],
    ['http://127.0.0.1:4566/npm/d/a-111122223333/b/x', false],
  ])('%s is it: %s', (url, expected) => {
    expect(isBucket(new URL(url), new URL(url).hostname)).toBe(expected);
  });
});

describe('AUT-38: a presigned address', () => {
  test('leads to the asset for an hour, and to nothing before and behind', () => {
    const url = new URL(presigned(origin, stored, now));
    for (const [later, found] of [
      [0, stored],
      [3_600_000, stored],
      [3_600_001, undefined],
    ] as const) {
      expect(assetAt(url, now + later)).toEqual(found);
    }
  });

  test('is good only as it is, but for the host that it goes to', () => {
    const url = presigned(origin, stored, now);
    const byte = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.integer({ min: origin.length + 1, max: url.length - 1 }), byte, (at, letter) => {
        const changed = new URL(url.slice(0, at) + letter + url.slice(at + 1));
        if (changed.href === new URL(url).href) return;
        const found = assetAt(changed, now);
        // A `+` for a space, or an escape in another case, is the same query to all who read it.
        if ([...changed.searchParams].join() === [...new URL(url).searchParams].join()) return;
        expect(found).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });

  test('can be made by nobody else', () => {
    for (const query of ['', '?X-Amz-Signature=', '?X-Amz-Signature=x&X-Amz-Date=20260901T000000Z&X-Amz-Expires=9']) {
      expect(assetAt(new URL(`${origin}/${stored.digest}${query}`), now)).toBeUndefined();
    }
    const url = new URL(presigned(origin, stored, now));
    url.searchParams.append('X-Amz-Expires', '999999');
    expect(assetAt(url, now)).toBeUndefined();
  });
});
