import type { Repository } from '../model/state';
import type { Command } from '../model/transaction';
import { emptyByName } from '../model/wide-map';
import { quotasOf, repositoryQuota } from '../rules/quota';
import { repositoryNameFree } from '../rules/repository';
import { tagKeysDistinct, tagKeysUnreserved, tagQuota } from '../rules/tag';
import { upstreamQuota } from '../rules/upstream';
import { findUsableDomain } from './find';
import { noTags, withTags } from './tags';
import { namesOf, relationsTo } from './upstreams';
import { repositoryDescription } from './views';

/** Creates a repository without packages in a domain; the caller's account administers it (REP-07). */
export const createRepository: Command<'CreateRepository'> = (tx, request) => {
  const { repository: name, description, tags: added = [] } = request;
  tx.demand([tagKeysDistinct, tagKeysUnreserved], added, name);
  const names = namesOf(tx, name, request.upstreams ?? []);
  const domain = findUsableDomain(tx, request); // REP-05
  const upstreams = relationsTo(tx, domain, names);
  tx.demand([repositoryNameFree], { domain, name }, name);
  tx.demand([upstreamQuota], { domain, repository: { name }, upstreams }, name);
  const tags = withTags(noTags, added); // TAG-02
  tx.demand([tagQuota], { resourceType: 'repository', resourceId: name, tags }, name);
  const limit = quotasOf(tx, domain.owner).repositoriesPerDomain;
  tx.demand([repositoryQuota], { name, present: domain.repositories.size, limit }, name);
  const repository = Object.freeze<Repository>({
    id: tx.nextId(), // UPS-15
    name,
    administratorAccount: tx.context.account,
    createdTime: tx.context.now,
    ...(description ? { description } : {}), // REP-11
    upstreams,
    tags,
    packages: emptyByName(),
    versions: emptyByName(),
    formerSequenceNumbers: emptyByName(),
  });
  const draft = tx.domain(domain);
  draft.repositories = draft.repositories.with(repository.id, repository);
  draft.repositoryIds = draft.repositoryIds.with(name, repository.id);
  return { repository: repositoryDescription(domain, repository) };
};
