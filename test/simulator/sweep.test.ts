import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ContentStore, memoryStore } from '../../src/simulator/content-store';
import type { Simulator } from '../../src/simulator/interface';
import type { SimulatorOptions } from '../../src/simulator/simulator';
import type { Snapshot } from '../../src/simulator/snapshot';
import { digestsOf, reaches } from '../../src/simulator/sweep';
import { anyLatency, anyStep, digestOf, generic, reachable, simulated, world } from './histories';

/** A simulator or a snapshot, and of which contents it must have the bytes: now, and after a reset. */
interface Root {
  readonly sim?: Simulator;
  snapshot?: Snapshot;
  known: ReadonlySet<string>;
  readonly beginning: ReadonlySet<string>;
}

const union = (sets: readonly ReadonlySet<string>[]): string[] => [...new Set(sets.flatMap((set) => [...set]))].sort();
const common = (a: Iterable<string>, b: ReadonlySet<string>): Set<string> => new Set([...a].filter((x) => b.has(x)));

const anyMove = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('step' as const), step: anyStep, at: fc.nat() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('fork' as const, 'snapshot' as const, 'restore' as const, 'reset' as const),
      at: fc.nat(),
      from: fc.nat(),
    }),
  },
);

type Move = typeof anyMove extends fc.Arbitrary<infer M> ? M : never;

/** Makes the moves, and says of which contents each simulator and each snapshot must have the bytes. */
function play(moves: readonly Move[], options: SimulatorOptions, beforeEach: () => void = () => {}): Root[] {
  const { sim, clock } = simulated(options);
  const offered = new Set([digestOf('one')]);
  const roots: Root[] = [{ sim, known: offered, beginning: offered }];
  for (const move of moves) {
    beforeEach();
    const running = roots.filter((root) => root.sim);
    const root = running[move.at % running.length]!;
    if (move.kind === 'step') {
      const before = root.sim!.state;
      const isRefused = JSON.stringify(move.step.run(root.sim!, clock))?.includes('"ok":false');
      const kept = common(root.known, reachable(before));
      root.known = common([...kept, ...(isRefused ? [] : move.step.brings)], reachable(root.sim!.state));
    } else if (move.kind === 'fork') {
      roots.push({ sim: root.sim!.fork(), known: root.known, beginning: root.known });
    } else if (move.kind === 'snapshot') {
      roots.push({ snapshot: root.sim!.snapshot(), known: root.known, beginning: root.known });
    } else if (move.kind === 'reset') {
      root.sim!.reset();
      root.known = root.beginning;
    } else {
      const snapshots = roots.filter(({ snapshot }) => snapshot);
      const source = snapshots[move.from % snapshots.length];
      if (!source) continue;
      root.sim!.restore(source.snapshot!);
      root.known = source.known;
    }
  }
  return roots;
}

function expectBytes(roots: readonly Root[]): void {
  for (const { sim, known } of roots) {
    const bytes = sim?.toJSON({ bytes: true }).bytes;
    if (bytes) expect(bytes.map(([digest]) => digest)).toEqual([...known].sort());
  }
}

test('after a collection the store has exactly what simulators and snapshots can reach (DED-08, DED-16)', () => {
  fc.assert(
    fc.property(fc.array(anyMove, { maxLength: 50 }), anyLatency, (moves, latency) => {
      const store = memoryStore();
      const roots = play(moves, { store, latency });
      roots[0]!.sim!.collect();
      expect([...store.digests()].sort()).toEqual(union(roots.flatMap(({ known, beginning }) => [known, beginning])));
      expectBytes(roots);
    }),
    { numRuns: 120 },
  );
});

test('sweeps that begin and go on in the midst of a history lose nothing that is in reach', () => {
  const many = Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`1.0.${n}`, { assets: {} }]));
  const publicRepositories = { ...world.publicRepositories, 'public:crates-io': { serde: many } };
  fc.assert(
    fc.property(fc.array(anyMove, { minLength: 20, maxLength: 60 }), anyLatency, (moves, latency) => {
      const store = memoryStore();
      const roots = play(moves, { store, latency, world: { ...world, publicRepositories } }, () => {
        store.roots.work = Number.MAX_SAFE_INTEGER; // a sweep is always worth its cost
      });
      expectBytes(roots);
    }),
    { numRuns: 20 },
  );
});

