import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nuget } from '../../src/formats/nuget';
import { anyText } from './texts';

const json = { format: 'nuget', package: 'Newtonsoft.JSON' } as const;

test.each([
  ['Newtonsoft.JSON', 'newtonsoft.json'],
  ['Newtonsoft.Json', 'newtonsoft.json'],
  ['A_b-C', 'a_b-c'],
])('PKG-22: the name %s is stored as %s', (given, stored) => {
  expect(nuget.normalizeName(given)).toBe(stored);
});

test.each([
  ['1.00', '1.0'],
  ['1.01.1', '1.1.1'],
  ['1.00.0.1', '1.0.0.1'],
  ['1.0.0.0', '1.0.0'],
  ['1.0.01.0', '1.0.1'],
  ['1.0.7+r3456', '1.0.7'],
  ['12.0.03.0', '12.0.3'],
  ['01', '1'],
  ['0', '0'],
  ['00', '0'],
  ['1.0', '1.0'],
  ['1.0.0', '1.0.0'],
  ['1.0.0.00', '1.0.0'],
  ['1.0.0.010', '1.0.0.10'],
  ['0.0.0.0', '0.0.0'],
  ['1.0.0.0-Beta.01+x-1.2', '1.0.0-Beta.01'],
  ['1.0-rc-1.2', '1.0-rc-1.2'],
  ['1.0+a-b', '1.0'],
  ['123456789012345678901234567890.0', '123456789012345678901234567890.0'],
])('PKG-23: the version %s is stored as %s', (given, stored) => {
  expect(nuget.versionFault(given)).toBeUndefined();
  expect(nuget.normalizeVersion(given)).toBe(stored);
});

test.each(['latest', '1.x', '1.0.0.0.0', '01.0-', '1.0+', '__proto__', ''])(
  'PKG-23: %j is no version and stays as it is',
  (text) => {
    expect(nuget.normalizeVersion(text)).toBe(text);
    expect(nuget.versionIdentity(text)).toBe(text);
  },
);

test.each([
  ['1', '1.0', '1.0.0', '1.0.0.0', '01.00', '1.0.0+metadata'],
  ['1.0-beta', '1.0.0-BETA', '1.0.0.0-Beta+x', '1-bEtA'],
  ['1.2', '1.2.0', '1.02.0.0'],
  ['1.2.3.4', '1.2.3.04+y'],
])('NUG-05: %s and %s and so on are one version', (first, ...others) => {
  for (const other of others) expect(nuget.versionIdentity(other)).toBe(nuget.versionIdentity(first));
});

test('NUG-05: other versions are others', () => {
  const versions = ['1', '10', '1.1', '1.0.1', '1.0.0.1', '1.0-a', '1.0-a.1', '1.0-a1', '1.0-1', '1.0-01', '2', '0.1'];
  expect(new Set(versions.map(nuget.versionIdentity)).size).toBe(versions.length);
});

test('NUG-05: zeroes in front of a number, numbers of zero behind and letter case make no other version', () => {
  const numbers = fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 4 });
  const label = fc.constantFrom('', '-a', '-rc.1', '-x-y');
  fc.assert(
    fc.property(numbers, label, fc.nat({ max: 3 }), fc.nat({ max: 3 }), (parts, label, zeroes, more) => {
      const spelled = parts.map((part) => '0'.repeat(zeroes) + part);
      while (spelled.length < 4 && spelled.length < parts.length + more) spelled.push('0');
      const other = `${spelled.join('.')}${label.toUpperCase()}+m`;
      expect(nuget.versionIdentity(other)).toBe(nuget.versionIdentity(parts.join('.') + label));
      expect(nuget.versionIdentity(`${parts.join('.')}${label || '-'}z`)).not.toBe(nuget.versionIdentity(other));
    }),
  );
});

