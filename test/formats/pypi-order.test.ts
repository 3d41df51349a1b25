import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pypi } from '../../src/formats/pypi';
import { comparePythonVersions, orderKey } from '../../src/formats/pypi-order';
import { ascending, equal } from './pep-440';
import { anyText } from './texts';

const invalid =
  'french toast|1.0+a+|1.0++|1.0+_foobar|1.0+foo&asd|1.0+1+1|1. 0|1.0 a1|.|1..0|1.0.|.1.0|1.0po\u017ft1'.split('|');

describe('PYP-27: the order of PEP 440', () => {
  test.each(ascending.map((version, index) => [version, index] as const))('of %s and all others', (version, index) => {
    for (const [otherIndex, other] of ascending.entries()) {
      expect(Math.sign(pypi.compareVersions(version, other)), `${version} ${other}`).toBe(
        Math.sign(index - otherIndex),
      );
    }
  });

  test.each(equal)('%s is %s', (a, b) => {
    expect(comparePythonVersions(a, b)).toBe(0);
    expect(comparePythonVersions(b, a)).toBe(0);
  });

  test.each(invalid)('%j is no version and comes before all that are', (text) => {
    for (const version of ascending) {
      expect(comparePythonVersions(text, version)).toBe(-1);
      expect(comparePythonVersions(version, text)).toBe(1);
    }
  });

  test.each([
    ['1.9', '1.10'],
    ['1.0rc9', '1.0rc10'],
    ['1.99999999999999999998', '1.99999999999999999999'],
    ['2.9999999999999999999', '2.10000000000000000000'],
    ['1.0.preview1', '1.0pre2'],
    ['0', '0.1'],
    ['1.0', '1.0.0.1'],
    ['1.0+a.b', '1.0+a.1'],
    ['1.0+a', '1.0+a.a'],
    [`1.${'0'.repeat(300)}`, '1.0.1'],
  ])('%s comes before %s', (first, second) => {
    expect(comparePythonVersions(first, second)).toBe(-1);
    expect(comparePythonVersions(second, first)).toBe(1);
  });

  const number = fc.nat(30).map(String);
  const optional = (form: fc.Arbitrary<string>) => fc.oneof(fc.constant(''), form);
  const version = fc
    .tuple(
      optional(number.map((epoch) => `${epoch}!`)),
      fc.array(number, { minLength: 1, maxLength: 4 }).map((release) => release.join('.')),
      optional(fc.tuple(fc.constantFrom('a', 'beta', 'rc', '.pre', '-c_'), number).map((pre) => pre.join(''))),
      optional(fc.tuple(fc.constantFrom('.post', '-', 'r'), number).map((post) => post.join(''))),
      optional(number.map((dev) => `.dev${dev}`)),
      optional(
        fc.array(fc.constantFrom('a', 'b1', '2', '10', 'Z'), { minLength: 1 }).map((all) => `+${all.join('.')}`),
      ),
    )
    .map((parts) => parts.join(''));

  test('is a total preorder of all texts', () => {
    const any = fc.oneof({ weight: 3, arbitrary: version }, anyText);
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        expect(comparePythonVersions(a, a)).toBe(0);
        expect(comparePythonVersions(a, b) + comparePythonVersions(b, a)).toBe(0);
        const sorted = [a, b, c].sort(comparePythonVersions);
        expect(comparePythonVersions(sorted[0]!, sorted[2]!)).toBeLessThanOrEqual(0);
        expect(orderKey(a) === orderKey(b)).toBe(comparePythonVersions(a, b) === 0);
      }),
    );
  });

  test('compares releases number by number, the epoch first', () => {
    const release = fc.array(fc.nat(), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.nat(3), release, fc.nat(3), release, (epoch, a, otherEpoch, b) => {
        let expected = epoch - otherEpoch;
        for (let at = 0; expected === 0 && at < 5; at++) expected = (a[at] ?? 0) - (b[at] ?? 0);
        const found = comparePythonVersions(`${epoch}!${a.join('.')}`, `${otherEpoch}!${b.join('.')}`);
        expect(found).toBe(Math.sign(expected));
      }),
    );
  });
});
