import { describe, expect, test } from 'vitest';
import { initialState, type StateOptions } from '../../src/model/initial-state';
import type { EncryptionKey, State } from '../../src/model/state';
import { admit, context, otherAccount, traverse, type World, world, worldWith } from '../support';

const request = { domain: 'my-domain' };
const arn = 'arn:aws:kms:us-west-2:111122223333:key/k1';
const key: EncryptionKey = { arn, aliases: [], state: 'Enabled', kind: 'symmetric', accessible: true };

const withKey = (state: State, change: Partial<EncryptionKey> = {}): State => ({
  ...state,
  encryptionKeys: state.encryptionKeys.with(arn, Object.freeze({ ...key, ...change })),
});

/** A domain with the repositories `b` and `a`, whose key was then lost. */
function lostWorld(change: Partial<EncryptionKey>, options?: StateOptions): World {
  const lost = world(withKey(initialState(options)));
  lost.call('CreateDomain', { ...request, encryptionKey: arn });
  for (const repository of ['b0', 'a0']) lost.call('CreateRepository', { ...request, repository });
  lost.state = withKey(lost.state, change);
  return lost;
}

const listed = (at: World, now = context.now): (string | undefined)[] =>
  at.call('ListRepositories', {}, { now }).repositories!.map(({ name }) => name);

test('DOM-31, ERR-51: a domain with a repository, whoever administers it, is not deleted', () => {
  const shared = worldWith();
  admit(shared);
  const inShared = { ...request, domainOwner: context.account, repository: 'repo' };
  shared.call('CreateRepository', inShared, { account: otherAccount });
  const before = shared.call('DescribeDomain', request);
  expect(shared.refusal('DeleteDomain', request)).toMatchObject({
    name: 'ConflictException',
    message: "Domain 'my-domain' contains repositories and cannot be deleted.",
    members: { resourceId: 'my-domain', resourceType: 'domain' },
  });
  expect(shared.call('DescribeDomain', request)).toEqual(before);
  shared.call('DeleteRepository', inShared);
  shared.call('DeleteDomain', request);
});

test('DOM-11, DOM-33: the answer is the description, with the status Deleted', () => {
  const made = worldWith();
  const { domain } = made.call('DescribeDomain', request);
  expect(made.call('DeleteDomain', request)).toEqual({ domain: { ...domain, status: 'Deleted' } });
  expect(made.state.due.size).toBe(0);
});

test('DOM-34: a domain that does not exist is deleted with an empty answer', () => {
  const made = worldWith();
  made.call('DeleteDomain', request);
  const before = made.state;
  expect(made.call('DeleteDomain', request)).toEqual({});
  expect(made.state).toBe(before);
});

test('DOM-06: without domainOwner a domain of another account is not deleted', () => {
  const made = worldWith();
  admit(made);
  expect(made.call('DeleteDomain', request, { account: otherAccount })).toEqual({});
  made.call('DescribeDomain', request);
  made.call('DeleteDomain', { ...request, domainOwner: context.account }, { account: otherAccount });
  made.refusal('DescribeDomain', request);
});

test('DOM-35, TAG-19: a deleted domain is gone, and its name is free for an empty domain without tags', () => {
  const made = world();
  const { domain } = made.call('CreateDomain', { ...request, tags: [{ key: 'k', value: 'v' }] });
  made.call('DeleteDomain', request);
  expect(made.refusal('DescribeDomain', request).name).toBe('ResourceNotFoundException');
  expect(made.call('ListDomains', {})).toEqual({ domains: [] });
  const now = context.now + 1000;
  const again = made.call('CreateDomain', request, { now }).domain;
  expect(again).toEqual({ ...domain, createdTime: new Date(now) });
  expect(made.call('ListTagsForResource', { resourceArn: domain!.arn! })).toEqual({ tags: [] });
});

