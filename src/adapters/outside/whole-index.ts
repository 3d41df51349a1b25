import { needs } from '../../core';
import { formats } from '../../formats';
import type { ExternalConnectionName } from '../../model/coordinates';
import type { Context } from '../../model/view';
import { tooMany } from '../../ops/read-index';
import type { SimulatorRequestInputs } from '../../simulator/calls';
import type { Simulator } from '../../simulator/interface';

export type IndexInput = SimulatorRequestInputs['ReadIndex'];

/**
 * Refuses an index of all packages that a real public repository is behind, where such an index is counted: it has more
 * packages than may be listed (QUO-23), and is not read whole.
 */
export function demandWhole(
  { state }: Simulator,
  input: IndexInput,
  context: Context,
  connected: { has(connection: ExternalConnectionName): boolean },
): void {
  const { countedIndex } = formats[input.format];
  if (input.own || countedIndex === undefined) return;
  const reached = needs(state, 'ListVersions', { ...input, package: 'any' }, context);
  if (reached.some(({ connection }) => connected.has(connection))) throw tooMany(countedIndex);
}
