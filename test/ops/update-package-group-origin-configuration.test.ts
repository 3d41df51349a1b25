import { describe, expect, test } from 'vitest';
import type { PackageGroupAllowedRepository, PackageGroupOriginRestrictionType } from '../../src/api/types';
import { domain, GroupWorld, types } from './package-groups-support';

const request = { ...domain, packageGroup: '/npm/*' };
const call = 'UpdatePackageGroupOriginConfiguration';
const ASR = 'ALLOW_SPECIFIC_REPOSITORIES';
const entries = (type: PackageGroupOriginRestrictionType, ...names: readonly string[]) =>
  names.map((repositoryName) => ({ repositoryName, originRestrictionType: type }));
const made = () => new GroupWorld('repo1', 'repo2', 'repo3').create('/npm/*');

describe('modes', () => {
  test('GRP-97: those that are not named stay', () => {
    const it = made();
    it.control('/npm/*', { PUBLISH: 'BLOCK' });
    const answer = it.call(call, { ...request, restrictions: { INTERNAL_UPSTREAM: 'BLOCK' } });
    expect(answer).toEqual({ packageGroup: it.group('/npm/*'), allowedRepositoryUpdates: {} });
    const modes = types.map((type) => it.group('/npm/*').originConfiguration!.restrictions![type]!.mode);
    expect(modes).toEqual(['INHERIT', 'BLOCK', 'BLOCK']);
  });

  test('GRP-97: all members are optional', () => {
    const it = made();
    const { state } = it;
    expect(it.call(call, request).allowedRepositoryUpdates).toEqual({});
    expect(it.state).toBe(state);
  });

  test('GRP-03: those of the root group can be set', () => {
    const it = made();
    it.control('/*', { PUBLISH: 'BLOCK', EXTERNAL_UPSTREAM: ['repo1'] });
    expect(it.restriction('/*', 'PUBLISH')).toBe('BLOCK');
    expect(it.restriction('/npm/*', 'PUBLISH')).toBe('INHERIT, effective BLOCK, from /*');
    expect(it.allowed('/*', 'EXTERNAL_UPSTREAM')).toEqual(['repo1']);
  });

  test('GRP-05, GRP-90: the root group is not set to INHERIT', () => {
    const it = made();
    for (const type of types) {
      const input = { ...domain, packageGroup: '/*', restrictions: { PUBLISH: 'BLOCK', [type]: 'INHERIT' } } as const;
      expect(it.refusal(call, input)).toMatchObject({ name: 'ValidationException', members: { reason: 'OTHER' } });
    }
  });
});

