import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Input, PackageVersionStatus } from '../../src/api/types';
import { traverse } from '../support';
import { assetsOf, type PackageRequest, PackageWorld, packages } from './packages-support';

const of = packages.npm;
const statuses = ['Archived', 'Disposed', 'Published', 'Unfinished', 'Unlisted'] as const;
type Filters = Partial<Input<'ListPackageVersions'>>;

const list = (made: PackageWorld, filters: Filters = {}, asked: PackageRequest = of) =>
  made.call('ListPackageVersions', { ...asked, ...filters });
const names = (made: PackageWorld, filters: Filters = {}, asked: PackageRequest = of): string[] =>
  list(made, filters, asked).versions!.map(({ version }) => version);
const shown = (made: PackageWorld, asked: PackageRequest = of): string | null | undefined =>
  list(made, {}, asked).defaultDisplayVersion;

/** A world in which these versions of a package were published, one second apart. */
function worldOf(versions: readonly string[], asked: PackageRequest = of): PackageWorld {
  const made = new PackageWorld();
  for (const version of versions) {
    made.publish(asked, version);
    made.now += 1000;
  }
  return made;
}

/** A generic package with one version in each of the five statuses, named after it. */
function oneOfEach(): PackageWorld {
  const made = new PackageWorld();
  for (const status of statuses) made.make(packages.generic, status, status);
  return made;
}

test('LST-26, LST-27: these are the members, without a time', () => {
  const made = new PackageWorld();
  const [npm] = made.publish(of, '1.0.0');
  const [maven] = made.publish(packages.maven, '1.0');
  const version = {
    status: 'Published',
    origin: { originType: 'INTERNAL', domainEntryPoint: { repositoryName: 'my-repo' } },
  };
  expect(list(made)).toEqual({
    defaultDisplayVersion: '1.0.0',
    format: 'npm',
    package: 'lodash',
    versions: [{ version: '1.0.0', revision: npm!.revision, ...version }],
  });
  expect(list(made, {}, packages.maven)).toEqual({
    defaultDisplayVersion: '1.0',
    format: 'maven',
    namespace: 'com.mycompany',
    package: 'mypackage',
    versions: [{ version: '1.0', revision: maven!.revision, ...version }],
  });
});

test('LST-29: without status there are versions of all five', () => {
  expect(oneOfEach().statuses(packages.generic)).toEqual(
    Object.fromEntries(statuses.map((status) => [status, status])),
  );
});

test.each(statuses)('LST-30: status=%s keeps the versions in exactly that status', (status) => {
  expect(names(oneOfEach(), { status }, packages.generic)).toEqual([status]);
});

test('LST-32: originType keeps the versions of that origin, together with status by and', () => {
  const made = new PackageWorld();
  made.connect('public:npmjs');
  for (const version of ['1.0.0', '1.1.0']) {
    made.offer('public:npmjs', of, version);
    made.install(of, version);
  }
  made.restrict(of, 'ALLOW/ALLOW');
  made.publish(of, '2.0.0');
  const origin = { originType: 'UNKNOWN' } as const;
  made.learn({ type: 'stored version', ...of, version: '0.1.0', assets: assetsOf({ 'package.tgz': 'x' }), origin });
  made.setStatus(of, '1.1.0', 'Archived');
  expect(names(made, { originType: 'EXTERNAL' })).toEqual(['1.0.0', '1.1.0']);
  expect(names(made, { originType: 'INTERNAL' })).toEqual(['2.0.0']);
  expect(names(made, { originType: 'UNKNOWN' })).toEqual(['0.1.0']);
  expect(names(made, { originType: 'EXTERNAL', status: 'Archived' })).toEqual(['1.1.0']);
  expect(names(made, { originType: 'INTERNAL', status: 'Archived' })).toEqual([]);
});

