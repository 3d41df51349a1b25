/** Histories of calls as clients of the SDK make them, and what they hear. */
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { operations } from '../../src/api/operations';
import type { OperationName } from '../../src/api/types';
import { type Caller, publication, sha256Of, simulatedOperations } from './sdks';

const from = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const some = <T>(each: fc.Arbitrary<T>) => fc.uniqueArray(each, { minLength: 1, maxLength: 3 });

const domain = from('dom-a', 'dom-a', 'dom-a', 'dom-a', 'dom-b');
const repository = from('repo-a', 'repo-a', 'repo-a', 'repo-b', 'repo-c');
const packageName = from('pkg-a', 'pkg-a', 'pkg-a', 'pkg-b');
const version = from('1.0.0', '2.0.0', 'constructor');
const digest = from('one', 'one', 'two').map(sha256Of);
const arn = from(
  'domain/dom-a',
  'repository/dom-a/repo-a',
  'repository/dom-a/repo-b',
  'package-group/dom-a/%2a',
  'package-group/dom-a/generic/ns/%2a',
  'nonsense',
);
const status = from('Published', 'Unlisted', 'Archived', 'Disposed');
const pattern = from('/*', '/generic/*', '/generic/ns/*', '/generic/ns/*', '/generic/ns/pkg~', '/npm//x$', 'nonsense');
const originType = from('PUBLISH', 'EXTERNAL_UPSTREAM', 'INTERNAL_UPSTREAM');
const mode = from('ALLOW', 'BLOCK', 'INHERIT', 'ALLOW_SPECIFIC_REPOSITORIES', 'ALLOW_SPECIFIC_REPOSITORIES');
const allowedRepositories = some(repository).chain((names) =>
  fc.tuple(
    ...names.map((repositoryName) =>
      fc.record({ repositoryName: from(repositoryName), originRestrictionType: originType }),
    ),
  ),
);

/** The text of a policy that allows an action to the other account, or denies it to everybody. */
const policyOf = (Effect: 'Allow' | 'Deny', Action: string): string => {
  const Principal = Effect === 'Allow' ? { AWS: 'arn:aws:iam::222233334444:root' } : '*';
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect, Principal, Action, Resource: '*' }] });
};

const policyDocument = from(
  policyOf('Allow', 'codeartifact:*'),
  policyOf('Allow', 'codeartifact:*'),
  policyOf('Allow', 'codeartifact:Describe*'),
  policyOf('Deny', 'codeartifact:DisposePackageVersions'),
  'nonsense',
);

/** Few values of each member, so that calls meet; some are refused. */
const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  addAllowedRepositories: allowedRepositories,
  administratorAccount: from('111122223333'),
  allowOverwrite: fc.boolean(),
  asset: from('tool.txt', 'tool.txt', 'other.txt'),
  assetContent: from('one', 'one', 'two'),
  assetName: from('tool.txt', 'other.txt'),
  assetSHA256: digest,
  contactInfo: from('', 'team@example.com'),
  description: from('', 'Größe & mehr'),
  destinationRepository: repository,
  domain,
  domainOwner: from('111122223333', '111122223333', '222233334444', '1'),
  durationSeconds: from(0, 899, 900, 43_200),
  encryptionKey: from('arn:aws:kms:us-west-2:111122223333:key/00000000-0000-0000-0000-000000000000'),
  endpointType: from('ipv4', 'dualstack'),
  expectedStatus: status,
  externalConnection: from('public:npmjs', 'public:pypi', 'nonsense'),
  format: from('generic', 'generic', 'generic', 'npm'),
  includeFromUpstream: fc.boolean(),
  maxResults: from(1, 2, 1000, 1001),
  namespace: from('ns', 'ns', 'ns', 'other'),
  nextToken: from('nonsense'),
  originRestrictionType: originType,
  originType: from('INTERNAL', 'EXTERNAL'),
  package: packageName,
  packageGroup: pattern,
  packagePrefix: from('pkg', 'pkg-a'),
  packageVersion: version,
  packageVersionRevision: from('nonsense'),
  policyDocument,
  policyRevision: from('nonsense'),
  prefix: from('', '/generic', '/npm'),
  preview: fc.boolean(),
  publish: from('ALLOW', 'BLOCK'),
  removeAllowedRepositories: allowedRepositories,
  repository,
  repositoryPrefix: from('repo', 'repo-a'),
  resourceArn: arn.map((path) => `arn:aws:codeartifact:us-west-2:111122223333:${path}`),
  restrictions: fc.record({ publish: from('ALLOW', 'BLOCK'), upstream: from('ALLOW', 'BLOCK') }),
  sortBy: from('PUBLISHED_TIME'),
  sourceRepository: repository,
  status,
  tagKeys: some(from('team', 'Ä b')),
  tags: some(from('team', 'Ä b')).map((keys) => keys.map((key) => ({ key, value: `${key}?&` }))),
  targetStatus: status,
  unfinished: fc.boolean(),
  upstream: from('ALLOW', 'BLOCK'),
  upstreams: some(repository).map((names) => names.map((repositoryName) => ({ repositoryName }))),
  versionRevisions: from({ '1.0.0': 'nonsense' }),
  versions: some(version),
  'UpdatePackageGroupOriginConfiguration.restrictions': fc.dictionary(originType, mode, { minKeys: 1, maxKeys: 3 }),
};

