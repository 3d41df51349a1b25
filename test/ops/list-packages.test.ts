import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Input, PackageSummary } from '../../src/api/types';
import { traverse } from '../support';
import { allFormats, PackageWorld, packages } from './packages-support';

const repository = { domain: 'my-domain', repository: 'my-repo' } as const;
type Filters = Omit<Input<'ListPackages'>, 'domain' | 'repository'>;

/** What ListPackages gives, each package as `format:namespace/name`. */
const listed = (made: PackageWorld, filters: Filters = {}): string[] =>
  made.call('ListPackages', { ...repository, ...filters }).packages!.map(nameOf);

const nameOf = ({ format, namespace, package: name }: PackageSummary): string =>
  `${format}:${namespace === undefined ? '' : `${namespace}/`}${name}`;

/** Records without versions, by their names in the form `format:namespace/name`. */
function worldOf(...names: readonly string[]): PackageWorld {
  const made = new PackageWorld();
  for (const each of names) {
    const [, format, namespace, name] = /^(\w+):(?:(.*)\/)?(.*)$/.exec(each)!;
    const restrictions = { publish: 'ALLOW', upstream: 'BLOCK' } as const;
    const of = { ...repository, format: format as 'npm', namespace, package: name! };
    made.call('PutPackageOriginConfiguration', { ...of, restrictions });
  }
  return made;
}

test('LST-13, PKG-39: an entry has these members, the namespace only if there is one', () => {
  const made = new PackageWorld();
  made.publish(packages.npm, '1.0.0');
  made.publish(packages.maven, '1.0');
  const originConfiguration = { restrictions: { publish: 'ALLOW', upstream: 'BLOCK' } };
  expect(made.call('ListPackages', repository)).toEqual({
    packages: [
      { format: 'maven', namespace: 'com.mycompany', package: 'mypackage', originConfiguration },
      { format: 'npm', package: 'lodash', originConfiguration },
    ],
  });
});

test.each(allFormats)('LST-14, PKG-11: format %s keeps that format only, and shows its namespaces', (format) => {
  const made = new PackageWorld();
  for (const each of allFormats) made.publish(packages[each], '1.0.0');
  const { packages: found } = made.call('ListPackages', { ...repository, format });
  const { namespace }: { namespace?: string } = packages[format];
  expect(found!.map(({ format: own, namespace: space }) => [own, space])).toEqual([[format, namespace]]);
  expect(Object.keys(found![0]!).includes('namespace')).toBe(namespace !== undefined);
});

test('LST-15: namespace is a prefix, not on the boundaries of words', () => {
  const made = worldOf('maven:org.apache.commons/lang', 'maven:org.apache/ant', 'maven:org.apache.logging/log4j');
  expect(listed(made, { format: 'maven', namespace: 'org.apache.co' })).toEqual(['maven:org.apache.commons/lang']);
  expect(listed(made, { format: 'maven', namespace: 'Org' })).toEqual([]);
});

test('LST-16: package-prefix is a prefix of the stored name', () => {
  const made = worldOf('npm:path', 'npm:pat-test', 'npm:patch-math3', 'npm:compat', 'npm:pa', 'npm:types/pat');
  const names = ['npm:pat-test', 'npm:patch-math3', 'npm:path', 'npm:types/pat'];
  expect(listed(made, { format: 'npm', packagePrefix: 'pat' })).toEqual(names);
  made.publish({ ...packages.nuget, package: 'Newtonsoft.Json' }, '1.0.0');
  expect(listed(made, { packagePrefix: 'newton' })).toEqual(['nuget:newtonsoft.json']);
  expect(listed(made, { packagePrefix: 'Newton' })).toEqual([]);
});

test('LST-17: namespace alone is refused', () => {
  expect(new PackageWorld().refusal('ListPackages', { ...repository, namespace: 'types' })).toMatchObject({
    name: 'ValidationException',
    members: { reason: 'OTHER' },
  });
});

test.each<[string, Filters, readonly string[]]>([
  ['LST-18', {}, ['maven:types/b', 'npm:a', 'npm:types/a', 'npm:types/b']],
  ['LST-18', { namespace: 'ty', packagePrefix: 'b' }, ['maven:types/b', 'npm:types/b']],
  ['LST-18', { format: 'npm', namespace: 'types' }, ['npm:types/a', 'npm:types/b']],
  ['LST-18', { format: 'npm', packagePrefix: 'a' }, ['npm:a', 'npm:types/a']],
  ['LST-18', { format: 'npm', namespace: 'types', packagePrefix: 'a' }, ['npm:types/a']],
  ['LST-18', { packagePrefix: 'a' }, ['npm:a', 'npm:types/a']],
  ['LST-18', { format: 'npm' }, ['npm:a', 'npm:types/a', 'npm:types/b']],
  ['LST-19', { format: 'maven' }, ['maven:types/b']],
  ['PKG-14', { format: 'pypi', namespace: 'types' }, []],
])('%s: %j is allowed', (_, filters, expected) => {
  expect(listed(worldOf('npm:types/b', 'npm:a', 'maven:types/b', 'npm:types/a'), filters)).toEqual(expected);
});

