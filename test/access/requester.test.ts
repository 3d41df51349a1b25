import { expect, test } from 'vitest';
import { callerIn } from '../../src/access/requester';
import { context, world } from '../support';
import { alice, bob, by, introduce, learn } from './people';

test('TOK-22: a caller is the same object as long as nothing is told of anybody', () => {
  const made = world();
  introduce(made, alice);
  const present = () => callerIn(made.state, { ...context, ...by(alice) });
  const before = present();
  expect(present()).toBe(before);
  introduce(made, bob);
  expect(present()).not.toBe(before);
  const known = present();
  learn(made, { type: 'organization', id: 'o-abcdefghij', accounts: [context.account] });
  expect(present()).toEqual({ ...known, organization: 'o-abcdefghij' });
});

test('callers are not remembered without end', () => {
  const { state } = world();
  const callerOf = (account: number) => callerIn(state, { ...context, account: String(account) });
  const first = callerOf(100_000_000_000);
  expect(callerOf(100_000_000_000)).toBe(first);
  for (let account = 100_000_000_001; account < 100_000_002_000; account += 1) callerOf(account);
  expect(callerOf(100_000_000_000)).not.toBe(first);
  expect(callerOf(100_000_000_000)).toEqual(first);
});

test('who is no principal of the account cannot call', () => {
  for (const principal of ['alice', bob]) {
    expect(() => callerIn(world().state, { ...context, principal })).toThrow(`'${principal}' is not the ARN of a user`);
  }
});
