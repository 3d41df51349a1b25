import type { Asset } from '../../model/state';
import { unacceptable } from './refusals';

/** A content that is not what it should be: an archive, or a text in it. */
export class Unreadable extends Error {}

/**
 * What is read out of a content that a client sent. One that cannot be read is refused, with 400 unless another status
 * is given; `words` makes the sentence of what is wrong.
 */
export async function readable<Value>(
  read: () => Value | Promise<Value>,
  words: (problem: string) => string,
  code?: number,
): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof Unreadable ? unacceptable(words(error.message), code) : error;
  }
}

/**
 * What is inside an asset, read once for each. Undefined when it cannot be read, and not kept then: the API takes any
 * content.
 */
export function insideOf<Inside>(read: (bytes: Uint8Array) => Inside) {
  const known = new WeakMap<Asset, Inside>();
  return (asset: Asset, bytes: () => Uint8Array): Inside | undefined => {
    const found = known.get(asset);
    if (found !== undefined) return found;
    const content = bytes();
    try {
      const inside = read(content);
      known.set(asset, inside);
      return inside;
    } catch (error) {
      if (error instanceof Unreadable) return undefined;
      throw error;
    }
  };
}
