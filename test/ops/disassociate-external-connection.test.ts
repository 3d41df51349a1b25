import { expect, test } from 'vitest';
import { store, worldWith } from '../support';

const request = { domain: 'my-domain', repository: 'repo' };
const connection = { ...request, externalConnection: 'public:npmjs' };

test('EXT-10: the answer is the repository without connections, which can then have another or upstreams', () => {
  const made = worldWith('repo', 'up');
  const before = made.call('DescribeRepository', request);
  made.call('AssociateExternalConnection', connection);
  expect(made.call('DisassociateExternalConnection', connection)).toEqual(before);
  expect(made.call('DescribeRepository', request)).toEqual(before);
  made.call('AssociateExternalConnection', { ...request, externalConnection: 'public:pypi' });
  made.call('DisassociateExternalConnection', { ...request, externalConnection: 'public:pypi' });
  made.call('UpdateRepository', { ...request, upstreams: [{ repositoryName: 'up' }] });
});

test.each([
  ['public:npmjs', undefined],
  ['public:npmjs', 'public:pypi'],
  ['public:foo', 'public:npmjs'],
])('EXT-13: %s is not taken from a repository that has %s', (externalConnection, present) => {
  const made = worldWith('repo');
  if (present) made.call('AssociateExternalConnection', { ...request, externalConnection: present });
  const place = "Repository 'repo' in domain 'my-domain' owned by account '111122223333'";
  expect(made.refusal('DisassociateExternalConnection', { ...request, externalConnection })).toMatchObject({
    name: 'ResourceNotFoundException',
    message: `External connection not found. ${place} has no external connection '${externalConnection}'.`,
    members: { resourceId: externalConnection },
  });
});

test('EXT-14: versions that are stored stay', () => {
  const made = worldWith('repo');
  made.call('AssociateExternalConnection', connection);
  store(made, request, { format: 'npm', package: 'p' }, 'content');
  const before = made.call('ListPackageVersions', { ...request, format: 'npm', package: 'p' });
  expect(before.versions).toHaveLength(1);
  made.call('DisassociateExternalConnection', connection);
  expect(made.call('ListPackageVersions', { ...request, format: 'npm', package: 'p' })).toEqual(before);
});
