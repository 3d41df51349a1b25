import type { Query } from '../model/view';
import { findRepository } from './find';
import { repositoryDescription } from './views';

/** Describes a repository. */
export const describeRepository: Query<'DescribeRepository'> = (view, request) => {
  const { domain, repository } = findRepository(view, request);
  return { repository: repositoryDescription(domain, repository) };
};
