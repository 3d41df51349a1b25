import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Result } from '../../src/model/view';
import { withFacts } from '../../src/ops/learn';
import { fixedClock, steppedClock } from '../../src/simulator/clock';
import { hashesOf, memoryStore } from '../../src/simulator/content-store';
import type { Simulator } from '../../src/simulator/interface';
import { createSimulator } from '../../src/simulator/simulator';
import { context } from '../support';
import { anyHistory, anyLatency, bytesOf, digestOf, generic, simulated, start } from './histories';

const team = { domain: 'my-domain', repository: 'team' } as const;
const lodash = { ...team, format: 'npm', package: 'lodash' } as const;

function outputOf<Output>(result: Result<Output>): Output {
  if (!result.ok) throw new Error(`refused: ${result.error.message}`);
  return result.output;
}

function publish(sim: Simulator, packageVersion: string, text: string, assetName = 'a'): void {
  const content = { assetContent: text, assetSHA256: digestOf(text), unfinished: true };
  outputOf(sim.execute('PublishPackageVersion', { ...generic, packageVersion, assetName, ...content }));
}

const read = (sim: Simulator, packageVersion: string, asset = 'a') =>
  outputOf(
    sim.execute('UpdatePackageVersionsStatus', { ...generic, versions: [packageVersion], targetStatus: 'Published' }),
  ) && outputOf(sim.execute('GetPackageVersionAsset', { ...generic, packageVersion, asset })).asset;

afterEach(() => {
  vi.useRealTimers();
});

describe('createSimulator', () => {
  test('calls in the name and the Region that it is given, or that one call is given', () => {
    const sim = createSimulator({ account: '222222222222', region: 'eu-west-1' });
    const created = outputOf(sim.execute('CreateDomain', { domain: 'my-domain' })).domain;
    expect(created?.arn).toBe('arn:aws:codeartifact:eu-west-1:222222222222:domain/my-domain');
    const other = { account: '333333333333', region: 'us-east-1' };
    const elsewhere = outputOf(sim.execute('CreateDomain', { domain: 'my-domain' }, other)).domain;
    expect(elsewhere?.arn).toBe('arn:aws:codeartifact:us-east-1:333333333333:domain/my-domain');
    expect([createSimulator().account, createSimulator().region]).toEqual(['111122223333', 'us-west-2']);
  });

  test.each([
    [{ account: '1' }, 'account'],
    [{ region: 'us\u0000' }, 'Region'],
  ])('refuses %j', (options, word) => {
    expect(() => createSimulator(options)).toThrow(RangeError);
    expect(() => createSimulator().execute('ListDomains', {}, options)).toThrow(word);
  });

  test("reads the host's clock at each call, and so a test's fake timers", () => {
    const sim = createSimulator();
    vi.useFakeTimers({ now: start });
    expect(outputOf(sim.execute('CreateDomain', { domain: 'one-domain' })).domain?.createdTime).toEqual(
      new Date(start),
    );
    vi.advanceTimersByTime(5_000);
    expect(sim.now()).toBe(start + 5_000);
  });

  test('refuses a clock that gives no whole milliseconds since 1970', () => {
    expect(() => createSimulator({ clock: { now: () => 0.5 } }).now()).toThrow(RangeError);
  });

  test('makes the whole world at one moment', () => {
    const sim = createSimulator({
      clock: steppedClock(start, 1),
      world: { domains: { 'one-domain': {}, 'two-domain': {} } },
    });
    const times = outputOf(sim.execute('ListDomains', {})).domains?.map(({ createdTime }) => createdTime?.getTime());
    expect(times).toEqual([start, start]);
  });
});