test('LST-20, LST-21: publish and upstream keep packages with those settings, both together mean both', () => {
  const made = new PackageWorld();
  made.connect('public:npmjs');
  made.offer('public:npmjs', { format: 'npm', package: 'ingested' }, '1.0.0');
  made.install({ ...packages.npm, package: 'ingested' }, '1.0.0');
  made.publish({ ...packages.npm, package: 'published' }, '1.0.0');
  made.restrict({ ...packages.npm, package: 'free' }, 'ALLOW/ALLOW');
  expect(listed(made, { publish: 'BLOCK' })).toEqual(['npm:ingested']);
  expect(listed(made, { upstream: 'BLOCK' })).toEqual(['npm:published']);
  expect(listed(made, { publish: 'ALLOW' })).toEqual(['npm:free', 'npm:published']);
  expect(listed(made, { publish: 'ALLOW', upstream: 'ALLOW' })).toEqual(['npm:free']);
  expect(listed(made, { publish: 'BLOCK', upstream: 'BLOCK' })).toEqual([]);
});

test('LST-22: packages without versions, or without Published ones, are listed', () => {
  const made = worldOf('npm:empty');
  for (const status of ['Unlisted', 'Archived', 'Disposed'] as const) {
    made.make({ ...packages.npm, package: status.toLowerCase() }, '1.0.0', status);
  }
  expect(listed(made)).toEqual(['npm:archived', 'npm:disposed', 'npm:empty', 'npm:unlisted']);
});

test('LST-23: by format, then namespace, none first, then name', () => {
  const ordered = ['cargo:z', 'npm:Z', 'npm:a', 'npm:a-b', 'npm:B/a', 'npm:a/z', 'npm:a-b/a', 'pypi:a'];
  expect(listed(worldOf(...[...ordered].reverse()))).toEqual(ordered);
});

test.each([
  [{ domain: 'none', repository: 'none' }, 'domain', 'none'],
  [{ domain: 'my-domain', repository: 'none' }, 'repository', 'none'],
] as const)('LST-24: %j is not there', (input, resourceType, resourceId) => {
  expect(new PackageWorld().refusal('ListPackages', input)).toMatchObject({
    name: 'ResourceNotFoundException',
    members: { resourceType, resourceId },
  });
});

test('LST-24, API-38: a repository without packages gives an empty list and no token', () => {
  expect(new PackageWorld().call('ListPackages', repository)).toEqual({ packages: [] });
});

test('PKG-17, PKG-19: names that differ by namespace or by case are different packages', () => {
  const made = new PackageWorld();
  const names = ['npm:AsyncStorage', 'npm:asyncStorage', 'npm:asyncstorage', 'npm:webpack', 'npm:types/webpack'];
  for (const name of ['asyncstorage', 'AsyncStorage', 'asyncStorage', 'webpack']) {
    made.publish({ ...packages.npm, package: name }, '1.0.0');
  }
  made.publish({ ...packages.npm, namespace: 'types', package: 'webpack' }, '1.0.0');
  expect(listed(made)).toEqual(names);
});

test('API-31, API-37: a page has 100 packages, and a full last one no token', () => {
  const made = worldOf(...Array.from({ length: 100 }, (_, index) => `npm:p${index}`));
  const full = made.call('ListPackages', repository);
  expect([full.packages!.length, 'nextToken' in full]).toEqual([100, false]);
  made.restrict({ ...packages.npm, package: 'last' }, 'ALLOW/ALLOW');
  const first = made.call('ListPackages', repository);
  expect([first.packages!.length, first.nextToken]).toEqual([100, expect.stringMatching(/^\S{1,2000}$/)]);
});

test.each<[string, Filters | null]>([
  ['other filters', { packagePrefix: 'b' }],
  ['a filter too many', { format: 'npm' }],
  ['one changed character', { nextToken: 'x' }],
  ['another repository', null],
])('API-36: a token is refused with %s', (_, filters) => {
  const made = worldOf('npm:b0', 'npm:b1');
  made.call('CreateRepository', { ...repository, repository: 'other' });
  const { nextToken } = made.call('ListPackages', { ...repository, maxResults: 1 });
  const other = filters === null ? { ...repository, repository: 'other' } : { ...repository, ...filters };
  const token = filters?.nextToken === undefined ? nextToken : filters.nextToken + nextToken;
  expect(made.refusal('ListPackages', { ...other, nextToken: token }).name).toBe('ValidationException');
  const versions = { ...packages.npm, package: 'b0', nextToken };
  expect(made.refusal('ListPackageVersions', versions).name).toBe('ValidationException');
});

