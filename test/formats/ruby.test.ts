import { expect, test } from 'vitest';
import { ruby } from '../../src/formats/ruby';

test.each(['My_Gem', 'nokogiri', 'a.b-c_1', '1', '_', '.', '-', 'x'.repeat(255)])(
  'RBY-02: %s is a gem name',
  (name) => {
    expect(ruby.nameFault(name)).toBeUndefined();
    expect(ruby.normalizeName(name)).toBe(name);
  },
);

test('RBY-02: the case of a gem name counts', () => {
  expect(ruby.normalizeName('My_Gem')).not.toBe(ruby.normalizeName('my_gem'));
});

test.each(['', 'a b', 'a+b', 'é', 'a/b', 'a@b', 'a\n', '\u212a'])('RBY-02: %j is none', (name) => {
  expect(ruby.nameFault(name)?.id).toBe('RBY-02');
});

test.each(
  [
    '1.0.a 1.0 1.8.2.a 1.8.2 1.8.2.b 1.8.2.a9 1.8.2.a10 1.9.2.99 1.9.3 1.9.3.1 5.a 5.0.0.rc2 5.x 0.0.beta 0.0.beta.1',
    '0.beta.1 1.0.0-alpha 1.0.0-alpha.1 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0-rc1 1.0.0 1.0.0-1 1 1.2.b1 1.2.b.1',
    '1.2.3-1 1.2.3.pre.1 1.2.0.a 2.9.b 1.A 1-1 1.2.0 01.00 1--a 1.0-a-b.-c',
  ].flatMap((line) => line.split(' ')),
)('RBY-03: %s is a version', (version) => {
  expect(ruby.versionFault(version)).toBeUndefined();
  expect(ruby.normalizeVersion(version)).toBe(version);
});

test.each([
  'a.1',
  '',
  '.',
  '1.',
  '.1',
  '1..0',
  'a',
  '1a',
  '1.0-',
  '1.0-a.',
  '1.0+a',
  '1.0_a',
  '1.é',
  '1.0 ',
  '1\n',
  'v1',
])('RBY-03: %j is none', (version) => {
  expect(ruby.versionFault(version)?.id).toBe('RBY-03');
});

test.each([
  [undefined, 'nokogiri-1.16.0.gem'],
  ['ruby', 'nokogiri-1.16.0.gem'],
  ['x86_64-linux', 'nokogiri-1.16.0-x86_64-linux.gem'],
])('RBY-05: the gem for the platform %s is %s', (platform, asset) => {
  expect(ruby.assetName?.({ format: 'ruby', package: 'nokogiri' }, '1.16.0', platform)).toBe(asset);
});