describe('order and pages', () => {
  const webpack = ['4.41.2', ...[1, 2, 3, 4, 5, 6, 7].map((beta) => `5.0.0-beta.${beta}`)];

  test('LST-33: PUBLISHED_TIME gives the newest first', () => {
    const made = worldOf(webpack);
    const page = list(made, { sortBy: 'PUBLISHED_TIME', maxResults: 5 });
    expect(page.versions!.map(({ version }) => version)).toEqual([...webpack].reverse().slice(0, 5));
    const rest = list(made, { sortBy: 'PUBLISHED_TIME', maxResults: 5, nextToken: page.nextToken });
    expect(rest.versions!.map(({ version }) => version)).toEqual([...webpack].reverse().slice(5));
  });

  test('LST-33: there is no PUBLISH_TIME', () => {
    const error = worldOf(['1.0.0']).refusal('ListPackageVersions', { ...of, sortBy: 'PUBLISH_TIME' as never });
    expect(error.name).toBe('ValidationException');
  });

  test('LST-34: of equal times the greater version string comes first', () => {
    const made = new PackageWorld();
    for (const version of ['1.9.0', '1.10.0', '2.0.0-a', '1.2.0']) made.publish(of, version);
    expect(names(made, { sortBy: 'PUBLISHED_TIME' })).toEqual(['2.0.0-a', '1.9.0', '1.2.0', '1.10.0']);
  });

  test('LST-35, API-33: table 4, pages run over version strings', () => {
    const lodash = ['0.3.0', '0.2.2', '0.2.1', '0.10.0', '0.2.0', '0.1.0', '0.4.0'];
    const made = worldOf(lodash);
    const first = list(made, { maxResults: 5 });
    expect(first.versions!.map(({ version }) => version)).toEqual(['0.1.0', '0.10.0', '0.2.0', '0.2.1', '0.2.2']);
    expect(first.nextToken).toMatch(/^\S{1,2000}$/);
    const second = list(made, { maxResults: 5, nextToken: first.nextToken });
    expect(second.versions!.map(({ version }) => version)).toEqual(['0.3.0', '0.4.0']);
    expect(second).not.toHaveProperty('nextToken');
  });

  test('API-31, API-37: a page has 50 versions, and a full last one no token', () => {
    const made = worldOf(Array.from({ length: 50 }, (_, patch) => `1.0.${patch}`));
    expect(list(made)).not.toHaveProperty('nextToken');
    made.publish(of, '2.0.0');
    const page = list(made);
    expect([page.versions!.length, typeof page.nextToken]).toEqual([50, 'string']);
  });

  test.each<[string, Filters]>([
    ['another status', { status: 'Published' }],
    ['another order', { sortBy: 'PUBLISHED_TIME' }],
    ['another origin', { originType: 'INTERNAL' }],
    ['another package', { package: 'other' }],
    ['no text of its own', { nextToken: 'eyJsaXN0UGFja2FnZVZlcnNpb25zVG9rZW4iOiIwLjIuMiJ9' }],
  ])('API-36: a token is refused with %s', (_, changes) => {
    const made = worldOf(['1.0.0', '2.0.0']);
    made.publish({ ...of, package: 'other' }, '1.0.0');
    const { nextToken } = list(made, { maxResults: 1 });
    expect(made.refusal('ListPackageVersions', { ...of, nextToken, ...changes }).name).toBe('ValidationException');
  });

  const version = fc.constantFrom('1', '10', '2', 'a', 'A', 'b%', '__proto__', 'é', '\u0001', '~', '😀', '1-0', '1.0');
  const published = fc.array(fc.record({ version, time: fc.nat({ max: 3 }) }), { maxLength: 16 });
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

  test.each([undefined, 'PUBLISHED_TIME'] as const)(
    'LST-33, LST-34, LST-35, API-34: the pages of sortBy=%s are the whole list in its order, each item once',
    (sortBy) => {
      fc.assert(
        fc.property(published, fc.integer({ min: 1, max: 6 }), (records, maxResults) => {
          const made = new PackageWorld();
          made.restrict(packages.generic, 'ALLOW/ALLOW');
          const times = new Map<string, number>();
          for (const { version: each, time } of records) {
            made.now = time * 1000;
            if (!times.has(each)) made.publish(packages.generic, each);
            times.set(each, times.get(each) ?? time);
          }
          const byTime = (a: string, b: string) => times.get(b)! - times.get(a)! || compare(b, a);
          const expected = [...times.keys()].sort(sortBy === undefined ? compare : byTime);
          const pages = traverse((nextToken) => list(made, { sortBy, maxResults, nextToken }, packages.generic));
          expect(pages.flatMap((page) => page.versions!.map((each) => each.version))).toEqual(expected);
          expect(pages).toHaveLength(Math.max(1, Math.ceil(expected.length / maxResults)));
          for (const { nextToken = 'x' } of pages) expect(nextToken).toMatch(/^\S{1,2000}$/);
        }),
        { numRuns: 60 },
      );
    },
  );

  test.each([undefined, 'PUBLISHED_TIME'] as const)(
    'API-35: sortBy=%s: what is there throughout comes once, whatever else comes and goes',
    (sortBy) => {
      const changes = fc.array(fc.record({ version, goes: fc.boolean(), time: fc.nat({ max: 3 }) }), { maxLength: 12 });
      fc.assert(
        fc.property(published, changes, fc.integer({ min: 1, max: 3 }), (records, writes, maxResults) => {
          const made = new PackageWorld();
          made.restrict(packages.generic, 'ALLOW/ALLOW');
          const left = new Set<string>();
          for (const { version: each, time } of records) {
            made.now = time * 1000;
            made.publish(packages.generic, each);
            left.add(each);
          }
          const queue = [...writes];
          const write = () => {
            const { version: each, goes, time } = queue.pop() ?? { version: 'none', goes: true, time: 0 };
            made.now = time * 1000;
            if (goes) made.call('DeletePackageVersions', { ...packages.generic, versions: [each] });
            else made.publish(packages.generic, each);
            if (goes) left.delete(each);
          };
          const step = (nextToken: string | undefined) =>
            list(made, { sortBy, maxResults, nextToken }, packages.generic);
          const found = traverse(step, write).flatMap((page) => page.versions!.map((each) => each.version));
          for (const each of left) expect(found.filter((other) => other === each)).toHaveLength(1);
        }),
        { numRuns: 60 },
      );
    },
  );
});

