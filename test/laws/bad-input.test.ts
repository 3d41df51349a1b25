import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { operations } from '../../src/api/operations';
import type { OperationName } from '../../src/api/types';
import { execute } from '../../src/core';
import type { State } from '../../src/model/state';
import { commands, queries } from '../../src/ops';
import { operationNames, validInput } from '../api/arbitraries';
import { faultyInput } from '../api/faults';
import { contentOf, context, world } from '../support';

const working = operationNames.filter((name) => name in commands || name in queries);
/** A state that holds what the arbitraries like to name. */
function populated(): State {
  const made = world();
  made.call('CreateDomain', { domain: 'aa' });
  for (const repository of ['aa', 'constructor', 'toString'])
    made.call('CreateRepository', { domain: 'aa', repository });
  for (const name of ['a', '__proto__', 'constructor']) {
    const version = { domain: 'aa', repository: 'aa', format: 'generic', namespace: 'a', package: name } as const;
    const assetContent = contentOf(name);
    const assetSHA256 = assetContent.hashes['SHA-256'];
    made.call('PublishPackageVersion', { ...version, packageVersion: 'a', assetName: 'a', assetContent, assetSHA256 });
  }
  return made.state;
}
const state = populated();

/** The name of the error that a call is refused with; undefined when it succeeds. */
function refusalOf(name: OperationName, input: unknown): string | undefined {
  const result = execute(state, name, input as never, context);
  if (result.ok) return undefined;
  expect(result.state).toBe(state); // the very same
  expect([...operations[name].errors]).toContain(result.error.name);
  return result.error.name;
}

test('ERR-12 ERR-27 ERR-30: 100,000 requests with one fault get a ValidationException and change nothing', () => {
  const each = Math.ceil(100_000 / working.length);
  for (const name of working) {
    const refused = fc.property(faultyInput(name), ({ input }) => refusalOf(name, input) === 'ValidationException');
    fc.assert(refused, { numRuns: each });
  }
});

test('ERR-12 ERR-27: any operation answers, or refuses with an error of its own list and no change', () => {
  for (const name of working) {
    fc.assert(
      fc.property(validInput(name), (input) => void refusalOf(name, input)),
      { numRuns: 200 },
    );
  }
});

test('whatever is given for an input is an answer or a refusal, never another exception', () => {
  const anything = fc.tuple(fc.constantFrom(...operationNames), fc.anything({ withNullPrototype: true }));
  fc.assert(
    fc.property(anything, ([name, input]) => void execute(state, name, input as never, context)),
    {
      numRuns: 5_000,
    },
  );
});
