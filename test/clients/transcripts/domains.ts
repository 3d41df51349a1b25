/** Domains, repositories, connections, endpoints, tags and tokens, as the user guide begins. */
import { expect } from 'vitest';
import type { Step } from '../transcript';

/** 2026-09-01T00:00:00Z, where the clock stands. */
export const now = 1788220800;
const owner = '111122223333';
export const arn = (tail: string): string => `arn:aws:codeartifact:us-west-2:${owner}:${tail}`;

/** The members of a domain as it is when it is new. */
const domain = {
  name: 'my-domain',
  owner,
  arn: arn('domain/my-domain'),
  status: 'Active',
  createdTime: now,
  encryptionKey: expect.stringMatching(/^arn:aws:kms:us-west-2:111122223333:key\/[0-9a-f-]{36}$/),
  repositoryCount: 0,
  assetSizeBytes: 0,
  s3BucketArn: 'arn:aws:s3:::assets-787052242323-us-west-2',
};

/** The members of a repository as it is when it is new. */
const repository = (name: string) => ({
  name,
  administratorAccount: owner,
  domainName: 'my-domain',
  domainOwner: owner,
  arn: arn(`repository/my-domain/${name}`),
  upstreams: [],
  externalConnections: [],
  createdTime: now,
});

const summary = (name: string) => {
  const { upstreams, externalConnections, ...rest } = repository(name);
  return rest;
};

export const beginnings: readonly Step[] = [
  {
    of: 'DOM-10 DOM-11 DOM-14 DOM-23 TAG-02',
    run: 'create-domain --domain my-domain --tags key=team,value=build',
    prints: { domain },
  },
  {
    of: 'DOM-04 ERR-50: a name in use',
    run: 'create-domain --domain my-domain',
    refused: [
      'ConflictException',
      "Domain already exists. Domain 'my-domain' owned by account '111122223333' already exists.",
    ],
  },
  {
    of: 'ERR-43: an unknown domain',
    run: 'describe-domain --domain no-domain',
    refused: [
      'ResourceNotFoundException',
      "Domain not found. Domain 'no-domain' owned by account '111122223333' does not exist.",
    ],
  },
  {
    of: 'DOM-01 ERR-31: an underscore in a name',
    run: 'create-domain --domain my_domain',
    refused: [
      'ValidationException',
      "1 validation error detected: Value 'my_domain' at 'domain' failed to satisfy constraint: " +
        'Member must satisfy regular expression pattern: [a-z][a-z0-9\\-]{0,48}[a-z0-9]',
    ],
  },
  {
    of: 'REP-07 REP-11 API-13',
    run:
      'create-repository --domain my-domain --domain-owner 111122223333 --repository my-repo ' +
      '--description "My new repository"',
    prints: { repository: { ...repository('my-repo'), description: 'My new repository' } },
  },
  {
    of: 'REP-11: without a description',
    run: 'create-repository --domain my-domain --repository npm-store',
    prints: { repository: repository('npm-store') },
  },
  {
    of: 'EXT-10 EXT-11',
    run:
      'associate-external-connection --domain my-domain --domain-owner 111122223333 --repository npm-store ' +
      '--external-connection "public:npmjs"',
    prints: {
      repository: {
        ...repository('npm-store'),
        externalConnections: [{ externalConnectionName: 'public:npmjs', packageFormat: 'npm', status: 'AVAILABLE' }],
      },
    },
  },
  {
    of: 'UPS-06 REP-22',
    run:
      'update-repository --repository my-repo --domain my-domain --domain-owner 111122223333 ' +
      '--upstreams repositoryName=npm-store',
    prints: {
      repository: {
        ...repository('my-repo'),
        description: 'My new repository',
        upstreams: [{ repositoryName: 'npm-store' }],
      },
    },
  },
  {
    of: 'REP-30 REP-39',
    run: 'list-repositories',
    prints: {
      repositories: [{ ...summary('my-repo'), description: 'My new repository' }, summary('npm-store')],
    },
  },
  {
    of: 'REP-34 API-33: the first item, and a token of the client',
    run: 'list-repositories-in-domain --domain my-domain --page-size 1 --max-items 1 --query repositories[].name',
    prints: ['my-repo'],
  },
  {
    of: 'DOM-21',
    run: 'describe-domain --domain my-domain --query domain.repositoryCount',
    says: '2',
  },
  {
    of: 'TAG-12',
    run: `tag-resource --resource-arn ${arn('domain/my-domain')} --tags key=key1,value=value1 key=key2,value=value2`,
  },
  {
    of: 'TAG-12 TAG-14',
    run: `untag-resource --resource-arn ${arn('domain/my-domain')} --tag-keys key2 key3`,
  },
  {
    of: 'TAG-10 TAG-14 TAG-15 TAG-16',
    run: `list-tags-for-resource --resource-arn ${arn('domain/my-domain')}`,
    prints: {
      tags: [
        { key: 'key1', value: 'value1' },
        { key: 'team', value: 'build' },
      ],
    },
  },
  {
    of: 'TOK-04 TOK-20',
    run: 'get-authorization-token --domain my-domain --domain-owner 111122223333 --duration-seconds 900',
    prints: {
      authorizationToken: expect.stringMatching(/^eyJ2ZX[\w-]+\.[\w-]+\.[\w-]+\.[\w-]+\.[\w-]+$/),
      expiration: now + 900,
    },
  },
  {
    of: 'TOK-03',
    run: 'get-authorization-token --domain my-domain --query expiration',
    says: String(now + 43_200),
  },
  {
    of: 'TOK-07',
    run: 'get-authorization-token --domain my-domain --duration-seconds 899',
    refused: ['ValidationException', 'Duration must be 0 or between 900 and 43200 seconds'],
  },
];

/** The end of what `beginnings` made, and of what came into it. */
export const ends: readonly Step[] = [
  {
    of: 'DOM-31 ERR-51',
    run: 'delete-domain --domain my-domain',
    refused: ['ConflictException', "Domain 'my-domain' contains repositories and cannot be deleted."],
  },
  {
    of: 'REP-25 UPS-06',
    run: 'delete-repository --domain my-domain --repository my-repo',
    prints: {
      repository: {
        ...repository('my-repo'),
        description: 'My new repository',
        upstreams: [{ repositoryName: 'npm-store' }],
      },
    },
  },
  { of: 'REP-28', run: 'delete-repository --domain my-domain --repository my-repo' },
  {
    of: 'EXT-13',
    run: 'disassociate-external-connection --domain my-domain --repository npm-store --external-connection public:pypi',
    refused: ['ResourceNotFoundException', /public:pypi/],
  },
  {
    of: 'REP-24',
    run: 'delete-repository --domain my-domain --repository npm-store --query repository.name --output text',
    says: 'npm-store',
  },
  { of: 'DOM-33', run: 'delete-domain --domain my-domain --query domain.status --output text', says: 'Deleted' },
  { of: 'DOM-34', run: 'delete-domain --domain my-domain' },
];