describe('defaultDisplayVersion', () => {
  test.each(['generic', 'maven', 'pypi'] as const)('VER-49: of %s the most recently published version', (format) => {
    expect(shown(worldOf(['2.0', '1.0'], packages[format]), packages[format])).toBe('1.0');
  });

  test.each(['nuget', 'ruby', 'swift', 'cargo'] as const)('VER-51: of %s too', (format) => {
    expect(shown(worldOf(['2.0.0', '1.0.0'], packages[format]), packages[format])).toBe('1.0.0');
  });

  test('VER-50: of npm the one that latest names, else the most recent', () => {
    const made = worldOf(['4.41.1']);
    made.publish(of, '4.41.2', { tags: ['latest'] });
    made.now += 1000;
    made.publish(of, '5.0.0-beta.7', { tags: ['next'] });
    expect(shown(made)).toBe('4.41.2');
    made.call('DeletePackageVersions', { ...of, versions: ['4.41.2'] });
    expect(shown(made)).toBe('5.0.0-beta.7');
  });

  test('VER-50: the tag counts that a copy or an ingestion set', () => {
    const made = new PackageWorld('copy');
    const copied = { ...of, repository: 'copy' };
    made.publish(of, '1.0.0', { tags: ['latest'] });
    made.publish(copied, '2.0.0');
    made.now += 1000;
    made.publish(copied, '3.0.0');
    const between = { sourceRepository: 'my-repo', destinationRepository: 'copy' };
    made.call('CopyPackageVersions', { ...of, ...between, versions: ['1.0.0'] });
    expect(shown(made, copied)).toBe('1.0.0');
    const axios = { ...of, package: 'axios' };
    made.connect('public:npmjs');
    made.offer('public:npmjs', axios, '1.0.0', { publishedTime: 1, tags: ['latest'] });
    made.offer('public:npmjs', axios, '2.0.0', { publishedTime: 2, tags: ['next'] });
    for (const version of ['1.0.0', '2.0.0']) made.install(axios, version);
    expect(shown(made, axios)).toBe('1.0.0');
  });

  test.each<[string, PackageVersionStatus]>([
    ['VER-52', 'Unfinished'],
    ['VER-52', 'Unlisted'],
    ['VER-52', 'Archived'],
    ['VER-52', 'Disposed'],
  ])('%s: a version that is %s does not count, and with no other the value is null', (_, status) => {
    const made = new PackageWorld();
    made.make(packages.maven, '2.0', status);
    expect(list(made, {}, packages.maven)).toHaveProperty('defaultDisplayVersion', null);
    made.now -= 1000;
    made.publish(packages.maven, '1.0');
    expect(shown(made, packages.maven)).toBe('1.0');
  });

  test('VER-53: a tag at a version that is not Published counts as none', () => {
    const made = worldOf(['1.0.0', '2.0.0']);
    made.publish(of, '0.1.0', { tags: ['latest'] });
    made.now += 1000;
    made.setStatus(of, '0.1.0', 'Unlisted');
    expect(shown(made)).toBe('2.0.0');
  });

  test('VER-54: it heeds neither filters nor pages', () => {
    const made = worldOf(['1.0.0', '2.0.0', '3.0.0']);
    for (const filters of [{ status: 'Archived' }, { originType: 'EXTERNAL' }, { sortBy: 'PUBLISHED_TIME' }] as const) {
      expect(list(made, filters).defaultDisplayVersion).toBe('3.0.0');
    }
    const pages = traverse((nextToken) => list(made, { maxResults: 1, nextToken }));
    expect(pages.map((page) => page.defaultDisplayVersion)).toEqual(['3.0.0', '3.0.0', '3.0.0']);
  });

  test('VER-55: of equal times the greater version string', () => {
    const made = new PackageWorld();
    for (const version of ['1.9.0', '1.10.0', '1.2.0']) made.publish(of, version);
    expect(shown(made)).toBe('1.9.0');
  });
});

