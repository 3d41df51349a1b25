import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, serve } from '../../src/adapters/server/node-server';
import { withSdk } from '../../src/adapters/with-sdk';
import type { OperationName } from '../../src/api/types';
import { fixedClock, switchableClock } from '../../src/simulator/clock';
import { createSimulator } from '../../src/simulator/simulator';
import { anyHistory, beginning, type Heard, heardBySdk } from './histories';
import { type Caller, callerOf, operationsOf, sdks } from './sdks';

const owner = '111122223333';
const start = Date.parse('2026-09-01T00:00:00Z');
const anyCaller = fc.constantFrom(owner, owner, owner, '222233334444');

const clock = switchableClock();
const served = createSimulator({ clock });
let server: RunningServer;

beforeAll(async () => {
  server = await serve(served, { port: 0, clock });
});

afterAll(() => server.close());

async function control(method: string, path: string, body: object = {}): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(`${server.url}/_sim/${path}`, { method, headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
}

/** A caller for each account. */
const callersOf = (makeCaller: (account: string) => Caller) => {
  const callers = new Map<string, Caller>();
  return (account: string): Caller => {
    const caller = callers.get(account) ?? makeCaller(account);
    callers.set(account, caller);
    return caller;
  };
};

/** What was heard but for the address of an endpoint, which is the server's own. */
function withoutAddress(heard: Heard): Heard {
  if (!('output' in heard) || !('repositoryEndpoint' in heard.output)) return heard;
  return { output: { ...heard.output, repositoryEndpoint: expect.any(String) } };
}

test.each(sdks)(
  'API-01 API-14 API-22 ERR-20 ERR-23 DOM-06: SDK %s hears over the server what it hears in process',
  async (_version, sdk) => {
    const known = new Set(operationsOf(sdk));
    const answered = new Set<OperationName>();
    const overServer = callersOf((accessKeyId) => {
      const credentials = { accessKeyId, secretAccessKey: 'simulated' };
      return callerOf(sdk, { endpoint: server.url, region: 'us-west-2', credentials } as never);
    });
    await fc.assert(
      fc.asyncProperty(anyHistory, fc.infiniteStream(anyCaller), async (history, callers) => {
        const inProcessClock = fixedClock(start);
        const simulator = withSdk(createSimulator({ clock: inProcessClock }));
        const inProcess = callersOf((accessKeyId) => {
          const credentials = { accessKeyId, secretAccessKey: 'simulated' };
          return callerOf(sdk, { ...simulator.clientConfig(), credentials });
        });
        await control('POST', 'reset');
        await control('PUT', 'clock', { now: new Date(start).toISOString() });
        for (const [index, call] of [...beginning, ...history].entries()) {
          if (!known.has(call.name)) continue;
          const account = index < beginning.length ? owner : (callers.next().value as string);
          const direct = await heardBySdk(inProcess(account), call);
          const heard = await heardBySdk(overServer(account), call);
          expect(heard, `${account} ${JSON.stringify(call)}`).toEqual(withoutAddress(direct));
          if ('output' in direct) answered.add(call.name);
          inProcessClock.advance(1.234);
          clock.advance(1.234);
        }
        expect(served.toJSON({ bytes: true })).toEqual(simulator.toJSON({ bytes: true }));
      }),
      { numRuns: 25 },
    );
    for (const account of [owner, '222233334444']) overServer(account).client.destroy();
    expect(answered.size).toBeGreaterThan(known.size / 3); // most histories have something to say
  },
);
