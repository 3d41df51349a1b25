import fc from 'fast-check';
import type { OperationName } from '../../src/api/types';
import type { State } from '../../src/model/state';
import type { AssetInput } from '../../src/simulator/assets';
import type { Caller, SimulatorInputs } from '../../src/simulator/calls';
import { fixedClock, type SettableClock } from '../../src/simulator/clock';
import { hashesOf } from '../../src/simulator/content-store';
import type { Simulator } from '../../src/simulator/interface';
import { createSimulator, type SimulatorOptions } from '../../src/simulator/simulator';
import type { World } from '../../src/simulator/world/world';

/** One thing that is done to a simulator; the answer is what its caller sees of it. */
export interface Step {
  readonly run: (sim: Simulator, clock: SettableClock) => unknown;
  /** The SHA-256 of the contents that it brings with their bytes. */
  readonly brings: readonly string[];
  toString(): string;
}

export const start = Date.UTC(2026, 0, 1);
export const bytesOf = (text: string): Uint8Array => new Uint8Array([...text].map((c) => c.charCodeAt(0)));
export const digestOf = (text: string): string => hashesOf(bytesOf(text))['SHA-256'];
export const generic = {
  domain: 'my-domain',
  repository: 'team',
  format: 'generic',
  namespace: 'ns',
  package: '__proto__',
} as const;

/** Two repositories in a chain to npmjs, which offers one version with bytes and one without. */
export const world: World = {
  domains: {
    'my-domain': {
      repositories: {
        constructor: { externalConnection: 'public:npmjs' as const },
        team: { upstreams: ['constructor'], administrator: '123456789012' },
      },
    },
  },
  publicRepositories: {
    'public:npmjs': { lodash: { '1.0.0': { assets: { 'package.tgz': 'one' } }, '2.0.0': {} } },
  },
};

/** A simulator in that world, and the clock that it reads. */
export function simulated(options: SimulatorOptions = {}): { sim: Simulator; clock: SettableClock } {
  const clock = fixedClock(start);
  return { sim: createSimulator({ world, clock, ...options }), clock };
}

/** The SHA-256 of everything that is in reach: by another way than the simulator's, from all records of versions. */
export function reachable(state: State): Set<string> {
  const digests = new Set<string>();
  const add = (records: Iterable<{ readonly assets: readonly { hashes: { 'SHA-256'?: string } }[] }>) => {
    for (const { assets } of records) for (const { hashes } of assets) digests.add(hashes['SHA-256']!);
  };
  for (const [, domain] of state.domains) {
    for (const [, { versions }] of domain.repositories) add(versions.values());
    add([...domain.arrivals.values()].map(({ record }) => record));
  }
  for (const [, { versions }] of state.catalogues) add(versions.values());
  return digests;
}

const texts = ['one', 'two', 'three'];
const repository = fc.constantFrom('team', 'constructor', 'absent');
const genericVersion = fc.constantFrom('__proto__', '1');
const npmVersion = fc.constantFrom('1.0.0', '2.0.0', '3.0.0');
const caller = fc.constantFrom<Caller>({}, {}, { account: '123456789012' });
const content = fc.tuple(fc.constantFrom(...texts), fc.constantFrom('bytes', 'text', 'digests'));
type Content = [text: string, form: string];

const inputOf = ([text, form]: Content) =>
  form === 'bytes' ? bytesOf(text) : form === 'text' ? text : { size: text.length, hashes: hashesOf(bytesOf(text)) };
const assetOf = (name: string, [text, form]: Content): AssetInput =>
  form === 'bytes'
    ? { name, bytes: bytesOf(text) }
    : form === 'text'
      ? { name, text }
      : { name, size: text.length, hashes: hashesOf(bytesOf(text)) };
const broughtBy = ([text, form]: Content): string[] => (form === 'digests' ? [] : [digestOf(text)]);

const step = (name: string, brings: readonly string[], detail: unknown, run: Step['run']): Step => ({
  run,
  brings,
  toString: () => `${name} ${JSON.stringify(detail)}`,
});

const call = <N extends OperationName>(name: N, input: SimulatorInputs[N], as?: Caller, brings: string[] = []): Step =>
  step(name, brings, [input, as], (sim) => {
    const { state: _, trace, ...answer } = sim.execute(name, input, as);
    return { trace, answer };
  });

