import { expect, test } from 'vitest';
import { initialState } from '../../src/model/initial-state';
import { stateFromJson, stateToJson } from '../../src/model/json';
import { withFacts } from '../../src/ops/learn';
import { context, otherAccount, type World, world } from '../support';

const start = initialState({ access: 'off', quotas: { repositoriesPerDomain: 7 } });

/** How many domains an account can create in a Region. */
function roomIn(made: World, account = context.account, region = context.region): number {
  for (let count = 0; ; count++) {
    try {
      made.call('CreateDomain', { domain: `d${count}` }, { account, region });
    } catch {
      return count;
    }
  }
}

test('QUO-31: an account has quotas of its own in a Region, all others those of the settings', () => {
  const quotas = { domainsPerAccount: 12 };
  const made = world(
    withFacts(start, [{ type: 'quotas', account: otherAccount, region: 'eu-west-1', quotas }], context),
  );
  expect(roomIn(made, otherAccount, 'eu-west-1')).toBe(12);
  expect(roomIn(made, otherAccount)).toBe(10);
  expect(roomIn(made, context.account, 'eu-west-1')).toBe(10);
});

test('QUO-31: without account and Region they are those of the context; what is not named stays as it is', () => {
  const facts = [{ domainsPerAccount: 1 }, { assetSizeBytes: 5 }].map(
    (quotas) => ({ type: 'quotas', quotas }) as const,
  );
  const state = withFacts(start, facts, context);
  expect([...state.quotas.values()]).toEqual([{ assetSizeBytes: 5, domainsPerAccount: 1, repositoriesPerDomain: 7 }]);
  expect(roomIn(world(state))).toBe(1);
  expect(start.quotas.size).toBe(0);
  expect([...stateFromJson(stateToJson(state)).quotas]).toEqual([...state.quotas]);
});

test.each([
  [{ quotas: { domains: 1 } }, TypeError, 'There is no quota domains'],
  [{ quotas: { domainsPerAccount: -1 } }, RangeError, 'domainsPerAccount is a whole number from 0, not -1'],
  [{ quotas: { assetSizeBytes: 1.5 } }, RangeError, 'assetSizeBytes is a whole number from 0, not 1.5'],
  [{ quotas: null }, TypeError, 'quotas are an object, not null'],
  [{}, TypeError, 'quotas are an object, not undefined'],
  [{ quotas: 'many' }, TypeError, 'quotas are an object, not many'],
  [{ quotas: [1] }, TypeError, 'quotas are an object, not a list'],
  [{ region: '', quotas: {} }, RangeError, "'' is no name of a Region"],
  [{ region: null, quotas: {} }, RangeError, "'null' is no name of a Region"],
  [{ account: 111122223333, quotas: {} }, RangeError, "'111122223333' is no AWS account: twelve digits"],
  [{ account: '1', quotas: {} }, RangeError, "'1' is no AWS account: twelve digits"],
])('the fact %j is refused', (fact, type, message) => {
  const tell = () => withFacts(start, [{ type: 'quotas', ...fact } as never], context);
  expect(tell).toThrow(type);
  expect(tell).toThrow(message);
});
