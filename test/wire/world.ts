/** A simulator in which every operation of the API has something to do, and an input with which each succeeds. */
import type { SdkSimulator } from '../../src/adapters/with-sdk';
import { withSdk } from '../../src/adapters/with-sdk';
import type { OperationName } from '../../src/api/types';
import { fixedClock } from '../../src/simulator/clock';
import { createSimulator } from '../../src/simulator/simulator';
import { publication } from '../adapters/sdks';

const domain = { domain: 'my-domain' };
const place = { ...domain, repository: 'my-repo' };
const group = { ...domain, packageGroup: '/npm/*' };
const npm = { ...place, format: 'npm', package: 'left-pad' };
const generic = { ...place, format: 'generic', namespace: 'ns', package: 'tool' };
const version = { ...npm, packageVersion: '1.0.0' };
const resourceArn = 'arn:aws:codeartifact:us-west-2:111122223333:domain/my-domain';
const statement = { Effect: 'Allow', Principal: '*', Action: 'codeartifact:DescribeDomain', Resource: '*' };

/** A policy that a domain or a repository may have. */
export const policyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

/** An input of each operation, all required members in it and most others. */
export const inputs: Readonly<Record<OperationName, Readonly<Record<string, unknown>>>> = {
  AssociateExternalConnection: { ...place, repository: 'bare', externalConnection: 'public:npmjs' },
  CopyPackageVersions: {
    ...domain,
    sourceRepository: 'my-repo',
    destinationRepository: 'bare',
    format: 'npm',
    package: 'left-pad',
    versions: ['1.0.0'],
    allowOverwrite: true,
    includeFromUpstream: false,
  },
  CreateDomain: { domain: 'new-domain', tags: [{ key: 'team', value: 'a' }] },
  CreatePackageGroup: {
    ...domain,
    packageGroup: '/pypi/*',
    contactInfo: 'me',
    description: 'text',
    tags: [{ key: 'team', value: 'a' }],
  },
  CreateRepository: {
    ...domain,
    repository: 'new-repo',
    description: 'text',
    upstreams: [{ repositoryName: 'my-repo' }],
    tags: [{ key: 'team', value: 'a' }],
  },
  DeleteDomain: { domain: 'empty-domain' },
  DeleteDomainPermissionsPolicy: domain,
  DeletePackage: npm,
  DeletePackageGroup: group,
  DeletePackageVersions: { ...npm, versions: ['1.0.0'], expectedStatus: 'Published' },
  DeleteRepository: place,
  DeleteRepositoryPermissionsPolicy: place,
  DescribeDomain: { ...domain, domainOwner: '111122223333' },
  DescribePackage: npm,
  DescribePackageGroup: group,
  DescribePackageVersion: version,
  DescribeRepository: place,
  DisassociateExternalConnection: { ...place, repository: 'store', externalConnection: 'public:npmjs' },
  DisposePackageVersions: { ...npm, versions: ['1.0.0'], expectedStatus: 'Published' },
  GetAssociatedPackageGroup: { ...domain, format: 'npm', package: 'left-pad' },
  GetAuthorizationToken: { ...domain, durationSeconds: 900 },
  GetDomainPermissionsPolicy: domain,
  GetPackageVersionAsset: { ...generic, packageVersion: '2.0.0', asset: 'tool.txt' },
  GetPackageVersionReadme: version,
  GetRepositoryEndpoint: { ...place, format: 'npm', endpointType: 'ipv4' },
  GetRepositoryPermissionsPolicy: place,
  ListAllowedRepositoriesForGroup: { ...group, originRestrictionType: 'PUBLISH', maxResults: 1 },
  ListAssociatedPackages: { ...group, preview: false, maxResults: 1 },
  ListDomains: { maxResults: 1 },
  ListPackageGroups: { ...domain, prefix: '/', maxResults: 1 },
  ListPackageVersionAssets: { ...version, maxResults: 1 },
  ListPackageVersionDependencies: version,
  ListPackageVersions: { ...npm, status: 'Published', sortBy: 'PUBLISHED_TIME', originType: 'UNKNOWN', maxResults: 1 },
  ListPackages: { ...place, format: 'npm', packagePrefix: 'left', publish: 'ALLOW', upstream: 'BLOCK', maxResults: 1 },
  ListRepositories: { repositoryPrefix: 'my', maxResults: 1 },
  ListRepositoriesInDomain: { ...domain, administratorAccount: '111122223333', maxResults: 1 },
  ListSubPackageGroups: { ...domain, packageGroup: '/*', maxResults: 1 },
  ListTagsForResource: { resourceArn },
  PublishPackageVersion: { ...publication('more', '1.0.0', 'more.txt'), unfinished: true },
  PutDomainPermissionsPolicy: { ...domain, policyDocument },
  PutPackageOriginConfiguration: { ...npm, restrictions: { publish: 'ALLOW', upstream: 'BLOCK' } },
  PutRepositoryPermissionsPolicy: { ...place, policyDocument },
  TagResource: { resourceArn, tags: [{ key: 'team', value: 'b' }] },
  UntagResource: { resourceArn, tagKeys: ['team'] },
  UpdatePackageGroup: { ...group, contactInfo: 'me', description: 'text' },
  UpdatePackageGroupOriginConfiguration: {
    ...group,
    restrictions: { PUBLISH: 'ALLOW_SPECIFIC_REPOSITORIES' },
    addAllowedRepositories: [{ repositoryName: 'my-repo', originRestrictionType: 'PUBLISH' }],
  },
  UpdatePackageVersionsStatus: {
    ...npm,
    versions: ['1.0.0'],
    expectedStatus: 'Published',
    targetStatus: 'Archived',
  },
  UpdateRepository: { ...place, description: 'text', upstreams: [{ repositoryName: 'bare' }] },
};

/** A simulator in which each of the inputs succeeds. */
export function fullSimulator(): SdkSimulator {
  const sim = withSdk(createSimulator({ clock: fixedClock('2026-09-01T00:00:00Z') }));
  const call = (name: OperationName, input: object): void => {
    const result = sim.execute(name, input as never);
    if (!result.ok) throw new Error(`${name} was refused: ${result.error.message}`);
  };
  call('CreateDomain', { ...domain, tags: [{ key: 'team', value: 'a' }] });
  call('CreateDomain', { domain: 'empty-domain' });
  for (const repository of ['my-repo', 'bare', 'store']) call('CreateRepository', { ...domain, repository });
  call('AssociateExternalConnection', { ...place, repository: 'store', externalConnection: 'public:npmjs' });
  call('PublishPackageVersion', { ...publication('one'), unfinished: true });
  call('PublishPackageVersion', publication('two', '2.0.0'));
  const dependency = { package: 'ansi', dependencyType: 'regular', versionRequirement: '^1.0.0' };
  const metadata = { readme: '# left-pad', summary: 'pads', dependencies: [dependency], licenses: [{ name: 'MIT' }] };
  const assets = [{ name: 'package.tgz', bytes: new TextEncoder().encode('left-pad') }];
  sim.learn([
    { type: 'stored version', ...place, format: 'npm', package: 'left-pad', version: '1.0.0', assets, metadata },
  ]);
  call('CreatePackageGroup', { ...group, contactInfo: 'me', description: 'text' });
  call('PutDomainPermissionsPolicy', { ...domain, policyDocument });
  call('PutRepositoryPermissionsPolicy', { ...place, policyDocument });
  return sim;
}
