import { page } from '../model/page';
import type { Domain, Repository } from '../model/state';
import type { Query } from '../model/view';
import { findUsableDomain } from './find';
import { repositoriesOf } from './repositories-of';
import { repositorySummary } from './views';

/** Lists the repositories of a domain by name, whichever account administers them (REP-34, REP-39). */
export const listRepositoriesInDomain: Query<'ListRepositoriesInDomain'> = (view, request) => {
  const { administratorAccount, repositoryPrefix } = request;
  const domain = findUsableDomain(view, request);
  const { region, owner, name } = domain;
  const scope = ['ListRepositoriesInDomain', region, owner, name, administratorAccount, repositoryPrefix];
  const after = (last: string | undefined) => byName(domain, repositoryPrefix, last);
  const { items, ...token } = page(request, 50, scope, after, (repository) => {
    const isWanted = [undefined, repository.administratorAccount].includes(administratorAccount); // REP-35
    return isWanted ? repositorySummary(domain, repository) : undefined;
  });
  return { repositories: items, ...token };
};

function* byName(domain: Domain, prefix?: string, after?: string): IterableIterator<[string, Repository]> {
  for (const repository of repositoriesOf(domain, prefix, after)) yield [repository.name, repository];
}
