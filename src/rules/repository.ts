import { ServiceError } from '../model/errors';
import type { Rule } from '../model/rule';
import type { Domain } from '../model/state';

/** No live repository of the domain has the name; case counts (REP-02). */
export const repositoryNameFree: Rule<{ readonly domain: Domain; readonly name: string }, ServiceError> = {
  id: 'REP-04',
  holds: ({ domain, name }) => !domain.repositoryIds.has(name),
  refusal: ({ domain, name }) => {
    const place = `in domain '${domain.name}' owned by account '${domain.owner}'`;
    const message = `Repository already exists. Repository '${name}' ${place} already exists.`; // ERR-50
    return new ServiceError('ConflictException', message, { resourceId: name, resourceType: 'repository' });
  },
};
