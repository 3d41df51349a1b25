import { expect, test } from 'vitest';
import { initialState } from '../../src/model/initial-state';
import { emptyByName } from '../../src/model/wide-map';
import { given } from '../../src/simulator/assets';
import { memoryStore } from '../../src/simulator/content-store';
import { Held } from '../../src/simulator/holder';
import { sweepAll } from '../../src/simulator/sweep';

test('content that is gone is not known any more, now and at the beginning', () => {
  const store = memoryStore();
  const state = initialState();
  const content = given('two');
  const known = emptyByName<true>().with(content.content.hashes['SHA-256'], true);
  const held = new Held(store, { state, known, log: undefined });
  held.move({ state, known, log: undefined }, [content]);
  expect([...store.digests()]).toHaveLength(1);
  sweepAll(store);
  expect([...store.digests()]).toEqual([]);
  expect(held.moments.map((moment) => moment.known.size)).toEqual([0, 0]);
});
