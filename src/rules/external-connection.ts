import { invalid, ServiceError } from '../model/errors';
import type { Rule } from '../model/rule';
import type { Domain, Repository } from '../model/state';

interface Connection {
  readonly domain: Domain;
  readonly repository: Repository;
  readonly connection: string;
}

/** The repository has no external connection yet (EXT-04). */
export const noConnectionYet: Rule<Connection, ServiceError> = {
  id: 'EXT-05',
  holds: ({ repository }) => repository.externalConnection === undefined,
  refusal: () => invalid('ExternalConnections for repositories are currently limited to 1'),
};

/** The repository has no upstreams, dangling ones included (UPS-26). */
export const noUpstreamsBesides: Rule<Connection, ServiceError> = {
  id: 'EXT-07',
  holds: ({ repository }) => repository.upstreams.length === 0,
  refusal: ({ repository: { name } }) =>
    invalid(`Repository '${name}' has upstream repositories and cannot have an external connection.`),
};

/** The repository has this external connection. */
export const connectionPresent: Rule<Connection, ServiceError> = {
  id: 'EXT-13',
  holds: ({ repository, connection }) => repository.externalConnection === connection,
  refusal: ({ domain, repository, connection }) => {
    const place = `Repository '${repository.name}' in domain '${domain.name}' owned by account '${domain.owner}'`;
    const message = `External connection not found. ${place} has no external connection '${connection}'.`;
    return new ServiceError('ResourceNotFoundException', message, { resourceId: connection }); // ERR-08: it has no type
  },
};