/** A call by the name of its operation. */
export interface Call {
  readonly name: OperationName;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Members that a call cannot do without here are always there, others at times. */
function anyCall(name: OperationName): fc.Arbitrary<Call> {
  const members = Object.entries(operations[name].input);
  const requiredKeys = members.flatMap(([member, { required }]) => (required ? [member] : []));
  const namespace = requiredKeys.includes('package') ? ['namespace'] : [];
  const trialsOf = (member: string) => values[`${name}.${member}`] ?? values[member]!;
  const rare = (member: string) =>
    requiredKeys.includes(member) || namespace.includes(member)
      ? trialsOf(member)
      : fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, trialsOf(member));
  const model = Object.fromEntries(members.map(([member]) => [member, rare(member)]));
  return fc.record(model).map((input) => ({ name, input }));
}

/** What lets most calls find something, before a history. */
export const beginning: readonly Call[] = [
  { name: 'CreateDomain', input: { domain: 'dom-a' } },
  { name: 'CreateRepository', input: { domain: 'dom-a', repository: 'repo-a' } },
  { name: 'CreateRepository', input: { domain: 'dom-a', repository: 'repo-b' } },
  ...['1.0.0', '2.0.0'].map((packageVersion) => ({
    name: 'PublishPackageVersion' as const,
    input: { ...publication('one', packageVersion), domain: 'dom-a', repository: 'repo-a', package: 'pkg-a' },
  })),
];

const frequent: readonly OperationName[] = ['PublishPackageVersion', 'CopyPackageVersions', 'GetPackageVersionAsset'];

/** Calls of all simulated operations. */
export const anyHistory = fc.array(fc.oneof(...[...simulatedOperations, ...frequent, ...frequent].map(anyCall)), {
  minLength: 5,
  maxLength: 30,
});

/** What a caller hears: an answer, or an error by its name and members. */
export type Heard = { readonly output: object } | { readonly error: object };

/** What a client of the SDK hears, with the bytes of an asset. */
export async function heardBySdk({ call }: Caller, { name, input }: Call): Promise<Heard> {
  try {
    const output = await call(name, input);
    if (name !== 'GetPackageVersionAsset') return { output };
    return { output: { ...output, asset: new Uint8Array(await buffer(output.asset as Readable)) } };
  } catch (error) {
    const { name: errorName, message, resourceId, resourceType, reason, $metadata } = error as Record<string, unknown>;
    const { httpStatusCode: status } = $metadata as { httpStatusCode?: number };
    return { error: { errorName, status, message, resourceId, resourceType, reason } };
  }
}
