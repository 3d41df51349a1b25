import { expect, test } from 'vitest';
import { type World, worldWith } from '../support';

const request = { domain: 'my-domain', repository: 'repo' };
const associate = (made: World, externalConnection: string) =>
  made.call('AssociateExternalConnection', { ...request, externalConnection });

const connections = [
  ['public:npmjs', 'npm'],
  ['public:pypi', 'pypi'],
  ['public:nuget-org', 'nuget'],
  ['public:maven-central', 'maven'],
  ['public:maven-googleandroid', 'maven'],
  ['public:maven-gradleplugins', 'maven'],
  ['public:maven-commonsware', 'maven'],
  ['public:maven-clojars', 'maven'],
  ['public:ruby-gems-org', 'ruby'],
  ['public:crates-io', 'cargo'],
] as const;

test.each(connections)('EXT-01, EXT-10, EXT-11: %s has the format %s', (externalConnectionName, packageFormat) => {
  const made = worldWith('repo');
  const before = made.call('DescribeRepository', request).repository;
  const answer = associate(made, externalConnectionName);
  const externalConnections = [{ externalConnectionName, packageFormat, status: 'AVAILABLE' }];
  expect(answer).toEqual({ repository: { ...before, externalConnections } });
  expect(made.call('DescribeRepository', request)).toEqual(answer);
});

test.each(['public:npmjs', 'public:pypi'])('EXT-04, EXT-05: a second connection, %s, is refused', (name) => {
  const made = worldWith('repo');
  associate(made, 'public:npmjs');
  expect(made.refusal('AssociateExternalConnection', { ...request, externalConnection: name })).toMatchObject({
    name: 'ValidationException',
    message: 'ExternalConnections for repositories are currently limited to 1',
    members: { reason: 'OTHER' },
  });
});

test('EXT-07, UPS-26: a repository with upstreams gets no connection', () => {
  const made = worldWith('up');
  made.call('CreateRepository', { ...request, upstreams: [{ repositoryName: 'up' }] });
  expect(made.refusal('AssociateExternalConnection', { ...request, externalConnection: 'public:npmjs' })).toMatchObject(
    {
      name: 'ValidationException',
      message: "Repository 'repo' has upstream repositories and cannot have an external connection.",
      members: { reason: 'OTHER' },
    },
  );
  made.call('UpdateRepository', { ...request, upstreams: [] });
  associate(made, 'public:npmjs');
});

test('UPS-30: a repository with a connection is upstream of others', () => {
  const made = worldWith('repo');
  associate(made, 'public:npmjs');
  const down = { ...request, repository: 'down', upstreams: [{ repositoryName: 'repo' }] };
  expect(made.call('CreateRepository', down).repository?.upstreams).toHaveLength(1);
});

test.each(['-x', 'x', 'a b', 'a'.repeat(101)])("EXT-08: '%s' is no name of a connection", (externalConnection) => {
  const error = worldWith('repo').refusal('AssociateExternalConnection', { ...request, externalConnection });
  expect(error).toMatchObject({ name: 'ValidationException', members: { reason: 'FIELD_VALIDATION_FAILED' } });
});

test.each(['public:foo', 'public:NPMJS', 'npmjs', 'constructor', 'public:swift'])(
  'EXT-01, EXT-08: there is no connection %s',
  (externalConnection) => {
    const made = worldWith('repo');
    expect(made.refusal('AssociateExternalConnection', { ...request, externalConnection })).toMatchObject({
      name: 'ResourceNotFoundException',
      message: `External connection not found. External connection '${externalConnection}' does not exist.`,
      members: { resourceId: externalConnection },
    });
    associate(made, 'public:npmjs');
    const again = made.refusal('AssociateExternalConnection', { ...request, externalConnection });
    expect(again.name).toBe('ResourceNotFoundException'); // existence goes before state (IAM-43)
  },
);

test('EXT-16: several repositories of a domain have the same connection', () => {
  const made = worldWith('repo', 'other');
  associate(made, 'public:npmjs');
  const other = { ...request, repository: 'other', externalConnection: 'public:npmjs' };
  expect(made.call('AssociateExternalConnection', other).repository?.externalConnections).toHaveLength(1);
});

test('EXT-19: nothing is fetched by the association', () => {
  const made = worldWith('repo');
  associate(made, 'public:npmjs');
  expect(made.call('ListPackages', request)).toEqual({ packages: [] });
});
