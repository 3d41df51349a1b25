import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentOf, traverse } from '../support';
import { PackageWorld, packages, upload } from './packages-support';

const of = packages.generic;
const asked = { ...of, packageVersion: '1.0.0' };

test('LST-38, VER-30: an asset has its size and four hashes in lower-case hexadecimal', () => {
  const made = new PackageWorld();
  made.publish(of, '1.0.0', { assets: { 'asset.tar.gz': 'hello world' } });
  expect(made.call('ListPackageVersionAssets', asked)).toEqual({
    format: 'generic',
    namespace: 'my-ns',
    package: 'my-package',
    version: '1.0.0',
    versionRevision: made.describe(of, '1.0.0').revision,
    assets: [
      {
        name: 'asset.tar.gz',
        size: 11,
        hashes: {
          MD5: '5eb63bbbe01eeed093cb22bb8f5acdc3',
          'SHA-1': '2aae6c35c94fcfb415dbe95f408b9ce91ee846ed',
          'SHA-256': 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
          'SHA-512': contentOf('hello world').hashes['SHA-512'],
        },
      },
    ],
  });
});

test('LST-42: by name', () => {
  const made = new PackageWorld();
  const names = ['flatten_json-0.1.7.tar.gz', 'flatten_json-0.1.7-py3-none-any.whl'];
  made.publish(packages.pypi, '0.1.7', { assets: Object.fromEntries(names.map((name) => [name, name])) });
  expect(made.assets(packages.pypi, '0.1.7')).toEqual([...names].reverse());
  made.publish(packages.pypi, '0.1.7', { assets: { 'a.whl': 'a' } });
  expect(made.assets(packages.pypi, '0.1.7')[0]).toBe('a.whl');
});

test.each([
  ['Published', ['my-package.tgz']],
  ['Unlisted', ['my-package.tgz']],
  ['Unfinished', ['my-package.tgz']],
  ['Archived', ['my-package.tgz']],
  ['Disposed', []],
] as const)('LST-43, API-38: a version that is %s has the assets %j', (status, expected) => {
  const made = new PackageWorld();
  made.publish(of, '1.0.0', { unfinished: status === 'Unfinished' });
  const { revision } = made.describe(of, '1.0.0');
  if (status !== 'Unfinished') made.setStatus(of, '1.0.0', status);
  const answer = made.call('ListPackageVersionAssets', asked);
  expect(answer.assets!.map(({ name }) => name)).toEqual(expected);
  expect(answer.versionRevision).toBe(revision);
  expect(answer).not.toHaveProperty('nextToken');
});

test('API-31, API-37: a page has 100 assets, and a full last one no token', () => {
  const made = new PackageWorld();
  const assets = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`a${index}`, '']));
  made.publish(of, '1.0.0', { assets, unfinished: true });
  expect(made.call('ListPackageVersionAssets', asked)).not.toHaveProperty('nextToken');
  made.call('PublishPackageVersion', upload(of, '1.0.0', 'b', ''));
  const page = made.call('ListPackageVersionAssets', asked);
  expect([page.assets!.length, typeof page.nextToken]).toEqual([100, 'string']);
});

test('API-34, API-35, LST-42: pages give each asset once in order, also while assets come', () => {
  const name = fc.constantFrom('a', 'A', 'b b', 'é', '~', '日本語', '1', 'Z', 'a.b', 'a b', '𝒜');
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { minLength: 1 }),
      fc.array(name, { maxLength: 4 }),
      fc.integer({ min: 1, max: 4 }),
      (names, later, maxResults) => {
        const made = new PackageWorld();
        made.publish(of, '1.0.0', { assets: Object.fromEntries(names.map((each) => [each, each])), unfinished: true });
        const queue = [...later];
        const pages = traverse(
          (nextToken) => made.call('ListPackageVersionAssets', { ...asked, maxResults, nextToken }),
          () => {
            const next = queue.pop();
            if (next !== undefined) made.call('PublishPackageVersion', upload(of, '1.0.0', next, next, true));
          },
        );
        const found = pages.flatMap((page) => page.assets!.map((asset) => asset.name!));
        expect([...new Set(found)].sort()).toEqual(found);
        expect(found).toEqual(expect.arrayContaining(names));
        if (later.length === 0) expect(found).toEqual([...names].sort());
        for (const { nextToken = 'x' } of pages) expect(nextToken).toMatch(/^\S{1,2000}$/);
      },
    ),
    { numRuns: 60 },
  );
});

test('API-36: a token of another version is refused', () => {
  const made = new PackageWorld();
  for (const version of ['1.0.0', '2.0.0']) made.publish(of, version, { assets: { a: 'a', b: 'b' } });
  const { nextToken } = made.call('ListPackageVersionAssets', { ...asked, maxResults: 1 });
  const other = { ...asked, packageVersion: '2.0.0', nextToken };
  expect(made.refusal('ListPackageVersionAssets', other).name).toBe('ValidationException');
});

test.each([
  [{ package: 'none' }, 'package', 'none'],
  [{ packageVersion: 'none' }, 'package-version', 'none'],
])('ERR-45, ERR-57: %j is not there', (changes, resourceType, resourceId) => {
  const made = new PackageWorld();
  made.publish(of, '1.0.0');
  const error = made.refusal('ListPackageVersionAssets', { ...asked, ...changes });
  expect(error).toMatchObject({ name: 'ResourceNotFoundException', members: { resourceType, resourceId } });
});
