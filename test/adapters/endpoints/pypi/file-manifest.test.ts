import { expect, test } from 'vitest';
import { manifestOf, written } from '../../../../src/adapters/endpoints/pypi/file-manifest';

const read = (manifest: string | undefined) => manifestOf({ name: 'x.whl', hashes: {}, manifest });

test('what was written of a file is read again', () => {
  expect(written(undefined)).toBeUndefined();
  expect(read(written('>=3.8'))).toEqual({ 'requires-python': '>=3.8' });
});

test.each([
  [
    '{"requires-python":">=3","upload-time":"2024-05-29T15:37:49.123456Z","yanked":true}',
    ['requires-python', 'upload-time'],
  ],
  ['{"requires-python":3,"upload-time":null}', []],
  ['[]', []],
  ['null', []],
  ['5', []],
  ['{', []],
  ['', []],
  [undefined, []],
])('of the manifest %s only what can be is taken', (manifest, members) => {
  expect(Object.keys(read(manifest))).toEqual(members);
});
