import { expect, test } from 'vitest';
import { fixedClock } from '../../../src/simulator/clock';
import { explainIn } from '../../../src/simulator/explain';
import { fromJSON } from '../../../src/simulator/from-json';
import { createSimulator } from '../../../src/simulator/simulator';
import { start, world } from '../histories';

const domain = { domain: 'my-domain' };

test('QUO-32: snapshots, forks and reset carry what is left of the rates', () => {
  const sim = createSimulator({ world, clock: fixedClock(start), throttling: { reads: 2 } });
  const left = (each = sim): number => {
    for (let count = 0; ; count++) if (!each.execute('DescribeDomain', domain).ok) return count;
  };
  sim.execute('DescribeDomain', domain);
  const snapshot = sim.snapshot();
  const fork = sim.fork();
  expect([left(), left(fork), left()]).toEqual([1, 1, 0]);
  sim.restore(snapshot);
  expect(left()).toBe(1);
  sim.reset();
  expect(left()).toBe(2);
});

test('the world is made before throttling, faults and records begin', () => {
  const sim = createSimulator({ world, clock: fixedClock(start), throttling: { writes: 1, reads: 1 }, trail: true });
  expect(sim.trail).toEqual([]);
  expect(sim.execute('DescribeDomain', domain).ok).toBe(true);
  expect(sim.execute('DescribeDomain', domain).ok).toBe(false);
});

test('a simulator that is read from JSON has the options that it is read with', () => {
  const json = createSimulator({ world, throttling: { reads: 1 }, trail: true }).toJSON();
  const clock = fixedClock(start);
  const plain = fromJSON(json, { clock });
  for (let call = 0; call < 3; call++) expect(plain.execute('DescribeDomain', domain).ok).toBe(true);
  expect(plain.trail).toEqual([]);
  const throttled = fromJSON(json, { clock, throttling: { reads: 1 }, trail: true });
  expect([1, 2].map(() => throttled.execute('DescribeDomain', domain).ok)).toEqual([true, false]);
  throttled.reset();
  expect(throttled.execute('DescribeDomain', domain).ok).toBe(true);
  expect(throttled.trail).toHaveLength(1);
});

test('QUO-32: an explanation says which rate, or which fault, refuses a call; it takes nothing from either', () => {
  const sim = createSimulator({
    world,
    clock: fixedClock(start),
    throttling: { perSecond: { CopyPackageVersions: 1 } },
  });
  const explained = (name: 'CopyPackageVersions' | 'ListDomains') => explainIn(sim, name, {} as never).text;
  explained('CopyPackageVersions');
  sim.execute('CopyPackageVersions', {} as never);
  expect(explained('CopyPackageVersions')).toContain('The rule that decides is QUO-12.');
  sim.faults.add([{ delayMilliseconds: 1 }, { times: 1, error: { name: 'InternalFailure' } }]);
  for (let turn = 0; turn < 2; turn++) {
    expect(explained('ListDomains')).toContain('The fault rule at place 1 refuses it, before anything is looked up.');
  }
  expect(sim.faults.list().map(({ fired }) => fired)).toEqual([0, 0]);
});

test.each(['x', 1, null, {}])('records are switched on by true alone, not by %j', (trail) => {
  expect(() => createSimulator({ trail: trail as never })).toThrow(TypeError);
  expect(() => createSimulator({ trail: trail as never })).toThrow(`trail is true or false, not ${String(trail)}`);
  expect(() => fromJSON(createSimulator().toJSON(), { trail: trail as never })).toThrow(TypeError);
});

test('QUO-22, QUO-32: requests without token have a rate by address, which forks and snapshots carry', () => {
  const sim = createSimulator({ world, clock: fixedClock(start), throttling: true });
  const snapshot = sim.snapshot();
  for (let count = 0; count < 600; count++) expect(sim.admit('192.0.2.1')).toBeUndefined();
  const fork = sim.fork();
  expect([sim, fork].map((each) => each.admit('192.0.2.1')?.name)).toEqual([
    'ThrottlingException',
    'ThrottlingException',
  ]);
  sim.restore(snapshot);
  expect(sim.admit('192.0.2.1')).toBeUndefined();
  const free = createSimulator({ world, trail: true });
  for (let count = 0; count < 700; count++) expect(free.admit('192.0.2.1')).toBeUndefined();
});
