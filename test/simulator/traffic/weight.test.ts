import { describe, expect, test } from 'vitest';
import type { PackageFormat } from '../../../src/api/types';
import { fixedClock } from '../../../src/simulator/clock';
import { createSimulator } from '../../../src/simulator/simulator';
import type { Throttling } from '../../../src/simulator/traffic/rates';
import { weightOf } from '../../../src/simulator/traffic/weight';
import { start } from '../histories';

const index = (format: PackageFormat, count: number) =>
  weightOf('ReadIndex', { format }, { packages: Array.from({ length: count }) });

test.each<[PackageFormat, number, number]>([
  ['ruby', 0, 1],
  ['ruby', 1, 1],
  ['ruby', 1000, 1000],
  ['nuget', 1000, 1],
  ['npm', 1000, 1],
])('QUO-30: the index of %s with %i packages counts %i', (format, count, weight) => {
  expect(index(format, count)).toBe(weight);
});

test('QUO-30: whatever else is asked counts one', () => {
  expect(weightOf('ListVersions', { format: 'ruby' }, { versions: [1, 2, 3] })).toBe(1);
  expect(weightOf('ListPackages', {}, { packages: [1, 2, 3] })).toBe(1);
});

describe('QUO-30: an index of 12 gems', () => {
  const place = { domain: 'my-domain', repository: 'team', format: 'ruby' } as const;
  const made = (throttling: Throttling) => {
    const clock = fixedClock(start);
    const world = { domains: { 'my-domain': { repositories: { team: {} } } } };
    const sim = createSimulator({ world, clock, access: 'off', throttling });
    for (let gem = 0; gem < 12; gem++) {
      const assets = [{ name: `gem-${gem}-1.0.gem`, text: 'x' }];
      sim.learn([{ type: 'stored version', ...place, package: `gem-${gem}`, version: '1.0', assets }]);
    }
    return { sim, clock };
  };

  test('QUO-30: takes twelve of the reads, and more than there are must be waited for', () => {
    const { sim, clock } = made({ reads: 10 });
    const isThrottled = () => !sim.execute('ListDomains', {}).ok;
    expect(sim.request('ReadIndex', place).ok).toBe(true);
    expect(isThrottled()).toBe(true);
    clock.advance(0.299);
    expect(isThrottled()).toBe(true); // two were owed, and one is needed
    clock.advance(0.001);
    expect([isThrottled(), isThrottled()]).toEqual([false, true]);
  });

  test('QUO-30: a refused one takes one', () => {
    const { sim } = made({ reads: 3 });
    const refused = () => sim.request('ReadIndex', { ...place, repository: 'nope' });
    for (let time = 0; time < 3; time++) expect(refused()).toMatchObject({ error: { status: 404 } });
    expect(refused()).toMatchObject({ error: { status: 429 } });
  });

  test('QUO-30, QUO-32: nothing is counted unless throttling is on', () => {
    const { sim } = made(false);
    for (let time = 0; time < 100; time++) expect(sim.request('ReadIndex', place).ok).toBe(true);
  });
});
