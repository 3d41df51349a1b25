import { describe, expect, test } from 'vitest';
import type { OperationName } from '../../src/api/types';
import { callerOf, coordinates, operationsOf, place, publication, sdks } from './sdks';
import { newSimulator } from './simulated';

type Step = readonly [name: OperationName, input: object, answer: object];

const versioned = { ...coordinates, packageVersion: '1.0.0' };
const domainArn = 'arn:aws:codeartifact:us-west-2:111122223333:domain/my-domain';
const target = { format: 'generic', namespace: 'ns', package: 'tool' };
const source = { domain: 'my-domain', sourceRepository: 'my-repo', destinationRepository: 'other' };

const group = { domain: 'my-domain', packageGroup: '/npm/*' };
const policyDocument = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: '*', Resource: '*' }],
});

/** A visit to each simulated operation, in an order in which each has something to do. */
const tour: readonly Step[] = [
  ['CreateDomain', { domain: 'my-domain' }, { domain: { name: 'my-domain', createdTime: expect.any(Date) } }],
  ['DescribeDomain', { domain: 'my-domain' }, { domain: { owner: '111122223333', arn: domainArn } }],
  ['ListDomains', {}, { domains: [{ name: 'my-domain', createdTime: expect.any(Date) }] }],
  ['CreateRepository', place, { repository: { name: 'my-repo', upstreams: [], externalConnections: [] } }],
  ['CreateRepository', { ...place, repository: 'other' }, { repository: { name: 'other' } }],
  ['UpdateRepository', { ...place, upstreams: [{ repositoryName: 'other' }] }, { repository: { name: 'my-repo' } }],
  ['DescribeRepository', place, { repository: { upstreams: [{ repositoryName: 'other' }] } }],
  ['ListRepositories', {}, { repositories: [{ name: 'my-repo' }, { name: 'other' }] }],
  ['ListRepositoriesInDomain', { domain: 'my-domain', repositoryPrefix: 'ot' }, { repositories: [{ name: 'other' }] }],
  [
    'AssociateExternalConnection',
    { ...place, repository: 'other', externalConnection: 'public:npmjs' },
    { repository: { externalConnections: [{ externalConnectionName: 'public:npmjs' }] } },
  ],
  [
    'DisassociateExternalConnection',
    { ...place, repository: 'other', externalConnection: 'public:npmjs' },
    { repository: { externalConnections: [] } },
  ],
  ['TagResource', { resourceArn: domainArn, tags: [{ key: 'team', value: 'a' }] }, {}],
  ['ListTagsForResource', { resourceArn: domainArn }, { tags: [{ key: 'team', value: 'a' }] }],
  ['UntagResource', { resourceArn: domainArn, tagKeys: ['team'] }, {}],
  ['PutDomainPermissionsPolicy', { domain: 'my-domain', policyDocument }, { policy: { resourceArn: domainArn } }],
  ['GetDomainPermissionsPolicy', { domain: 'my-domain' }, { policy: { document: policyDocument } }],
  ['DeleteDomainPermissionsPolicy', { domain: 'my-domain' }, { policy: { document: policyDocument } }],
  ['PutRepositoryPermissionsPolicy', { ...place, policyDocument }, { policy: { revision: expect.any(String) } }],
  ['GetRepositoryPermissionsPolicy', place, { policy: { document: policyDocument } }],
  ['DeleteRepositoryPermissionsPolicy', place, { policy: { document: policyDocument } }],
  [
    'GetAuthorizationToken',
    { domain: 'my-domain', durationSeconds: 900 },
    { authorizationToken: expect.stringMatching(/^eyJ2ZX/), expiration: expect.any(Date) },
  ],
  ['CreatePackageGroup', group, { packageGroup: { pattern: '/npm/*', createdTime: expect.any(Date) } }],
  ['UpdatePackageGroup', { ...group, description: 'text' }, { packageGroup: { description: 'text' } }],
  ['DescribePackageGroup', group, { packageGroup: { description: 'text' } }],
  [
    'UpdatePackageGroupOriginConfiguration',
    {
      ...group,
      restrictions: { PUBLISH: 'ALLOW_SPECIFIC_REPOSITORIES' },
      addAllowedRepositories: [{ repositoryName: 'other', originRestrictionType: 'PUBLISH' }],
    },
    { allowedRepositoryUpdates: { PUBLISH: { ADDED: ['other'] } } },
  ],
  [
    'ListAllowedRepositoriesForGroup',
    { ...group, originRestrictionType: 'PUBLISH' },
    { allowedRepositories: ['other'] },
  ],
  ['ListPackageGroups', { domain: 'my-domain' }, { packageGroups: [{ pattern: '/*' }, { pattern: '/npm/*' }] }],
  [
    'ListSubPackageGroups',
    { domain: 'my-domain', packageGroup: '/*' },
    { packageGroups: [{ parent: { pattern: '/*' }, pattern: '/npm/*' }] },
  ],
  [
    'GetAssociatedPackageGroup',
    { domain: 'my-domain', format: 'npm', package: 'lodash' },
    { associationType: 'STRONG', packageGroup: { pattern: '/npm/*' } },
  ],
  ['ListAssociatedPackages', group, { packages: [] }],
  ['DeletePackageGroup', group, { packageGroup: { pattern: '/npm/*' } }],
  ['GetRepositoryEndpoint', { ...place, format: 'npm' }, { repositoryEndpoint: expect.stringMatching(/^https:/) }],
  ['PublishPackageVersion', publication('one'), { version: '1.0.0', status: 'Published', asset: { size: 3 } }],
  ['PublishPackageVersion', publication('two', '2.0.0'), { version: '2.0.0' }],
  ['DescribePackage', coordinates, { package: { name: 'tool', namespace: 'ns' } }],
  ['DescribePackageVersion', versioned, { packageVersion: { status: 'Published', publishedTime: expect.any(Date) } }],
  ['ListPackages', place, { packages: [{ package: 'tool', format: 'generic', namespace: 'ns' }] }],
  ['ListPackageVersions', coordinates, { versions: [{ version: '1.0.0' }, { version: '2.0.0' }] }],
  ['ListPackageVersionAssets', versioned, { assets: [{ name: 'tool.txt', size: 3 }] }],
  ['GetPackageVersionAsset', { ...versioned, asset: 'tool.txt' }, { assetName: 'tool.txt', packageVersion: '1.0.0' }],
  ['CopyPackageVersions', { ...source, ...target, versions: ['1.0.0'] }, { failedVersions: {} }],
  [
    'UpdatePackageVersionsStatus',
    { ...coordinates, versions: ['1.0.0'], targetStatus: 'Archived' },
    { successfulVersions: { '1.0.0': { status: 'Archived' } } },
  ],
  ['DisposePackageVersions', { ...coordinates, versions: ['1.0.0'] }, { successfulVersions: { '1.0.0': {} } }],
  ['DeletePackageVersions', { ...coordinates, versions: ['1.0.0'] }, { successfulVersions: { '1.0.0': {} } }],
  [
    'PutPackageOriginConfiguration',
    { ...coordinates, restrictions: { publish: 'ALLOW', upstream: 'BLOCK' } },
    { originConfiguration: { restrictions: { publish: 'ALLOW', upstream: 'BLOCK' } } },
  ],
  ['DeletePackage', { ...coordinates, repository: 'other' }, { deletedPackage: { package: 'tool' } }],
  ['DeleteRepository', place, { repository: { name: 'my-repo' } }],
  ['DeleteRepository', { ...place, repository: 'other' }, { repository: { name: 'other' } }],
  ['DeleteDomain', { domain: 'my-domain' }, { domain: { status: 'Deleted' } }],
];

