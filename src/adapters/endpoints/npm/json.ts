import { unacceptable } from '../refusals';

/** A JSON object; which members it has, nobody knows yet. */
export type Members = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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

/** Whether a value is nested so deep that it may not be written again: what a runtime can, depends on its stack. */
export const isDeep = (value: unknown, levels = 200): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((each) => isDeep(each, levels - 1)));
