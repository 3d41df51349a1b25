import { expect, test } from 'vitest';
import type { PackageFormat } from '../../src/api/types';
import { allFormats, PackageWorld, packages } from './packages-support';

const required: readonly PackageFormat[] = ['maven', 'swift', 'generic'];
const without: readonly PackageFormat[] = ['pypi', 'nuget', 'ruby', 'cargo'];

test('PKG-01, PKG-39: the same coordinates in another repository are another record', () => {
  const made = new PackageWorld('other');
  const other = { ...packages.npm, repository: 'other' };
  made.publish(packages.npm, '1.0.0');
  made.publish(other, '2.0.0');
  made.restrict(packages.npm, 'BLOCK/ALLOW');
  expect(made.call('DescribePackage', other)).toEqual({
    package: {
      format: 'npm',
      name: 'lodash',
      originConfiguration: { restrictions: { publish: 'ALLOW', upstream: 'BLOCK' } },
    },
  });
  expect([made.settings(packages.npm), made.settings(other)]).toEqual(['BLOCK/ALLOW', 'ALLOW/BLOCK']);
  expect([made.statuses(packages.npm), made.statuses(other)]).toEqual([
    { '1.0.0': 'Published' },
    { '2.0.0': 'Published' },
  ]);
});

test('PKG-07: the namespace of npm is the scope, and optional', () => {
  const made = new PackageWorld();
  const typed = { ...packages.npm, namespace: 'types', package: 'node' };
  made.publish(typed, '1.0.0');
  made.publish({ ...packages.npm, package: 'react' }, '1.0.0');
  expect(made.call('DescribePackage', typed).package).toMatchObject({ namespace: 'types', name: 'node' });
  const { package: plain } = made.call('DescribePackage', { ...packages.npm, package: 'react' });
  expect(plain).not.toHaveProperty('namespace');
  expect(made.refusal('DescribePackage', { ...typed, namespace: undefined }).name).toBe('ResourceNotFoundException');
});

test.each([
  ['PKG-08', 'maven'],
  ['PKG-09', 'swift'],
  ['PKG-10', 'generic'],
] as const)('%s, PKG-12: a %s package has a namespace', (_, format) => {
  const made = new PackageWorld();
  made.publish(packages[format], '1.0.0');
  expect(made.call('DescribePackage', packages[format]).package!.namespace).toBe(packages[format].namespace);
  expect(made.refusal('DescribePackage', { ...packages[format], namespace: undefined })).toMatchObject({
    name: 'ValidationException',
    members: { reason: 'OTHER' },
  });
});

test.each(without)('PKG-11, PKG-14: a %s package has none', (format) => {
  const made = new PackageWorld();
  made.publish(packages[format], '1.0.0');
  expect(made.call('DescribePackage', packages[format]).package).not.toHaveProperty('namespace');
  const named = { ...packages[format], namespace: 'x' };
  expect(made.refusal('DescribePackage', named).name).toBe('ValidationException');
});

/** The operations on one package, with what they need besides. */
const operations = [
  ['CopyPackageVersions', { sourceRepository: 'my-repo', destinationRepository: 'other', versions: ['1.0.0'] }],
  ['DeletePackage', {}],
  ['DeletePackageVersions', { versions: ['1.0.0'] }],
  ['DescribePackage', {}],
  ['DescribePackageVersion', { packageVersion: '1.0.0' }],
  ['DisposePackageVersions', { versions: ['1.0.0'] }],
  ['GetPackageVersionAsset', { packageVersion: '1.0.0', asset: 'a' }],
  ['ListPackageVersionAssets', { packageVersion: '1.0.0' }],
  ['ListPackageVersions', {}],
  ['PutPackageOriginConfiguration', { restrictions: { publish: 'ALLOW', upstream: 'ALLOW' } }],
  ['UpdatePackageVersionsStatus', { versions: ['1.0.0'], targetStatus: 'Archived' }],
] as const;

test.each(operations)('PKG-12, PKG-14: %s needs a namespace exactly where the format has one', (name, more) => {
  const made = new PackageWorld('other');
  for (const format of required) {
    expect(made.refusal(name, { ...packages[format], ...more, namespace: undefined } as never).name).toBe(
      'ValidationException',
    );
  }
  for (const format of without) {
    const error = made.refusal(name, { ...packages[format], ...more, namespace: 'x' } as never);
    expect(error.name).toBe('ValidationException');
  }
});

test('PKG-15: an @ is part of the namespace', () => {
  const made = new PackageWorld();
  made.publish({ ...packages.npm, namespace: 'types', package: 'react' }, '1.0.0');
  const error = made.refusal('DescribePackage', { ...packages.npm, namespace: '@types', package: 'react' });
  expect(error.name).toBe('ResourceNotFoundException');
});

test.each(['DeletePackageVersions', 'DescribePackage'] as const)(
  'PKG-04, PKG-16: %s takes no scope inside the name, and calls the member packageName',
  (name) => {
    const input = { ...packages.npm, package: '@types/foobar', versions: ['1.0.0'] };
    expect(new PackageWorld().refusal(name, input)).toMatchObject({
      name: 'ValidationException',
      message:
        "1 validation error detected: Value '@types/foobar' at 'packageName' failed to satisfy constraint: " +
        'Member must satisfy regular expression pattern: [^#/\\s]+',
    });
  },
);

