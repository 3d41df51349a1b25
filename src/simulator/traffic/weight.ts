import { formats } from '../../formats';
import type { ReadIndexInput, ReadIndexOutput } from '../../ops/read-index';

/**
 * As how many requests an answered one counts against the rate quotas: as one, but for an index of all packages in the
 * formats that count each package of it (QUO-30).
 */
export function weightOf(name: string, input: unknown, output: unknown): number {
  if (name !== 'ReadIndex' || formats[(input as ReadIndexInput).format].countedIndex === undefined) return 1;
  return Math.max(1, (output as ReadIndexOutput).packages.length);
}