test('NUG-08, PKG-25: the asset is named by the normalised name and version', () => {
  expect(nuget.assetName?.(json, '12.0.03.0')).toBe('newtonsoft.json.12.0.3.nupkg');
  expect(nuget.assetName?.({ format: 'nuget', package: 'newtonsoft.json' }, '12.0.3')).toBe(
    'newtonsoft.json.12.0.3.nupkg',
  );
});

test.each(['1', '1.0', '1.0.0', '1.0.0.0', '1.0.0-alpha.1', '1-a', '1.0+meta', '1.0.0-a-b+c.d-e', '01.02', '1.0-01'])(
  'NUG-12: %s is a version',
  (version) => {
    expect(nuget.versionFault(version)).toBeUndefined();
  },
);

test.each(
  [
    '1.x',
    '',
    'a',
    '1.',
    '.1',
    '1..0',
    '1.0.0.0.0',
    '1.0-',
    '1.0+',
    '1.0-a..b',
    '1.0+a+b',
    'v1.0',
    '1.0-a_b',
    '-1',
  ].concat([
    '1.0 ',
    '1.0\n',
    '1,0',
    '١.0',
    '1.0-\u212a', // the sign for kelvin
    '1.0-é',
  ]),
)('NUG-12: %j is none', (version) => {
  expect(nuget.versionFault(version)?.id).toBe('NUG-12');
});

test('VER-09: the display name is as the author wrote it', () => {
  expect(nuget.displayName(json)).toBe('Newtonsoft.JSON');
});

test('a name whose lower case is too long for the API is at fault', () => {
  expect(nuget.nameFault('İ'.repeat(127))).toBeUndefined();
  expect(nuget.nameFault('İ'.repeat(128))?.id).toBe('API-431');
});

describe('the order of versions', () => {
  const documented = [
    ['1.0.1', '1.0.1-zzz', '1.0.1-rc.10', '1.0.1-rc.2', '1.0.1-open', '1.0.1-beta', '1.0.1-alpha2', '1.0.1-alpha10'],
    ['1.0.1-aaa'],
  ].flat();
  const more = [
    ['10', '9.9.9.9', '1.10', '1.9', '1.0.0.1', '1', '1.0-b', '1.0-a.b', '1.0-a.1', '1.0-a', '1.0-10', '1.0-9'],
    ['123456789012345678901234567890.1', '123456789012345678901234567890.0', '9007199254740993', '9007199254740992'],
    ['1.0.0', 'no version', '1.x'],
  ];

  test.each([documented, ...more])('NUG-05, NUG-24: descends from %s', (...versions) => {
    for (const [at, version] of versions.entries()) {
      for (const [index, other] of versions.entries()) {
        expect(Math.sign(nuget.compareVersions(version, other)), `${version} ${other}`).toBe(Math.sign(index - at));
      }
    }
  });

  test.each([
    ['1.0', '1.0.0.0'],
    ['1.0-RC.1', '1.0.0-rc.1+metadata'],
    ['01.00', '1'],
  ])('NUG-05: neither %s nor %s comes first', (one, other) => {
    expect(nuget.compareVersions(one, other)).toBe(0);
  });

  test('NUG-05: is a total preorder, in which versions that are one are equal', () => {
    const part = fc.constantFrom('0', '1', '2', '10', '010');
    const numbers = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));
    const label = fc.array(fc.constantFrom('a', 'B', 'b', '1', '01', '10', '-'), { maxLength: 3 });
    const version = fc
      .tuple(numbers, label)
      .map(([given, labels]) => (labels.length > 0 ? `${given}-${labels.join('.')}` : given));
    const text = fc.oneof({ weight: 6, arbitrary: version }, anyText);
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        const compare = nuget.compareVersions;
        expect(compare(a, a)).toBe(0);
        expect(Math.sign(compare(a, b))).toBe(0 - Math.sign(compare(b, a)));
        if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
        if (nuget.versionIdentity(a) === nuget.versionIdentity(b)) expect(compare(a, b)).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });
});
