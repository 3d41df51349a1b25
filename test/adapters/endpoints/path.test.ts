import { expect, test } from 'vitest';
import { matched } from '../../../src/adapters/endpoints/path';

test.each([
  ['a/b', 'a/b', {}],
  ['a/b', 'a/c', undefined],
  ['a/b', 'a', undefined],
  ['a', 'a/b', undefined],
  ['{name}', 'x', { name: 'x' }],
  ['{name}', '', undefined],
  ['{name}', '@x', { name: '@x' }],
  ['@{scope}/{name}', '@s/x', { scope: 's', name: 'x' }],
  ['@{scope}/{name}', 's/x', undefined],
  ['@{scope}/{name}', '@/x', undefined],
  ['{path*}/file', 'a/b/file', { path: 'a/b' }],
  ['{path*}/file', 'a/file', { path: 'a' }],
  ['{path*}/file', 'file', undefined],
  ['{group*}/{name}/{version}', 'a/b/c/1', { group: 'a/b', name: 'c', version: '1' }],
])('AUT-69: in %s stands %s: %j', (template, path, params) => {
  expect(matched(template, path.split('/'))).toEqual(params);
});