describe.each<[string, Partial<EncryptionKey>]>([
  ['to be deleted', { state: 'PendingDeletion' }],
  ['out of reach', { accessible: false }],
])('with a key that is %s', (_, change) => {
  test('DOM-17, DOM-41, ERR-56: the repositories of the domain cannot be reached', () => {
    const lost = lostWorld(change);
    const repository = { ...request, repository: 'a0' };
    const externalConnection = 'public:npmjs';
    const errors = [
      lost.refusal('ListRepositoriesInDomain', request),
      lost.refusal('DeleteRepository', repository),
      lost.refusal('DeleteRepository', { ...request, repository: 'none' }),
      lost.refusal('DescribeRepository', repository),
      lost.refusal('UpdateRepository', repository),
      lost.refusal('CreateRepository', { ...request, repository: 'c0' }),
      lost.refusal('AssociateExternalConnection', { ...repository, externalConnection }),
      lost.refusal('GetRepositoryEndpoint', { ...repository, format: 'npm' }),
      lost.refusal('ListPackages', repository),
    ];
    for (const error of errors) {
      expect(error).toMatchObject({
        name: 'ValidationException',
        message: "The KMS key of domain 'my-domain' is not accessible.",
        members: { reason: 'ENCRYPTION_KEY_ERROR' },
      });
    }
  });

  test('DOM-41: the domain is still described', () => {
    const { domain } = lostWorld(change).call('DescribeDomain', request);
    expect(domain).toMatchObject({ status: 'Active', repositoryCount: 2, encryptionKey: arn });
  });

  test('DOM-42: the domain is deleted although it has repositories', () => {
    const lost = lostWorld(change);
    const { domain } = lost.call('DeleteDomain', request);
    expect(domain).toMatchObject({ status: 'Deleted', repositoryCount: 2 });
    lost.refusal('DescribeDomain', request);
  });

  test('DOM-43: its repositories are listed until 15 minutes have passed', () => {
    const lost = lostWorld(change);
    lost.call('DeleteDomain', request);
    expect(listed(lost, context.now + 899_999)).toEqual(['a0', 'b0']);
    expect(lost.call('ListRepositories', {}, { region: 'eu-west-1' })).toEqual({ repositories: [] });
    expect(listed(lost, context.now + 900_000)).toEqual([]);
  });
});

test('DOM-43: the time of the clean-up is a setting', () => {
  const lost = lostWorld({ accessible: false }, { domainCleanUpSeconds: 60 });
  lost.call('DeleteDomain', request);
  expect(listed(lost, context.now + 59_999)).toEqual(['a0', 'b0']);
  expect(listed(lost, context.now + 60_000)).toEqual([]);
});

test('DOM-35, DOM-43: a successor of the domain is listed beside the repositories that are to go, page by page', () => {
  const lost = lostWorld({ accessible: false });
  lost.call('DeleteDomain', request);
  lost.call('CreateDomain', request);
  for (const repository of ['a0', 'aa']) lost.call('CreateRepository', { ...request, repository });
  const pages = traverse((nextToken) => lost.call('ListRepositories', { maxResults: 1, nextToken }));
  const names = pages.flatMap(({ repositories }) => repositories!.map(({ name }) => name));
  expect(names).toEqual(['a0', 'a0', 'aa', 'b0']);
  expect(lost.call('DescribeDomain', request).domain?.repositoryCount).toBe(2);
});

test('DOM-41: a domain with a usable key that has repositories is not deleted when another key is lost', () => {
  const made = lostWorld({ accessible: false });
  made.call('CreateDomain', { domain: 'other' });
  made.call('CreateRepository', { domain: 'other', repository: 'repo' });
  expect(made.refusal('DeleteDomain', { domain: 'other' }).name).toBe('ConflictException');
});

test('DOM-37, GRP-01, TAG-19: a domain that is created anew has the root group alone, as it was at first', () => {
  const made = worldWith();
  const resourceArn = 'arn:aws:codeartifact:us-west-2:111122223333:package-group/my-domain/%2a';
  const groups = () => made.call('ListPackageGroups', request);
  const first = groups();
  made.call('CreatePackageGroup', { ...request, packageGroup: '/npm/*' });
  made.call('UpdatePackageGroup', { ...request, packageGroup: '/*', description: 'text' });
  made.call('TagResource', { resourceArn, tags: [{ key: 'a', value: '' }] });
  made.call('UpdatePackageGroupOriginConfiguration', {
    ...request,
    packageGroup: '/*',
    restrictions: { PUBLISH: 'BLOCK' },
  });
  made.call('DeleteDomain', request);
  made.call('CreateDomain', request);
  expect(groups()).toEqual(first);
  expect(made.call('ListTagsForResource', { resourceArn }).tags).toEqual([]);
});
