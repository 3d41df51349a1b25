import { expect, test } from 'vitest';
import { cargo } from '../../src/formats/cargo';

test.each(['serde', 'Foo', 'a', 'a_b-c', 'a1', 'a-', 'x'.repeat(64)])('CRG-02: %s is a crate name', (name) => {
  expect(cargo.nameFault(name)).toBeUndefined();
});

test.each(['1abc', '_a', '-a', '', 'a.b', 'a+b', 'é', 'aé', 'a b', 'a\n', 'x'.repeat(65), '__proto__', '\u212a'])(
  'CRG-02: %j is none',
  (name) => {
    expect(cargo.nameFault(name)?.id).toBe('CRG-02');
  },
);

test('PKG-19: names are stored as published, and - is not _', () => {
  expect(cargo.normalizeName('Foo')).toBe('Foo');
  expect(cargo.normalizeName('a-b')).not.toBe(cargo.normalizeName('a_b'));
});

test.each([
  ['1.0.7', '1.0.7+extra'],
  ['1.0.7+a', '1.0.7+b.c-d'],
  ['1.0.7-rc.1', '1.0.7-rc.1+extra'],
])('CRG-05: %s and %s are one version', (a, b) => {
  expect(cargo.versionIdentity(a)).toBe(cargo.versionIdentity(b));
  expect(cargo.normalizeVersion(b)).toBe(b);
});

test('CRG-05: other versions are others', () => {
  const versions = ['1.0.7', '1.0.8', '1.0.7-rc', '1.0.7-RC', '1.0.7-rc.1'];
  expect(new Set(versions.map(cargo.versionIdentity)).size).toBe(versions.length);
});

test('CRG-06: the asset is named after the crate and its version', () => {
  expect(cargo.assetName?.({ format: 'cargo', package: 'My_Crate' }, '1.0.7+extra')).toBe('My_Crate-1.0.7+extra.crate');
});

test('CRG-08: precedence is that of SemVer 2.0.0', () => {
  const ascending = [
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.2.0',
    '1.10.0',
    '2.0.0',
  ];
  expect([...ascending].reverse().sort(cargo.compareVersions)).toEqual(ascending);
  expect(cargo.compareVersions('1.0.7', '1.0.7+extra')).toBe(0);
});

test('CRG-03: names ignore case at the endpoint, not in the API', () => {
  expect(cargo).toMatchObject({ ignoresNameCase: true, apiNormalizes: false });
});
