import { expect, test } from 'vitest';
import { generic } from '../../src/formats/generic';

test.each(['a_b', 'latest', '2024.01', '1.0.0', '..', '😀', '__proto__', 'x'.repeat(255)])(
  'GEN-03: %s is a version and stays as it is',
  (version) => {
    expect(generic.versionFault(version)).toBeUndefined();
    expect(generic.normalizeVersion(version)).toBe(version);
    expect(generic.versionIdentity(version)).toBe(version);
  },
);

const good = [
  'asset.tar.gz',
  '.hidden',
  '...',
  'my file (1).zip',
  '~!@^&()-_+[]{};,.',
  'déjà-vu',
  '日本語.txt',
  'a b',
  'a b c',
  '__proto__',
  'x'.repeat(255),
  '𝒳'.repeat(255), // letters outside the first plane: code points count
];
test.each(good)('PUB-38, GEN section 4: %s is an asset name', (asset) => {
  expect(generic.assetFault(asset)).toBeUndefined();
});

test.each([
  ['Ll', 'a'],
  ['Lm', 'ʰ'],
  ['Lo', 'あ'],
  ['Lt', 'ǅ'],
  ['Lu', 'A'],
  ['Nl', 'Ⅷ'],
  ['Nd', '٣'],
  ['Nd', '7'],
  ...[...'~!@^&()-_+[]{};,'].map((character) => ['the list', character]),
])('PUB-38: of %s, %s is allowed alone and inside a name', (_, character) => {
  expect(generic.assetFault(character)).toBeUndefined();
  expect(generic.assetFault(`a${character}b`)).toBeUndefined();
});

test('PUB-38: the full stop and the space are allowed inside a name', () => {
  expect(generic.assetFault('a.b')).toBeUndefined();
  expect(generic.assetFault('a b')).toBeUndefined();
});

test('PUB-39: the backquote is allowed', () => {
  expect(generic.assetFault('a`b')).toBeUndefined();
});

test.each([
  ...'/\\#%*=\'":$<>?|²½😀\u0300\u00a0\u2003\t\n\r\u0000\u007f\u200b\u00ad\ufeff\ue000\u0378€§¶·…–',
  '\ud800', // a lone surrogate
  'e\u0301', // a letter in two code points
])('PUB-40: %j is not', (character) => {
  expect(generic.assetFault(`a${character}b`)?.id).toBe('PUB-40');
});

test.each(['.', '..'])('PUB-41: %s is no asset name', (asset) => {
  expect(generic.assetFault(asset)?.id).toBe('PUB-41');
});

test.each([' a', 'a ', 'a  b', ' ', '  ', 'a b  c'])('PUB-42: %j is no asset name', (asset) => {
  expect(generic.assetFault(asset)?.id).toBe('PUB-42');
});

test('an asset name has 1 to 255 characters', () => {
  expect(generic.assetFault('')?.id).toBe('API-405');
  expect(generic.assetFault('x'.repeat(256))?.id).toBe('API-405');
  expect(generic.assetFault('𝒳'.repeat(256))).toBeDefined();
});

test('the format gives no asset name of its own', () => {
  expect(generic.assetName).toBeUndefined();
});
