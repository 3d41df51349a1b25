import { expect, test } from 'vitest';
import type { Input, OperationName } from '../../src/api/types';
import { admit, otherAccount, world, worldWith } from '../support';

const request = { domain: 'my-domain', repository: 'none' };

type Row = { [N in OperationName]: [name: N, input: Omit<Input<N>, 'domain' | 'repository'>] }[OperationName];

const rows: Row[] = [
  ['DescribeRepository', {}],
  ['UpdateRepository', { description: 'text' }],
  ['AssociateExternalConnection', { externalConnection: 'public:npmjs' }],
  ['DisassociateExternalConnection', { externalConnection: 'public:npmjs' }],
  ['GetRepositoryEndpoint', { format: 'npm' }],
];

test.each(rows)(
  'REP-19, ERR-43, ERR-44: %s of a repository that is absent, or whose domain is',
  (operation, members) => {
    const input = { ...request, ...members } as Input<OperationName>;
    expect(worldWith().refusal(operation, input as never)).toMatchObject({
      name: 'ResourceNotFoundException',
      message:
        "Repository not found. Repository 'none' in domain 'my-domain' owned by account '111122223333' does not exist.",
      members: { resourceId: 'none', resourceType: 'repository' },
    });
    expect(world().refusal(operation, input as never)).toMatchObject({
      name: 'ResourceNotFoundException',
      message: "Domain not found. Domain 'my-domain' owned by account '111122223333' does not exist.",
      members: { resourceId: 'my-domain', resourceType: 'domain' },
    });
  },
);

test('REP-11, DOM-06: a repository is described as it was created, also to others who name its owner', () => {
  const made = worldWith('up');
  admit(made);
  const input = { domain: 'my-domain', repository: 'repo', description: 'text', upstreams: [{ repositoryName: 'up' }] };
  const created = made.call('CreateRepository', input);
  expect(created.repository).toMatchObject({
    description: 'text',
    upstreams: input.upstreams,
    externalConnections: [],
  });
  expect(made.call('DescribeRepository', { domain: 'my-domain', repository: 'repo' })).toEqual(created);
  const shared = { domain: 'my-domain', repository: 'repo', domainOwner: '111122223333' };
  expect(made.call('DescribeRepository', shared, { account: otherAccount })).toEqual(created);
});
