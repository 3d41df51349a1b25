import { expect, test } from 'vitest';
import type { Tag } from '../../src/api/types';
import { admit, context, otherAccount, world, worldWith } from '../support';

const request = { domain: 'my-domain', repository: 'my-repo' };
const named = (...names: readonly string[]) => names.map((repositoryName) => ({ repositoryName }));
const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `up${index}`);

test.each(['A.b_c-1', '1a', 'a.', 'constructor', 'a'.repeat(100)])('REP-01: %s is a repository name', (repository) => {
  const made = worldWith();
  expect(made.call('CreateRepository', { ...request, repository }).repository?.name).toBe(repository);
  expect(made.call('DescribeRepository', { ...request, repository }).repository?.name).toBe(repository);
});

test.each(['a', '.ab', '-ab', 'a b', '__', 'a/b', 'a'.repeat(101)])(
  "REP-01: '%s' is not a repository name",
  (repository) => {
    const error = worldWith().refusal('CreateRepository', { ...request, repository });
    expect(error).toMatchObject({ name: 'ValidationException', members: { reason: 'FIELD_VALIDATION_FAILED' } });
  },
);

test('REP-02: a name is unique inside its domain only, and case counts', () => {
  const made = worldWith('repo', 'Repo');
  made.call('CreateDomain', { domain: 'other' });
  made.call('CreateRepository', { domain: 'other', repository: 'repo' });
  expect(made.call('ListRepositoriesInDomain', request).repositories).toHaveLength(2);
});

test('REP-04, ERR-50, API-41: a name that is live in the domain is a conflict', () => {
  expect(worldWith('my-repo').refusal('CreateRepository', request)).toMatchObject({
    name: 'ConflictException',
    message:
      "Repository already exists. Repository 'my-repo' in domain 'my-domain' " +
      "owned by account '111122223333' already exists.",
    members: { resourceId: 'my-repo', resourceType: 'repository' },
  });
});

test('REP-05, ERR-43: a repository needs a domain', () => {
  expect(world().refusal('CreateRepository', request)).toMatchObject({
    name: 'ResourceNotFoundException',
    message: "Domain not found. Domain 'my-domain' owned by account '111122223333' does not exist.",
    members: { resourceId: 'my-domain', resourceType: 'domain' },
  });
});

test('REP-07, REP-11, IAM-02, API-13: the caller administers it, the ARN names the owner of the domain', () => {
  const shared = worldWith();
  admit(shared);
  const input = { ...request, domainOwner: context.account };
  expect(shared.call('CreateRepository', input, { account: otherAccount })).toEqual({
    repository: {
      name: 'my-repo',
      administratorAccount: '123456789012',
      domainName: 'my-domain',
      domainOwner: '111122223333',
      arn: 'arn:aws:codeartifact:us-west-2:111122223333:repository/my-domain/my-repo',
      upstreams: [],
      externalConnections: [],
      createdTime: new Date('2026-09-01T00:00:00Z'),
    },
  });
});

test.each(['', 'a'.repeat(1000), 'with "quotes" and ü'])("REP-13: '%s' is a description", (description) => {
  const { repository } = worldWith().call('CreateRepository', { ...request, description });
  expect(repository?.description).toBe(description === '' ? undefined : description);
});

test('REP-11: a description that is not set is left out', () => {
  const made = worldWith('my-repo');
  const { repository } = made.call('CreateRepository', { ...request, repository: 'other', description: '' });
  expect(repository).not.toHaveProperty('description');
  expect(made.call('DescribeRepository', request).repository).not.toHaveProperty('description');
});

test.each(['a'.repeat(1001), 'two\nlines', 'a\u0000'])('REP-13: %j is not a description', (description) => {
  expect(worldWith().refusal('CreateRepository', { ...request, description }).name).toBe('ValidationException');
});

test('EXT-17: a name that the console uses is free, and the repository is an ordinary one', () => {
  const { repository } = worldWith().call('CreateRepository', { ...request, repository: 'npm-store' });
  expect(repository?.externalConnections).toEqual([]);
});