const name = fc.constantFrom('a', 'ab', 'abc', 'b', 'a-b', 'a.b', 'A', '__proto__', 'a%b', 'é', '\u0001', 'a\u{1f600}');
const coordinates = fc.oneof(
  fc.record({ format: fc.constantFrom('npm'), namespace: fc.option(name, { nil: undefined }), package: name }),
  fc.record({ format: fc.constantFrom('maven', 'generic'), namespace: name, package: name }),
  fc.record({ format: fc.constantFrom('cargo', 'pypi'), package: name }),
) as fc.Arbitrary<{ format: 'npm' | 'maven' | 'generic' | 'cargo' | 'pypi'; namespace?: string; package: string }>;
const setting = fc.constantFrom('ALLOW', 'BLOCK');
const record = fc.record({ of: coordinates, publish: setting, upstream: setting });
const prefix = fc.option(fc.constantFrom('a', 'ab', 'A', 'b', '_', 'a\u{1f600}', 'a%'), { nil: undefined });
const filters = fc
  .record({
    format: fc.option(fc.constantFrom('npm', 'maven', 'pypi'), { nil: undefined }),
    namespace: prefix,
    packagePrefix: prefix,
    publish: fc.option(setting, { nil: undefined }),
    upstream: fc.option(setting, { nil: undefined }),
  })
  .filter(({ format, namespace, packagePrefix }) => !namespace || format !== undefined || packagePrefix !== undefined);

const same = (given: string | undefined, found: string): boolean => given === undefined || given === found;
const begins = (given: string | undefined, found = ''): boolean => given === undefined || found.startsWith(given);

test('LST-14, LST-15, LST-16, LST-18, LST-20, LST-23, API-34: every page of any filter is a plain filter', () => {
  fc.assert(
    fc.property(
      fc.array(record, { maxLength: 30 }),
      filters,
      fc.integer({ min: 1, max: 7 }),
      (records, given, size) => {
        const made = new PackageWorld();
        const expected = new Map<string, [string, string, string]>();
        for (const { of, publish, upstream } of records) {
          made.call('PutPackageOriginConfiguration', { ...repository, ...of, restrictions: { publish, upstream } });
          const key: [string, string, string] = [of.format, of.namespace ?? '', of.package];
          expected.delete(key.join('\n'));
          const { format, namespace, packagePrefix } = given;
          const kept = same(format, of.format) && begins(namespace, of.namespace) && begins(packagePrefix, of.package);
          if (kept && same(given.publish, publish) && same(given.upstream, upstream)) expected.set(key.join('\n'), key);
        }
        const order = [...expected.values()].sort(
          (a, b) => compare(a[0], b[0]) || compare(a[1], b[1]) || compare(a[2], b[2]),
        );
        const input = { ...repository, ...given, maxResults: size };
        const pages = traverse((nextToken) => made.call('ListPackages', { ...input, nextToken }));
        const found = pages.flatMap((page) => page.packages!);
        expect(found.map(({ format, namespace, package: own }) => [format, namespace ?? '', own])).toEqual(order);
        expect(pages).toHaveLength(Math.max(1, Math.ceil(order.length / size)));
        for (const { nextToken = 'x' } of pages) expect(nextToken).toMatch(/^\S{1,2000}$/);
      },
    ),
  );
});

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

test('API-35: what is there during the whole traversal comes once, whatever else comes and goes', () => {
  const ops = fc.array(fc.record({ comes: fc.boolean(), at: fc.nat({ max: 25 }) }), { maxLength: 12 });
  fc.assert(
    fc.property(ops, fc.integer({ min: 1, max: 4 }), (changes, maxResults) => {
      const letters = [...'bdfhjlnprt'];
      const made = worldOf(...letters.map((letter) => `npm:${letter}`));
      const left = new Set(letters);
      const queue = [...changes];
      const pages = traverse(
        (nextToken) => made.call('ListPackages', { ...repository, maxResults, nextToken }),
        () => {
          const change = queue.pop();
          const letter = String.fromCharCode(97 + (change?.at ?? 0));
          if (change?.comes) made.restrict({ ...packages.npm, package: letter }, 'ALLOW/ALLOW');
          else if (change && left.delete(letter)) made.call('DeletePackage', { ...packages.npm, package: letter });
        },
      );
      const found = pages.flatMap((page) => page.packages!.map((each) => each.package!));
      expect([...new Set(found)].sort()).toEqual(found);
      expect(found).toEqual(expect.arrayContaining([...left]));
    }),
  );
});
