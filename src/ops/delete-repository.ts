import { freeze } from 'immer';
import { arrivalKey } from '../model/keys';
import type { Repository } from '../model/state';
import type { Command } from '../model/transaction';
import { type PackageGroups, restrictionTypes } from '../package-groups/hierarchy';
import { dropReferences } from '../resolution/records';
import { findUsableDomain } from './find';
import { repositoryDescription } from './views';

/**
 * Deletes a repository with all that is in it, also when others have it as upstream (REP-24, REP-27); no event is fired
 * (EVT-43). Without such a repository it changes nothing (REP-28).
 */
export const deleteRepository: Command<'DeleteRepository'> = (tx, request) => {
  const domain = findUsableDomain(tx, request);
  const id = domain.repositoryIds.get(request.repository);
  if (id === undefined) {
    tx.trace.push({ kind: 'follow', id: 'REP-28', subject: request.repository });
    return {};
  }
  const repository = domain.repositories.get(id)!;
  const draft = tx.domain(domain);
  draft.repositories = draft.repositories.without(id);
  draft.repositoryIds = draft.repositoryIds.without(repository.name);
  draft.packageGroups = withoutRepository(domain.packageGroups, repository.name); // DOM-37
  dropReferences(draft, assetsOf(repository)); // DED-12
  const prefix = arrivalKey(id, '');
  for (const key of domain.arrivals.keys(prefix)) {
    if (!key.startsWith(prefix)) break;
    draft.arrivals = draft.arrivals.without(key);
  }
  return { repository: repositoryDescription(domain, repository) }; // REP-25
};

/** The groups, on none of whose lists the repository is any more. */
function withoutRepository(groups: PackageGroups, name: string): PackageGroups {
  let result = groups;
  for (const [pattern, group] of groups) {
    const listed = restrictionTypes.filter((type) => group.restrictions[type].repositories.has(name));
    if (listed.length === 0) continue;
    const restrictions = { ...group.restrictions };
    for (const type of listed) {
      const { mode, repositories } = group.restrictions[type];
      restrictions[type] = { mode, repositories: repositories.without(name) };
    }
    result = result.with(pattern, freeze({ ...group, restrictions }, true));
  }
  return result;
}

function* assetsOf(repository: Repository) {
  for (const { assets } of repository.versions.values()) yield* assets;
}