test('PKG-32, LST-36, API-38: a package without versions gives an empty list and null', () => {
  const made = worldOf(['1.0.0']);
  made.call('DeletePackageVersions', { ...of, versions: ['1.0.0'] });
  const empty = { defaultDisplayVersion: null, format: 'npm', package: 'lodash', versions: [] };
  expect(list(made)).toEqual(empty);
  made.restrict({ ...of, package: 'put' }, 'ALLOW/ALLOW');
  expect(list(made, { package: 'put' })).toEqual({ ...empty, package: 'put' });
});

test('LST-36, ERR-45: a package that is not there is refused', () => {
  expect(new PackageWorld().refusal('ListPackageVersions', of)).toMatchObject({
    name: 'ResourceNotFoundException',
    members: { resourceType: 'package', resourceId: 'lodash' },
  });
});

test('PKG-24, PKG-27: the names of NuGet and Swift are normalised', () => {
  const made = new PackageWorld();
  made.publish(packages.nuget, '1.0.0');
  made.publish(packages.swift, '1.0.0');
  expect(list(made, {}, { ...packages.nuget, package: 'Newtonsoft.JSON' }).package).toBe('newtonsoft.json');
  expect(list(made, {}, { ...packages.swift, namespace: 'MyScope' }).namespace).toBe('myscope');
});