const publishOne = fc
  .tuple(repository, genericVersion, fc.constantFrom('a', '__proto__'), content, fc.boolean(), fc.boolean(), caller)
  .map(([where, packageVersion, assetName, given, unfinished, isWrong, as]) => {
    const assetSHA256 = isWrong && unfinished ? '0'.repeat(64) : digestOf(given[0]);
    const input = { ...generic, domainOwner: '111122223333', repository: where, packageVersion, assetName, unfinished };
    return call(
      'PublishPackageVersion',
      { ...input, assetContent: inputOf(given), assetSHA256 },
      as,
      isWrong && unfinished ? [] : broughtBy(given),
    );
  });

const npm = { domain: 'my-domain', domainOwner: '111122223333', format: 'npm', package: 'lodash' } as const;

const requests = fc.oneof(
  fc.tuple(repository, npmVersion).map(([where, version]) =>
    step('ReadAsset', [], [where, version], (sim) => {
      const input = { ...npm, repository: where, version, asset: 'package.tgz' };
      const { state: _, trace, ...answer } = sim.request('ReadAsset', input);
      return { trace, answer, bytes: answer.ok && answer.output.content.hasBytes && answer.output.content.bytes() };
    }),
  ),
  repository.map((where) =>
    step('ListVersions', [], where, (sim) => {
      const { state: _, trace, ...answer } = sim.request('ListVersions', { ...npm, repository: where });
      return { trace, answer };
    }),
  ),
  fc
    .tuple(repository, npmVersion, content, fc.constantFrom('latest', '__proto__'))
    .map(([where, version, given, tag]) =>
      step('Publish', broughtBy(given), [where, version, given, tag], (sim) => {
        const input = { ...npm, repository: where, version, assets: [assetOf('package.tgz', given)], tags: [tag] };
        const { state: _, trace, ...answer } = sim.request('Publish', { ...input, metadata: { readme: given[0] } });
        return { trace, answer };
      }),
    ),
);

const changes = fc.oneof(
  fc
    .tuple(repository, genericVersion, fc.constantFrom('Archived' as const, 'Published' as const))
    .map(([where, version, targetStatus]) =>
      call('UpdatePackageVersionsStatus', { ...generic, repository: where, versions: [version], targetStatus }),
    ),
  fc
    .tuple(repository, genericVersion)
    .map(([where, version]) => call('DisposePackageVersions', { ...generic, repository: where, versions: [version] })),
  fc
    .tuple(repository, npmVersion)
    .map(([where, version]) => call('DeletePackageVersions', { ...npm, repository: where, versions: [version] })),
  repository.map((where) => call('DeletePackage', { ...generic, repository: where })),
  repository.map((where) => call('DeleteRepository', { domain: 'my-domain', repository: where })),
  repository.map((where) => call('CreateRepository', { domain: 'my-domain', repository: where })),
  fc.tuple(npmVersion, fc.boolean()).map(([version, allowOverwrite]) =>
    call('CopyPackageVersions', {
      ...npm,
      sourceRepository: 'constructor',
      destinationRepository: 'team',
      versions: [version],
      allowOverwrite,
    }),
  ),
);

const facts = fc.oneof(
  fc.tuple(npmVersion, content).map(([version, given]) =>
    step('public version', broughtBy(given), [version, given], (sim) => {
      const assets = [assetOf('package.tgz', given)];
      sim.learn([{ type: 'public version', connection: 'public:npmjs', package: 'lodash', version, assets }]);
    }),
  ),
  npmVersion.map((version) =>
    step('public version withdrawn', [], version, (sim) => {
      sim.learn([{ type: 'public version withdrawn', connection: 'public:npmjs', package: 'lodash', version }]);
    }),
  ),
  fc.constantFrom(0, 100, 200).map((seconds) => step('time', [], seconds, (_, clock) => clock.advance(seconds))),
);

/** Anything that can be done, on few names, `__proto__` among them. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: publishOne },
  { weight: 3, arbitrary: requests },
  { weight: 2, arbitrary: changes },
  { weight: 2, arbitrary: facts },
);

export const anyHistory = fc.array(anyStep, { maxLength: 25 });
export const anyLatency = fc.constantFrom('none' as const, 'documented' as const);
