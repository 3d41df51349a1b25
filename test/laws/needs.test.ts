import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PackageFormat } from '../../src/api/types';
import { needs } from '../../src/core';
import { formats } from '../../src/formats';
import type { ExternalConnectionName } from '../../src/model/coordinates';
import { stateToJson } from '../../src/model/json';
import type { PublicAsset } from '../../src/model/state';
import { emptyByName } from '../../src/model/wide-map';
import type { RequestInputs, RequestName } from '../../src/ops/requests';
import type { Need } from '../../src/resolution/needs';
import { context } from '../support';
import { decide, type PlainWorld } from './oracle';
import { assetOf, type Estate, subjects } from './support';
import { anyWorld, estateOf, names, versionNames } from './worlds';

const asked = names[0]!;
const versions = [...versionNames, '1.0-SNAPSHOT'];
const someFiles: Partial<Record<PackageFormat, readonly string[]>> = {
  maven: ['.pom', '.jar', '-linux.jar'],
  pypi: ['.tar.gz', '-py3-none-any.whl'],
};

interface Case {
  readonly format: PackageFormat;
  readonly world: PlainWorld;
  readonly listsAssets: boolean;
}

const fileName = (format: PackageFormat) => (version: string, file: string) =>
  someFiles[format] ? `${subjects[format].package}-${version}${file}` : assetOf(subjects[format], version);

const anyCase: fc.Arbitrary<Case> = fc
  .constantFrom<PackageFormat>('npm', 'maven', 'pypi', 'ruby', 'nuget', 'cargo', 'swift', 'generic')
  .chain((format) => {
    const connections = formats[format].externalConnections;
    const origins = [undefined, ...connections];
    const files = someFiles[format] ?? ['asset'];
    const shape = { repositories: 7, cycles: true, gone: true, blocks: true, tags: true, versions };
    return fc.record({
      format: fc.constant(format),
      world: anyWorld({ ...shape, connections, origins, files }),
      listsAssets: fc.boolean(),
    });
  });

/** A world that knows everything public, or in which nothing public was told yet. */
function estate({ format, world, listsAssets }: Case, knows: 'everything' | 'nothing'): Estate {
  const known = knows === 'everything' ? world : { ...world, offers: new Map() };
  const made = estateOf(known, subjects[format], fileName(format));
  for (const connection of formats[format].externalConnections) {
    made.learn({ type: 'public repository', connection, listsAssets });
  }
  return made;
}

/** Tells what is needed and no more, again and again until nothing is needed any more; gives all that was needed. */
function feed(one: Case, to: Estate, name: RequestName, input: RequestInputs['ReadAsset']): readonly Need[] {
  const told = new Map<string, Need>();
  for (;;) {
    const wanted = needs(to.state, name, input, { ...context, now: to.now });
    const fresh = wanted.filter((need) => !told.has(JSON.stringify(need)));
    if (fresh.length === 0) return [...told.values()];
    for (const need of fresh) tell(one, to, need, [...told.values()]);
    for (const need of fresh) told.set(JSON.stringify(need), need);
  }
}

function tell({ format, world, listsAssets }: Case, to: Estate, need: Need, before: readonly Need[]): void {
  const { versionIdentity } = formats[format];
  const offered = world.offers.get(need.connection) ?? new Map<string, readonly string[]>();
  const pointing = world.offeredTags.get(need.connection) ?? new Map<string, string>();
  for (const [version, files] of offered) {
    if (need.version !== undefined && versionIdentity(version) !== versionIdentity(need.version)) continue;
    const whole = new Set(
      [...before, need]
        .filter(({ connection, version: of }) => connection === need.connection && of === version)
        .flatMap(({ asset, others = [] }) => [asset, ...others]),
    );
    const all = to.assets(
      need.connection,
      version,
      files.map((file) => fileName(format)(version, file)),
    );
    const isHidden = formats[format].firstAssets !== undefined && !listsAssets;
    const of: PublicAsset[] = all.flatMap((asset) =>
      whole.has(asset.name) ? [asset] : isHidden ? [] : [{ name: asset.name, hashes: {} }],
    );
    const { namespace, package: plain } = need.coordinates;
    const tags = [...pointing].filter(([, target]) => target === version).map(([tag]) => tag);
    const connection = need.connection as ExternalConnectionName;
    to.learn({ type: 'public version', connection, namespace, package: plain, version, assets: of, tags });
  }
}

