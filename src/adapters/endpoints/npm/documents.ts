import type { Listing } from '../../../resolution/listing';
import { digestOf } from '../hashing';

/** A document as it was sent, with its ETag. */
interface Document {
  readonly listing: Listing;
  readonly body: string;
  readonly etag: string;
}

const documents = new Map<string, Document>();
let length = 0;

/** The most code units of all that is remembered. */
const most = 16 * 1024 ** 2;

/**
 * The document that is made of a listing, or the very same that was made of the last one: large packages are asked for
 * again and again, and to see that nothing changed is much less work than to write it all.
 */
export function rememberedDocument(key: string, listing: Listing, make: () => string): Document {
  const known = documents.get(key);
  if (known && isSame(known.listing, listing)) return known;
  const body = make();
  const made = { listing, body, etag: `"${digestOf('md5', body)}"` };
  if (known) forget(key, known);
  if (length + body.length > most) {
    documents.clear();
    length = 0;
  }
  if (body.length > most) return made;
  documents.set(key, made);
  length += body.length;
  return made;
}

function forget(key: string, { body }: Document): void {
  documents.delete(key);
  length -= body.length;
}

/** Whether two listings are made of the same records; these are frozen. */
function isSame(one: Listing, other: Listing): boolean {
  if (one.versions.length !== other.versions.length) return false;
  const isSameVersion = one.versions.every((version, index) => {
    const { version: name, metadata, publishedTime, assets } = other.versions[index]!;
    if (version.version !== name || version.metadata !== metadata || version.publishedTime !== publishedTime)
      return false;
    return version.assets[0] === assets[0];
  });
  return isSameVersion && JSON.stringify(one.tags) === JSON.stringify(other.tags);
}
