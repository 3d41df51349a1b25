import type { Query } from '../model/view';
import { findTagged, tagsOf } from './tags';

/** Lists all tags of a domain, a repository or a package group, ordered by key (TAG-15, TAG-16). */
export const listTagsForResource: Query<'ListTagsForResource'> = (view, { resourceArn }) => ({
  tags: tagsOf(findTagged(view, resourceArn)).map(({ key, value }) => ({ key, value })),
});
