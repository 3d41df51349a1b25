import type { Command } from '../model/transaction';
import { tagKeysDistinct, tagKeysUnreserved, tagQuota } from '../rules/tag';
import { findTagged, tagsOf, withTags, writeTags } from './tags';

/** Adds tags to a domain or a repository, and replaces the values of keys that are there (TAG-10). */
export const tagResource: Command<'TagResource'> = (tx, { resourceArn, tags: added }) => {
  tx.demand([tagKeysDistinct, tagKeysUnreserved], added, resourceArn);
  const tagged = findTagged(tx, resourceArn);
  const tags = withTags(tagsOf(tagged), added);
  const resourceType = tagged.repository ? 'repository' : 'domain';
  const resourceId = (tagged.repository ?? tagged.domain).name; // ERR-10
  tx.demand([tagQuota], { resourceType, resourceId, tags }, resourceId);
  writeTags(tx, tagged, tags);
  return {}; // TAG-12
};
