import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pypi } from '../../src/formats/pypi';
import { ascending, equal } from './pep-440';
import { anyText } from './texts';

test.each([
  ['pigeon_cli', 'pigeon-cli'],
  ['pigeon.cli', 'pigeon-cli'],
  ['PyHamcrest', 'pyhamcrest'],
  ['flatten_json', 'flatten-json'],
  ['zope.interface', 'zope-interface'],
  ['A', 'a'],
  ['A._-b', 'a-b'],
  ['Pigeon--_.CLI', 'pigeon-cli'],
  ['Pigeon__cli', 'pigeon-cli'],
  ['_a.', '-a-'],
])('PKG-20: the name %s is stored as %s', (given, stored) => {
  expect(pypi.normalizeName(given)).toBe(stored);
  expect(pypi.nameFault(given)).toBeUndefined();
});

test('the stored name counts, however long the given one is', () => {
  expect(pypi.nameFault(`a${'.'.repeat(300)}b`)).toBeUndefined();
});

test('VER-09: the display name is as the author wrote it', () => {
  expect(pypi.displayName({ format: 'pypi', package: 'PyHamcrest' })).toBe('PyHamcrest');
});

test('PYP-11: versions are stored as given, and equal ones are not one', () => {
  fc.assert(fc.property(anyText, (version) => pypi.normalizeVersion(version) === version));
  expect(pypi.normalizeVersion('1.0.0-beta')).toBe('1.0.0-beta');
  for (const [a, b] of equal) expect(pypi.versionIdentity(a)).not.toBe(pypi.versionIdentity(b));
});

/** Further spellings that the PEP lets a parser accept. */
const spelled = ['1', '2024.01', '1.0_alpha-1', '1.0.Preview_2', '1.0pre', 'V1.0', '1.0-post_1', '1.0+a-b_c.1', '1a-1'];

test.each([...new Set([...equal.flat(), ...ascending, ...spelled])])('PYP-12: %s is a version', (version) => {
  expect(pypi.versionFault(version)).toBeUndefined();
});

test.each([
  'french toast',
  '1.0+a+',
  '1.0++',
  '1.0+_foobar',
  '1.0+foo&asd',
  '1.0+1+1',
  '1. 0',
  '1.0 a1',
  '.',
  '1..0',
  '1.0.',
  '.1.0',
  '',
  'v',
  '1.0x1',
  '1.0dev1a1', // the other order
  '1.0.post1a1',
  '1!2!3',
  '!1.0',
  '1.0+',
  '1.0+a..b',
  '1.0+é',
  '١.0',
  '1.0--1',
  '1.0po\u017ft1', // letters that a case-insensitive pattern may take for ASCII
  '1.0+\u212a',
  '1.0\n',
  'vv1',
])('PYP-12: %j is none', (version) => {
  expect(pypi.versionFault(version)?.id).toBe('PYP-12');
});

test.each([
  ['flatten_json-0.1.7-py3-none-any.whl', true],
  ['flatten_json-0.1.7.tar.gz', true],
  ['hello-1.0.tgz', true],
  ['x.zip', true],
  ['x.egg', true],
  ['x.tar.bz2', true],
  ['x.exe', false],
  ['x.tar', false],
  ['x.gz', false],
  ['x.bz2', false],
  ['x.whl.asc', false],
  ['xwhl', false],
  ['x.WHL', false],
  ['x.whl\n', false],
])('PYP-10: %j is accepted: %s', (asset, accepted) => {
  expect(pypi.assetFault(asset)?.id).toBe(accepted ? undefined : 'PYP-10');
});

test('uploaded file names are kept: the format gives none of its own', () => {
  expect(pypi.assetName).toBeUndefined();
});