describe.each(sdks)('SDK %s', (_version, sdk) => {
  test('API-01 API-13 API-14 API-16: every simulated operation that the SDK has answers it', async () => {
    const simulator = newSimulator();
    const { call } = callerOf(sdk, simulator.clientConfig());
    const visited = new Set<OperationName>(['GetPackageVersionReadme', 'ListPackageVersionDependencies']);
    for (const [name, input, answer] of tour) {
      if (operationsOf(sdk).includes(name)) {
        expect(await call(name, input), name).toMatchObject(answer);
        visited.add(name);
      } else {
        expect(simulator.execute(name, input as never), name).toMatchObject({ ok: true });
      }
    }
    expect(operationsOf(sdk).filter((name) => !visited.has(name))).toEqual([]);
  });

  test('a readme and dependencies arrive as a package manager brought them', async () => {
    const simulator = newSimulator();
    for (const [name, input] of tour.slice(0, 5)) simulator.execute(name, input as never);
    const dependencies = [{ namespace: 'types', package: 'node', dependencyType: 'dev', versionRequirement: '^20' }];
    const version = { ...place, format: 'npm', package: 'lodash' } as const;
    simulator.request('Publish', {
      ...version,
      version: '1.0.0',
      assets: [{ name: 'package.tgz', text: 'x' }],
      metadata: { readme: '# Größe\n', dependencies },
    });
    const { call } = callerOf(sdk, simulator.clientConfig());
    const request = { ...version, packageVersion: '1.0.0' };
    expect(await call('GetPackageVersionReadme', request)).toMatchObject({ readme: '# Größe\n', version: '1.0.0' });
    expect(await call('ListPackageVersionDependencies', request)).toMatchObject({ dependencies });
  });

  test('API-11: timestamps keep their milliseconds, as Dates', async () => {
    const simulator = newSimulator();
    const { call } = callerOf(sdk, simulator.clientConfig());
    await call('ListDomains', {});
    await call('CreateDomain', { domain: 'my-domain' });
    const described = simulator.execute('DescribeDomain', { domain: 'my-domain' });
    const createdTime = described.ok ? described.output.domain?.createdTime : undefined;
    expect(createdTime?.getMilliseconds()).not.toBe(0);
    expect((await call('DescribeDomain', { domain: 'my-domain' })).domain).toMatchObject({ createdTime });
  });
});
