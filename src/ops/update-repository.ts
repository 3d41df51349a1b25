import type { Domain, Repository, Upstream } from '../model/state';
import type { Command } from '../model/transaction';
import { noConnectionBesides, upstreamQuota, upstreamsAcyclic } from '../rules/upstream';
import { findRepository } from './find';
import { namesOf, relationsTo } from './upstreams';
import { repositoryDescription } from './views';

/** Replaces the description, the list of upstreams or both (UPS-06); what is not given stays (REP-21, REP-22). */
export const updateRepository: Command<'UpdateRepository'> = (tx, request) => {
  const names = request.upstreams && namesOf(tx, request.repository, request.upstreams);
  const { domain, repository } = findRepository(tx, request);
  const upstreams = names ? relationsTo(tx, domain, names) : withoutDangling(domain, repository);
  const rules = names ? [noConnectionBesides, upstreamQuota, upstreamsAcyclic] : [];
  tx.demand(rules, { domain, repository, upstreams }, repository.name);
  const draft = tx.repository(domain, repository.id);
  draft.upstreams = upstreams;
  if (request.description) draft.description = request.description;
  else if (request.description === '') delete draft.description; // REP-23
  return { repository: repositoryDescription(domain, draft) };
};

/** The upstreams that still exist (UPS-18). */
function withoutDangling(domain: Domain, { upstreams }: Repository): readonly Upstream[] {
  const exists = ({ id }: Upstream): boolean => domain.repositories.has(id);
  return upstreams.every(exists) ? upstreams : Object.freeze(upstreams.filter(exists));
}
