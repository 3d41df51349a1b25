import { describe, expect, test } from 'vitest';
import type { PackageFormat } from '../../src/api/types';
import type { VersionMetadata } from '../../src/model/state';
import { allFormats, assetName, assetsOf, PackageWorld, packages } from './packages-support';

const details: VersionMetadata = {
  displayName: 'Display',
  summary: 'A summary',
  homePage: 'https://example.com/',
  sourceCodeRepository: 'https://example.com/git',
  licenses: [{ name: 'MIT', url: 'https://example.com/mit' }, { name: 'BSD' }, { url: 'https://example.com/x' }],
};

test('VER-02, VER-06, VER-13, VER-33: these are the members', () => {
  const made = new PackageWorld();
  const of = { ...packages.npm, namespace: 'types', package: 'node' };
  const [record] = made.publish(of, '1.0.0', { metadata: details });
  expect(made.call('DescribePackageVersion', { ...of, packageVersion: '1.0.0' })).toEqual({
    packageVersion: {
      format: 'npm',
      namespace: 'types',
      packageName: 'node',
      version: '1.0.0',
      ...details,
      publishedTime: new Date('2026-09-01T00:00:00Z'),
      revision: record!.revision,
      status: 'Published',
      origin: { originType: 'INTERNAL', domainEntryPoint: { repositoryName: 'my-repo' } },
    },
  });
});

test('VER-06, VER-07, VER-13: details that the metadata lacks are left out, licences are a list', () => {
  const made = new PackageWorld();
  made.publish(packages.maven, '1.0', { metadata: { summary: 'Only this', readme: 'no detail', dependencies: [] } });
  const found = made.describe(packages.maven, '1.0');
  expect(Object.keys(found).sort()).toEqual(
    ['displayName', 'format', 'licenses', 'namespace', 'origin', 'packageName', 'publishedTime', 'revision', 'status']
      .concat('summary', 'version')
      .sort(),
  );
  expect(found).toMatchObject({ summary: 'Only this', licenses: [] });
});

test.each(['Published', 'Unfinished', 'Unlisted', 'Archived', 'Disposed'] as const)(
  'VER-03: a version that is %s is described',
  (status) => {
    const made = new PackageWorld();
    made.make(packages.generic, '1.0.0', status);
    expect(made.describe(packages.generic, '1.0.0')).toMatchObject({ status, version: '1.0.0' });
  },
);

test.each<[string, PackageFormat, { namespace?: string; package: string }, VersionMetadata, string]>([
  ['VER-08', 'npm', { namespace: 'vue', package: 'ui' }, {}, '@vue/ui'],
  ['VER-08', 'npm', { package: 'ui' }, {}, 'ui'],
  ['VER-09', 'pypi', { package: 'PyHamcrest' }, {}, 'PyHamcrest'],
  ['VER-09, PKG-29', 'nuget', { package: 'Newtonsoft.Json' }, {}, 'Newtonsoft.Json'],
  ['VER-09', 'nuget', { package: 'Newtonsoft.Json' }, { displayName: 'Json.NET' }, 'Json.NET'],
  ['VER-10', 'maven', { package: 'rng' }, { displayName: 'Apache Commons RNG' }, 'Apache Commons RNG'],
  ['VER-10', 'maven', { package: 'commons-rng-client-api' }, {}, 'commons-rng-client-api'],
  ['VER-11', 'swift', { namespace: 'myScope', package: 'myPackage' }, {}, 'myScope.myPackage'],
  ['VER-11', 'ruby', { package: 'Rails' }, {}, 'Rails'],
  ['VER-11', 'cargo', { package: 'Serde' }, {}, 'Serde'],
  ['VER-11', 'generic', { package: 'My-Package' }, {}, 'My-Package'],
])('%s: the display name of %s %j with %j is %s', (_, format, coordinates, metadata, expected) => {
  const made = new PackageWorld();
  const of = { ...packages[format], ...coordinates };
  made.publish(of, '1.0.0', { metadata });
  const { packages: found } = made.call('ListPackages', { domain: 'my-domain', repository: 'my-repo' });
  const stored = { ...of, package: found![0]!.package!, namespace: found![0]!.namespace };
  expect(made.describe(stored, '1.0.0').displayName).toBe(expected);
});