describe('content', () => {
  test('is published as bytes or as text, and read as bytes that are the reader’s own', () => {
    const { sim } = simulated();
    const bytes = bytesOf('two');
    const published = sim.execute('PublishPackageVersion', {
      ...generic,
      packageVersion: '1',
      assetName: 'a',
      assetContent: bytes,
      assetSHA256: digestOf('two'),
    });
    bytes[0] = 0;
    expect(outputOf(published).asset?.size).toBe(3);
    const got = outputOf(sim.execute('GetPackageVersionAsset', { ...generic, packageVersion: '1', asset: 'a' }));
    got.asset.bytes()[0] = 0;
    expect(got.asset.text()).toBe('two');
    expect(got.assetName).toBe('a');
    expect(read(sim, '1').text()).toBe('two');
  });

  test('goes through a package manager too, and comes from where a public version has it', () => {
    const { sim } = simulated();
    const assets = [{ name: 'package.tgz', text: 'h\u00e9' }];
    outputOf(sim.request('Publish', { ...team, format: 'npm', package: 'mine', version: '1.0.0', assets }));
    const asset = 'package.tgz';
    const mine = sim.request('ReadAsset', { ...team, format: 'npm', package: 'mine', version: '1.0.0', asset });
    expect(outputOf(mine).content.text()).toBe('h\u00e9');
    const ingested = sim.request('ReadAsset', { ...lodash, version: '1.0.0', asset });
    expect(outputOf(ingested).content.text()).toBe('one');
    expect(outputOf(ingested).version.origin.originType).toBe('EXTERNAL');
  });

  test('that has a size and digests only is never invented', () => {
    const { sim } = simulated();
    const got = outputOf(sim.request('ReadAsset', { ...lodash, version: '2.0.0', asset: 'package.tgz' }));
    expect(got.content.hasBytes).toBe(false);
    expect(() => got.content.bytes()).toThrow(got.asset.hashes['SHA-256']);
  });

  test('of a refused call is not kept (PUB-28, ERR-27)', () => {
    const store = memoryStore();
    const { sim } = simulated({ store });
    const before = sim.state;
    const input = { ...generic, packageVersion: '1', assetName: 'a', assetContent: 'two', assetSHA256: '0'.repeat(64) };
    expect(sim.execute('PublishPackageVersion', input).ok).toBe(false);
    expect(sim.state).toBe(before);
    expect(store.get(digestOf('two'))).toBeUndefined();
  });

  test('ERR-37: of an input that is no object is refused as the rest of it', () => {
    const { sim } = simulated();
    for (const input of [null, undefined, 5]) {
      const result = sim.execute('PublishPackageVersion', input as never);
      expect(!result.ok && result.error.message).toContain('Cannot parse the input: expected an object');
    }
    const published = sim.request('Publish', { ...lodash, version: '9.0.0', assets: [null as never] });
    expect(!published.ok && published.error.message).toContain("Cannot parse 'assets'");
  });

  test('that was deleted does not come back with its digests alone (DED-16)', () => {
    const { sim } = simulated();
    publish(sim, '1', 'two');
    outputOf(sim.execute('DeletePackage', generic));
    const fork = sim.fork();
    publish(fork, '2', 'two'); // another simulator still has the bytes
    const assets = [{ name: 'package.tgz', size: 3, hashes: hashesOf(bytesOf('two')) }];
    outputOf(sim.request('Publish', { ...team, format: 'npm', package: 'mine', version: '1.0.0', assets }));
    const request = { ...team, format: 'npm', package: 'mine', version: '1.0.0', asset: 'package.tgz' } as const;
    expect(outputOf(sim.request('ReadAsset', request)).content.hasBytes).toBe(false);
  });
});

describe('calls', () => {
  test('see what the call before wrote (API-43)', () => {
    const sim = createSimulator();
    outputOf(sim.execute('CreateDomain', { domain: 'my-domain' }));
    expect(outputOf(sim.execute('DescribeDomain', { domain: 'my-domain' })).domain?.name).toBe('my-domain');
    outputOf(sim.execute('CreateRepository', team));
    publish(sim, '1', 'two');
    expect(outputOf(sim.execute('ListPackageVersions', generic)).versions).toMatchObject([{ version: '1' }]);
  });

  test('that a fact cannot follow throws, and then none of the facts holds', () => {
    const { sim } = simulated();
    const before = sim.state;
    const down = { type: 'public repository', connection: 'public:npmjs', available: false } as const;
    const assets = [{ name: 'a', text: 'two' }];
    const lost = { type: 'stored version', ...lodash, repository: 'absent', version: '1.0.0', assets } as const;
    expect(() => sim.learn([down, lost])).toThrow(RangeError);
    expect(() => sim.learn([{ ...down, connection: 'public:nowhere' as 'public:npmjs' }])).toThrow('public:nowhere');
    expect(sim.state).toBe(before);
  });
});

describe('facts', () => {
  test.each<[unknown, string]>([
    [null, "Facts are given in a list, as [{ type: 'quotas', quotas: {} }], not as null"],
    [undefined, 'not as undefined'],
    ['quotas', 'not as quotas'],
    [{ type: 'quotas', quotas: {} }, 'not as an object'],
    [[null], 'A fact is an object, not null'],
    [['quotas'], 'A fact is an object, not quotas'],
    [
      [{ type: 'public version', connection: 'public:npmjs' }],
      'A public version has a list of assets, which may be empty',
    ],
    [[{ type: 'stored version' }], 'A stored version has a list of assets, which may be empty'],
    [[{ type: 'quotas', quotas: null }], 'quotas are an object, not null'],
  ])('%j are none', (facts, message) => {
    const { sim } = simulated();
    const before = sim.state;
    for (const tell of [() => sim.learn(facts as never), () => withFacts(before, facts as never, context)]) {
      expect(tell).toThrow(TypeError);
      expect(tell).toThrow(message);
    }
    expect(sim.state).toBe(before);
  });
});

