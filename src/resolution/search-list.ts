import type { Domain, Repository } from '../model/state';
import type { View } from '../model/view';

/** The most upstream repositories that are searched besides the requested one (RES-05). */
export const searchedUpstreams = 25;

export interface SearchList {
  /** In search order; the requested repository first. */
  readonly repositories: readonly Repository[];
  /** Those of them that have a record of the package: only in these can a version lie. */
  readonly holders: readonly Repository[];
  /** Those of them that may not read from below for the package: neither from upstreams nor from a connection. */
  readonly blocked: ReadonlySet<number>;
  /** An upstream that no longer exists was met (UPS-16). */
  readonly dangling: boolean;
}

const noneBlocked: ReadonlySet<number> = new Set();

/**
 * The repositories in which a request looks for a package, in order: a depth-first walk in the order of each
 * `upstreams` list, a repository before its upstreams and these before its next sibling (RES-02). It depends on the
 * relations alone (RES-09), but for repositories whose record of the package blocks its upstream (RES-30, RES-31).
 */
export function searchList(view: View, domain: Domain, requested: Repository, packageKey: string): SearchList {
  const repositories: Repository[] = [];
  const holders: Repository[] = [];
  let blocked = noneBlocked;
  let dangling = false;

  const walk = (repository: Repository): void => {
    repositories.push(repository);
    const record = repository.packages.get(packageKey);
    if (record) holders.push(repository);
    if (record?.restrictions.upstream === 'BLOCK') {
      blocked = new Set(blocked).add(repository.id);
      const id = repository === requested ? 'RES-30' : 'RES-31';
      view.trace.push({ kind: 'stop', id, repository: repository.name });
      return;
    }
    for (const { id, name } of repository.upstreams) {
      const upstream = domain.repositories.get(id);
      if (!upstream) {
        dangling = true;
        view.trace.push({ kind: 'stop', id: 'UPS-16', repository: repository.name, upstream: name });
      } else if (repositories.includes(upstream)) {
        view.trace.push({ kind: 'stop', id: 'RES-07', repository: repository.name, upstream: name });
      } else if (repositories.length > searchedUpstreams) {
        view.trace.push({ kind: 'stop', id: 'RES-05', repository: repository.name, upstream: name });
      } else {
        walk(upstream);
      }
    }
  };
  walk(requested);
  return { repositories, holders, blocked, dangling };
}
