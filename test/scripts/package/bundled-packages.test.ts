import { expect, test } from 'vitest';
import { bundledPackages } from '../../../scripts/package/bundled-packages';

test.each([
  ['in the folder', '// node_modules/yaml/dist/index.js', ['yaml']],
  ['indented, in a wrapper', 'x = {\n    // node_modules/yaml/a.js\n', ['yaml']],
  ['of a scope', '// node_modules/@scure/base/index.js', ['@scure/base']],
  ['beside the project', '// ../node_modules/immer/a.mjs', ['immer']],
  ['behind a link', '// ../../some where/node_modules/@noble/hashes/sha2.js', ['@noble/hashes']],
  [
    'of many scripts, each once',
    '// node_modules/b/x.js\nvar a;\n// node_modules/a/x.js\n// node_modules/b/y.js',
    ['a', 'b'],
  ],
])('the packages that are bundled: %s', (_, script, names) => {
  expect(bundledPackages([script, script])).toEqual(names);
});

test('a build in which no package can be found fails', () => {
  expect(() => bundledPackages(['// src/index.ts', 'see node_modules/yaml/x'])).toThrow('which packages are bundled');
});
