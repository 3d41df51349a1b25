import { freeze } from 'immer';
import type { UpstreamRepository } from '../api/types';
import type { Domain, Upstream } from '../model/state';
import type { View } from '../model/view';
import { upstreamsDistinct, upstreamsOthers } from '../rules/upstream';
import { repositoryIn } from './find';

/** The names in a request's list of upstreams, in the order of search (UPS-03). Refuses what no repository can have. */
export function namesOf(view: View, repository: string, upstreams: readonly UpstreamRepository[]): readonly string[] {
  const names = upstreams.map(({ repositoryName }) => repositoryName);
  view.demand([upstreamsDistinct, upstreamsOthers], { repository, names }, repository);
  return names;
}

/** Relations to the repositories that have the names now (UPS-15). Refuses a name unknown in the domain (UPS-04). */
export function relationsTo(view: View, domain: Domain, names: readonly string[]): readonly Upstream[] {
  const repositories = names.map((name) => repositoryIn(view, domain, name).repository);
  return freeze(
    repositories.map(({ id, name }) => ({ id, name })),
    true,
  );
}
