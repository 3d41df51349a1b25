import fc from 'fast-check';
import { expect, test } from 'vitest';
import { initialState } from '../../src/model/initial-state';
import { otherAccount, traverse, type World, world } from '../support';

const worldOf = (domains: readonly string[], account?: string): World => {
  const made = world(initialState({ quotas: { domainsPerAccount: 200 } }));
  for (const domain of domains) made.call('CreateDomain', { domain }, account === undefined ? {} : { account });
  return made;
};

test('DOM-25: only domains of the account and the Region are listed', () => {
  const made = worldOf(['mine']);
  made.call('CreateDomain', { domain: 'theirs' }, { account: otherAccount });
  made.call('CreateDomain', { domain: 'elsewhere' }, { region: 'eu-west-1' });
  const { createdTime, ...domain } = made.call('ListDomains', {}).domains![0]!;
  expect(made.call('ListDomains', {}).domains).toHaveLength(1);
  expect(createdTime).toEqual(new Date('2026-09-01T00:00:00Z'));
  expect(domain).toEqual({
    name: 'mine',
    owner: '111122223333',
    arn: 'arn:aws:codeartifact:us-west-2:111122223333:domain/mine',
    status: 'Active',
    encryptionKey: made.call('DescribeDomain', { domain: 'mine' }).domain?.encryptionKey,
  });
});

test('REP-39: domains are listed by name, by code unit', () => {
  const { domains } = worldOf(['b0', 'a0', 'a-b', 'a00']).call('ListDomains', {});
  expect(domains?.map(({ name }) => name)).toEqual(['a-b', 'a0', 'a00', 'b0']);
});

const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `d${String(index).padStart(3, '0')}`);

test('API-31, API-37: a page has 50 domains, and a full last page carries no token', () => {
  const made = worldOf(numbered(51));
  const first = made.call('ListDomains', {});
  expect(first.domains).toHaveLength(50);
  expect(made.call('ListDomains', { nextToken: first.nextToken })).toMatchObject({ domains: [{ name: 'd050' }] });
  made.call('DeleteDomain', { domain: 'd050' });
  expect(made.call('ListDomains', {})).not.toHaveProperty('nextToken');
});

test('API-38: with nothing to list the answer is an empty list without a token', () => {
  expect(world().call('ListDomains', {})).toEqual({ domains: [] });
});

test('API-36: a token of another account, of another operation or of nobody is refused', () => {
  const made = worldOf(['d1', 'd2']);
  for (const domain of ['d1', 'd2']) made.call('CreateDomain', { domain }, { account: otherAccount });
  for (const repository of ['r1', 'r2']) made.call('CreateRepository', { domain: 'd1', repository });
  const tokens = [
    made.call('ListDomains', { maxResults: 1 }, { account: otherAccount }).nextToken,
    made.call('ListRepositories', { maxResults: 1 }).nextToken,
    'nonsense',
  ];
  for (const nextToken of tokens) {
    expect(nextToken).toBeTypeOf('string');
    expect(made.refusal('ListDomains', { nextToken }).name).toBe('ValidationException');
  }
});

test('DOM-25: a token that was tampered with shows no domain of another account', () => {
  const made = worldOf(['d1', 'd2']);
  made.call('CreateDomain', { domain: 'd3' }, { account: otherAccount });
  const mark = made.call('ListDomains', { maxResults: 1 }).nextToken!.split('.')[0];
  for (const key of ['', 'zz', 'us-west-2\u0000123456789012\u0000']) {
    const { domains } = made.call('ListDomains', { nextToken: `${mark}.${key}` });
    for (const { owner } of domains!) expect(owner).toBe('111122223333');
  }
});

const anyName = fc.stringMatching(/^[a-c][a-c0-1-]{0,4}[a-c0-1]$/);
const anyNames = fc.uniqueArray(anyName, { maxLength: 20 });

test('API-34, API-35: every domain that stays is listed once, in order, at any page size', () => {
  const anySizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(anyNames, anyNames, anySizes, (staying, passing, sizes) => {
      const made = worldOf(staying);
      const guests = passing.filter((name) => !staying.includes(name));
      const pages = traverse(
        (nextToken, turn) => made.call('ListDomains', { maxResults: sizes[turn % sizes.length], nextToken }),
        (turn) => {
          const [gone, come] = [guests[turn - 1], guests[turn]];
          if (gone !== undefined) made.call('DeleteDomain', { domain: gone });
          if (come !== undefined) made.call('CreateDomain', { domain: come });
        },
      );
      const seen = pages.flatMap(({ domains }) => domains!.map(({ name }) => name!));
      expect(seen.filter((name) => staying.includes(name))).toEqual([...staying].sort());
      expect(seen).toEqual([...new Set(seen)].sort());
    }),
  );
});
