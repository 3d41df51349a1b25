import { describe, expect, test } from 'vitest';
import { contentOf } from '../support';
import { allFormats, PackageWorld, packages, upload } from './packages-support';

const of = packages.generic;

/** Publishes assets one after the other; `a!` is an asset `a` with `unfinished`. Gives the status after each. */
const statuses = (made: PackageWorld, ...calls: readonly string[]): (string | undefined)[] =>
  calls.map((call) => {
    const name = call.replace('!', '');
    return made.call('PublishPackageVersion', upload(of, '1.0.0', name, name, call.endsWith('!'))).status;
  });

const conflict = (made: PackageWorld, name: string, text = name, unfinished?: boolean) =>
  made.refusal('PublishPackageVersion', upload(of, '1.0.0', name, text, unfinished));

test('GEN-20, PUB-30, LST-38: the documented example', () => {
  const made = new PackageWorld();
  expect(made.call('PublishPackageVersion', upload(of, '1.0.0', 'asset.tar.gz', 'hello world'))).toEqual({
    format: 'generic',
    namespace: 'my-ns',
    package: 'my-package',
    version: '1.0.0',
    versionRevision: made.describe(of, '1.0.0').revision,
    status: 'Published',
    asset: { name: 'asset.tar.gz', ...contentOf('hello world') },
  });
});

describe('unfinished', () => {
  test('PUB-30, PUB-31, GEN-20: three assets, the last without', () => {
    const made = new PackageWorld();
    expect(statuses(made, 'a!', 'b!', 'c')).toEqual(['Unfinished', 'Unfinished', 'Published']);
    expect(made.assets(of, '1.0.0')).toEqual(['a', 'b', 'c']);
  });

  test('PUB-33, STA-28: all with it, then the status', () => {
    const made = new PackageWorld();
    expect(statuses(made, 'a!', 'b!', 'c!')).toEqual(['Unfinished', 'Unfinished', 'Unfinished']);
    made.setStatus(of, '1.0.0', 'Published');
    expect(made.statuses(of)).toEqual({ '1.0.0': 'Published' });
  });

  test('PUB-34: after the last one no asset can be added', () => {
    const made = new PackageWorld();
    expect(statuses(made, 'a')).toEqual(['Published']);
    expect(conflict(made, 'b')).toMatchObject({ name: 'ConflictException', status: 409 });
    expect(conflict(made, 'b', 'b', true).name).toBe('ConflictException');
    expect(made.assets(of, '1.0.0')).toEqual(['a']);
  });

  test('PUB-32: it is a boolean', () => {
    const made = new PackageWorld();
    expect(made.call('PublishPackageVersion', upload(of, 'x', 'a', 'a', true)).status).toBe('Unfinished');
    expect(made.call('PublishPackageVersion', upload(of, 'y', 'a', 'a', false)).status).toBe('Published');
    expect(made.call('PublishPackageVersion', upload(of, 'z', 'a', 'a')).status).toBe('Published');
    const text = { ...upload(of, 'w', 'a', 'a'), unfinished: 'unfinished' as never };
    expect(made.refusal('PublishPackageVersion', text).name).toBe('ValidationException');
  });

  test('PUB-35, PUB-04: an identical asset of a Published version changes nothing, with it or without', () => {
    const made = new PackageWorld();
    const first = made.call('PublishPackageVersion', upload(of, '1.0.0', 'a', 'a'));
    const before = made.describe(of, '1.0.0');
    made.now += 1000;
    made.events();
    expect(made.call('PublishPackageVersion', upload(of, '1.0.0', 'a', 'a', true))).toEqual(first);
    expect(made.call('PublishPackageVersion', upload(of, '1.0.0', 'a', 'a'))).toEqual(first);
    expect(made.describe(of, '1.0.0')).toEqual(before);
    expect(made.events()).toEqual([]);
  });

  test('PUB-36: an identical asset without it finishes an Unfinished version', () => {
    const made = new PackageWorld();
    const [{ versionRevision }] = [made.call('PublishPackageVersion', upload(of, '1.0.0', 'a', 'a', true))];
    expect(made.call('PublishPackageVersion', upload(of, '1.0.0', 'a', 'a', true)).status).toBe('Unfinished');
    const last = made.call('PublishPackageVersion', upload(of, '1.0.0', 'a', 'a'));
    expect(last).toMatchObject({ status: 'Published', versionRevision });
  });
});

