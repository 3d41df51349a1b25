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
  buckets = taken(buckets, [limit('last')], 1400);
  expect(buckets.size).toBe(100); // of the times 901 to 999, and the last
  expect(buckets.has('token 900')).toBe(false);
  expect(buckets.has('token 901')).toBe(true);
});

test('QUO-30: what counts as many leaves a debt, which the time pays', () => {
  const owing = taken(none, [limit('a')], 0, 5); // 2 - 5: three requests too many
  expect(reached(owing, [limit('a')], 1999)?.key).toBe('a');
  expect(reached(owing, [limit('a')], 2000)).toBeUndefined();
});

test('QUO-30: a bucket with a debt is not dropped before it is full again', () => {
  let buckets = taken(none, [limit('debtor')], 0, 5);
  for (let i = 1; i < 1000; i++) buckets = taken(buckets, [limit(`token ${i}`)], i);
  const later = (now: number) => taken(buckets, [limit('last')], now);
  expect(later(2499).has('debtor')).toBe(true);
  expect(later(2500).has('debtor')).toBe(false);
});
