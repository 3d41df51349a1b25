import { expect, test } from 'vitest';
import { contentOf } from '../support';
import { PackageWorld, packages } from './packages-support';

const of = packages.generic;
const asked = { ...of, packageVersion: '1.0.0', asset: 'my-package.tgz' };

test('LST-48, API-18, VER-30: the content of an asset, with its name, version and revision', () => {
  const made = new PackageWorld();
  const [version] = made.publish(packages.maven, '27.1-jre', { assets: { 'guava-27.1-jre.jar': 'bytes', x: 'x' } });
  const guava = { ...packages.maven, packageVersion: '27.1-jre', asset: 'guava-27.1-jre.jar' };
  expect(made.call('GetPackageVersionAsset', guava)).toEqual({
    asset: contentOf('bytes'),
    assetName: 'guava-27.1-jre.jar',
    packageVersion: '27.1-jre',
    packageVersionRevision: version!.revision,
  });
});

test.each([
  ['LST-48', 'Published', 200],
  ['LST-48', 'Unlisted', 200],
  ['LST-49', 'Archived', 404],
  ['LST-49', 'Disposed', 404],
  ['LST-50', 'Unfinished', 404],
] as const)('%s: of a version that is %s: %i', (_, status, expected) => {
  const made = new PackageWorld();
  made.make(of, '1.0.0', status);
  if (expected === 200) {
    expect(made.call('GetPackageVersionAsset', asked).assetName).toBe('my-package.tgz');
  } else {
    expect(made.refusal('GetPackageVersionAsset', asked)).toMatchObject({
      name: 'ResourceNotFoundException',
      status: 404,
      members: { resourceType: 'asset', resourceId: 'my-package.tgz' },
    });
  }
});

test('LST-50: once it is finished, the asset can be had', () => {
  const made = new PackageWorld();
  made.make(of, '1.0.0', 'Unfinished');
  made.setStatus(of, '1.0.0', 'Published');
  expect(made.call('GetPackageVersionAsset', asked).assetName).toBe('my-package.tgz');
});

test('LST-46: a revision must be the current one', () => {
  const made = new PackageWorld();
  made.publish(packages.pypi, '1.0', { assets: { 'a.whl': 'a' } });
  const wheel = { ...packages.pypi, packageVersion: '1.0', asset: 'a.whl' };
  const old = made.describe(packages.pypi, '1.0').revision!;
  made.call('GetPackageVersionAsset', { ...wheel, packageVersionRevision: old });
  made.publish(packages.pypi, '1.0', { assets: { 'b.whl': 'b' } });
  const current = made.describe(packages.pypi, '1.0').revision!;
  expect(made.refusal('GetPackageVersionAsset', { ...wheel, packageVersionRevision: old })).toMatchObject({
    name: 'ConflictException',
    message: `current revision: ${current}, expected revision: ${old}`,
    members: { resourceType: 'package-version', resourceId: '1.0' },
  });
  const answer = made.call('GetPackageVersionAsset', { ...wheel, packageVersionRevision: current });
  expect(answer.packageVersionRevision).toBe(current);
});

test('LST-47, GEN-39: an asset is found by its exact name', () => {
  const made = new PackageWorld();
  made.publish(of, '1.0.0', { assets: { 'A.txt': 'A', 'a.txt': 'a', é: 'composed' } });
  expect(made.call('GetPackageVersionAsset', { ...asked, asset: 'A.txt' }).asset).toEqual(contentOf('A'));
  expect(made.call('GetPackageVersionAsset', { ...asked, asset: 'a.txt' }).asset).toEqual(contentOf('a'));
  for (const asset of ['a.TXT', 'e\u0301', '__proto__']) {
    expect(made.refusal('GetPackageVersionAsset', { ...asked, asset })).toMatchObject({
      name: 'ResourceNotFoundException',
      members: { resourceType: 'asset', resourceId: asset },
    });
  }
});

test('PKG-24, PKG-25: NuGet normalises package and version, and never the asset', () => {
  const made = new PackageWorld();
  made.publish({ ...packages.nuget, package: 'Newtonsoft.Json' }, '12.0.03.0', {
    assets: { 'newtonsoft.json.12.0.3.nupkg': 'x' },
  });
  const nuget = { ...packages.nuget, package: 'NEWTONSOFT.Json', packageVersion: '12.0.3.00' };
  const stored = 'newtonsoft.json.12.0.3.nupkg';
  expect(made.call('GetPackageVersionAsset', { ...nuget, asset: stored })).toMatchObject({
    assetName: stored,
    packageVersion: '12.0.3',
  });
  const upper = { ...nuget, asset: 'Newtonsoft.Json.12.0.3.nupkg' };
  expect(made.refusal('GetPackageVersionAsset', upper).members.resourceType).toBe('asset');
});

test.each([
  [{ package: 'none' }, 'package', 'none'],
  [{ packageVersion: 'none' }, 'package-version', 'none'],
])('ERR-45, ERR-57: %j is not there', (changes, resourceType, resourceId) => {
  const made = new PackageWorld();
  made.publish(of, '1.0.0');
  const error = made.refusal('GetPackageVersionAsset', { ...asked, ...changes });
  expect(error).toMatchObject({ name: 'ResourceNotFoundException', members: { resourceType, resourceId } });
});
