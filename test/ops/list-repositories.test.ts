import fc from 'fast-check';
import { expect, test } from 'vitest';
import { admit, context, otherAccount, traverse, type World, worldWith } from '../support';

const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `r${String(index).padStart(3, '0')}`);
const namesIn = (made: World, repositoryPrefix?: string) =>
  made
    .call('ListRepositories', repositoryPrefix === undefined ? {} : { repositoryPrefix })
    .repositories?.map(({ name }) => name);

test('REP-30: the repositories that the account administers are listed, whoever owns the domain', () => {
  const made = worldWith('mine');
  admit(made);
  const theirs = { domain: 'my-domain', domainOwner: context.account, repository: 'theirs' };
  made.call('CreateRepository', theirs, { account: otherAccount });
  made.call('CreateDomain', { domain: 'elsewhere' }, { region: 'eu-west-1' });
  made.call('CreateRepository', { domain: 'elsewhere', repository: 'far' }, { region: 'eu-west-1' });
  expect(namesIn(made)).toEqual(['mine']);
  expect(made.call('ListRepositories', {}, { account: otherAccount })).toEqual({
    repositories: [
      {
        name: 'theirs',
        administratorAccount: '123456789012',
        domainName: 'my-domain',
        domainOwner: '111122223333',
        arn: 'arn:aws:codeartifact:us-west-2:111122223333:repository/my-domain/theirs',
        createdTime: new Date('2026-09-01T00:00:00Z'),
      },
    ],
  });
});

test('REP-39: repositories are listed by domain owner, domain and name', () => {
  const made = worldWith('b0', 'a0');
  made.call('CreateDomain', { domain: 'my-domain-2' });
  made.call('CreateRepository', { domain: 'my-domain-2', repository: 'A0' });
  made.call('CreateDomain', { domain: 'a-domain' });
  made.call('CreateRepository', { domain: 'a-domain', repository: 'z0' });
  for (const account of ['000000000001', '999999999999']) {
    made.call('CreateDomain', { domain: 'my-domain' }, { account });
    admit(made, context.account, 'my-domain', account);
    const input = { domain: 'my-domain', domainOwner: account, repository: 'a0' };
    made.call('CreateRepository', input);
  }
  const { repositories } = made.call('ListRepositories', {});
  expect(repositories?.map((each) => `${each.domainOwner} ${each.domainName} ${each.name}`)).toEqual([
    '000000000001 my-domain a0',
    '111122223333 a-domain z0',
    '111122223333 my-domain a0',
    '111122223333 my-domain b0',
    '111122223333 my-domain-2 A0',
    '999999999999 my-domain a0',
  ]);
});

test('REP-36: a prefix keeps the names that start with it, and case counts', () => {
  const made = worldWith('team-a', 'Team-b', 'team', 'te-', 'tf');
  expect(namesIn(made, 'te')).toEqual(['te-', 'team', 'team-a']);
  expect(namesIn(made, 'Te')).toEqual(['Team-b']);
  expect(namesIn(made, 'none')).toEqual([]);
});

test.each(['t', '.t', 't t'])("REP-36: '%s' is no prefix", (repositoryPrefix) => {
  expect(worldWith().refusal('ListRepositories', { repositoryPrefix }).name).toBe('ValidationException');
});

test('API-31, API-37: a page has 50 repositories, and a full last page carries no token', () => {
  const made = worldWith(...numbered(51));
  const first = made.call('ListRepositories', {});
  expect(first.repositories).toHaveLength(50);
  expect(made.call('ListRepositories', { nextToken: first.nextToken })).toMatchObject({
    repositories: [{ name: 'r050' }],
  });
  made.call('DeleteRepository', { domain: 'my-domain', repository: 'r050' });
  expect(made.call('ListRepositories', {})).not.toHaveProperty('nextToken');
});

test('API-36: a token is good for other page sizes, not for another prefix', () => {
  const made = worldWith(...numbered(4));
  const { nextToken } = made.call('ListRepositories', { maxResults: 1 });
  expect(made.call('ListRepositories', { maxResults: 2, nextToken }).repositories).toHaveLength(2);
  expect(made.refusal('ListRepositories', { nextToken, repositoryPrefix: 'r0' }).name).toBe('ValidationException');
});

test('API-38: with nothing to list the answer is an empty list without a token', () => {
  expect(worldWith().call('ListRepositories', {})).toEqual({ repositories: [] });
});

const anyPlaces = fc.uniqueArray(
  fc.tuple(fc.constantFrom('d1', 'd1-x', 'd2'), fc.stringMatching(/^[a-b0][a-b.-]{1,3}$/)),
  { selector: String, maxLength: 15 },
);

test('API-34, API-35, REP-39: every repository that stays is listed once, in order, at any page size', () => {
  fc.assert(
    fc.property(anyPlaces, anyPlaces, fc.integer({ min: 1, max: 4 }), (staying, passing, maxResults) => {
      const made = worldWith();
      for (const domain of ['d1', 'd1-x', 'd2']) made.call('CreateDomain', { domain });
      for (const [domain, repository] of staying) made.call('CreateRepository', { domain, repository });
      const stays = new Set(staying.map(String));
      const guests = passing.filter((place) => !stays.has(String(place)));
      const pages = traverse(
        (nextToken) => made.call('ListRepositories', { maxResults, nextToken }),
        (turn) => {
          const [gone, come] = [guests[turn - 1], guests[turn]];
          if (gone) made.call('DeleteRepository', { domain: gone[0], repository: gone[1] });
          if (come) made.call('CreateRepository', { domain: come[0], repository: come[1] });
        },
      );
      const seen = pages.flatMap((page) => page.repositories!.map((each) => `${each.domainName},${each.name}`));
      const inOrder = [...staying].sort(([d, r], [e, s]) => (d === e ? (r < s ? -1 : 1) : d < e ? -1 : 1));
      expect(seen.filter((place) => stays.has(place))).toEqual(inOrder.map(String));
      expect(new Set(seen).size).toBe(seen.length);
    }),
  );
});
