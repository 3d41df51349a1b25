import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { operations } from '../../src/api/operations';
import type { OperationName } from '../../src/api/types';
import type { ServiceError } from '../../src/model/errors';
import type { ReadableContent } from '../../src/simulator/assets';
import { type Caller, callerOf, operationsOf, publication, sdks, sha256Of, simulatedOperations } from './sdks';
import { newSimulator } from './simulated';

const from = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const some = <T>(each: fc.Arbitrary<T>) => fc.uniqueArray(each, { minLength: 1, maxLength: 3 });

const domain = from('dom-a', 'dom-a', 'dom-a', 'dom-a', 'dom-b');
const repository = from('repo-a', 'repo-a', 'repo-a', 'repo-b', 'repo-c');
const packageName = from('pkg-a', 'pkg-a', 'pkg-a', 'pkg-b');
const version = from('1.0.0', '2.0.0', 'constructor');
const digest = from('one', 'one', 'two').map(sha256Of);
const arn = from('domain/dom-a', 'repository/dom-a/repo-a', 'repository/dom-a/repo-b', 'nonsense');
const status = from('Published', 'Unlisted', 'Archived', 'Disposed');

/** Few values of each member, so that calls meet; some are refused. */
const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  administratorAccount: from('111122223333'),
  allowOverwrite: fc.boolean(),
  asset: from('tool.txt', 'tool.txt', 'other.txt'),
  assetContent: from('one', 'one', 'two'),
  assetName: from('tool.txt', 'other.txt'),
  assetSHA256: digest,
  description: from('', 'Größe & mehr'),
  destinationRepository: repository,
  domain,
  domainOwner: from('111122223333', '111122223333', '222233334444', '1'),
  encryptionKey: from('arn:aws:kms:us-west-2:111122223333:key/00000000-0000-0000-0000-000000000000'),
  endpointType: from('ipv4', 'dualstack'),
  expectedStatus: status,
  externalConnection: from('public:npmjs', 'public:pypi', 'nonsense'),
  format: from('generic', 'generic', 'generic', 'npm'),
  includeFromUpstream: fc.boolean(),
  maxResults: from(1, 2, 1000, 1001),
  namespace: from('ns', 'ns', 'ns', 'other'),
  nextToken: from('nonsense'),
  originType: from('INTERNAL', 'EXTERNAL'),
  package: packageName,
  packagePrefix: from('pkg', 'pkg-a'),
  packageVersion: version,
  packageVersionRevision: from('nonsense'),
  publish: from('ALLOW', 'BLOCK'),
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
};

interface Call {
  readonly name: OperationName;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Members that a call cannot do without here are always there, others at times. */
function anyCall(name: OperationName): fc.Arbitrary<Call> {
  const members = Object.entries(operations[name].input);
  const requiredKeys = members.flatMap(([member, { required }]) => (required ? [member] : []));
  const namespace = requiredKeys.includes('package') ? ['namespace'] : [];
  const rare = (member: string) =>
    requiredKeys.includes(member) || namespace.includes(member)
      ? values[member]!
      : fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, values[member]!);
  const model = Object.fromEntries(members.map(([member]) => [member, rare(member)]));
  return fc.record(model).map((input) => ({ name, input }));
}

/** What lets most calls find something, before a history. */
const beginning: readonly Call[] = [
  { name: 'CreateDomain', input: { domain: 'dom-a' } },
  { name: 'CreateRepository', input: { domain: 'dom-a', repository: 'repo-a' } },
  { name: 'CreateRepository', input: { domain: 'dom-a', repository: 'repo-b' } },
  ...['1.0.0', '2.0.0'].map((packageVersion) => ({
    name: 'PublishPackageVersion' as const,
    input: { ...publication('one', packageVersion), domain: 'dom-a', repository: 'repo-a', package: 'pkg-a' },
  })),
];

const frequent: readonly OperationName[] = ['PublishPackageVersion', 'CopyPackageVersions', 'GetPackageVersionAsset'];

const anyHistory = fc.array(fc.oneof(...[...simulatedOperations, ...frequent, ...frequent].map(anyCall)), {
  minLength: 5,
  maxLength: 30,
});

type Heard = { readonly output: object } | { readonly error: object };

async function heardBySdk({ call }: Caller, { name, input }: Call): Promise<Heard> {
  try {
    const output = await call(name, input);
    if (name !== 'GetPackageVersionAsset') return { output };
    return { output: { ...output, asset: new Uint8Array(await buffer(output.asset as Readable)) } };
  } catch (error) {
    const { name: errorName, message, resourceId, resourceType, reason } = error as Record<string, unknown>;
    return { error: { errorName, message, resourceId, resourceType, reason } };
  }
}

function heardDirectly(simulator: ReturnType<typeof newSimulator>, { name, input }: Call): Heard {
  const result = simulator.execute(name, input as never);
  if (!result.ok) {
    const { name: errorName, message, members } = result.error as ServiceError;
    return { error: { errorName, message, ...members } };
  }
  const output: Record<string, unknown> = { ...result.output };
  if (output.defaultDisplayVersion === null) delete output.defaultDisplayVersion; // the SDK has no null
  return {
    output:
      name === 'GetPackageVersionAsset' ? { ...output, asset: (output.asset as ReadableContent).bytes() } : output,
  };
}

/** Members of inputs, and of outputs, that the oldest SDK neither sends nor reads. */
const laterInputs: readonly string[] = ['endpointType', 'originType', 'publish', 'upstream'];
const laterOutputs: readonly string[] = ['origin', 'originConfiguration'];

const isLaterInput = (key: string) => laterInputs.includes(key);
const isLaterOutput = (key: string, holder: object) =>
  laterOutputs.includes(key) || (key === 'createdTime' && 'administratorAccount' in holder);

/** The value without the members, at any depth, that are to be left out. */
function without<T>(value: T, leavesOut: (key: string, holder: object) => boolean): T {
  if (Array.isArray(value)) return value.map((each) => without(each, leavesOut)) as T;
  const isRecord =
    typeof value === 'object' && value !== null && !(value instanceof Date || value instanceof Uint8Array);
  if (!isRecord) return value;
  const entries = Object.entries(value).filter(([key]) => !leavesOut(key, value));
  return Object.fromEntries(entries.map(([key, each]) => [key, without(each, leavesOut)])) as T;
}

test.each(sdks)(
  'API-01 API-11 API-14: through SDK %s every history hears what it hears directly',
  async (name, sdk) => {
    const isOldest = name === '3.100.0';
    const known = new Set(operationsOf(sdk));
    const answered = new Set<OperationName>();
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const [called, beside] = [newSimulator(), newSimulator()];
        const caller = callerOf(sdk, called.clientConfig());
        for (const drawn of [...beginning, ...history]) {
          const call = isOldest && known.has(drawn.name) ? without(drawn, isLaterInput) : drawn;
          const direct = heardDirectly(beside, call);
          if (!known.has(call.name)) called.execute(call.name, call.input as never);
          else
            expect(await heardBySdk(caller, call), JSON.stringify(call)).toEqual(
              isOldest ? without(direct, isLaterOutput) : direct,
            );
          if ('output' in direct) answered.add(call.name);
        }
        expect(called.toJSON({ bytes: true })).toEqual(beside.toJSON({ bytes: true }));
      }),
      { numRuns: 60 },
    );
    expect(answered.size).toBeGreaterThan(20); // most histories have something to say
  },
);