/** What a request answers and what it stores; of public files, which there are. */
function outcome<N extends RequestName>(of: Estate, name: N, input: RequestInputs[N]): unknown {
  const result = of.ask(name, input);
  const stored = stateToJson({ ...of.state, catalogues: emptyByName() });
  if (!result.ok) return { error: result.error.message, stored };
  const { output, events } = result;
  return 'tags' in output
    ? { tags: output.tags, versions: output.versions.map((each) => [each.version, filesOf(each)]), stored }
    : { output, events, stored };
}

const filesOf = ({ assets, metadata }: { assets: readonly PublicAsset[]; metadata: unknown }) => [
  assets.map(({ name }) => name),
  metadata,
];

test('EXT-21 RES-16 RES-30 EXT-38: who is told what a file needs answers as who knows everything', () => {
  fc.assert(
    fc.property(anyCase, fc.constantFrom(...versions, 'absent'), fc.nat(2), (one, version, index) => {
      const [whole, fed] = [estate(one, 'everything'), estate(one, 'nothing')];
      const files = someFiles[one.format] ?? ['asset'];
      const asset = fileName(one.format)(version, files[index % files.length]!);
      const input = { ...whole.in(asked), version, asset };
      const needed = feed(one, fed, 'ReadAsset', input);
      const isStored = decide(one.world, asked, version).kind === 'stored';
      if (isStored && !someFiles[one.format]) expect(needed).toEqual([]); // RET-11
      expect(outcome(fed, 'ReadAsset', input)).toEqual(outcome(whole, 'ReadAsset', input));
    }),
    { numRuns: 600 },
  );
});

test('RES-19 RES-30: who is told what a list needs answers as who knows everything', () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      const [whole, fed] = [estate({ ...one, listsAssets: true }, 'everything'), estate(one, 'nothing')];
      const input = { ...whole.in(asked), version: '', asset: '' };
      feed({ ...one, listsAssets: true }, fed, 'ListVersions', input);
      const { stored: _, ...answer } = outcome(fed, 'ListVersions', input) as { stored: unknown };
      const { stored: __, ...expected } = outcome(whole, 'ListVersions', input) as { stored: unknown };
      expect(answer).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test('PUB-47 PUB-50: who is told what a publication needs refuses and stores as who knows everything', () => {
  fc.assert(
    fc.property(
      anyCase,
      fc.constantFrom('1.0.0', '2.0.0', '10.0.0-rc.1', '1.0-SNAPSHOT', 'no version'),
      (one, version) => {
        const [whole, fed] = [estate(one, 'everything'), estate(one, 'nothing')];
        const files = someFiles[one.format] ?? ['asset'];
        const of = whole.assets('publisher', version, [fileName(one.format)(version, files[0]!)]);
        const input = { ...whole.in(asked), version, assets: of };
        feed(one, fed, 'Publish', { ...input, asset: '' });
        expect(outcome(fed, 'Publish', input)).toEqual(outcome(whole, 'Publish', input));
      },
    ),
    { numRuns: 300 },
  );
});

test('RBY-23: an index of all packages needs nothing: it has what is known', () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      const made = estate(one, 'nothing');
      expect(needs(made.state, 'ReadIndex', made.in(asked), { ...context, now: made.now })).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('the worlds have requests that need something, and stored ones that do', () => {
  const kinds = new Map<string, number>();
  for (const one of fc.sample(anyCase, { numRuns: 600, seed: 1 })) {
    const made = estate(one, 'nothing');
    const version = versions[0]!;
    const files = someFiles[one.format] ?? ['asset'];
    const input = { ...made.in(asked), version, asset: fileName(one.format)(version, files[0]!) };
    const { kind } = decide(one.world, asked, version);
    const found = `${kind} ${needs(made.state, 'ReadAsset', input, { ...context, now: made.now }).length > 0}`;
    kinds.set(found, (kinds.get(found) ?? 0) + 1);
  }
  for (const kind of ['stored true', 'stored false', 'public true', 'nowhere true', 'nowhere false', 'broken false']) {
    expect(kinds.get(kind) ?? 0, kind).toBeGreaterThan(5);
  }
});
