import type { EventBridgeEvent } from '../../model/event';
import { heldBack } from '../answer-call';
import { type DeliveryTarget, orderedTarget } from './ordered-target';

export interface HttpTargetOptions {
  /** The platform's, unless another is given. */
  readonly fetch?: (url: string, request: HttpTargetRequest) => Promise<HttpTargetAnswer>;
  /** Headers besides `content-type`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How often an event is sent at most: 5 times, unless it is given. */
  readonly maximumAttempts?: number;
  /** The wait before the second attempt, 200 unless given; it doubles from attempt to attempt. */
  readonly firstDelayMilliseconds?: number;
  /** The longest wait, 10,000 unless given. */
  readonly longestDelayMilliseconds?: number;
  /** After how long an attempt is given up, 5,000 unless given. */
  readonly timeoutMilliseconds?: number;
  /** Hears of each event that could not be delivered; else it is only in `failures`. */
  readonly onFailure?: (failure: DeliveryFailure) => unknown;
}

/** What `fetch` is given. */
export interface HttpTargetRequest {
  readonly method: 'POST';
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly signal: AbortSignal;
  readonly redirect: 'manual';
}

/** What `fetch` answers; the body is not read. */
export interface HttpTargetAnswer {
  readonly status: number;
  readonly body?: { cancel(): Promise<void> } | null;
}

/** An event that was given up, and what became of the last attempt. */
export interface DeliveryFailure {
  readonly event: EventBridgeEvent;
  readonly attempts: number;
  readonly problem: string;
}

/**
 * A listener that posts each event as JSON to an address, one after the other. An answer of the 2xx ends it. No answer,
 * and the answers after which EventBridge's API destinations try again (401, 407, 409, 429, 5xx), are followed by
 * another attempt, later and later; any other answer gives up. Throws a TypeError for what is no address of HTTP, and
 * a RangeError for an option that cannot be.
 */
export function httpTarget(url: string | URL, options: HttpTargetOptions = {}): DeliveryTarget<DeliveryFailure> {
  const address = addressOf(url);
  const { maximumAttempts = 5, firstDelayMilliseconds = 200, longestDelayMilliseconds = 10_000 } = options;
  const { fetch: send = fetch, headers = {}, timeoutMilliseconds = 5_000, onFailure } = options;
  whole('maximumAttempts', maximumAttempts, 1);
  whole('firstDelayMilliseconds', firstDelayMilliseconds, 0);
  whole('longestDelayMilliseconds', longestDelayMilliseconds, 0);
  whole('timeoutMilliseconds', timeoutMilliseconds, 1);
  const post = (event: EventBridgeEvent) =>
    unlessLate(timeoutMilliseconds, (signal) =>
      send(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(event),
        signal,
        redirect: 'manual',
      }),
    );
  const deliver = async (event: EventBridgeEvent): Promise<DeliveryFailure | undefined> => {
    for (let attempts = 1, delay = firstDelayMilliseconds; ; attempts++, delay *= 2) {
      const { problem, isFinal } = await outcomeOf(() => post(event));
      if (problem === undefined) return undefined;
      if (isFinal || attempts >= maximumAttempts) return { event, attempts, problem };
      await heldBack(Math.min(delay, longestDelayMilliseconds));
    }
  };
  return orderedTarget(deliver, onFailure);
}

interface Outcome {
  /** Absent: it was delivered. */
  readonly problem?: string;
  /** Another attempt would be of no use. */
  readonly isFinal?: boolean;
}

async function outcomeOf(post: () => Promise<HttpTargetAnswer>): Promise<Outcome> {
  try {
    const { status, body } = await post();
    await body?.cancel();
    if (status >= 200 && status < 300) return {};
    const isFinal = status < 500 && ![401, 407, 409, 429].includes(status);
    return { problem: `the answer was HTTP ${status}`, isFinal };
  } catch (error) {
    const { message, cause } = error instanceof Error ? error : { message: String(error), cause: undefined };
    return { problem: cause instanceof Error ? `${message}: ${cause.message}` : message };
  }
}

/** What is sent, unless that takes too long: then its signal fires. */
async function unlessLate<T>(milliseconds: number, send: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const late = new Error(`there was no answer within ${milliseconds} ms`);
  const timer = setTimeout(() => controller.abort(late), milliseconds);
  try {
    return await send(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}

function addressOf(url: string | URL): string {
  const { protocol, href } = new URL(url);
  if (protocol === 'http:' || protocol === 'https:') return href;
  throw new TypeError(`'${href}' is no address that begins with http: or https:`);
}

function whole(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new RangeError(`${name} is a whole number from ${least}, not ${value}`);
}
