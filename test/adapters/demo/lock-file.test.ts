import { describe, expect, test } from 'vitest';
import { LockFileError, readLockFile } from '../../../src/adapters/demo/lock-file';

const locked = (packages: object, lockfileVersion = 3) => readLockFile(JSON.stringify({ lockfileVersion, packages }));

describe('readLockFile', () => {
  test.each([
    ['registry', 'node_modules/lodash', { version: '4.17.21' }, 'lodash'],
    ['registry', 'node_modules/a/node_modules/@types/node', { version: '20.0.0', resolved: 'x' }, '@types/node'],
    ['alias', 'node_modules/old', { name: '@aws-sdk/client', version: '1.0.0' }, '@aws-sdk/client'],
    ['link', 'node_modules/workspace', { link: true, resolved: 'packages/workspace' }, 'workspace'],
    ['git', 'node_modules/fork', { version: '1.0.0', resolved: 'git+ssh://git@host/fork.git#abc' }, 'fork'],
    ['file', 'node_modules/local', { version: '1.0.0', resolved: 'file:../local.tgz' }, 'local'],
    ['bundled', 'node_modules/a/node_modules/b', { version: '1.0.0', inBundle: true }, 'b'],
    ['registry', 'node_modules/__proto__', { version: '1.0.0' }, '__proto__'],
  ])('names an entry as what it is: %s, at %s', (kind, path, entry, name) => {
    const text = `{"lockfileVersion":3,"packages":{${JSON.stringify(path)}:${JSON.stringify(entry)}}}`;
    expect(readLockFile(text)).toMatchObject([{ kind, path, name }]);
  });

  test('leaves the project and its workspaces out, and reads version 2 too', () => {
    const packages = { '': { name: 'me' }, 'packages/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } };
    expect(locked(packages, 2).map(({ name }) => name)).toEqual(['b']);
  });

  test.each([
    [true, {}],
    [true, { os: [process.platform], cpu: [process.arch] }],
    [false, { os: ['no-such-system'] }],
    [false, { cpu: [`!${process.arch}`] }],
    [true, { os: ['!no-such-system'] }],
  ])('tells whether an entry is made for this machine: %s for %j', (isForHere, entry) => {
    expect(locked({ 'node_modules/a': { version: '1.0.0', ...entry } })).toMatchObject([{ isForHere }]);
  });

  test.each([
    ['no JSON', 'lodash@4', /not JSON/],
    ['no object', '[]', /not a JSON object/],
    ['a package.json', '{"name":"me","version":"1.0.0"}', /no lockfileVersion/],
    ['version 1', '{"lockfileVersion":1,"dependencies":{}}', /lockfileVersion is 1/],
    ['version 9', '{"lockfileVersion":9,"packages":{}}', /lockfileVersion is 9/],
    ['no packages', '{"lockfileVersion":3}', /no "packages"/],
    ['a list of packages', '{"lockfileVersion":3,"packages":[]}', /no "packages"/],
    ['an entry of null', '{"lockfileVersion":3,"packages":{"node_modules/a":null}}', /"node_modules\/a".*no object/],
    [
      'a number for a version',
      '{"lockfileVersion":3,"packages":{"node_modules/a":{"version":5}}}',
      /version is no text/,
    ],
    ['no name', '{"lockfileVersion":3,"packages":{"node_modules/":{"version":"1.0.0"}}}', /no package name/],
    [
      'a name with a space',
      '{"lockfileVersion":3,"packages":{"node_modules/a b":{"version":"1.0.0"}}}',
      /no package name/,
    ],
  ])('tells what is wrong with %s', (_, text, message) => {
    expect(() => readLockFile(text)).toThrow(LockFileError);
    expect(() => readLockFile(text)).toThrow(message);
  });
});
