import { expect, test } from 'vitest';
import { traverse } from '../support';
import { domain, GroupWorld } from './package-groups-support';

const request = { ...domain, packageGroup: '/npm/*' };

test('GRP-99, GRP-113: each type has its own list, by name', () => {
  const made = new GroupWorld('rb', 'ra', 'rB').groups({
    '/npm/*': { PUBLISH: ['rb', 'rB', 'ra'], EXTERNAL_UPSTREAM: ['rb'], INTERNAL_UPSTREAM: [] },
  });
  expect(made.allowed('/npm/*', 'PUBLISH')).toEqual(['rB', 'ra', 'rb']);
  expect(made.allowed('/npm/*', 'EXTERNAL_UPSTREAM')).toEqual(['rb']);
  expect(made.allowed('/npm/*', 'INTERNAL_UPSTREAM')).toEqual([]);
});

test('GRP-112: a type without list has none, also one that inherits', () => {
  const made = new GroupWorld().groups({
    '/npm/*': { PUBLISH: ['my-repo'] },
    '/npm/space/*': { INTERNAL_UPSTREAM: 'BLOCK' },
  });
  for (const type of ['PUBLISH', 'INTERNAL_UPSTREAM', 'EXTERNAL_UPSTREAM'] as const) {
    expect(made.allowed('/npm/space/*', type)).toEqual([]);
    expect(made.allowed('/*', type)).toEqual([]);
  }
});

test('API-31, API-34, API-36: pages of 100, whose tokens are those of one list', () => {
  const names = Array.from({ length: 120 }, (_, index) => `repo-${1000 + index}`);
  const made = new GroupWorld(...names);
  made.groups({ '/npm/*': { PUBLISH: names.slice(0, 60), INTERNAL_UPSTREAM: [] } });
  const rest = names.slice(60).map((repositoryName) => ({ repositoryName, originRestrictionType: 'PUBLISH' as const }));
  made.call('UpdatePackageGroupOriginConfiguration', { ...request, addAllowedRepositories: rest });
  const list = (nextToken: string | undefined) =>
    made.call('ListAllowedRepositoriesForGroup', { ...request, originRestrictionType: 'PUBLISH', nextToken });
  const pages = traverse(list);
  expect(pages.map(({ allowedRepositories }) => allowedRepositories!.length)).toEqual([100, 20]);
  expect(pages.flatMap(({ allowedRepositories }) => allowedRepositories)).toEqual(names);
  const { nextToken } = pages[0]!;
  const other = { ...request, originRestrictionType: 'INTERNAL_UPSTREAM' as const, nextToken };
  expect(made.refusal('ListAllowedRepositoriesForGroup', other).name).toBe('ValidationException');
});