test('VER-09: a later file of the version in another spelling does not change the display name', () => {
  const made = new PackageWorld();
  made.publish({ ...packages.pypi, package: 'PyHamcrest' }, '1.0', { assets: { 'a.whl': 'a' }, metadata: {} });
  made.publish({ ...packages.pypi, package: 'pyhamcrest' }, '1.0', { assets: { 'b.whl': 'b' }, metadata: {} });
  expect(made.describe({ ...packages.pypi, package: 'pyhamcrest' }, '1.0').displayName).toBe('PyHamcrest');
});

describe('VER-15: extracted metadata above 400 KB', () => {
  const kilobyte = 1024;
  const text = (size: number) => 'x'.repeat(size);

  test.each<[string, VersionMetadata]>([
    ['a licence', { licenses: [{ name: text(500 * kilobyte) }] }],
    ['a summary', { summary: text(400 * kilobyte + 1) }],
    ['several together', { summary: text(300 * kilobyte), homePage: text(101 * kilobyte) }],
    ['letters of more than one byte', { summary: 'é'.repeat(201 * kilobyte) }],
    ['a display name', { displayName: text(401 * kilobyte) }],
  ])('VER-15: %s: no details, but the version is stored and served', (_, large) => {
    const made = new PackageWorld();
    made.publish(packages.maven, '1.0', { metadata: { displayName: 'Display', ...large } });
    const found = made.describe(packages.maven, '1.0');
    for (const member of ['summary', 'homePage', 'sourceCodeRepository']) expect(found).not.toHaveProperty(member);
    expect(found).toMatchObject({ displayName: 'mypackage', licenses: [], status: 'Published' });
    expect(made.install(packages.maven, '1.0').asset.name).toBe('mypackage.tgz');
  });

  test('VER-15: at 400 KB they are shown', () => {
    const made = new PackageWorld();
    const summary = text(399 * kilobyte);
    made.publish(packages.maven, '1.0', { metadata: { displayName: 'Display', summary } });
    expect(made.describe(packages.maven, '1.0')).toMatchObject({ displayName: 'Display', summary });
  });
});

test('VER-16: README and LICENSE of a generic version are assets and nothing else', () => {
  const made = new PackageWorld();
  made.publish(packages.generic, '1.0.0', { assets: { README: '# Mine', LICENSE: 'MIT' } });
  const found = made.describe(packages.generic, '1.0.0');
  expect(found.licenses).toEqual([]);
  for (const member of ['summary', 'homePage', 'sourceCodeRepository']) expect(found).not.toHaveProperty(member);
});

describe('origin', () => {
  const of = packages.npm;
  const published = { originType: 'INTERNAL', domainEntryPoint: { repositoryName: 'up' } };
  const ingested = { originType: 'EXTERNAL', domainEntryPoint: { externalConnectionName: 'public:npmjs' } };

  function worldOf(): PackageWorld {
    const made = new PackageWorld('up', 'copy');
    made.upstreams('my-repo', 'up');
    made.connect('public:npmjs', 'up');
    return made;
  }

  test('VER-32, VER-33, VER-35, VER-36: published in U: retained and copied it keeps U as its entry', () => {
    const made = worldOf();
    made.publish({ ...of, repository: 'up' }, '1.0.0');
    made.install(of, '1.0.0');
    const copy = { ...of, sourceRepository: 'my-repo', destinationRepository: 'copy', versions: ['1.0.0'] };
    made.call('CopyPackageVersions', copy);
    for (const repository of ['up', 'my-repo', 'copy']) {
      expect(made.describe({ ...of, repository }, '1.0.0').origin).toEqual(published);
      const { versions } = made.call('ListPackageVersions', { ...of, repository });
      expect(versions![0]!.origin).toEqual(published);
    }
  });

  test('VER-32, VER-34, VER-35, VER-36: ingested: the connection is its entry in every repository', () => {
    const made = worldOf();
    made.offer('public:npmjs', of, '1.0.0');
    made.install(of, '1.0.0');
    for (const repository of ['up', 'my-repo']) {
      expect(made.describe({ ...of, repository }, '1.0.0').origin).toEqual(ingested);
    }
  });

  test('VER-37: an asset that comes by another route does not change it', () => {
    const made = new PackageWorld('other');
    const pypi = packages.pypi;
    made.publish({ ...pypi, repository: 'other' }, '1.0', { assets: { 'a.whl': 'a' } });
    const copy = { ...pypi, sourceRepository: 'other', destinationRepository: 'my-repo', versions: ['1.0'] };
    made.call('CopyPackageVersions', copy);
    made.publish(pypi, '1.0', { assets: { 'b.whl': 'b' } });
    expect(made.assets(pypi, '1.0')).toEqual(['a.whl', 'b.whl']);
    expect(made.describe(pypi, '1.0').origin!.domainEntryPoint).toEqual({ repositoryName: 'other' });
  });

  test('VER-40: a version that was deleted and published again has a new one', () => {
    const made = worldOf();
    const up = { ...of, repository: 'up' };
    made.offer('public:npmjs', of, '1.0.0');
    made.install(up, '1.0.0');
    made.restrict(up, 'ALLOW/BLOCK');
    made.call('DeletePackageVersions', { ...up, versions: ['1.0.0'] });
    made.publish(up, '1.0.0');
    expect(made.describe(up, '1.0.0').origin).toEqual(published);
  });

  test('VER-32, VER-35, VER-42: UNKNOWN comes from fixtures, without an entry', () => {
    const made = new PackageWorld();
    const assets = assetsOf({ [assetName(of, '1.0.0')]: 'old' });
    made.learn({ type: 'stored version', ...of, version: '1.0.0', assets, origin: { originType: 'UNKNOWN' } });
    expect(made.describe(of, '1.0.0').origin).toEqual({ originType: 'UNKNOWN' });
  });
});