describe('moments', () => {
  test('a fork and the simulator from which it came know nothing of each other', () => {
    fc.assert(
      fc.property(anyHistory, anyHistory, anyHistory, anyLatency, (past, ours, theirs, latency) => {
        const { sim, clock } = simulated({ latency });
        for (const step of past) step.run(sim, clock);
        const own = fixedClock(clock.now());
        const alone = fixedClock(clock.now());
        const fork = sim.fork({ clock: own });
        const undisturbed = sim.fork({ clock: alone });
        const answers: unknown[] = [];
        for (let index = 0; index < Math.max(ours.length, theirs.length); index++) {
          ours[index]?.run(sim, clock);
          if (theirs[index]) answers.push(theirs[index]?.run(fork, own));
        }
        expect(answers).toEqual(theirs.map((step) => step.run(undisturbed, alone)));
        expect(fork.toJSON({ bytes: true })).toEqual(undisturbed.toJSON({ bytes: true }));
        expect(fork.events).toEqual(undisturbed.events);
      }),
      { numRuns: 100 },
    );
  });

  test('a restored snapshot is the very same state, with its bytes and events, whatever was done meanwhile', () => {
    fc.assert(
      fc.property(anyHistory, anyHistory, anyHistory, anyLatency, (past, meanwhile, next, latency) => {
        const { sim, clock } = simulated({ latency });
        for (const step of past) step.run(sim, clock);
        const before = sim.toJSON({ bytes: true });
        const { state, events } = sim;
        const snapshot = sim.snapshot();
        const time = clock.now();
        const answers = next.map((step) => step.run(sim, clock));
        sim.restore(snapshot);
        clock.set(time);
        for (const step of meanwhile) step.run(sim, clock);
        sim.collect();
        sim.restore(snapshot);
        clock.set(time);
        expect(sim.state).toBe(state);
        expect(snapshot.state).toBe(state);
        expect(sim.events).toEqual(events);
        expect(sim.toJSON({ bytes: true })).toEqual(before);
        expect(next.map((step) => step.run(sim, clock))).toEqual(answers);
      }),
      { numRuns: 100 },
    );
  });

  test('past events can be forgotten, and nothing else; a snapshot brings them back', () => {
    const { sim } = simulated();
    publish(sim, '1.0', 'one');
    const { state, events } = sim;
    expect(events).not.toEqual([]);
    const before = sim.snapshot();
    sim.clearEvents();
    expect([sim.events, sim.state]).toEqual([[], state]);
    publish(sim, '2.0', 'two');
    expect(sim.events).not.toEqual(events);
    sim.restore(before);
    expect(sim.events).toEqual(events);
  });

  test('the same history leads to the same state, answers and events', () => {
    fc.assert(
      fc.property(anyHistory, anyLatency, (history, latency) => {
        const [one, two] = [simulated({ latency }), simulated({ latency })];
        const run = ({ sim, clock }: typeof one) => history.map((step) => step.run(sim, clock));
        expect(run(one)).toEqual(run(two));
        expect(JSON.stringify(one.sim)).toBe(JSON.stringify(two.sim));
        expect(one.sim.events).toEqual(two.sim.events);
      }),
      { numRuns: 100 },
    );
  });

  test('a reset goes back to the beginning: the world, or the moment of the fork', () => {
    const { sim } = simulated();
    const beginning = sim.state;
    publish(sim, '1', 'two');
    const fork = sim.fork();
    const forked = fork.state;
    outputOf(fork.execute('DeletePackage', generic));
    sim.reset();
    expect(sim.state).toBe(beginning);
    expect(sim.events).toEqual([]);
    sim.collect();
    fork.reset();
    expect(fork.state).toBe(forked);
    expect(read(fork, '1').text()).toBe('two');
  });

  test('a snapshot of a simulator with another store is refused', () => {
    const { sim } = simulated();
    expect(() => simulated().sim.restore(sim.snapshot())).toThrow(TypeError);
    const store = memoryStore();
    const [one, two] = [simulated({ store }).sim, simulated({ store }).sim];
    publish(one, '1', 'two');
    two.restore(one.snapshot());
    expect(read(two, '1').text()).toBe('two');
  });
});

test('an option that there is not is refused, and not passed over', () => {
  expect(() => createSimulator({ acces: 'off' } as never)).toThrow(new TypeError('There is no option acces'));
  expect(() => createSimulator({ account: undefined, trail: undefined })).not.toThrow();
});
