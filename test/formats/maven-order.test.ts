import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats } from '../../src/formats';

const { compareVersions } = formats.maven;

/** The rulebook's lists, each ascending. */
const ascending = [
  '1-alpha2snapshot < 1-alpha2 < 1-alpha-123 < 1-beta-2 < 1-beta123 < 1-m2 < 1-m11 < 1-rc < 1-cr2 < 1-rc123 < ' +
    '1-SNAPSHOT < 1 < 1-sp < 1-sp2 < 1-sp123 < 1-abc < 1-def < 1-pom-1 < 1-1-snapshot < 1-1 < 1-2 < 1-123',
  '2.0.2 < 2.0.123 < 2.1.0 < 2.1-a < 2.1b < 2.1-c < 2.1-1 < 2.1.0.1 < 2.2 < 2.123',
  '11.a2 < 11.a11 < 11.b2 < 11.b11 < 11.m2 < 11.m11 < 11',
  '1.0-alpha-1-SNAPSHOT < 1.0-alpha-1 < 1.0-beta-1 < 1.0-SNAPSHOT < 1.0 < 1.0-1 < 1.0-2',
  '2.0-1 < 2.0.1',
  '2.0.1-klm < 2.0.1-lmn',
  '2.0.1-xyz < 2.0.1-123',
  '1-alpha < 1-beta < 1-milestone < 1-rc < 1-snapshot < 1 < 1-sp < 1-other < 1-word < 1-7',
].map((list) => list.split(' < '));

const equal = [
  '1 = 1.0 = 1.0.0 = 1-0 = 1.0-0',
  '1a = 1-a = 1.0-a = 1.0.0-a',
  '1a1 = 1alpha1',
  '1m3 = 1milestone3',
  '1ga = 1final = 1 = 1GA = 1FINAL = 1release = 1Final',
  '1cr = 1rc',
  '1b2 = 1beta2',
  '1X = 1x',
].map((list) => list.split(' = '));

describe('MVN-60: the order of versions is that of Maven', () => {
  test.each(ascending)('%s < %s …', (...list) => {
    for (const [index, lesser] of list.entries()) {
      for (const greater of list.slice(index + 1)) {
        expect([lesser, greater, Math.sign(compareVersions(lesser, greater))]).toEqual([lesser, greater, -1]);
        expect([greater, lesser, Math.sign(compareVersions(greater, lesser))]).toEqual([greater, lesser, 1]);
      }
    }
  });

  test.each(equal)('%s = %s …', (...list) => {
    for (const one of list)
      for (const other of list) expect([one, other, compareVersions(one, other)]).toEqual([one, other, 0]);
  });

  test('single letters have a meaning only when a digit follows at once', () => {
    expect(compareVersions('1-a-1', '1-alpha-1')).toBeGreaterThan(0);
    expect(compareVersions('1-m', '1-milestone')).toBeGreaterThan(0);
  });

  test('case does not count, also where the small letter takes more room', () => {
    expect(compareVersions('\u0130.a1', 'i\u0307.a1')).toBe(0);
    expect(compareVersions('\u0130.a1', '\u0130.alpha1')).toBe(0);
  });

  test('numbers may be longer than a machine counts', () => {
    expect(compareVersions('1.99999999999999999998', '1.99999999999999999999')).toBeLessThan(0);
    expect(compareVersions('1.99999999999999999999', '1.100000000000000000000')).toBeLessThan(0);
    expect(compareVersions('1.007', '1.7')).toBe(0);
  });

  const version = fc.oneof(
    fc
      .array(
        fc.constantFrom(
          '.',
          '-',
          '0',
          '1',
          '2',
          '10',
          '00',
          'a',
          'b',
          'm',
          'alpha',
          'rc',
          'cr',
          'SNAPSHOT',
          'ga',
          'sp',
          'x',
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.join('')),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(...ascending.flat(), ...equal.flat()),
  );

  test('it is a total preorder of all texts', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(compareVersions(a, a)).toBe(0);
        expect(Math.sign(compareVersions(a, b)) + Math.sign(compareVersions(b, a))).toBe(0);
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 3000 },
    );
  });
});