describe('hash', () => {
  test.each([
    ['missing', undefined],
    ['63 long', 'a'.repeat(63)],
    ['65 long', 'a'.repeat(65)],
    ['in upper case', 'A'.repeat(64)],
    ['no digest', 'UNSIGNED-PAYLOAD'],
  ])('PUB-27, API-20: %s: refused', (_, assetSHA256) => {
    const made = new PackageWorld();
    const input = { ...upload(of, '1.0.0', 'a', 'a'), assetSHA256: assetSHA256 as string };
    expect(made.refusal('PublishPackageVersion', input).name).toBe('ValidationException');
  });

  test('PUB-28, ERR-48, ERR-27: another than that of the content: refused, and nothing is stored', () => {
    const made = new PackageWorld();
    const [expected, found] = [contentOf('b').hashes['SHA-256'], contentOf('a').hashes['SHA-256']];
    const error = made.refusal('PublishPackageVersion', { ...upload(of, '1.0.0', 'a', 'a'), assetSHA256: expected });
    expect(error).toMatchObject({ name: 'ValidationException', status: 400 });
    const beginning = 'The provided content hashes do not match the calculated content hashes.';
    expect(error.message).toContain(`${beginning} Hash algorithm 'SHA-256', Expected hash '${expected}'`);
    expect(error.message).toContain(found);
    expect(made.refusal('DescribePackage', of).name).toBe('ResourceNotFoundException');
  });
});

describe('asset names', () => {
  test.each([
    ...['asset.tar.gz', '.hidden', '...', 'my file (1).zip', '~!@^&()-_+[]{};,.', 'd\u00e9j\u00e0-vu', '日本語.txt'],
    ...['Ⅷ', '٣', 'ǅ', 'ʰ', 'a', 'Z', 'x'.repeat(255), 'a b', 'a b c', '__proto__', '𝒜'.repeat(255)],
    ...[...'~!@^&()-_+[]{};,'],
  ])('PUB-38, GEN-20: %s is one', (name) => {
    const made = new PackageWorld();
    made.call('PublishPackageVersion', upload(of, '1.0.0', name, 'a'));
    expect(made.assets(of, '1.0.0')).toEqual([name]);
  });

  test.each([
    ['PUB-40', ['a/b', 'a=b', "a'b", 'a"b', 'a#b', 'a$b', 'a%b', 'a*b', 'a:b', 'a<b', 'a>b', 'a?b', 'a\\b', 'a|b']],
    ['PUB-40', ['a\tb', 'a\nb', 'a\u00a0b', 'a\u3000b', 'a\u0000', 'a\u200b', 'e\u0301', '²', '½', '😀', '€', '–']],
    ['PUB-41', ['.', '..']],
    ['PUB-42', [' a', 'a ', 'a  b', ' ', '  ', '. ']],
    ['API-405', ['', 'x'.repeat(256)]],
  ])('%s: %j are none', (_, names) => {
    const made = new PackageWorld();
    for (const name of names) {
      expect(made.refusal('PublishPackageVersion', upload(of, '1.0.0', name, 'a')), name).toMatchObject({
        name: 'ValidationException',
        members: { reason: 'FIELD_VALIDATION_FAILED' },
      });
    }
  });

  test('PUB-39: the backquote is allowed', () => {
    const made = new PackageWorld();
    made.call('PublishPackageVersion', upload(of, '1.0.0', 'a`b', 'a'));
    expect(made.assets(of, '1.0.0')).toEqual(['a`b']);
  });
});

test('PUB-43: an empty content is an asset', () => {
  const made = new PackageWorld();
  const { asset } = made.call('PublishPackageVersion', upload(of, '1.0.0', 'empty', ''));
  const digest = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
  expect(asset).toMatchObject({ name: 'empty', size: 0, hashes: { 'SHA-256': digest } });
});

