import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type HttpTargetOptions, type HttpTargetRequest, httpTarget } from '../../../src/adapters/events/http-target';
import { simulated } from '../../simulator/histories';

const npm = { domain: 'my-domain', repository: 'constructor', format: 'npm', package: 'mine' } as const;
const address = 'http://127.0.0.1:9/hook';

function publishing() {
  const { sim } = simulated();
  const publish = (version: string) =>
    sim.request('Publish', { ...npm, version, assets: [{ name: 'package.tgz', text: version }] });
  return { sim, publish };
}

type Answer = number | Error | 'never';

/** A fetch that gives these answers, the last again and again, and tells what it was asked and when. */
function answering(...answers: readonly Answer[]) {
  const sent: { url: string; time: number; version: string; request: HttpTargetRequest }[] = [];
  const fetch: HttpTargetOptions['fetch'] = async (url, request) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)]!;
    sent.push({ url, time: Date.now(), version: JSON.parse(request.body).detail.packageVersion, request });
    if (answer === 'never') {
      return new Promise((_, reject) => {
        request.signal.addEventListener('abort', () => reject(request.signal.reason));
      });
    }
    if (typeof answer !== 'number') throw answer;
    return { status: answer };
  };
  return { fetch, sent };
}

describe('with a fetch of its own', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('each event is posted as JSON, with the headers that are given', async () => {
    const { sim, publish } = publishing();
    const { fetch, sent } = answering(204);
    const target = httpTarget(address, { fetch, headers: { authorization: 'key' } });
    sim.subscribe(target);
    publish('1.0.0');
    expect(sent).toEqual([]);
    await target.settled();
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      url: address,
      request: { method: 'POST', headers: { 'content-type': 'application/json', authorization: 'key' } },
    });
    expect(JSON.parse(sent[0]!.request.body)).toEqual(sim.events[0]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('it is sent again, later and later, until it is taken; the next event waits', async () => {
    const { sim, publish } = publishing();
    const { fetch, sent } = answering(500, new Error('refused'), 429, 200);
    const target = httpTarget(new URL(address), { fetch, firstDelayMilliseconds: 100, longestDelayMilliseconds: 150 });
    sim.subscribe(target);
    publish('1.0.0');
    publish('2.0.0');
    await vi.runAllTimersAsync();
    await target.settled();
    expect(sent.map(({ version, time }) => [version, time])).toEqual([
      ['1.0.0', 0],
      ['1.0.0', 100],
      ['1.0.0', 250],
      ['1.0.0', 400],
      ['2.0.0', 400],
    ]);
    expect(target.failures).toEqual([]);
  });

  test('after so many attempts it is given up, and the next event is sent', async () => {
    const { sim, publish } = publishing();
    const { fetch, sent } = answering(503, 503, 503, 503, 503, 200);
    const onFailure = vi.fn();
    const target = httpTarget(address, { fetch, onFailure });
    sim.subscribe(target);
    publish('1.0.0');
    publish('2.0.0');
    await vi.runAllTimersAsync();
    await target.settled();
    const failure = { event: sim.events[0], attempts: 5, problem: 'the answer was HTTP 503' };
    expect(target.failures).toEqual([failure]);
    expect(onFailure.mock.calls).toEqual([[failure]]);
    expect(sent.map(({ time }) => time)).toEqual([0, 200, 600, 1400, 3000, 3000]);
  });

  test.each([
    [301, 1],
    [400, 1],
    [404, 1],
    [401, 2],
    [407, 2],
    [409, 2],
    [429, 2],
    [500, 2],
    [599, 2],
  ])('the answer %i: %i attempts of two', async (status, attempts) => {
    const { sim, publish } = publishing();
    const { fetch } = answering(status);
    const target = httpTarget(address, { fetch, maximumAttempts: 2 });
    sim.subscribe(target);
    publish('1.0.0');
    await vi.runAllTimersAsync();
    await target.settled();
    expect(target.failures).toEqual([expect.objectContaining({ attempts, problem: `the answer was HTTP ${status}` })]);
  });

  test.each<[Answer, string]>([
    [new Error('fetch failed', { cause: new Error('connect ECONNREFUSED') }), 'fetch failed: connect ECONNREFUSED'],
    ['never', 'there was no answer within 5000 ms'],
  ])('no answer is told: %s', async (answer, problem) => {
    const { sim, publish } = publishing();
    const target = httpTarget(address, { fetch: answering(answer).fetch, maximumAttempts: 1 });
    sim.subscribe(target);
    publish('1.0.0');
    await vi.runAllTimersAsync();
    await target.settled();
    expect(target.failures.map((failure) => failure.problem)).toEqual([problem]);
  });
});

test("with the platform's fetch events arrive at a server, in order", async () => {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    bodies.push(await text(request));
    response.statusCode = bodies.length === 1 ? 500 : 202;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { sim, publish } = publishing();
    const { port } = server.address() as AddressInfo;
    const target = httpTarget(`http://127.0.0.1:${port}/`, { firstDelayMilliseconds: 0 });
    sim.subscribe(target);
    publish('1.0.0');
    publish('2.0.0');
    await target.settled();
    const [first, second] = sim.events.map((event) => JSON.stringify(event));
    expect(bodies).toEqual([first, first, second]);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

test.each([
  ['no address', {}, TypeError, 'Invalid URL'],
  ['file:///x', {}, TypeError, "'file:///x' is no address that begins with http: or https:"],
  [address, { maximumAttempts: 0 }, RangeError, 'maximumAttempts is a whole number from 1, not 0'],
  [address, { timeoutMilliseconds: 0.5 }, RangeError, 'timeoutMilliseconds is a whole number from 1, not 0.5'],
  [address, { firstDelayMilliseconds: -1 }, RangeError, 'firstDelayMilliseconds'],
  [address, { longestDelayMilliseconds: Number.NaN }, RangeError, 'longestDelayMilliseconds'],
])('%s with %j is refused', (url, options, type, message) => {
  expect(() => httpTarget(url, options)).toThrow(type);
  expect(() => httpTarget(url, options)).toThrow(message);
});
