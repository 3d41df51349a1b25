import { expect, test } from 'vitest';
import { npm } from '../../src/formats/npm';

test.each([
  ['vue', 'ui', '@vue/ui'],
  ['types', 'webpack', '@types/webpack'],
  [undefined, 'react', 'react'],
])('VER-08: namespace %s, name %s: %s', (namespace, name, display) => {
  expect(npm.displayName({ format: 'npm', namespace, package: name })).toBe(display);
});

test('NPM-06: the asset of every version is package.tgz, and no other name will do', () => {
  const asset = npm.assetName?.({ format: 'npm', namespace: 'types', package: 'node' }, '1.0.0');
  expect(asset).toBe('package.tgz');
  expect(npm.assetFault('package.tgz')).toBeUndefined();
  for (const other of ['Package.tgz', 'node-1.0.0.tgz', 'package.tgz ']) {
    expect(npm.assetFault(other)?.id).toBe('NPM-06');
  }
});

test('versions that differ in build metadata are two versions (VER-18 names no equality for npm)', () => {
  expect(npm.versionIdentity('1.0.0+a')).not.toBe(npm.versionIdentity('1.0.0+b'));
});
