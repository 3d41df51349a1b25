import { dump } from '@hyrious/marshal';
import { ServiceError } from '../../../model/errors';
import { document } from '../answer';
import type { EndpointCall, Route } from '../protocol';
import { gemsOf } from './gem';

/** The dependency API (RBY-26 to RBY-30). */
export const dependencyRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'api/v1/dependencies',
    async handle({ repository, query }) {
      const names = new Set((query.get('gems') ?? '').split(',').filter((name) => name !== ''));
      if (names.size === 0) {
        await repository.check();
        return document(type, ''); // RBY-27
      }
      const entries = await Promise.all([...names].map((name) => entriesOf(repository, name))); // QUO-30: one for each
      return document(type, dump(entries.flat(), { hashStringKeysToSymbol: true }));
    },
  },
];

const type = 'application/octet-stream';

/** RBY-26, RBY-30: one for each version and platform; none for a gem that is not there (RBY-28). */
async function entriesOf(repository: EndpointCall['repository'], name: string) {
  try {
    const { versions } = await repository.listOneOfMany({ package: name });
    return gemsOf({ format: 'ruby', package: name }, versions).map(({ version: number, platform, dependencies }) => ({
      name,
      number,
      platform,
      dependencies,
    }));
  } catch (error) {
    if (error instanceof ServiceError && error.members.resourceType === 'package') return [];
    throw error;
  }
}
