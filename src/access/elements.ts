import { type Codec, ShapeError } from '../model/codec';

/** An element that its own module reads. */
export const unread: Codec<unknown> = { write: () => null, read: (json) => json };

/**
 * A text or a list of them: a list of one may be the bare value (POL-19). Throws a ShapeError for anything else and for
 * an empty list.
 */
export function textsOf(value: unknown): readonly string[] {
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (texts.length > 0 && texts.every((text) => typeof text === 'string')) return texts;
  throw new ShapeError('expected a text or a list of at least one text');
}
