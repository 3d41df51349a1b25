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

/** The state in which the account has these quotas. Throws as `withQuotas` does, and a RangeError for no account. */
export function withAccountQuotas(state: State, { quotas, ...where }: QuotasFact, context: Context): State {
  const { account = context.account, region = context.region } = where;
  if (!/^[0-9]{12}$/.test(account)) throw new RangeError(`'${account}' is no AWS account: twelve digits`);
  const all = withQuotas(quotasOf({ state, context: { ...context, region } }, account), quotas);
  return Object.freeze({ ...state, quotas: state.quotas.with(accountKey(region, account), all) });
}
