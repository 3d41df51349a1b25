import { expect, test } from 'vitest';
import { execute } from '../../src/core';
import { arrivalKey } from '../../src/model/keys';
import { Transaction } from '../../src/model/transaction';
import { admit, context, otherAccount, store, type World, world, worldWith } from '../support';
import { GroupWorld } from './package-groups-support';

const request = { domain: 'my-domain', repository: 'repo' };
const sizeOf = (made: World) => made.call('DescribeDomain', request).domain?.assetSizeBytes;

test('REP-24, REP-14: a repository with packages is deleted for good', () => {
  const made = worldWith('repo');
  store(made, request, { format: 'npm', package: 'p' }, 'content');
  expect(made.call('ListPackages', request).packages).toHaveLength(1);
  made.call('DeleteRepository', request);
  expect(made.refusal('ListPackages', request).members.resourceType).toBe('repository');
  made.call('CreateRepository', request);
  expect(made.call('ListPackages', request)).toEqual({ packages: [] });
});

test('REP-15: packages of all formats lie together in a repository', () => {
  const made = worldWith('repo');
  store(made, request, { format: 'npm', package: 'p' }, 'content');
  store(made, request, { format: 'maven', namespace: 'n', package: 'p' }, 'content');
  expect(made.call('ListPackages', request).packages?.map(({ format }) => format)).toEqual(['maven', 'npm']);
});

test('REP-25: the answer is the description of the repository as it was', () => {
  const made = worldWith('up');
  made.call('CreateRepository', { ...request, description: 'text', upstreams: [{ repositoryName: 'up' }] });
  const before = made.call('DescribeRepository', request);
  expect(before.repository?.upstreams).toEqual([{ repositoryName: 'up' }]);
  expect(made.call('DeleteRepository', request)).toEqual(before);
  const connected = worldWith('repo');
  const answer = connected.call('AssociateExternalConnection', { ...request, externalConnection: 'public:pypi' });
  expect(answer.repository?.externalConnections).toHaveLength(1);
  expect(connected.call('DeleteRepository', request)).toEqual(answer);
});

test('REP-27: a repository that others have as upstream is deleted', () => {
  const made = worldWith('repo');
  made.call('CreateRepository', { ...request, repository: 'down', upstreams: [{ repositoryName: 'repo' }] });
  made.call('DeleteRepository', request);
  expect(made.call('ListRepositoriesInDomain', request).repositories?.map(({ name }) => name)).toEqual(['down']);
});

test('REP-28: a repository that does not exist is deleted with an empty answer, in a domain that exists', () => {
  const made = worldWith('repo');
  made.call('DeleteRepository', request);
  const before = made.state;
  expect(made.call('DeleteRepository', request)).toEqual({});
  expect(made.state).toBe(before);
  expect(world().refusal('DeleteRepository', request).members).toEqual({
    resourceId: 'my-domain',
    resourceType: 'domain',
  });
});

test('DOM-37: its name goes from the lists of allowed repositories, and does not come back with the name', () => {
  const lists = { PUBLISH: ['gone', 'my-repo'], EXTERNAL_UPSTREAM: ['gone'], INTERNAL_UPSTREAM: 'BLOCK' } as const;
  const made = new GroupWorld('gone').groups({ '/*': { PUBLISH: ['gone'] }, '/npm/*': lists, '/pypi/*': {} });
  const untouched = made.group('/pypi/*');
  made.call('DeleteRepository', { domain: 'my-domain', repository: 'my-repo' });
  expect(made.allowed('/npm/*', 'PUBLISH')).toEqual(['gone']);
  const updates = made.call('UpdatePackageGroupOriginConfiguration', {
    domain: 'my-domain',
    packageGroup: '/npm/*',
    addAllowedRepositories: [{ repositoryName: 'gone', originRestrictionType: 'PUBLISH' }],
  });
  expect(updates.allowedRepositoryUpdates).toEqual({});
  made.call('DeleteRepository', { domain: 'my-domain', repository: 'gone' });
  made.repository('gone');
  for (const pattern of ['/*', '/npm/*']) {
    for (const type of ['PUBLISH', 'EXTERNAL_UPSTREAM', 'INTERNAL_UPSTREAM'] as const) {
      expect(made.allowed(pattern, type)).toEqual([]);
    }
  }
  expect(made.group('/*').originConfiguration!.restrictions!.PUBLISH).toMatchObject({
    mode: 'ALLOW_SPECIFIC_REPOSITORIES',
    repositoriesCount: 0,
  });
  expect(made.group('/pypi/*')).toEqual({
    ...untouched,
    originConfiguration: made.group('/pypi/*').originConfiguration,
  });
  expect(made.refusedPublish(made.of('/npm//lib', 'gone'), '1.0.0').status).toBe(403); // GRP-103
});

