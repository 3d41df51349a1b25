import { describe, expect, test } from 'vitest';
import { domain, GroupWorld, reference } from './package-groups-support';

describe('GRP-88, GRP-89, GRP-91: table 15b, the effective EXTERNAL_UPSTREAM mode', () => {
  const modes = (made: GroupWorld, ...patterns: readonly string[]) =>
    patterns.map((pattern) => made.restriction(pattern, 'EXTERNAL_UPSTREAM'));
  const all = ['/*', '/npm/*', '/npm/space/*'];
  const fromRoot = 'INHERIT, effective ALLOW, from /*';

  test('step by step', () => {
    const made = new GroupWorld().create('/npm/*', '/npm/space/*');
    expect(modes(made, ...all)).toEqual(['ALLOW', fromRoot, fromRoot]);
    made.control('/npm/*', { EXTERNAL_UPSTREAM: 'BLOCK' });
    expect(modes(made, ...all)).toEqual(['ALLOW', 'BLOCK', 'INHERIT, effective BLOCK, from /npm/*']);
    made.control('/npm/space/*', { EXTERNAL_UPSTREAM: 'ALLOW' });
    expect(modes(made, ...all)).toEqual(['ALLOW', 'BLOCK', 'ALLOW']);
    made.control('/npm/space/*', { EXTERNAL_UPSTREAM: 'INHERIT' });
    made.call('DeletePackageGroup', { ...domain, packageGroup: '/npm/*' });
    expect(modes(made, '/*', '/npm/space/*')).toEqual(['ALLOW', fromRoot]);
    expect(made.group('/npm/space/*').parent).toEqual(reference('/*')); // GRP-26
  });
});

test('GRP-92: the three types inherit each for itself', () => {
  const made = new GroupWorld().groups({
    '/npm/*': { PUBLISH: 'BLOCK' },
    '/npm/space/*': { EXTERNAL_UPSTREAM: 'BLOCK' },
  });
  expect(made.restriction('/npm/space/*', 'PUBLISH')).toBe('INHERIT, effective BLOCK, from /npm/*');
  expect(made.restriction('/npm/space/*', 'EXTERNAL_UPSTREAM')).toBe('BLOCK');
  expect(made.restriction('/npm/space/*', 'INTERNAL_UPSTREAM')).toBe('INHERIT, effective ALLOW, from /*');
});

test('GRP-86, GRP-91, GRP-94: the members of a restriction', () => {
  const made = new GroupWorld('r1', 'r2').groups({ '/npm/*': { PUBLISH: ['r1', 'r2'] }, '/npm/space/*': {} });
  expect(made.group('/npm/*').originConfiguration!.restrictions!.PUBLISH).toEqual({
    mode: 'ALLOW_SPECIFIC_REPOSITORIES',
    effectiveMode: 'ALLOW_SPECIFIC_REPOSITORIES',
    repositoriesCount: 2,
  });
  expect(made.group('/npm/space/*').originConfiguration!.restrictions!.PUBLISH).toEqual({
    mode: 'INHERIT',
    effectiveMode: 'ALLOW_SPECIFIC_REPOSITORIES',
    inheritedFrom: reference('/npm/*'),
    repositoriesCount: 0,
  });
});

describe('GRP-15, ERR-11: a group that is not there', () => {
  const absent = { ...domain, packageGroup: '/npm/*' };
  test.each([
    ['DescribePackageGroup', absent],
    ['UpdatePackageGroup', { ...absent, description: 'text' }],
    ['UpdatePackageGroupOriginConfiguration', absent],
    ['ListSubPackageGroups', absent],
    ['ListAllowedRepositoriesForGroup', { ...absent, originRestrictionType: 'PUBLISH' as const }],
    ['ListAssociatedPackages', absent],
  ] as const)('%s', (name, input) => {
    const made = new GroupWorld();
    const error = made.refusal(name, input);
    expect(error).toMatchObject({ name: 'ResourceNotFoundException', status: 404 });
    expect(error.members).toEqual({ resourceId: '/npm/*' });
    expect(error.message).toBe(
      "Package group not found. Package group '/npm/*' in domain 'my-domain' owned by account '111122223333' does " +
        'not exist.',
    );
    expect(made.refusal(name, { ...input, domain: 'none' } as never).members.resourceType).toBe('domain');
    expect(made.refusal(name, { ...input, packageGroup: '/npm/space*' } as never)).toMatchObject({
      name: 'ValidationException', // GRP-54, GRP-55
    });
  });
});
