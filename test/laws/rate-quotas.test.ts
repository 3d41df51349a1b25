import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OperationName } from '../../src/api/types';
import { fixedClock } from '../../src/simulator/clock';
import { createSimulator } from '../../src/simulator/simulator';

interface Call {
  readonly name: OperationName;
  readonly account: string;
  /** Milliseconds after the call before; few are below zero. */
  readonly later: number;
}

const call: fc.Arbitrary<Call> = fc.record({
  name: fc.constantFrom('ListDomains', 'ListRepositories', 'DeleteDomain'),
  account: fc.constantFrom('111122223333', '123456789012'),
  later: fc.oneof({ weight: 30, arbitrary: fc.nat(150) }, fc.integer({ min: -500, max: 0 })),
});

/** What was left in a bucket after the last call that passed, in thousandths of a call, and when that was. */
interface Last {
  readonly left: number;
  readonly time: number;
}

/** What is in it later: in each millisecond as many thousandths come back as calls may pass in a second. */
function filledUp(last: Last | undefined, rate: number, now: number): number {
  if (!last || now < last.time) return rate * 1000;
  let left = last.left;
  for (let time = last.time; time < now && left < rate * 1000; time++) left += rate;
  return Math.min(left, rate * 1000);
}

test('QUO-19, QUO-20, QUO-32: calls pass exactly as tokens that come back bit by bit let them', () => {
  const rate = fc.integer({ min: 1, max: 6 });
  let refused = 0;
  fc.assert(
    fc.property(rate, rate, rate, fc.array(call, { minLength: 5, maxLength: 60 }), (own, reads, writes, calls) => {
      const clock = fixedClock(1_000_000);
      const throttling = { perSecond: { ListDomains: own }, reads, writes };
      const sim = createSimulator({ clock, throttling, access: 'off' });
      const buckets = new Map<string, Last>();
      for (const { name, account, later } of calls) {
        clock.advance(later / 1000);
        const now = clock.now();
        const limits = [
          ...(name === 'ListDomains' ? ([['own', own]] as const) : []),
          name.startsWith('List') ? (['reads', reads] as const) : (['writes', writes] as const),
        ];
        const found = limits.map(([kind, perSecond]) => {
          const key = `${account} ${kind}`;
          return { key, left: filledUp(buckets.get(key), perSecond, now) };
        });
        const passes = found.every(({ left }) => left >= 1000);
        if (passes) for (const { key, left } of found) buckets.set(key, { left: left - 1000, time: now });
        const result = sim.execute(name, { domain: 'my-domain' } as never, { account });
        if (!passes) refused++;
        expect(!result.ok && result.error.name === 'ThrottlingException').toBe(!passes);
      }
    }),
    { numRuns: 300 },
  );
  expect(refused).toBeGreaterThan(500);
});
