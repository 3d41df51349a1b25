import type { Domain, Repository } from '../model/state';

/** The repositories of a domain whose names start with the prefix and follow a name, in the order of names (REP-39). */
export function* repositoriesOf(domain: Domain, prefix = '', after?: string): IterableIterator<Repository> {
  for (const [name, id] of domain.repositoryIds.after(after)) {
    if (name.startsWith(prefix)) yield domain.repositories.get(id)!; // REP-36
  }
}
