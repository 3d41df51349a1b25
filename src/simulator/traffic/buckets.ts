import { emptyByName, type WideMap } from '../../model/wide-map';

/**
 * What is left of a rate quota, in thousandths of a request: in each millisecond as many come back as there may be
 * requests in a second, up to a second's worth. All numbers are whole; one that counted as many requests leaves a debt,
 * below zero.
 */
interface Bucket {
  readonly left: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** When it will be full again, likewise. */
  readonly fullTime: number;
}

/** By key; one that is not there is full. */
export type Buckets = WideMap<string, Bucket>;

/** A bucket of so many requests, which is filled again at as many a second. */
export interface Limit {
  readonly key: string;
  readonly perSecond: number;
}

/** A request in thousandths. */
const request = 1000;

/** What is in a bucket now; when the clock was set back behind its last request, it is full. */
function leftIn(buckets: Buckets, { key, perSecond }: Limit, now: number): number {
  const bucket = buckets.get(key);
  const full = perSecond * request;
  return bucket && now >= bucket.time ? Math.min(full, bucket.left + (now - bucket.time) * perSecond) : full;
}

/**
 * The first limit at which a request cannot pass now; it can within a second, as the rates are whole (ERR-54), unless
 * requests that count as many went before.
 */
export const reached = <L extends Limit>(buckets: Buckets, limits: readonly L[], now: number): L | undefined =>
  limits.find((limit) => leftIn(buckets, limit, now) < request);

/** The buckets after a request that may pass at all limits, and counts as one or as more (QUO-30). */
export const taken = (buckets: Buckets, limits: readonly Limit[], now: number, weight = 1): Buckets =>
  (buckets.size < many ? buckets : withoutFull(buckets, now)).withAll(
    limits.map((limit) => {
      const left = leftIn(buckets, limit, now) - weight * request;
      const fullTime = now + Math.ceil((limit.perSecond * request - left) / limit.perSecond);
      return [limit.key, Object.freeze({ left, time: now, fullTime })];
    }),
  );

/** From so many on, those are dropped that are full again: each token has one. */
const many = 1000;

const withoutFull = (buckets: Buckets, now: number): Buckets => {
  const used = [...buckets].filter(([, { fullTime }]) => now < fullTime);
  return emptyByName<Bucket>().withAll(used);
};
