import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type LambdaContext, lambdaTarget } from '../../../src/adapters/events/lambda-target';
import type { EventBridgeEvent } from '../../../src/model/event';
import { createSimulator } from '../../../src/simulator/simulator';
import { simulated, world } from '../../simulator/histories';

const npm = { domain: 'my-domain', repository: 'constructor', format: 'npm', package: 'mine' } as const;

/** A simulator that fires an event for each version that is published. */
function publishing() {
  const { sim } = simulated();
  const publish = (version: string) =>
    sim.request('Publish', { ...npm, version, assets: [{ name: 'package.tgz', text: version }] });
  return { sim, publish };
}

const versionOf = (event: EventBridgeEvent) => event.detail.packageVersion;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a handler is invoked with each event and a context, after the call, in the order of the events', async () => {
  const { sim, publish } = publishing();
  const heard: [string, LambdaContext][] = [];
  let release = () => {};
  const target = lambdaTarget(
    async (event, context) => {
      if (versionOf(event) === '1.0.0') await new Promise<void>((resolve) => (release = resolve));
      heard.push([versionOf(event), context]);
    },
    { functionName: 'on-publish' },
  );
  sim.subscribe(target);
  publish('1.0.0');
  publish('2.0.0');
  expect(heard).toEqual([]);
  await vi.advanceTimersByTimeAsync(10);
  expect(heard).toEqual([]);
  release();
  await target.settled();
  expect(heard.map(([version]) => version)).toEqual(['1.0.0', '2.0.0']);
  expect(heard[0]![1]).toEqual({
    functionName: 'on-publish',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:us-west-2:111122223333:function:on-publish',
    awsRequestId: '00000000-0000-4000-8000-000000000001',
    getRemainingTimeInMillis: expect.any(Function),
  });
  expect(heard[1]![1].awsRequestId).not.toBe(heard[0]![1].awsRequestId);
  expect(target.failures).toEqual([]);
});

test('EVT-49: only for the events of a pattern', async () => {
  const { sim, publish } = publishing();
  const heard: string[] = [];
  const target = lambdaTarget((event) => heard.push(versionOf(event)));
  sim.subscribe(target, { pattern: { detail: { packageVersion: [{ prefix: '2.' }] } } });
  publish('1.0.0');
  publish('2.0.0');
  await target.settled();
  expect(heard).toEqual(['2.0.0']);
});

test('a handler may call the simulator, and settled waits for what that fires too', async () => {
  const { sim, publish } = publishing();
  const heard: string[] = [];
  const target = lambdaTarget((event) => {
    heard.push(versionOf(event));
    if (versionOf(event) === '1.0.0') publish('1.0.1');
  });
  sim.subscribe(target);
  publish('1.0.0');
  await target.settled();
  expect(heard).toEqual(['1.0.0', '1.0.1']);
});

test('what a handler does to its event is not seen by another', async () => {
  const { sim, publish } = publishing();
  const heard: unknown[] = [];
  const targets = [1, 2].map(() =>
    lambdaTarget((event) => {
      heard.push(event.source);
      (event as { source: string }).source = 'changed';
    }),
  );
  for (const target of targets) sim.subscribe(target);
  publish('1.0.0');
  for (const target of targets) await target.settled();
  expect(heard).toEqual(['aws.codeartifact', 'aws.codeartifact']);
});

