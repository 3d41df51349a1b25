import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cargo } from '../../src/formats/cargo';
import { npm } from '../../src/formats/npm';
import { compareSemanticVersions, mustBeSemanticVersion } from '../../src/formats/semantic-version';
import { swift } from '../../src/formats/swift';
import { anyText } from './texts';

const good = [
  '1.2.3',
  '1.2.3-alpha.1',
  '1.2.3-0.3.7',
  '1.2.3+build.5',
  '1.0.0-x-y-z.--',
  '0.0.0',
  '1.2.3+01.-',
  '1.2.3-0a',
  '9007199254740991.0.0',
  `1.2.3-${'a'.repeat(249)}`,
  `1.2.3+${'a'.repeat(249)}`,
];
const bad = [
  '1',
  '1.0',
  '1.2',
  '01.2.3',
  '1.02.3',
  '1.2.03',
  '1.2.3-01',
  'v1.2.3',
  'V1.2.3',
  '=1.2.3',
  '1.2.3.4',
  '1.2.3-',
  '1.2.3+',
  '1.2.3-a..b',
  '1.2.3+a+b',
  '1.2.3-a_b',
  '1.2.3-é',
  '١.2.3',
  ' 1.2.3',
  '1.2.3 ',
  '1.2.3\n',
  '\ufeff1.2.3',
  '',
  'latest',
  `1.2.3-${'a'.repeat(250)}`,
  `1.2.3-${'a'.repeat(251)}`,
];

describe.each([
  ['NPM-05', npm],
  ['SWF-06', swift],
  ['CRG-04', cargo],
])('%s', (id, { versionFault }) => {
  test.each(good)('%s is a version', (version) => {
    expect(versionFault(version)).toBeUndefined();
  });

  test.each(bad)('%j is none', (version) => {
    expect(versionFault(version)?.id).toBe(version.length === 256 ? 'API-433' : id);
  });
});

test('NPM-05: a number above the largest safe integer makes no version', () => {
  for (const version of ['9007199254740992.0.0', '0.9007199254740992.0', '0.0.9007199254740992']) {
    expect(npm.versionFault(version)?.id).toBe('NPM-05');
  }
});

test('the fault says what was expected', () => {
  expect(mustBeSemanticVersion('SWF-06')('1.0')).toEqual({
    id: 'SWF-06',
    message: "'1.0' is not a SemVer 2.0.0 version.",
  });
});

const ascending = [
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-alpha.beta',
  '1.0.0-beta',
  '1.0.0-beta.2',
  '1.0.0-beta.11',
  '1.0.0-rc.1',
  '1.0.0',
];
const pairs = [
  ['0.0.0', '0.0.0-foo'],
  ['1.2.3-5-foo', '1.2.3-5'],
  ['0.10.0', '0.9.0'],
  ['1.2.3-5-foo', '1.2.3-5-Foo'],
  ['1.2.3', '1.2.3-4-foo'],
  ['1.2.3-a.10', '1.2.3-a.5'],
  ['1.2.3-5', '1.2.3-4'],
  ['1.2.3-a.b', '1.2.3-a.5'],
  ['3.0.0', '2.7.2+asdf'],
  ['1.2.3-a.b', '1.2.3-a'],
  ['1.2.3-a.b.c.10.d.5', '1.2.3-a.b.c.5.d.100'],
  ['1.2.3-r2', '1.2.3-r100'],
  ['1.2.3-r100', '1.2.3-R2'],
] as const;

describe.each([
  ['NPM-10', npm],
  ['SWF-13', swift],
  ['CRG-08', cargo],
])('%s', (_id, { compareVersions }) => {
  test('the order of the specification', () => {
    for (const [index, version] of ascending.entries()) {
      for (const [other, text] of ascending.entries()) {
        expect(Math.sign(compareVersions(version, text))).toBe(Math.sign(index - other));
      }
    }
  });

  test.each(pairs)('%s comes after %s', (greater, lesser) => {
    expect(compareVersions(greater, lesser)).toBeGreaterThan(0);
    expect(compareVersions(lesser, greater)).toBeLessThan(0);
  });

  test('build metadata has no part in it', () => {
    expect(compareVersions('1.0.0+a', '1.0.0+b')).toBe(0);
    expect(compareVersions('1.0.0+a', '1.0.0')).toBe(0);
    expect(compareVersions('1.0.0+z', '1.0.1+a')).toBeLessThan(0);
  });
});

test('NPM-10: the order is total, whatever the texts are, and those that are no versions come first', () => {
  const version = fc
    .tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.constantFrom('', '-a', '-a.1', '-1', '+b', '-rc.1+b'))
    .map(([major, minor, patch, rest]) => `${major}.${minor}.${patch}${rest}`);
  const text = fc.oneof(version, anyText, fc.constantFrom('1.0', 'v1.0.0', '', 'latest'));
  const sign = (a: string, b: string) => Math.sign(compareSemanticVersions(a, b));
  fc.assert(
    fc.property(text, text, text, (a, b, c) => {
      expect(sign(a, a)).toBe(0);
      expect(sign(a, b) + sign(b, a)).toBe(0);
      if (sign(a, b) <= 0 && sign(b, c) <= 0) expect(sign(a, c)).toBeLessThanOrEqual(0);
      if (npm.versionFault(a)?.id === 'NPM-05' && !npm.versionFault(b)) expect(sign(a, b)).toBe(-1);
    }),
  );
});
