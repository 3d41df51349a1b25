import { expect, test } from 'vitest';
import { derived } from '../../../../src/adapters/endpoints/npm/derived';

test.each([
  [{}, undefined],
  [{ repository: 'github:me/tool' }, 'github:me/tool'],
  [{ repository: 'git+ssh://git@example.com/tool.git' }, 'ssh://git@example.com/tool.git'],
  [{ repository: { url: 'https://example.com/tool' } }, 'https://example.com/tool'],
  [{ repository: { url: 5 } }, undefined],
  [{ repository: [] }, undefined],
])('NPM-44: %j', (manifest, url) => {
  expect(derived(manifest, undefined).sourceCodeRepository).toBe(url);
});

test.each([
  [{}, undefined],
  [{ license: 'MIT' }, [{ name: 'MIT' }]],
  [{ license: { type: 'MIT', url: 'https://example.com' } }, [{ name: 'MIT', url: 'https://example.com' }]],
  [
    { licenses: [{ type: 'MIT', url: 'u' }, { type: 'GPL' }, 'ISC', 5] },
    [{ name: 'MIT', url: 'u' }, { name: 'GPL' }, { name: 'ISC' }],
  ],
  [{ license: 'MIT', licenses: ['GPL'] }, [{ name: 'MIT' }]],
  [{ license: 5 }, undefined],
  [{ license: {} }, undefined],
])('NPM-45: %j', (manifest, licenses) => {
  expect(derived(manifest, undefined).licenses).toEqual(licenses);
});

test('NPM-42 NPM-43: what is no text says nothing', () => {
  const { manifest, ...rest } = derived({ description: 5, homepage: ['x'], deprecated: true, readme: {} }, undefined);
  expect(rest).toEqual({});
});

test('NPM-30: what the registry computes is not kept', () => {
  const given = { name: 'a', version: '1.0.0', dist: {}, _id: 'a@1', _from: '.', readme: 'r', _hasShrinkwrap: true };
  expect(JSON.parse(derived(given, 'r').manifest!)).toEqual({ name: 'a', version: '1.0.0', _hasShrinkwrap: true });
  const hostile = JSON.parse('{"__proto__":{"a":1},"dependencies":{"__proto__":"1"}}');
  expect(derived(hostile, undefined).manifest).toBe('{"dependencies":{"__proto__":"1"}}');
  expect(derived(hostile, undefined).dependencies).toMatchObject([{ package: '__proto__', versionRequirement: '1' }]);
});
