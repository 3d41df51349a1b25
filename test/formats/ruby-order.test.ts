import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ruby } from '../../src/formats/ruby';
import { compareGemVersions } from '../../src/formats/ruby-order';

/** The rulebook's pairs, lesser first. */
const lesser: readonly (readonly [string, string])[] = [
  ['1.0.a', '1.0'],
  ['1.8.2.a', '1.8.2'],
  ['1.8.2.a', '1.8.2.b'],
  ['1.8.2.a9', '1.8.2.a10'],
  ['1.9.2.99', '1.9.3'],
  ['1.9.3', '1.9.3.1'],
  ['5.a', '5.0.0.rc2'],
  ['5.0.0.rc2', '5.x'],
  ['0.0.beta', '0.0.beta.1'],
  ['0.0.beta', '0.beta.1'],
  ['1.0.0-alpha', '1.0.0-alpha.1'],
  ['1.0.0-alpha.1', '1.0.0-beta.2'],
  ['1.0.0-beta.2', '1.0.0-beta.11'],
  ['1.0.0-beta.11', '1.0.0-rc.1'],
  ['1.0.0-rc1', '1.0.0'],
  ['1.0.0-1', '1'],
  ['1.9007199254740993', '1.9007199254740994'],
];

const equal: readonly (readonly [string, string])[] = [
  ['1.0', '1.0.0'],
  ['0.beta.1', '0.0.beta.1'],
  ['1.2.b1', '1.2.b.1'],
  ['1.2.3-1', '1.2.3.pre.1'],
  ['', '0'],
  ['1.010', '1.10'],
];

describe('RBY-03: the order of versions', () => {
  test.each(lesser)('RBY-03: %s is lesser than %s', (a, b) => {
    expect(compareGemVersions(a, b)).toBeLessThan(0);
    expect(compareGemVersions(b, a)).toBeGreaterThan(0);
    expect(ruby.compareVersions(a, b)).toBeLessThan(0);
  });

  test.each(equal)('RBY-03: %j equals %s', (a, b) => {
    expect(compareGemVersions(a, b)).toBe(0);
    expect(compareGemVersions(b, a)).toBe(0);
  });

  test.each(['1.2.0.a', '2.9.b', '1.A', '1-1'])('RBY-03: %s is a prerelease, before its release', (version) => {
    expect(compareGemVersions(version, version.replace(/[.-][aAb1]$/, ''))).toBeLessThan(0);
  });
});

/** Gem::Version as its documents tell it, with whole numbers: an oracle that shares no code. */
function canonical(version: string): readonly (bigint | string)[] {
  const numbers: bigint[] = [];
  const rest: (bigint | string)[] = [];
  for (const [run] of version
    .split('-')
    .join('.pre.')
    .matchAll(/[0-9]+|[a-z]+/gi)) {
    const isNumber = /[0-9]/.test(run);
    if (isNumber && rest.length === 0) numbers.push(BigInt(run));
    else rest.push(isNumber ? BigInt(run) : run);
  }
  const withoutZeros = <T>(list: T[]): T[] => {
    while (list.at(-1) === 0n) list.pop();
    return list;
  };
  return [...withoutZeros(numbers), ...withoutZeros(rest)];
}

function oracle(version: string, other: string): number {
  const [a, b] = [canonical(version), canonical(other)];
  for (let i = 0; i < a.length || i < b.length; i++) {
    const [x, y] = [a[i] ?? 0n, b[i] ?? 0n];
    if (x === y) continue;
    if (typeof x !== typeof y) return typeof x === 'string' ? -1 : 1;
    return x < y ? -1 : 1;
  }
  return 0;
}

const segment = fc.constantFrom('0', '00', '1', '10', '2', '9', 'a', 'b', 'rc', 'pre', 'A', 'a1', '1a', 'z0');
const version = fc.oneof(
  { weight: 8, arbitrary: fc.array(segment, { maxLength: 5 }).chain((parts) => joined(parts)) },
  { weight: 1, arbitrary: fc.string() },
);
const joined = (parts: readonly string[]) =>
  fc
    .array(fc.constantFrom('.', '-'), { minLength: parts.length, maxLength: parts.length })
    .map((between) => parts.map((part, index) => (index === 0 ? part : between[index] + part)).join(''));

test('RBY-03: any two versions are ordered as Gem::Version orders them', () => {
  fc.assert(
    fc.property(version, version, (a, b) => {
      expect(Math.sign(compareGemVersions(a, b)) + 0).toBe(oracle(a, b));
    }),
    { numRuns: 5000 },
  );
});

test('RBY-03: the order is a total preorder over all texts', () => {
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      const order = (x: string, y: string) => Math.sign(compareGemVersions(x, y));
      expect(order(a, a)).toBe(0);
      expect(order(a, b) + order(b, a)).toBe(0);
      const sorted = [a, b, c].sort(compareGemVersions);
      expect(order(sorted[0]!, sorted[1]!)).toBeLessThanOrEqual(0);
      expect(order(sorted[1]!, sorted[2]!)).toBeLessThanOrEqual(0);
      expect(order(sorted[0]!, sorted[2]!)).toBeLessThanOrEqual(0);
    }),
    { numRuns: 5000 },
  );
});
