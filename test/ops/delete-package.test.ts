import { expect, test } from 'vitest';
import { PackageWorld, packages } from './packages-support';

const of = packages.npm;

test('PKG-42: the answer is the package with the settings that it had', () => {
  const made = new PackageWorld();
  const pypi = { ...packages.pypi, package: 'my-package' };
  made.publish(pypi, '1.0.0');
  made.publish(packages.maven, '1.0');
  made.restrict(packages.maven, 'BLOCK/BLOCK');
  expect(made.call('DeletePackage', pypi)).toEqual({
    deletedPackage: {
      format: 'pypi',
      package: 'my-package',
      originConfiguration: { restrictions: { publish: 'ALLOW', upstream: 'BLOCK' } },
    },
  });
  expect(made.call('DeletePackage', packages.maven)).toEqual({
    deletedPackage: {
      format: 'maven',
      namespace: 'com.mycompany',
      package: 'mypackage',
      originConfiguration: { restrictions: { publish: 'BLOCK', upstream: 'BLOCK' } },
    },
  });
});

test('PKG-41: the record goes with every version of any status', () => {
  const made = new PackageWorld();
  const statuses = ['Published', 'Unfinished', 'Unlisted', 'Archived', 'Disposed'] as const;
  for (const status of statuses) made.make(packages.generic, status, status);
  made.call('DeletePackage', packages.generic);
  expect(made.refusal('DescribePackage', packages.generic).name).toBe('ResourceNotFoundException');
  expect(made.refusal('ListPackageVersions', packages.generic).name).toBe('ResourceNotFoundException');
  for (const packageVersion of statuses) {
    const error = made.refusal('DescribePackageVersion', { ...packages.generic, packageVersion });
    expect(error).toMatchObject({ name: 'ResourceNotFoundException', members: { resourceType: 'package' } });
  }
  made.publish(packages.generic, 'new');
  expect(made.statuses(packages.generic)).toEqual({ new: 'Published' });
});

test('PKG-41: packages beside it, and the same one in another repository, stay', () => {
  const made = new PackageWorld('other');
  const others = [
    { ...of, repository: 'other' },
    { ...of, package: 'lodash2' },
    { ...of, namespace: 'lodash', package: 'lodash' },
    { ...packages.cargo, package: 'lodash' },
  ];
  for (const each of [of, ...others]) made.publish(each, '1.0.0');
  made.call('DeletePackage', of);
  for (const each of others) expect(made.statuses(each)).toEqual({ '1.0.0': 'Published' });
});

test('PKG-40: the tags of npm go with the record', () => {
  const made = new PackageWorld();
  made.publish(of, '1.0.0', { tags: ['latest', 'beta'] });
  expect(made.request('ListVersions', of).tags).toEqual({ latest: '1.0.0', beta: '1.0.0' });
  made.call('DeletePackage', of);
  made.publish(of, '1.0.0');
  made.publish(of, '2.0.0', { tags: ['next'] });
  expect(made.request('ListVersions', of).tags).toEqual({ next: '2.0.0' });
});

test('PKG-43: only deletion leads back to the default settings', () => {
  const made = new PackageWorld();
  made.restrict(of, 'ALLOW/ALLOW');
  made.publish(of, '1.0.0');
  made.call('DeletePackageVersions', { ...of, versions: ['1.0.0'] });
  made.publish(of, '1.0.0');
  expect(made.settings(of)).toBe('ALLOW/ALLOW');
  made.restrict(of, 'BLOCK/BLOCK');
  made.call('DeletePackage', of);
  made.publish(of, '1.0.0');
  expect(made.settings(of)).toBe('ALLOW/BLOCK');
});

test.each([
  [{ domain: 'none' }, 'domain'],
  [{ repository: 'none' }, 'repository'],
  [{ package: 'none' }, 'package'],
] as const)('PKG-44, ERR-27: %j is not there', (changes, resourceType) => {
  const made = new PackageWorld();
  made.publish(of, '1.0.0');
  expect(made.refusal('DeletePackage', { ...of, ...changes })).toMatchObject({
    name: 'ResourceNotFoundException',
    members: { resourceType, resourceId: 'none' },
  });
});

test('PKG-44: a package is deleted once, also one without versions', () => {
  const made = new PackageWorld();
  made.restrict(of, 'ALLOW/ALLOW');
  made.call('DeletePackage', of);
  expect(made.refusal('DeletePackage', of).name).toBe('ResourceNotFoundException');
});

test('PKG-24, PKG-27: the names of NuGet and Swift are normalised', () => {
  const made = new PackageWorld();
  made.publish(packages.nuget, '1.0.0');
  made.publish(packages.swift, '1.0.0');
  const nuget = made.call('DeletePackage', { ...packages.nuget, package: 'Newtonsoft.JSON' });
  expect(nuget.deletedPackage!.package).toBe('newtonsoft.json');
  const swift = made.call('DeletePackage', { ...packages.swift, namespace: 'MyScope', package: 'MyPackage' });
  expect(swift.deletedPackage).toMatchObject({ namespace: 'myscope', package: 'mypackage' });
});