test('GEN-01, GEN-04, PUB-46: a generic package lives beside others, and these operations work on it', () => {
  const made = new PackageWorld('other');
  made.publish({ ...packages.npm, package: 'my-package' }, '1.0.0');
  for (const version of ['1', '2']) publishWhole(made, version);
  const versions = { ...of, versions: ['2'] };
  const copy = { sourceRepository: 'my-repo', destinationRepository: 'other' };
  expect(Object.keys(made.call('CopyPackageVersions', { ...versions, ...copy }).successfulVersions!)).toEqual(['2']);
  expect(made.describe(of, '1').version).toBe('1');
  expect(made.call('ListPackages', of).packages).toHaveLength(1);
  expect(made.call('ListPackages', { domain: 'my-domain', repository: 'my-repo' }).packages).toHaveLength(2);
  made.restrict(of, 'ALLOW/ALLOW');
  expect(made.settings(of)).toBe('ALLOW/ALLOW');
  made.setStatus(of, '2', 'Archived');
  made.setStatus(of, '2', 'Disposed');
  made.call('DeletePackageVersions', versions);
  expect(made.statuses(of)).toEqual({ '1': 'Published' });
  made.call('DeletePackage', of);
  expect(made.statuses({ ...packages.npm, package: 'my-package' })).toEqual({ '1.0.0': 'Published' });
});

function publishWhole(made: PackageWorld, version: string): void {
  for (const name of ['a', 'b']) {
    made.call('PublishPackageVersion', upload(of, version, name, name, name === 'a'));
    expect(made.assets(of, version)).toContain(name);
  }
  const asset = { ...of, packageVersion: version, asset: 'a' };
  expect(made.call('GetPackageVersionAsset', asset).assetName).toBe('a');
}

test.each(['a_b', 'latest', '2024.01', '1.0+x', '__proto__', 'ü', '..'])('GEN-03: %s is a version', (version) => {
  const made = new PackageWorld();
  expect(made.call('PublishPackageVersion', upload(of, version, 'a', 'a')).version).toBe(version);
  expect(Object.keys(made.statuses(of))).toEqual([version]);
  expect(made.describe(of, version).version).toBe(version);
});

test('PUB-45: a generic version upstream does not stop it', () => {
  const made = new PackageWorld('up');
  made.upstreams('my-repo', 'up');
  made.publish({ ...of, repository: 'up' }, '1.0.0');
  expect(statuses(made, 'a')).toEqual(['Published']);
});

test.each(allFormats.filter((format) => format !== 'generic'))('API-503: format %s is refused', (format) => {
  const error = new PackageWorld().refusal('PublishPackageVersion', upload(packages[format], '1.0.0', 'a', 'a'));
  expect(error.name).toBe('ValidationException');
});

test.each([
  [{ domain: 'none' }, 'domain'],
  [{ repository: 'none' }, 'repository'],
])('ERR-27: %j is not there', (changes, resourceType) => {
  const error = new PackageWorld().refusal('PublishPackageVersion', { ...upload(of, '1', 'a', 'a'), ...changes });
  expect(error).toMatchObject({ name: 'ResourceNotFoundException', members: { resourceType, resourceId: 'none' } });
});

const hashOf = (text: string): string => contentOf(text).hashes['SHA-256'];

test.each([
  ['PKG-12', 'A generic package has a namespace', undefined, 'a/b', 'none', 'other', 'changed'],
  ['PUB-40', "'a/b' is not an asset name", 'my-ns', 'a/b', 'none', 'other', 'changed'],
  ['ERR-44', 'Repository not found', 'my-ns', 'a', 'none', 'other', 'changed'],
  ['PUB-28', 'The provided content hashes do not match', 'my-ns', 'a', 'my-repo', 'other', 'changed'],
  ['ORG-03, ORG-15', 'This package is configured to block', 'my-ns', 'a', 'my-repo', 'changed', 'changed'],
])('%s: "%s" is said before what the next row reports', (_, message, namespace, assetName, repository, sha, text) => {
  const made = new PackageWorld();
  made.publish(of, '1.0.0', { assets: { a: 'a' } });
  made.restrict(of, 'BLOCK/BLOCK');
  const input = { ...upload(of, '1.0.0', assetName, text), namespace, repository, assetSHA256: hashOf(sha) };
  expect(made.refusal('PublishPackageVersion', input).message).toContain(message);
});
