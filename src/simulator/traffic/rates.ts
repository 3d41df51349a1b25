import { inputs } from '../../api/inputs';
import type { OperationName } from '../../api/types';
import { rateKey } from '../../model/keys';
import type { Context } from '../../model/view';
import {
  addressRate,
  isRead,
  operationRates,
  type Rate,
  readRate,
  tokenRate,
  unnamedRate,
  writeRate,
} from '../../rules/rate';
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
export function throttle(rates: Rates, buckets: Buckets, name: string, context: Context): Buckets | string {
  const limits = limitsOf(rates, name, context);
  return reached(buckets, limits, context.now)?.id ?? taken(buckets, limits, context.now);
}

/** The buckets after a request that has passed already, as one, and counts as so many more (QUO-30). */
export const charge = (rates: Rates, buckets: Buckets, name: string, context: Context, more: number): Buckets =>
  taken(buckets, limitsOf(rates, name, context), context.now, more);

function limitsOf(
  { operations: ofOperations, reads, writes }: Rates,
  name: string,
  { account, region, authorizationToken: token }: Context,
) {
  const own = Object.hasOwn(ofOperations, name) ? ofOperations[name as OperationName] : undefined;
  const all = isRead(name) ? reads : writes;
  return [
    ...(own ? [{ ...own, key: rateKey(region, account, name) }] : []),
    { ...all, key: rateKey(region, account, all.id) },
    ...(token === undefined ? [] : [{ ...tokenRate, key: rateKey(region, token, tokenRate.id) }]),
  ];
}

/** The buckets after a request without token from an address, or the rule of the rate that it is above (QUO-22). */
export function throttleAddress(buckets: Buckets, address: string, { region, now }: Context): Buckets | string {
  const limits = [{ ...addressRate, key: rateKey(region, address, addressRate.id) }];
  return reached(buckets, limits, now)?.id ?? taken(buckets, limits, now);
}
