import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { callerOf, place, sdks } from './sdks';
import { newSimulator } from './simulated';

beforeEach(() => {
  vi.useFakeTimers({ now: 0, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function faulty() {
  const simulator = newSimulator();
  simulator.execute('CreateDomain', { domain: place.domain });
  return simulator;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Whether a promise is settled once all is done that waits for nothing. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const settle = () => {
    settled = true;
  };
  promise.then(settle, settle);
  for (let turns = 0; turns < 20; turns++) await turn();
  return settled;
}

describe.each(sdks)('SDK %s', (_version, sdk) => {
  test('the answer to a call that a fault delays is held back, though the call is carried out at once', async () => {
    const simulator = faulty();
    simulator.faults.add({ operation: 'CreateRepository', delayMilliseconds: 60_000 });
    const { call } = callerOf(sdk, simulator.clientConfig());
    const answer = call('CreateRepository', place);
    while (simulator.faults.list()[0]!.fired === 0) await turn();
    expect(await isSettled(answer)).toBe(false);
    expect(simulator.execute('DescribeRepository', place).ok).toBe(true);
    await vi.advanceTimersByTimeAsync(59_999);
    expect(await isSettled(answer)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toMatchObject({ repository: { name: place.repository } });
  });

  test('so is a refusal, and an abort ends the wait', async () => {
    const simulator = faulty();
    const error = { name: 'ConflictException', message: 'no' } as const;
    simulator.faults.add({ operation: 'CreateRepository', delayMilliseconds: 1_000, error });
    const handler = simulator.clientConfig().requestHandler;
    const request = { method: 'POST', path: '/v1/repository', query: { ...place }, headers: {}, body: '{}' };
    const refused = handler.handle(request);
    expect(await isSettled(refused)).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await refused).response.statusCode).toBe(409);
    const controller = new AbortController();
    const aborted = handler.handle(request, { abortSignal: controller.signal });
    expect(await isSettled(aborted)).toBe(false);
    controller.abort();
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('ERR-54: what is throttled once the client tries again, as in production', async () => {
    vi.useRealTimers();
    const simulator = faulty();
    simulator.faults.add({ operation: 'DescribeDomain', times: 2, error: { name: 'ThrottlingException' } });
    const { call } = callerOf(sdk, simulator.clientConfig(), { maxAttempts: 3 });
    expect(await call('DescribeDomain', { domain: place.domain })).toMatchObject({ domain: { status: 'Active' } });
    expect(simulator.faults.list()[0]!.fired).toBe(2);
  });
});
