import { invalid, type ServiceError } from '../model/errors';
import type { Rule } from '../model/rule';
import type { Domain, Repository, Upstream } from '../model/state';
import { quotaExceeded } from './quota';

const maximum = 10;

/** The upstreams that a request asks for, by name, for the repository of this name. */
interface NamedUpstreams {
  readonly repository: string;
  readonly names: readonly string[];
}

/** The upstreams that a repository is to have. A repository that is being created has no identity yet. */
interface Relations {
  readonly domain: Domain;
  readonly repository: Pick<Repository, 'name' | 'externalConnection'> & { readonly id?: number };
  readonly upstreams: readonly Upstream[];
}

/** No upstream is named twice. */
export const upstreamsDistinct: Rule<NamedUpstreams, ServiceError> = {
  id: 'UPS-10',
  holds: ({ names }) => new Set(names).size === names.length,
  refusal: ({ names }) => {
    const twice = names.find((name, index) => names.indexOf(name) < index);
    return invalid(`Upstream repository '${twice}' is named more than once.`, 'FIELD_VALIDATION_FAILED');
  },
};

/** The repository is not its own upstream. */
export const upstreamsOthers: Rule<NamedUpstreams, ServiceError> = {
  id: 'UPS-10',
  holds: ({ repository, names }) => !names.includes(repository),
  refusal: ({ repository }) => invalid(`Repository '${repository}' cannot be an upstream of itself.`),
};

/** A list of upstreams, even an empty one, is not given to a repository with an external connection (UPS-26). */
export const noConnectionBesides: Rule<Relations, ServiceError> = {
  id: 'UPS-27',
  holds: ({ repository }) => repository.externalConnection === undefined,
  refusal: ({ repository: { name, externalConnection } }) =>
    invalid(`Repository '${name}' has the external connection '${externalConnection}' and cannot have upstreams.`),
};

/** There are not too many direct upstreams. */
export const upstreamQuota: Rule<Relations, ServiceError> = {
  id: 'UPS-01',
  holds: ({ upstreams }) => upstreams.length <= maximum,
  refusal: ({ repository: { name } }) => {
    const resource = { resourceId: name, resourceType: 'repository' } as const;
    return quotaExceeded('Direct upstreams per repository', maximum, resource); // QUO-05
  },
};

/** No upstream leads back to the repository. */
export const upstreamsAcyclic: Rule<Relations, ServiceError> = {
  id: 'UPS-10',
  holds: (relations) => wayBack(relations) === undefined,
  refusal: (relations) => {
    const { name } = relations.repository;
    return invalid(`Repository '${name}' is itself reached through its upstream '${wayBack(relations)?.name}'.`);
  },
};

/** The first upstream through which the repository is reached. Deleted repositories lead nowhere. */
const wayBack = ({ domain, repository, upstreams }: Relations): Upstream | undefined =>
  upstreams.find((upstream) => {
    const reached = new Set([upstream.id]);
    for (const id of reached) for (const next of domain.repositories.get(id)?.upstreams ?? []) reached.add(next.id);
    return repository.id !== undefined && reached.has(repository.id);
  });
