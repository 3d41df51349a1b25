import type { EventBridgeEvent } from '../../model/event';
import { heldBack } from '../answer-call';
import { type DeliveryTarget, orderedTarget } from './ordered-target';

/** What Lambda tells a function besides the event: the part of it that means something here. */
export interface LambdaContext {
  readonly functionName: string;
  readonly functionVersion: '$LATEST';
  readonly invokedFunctionArn: string;
  /** The same for all attempts of one invocation. */
  readonly awsRequestId: string;
  /** The milliseconds until the attempt times out. */
  getRemainingTimeInMillis(): number;
}

/** A handler as it is written for Lambda. What it returns is not looked at. */
export type LambdaHandler = (event: EventBridgeEvent, context: LambdaContext) => unknown;

export interface LambdaOptions {
  /** `handler`, unless it is given. */
  readonly functionName?: string;
  /** How long an attempt may take, of the host's time: 3 seconds, unless it is given, up to 900. */
  readonly timeoutSeconds?: number;
  /** How often a failed invocation is tried again: 2, unless it is given; Lambda has 0 to 2. */
  readonly maximumRetryAttempts?: number;
  /** Seconds before each retry, the last for all that follow: none, unless given. Lambda waits 60 and then 120. */
  readonly retryDelaysSeconds?: readonly number[];
  /** Hears of what failed in all attempts, as a destination for failures does; else it is only in `failures`. */
  readonly onFailure?: (record: InvocationRecord) => unknown;
}

/** What Lambda sends to a function's destination for failures. */
export interface InvocationRecord {
  readonly version: '1.0';
  readonly timestamp: string;
  readonly requestContext: {
    readonly requestId: string;
    readonly functionArn: string;
    readonly condition: 'RetriesExhausted';
    readonly approximateInvokeCount: number;
  };
  readonly requestPayload: EventBridgeEvent;
  readonly responseContext: {
    readonly statusCode: 200;
    readonly executedVersion: '$LATEST';
    readonly functionError: 'Unhandled';
  };
  readonly responsePayload: { readonly errorType: string; readonly errorMessage: string };
}

/**
 * A listener that invokes a Lambda handler with each event as an asynchronous invocation does: one that throws, rejects
 * or takes too long is tried again. Invocations follow one another. Throws a RangeError for an option that cannot be.
 */
export function lambdaTarget(handler: LambdaHandler, options: LambdaOptions = {}): DeliveryTarget<InvocationRecord> {
  const { functionName = 'handler', timeoutSeconds = 3, maximumRetryAttempts = 2, retryDelaysSeconds = [] } = options;
  within('timeoutSeconds', timeoutSeconds, 0.001, 900);
  within('maximumRetryAttempts', maximumRetryAttempts, 0, 2);
  for (const delay of retryDelaysSeconds) within('retryDelaysSeconds', delay, 0, 3600);
  let invocations = 0;
  const invoke = async (event: EventBridgeEvent): Promise<InvocationRecord | undefined> => {
    invocations += 1;
    const invocation = {
      functionName,
      functionVersion: '$LATEST',
      invokedFunctionArn: `arn:aws:lambda:${event.region}:${event.account}:function:${functionName}`,
      awsRequestId: `00000000-0000-4000-8000-${invocations.toString(16).padStart(12, '0')}`,
    } as const;
    for (let attempt = 0; ; attempt++) {
      const failure = await attempted(handler, event, invocation, timeoutSeconds * 1000);
      if (!failure) return undefined;
      if (attempt >= maximumRetryAttempts) return recordOf(event, invocation, attempt + 1, failure.error);
      const delay = retryDelaysSeconds[attempt] ?? retryDelaysSeconds.at(-1) ?? 0;
      if (delay > 0) await heldBack(delay * 1000);
    }
  };
  return orderedTarget(invoke, options.onFailure);
}

type Invocation = Omit<LambdaContext, 'getRemainingTimeInMillis'>;

/** What an attempt threw, or that it took too long; undefined when it did neither. */
async function attempted(
  handler: LambdaHandler,
  event: EventBridgeEvent,
  invocation: Invocation,
  timeout: number,
): Promise<{ readonly error: unknown } | undefined> {
  const end = Date.now() + timeout;
  const context = { ...invocation, getRemainingTimeInMillis: () => Math.max(0, end - Date.now()) };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timedOut = new Promise<never>((_, reject) => {
    const message = `Task timed out after ${(timeout / 1000).toFixed(2)} seconds`;
    timer = setTimeout(() => reject(Object.assign(new Error(message), { name: 'Sandbox.Timedout' })), timeout);
  });
  try {
    await Promise.race([(async () => handler(structuredClone(event), context))(), timedOut]);
    return undefined;
  } catch (error) {
    return { error };
  } finally {
    clearTimeout(timer);
  }
}

function recordOf(
  event: EventBridgeEvent,
  { awsRequestId, invokedFunctionArn }: Invocation,
  approximateInvokeCount: number,
  error: unknown,
): InvocationRecord {
  const { name, message } = error instanceof Error ? error : { name: typeof error, message: String(error) };
  return {
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId: awsRequestId,
      functionArn: `${invokedFunctionArn}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount,
    },
    requestPayload: event,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType: name, errorMessage: message },
  };
}

function within(name: string, value: number, least: number, most: number): void {
  if (value >= least && value <= most) return;
  throw new RangeError(`${name} is a number from ${least} to ${most}, not ${value}`);
}
