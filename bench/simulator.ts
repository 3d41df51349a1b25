import { request } from '../src/core';
import { emptyByName } from '../src/model/wide-map';
import { fixedClock } from '../src/simulator/clock';
import { memoryStore } from '../src/simulator/content-store';
import { Held } from '../src/simulator/holder';
import { InProcessSimulator } from '../src/simulator/in-process-simulator';
import { compare, table } from './measure';
import { context, domain, done, filled, nameOf, owner, stateOf, versionOf } from './states';

/** What the simulator adds: forks and snapshots at any size, and the memory of what is retained. */
function simulatorOf(packages: number): InProcessSimulator {
  const state = stateOf({ repositories: 2, packages, versions: 1 });
  const held = new Held(memoryStore(), { state, known: emptyByName(), log: undefined });
  return new InProcessSimulator(owner, context.region, fixedClock(context.now), held);
}

{
  const [small, large] = [simulatorOf(1_000), simulatorOf(1_000_000)];
  console.log(
    table([
      compare({
        name: 'a fork, at 1e6 versions to 1e3',
        atMost: 2,
        ours: () => large.fork(),
        theirs: () => small.fork(),
      }),
      compare({
        name: 'a snapshot, at 1e6 versions to 1e3',
        atMost: 2,
        ours: () => large.snapshot(),
        theirs: () => small.snapshot(),
      }),
    ]),
  );
}

/** Bytes of heap for each version that `repo-0` retains from its upstream, which has them all. */
function bytesARetainedVersion(packages: number, versions: number): number {
  let state = filled(stateOf({ repositories: 2, packages: 0, versions: 0 }), 'repo-1', packages, versions);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (let n = 0; n < packages * versions; n++) {
    const input = {
      domain,
      format: 'npm',
      repository: 'repo-0',
      package: nameOf(Math.floor(n / versions)),
      version: versionOf(n % versions),
      asset: 'package.tgz',
    } as const;
    state = done(request(state, 'ReadAsset', input, context));
  }
  globalThis.gc?.();
  const bytes = (process.memoryUsage().heapUsed - before) / (packages * versions);
  if (state.domains.size !== 1) throw new Error('the state was not kept');
  return bytes;
}

for (const [packages, versions] of [
  [10_000, 10],
  [100_000, 1],
  [20, 5_000],
] as const) {
  const bytes = bytesARetainedVersion(packages, versions);
  const judged = globalThis.gc ? (bytes <= 300 ? 'met' : 'NOT met') : 'run node with --expose-gc';
  console.log(
    `${packages} packages of ${versions}: ${bytes.toFixed(0)} bytes a retained version, at most 300: ${judged}`,
  );
}