describe('a failed invocation', () => {
  test.each([
    [
      'throws',
      () => {
        throw new RangeError('no');
      },
    ],
    ['rejects', () => Promise.reject(new RangeError('no'))],
  ] as const)('that %s is tried twice again, without waiting, and then recorded', async (_, fail) => {
    const { sim, publish } = publishing();
    const contexts: string[] = [];
    const records: unknown[] = [];
    const onFailure = (record: unknown) => records.push(record);
    const target = lambdaTarget(
      (_event, { awsRequestId }) => {
        contexts.push(awsRequestId);
        return fail();
      },
      { onFailure },
    );
    sim.subscribe(target);
    publish('1.0.0');
    await target.settled();
    expect(contexts).toEqual(Array(3).fill('00000000-0000-4000-8000-000000000001'));
    expect(records).toEqual(target.failures);
    expect(target.failures).toEqual([
      {
        version: '1.0',
        timestamp: '1970-01-01T00:00:00.000Z',
        requestContext: {
          requestId: '00000000-0000-4000-8000-000000000001',
          functionArn: 'arn:aws:lambda:us-west-2:111122223333:function:handler:$LATEST',
          condition: 'RetriesExhausted',
          approximateInvokeCount: 3,
        },
        requestPayload: sim.events[0],
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        responsePayload: { errorType: 'RangeError', errorMessage: 'no' },
      },
    ]);
  });

  test('that succeeds at last is none; the next event waits for it', async () => {
    const { sim, publish } = publishing();
    const heard: string[] = [];
    const target = lambdaTarget((event) => {
      heard.push(versionOf(event));
      if (heard.length < 3) throw 'a text';
    });
    sim.subscribe(target);
    publish('1.0.0');
    publish('2.0.0');
    await target.settled();
    expect(heard).toEqual(['1.0.0', '1.0.0', '1.0.0', '2.0.0']);
    expect(target.failures).toEqual([]);
  });

  test('is tried again after the times that are given', async () => {
    const { sim, publish } = publishing();
    const times: number[] = [];
    const handler = () => {
      times.push(Date.now() / 1000);
      throw new Error('no');
    };
    const target = lambdaTarget(handler, { retryDelaysSeconds: [60, 120] });
    sim.subscribe(target);
    publish('1.0.0');
    await vi.runAllTimersAsync();
    await target.settled();
    expect(times).toEqual([0, 60, 180]);
  });

  test('is not tried again without retries', async () => {
    const { sim, publish } = publishing();
    const handler = vi.fn(() => Promise.reject('a text'));
    const target = lambdaTarget(handler, { maximumRetryAttempts: 0 });
    sim.subscribe(target);
    publish('1.0.0');
    await target.settled();
    expect(handler).toHaveBeenCalledTimes(1);
    expect(target.failures[0]).toMatchObject({
      requestContext: { approximateInvokeCount: 1 },
      responsePayload: { errorType: 'string', errorMessage: 'a text' },
    });
  });

  test('is also one that takes longer than its time, which the context counts down', async () => {
    const { sim, publish } = publishing();
    const remaining: number[] = [];
    const target = lambdaTarget(
      async (_event, context) => {
        remaining.push(context.getRemainingTimeInMillis());
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        remaining.push(context.getRemainingTimeInMillis());
        await new Promise(() => {});
      },
      { timeoutSeconds: 1.5, maximumRetryAttempts: 1 },
    );
    sim.subscribe(target);
    publish('1.0.0');
    await vi.runAllTimersAsync();
    await target.settled();
    expect(remaining).toEqual([1500, 500, 1500, 500]);
    expect(target.failures[0]!.responsePayload).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: 'Task timed out after 1.50 seconds',
    });
  });

  test('whose destination throws makes settled reject, once; the events after it are delivered', async () => {
    const { sim, publish } = publishing();
    const target = lambdaTarget(() => Promise.reject(new Error('no')), {
      onFailure: (record) => Promise.reject(new Error(`lost ${record.requestPayload.detail.packageVersion}`)),
    });
    sim.subscribe(target);
    publish('1.0.0');
    publish('2.0.0');
    await expect(target.settled()).rejects.toThrow('lost 1.0.0');
    await target.settled();
    expect(target.failures).toHaveLength(2);
  });
});

test.each([
  [{ timeoutSeconds: 0 }, 'timeoutSeconds is a number from 0.001 to 900, not 0'],
  [{ timeoutSeconds: 901 }, 'timeoutSeconds'],
  [{ maximumRetryAttempts: 3 }, 'maximumRetryAttempts is a number from 0 to 2, not 3'],
  [{ retryDelaysSeconds: [1, Number.NaN] }, 'retryDelaysSeconds is a number from 0 to 3600, not NaN'],
])('the options %j are refused', (options, message) => {
  expect(() => lambdaTarget(() => {}, options)).toThrow(RangeError);
  expect(() => lambdaTarget(() => {}, options)).toThrow(message);
});

test('both receivers of an event are invocations of their own account', async () => {
  const sim = createSimulator({ world, access: 'off' });
  const arns: string[] = [];
  const target = lambdaTarget((_event, { invokedFunctionArn }) => arns.push(invokedFunctionArn));
  sim.subscribe(target);
  sim.request('Publish', {
    ...npm,
    repository: 'team',
    version: '1.0.0',
    assets: [{ name: 'package.tgz', text: 'x' }],
  });
  await target.settled();
  expect(arns).toEqual([
    'arn:aws:lambda:us-west-2:111122223333:function:handler',
    'arn:aws:lambda:us-west-2:123456789012:function:handler',
  ]);
});
