import { readToken } from '../../access/token';
import type { ServiceError } from '../../model/errors';
import type { State } from '../../model/state';
import type { Step } from '../../model/trace';
import type { Context, Result } from '../../model/view';
import { emptyByName } from '../../model/wide-map';
import { throttled } from '../../rules/rate';
import type { Buckets } from './buckets';
import { type Fault, strike } from './faults';
import { charge, type Rates, ratesOf, type Throttling, throttle, throttleAddress } from './rates';
import { type CloudTrailRecord, type TrailCall, trailRecords } from './trail';
import { weightOf } from './weight';

/** What a simulator does around the core: it may refuse calls, hold answers back, and keep records of both. */
export interface Traffic {
  /** Absent: no call is throttled. */
  readonly rates?: Rates;
  readonly buckets: Buckets;
  readonly faults: readonly Fault[];
  /** Whether records are kept. */
  readonly isTraced: boolean;
  readonly trail: TrailEntry | undefined;
}

/** The records of one call, behind those of the calls before it. */
interface TrailEntry {
  readonly before: TrailEntry | undefined;
  readonly records: readonly CloudTrailRecord[];
  /** The request over HTTP of which it was a call. */
  readonly request?: object;
}

export interface TrafficOptions {
  /** Whether rate quotas hold, and which: none, unless it is given (QUO-32). */
  readonly throttling?: Throttling;
  /** True keeps CloudTrail's records of all calls; else there are none. */
  readonly trail?: boolean;
}

/** No throttling, no faults, no records. */
export const noTraffic: Traffic = Object.freeze({
  buckets: emptyByName<never>(),
  faults: Object.freeze([]),
  isTraced: false,
  trail: undefined,
});

/** Reads the options; undefined when nothing is switched on. Throws as `ratesOf` does, a TypeError for such a trail. */
export function trafficOf({ throttling = false, trail = false }: TrafficOptions): Traffic | undefined {
  if (typeof trail !== 'boolean') throw new TypeError(`trail is true or false, not ${String(trail)}`);
  if (throttling === false && !trail) return undefined;
  const rates = throttling === false ? {} : { rates: ratesOf(throttling) };
  return Object.freeze({ ...noTraffic, ...rates, isTraced: trail });
}

/** What comes before the core: the traffic afterwards, a refusal with its reason, how long the answer is held back. */
export interface Passage {
  readonly traffic: Traffic;
  readonly error?: ServiceError;
  readonly trace: readonly Step[];
  readonly delayMilliseconds?: number;
}

/**
 * Lets a call through faults first, then through the rate quotas. A throttled call takes nothing from the quotas. One
 * that goes on with a request over HTTP, of which another call was let through, counts no more (QUO-30).
 */
export function pass(
  traffic: Traffic,
  name: string,
  input: unknown,
  context: Context,
  { goesOn = false }: { readonly goesOn?: boolean } = {},
): Passage {
  const { faults, error, trace, delayMilliseconds } = strike(traffic.faults, name, input);
  const struck = faults === traffic.faults ? traffic : Object.freeze({ ...traffic, faults });
  if (error || goesOn || !traffic.rates) return { traffic: struck, error, trace, delayMilliseconds };
  const buckets = throttle(traffic.rates, traffic.buckets, name, context);
  if (typeof buckets !== 'string') {
    return { traffic: Object.freeze({ ...struck, buckets }), trace, delayMilliseconds };
  }
  const step = { kind: 'rule', id: buckets, held: false, subject: name } as const;
  return { traffic: struck, error: throttled(name), trace: [step], delayMilliseconds };
}

/** The traffic after a request without token from an address; undefined when there were too many (QUO-22). */
export function passAddress(traffic: Traffic, address: string, context: Context): Traffic | undefined {
  if (!traffic.rates) return traffic;
  const buckets = throttleAddress(traffic.buckets, address, context);
  return typeof buckets === 'string' ? undefined : Object.freeze({ ...traffic, buckets });
}

/** The traffic after a call was answered: it may have counted as more than the one that let it pass (QUO-30). */
export function counted(traffic: Traffic, name: string, input: unknown, context: Context, output: unknown): Traffic {
  const more = traffic.rates ? weightOf(name, input, output) - 1 : 0;
  return more === 0
    ? traffic
    : Object.freeze({ ...traffic, buckets: charge(traffic.rates!, traffic.buckets, name, context, more) });
}

/** The traffic with the records of one more call, in the place of those of the same request over HTTP (EVT-60). */
export function traced(traffic: Traffic, call: TrailCall): Traffic {
  const records = trailRecords(call);
  if (records.length === 0) return traffic;
  const { httpRequest: request } = call;
  const before = request ? without(traffic.trail, request) : traffic.trail;
  return Object.freeze({ ...traffic, trail: Object.freeze({ before, records, request }) });
}

/** The trail without what an earlier call of a request left: it lies behind no more than what came meanwhile. */
function without(trail: TrailEntry | undefined, request: object): TrailEntry | undefined {
  const later: TrailEntry[] = [];
  let entry = trail;
  for (; entry && entry.request !== request; entry = entry.before) {
    if (later.push(entry) > mostMeanwhile) return trail;
  }
  if (!entry) return trail;
  return later.reduceRight<TrailEntry | undefined>((before, each) => Object.freeze({ ...each, before }), entry.before);
}

/** How many other calls are looked through for one of the same request. */
const mostMeanwhile = 1_000;

/** All records that were kept, the oldest first. */
export function allRecords({ trail }: Traffic): readonly CloudTrailRecord[] {
  const entries: TrailEntry[] = [];
  for (let entry = trail; entry; entry = entry.before) entries.push(entry);
  return Object.freeze(entries.reverse().flatMap(({ records }) => records));
}

/** The context in whose name a request is made: where policies decide, with a token that is one, its principal's. */
export function inNameOf({ settings }: State, context: Context): Context {
  const { authorizationToken: text } = context;
  const token = text === undefined || settings.access === 'off' ? undefined : readToken(text);
  return token ? { ...context, account: token.account, principal: token.principal } : context;
}

/** A refusal before the core, as a result. */
export const refused = ({ error, trace }: Passage, state: State): Result<never> => ({
  ok: false,
  state,
  error: error!,
  trace,
});
