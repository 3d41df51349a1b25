import { expect, test } from 'vitest';
import { emptyByName } from '../../../src/model/wide-map';
import { type Buckets, reached, taken } from '../../../src/simulator/traffic/buckets';

const none: Buckets = emptyByName();
const limit = (key: string) => ({ key, perSecond: 2 });

test('a bucket holds what may be asked in a second, and fills with the time', () => {
  const one = taken(none, [limit('a')], 0);
  const two = taken(one, [limit('a')], 0);
  expect(reached(one, [limit('a')], 0)).toBeUndefined();
  expect([reached(two, [limit('a')], 499)?.key, reached(two, [limit('a')], 500)]).toEqual(['a', undefined]);
});

test('buckets that are full again are dropped when there are many, and only those', () => {
  let buckets = none;
  for (let i = 0; i < 1000; i++) buckets = taken(buckets, [limit(`token ${i}`)], i);
  expect(buckets.size).toBe(1000);
  buckets = taken(buckets, [limit('last')], 1500);
  expect(buckets.size).toBe(500); // of the times 501 to 999, and the last
  expect(buckets.has('token 500')).toBe(false);
  expect(buckets.has('token 501')).toBe(true);
});
