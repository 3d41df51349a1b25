import { describe, expect, test } from 'vitest';
import { traverse } from '../support';
import { domain, GroupWorld } from './package-groups-support';

const all = ['/npm/*', '/npm/space/*', '/npm/space/foo~', '/npm/space/foo-bar$', '/npm//b$', '/npm//a$', '/pypi/*'];
const children = (made: GroupWorld, packageGroup: string) =>
  made.call('ListSubPackageGroups', { ...domain, packageGroup }).packageGroups!.map(({ pattern }) => pattern);

describe('GRP-118, GRP-119: the direct children', () => {
  test.each([
    ['/*', ['/npm/*', '/pypi/*']],
    ['/npm/*', ['/npm//a$', '/npm//b$', '/npm/space/*']],
    ['/npm/space/*', ['/npm/space/foo~']],
    ['/npm/space/foo~', ['/npm/space/foo-bar$']],
    ['/npm/space/foo-bar$', []],
    ['/pypi/*', []],
  ])('of %s are %j', (pattern, expected) => {
    expect(children(new GroupWorld().create(...all), pattern)).toEqual(expected);
  });

  test('each is as it is described', () => {
    const made = new GroupWorld().create(...all);
    const { packageGroups } = made.call('ListSubPackageGroups', { ...domain, packageGroup: '/*' });
    expect(packageGroups).toEqual([made.group('/npm/*'), made.group('/pypi/*')]);
  });
});

test('API-31, API-36: pages of 50, whose tokens are those of one group', () => {
  const made = new GroupWorld();
  made.create('/npm/*', ...Array.from({ length: 51 }, (_, index) => `/npm//p${index}$`));
  const list = (nextToken: string | undefined) =>
    made.call('ListSubPackageGroups', { ...domain, packageGroup: '/npm/*', nextToken });
  const pages = traverse(list);
  expect(pages.map(({ packageGroups }) => packageGroups!.length)).toEqual([50, 1]);
  const { nextToken } = pages[0]!;
  const elsewhere = { ...domain, packageGroup: '/*', nextToken };
  expect(made.refusal('ListSubPackageGroups', elsewhere).name).toBe('ValidationException');
  expect(made.refusal('ListPackageGroups', { ...domain, nextToken }).name).toBe('ValidationException');
});
