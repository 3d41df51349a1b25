import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OperationName } from '../../src/api/types';
import { fixedClock } from '../../src/simulator/clock';
import { createSimulator } from '../../src/simulator/simulator';
import type { FaultRule } from '../../src/simulator/traffic/faults';

const operation = fc.constantFrom<OperationName>('ListDomains', 'DescribeDomain', 'ListRepositories');

test('a fault with times fires exactly as often as calls match it after those it skips, and never more', () => {
  fc.assert(
    fc.property(
      fc.option(operation, { nil: undefined }),
      fc.integer({ min: 1, max: 5 }),
      fc.nat(5),
      fc.array(operation, { maxLength: 30 }),
      (struck, times, skip, calls) => {
        const sim = createSimulator({ clock: fixedClock(0) });
        sim.faults.add({ operation: struck, times, skip, error: { name: 'InternalServerException' } });
        const failed = calls.filter((name) => {
          const result = sim.execute(name, { domain: 'my-domain' } as never);
          return !result.ok && result.error.name === 'InternalServerException';
        });
        const matching = calls.filter((name) => struck === undefined || name === struck);
        expect(failed).toEqual(matching.slice(skip, skip + times));
        expect(sim.faults.list()[0]!.fired).toBe(failed.length);
      },
    ),
  );
});

test('with any probability a fault fires at most as often as times says, and the same way again', () => {
  const rule = fc.record<FaultRule>(
    {
      probability: fc.double({ min: 0, max: 1, noNaN: true }),
      seed: fc.integer(),
      times: fc.integer({ min: 1, max: 5 }),
    },
    { requiredKeys: ['probability'] },
  );
  fc.assert(
    fc.property(rule, (wanted) => {
      const sim = createSimulator({ clock: fixedClock(0) });
      sim.faults.add({ ...wanted, error: { name: 'InternalServerException' } });
      const before = sim.snapshot();
      const strikes = () => Array.from({ length: 40 }, () => sim.execute('ListDomains', {}).ok);
      const first = strikes();
      expect(first.filter((passed) => !passed).length).toBeLessThanOrEqual(wanted.times ?? 40);
      sim.restore(before);
      expect(strikes()).toEqual(first);
    }),
  );
});
