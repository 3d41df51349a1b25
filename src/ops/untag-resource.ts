import type { Command } from '../model/transaction';
import { findTagged, tagsOf, withoutTags, writeTags } from './tags';

/** Takes tags away from a domain, a repository or a package group; keys that are not there are ignored (TAG-14). */
export const untagResource: Command<'UntagResource'> = (tx, { resourceArn, tagKeys }) => {
  const tagged = findTagged(tx, resourceArn);
  writeTags(tx, tagged, withoutTags(tagsOf(tagged), tagKeys));
  return {}; // TAG-12
};