test('PKG-20, PKG-21, PKG-29: PyPI stores names normalised, and the API needs them so', () => {
  const made = new PackageWorld('other');
  made.publish({ ...packages.pypi, package: 'Pigeon__cli' }, '1.0.0');
  const stored = { ...packages.pypi, package: 'pigeon-cli' };
  expect(made.call('DescribePackage', stored).package!.name).toBe('pigeon-cli');
  for (const name of ['Pigeon__cli', 'pigeon_cli', 'Pigeon-cli', 'pigeon.cli']) {
    const asked = { ...stored, package: name };
    expect(made.refusal('DescribePackage', asked).name).toBe('ResourceNotFoundException');
    const copy = { ...asked, sourceRepository: 'my-repo', destinationRepository: 'other', versions: ['1.0.0'] };
    expect(made.refusal('CopyPackageVersions', copy).name).toBe('ResourceNotFoundException');
    made.request('ReadAsset', { ...asked, version: '1.0.0', asset: 'Pigeon__cli.tgz' });
  }
});

test('PKG-22, PKG-24, PKG-26, PKG-27, PKG-29: NuGet and Swift names are normalised on both sides', () => {
  const made = new PackageWorld();
  made.publish({ ...packages.nuget, package: 'Newtonsoft.Json' }, '1.0.0');
  made.publish({ ...packages.swift, namespace: 'myScope', package: 'myPackage' }, '1.0.0');
  const nuget = made.call('DescribePackage', { ...packages.nuget, package: 'NEWTONSOFT.JSON' }).package;
  expect(nuget!.name).toBe('newtonsoft.json');
  const swift = made.call('DescribePackage', { ...packages.swift, namespace: 'MYscope', package: 'myPACKAGE' });
  expect(swift.package).toMatchObject({ namespace: 'myscope', name: 'mypackage' });
});

test.each([
  ['PKG-19', 'npm', 'AsyncStorage'],
  ['PKG-19', 'maven', 'My_Package'],
  ['PKG-19', 'generic', 'My..Package'],
  ['PKG-19', 'ruby', 'My_Package'],
  ['PKG-19', 'cargo', 'My_Package'],
  ['PKG-20', 'pypi', 'pigeon_cli', 'pigeon-cli'],
  ['PKG-20', 'pypi', 'pigeon.cli', 'pigeon-cli'],
  ['PKG-20', 'pypi', 'PyHamcrest', 'pyhamcrest'],
  ['PKG-20', 'pypi', 'flatten_json', 'flatten-json'],
  ['PKG-20', 'pypi', 'zope.interface', 'zope-interface'],
  ['PKG-20', 'pypi', 'A', 'a'],
  ['PKG-20', 'pypi', 'A._-b', 'a-b'],
  ['PKG-20', 'pypi', 'Pigeon--_.CLI', 'pigeon-cli'],
  ['PKG-22', 'nuget', 'Newtonsoft.JSON', 'newtonsoft.json'],
  ['PKG-26', 'swift', 'myPackage', 'mypackage'],
] as const)('%s: table 1a, %s name %s', (_, format, given, stored: string = given) => {
  const made = new PackageWorld();
  made.publish({ ...packages[format], package: given }, '1.0.0');
  const { packages: found } = made.call('ListPackages', { domain: 'my-domain', repository: 'my-repo' });
  expect(found!.map((each) => each.package)).toEqual([stored]);
});

test.each(allFormats)('PKG-31, ERR-45: a %s package is there from its first version on', (format) => {
  const made = new PackageWorld();
  const { namespace, package: name } = packages[format];
  const space = namespace === undefined ? '' : `namespace=${namespace}, `;
  const coordinate = `PackageCoordinate{packageType=${format}, ${space}packageName=${name}}`;
  const id = [...made.state.domains.values()][0]!.repositoryIds.get('my-repo');
  expect(made.refusal('DescribePackage', packages[format])).toMatchObject({
    name: 'ResourceNotFoundException',
    message: `Package not found in repository. RepoId: ${id}, Package = ${coordinate},`,
    members: { resourceType: 'package', resourceId: name },
  });
  made.publish(packages[format], '1.0.0');
  expect(made.call('DescribePackage', packages[format]).package!.name).toBe(name);
});

test('PKG-31: a record comes into being by ingestion, by retention and by a copy', () => {
  const made = new PackageWorld('up', 'copy');
  made.upstreams('my-repo', 'up');
  made.connect('public:npmjs', 'up');
  made.offer('public:npmjs', packages.npm, '1.0.0');
  made.install(packages.npm, '1.0.0');
  const copy = { ...packages.npm, sourceRepository: 'up', destinationRepository: 'copy', versions: ['1.0.0'] };
  made.call('CopyPackageVersions', copy);
  for (const repository of ['up', 'my-repo', 'copy']) {
    expect(made.call('DescribePackage', { ...packages.npm, repository }).package!.name).toBe('lodash');
  }
});

test.each([
  [{ domain: 'none' }, 'domain'],
  [{ repository: 'none' }, 'repository'],
  [{ package: 'none' }, 'package'],
] as const)('ERR-27, ERR-45: %j is not there', (changes, resourceType) => {
  const made = new PackageWorld();
  made.publish(packages.npm, '1.0.0');
  expect(made.refusal('DescribePackage', { ...packages.npm, ...changes })).toMatchObject({
    name: 'ResourceNotFoundException',
    members: { resourceType, resourceId: 'none' },
  });
});