test('UPS-03: upstreams are answered in the order in which they were given', () => {
  const made = worldWith('b0', 'a0', 'c0');
  const upstreams = named('b0', 'c0', 'a0');
  const { repository } = made.call('CreateRepository', { ...request, upstreams });
  expect(repository?.upstreams).toEqual(upstreams);
  expect(made.call('DescribeRepository', request).repository?.upstreams).toEqual(upstreams);
});

test('UPS-01, ERR-55: ten upstreams are possible, eleven are not', () => {
  const made = worldWith(...numbered(11));
  expect(made.refusal('CreateRepository', { ...request, upstreams: named(...numbered(11)) })).toMatchObject({
    name: 'ServiceQuotaExceededException',
    message: 'Direct upstreams per repository exceeded: 10.',
    members: { resourceId: 'my-repo', resourceType: 'repository' },
  });
  const { repository } = made.call('CreateRepository', { ...request, upstreams: named(...numbered(10)) });
  expect(repository?.upstreams).toHaveLength(10);
});

test('UPS-04, ERR-44: an upstream is looked up in the domain of the repository', () => {
  const made = worldWith();
  made.call('CreateDomain', { domain: 'other' });
  made.call('CreateRepository', { domain: 'other', repository: 'up' });
  expect(made.refusal('CreateRepository', { ...request, upstreams: named('up') })).toMatchObject({
    name: 'ResourceNotFoundException',
    message:
      "Repository not found. Repository 'up' in domain 'my-domain' owned by account '111122223333' does not exist.",
    members: { resourceId: 'up', resourceType: 'repository' },
  });
});

test('UPS-30: a repository is upstream of any number of repositories, whoever administers them', () => {
  const made = worldWith('store');
  admit(made);
  const upstreams = named('store');
  for (const [index, repository] of numbered(20).entries()) {
    const input = { ...request, domainOwner: context.account, repository, upstreams };
    const output = made.call('CreateRepository', input, { account: index % 2 ? otherAccount : context.account });
    expect(output.repository?.upstreams).toEqual(upstreams);
  }
});

const many: readonly Tag[] = Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: '' }));

test.each<[string, string, string[], readonly Tag[]]>([
  ['TAG-11: ValidationException', 'none', ['my-repo', 'my-repo'], [...many, many[0]!]],
  ['TAG-06: ValidationException', 'none', ['my-repo', 'my-repo'], [...many, { key: 'aws:k', value: '' }]],
  ['UPS-10: ValidationException', 'none', ['my-repo', 'my-repo'], many],
  ['UPS-10: ValidationException', 'none', ['my-repo'], many],
  ['DOM-06: ResourceNotFoundException', 'none', [...numbered(10), 'none'], many],
  ['UPS-04: ResourceNotFoundException', 'my-domain', [...numbered(10), 'none'], many],
  ['REP-04: ConflictException', 'my-domain', numbered(11), many],
])('%s is refused before what the next row reports', (expected, domain, upstreams, tags) => {
  const made = worldWith('my-repo', ...numbered(11));
  const error = made.refusal('CreateRepository', { ...request, domain, upstreams: named(...upstreams), tags });
  expect(error.name).toBe(expected.split(': ')[1]);
});

test.each([
  [['a0', 'b0', 'a0'], 'FIELD_VALIDATION_FAILED', "Upstream repository 'a0' is named more than once."],
  [['a0', 'my-repo'], 'OTHER', "Repository 'my-repo' cannot be an upstream of itself."],
])('UPS-10: the upstreams %j are refused', (upstreams, reason, message) => {
  const error = worldWith('a0', 'b0').refusal('CreateRepository', { ...request, upstreams: named(...upstreams) });
  expect(error).toMatchObject({ name: 'ValidationException', message, members: { reason } });
});

test('TAG-02, TAG-08: a repository is created with up to 50 tags', () => {
  const made = worldWith();
  expect(made.refusal('CreateRepository', { ...request, tags: many })).toMatchObject({
    name: 'ServiceQuotaExceededException',
    members: { resourceId: 'my-repo', resourceType: 'repository' },
  });
  const { repository } = made.call('CreateRepository', { ...request, tags: many.slice(1) });
  expect(made.call('ListTagsForResource', { resourceArn: repository!.arn! }).tags).toHaveLength(50);
});
