import { describe, expect, test } from 'vitest';
import { packageKey } from '../../src/model/keys';
import { groupAllows, groupControls } from '../../src/package-groups/controls';
import type { PackageGroups } from '../../src/package-groups/hierarchy';
import { at, groupsNamed, groupsOf } from './support';

const controlsOf = (groups: PackageGroups, path: string) => groupControls(groups, packageKey(at(path)));

describe('GRP-95 GRP-103 ORG-44: a mode allows a repository', () => {
  test.each([
    ['ALLOW', true, true],
    ['BLOCK', false, false],
    ['INHERIT', true, true],
    [['repo'], true, false],
    [[], false, false],
  ] as const)('%j: repo %s, another %s', (restriction, repo, other) => {
    const groups = groupsOf({ '/npm/*': { PUBLISH: restriction, EXTERNAL_UPSTREAM: 'BLOCK' } });
    const controls = controlsOf(groups, '/npm//react');
    expect(groupAllows(controls, 'PUBLISH', 'repo')).toBe(repo);
    expect(groupAllows(controls, 'PUBLISH', 'other')).toBe(other); // GRP-103
    expect(groupAllows(controls, 'EXTERNAL_UPSTREAM', 'repo')).toBe(false);
    expect(groupAllows(controls, 'INTERNAL_UPSTREAM', 'repo')).toBe(true);
  });

  test('GRP-93: an inherited list allows the repositories that are on it', () => {
    const groups = groupsOf({ '/npm/*': { PUBLISH: ['repo'] }, '/npm/space/*': {} });
    const controls = controlsOf(groups, '/npm/space/x');
    expect(groupAllows(controls, 'PUBLISH', 'repo')).toBe(true);
    expect(groupAllows(controls, 'PUBLISH', 'other')).toBe(false);
  });

  test('GRP-75: a package that belongs to its group weakly is allowed nowhere', () => {
    const groups = groupsOf({ '/npm//React$': { PUBLISH: ['repo'] } });
    const controls = controlsOf(groups, '/npm//react');
    expect(groupAllows(controls, 'PUBLISH', 'repo')).toBe(false);
    expect(groupAllows(controls, 'EXTERNAL_UPSTREAM', 'repo')).toBe(false);
  });
});

describe('ORG-30: there are no controls where nothing is kept from anybody', () => {
  test.each([
    ['the root alone', groupsNamed(), '/npm//react', false],
    ['a closed root alone', groupsOf({ '/*': { PUBLISH: 'BLOCK' } }), '/npm//react', true],
    ['groups that inherit', groupsNamed('/npm/*', '/npm//react$'), '/npm//react', false],
    ['ALLOW for each type', groupsOf({ '/npm/*': { PUBLISH: 'ALLOW' } }), '/npm//react', false],
    ['an empty list', groupsOf({ '/npm/*': { PUBLISH: [] } }), '/npm//react', true],
    ['a closed group of others', groupsOf({ '/pypi/*': { PUBLISH: 'BLOCK' } }), '/npm//react', false],
    [
      'an open group below a closed one',
      groupsOf({ '/*': { PUBLISH: 'BLOCK' }, '/npm/*': { PUBLISH: 'ALLOW' } }),
      '/npm//react',
      false,
    ],
    ['a weak member of an open group', groupsNamed('/npm//React$'), '/npm//react', true],
  ])('%s', (_, groups, path, controlled) => {
    expect(controlsOf(groups, path) !== undefined).toBe(controlled);
    expect(controlsOf(groups, path)).toBe(controlsOf(groups, path));
  });

  test('another package is another matter, also between two questions about one', () => {
    const groups = groupsOf({ '/npm//react$': { PUBLISH: 'BLOCK' } });
    for (const [path, controlled] of [
      ['/npm//react', true],
      ['/npm//vue', false],
      ['/npm//react', true],
    ] as const) {
      expect(controlsOf(groups, path) !== undefined).toBe(controlled);
    }
  });
});
