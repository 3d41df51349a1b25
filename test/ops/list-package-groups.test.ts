import { describe, expect, test } from 'vitest';
import { traverse } from '../support';
import { domain, GroupWorld } from './package-groups-support';

const some = ['/npm/*', '/npm/space/*', '/nuget/*', '/npm//B$', '/npm//a$'];
const sorted = ['/*', '/npm/*', '/npm//B$', '/npm//a$', '/npm/space/*', '/nuget/*'];

test('GRP-117: groups are listed by pattern, each as it is described', () => {
  const made = new GroupWorld().create(...some);
  expect(made.patterns()).toEqual(sorted);
  expect(made.patterns()).toEqual([...sorted].sort());
  const { packageGroups } = made.call('ListPackageGroups', domain);
  expect(packageGroups).toEqual(sorted.map((pattern) => made.group(pattern)));
});

test.each([
  ['/npm', ['/npm/*', '/npm//B$', '/npm//a$', '/npm/space/*']],
  ['/npm/', ['/npm/*', '/npm//B$', '/npm//a$', '/npm/space/*']],
  ['/npm/s', ['/npm/space/*']],
  ['/N', []],
  ['npm', []],
  ['/npm//b', []],
  ['', sorted],
  ['/', sorted],
])('GRP-116: the prefix %s keeps %j', (prefix, patterns) => {
  expect(new GroupWorld().create(...some).patterns({ prefix })).toEqual(patterns);
});

test('API-31, API-34, API-37: a page has 50 groups, and the pages are the list', () => {
  const made = new GroupWorld();
  made.create(...Array.from({ length: 60 }, (_, index) => `/npm//p${index}$`));
  const pages = traverse((nextToken) => made.call('ListPackageGroups', { ...domain, nextToken }));
  expect(pages.map(({ packageGroups }) => packageGroups!.length)).toEqual([50, 11]);
  expect(pages[1]).not.toHaveProperty('nextToken');
  const patterns = pages.flatMap(({ packageGroups }) => packageGroups!.map(({ pattern }) => pattern));
  expect(patterns).toEqual(made.patterns({ maxResults: 1000 }));
  expect(patterns).toHaveLength(61);
});

test('API-35: what is there all the time comes once, whatever comes and goes', () => {
  const made = new GroupWorld().create(...some);
  const pages = traverse(
    (nextToken) => made.call('ListPackageGroups', { ...domain, maxResults: 2, nextToken }),
    (turn) => {
      if (turn === 0) made.create('/generic/*');
      if (turn === 1) made.call('DeletePackageGroup', { ...domain, packageGroup: '/npm//a$' });
    },
  );
  expect(pages.flatMap(({ packageGroups }) => packageGroups!.map(({ pattern }) => pattern))).toEqual(sorted);
});

describe('API-36: a token is refused', () => {
  test.each([
    ['with another prefix', { prefix: '/npm' }],
    ['in another domain', { domain: 'other' }],
  ])('%s', (_, change) => {
    const made = new GroupWorld().create(...some);
    made.call('CreateDomain', { domain: 'other' });
    const { nextToken } = made.call('ListPackageGroups', { ...domain, maxResults: 1 });
    expect(made.refusal('ListPackageGroups', { ...domain, ...change, nextToken }).name).toBe('ValidationException');
  });
});

test('ERR-43: a domain that is not there is refused', () => {
  expect(new GroupWorld().refusal('ListPackageGroups', { domain: 'none' }).members.resourceId).toBe('none');
});