test('DOM-21: repositoryCount counts the repositories of all administrators', () => {
  const made = worldWith('repo');
  admit(made);
  const counts = [made.call('DescribeDomain', request).domain?.repositoryCount];
  const shared = { ...request, repository: 'other', domainOwner: context.account };
  made.call('CreateRepository', shared, { account: otherAccount });
  counts.push(made.call('DescribeDomain', request).domain?.repositoryCount);
  made.call('DeleteRepository', request);
  counts.push(made.call('DescribeDomain', request).domain?.repositoryCount);
  expect(counts).toEqual([1, 2, 1]);
});

test('DED-08, DED-12: content that only the deleted repository had goes, other content stays', () => {
  const made = worldWith('repo', 'other');
  store(made, request, { format: 'npm', package: 'p1' }, 'shared');
  store(made, request, { format: 'npm', package: 'p2' }, 'lone');
  store(made, request, { format: 'npm', package: 'p3' }, 'lone');
  store(made, { ...request, repository: 'other' }, { format: 'npm', package: 'p' }, 'shared');
  expect(sizeOf(made)).toBe(10);
  made.call('DeleteRepository', request);
  expect(sizeOf(made)).toBe(6);
  made.call('DeleteRepository', { ...request, repository: 'other' });
  expect(sizeOf(made)).toBe(0);
  expect([...made.state.domains.values()][0]!.assets.size).toBe(0);
});

test('TAG-19: a repository created under the name of a deleted one has no tags', () => {
  const made = worldWith();
  const { repository } = made.call('CreateRepository', { ...request, tags: [{ key: 'k', value: 'v' }] });
  made.call('DeleteRepository', request);
  const resourceArn = repository!.arn!;
  expect(made.refusal('ListTagsForResource', { resourceArn }).name).toBe('ResourceNotFoundException');
  made.call('CreateRepository', request);
  expect(made.call('ListTagsForResource', { resourceArn })).toEqual({ tags: [] });
});

test('EVT-43: no event is fired for what lay in it', () => {
  const made = worldWith('repo');
  store(made, request, { format: 'npm', package: 'p' }, 'content');
  expect(execute(made.state, 'DeleteRepository', request, context)).toMatchObject({ ok: true, events: [] });
});

test('EXT-24: versions on their way into the repository go with it, those on their way into others stay', () => {
  const made = worldWith('repo', 'other');
  const tx = new Transaction(made.state, context);
  const domain = [...made.state.domains.values()][0]!;
  const [repo, other] = ['repo', 'other'].map((name) => domain.repositoryIds.get(name)!) as [number, number];
  const draft = tx.domain(domain);
  const version = {
    version: '1',
    revision: 'r',
    status: 'Published',
    publishedTime: 0,
    assets: [],
    metadata: {},
  } as const;
  const record = Object.freeze({ ...version, origin: Object.freeze({ originType: 'EXTERNAL' }) } as const);
  for (const key of [
    arrivalKey(repo, 'v1'),
    arrivalKey(repo, 'v2'),
    arrivalKey(other, 'v1'),
    arrivalKey(Number(`${repo}0`), 'v'),
  ]) {
    draft.arrivals = draft.arrivals.with(key, Object.freeze({ record, tags: [] }) as never);
  }
  made.state = tx.commit();
  made.call('DeleteRepository', request);
  const left = [...made.state.domains.values()][0]!.arrivals.keys();
  expect([...left].sort()).toEqual([arrivalKey(other, 'v1'), arrivalKey(Number(`${repo}0`), 'v')].sort());
});
