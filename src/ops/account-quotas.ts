import { withQuotas } from '../model/initial-state';
import { accountKey } from '../model/keys';
import type { Quotas, State } from '../model/state';
import type { Context } from '../model/view';
import { quotasOf } from '../rules/quota';

/** An account has other quotas than before in a Region; those that are not named stay as they are (QUO-31). */
export interface QuotasFact {
  readonly type: 'quotas';
  /** The caller's, when left out. */
  readonly account?: string;
  readonly region?: string;
  readonly quotas: Partial<Quotas>;
}

/** The state in which the account has them. Throws as `withQuotas` does, and a RangeError for no account or Region. */
export function withAccountQuotas(state: State, { quotas, ...where }: QuotasFact, context: Context): State {
  const { account = context.account, region = context.region } = where;
  if (!isText(account, /^[0-9]{12}$/)) throw new RangeError(`'${account}' is no AWS account: twelve digits`);
  if (!isText(region, /^[a-z0-9-]{1,50}$/)) throw new RangeError(`'${region}' is no name of a Region`);
  const all = withQuotas(quotasOf({ state, context: { ...context, region } }, account), quotas);
  return Object.freeze({ ...state, quotas: state.quotas.with(accountKey(region, account), all) });
}

const isText = (value: unknown, form: RegExp): boolean => typeof value === 'string' && form.test(value);
