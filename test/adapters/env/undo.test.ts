import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beforeChange, recordedChange, undoneChange } from '../../../src/adapters/env/undo';
import type { Variables } from '../../../src/adapters/environment';

const name = fc.constantFrom('A', 'B', 'C', 'https_proxy', 'npm_config_cafile');
const variables = fc.dictionary(name, fc.string({ maxLength: 5 }), { noNullPrototype: true });

/** What an environment is after a shell has read the changes. */
function after(current: Variables, changes: Variables): Variables {
  const all = Object.entries({ ...current, ...changes });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

test('whatever was set how often, --unset brings back what was before', () => {
  fc.assert(
    fc.property(variables, fc.array(variables), (before, changes) => {
      let current: Variables = before;
      for (const next of changes) {
        current = after(current, recordedChange(next, current));
        expect(current).toMatchObject(next);
        const known = beforeChange(current);
        for (const each of ['A', 'B', 'C', 'https_proxy', 'npm_config_cafile']) expect(known[each]).toBe(before[each]);
      }
      expect(after(current, undoneChange(current))).toEqual(before);
    }),
  );
});

test('where nothing was set there is nothing to undo', () => expect(undoneChange({ A: '1' })).toEqual({}));

test('the record holds names of variables alone, whoever has written there', () => {
  expect(undoneChange({ CODEARTIFACT_SIM_ENV: 'A $(id) B;C ../D 1E' })).toEqual({
    A: undefined,
    CODEARTIFACT_SIM_ENV: undefined,
  });
});
