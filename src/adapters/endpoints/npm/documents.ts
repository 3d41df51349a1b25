import type { Listing } from '../../../resolution/listing';
import { digestOf } from '../hashing';

/** A document as it was sent, with its ETag. */
interface Document {
  readonly listing: Listing;
  readonly body: string;
  readonly etag: string;
}

/** What is remembered of one simulator, and how many code units it is. */
interface Memory {
  readonly documents: Map<string, Document>;
  length: number;
}

/** By simulator: what is remembered of one goes with it, and the records of its state too. */
const memories = new WeakMap<object, Memory>();

/** The most code units of all that is remembered of one. */
const most = 16 * 1024 ** 2;

/**
 * The document that is made of a simulator's listing, or the very same that was made of the last one: large packages
 * are asked for again and again, and to see that nothing changed is much less work than to write it all.
 */
export function rememberedDocument(simulator: object, key: string, listing: Listing, make: () => string): Document {
  const memory = memoryOf(simulator);
  const { documents } = memory;
  const known = documents.get(key);
  if (known && isSame(known.listing, listing)) return known;
  const body = make();
  const made = { listing, body, etag: `"${digestOf('md5', body)}"` };
  if (known) forget(memory, key, known);
  if (body.length > most) return made;
  if (memory.length + body.length > most) {
    documents.clear();
    memory.length = 0;
  }
  documents.set(key, made);
  memory.length += body.length;
  return made;
}

function memoryOf(simulator: object): Memory {
  let memory = memories.get(simulator);
  if (!memory) {
    memory = { documents: new Map(), length: 0 };
    memories.set(simulator, memory);
  }
  return memory;
}

function forget(memory: Memory, key: string, { body }: Document): void {
  memory.documents.delete(key);
  memory.length -= body.length;
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
