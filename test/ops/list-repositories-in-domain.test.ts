import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Input } from '../../src/api/types';
import { admit, context, otherAccount, traverse, type World, world, worldWith } from '../support';

const request = { domain: 'my-domain' };
const shared = { ...request, domainOwner: context.account };
const namesIn = (made: World, filter: Partial<Input<'ListRepositoriesInDomain'>> = {}) =>
  made.call('ListRepositoriesInDomain', { ...request, ...filter }).repositories?.map(({ name }) => name);

/** `a0` and `c0` are the domain owner's, `b0` is another account's. */
function sharedWorld(): World {
  const made = worldWith('c0', 'a0');
  admit(made);
  made.call('CreateRepository', { ...shared, repository: 'b0', description: 'text' }, { account: otherAccount });
  return made;
}

test('REP-34: all repositories of the domain are listed, whichever account administers them', () => {
  const made = sharedWorld();
  expect(namesIn(made)).toEqual(['a0', 'b0', 'c0']);
  const theirs = made.call('ListRepositoriesInDomain', shared, { account: otherAccount }).repositories;
  expect(theirs).toHaveLength(3);
  expect(theirs?.[1]).toEqual({
    name: 'b0',
    administratorAccount: '123456789012',
    domainName: 'my-domain',
    domainOwner: '111122223333',
    arn: 'arn:aws:codeartifact:us-west-2:111122223333:repository/my-domain/b0',
    description: 'text',
    createdTime: new Date('2026-09-01T00:00:00Z'),
  });
});

test('REP-34, ERR-43: an absent domain is refused', () => {
  expect(world().refusal('ListRepositoriesInDomain', request)).toMatchObject({
    name: 'ResourceNotFoundException',
    members: { resourceId: 'my-domain', resourceType: 'domain' },
  });
});

test.each([
  [context.account, ['a0', 'c0']],
  [otherAccount, ['b0']],
  ['999999999999', []],
])('REP-35: of administrator %s are %j', (administratorAccount, names) => {
  expect(namesIn(sharedWorld(), { administratorAccount })).toEqual(names);
});

test('REP-36: a prefix keeps the names that start with it, and case counts', () => {
  const made = worldWith('re-b', 'Re-a', 're', 'rf');
  expect(namesIn(made, { repositoryPrefix: 're' })).toEqual(['re', 're-b']);
  expect(made.refusal('ListRepositoriesInDomain', { ...request, repositoryPrefix: 'r' }).name).toBe(
    'ValidationException',
  );
});

test('REP-39: repositories are listed by name, by code unit', () => {
  expect(namesIn(worldWith('b0', 'a0', 'A0', 'a.b', '0a', 'a00'))).toEqual(['0a', 'A0', 'a.b', 'a0', 'a00', 'b0']);
});

test('API-31, API-37: a page has 50 repositories, and a full last page carries no token', () => {
  const made = worldWith(...Array.from({ length: 51 }, (_, index) => `r${String(index).padStart(3, '0')}`));
  const first = made.call('ListRepositoriesInDomain', request);
  expect(first.repositories).toHaveLength(50);
  const { nextToken } = first;
  const last = made.call('ListRepositoriesInDomain', { ...request, nextToken });
  expect(last).toMatchObject({ repositories: [{ name: 'r050' }] });
  expect(last).not.toHaveProperty('nextToken');
  expect(made.call('ListRepositoriesInDomain', { ...request, maxResults: 51 })).not.toHaveProperty('nextToken');
});

test.each<[string, Partial<Input<'ListRepositoriesInDomain'>>]>([
  ['another prefix', { repositoryPrefix: 'r1' }],
  ['another administrator', { administratorAccount: context.account }],
  ['another domain', { domain: 'other' }],
])('API-36: a token is refused with %s', (_, change) => {
  const made = worldWith('r1', 'r2');
  made.call('CreateDomain', { domain: 'other' });
  const { nextToken } = made.call('ListRepositoriesInDomain', { ...request, maxResults: 1 });
  expect(nextToken).toBeDefined();
  made.call('ListRepositoriesInDomain', { ...request, nextToken });
  expect(made.refusal('ListRepositoriesInDomain', { ...request, nextToken, ...change }).name).toBe(
    'ValidationException',
  );
});

test('API-38: with nothing to list the answer is an empty list without a token', () => {
  expect(worldWith().call('ListRepositoriesInDomain', request)).toEqual({ repositories: [] });
});

const anyNames = fc.uniqueArray(fc.stringMatching(/^[a-cA0][a-b._-]{1,3}$/), { maxLength: 20 });
const anyFilter = fc.record(
  { repositoryPrefix: fc.stringMatching(/^[a-cA0][a-b._-]$/), administratorAccount: fc.constant(context.account) },
  { requiredKeys: [] },
);

test('API-34, API-35: every repository that stays is listed once, in order, at any page size', () => {
  fc.assert(
    fc.property(
      anyNames,
      anyNames,
      anyFilter,
      fc.integer({ min: 1, max: 4 }),
      (staying, passing, filter, maxResults) => {
        const made = worldWith(...staying);
        const unpaged = namesIn(made, filter);
        const guests = passing.filter((name) => !staying.includes(name));
        const pages = traverse(
          (nextToken) => made.call('ListRepositoriesInDomain', { ...request, ...filter, maxResults, nextToken }),
          (turn) => {
            const [gone, come] = [guests[turn - 1], guests[turn]];
            if (gone !== undefined) made.call('DeleteRepository', { ...request, repository: gone });
            if (come !== undefined) made.call('CreateRepository', { ...request, repository: come });
          },
        );
        for (const { repositories } of pages) expect(repositories!.length).toBeLessThanOrEqual(maxResults);
        const seen = pages.flatMap(({ repositories }) => repositories!.map(({ name }) => name!));
        const wanted = staying.filter((name) => name.startsWith(filter.repositoryPrefix ?? '')).sort();
        expect(unpaged).toEqual(wanted);
        expect(seen.filter((name) => staying.includes(name))).toEqual(wanted);
        expect(seen).toEqual([...new Set(seen)].sort());
      },
    ),
  );
});
