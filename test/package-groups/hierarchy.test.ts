import { describe, expect, test } from 'vitest';
import { effectiveRestriction, parentOf } from '../../src/package-groups/hierarchy';
import { groupsNamed, groupsOf } from './support';

const patterns = [
  '/npm/*',
  '/npm/space~',
  '/npm/space/*',
  '/npm/space/foo~',
  '/npm/space/foo$',
  '/npm/space/foo-*',
  '/npm/space/foo-bar~',
  '/npm//AsyncStorage$',
];
const parentIn = (all: readonly string[], pattern: string) => parentOf(groupsNamed(...all), pattern)?.pattern;

describe('GRP-81: table 15a', () => {
  test.each([
    ['/npm/*', '/*'],
    ['/npm/space~', '/npm/*'],
    ['/npm/space/*', '/npm/space~'],
    ['/npm/space/foo~', '/npm/space/*'],
    ['/npm/space/foo$', '/npm/space/foo~'],
    ['/npm/space/foo-*', '/npm/space/foo~'],
    ['/npm/space/foo-bar~', '/npm/space/foo-*'],
    ['/npm//AsyncStorage$', '/npm/*'],
  ])('the parent of %s is %s', (pattern, parent) => expect(parentIn(patterns, pattern)).toBe(parent));

  test('GRP-82: the root has none', () => expect(parentIn(patterns, '/*')).toBeUndefined());

  test.each([
    [['/npm/space/*'], '/npm/space-x/*', '/*'],
    [['/npm/spa~'], '/npm/space/*', '/*'],
    [['/npm//foo~'], '/npm//food$', '/*'],
    [['/npm//foo$'], '/npm//foo~', '/*'],
    [['/npm//foo$'], '/npm//foo-bar$', '/*'],
    [['/npm//FOO~'], '/npm//foo-bar$', '/*'],
    [['/npm//foo-*'], '/npm//foo-$', '/npm//foo-*'],
    [['/npm//foo-*'], '/npm//foo.bar$', '/*'],
    [['/pypi/*'], '/pypi//*', '/pypi/*'],
    [['/npm//*'], '/npm/*', '/*'],
  ])('weak forms and words that go on play no part: with %j, the parent of %s is %s', (others, pattern, parent) => {
    expect(parentIn([...others, pattern], pattern)).toBe(parent);
  });
});

describe('GRP-88 GRP-89 GRP-91 GRP-93: what a group inherits', () => {
  const groups = groupsOf({
    '/npm/*': { EXTERNAL_UPSTREAM: 'BLOCK', PUBLISH: ['repo'] },
    '/npm/space/*': { INTERNAL_UPSTREAM: 'BLOCK', PUBLISH: 'INHERIT' },
    '/npm/space/foo~': { EXTERNAL_UPSTREAM: 'ALLOW' },
  });

  test.each([
    ['/npm/*', 'EXTERNAL_UPSTREAM', 'BLOCK', '/npm/*'],
    ['/npm/space/*', 'EXTERNAL_UPSTREAM', 'BLOCK', '/npm/*'],
    ['/npm/space/foo~', 'EXTERNAL_UPSTREAM', 'ALLOW', '/npm/space/foo~'],
    ['/npm/*', 'INTERNAL_UPSTREAM', 'ALLOW', '/*'],
    ['/npm/space/foo~', 'INTERNAL_UPSTREAM', 'BLOCK', '/npm/space/*'],
    ['/npm/space/foo~', 'PUBLISH', 'ALLOW_SPECIFIC_REPOSITORIES', '/npm/*'],
    ['/*', 'PUBLISH', 'ALLOW', '/*'],
  ] as const)('%s: %s is %s, by %s', (pattern, type, mode, by) => {
    const { restriction, source } = effectiveRestriction(groups, groups.get(pattern)!, type);
    expect([restriction.mode, source.pattern]).toEqual([mode, by]);
    expect(restriction).toBe(source.restrictions[type]);
  });
});
