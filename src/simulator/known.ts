import type { State } from '../model/state';
import type { Given } from './assets';
import type { Known } from './moment';
import { reaches } from './sweep';

/**
 * Of which contents the bytes are known after these were given. Content of which only size and digests are given has
 * the bytes that the state reaches already, and no others: what was deleted does not come back (DED-16).
 */
export function knownAfter(known: Known, contents: readonly Given[], before: State): Known {
  let after = known;
  for (const { content, bytes } of contents) {
    const digest = content.hashes['SHA-256'];
    if (!bytes && after.has(digest) && !reaches(before, digest)) after = after.without(digest);
  }
  for (const { content, bytes } of contents) {
    const digest = content.hashes['SHA-256'];
    if (bytes && !after.has(digest)) after = after.with(digest, true);
  }
  return after;
}
