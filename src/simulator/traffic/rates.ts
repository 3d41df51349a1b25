import { inputs } from '../../api/inputs';
import type { OperationName } from '../../api/types';
import { rateKey } from '../../model/keys';
import type { Context } from '../../model/view';
import { isRead, operationRates, type Rate, readRate, tokenRate, unnamedRate, writeRate } from '../../rules/rate';
import { type Buckets, reached, taken } from './buckets';

/** `true`: the rate quotas as AWS has them; or those that are others, in whole requests a second (QUO-31, QUO-32). */
export type Throttling =
  | boolean
  | {
      /** Of single operations, in each account and Region. */
      readonly perSecond?: { readonly [N in OperationName]?: number };
      /** All reads of an account in a Region, at the API and at package endpoints. */
      readonly reads?: number;
      /** All other requests, likewise. */
      readonly writes?: number;
    };

/** The rates that hold. */
export interface Rates {
  readonly operations: { readonly [N in OperationName]?: Rate };
  readonly reads: Rate;
  readonly writes: Rate;
}

/** Reads the option. Throws a TypeError for an unknown member, a RangeError for a rate that is none. */
export function ratesOf(throttling: Exclude<Throttling, false>): Rates {
  const given = throttling === true ? {} : throttling;
  if (typeof given !== 'object' || given === null) throw new TypeError(`throttling is true or an object, not ${given}`);
  const { perSecond = {}, reads = readRate.perSecond, writes = writeRate.perSecond, ...others } = given;
  for (const name of Object.keys(others)) throw new TypeError(`There is no throttling.${name}`);
  const rates: { [N in OperationName]?: Rate } = { ...operationRates };
  for (const [name, rate] of Object.entries(perSecond)) {
    if (!Object.hasOwn(inputs, name)) throw new TypeError(`There is no operation ${name}`);
    const known = operationRates[name as OperationName];
    rates[name as OperationName] = { ...(known ?? unnamedRate), perSecond: whole(`perSecond.${name}`, rate) };
  }
  return {
    operations: rates,
    reads: { ...readRate, perSecond: whole('reads', reads) },
    writes: { ...writeRate, perSecond: whole('writes', writes) },
  };
}

function whole(name: string, rate: number): number {
  if (Number.isSafeInteger(rate * 1000) && Number.isInteger(rate) && rate > 0) return rate;
  throw new RangeError(`throttling.${name} is a whole number of requests from 1, not ${rate}`);
}

/** The buckets after a request, or the rule of the rate that it is above: then it takes nothing from any. */
export function throttle(
  { operations: ofOperations, reads, writes }: Rates,
  buckets: Buckets,
  name: string,
  { account, region, authorizationToken: token, now }: Context,
): Buckets | string {
  const own = Object.hasOwn(ofOperations, name) ? ofOperations[name as OperationName] : undefined;
  const all = isRead(name) ? reads : writes;
  const limits = [
    ...(own ? [{ ...own, key: rateKey(region, account, name) }] : []),
    { ...all, key: rateKey(region, account, all.id) },
    ...(token === undefined ? [] : [{ ...tokenRate, key: rateKey(region, token, tokenRate.id) }]),
  ];
  return reached(buckets, limits, now)?.id ?? taken(buckets, limits, now);
}
