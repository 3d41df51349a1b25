import { domainsOf, repositoryKey } from '../model/keys';
import { page } from '../model/page';
import type { Domain, Repository } from '../model/state';
import type { Query, View } from '../model/view';
import { repositoriesOf } from './repositories-of';
import { repositorySummary } from './views';

/** Lists the repositories that the caller's account administers in the Region, over all domains (REP-30). */
export const listRepositories: Query<'ListRepositories'> = (view, request) => {
  const { account, region } = view.context;
  const scope = ['ListRepositories', region, account, request.repositoryPrefix];
  const places = administeredPlaces(view, request.repositoryPrefix);
  const after = (last = '') => places.filter(([key]) => key > last);
  const { items, ...token } = page(request, 50, scope, after, ({ domain, repository }) =>
    repositorySummary(domain, repository),
  );
  return { repositories: items, ...token };
};

type KeyedPlace = readonly [key: string, place: { readonly domain: Domain; readonly repository: Repository }];

/** The repositories that the caller's account administers, by domain owner, domain and name (REP-39). */
function administeredPlaces(view: View, prefix?: string): KeyedPlace[] {
  const places: KeyedPlace[] = [];
  for (const domain of domainsWithRepositories(view)) {
    for (const repository of repositoriesOf(domain, prefix)) {
      if (repository.administratorAccount !== view.context.account) continue;
      // A repository of a deleted domain and one of that domain's successor may differ by identity only (DOM-35).
      const key = repositoryKey(domain.owner, domain.name, repository.name, repository.id);
      places.push([key, { domain, repository }]);
    }
  }
  return places.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The live domains of the Region, and those whose repositories are still to be cleaned up (DOM-43). */
function* domainsWithRepositories({ state, context: { region } }: View): IterableIterator<Domain> {
  const { from, before } = domainsOf(region);
  yield* state.domains.values(from, before);
  for (const due of state.due.values()) if (due.kind === 'clean-up' && due.domain.region === region) yield due.domain;
}