describe('publishedTime', () => {
  const seconds = (made: PackageWorld) => made.describe(packages.generic, '1').publishedTime!.getTime() / 1000;

  test('VER-46: the moment at which the version became Published; until then the last update', () => {
    const made = new PackageWorld();
    const publish = (at: number, asset: string, unfinished: boolean) => {
      made.now = at * 1000;
      made.publish(packages.generic, '1', { assets: { [asset]: asset }, unfinished });
      return seconds(made);
    };
    expect([publish(10, 'a', true), publish(20, 'b', true), publish(25, 'a', true), publish(30, 'c', false)]).toEqual([
      10, 20, 20, 30,
    ]);
  });

  test('VER-46, VER-47: finishing by status sets it, and no other change of status', () => {
    const made = new PackageWorld();
    made.now = 10_000;
    made.make(packages.generic, '1', 'Unfinished');
    const at = (time: number, status: 'Published' | 'Unlisted' | 'Archived' | 'Disposed') => {
      made.now = time * 1000;
      made.setStatus(packages.generic, '1', status);
      return seconds(made);
    };
    expect(at(20, 'Published')).toBe(20);
    expect([at(30, 'Unlisted'), at(40, 'Published'), at(50, 'Archived'), at(60, 'Disposed')]).toEqual([20, 20, 20, 20]);
  });

  test('VER-47: added assets and copies leave it alone', () => {
    const made = new PackageWorld('copy');
    made.publish(packages.pypi, '1.0', { assets: { 'a.whl': 'a' } });
    made.now += 1000;
    made.publish(packages.pypi, '1.0', { assets: { 'b.whl': 'b' } });
    const copy = { ...packages.pypi, sourceRepository: 'my-repo', destinationRepository: 'copy', versions: ['1.0'] };
    made.call('CopyPackageVersions', copy);
    for (const repository of ['my-repo', 'copy']) {
      const found = made.describe({ ...packages.pypi, repository }, '1.0');
      expect(found.publishedTime).toEqual(new Date('2026-09-01T00:00:00Z'));
    }
  });

  test('VER-45, VER-48: an ingested version has the public time, in the API and in version lists', () => {
    const made = new PackageWorld();
    made.connect('public:npmjs');
    const axios = { ...packages.npm, package: 'axios' };
    const publishedTime = Date.parse('2024-05-21T16:58:04.163Z');
    made.offer('public:npmjs', axios, '1.7.2', { publishedTime });
    const time = () => made.request('ListVersions', axios).versions[0]!.publishedTime;
    expect(time()).toBe(publishedTime);
    made.now += 1000;
    expect(made.install(axios, '1.7.2').version.publishedTime).toBe(publishedTime);
    expect(time()).toBe(publishedTime);
    expect(made.describe(axios, '1.7.2').publishedTime).toEqual(new Date(publishedTime));
  });

  test('VER-45: without a public time it is the time of the last update', () => {
    const made = new PackageWorld();
    made.connect('public:npmjs');
    made.offer('public:npmjs', packages.npm, '1.0.0');
    made.now += 1000;
    made.install(packages.npm, '1.0.0');
    expect(made.describe(packages.npm, '1.0.0').publishedTime!.getTime()).toBe(made.now);
  });
});