test('what is in reach is told alike for one content and for all', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 20 }), anyLatency, (steps, latency) => {
      const { sim, clock } = simulated({ latency });
      for (const step of steps) step.run(sim, clock);
      const expected = reachable(sim.state);
      expect(new Set(digestsOf(sim.state))).toEqual(expected);
      for (const text of ['one', 'two', 'three']) {
        expect(reaches(sim.state, digestOf(text))).toBe(expected.has(digestOf(text)));
      }
    }),
    { numRuns: 100 },
  );
});

const publish = (sim: Simulator, version: number, text: string): void => {
  const input = { ...generic, packageVersion: String(version), assetName: 'a', assetContent: text };
  const result = sim.execute('PublishPackageVersion', { ...input, assetSHA256: digestOf(text) });
  if (!result.ok) throw new Error(result.error.message);
};
const remove = (sim: Simulator, version: number): void => {
  sim.execute('DeletePackageVersions', { ...generic, versions: [String(version)] });
};
const bytesIn = (sim: Simulator, version: number): string => {
  const result = sim.execute('GetPackageVersionAsset', { ...generic, packageVersion: String(version), asset: 'a' });
  if (!result.ok) throw new Error(result.error.message);
  return result.output.asset.text();
};
const sizeOf = (store: ContentStore): number => [...store.digests()].length;

test('without a collection the store stays small, and keeps all that is in reach', () => {
  const store = memoryStore();
  const { sim } = simulated({ store });
  const kept: { readonly holder: Simulator; readonly version: number }[] = [];
  let largest = 0;
  for (let version = 0; version < 2_000; version++) {
    publish(sim, version, `text ${version}`);
    if (version % 100 === 7) kept.push({ holder: sim.fork(), version });
    if (version >= 20) remove(sim, version - 20);
    if (version % 100 === 50) largest = Math.max(largest, sizeOf(store));
  }
  for (const { holder, version } of kept) {
    for (const age of [0, 19]) {
      if (version >= age) expect(bytesIn(holder, version - age)).toBe(`text ${version - age}`);
    }
  }
  expect(largest).toBeLessThan(20 * 21 + 1_000);
  sim.collect();
  expect(sizeOf(store)).toBe(1 + 20 + 8 + 19 * 21);
});

test('what comes back in the middle of a sweep is spared', () => {
  const store = memoryStore();
  const { sim } = simulated({ store });
  for (let version = 0; version < 1_500; version++) {
    publish(sim, version, `text ${version}`);
    remove(sim, version);
    publish(sim, 1_000_000 + version, `text ${version - (version % 50)}`);
    expect(bytesIn(sim, 1_000_000 + version)).toBe(`text ${version - (version % 50)}`);
    if (version % 50 === 49) for (let n = version - 49; n <= version; n++) remove(sim, 1_000_000 + n);
  }
});

test('what is on its way into a repository is in reach, also when it is public no more', () => {
  const { sim, clock } = simulated({ latency: 'documented' });
  const offer = { connection: 'public:npmjs', package: 'lodash', version: '3.0.0' } as const;
  sim.learn([{ type: 'public version', ...offer, assets: [{ name: 'package.tgz', text: 'three' }] }]);
  const lodash = { domain: 'my-domain', repository: 'team', format: 'npm', package: 'lodash' } as const;
  const read = () => sim.request('ReadAsset', { ...lodash, version: '3.0.0', asset: 'package.tgz' });
  expect(read().ok).toBe(true);
  sim.learn([{ type: 'public version withdrawn', ...offer }]);
  expect([...reachable(sim.state)]).toContain(digestOf('three'));
  sim.collect();
  clock.advance(180);
  const later = read();
  expect(later.ok && later.output.content.text()).toBe('three');
});

test('forks and snapshots that nobody has any more keep nothing', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const store = memoryStore();
  const { sim } = simulated({ store });
  (() => {
    const fork = sim.fork();
    publish(fork, 1, 'two');
    publish(sim, 1, 'three');
    sim.snapshot();
    remove(sim, 1);
  })();
  for (let attempt = 0; attempt < 50 && sizeOf(store) > 1; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    collectGarbage();
    sim.collect();
  }
  expect([...store.digests()]).toEqual([digestOf('one')]);
});
