import { unacceptable } from '../refusals';

/** What a UTF-8 text says as JSON. Refuses what is none. */
export function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw unacceptable('The body is no JSON.');
  }
}

/** A text of its own, or undefined: another kind of value, or an empty text, says nothing. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** How deep a manifest may be nested. */
export const mostLevels = 200;