describe('lists', () => {
  test('GRP-100, GRP-98: one call sets the mode and fills its list', () => {
    const it = made();
    const { packageGroup, allowedRepositoryUpdates } = it.call(call, {
      ...request,
      restrictions: { PUBLISH: ASR },
      addAllowedRepositories: entries('PUBLISH', 'repo2', 'repo1'),
    });
    expect(allowedRepositoryUpdates).toEqual({ PUBLISH: { ADDED: ['repo1', 'repo2'] } });
    expect(packageGroup).toEqual(it.group('/npm/*'));
    expect(packageGroup!.originConfiguration!.restrictions!.PUBLISH!.repositoriesCount).toBe(2);
    expect(it.allowed('/npm/*', 'PUBLISH')).toEqual(['repo1', 'repo2']);
  });

  test('GRP-98, GRP-99, GRP-106: each type has its own list, and its own part in the answer', () => {
    const it = made();
    it.control('/npm/*', { PUBLISH: ['repo1', 'repo3'], EXTERNAL_UPSTREAM: ['repo2'], INTERNAL_UPSTREAM: [] });
    const { allowedRepositoryUpdates } = it.call(call, {
      ...request,
      addAllowedRepositories: [...entries('EXTERNAL_UPSTREAM', 'repo1'), ...entries('PUBLISH', 'repo2')],
      removeAllowedRepositories: entries('PUBLISH', 'repo3', 'repo1'),
    });
    expect(allowedRepositoryUpdates).toEqual({
      EXTERNAL_UPSTREAM: { ADDED: ['repo1'] },
      PUBLISH: { ADDED: ['repo2'], REMOVED: ['repo1', 'repo3'] },
    });
    expect(types.map((type) => it.allowed('/npm/*', type))).toEqual([['repo1', 'repo2'], [], ['repo2']]);
  });

  test.each<[PackageGroupOriginRestrictionType, string]>([
    ['PUBLISH', 'ALLOW'],
    ['EXTERNAL_UPSTREAM', 'BLOCK'],
    ['INTERNAL_UPSTREAM', 'INHERIT'],
  ])('GRP-101: %s with the mode %s has no list', (type, mode) => {
    const it = made();
    it.control('/npm/*', { [type]: ['repo1'] });
    const own = entries(type, 'repo1');
    for (const change of [{ addAllowedRepositories: own }, { removeAllowedRepositories: own }]) {
      const input = { ...request, restrictions: { [type]: mode }, ...change } as const;
      const error = it.refusal(call, input as never);
      expect(error).toMatchObject({ name: 'ValidationException', members: { reason: 'OTHER' } });
      expect(error.message).toContain(`${type} has the mode ${mode}`);
    }
    expect(it.allowed('/npm/*', type)).toEqual(['repo1']);
    it.control('/npm/*', { [type]: mode as 'ALLOW' });
    expect(it.refusal(call, { ...request, addAllowedRepositories: own }).name).toBe('ValidationException');
  });

  test('GRP-102, GRP-99: a list goes with its mode, and stays with it', () => {
    const it = made();
    it.control('/npm/*', { PUBLISH: ['repo1'], EXTERNAL_UPSTREAM: ['repo1'] });
    it.call(call, { ...request, restrictions: { PUBLISH: ASR } });
    expect(it.allowed('/npm/*', 'PUBLISH')).toEqual(['repo1']);
    expect(it.call(call, { ...request, restrictions: { PUBLISH: 'ALLOW' } }).allowedRepositoryUpdates).toEqual({});
    expect(it.allowed('/npm/*', 'PUBLISH')).toEqual([]);
    it.call(call, { ...request, restrictions: { PUBLISH: ASR } });
    expect(it.group('/npm/*').originConfiguration!.restrictions!.PUBLISH!.repositoriesCount).toBe(0);
    expect(it.allowed('/npm/*', 'EXTERNAL_UPSTREAM')).toEqual(['repo1']);
  });

  test('GRP-104: what is there already, or is not there, has no effect and is not reported', () => {
    const it = made();
    it.control('/npm/*', { PUBLISH: ['repo1'] });
    const { state } = it;
    const add = entries('PUBLISH', 'repo1', 'repo1');
    const removed = entries('PUBLISH', 'repo2');
    const input = { ...request, addAllowedRepositories: add, removeAllowedRepositories: removed };
    expect(it.call(call, input).allowedRepositoryUpdates).toEqual({});
    expect(it.state).toBe(state);
  });

  test('GRP-105: what is added and removed in one call ends off the list', () => {
    const it = made();
    it.control('/npm/*', { PUBLISH: ['repo3'] });
    const { allowedRepositoryUpdates } = it.call(call, {
      ...request,
      addAllowedRepositories: entries('PUBLISH', 'repo1', 'repo2', 'repo3'),
      removeAllowedRepositories: entries('PUBLISH', 'repo2', 'repo3'),
    });
    expect(allowedRepositoryUpdates).toEqual({ PUBLISH: { ADDED: ['repo1'], REMOVED: ['repo3'] } });
    expect(it.allowed('/npm/*', 'PUBLISH')).toEqual(['repo1']);
  });

  test.each(['addAllowedRepositories', 'removeAllowedRepositories'])(
    'GRP-107: a repository that is not there, in %s',
    (member) => {
      const it = made();
      const input = {
        ...request,
        restrictions: { PUBLISH: ASR },
        [member]: entries('PUBLISH', 'repo1', 'none'),
      } as const;
      expect(it.refusal(call, input)).toMatchObject({
        name: 'ResourceNotFoundException',
        members: { resourceType: 'repository', resourceId: 'none' },
      });
      expect(it.restriction('/npm/*', 'PUBLISH')).toBe('INHERIT, effective ALLOW, from /*');
    },
  );

  test.each([{ repositoryName: 'repo1' }, { originRestrictionType: 'PUBLISH' }, {}] as PackageGroupAllowedRepository[])(
    'GRP-106: an entry names repository and type: %j',
    (entry) => {
      const input = { ...request, restrictions: { PUBLISH: ASR }, addAllowedRepositories: [entry] } as const;
      expect(made().refusal(call, input)).toMatchObject({
        name: 'ValidationException',
        message: expect.stringContaining('entry 1'),
      });
    },
  );
});

describe('many repositories', () => {
  const names = Array.from({ length: 150 }, (_, index) => `repo-${1000 + index}`);
  const many = () => new GroupWorld(...names).groups({ '/npm/*': { PUBLISH: [] } });

  test('GRP-108: at most 100 entries in one call', () => {
    const it = many();
    const add = (count: number) => ({
      addAllowedRepositories: entries('PUBLISH', ...names.slice(0, count)),
      removeAllowedRepositories: entries('PUBLISH', ...names.slice(0, 41)),
    });
    expect(it.refusal(call, { ...request, ...add(60) })).toMatchObject({
      name: 'ValidationException',
      members: { reason: 'OTHER' },
    });
    it.call(call, { ...request, ...add(59) });
    expect(it.allowed('/npm/*', 'PUBLISH')).toEqual(names.slice(41, 59));
  });

  test('GRP-109: a list grows by several calls', () => {
    const it = many();
    for (const part of [names.slice(0, 100), names.slice(100)]) {
      it.call(call, { ...request, addAllowedRepositories: entries('PUBLISH', ...part) });
    }
    expect(it.group('/npm/*').originConfiguration!.restrictions!.PUBLISH!.repositoriesCount).toBe(150);
  });
});

test('API-40: the same call twice leaves the same state', () => {
  const it = made();
  const inputs = [
    { restrictions: { PUBLISH: ASR } as const, addAllowedRepositories: entries('PUBLISH', 'repo1', 'repo2') },
    { removeAllowedRepositories: entries('PUBLISH', 'repo2', 'repo3') },
    { restrictions: { PUBLISH: 'BLOCK', EXTERNAL_UPSTREAM: 'ALLOW' } as const },
    { restrictions: { PUBLISH: 'INHERIT' } as const },
  ];
  for (const input of inputs) {
    it.call(call, { ...request, ...input });
    it.again(call, { ...request, ...input });
  }
});