describe('look-up', () => {
  test.each([
    ['1.00', '1.0'],
    ['1.01.1', '1.1.1'],
    ['1.00.0.1', '1.0.0.1'],
    ['1.0.0.0', '1.0.0'],
    ['1.0.01.0', '1.0.1'],
    ['1.0.7+r3456', '1.0.7'],
    ['12.0.03.0', '12.0.3'],
  ])('PKG-23, PKG-24: table 1a, NuGet version %s is %s', (given, stored) => {
    const made = new PackageWorld();
    made.publish({ ...packages.nuget, package: 'Newtonsoft.Json' }, given);
    expect(made.statuses(packages.nuget)).toEqual({ [stored]: 'Published' });
    expect(made.describe({ ...packages.nuget, package: 'Newtonsoft.JSON' }, given)).toMatchObject({
      packageName: 'newtonsoft.json',
      version: stored,
    });
  });

  test.each(allFormats.filter((format) => format !== 'nuget'))(
    'PKG-19, PKG-26: a %s version stays as it is',
    (format) => {
      const made = new PackageWorld();
      const version =
        format === 'ruby' ? '1.0.7-RC.1' : '1.0.7-RC.1+r3456'.replace('-RC.1', format === 'pypi' ? 'RC1' : '-RC.1');
      made.publish(packages[format], version);
      expect(made.describe(packages[format], version).version).toBe(version);
    },
  );

  test('PKG-27: scope and name of Swift are looked up in lower case', () => {
    const made = new PackageWorld();
    made.publish(packages.swift, '1.0.0');
    const asked = { ...packages.swift, namespace: 'MYSCOPE', package: 'MyPackage' };
    expect(made.describe(asked, '1.0.0')).toMatchObject({ namespace: 'myscope', packageName: 'mypackage' });
  });

  test('PKG-17: packages of one name in two namespaces are two', () => {
    const made = new PackageWorld();
    made.publish({ ...packages.npm, package: 'webpack' }, '4.41.2');
    made.publish({ ...packages.npm, namespace: 'types', package: 'webpack' }, '4.41.3');
    const typed = { ...packages.npm, namespace: 'types', package: 'webpack', packageVersion: '4.41.2' };
    expect(made.refusal('DescribePackageVersion', typed).members.resourceType).toBe('package-version');
  });

  test.each([
    [{ domain: 'none' }, 'domain', 'none'],
    [{ repository: 'none' }, 'repository', 'none'],
    [{ package: 'none' }, 'package', 'none'],
    [{ packageVersion: '2.0.0' }, 'package-version', '2.0.0'],
  ])('ERR-45, ERR-57, VER-17: %j is not there, and never a conflict', (changes, resourceType, resourceId) => {
    const made = new PackageWorld();
    made.publish(packages.npm, '1.0.0');
    const error = made.refusal('DescribePackageVersion', { ...packages.npm, packageVersion: '1.0.0', ...changes });
    expect(error).toMatchObject({ name: 'ResourceNotFoundException', members: { resourceType, resourceId } });
  });

  test('ERR-57: the message names the version', () => {
    const made = new PackageWorld();
    made.publish(packages.maven, '1.0');
    const id = [...made.state.domains.values()][0]!.repositoryIds.get('my-repo');
    expect(made.refusal('DescribePackageVersion', { ...packages.maven, packageVersion: '2.0' }).message).toBe(
      [
        `Package version not found in repository. RepoId: ${id}`,
        'Package = PackageCoordinate{packageType=maven, namespace=com.mycompany, packageName=mypackage}',
        'Version = 2.0',
      ].join(', '),
    );
  });
});
