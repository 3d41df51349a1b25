import type { Command } from '../model/transaction';
import { taggableResource, tagKeysDistinct, tagKeysUnreserved, tagQuota } from '../rules/tag';
import { findTagged, identityOf, tagsOf, withTags, writeTags } from './tags';

/** Adds tags to a domain, a repository or a package group, and replaces the values of keys that are there (TAG-10). */
export const tagResource: Command<'TagResource'> = (tx, { resourceArn, tags: added }) => {
  tx.demand([tagKeysDistinct, tagKeysUnreserved], added, resourceArn);
  const tagged = findTagged(tx, resourceArn);
  const tags = withTags(tagsOf(tagged), added);
  const identity = identityOf(taggableResource(resourceArn)!);
  tx.demand([tagQuota], { ...identity, tags }, identity.resourceId);
  writeTags(tx, tagged, tags);
  return {}; // TAG-12
};
