import { domainKey, domainsOf } from '../model/keys';
import { page } from '../model/page';
import type { Domain } from '../model/state';
import type { Query, View } from '../model/view';
import { domainSummary } from './views';

/** Lists the domains that the caller's account owns in the called Region, by name (DOM-25, REP-39). */
export const listDomains: Query<'ListDomains'> = (view, request) => {
  const { account, region } = view.context;
  const after = (name: string | undefined) => ownDomains(view, name);
  const { items, ...token } = page(request, 50, ['ListDomains', region, account], after, domainSummary); // API-31
  return { domains: items, ...token };
};

function* ownDomains({ state, context: { region, account } }: View, after = ''): IterableIterator<[string, Domain]> {
  const { before } = domainsOf(region, account);
  for (const domain of state.domains.values(domainKey(region, account, after), before)) {
    if (domain.name !== after) yield [domain.name, domain];
  }
}
