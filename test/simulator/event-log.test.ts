import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PackageVersionEvent } from '../../src/model/event';
import { deliveries, type EventBridgeEvent } from '../../src/model/event';
import type { Simulator } from '../../src/simulator/interface';
import { anyHistory, anyLatency, digestOf, generic, simulated } from './histories';

const publish = (sim: Simulator, assetName: string): void => {
  const content = { assetContent: 'two', assetSHA256: digestOf('two'), unfinished: true };
  const result = sim.execute('PublishPackageVersion', { ...generic, packageVersion: '1', assetName, ...content });
  if (!result.ok) throw new Error(result.error.message);
};

test('events come in the order of the commits, once to each receiver (EVT-45, EVT-48)', () => {
  fc.assert(
    fc.property(anyHistory, anyLatency, (history, latency) => {
      const { sim, clock } = simulated({ latency });
      const heard: EventBridgeEvent[] = [];
      sim.subscribe((event) => heard.push(event));
      const committed: PackageVersionEvent[] = [];
      for (const step of history) {
        const said = step.run(sim, clock) as
          | { readonly answer?: { events?: readonly PackageVersionEvent[] } }
          | undefined;
        committed.push(...(said?.answer?.events ?? []));
      }
      expect(sim.events).toEqual(committed.flatMap(deliveries));
      expect(heard).toEqual(sim.events);
      const receipts = sim.events.map(({ account, detail }) => `${account} ${detail.eventDeduplicationId}`);
      expect(new Set(receipts).size).toBe(receipts.length);
      for (const { detail } of sim.events) {
        const receivers = sim.events.filter(
          (other) => other.detail.eventDeduplicationId === detail.eventDeduplicationId,
        );
        const expected = [...new Set([detail.domainOwner, detail.repositoryAdministrator])];
        expect(receivers.map(({ account }) => account)).toEqual(expected);
      }
    }),
    { numRuns: 100 },
  );
});

test('owner and administrator get the same detail, each under an id of its own (EVT-04, EVT-45, EVT-47)', () => {
  const { sim } = simulated();
  publish(sim, 'a');
  expect(sim.events.map(({ account }) => account)).toEqual(['111122223333', '123456789012']);
  const [one, two] = sim.events;
  expect(one!.detail).toEqual(two!.detail);
  expect(one!.id).not.toBe(two!.id);
});

test('a listener is told when the change is visible (EVT-48)', () => {
  const { sim } = simulated();
  const statuses: (string | undefined)[] = [];
  sim.subscribe(() => {
    const described = sim.execute('DescribePackageVersion', { ...generic, packageVersion: '1' });
    statuses.push(described.ok ? described.output.packageVersion?.status : 'absent');
  });
  publish(sim, 'a');
  expect(statuses).toEqual(['Unfinished', 'Unfinished']);
});

test('events that a listener causes are heard after the present ones, by all in the same order (EVT-48)', () => {
  const { sim } = simulated();
  const heard: string[][] = [[], []];
  const note = (index: number) => (event: EventBridgeEvent) => {
    heard[index]!.push(`${event.account} ${event.detail.sequenceNumber}`);
  };
  sim.subscribe((event) => {
    note(0)(event);
    if (event.detail.sequenceNumber === 1 && event.account === '111122223333') publish(sim, 'b');
  });
  sim.subscribe(note(1));
  publish(sim, 'a');
  expect(heard[0]).toEqual(['111122223333 1', '123456789012 1', '111122223333 2', '123456789012 2']);
  expect(heard[1]).toEqual(heard[0]);
});

test('a listener that throws undoes nothing and keeps no other from hearing; the call throws its first error', () => {
  const { sim } = simulated();
  let heard = 0;
  const stop = sim.subscribe(() => {
    throw new Error(`the listener's own, ${heard}`);
  });
  sim.subscribe(() => {
    heard++;
  });
  expect(() => publish(sim, 'a')).toThrow("the listener's own, 0");
  expect(heard).toBe(2);
  expect(sim.events).toHaveLength(2);
  stop();
  publish(sim, 'b');
  expect(heard).toBe(4);
});

test('a fork has the events of its past, and from then on its own', () => {
  const { sim } = simulated();
  publish(sim, 'a');
  let heard = 0;
  sim.subscribe(() => heard++);
  const fork = sim.fork();
  publish(fork, 'b');
  expect(heard).toBe(0);
  expect([sim.events.length, fork.events.length]).toEqual([2, 4]);
  expect(fork.events[0]).toBe(sim.events[0]);
});

test('EVT-49: a listener with a pattern hears what it matches, and a wrong pattern is refused at once', () => {
  const { sim } = simulated();
  const heard: string[] = [];
  const pattern = { account: ['123456789012'], detail: { packageName: [{ prefix: '__' }] } };
  const stop = sim.subscribe((event) => heard.push(event.account), { pattern });
  sim.subscribe(() => heard.push('none'), { pattern: { detail: { packageName: ['other'] } } });
  publish(sim, 'a');
  expect(heard).toEqual(['123456789012']);
  stop();
  publish(sim, 'b');
  expect(heard).toHaveLength(1);
  expect(() => sim.subscribe(() => {}, { pattern: { detail: 'x' } })).toThrow('detail: expected an object or a list');
});

test('a listener is a function', () => {
  const { sim } = simulated();
  expect(() => sim.subscribe('log' as never)).toThrow('A listener is a function, not log');
});

test.each<[unknown, string]>([
  [{ source: ['aws.codeartifact'] }, "There is no option 'source', only 'pattern'"],
  [{ pattern: {}, patterns: [] }, "There is no option 'patterns', only 'pattern'"],
  [null, 'The options are an object, not null'],
  [['aws.codeartifact'], 'The options are an object, not a list'],
  ['aws.codeartifact', 'The options are an object, not a string'],
  [() => true, 'The options are an object, not a function'],
])('options of another form than { pattern } are refused, with the right form: %j', (options, message) => {
  const { sim } = simulated();
  expect(() => sim.subscribe(() => {}, options as never)).toThrow(TypeError);
  expect(() => sim.subscribe(() => {}, options as never)).toThrow(message);
  expect(() => sim.subscribe(() => {}, options as never)).toThrow(
    'subscribe(listener, { pattern: { source: [...] } })',
  );
});
