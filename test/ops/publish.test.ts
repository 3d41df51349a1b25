import { describe, expect, test } from 'vitest';
import type { PackageFormat } from '../../src/api/types';
import { contentOf } from '../support';
import { allFormats, type PackageRequest, PackageWorld, type Publication, packages } from './packages-support';

/** Two names of assets that one version of the format can have; the second is the same where it can have one only. */
const names: Readonly<Record<PackageFormat, readonly [string, string]>> = {
  npm: ['package.tgz', 'package.tgz'],
  pypi: ['requests-1.0.0.tar.gz', 'requests-1.0.0-py3-none-any.whl'],
  maven: ['mypackage-1.0.0.jar', 'mypackage-1.0.0-sources.jar'],
  nuget: ['newtonsoft.json.1.0.0.nupkg', 'newtonsoft.json.1.0.0.snupkg'],
  generic: ['a', 'b'],
  ruby: ['rails-1.0.0.gem', 'rails-1.0.0-x86_64-linux.gem'],
  swift: ['mypackage-1.0.0.zip', 'other-1.0.0.zip'],
  cargo: ['serde-1.0.0.crate', 'other-1.0.0.crate'],
};

type Status = 'Published' | 'Unfinished' | 'Unlisted' | 'Archived' | 'Disposed';

/** A world with version 1.0.0 of a package in this status, with its first asset. */
function worldOf(format: PackageFormat, status: Status): PackageWorld {
  const made = new PackageWorld();
  made.publish(packages[format], '1.0.0', { assets: { [names[format][0]]: 'x' }, unfinished: status === 'Unfinished' });
  if (status !== 'Published' && status !== 'Unfinished') made.setStatus(packages[format], '1.0.0', status);
  made.now += 1000;
  made.events();
  return made;
}

const several: readonly PackageFormat[] = ['maven', 'pypi', 'ruby'];
const single: readonly PackageFormat[] = ['npm', 'nuget', 'swift', 'cargo'];
const withUnfinished: readonly PackageFormat[] = ['maven', 'generic'];
const cells = (rule: string, status: Status, formats: readonly PackageFormat[], outcome: string) =>
  formats.map((format) => [rule, format, status, outcome] as const);

describe('table 7a, same name and same bytes', () => {
  test.each([
    ...cells('PUB-02, PUB-04', 'Published', allFormats, 'no change'),
    ...cells('PUB-02, PUB-04', 'Unlisted', allFormats, 'no change'),
    ...cells('PUB-02, PUB-36', 'Unfinished', ['generic', 'maven'], 'Published'),
    ...cells('PUB-11', 'Archived', allFormats, '409'),
    ...cells('PUB-12', 'Disposed', allFormats, '409'),
  ])('%s: %s, %s: %s', (_, format, status, outcome) => {
    const made = worldOf(format, status);
    const of = packages[format];
    const before = made.describe(of, '1.0.0');
    const same = { assets: { [names[format][0]]: 'x' }, metadata: { summary: 'another' } };
    if (outcome === '409') {
      expect(made.refusedPublish(of, '1.0.0', same)).toMatchObject({ name: 'ConflictException', status: 409 });
    } else {
      made.publish(of, '1.0.0', same);
      const change = outcome === 'Published' ? { status: 'Published', publishedTime: new Date(made.now) } : {};
      expect(made.describe(of, '1.0.0')).toEqual({ ...before, ...change });
      expect(made.events()).toHaveLength(outcome === 'Published' ? 1 : 0);
    }
  });

  test.each(withUnfinished)('PUB-02, PUB-31, EVT-41: %s, Unfinished, sent as unfinished: no change', (format) => {
    const made = worldOf(format, 'Unfinished');
    const before = made.describe(packages[format], '1.0.0');
    made.publish(packages[format], '1.0.0', { assets: { [names[format][0]]: 'x' }, unfinished: true });
    expect(made.describe(packages[format], '1.0.0')).toEqual(before);
    expect(made.events()).toEqual([]);
  });
});

describe('table 7a, same name and other bytes', () => {
  test.each([
    ...cells('PUB-03', 'Published', [...several, 'generic'], '409'),
    ...cells('PUB-03', 'Unfinished', withUnfinished, '409'),
    ...cells('PUB-03', 'Unlisted', [...several, 'generic'], '409'),
    ...cells('PUB-08', 'Published', ['npm'], '409'),
    ...cells('PUB-09', 'Published', ['nuget', 'swift', 'cargo', 'ruby'], '409'),
    ...cells('PUB-08, PUB-09', 'Unlisted', single, '409'),
    ...cells('PUB-11', 'Archived', allFormats, '409'),
    ...cells('PUB-12', 'Disposed', allFormats, '409'),
  ])('%s, PUB-10: %s, %s: %s, the stored bytes stay', (_, format, status) => {
    const made = worldOf(format, status);
    const of = packages[format];
    const before = made.call('ListPackageVersionAssets', { ...of, packageVersion: '1.0.0' });
    const unfinished = status === 'Unfinished';
    const error = made.refusedPublish(of, '1.0.0', { assets: { [names[format][0]]: 'y' }, unfinished });
    expect(error).toMatchObject({ name: 'ConflictException', status: 409 });
    expect(made.call('ListPackageVersionAssets', { ...of, packageVersion: '1.0.0' })).toEqual(before);
  });
});

describe('table 7a, a new asset name', () => {
  test.each([
    ...cells('PUB-06', 'Published', several, 'Published'),
    ...cells('PUB-06', 'Unfinished', ['maven'], 'Unfinished'),
    ...cells('PUB-06, PUB-31', 'Unfinished', ['generic'], 'Unfinished'),
    ...cells('PUB-13', 'Unlisted', several, 'Unlisted'),
    ...cells('PUB-34', 'Published', ['generic'], '409'),
    ...cells('PUB-34', 'Unlisted', ['generic'], '409'),
    ...cells('PUB-09', 'Published', ['nuget', 'swift', 'cargo'], '409'),
    ...cells('PUB-09', 'Unlisted', ['nuget', 'swift', 'cargo'], '409'),
    ...cells('PUB-11', 'Archived', [...several, 'generic'], '409'),
    ...cells('PUB-12', 'Disposed', [...several, 'generic'], '409'),
  ])('%s: %s, %s: %s', (_, format, status, outcome) => {
    const made = worldOf(format, status);
    const of = packages[format];
    const before = made.describe(of, '1.0.0');
    const added: Publication = { assets: { [names[format][1]]: 'y' }, unfinished: status === 'Unfinished' };
    if (outcome === '409') {
      expect(made.refusedPublish(of, '1.0.0', added).status).toBe(409);
    } else {
      made.publish(of, '1.0.0', added);
      expect(made.assets(of, '1.0.0')).toEqual([...names[format]].sort());
      const after = made.describe(of, '1.0.0');
      expect(after).toMatchObject({ status: outcome, origin: before.origin });
      expect(after.revision).not.toBe(before.revision);
    }
  });

  test('PUB-03, ERR-27: one changed asset among new ones: nothing is stored', () => {
    const made = worldOf('pypi', 'Published');
    const [sdist, wheel] = names.pypi;
    expect(made.refusedPublish(packages.pypi, '1.0.0', { assets: { [wheel]: 'w', [sdist]: 'y' } })).toMatchObject({
      name: 'ConflictException',
      members: { resourceType: 'asset', resourceId: sdist },
    });
    expect(made.assets(packages.pypi, '1.0.0')).toEqual([sdist]);
  });
});

describe('versions', () => {
  test.each(allFormats)('STA-02: %s versions: only maven and generic ones can be Unfinished', (format) => {
    const made = new PackageWorld();
    const publication = { assets: { [names[format][0]]: 'x' }, unfinished: true };
    if (withUnfinished.includes(format)) {
      expect(made.publish(packages[format], '1.0.0', publication)[0]!.status).toBe('Unfinished');
    } else {
      expect(made.refusedPublish(packages[format], '1.0.0', publication).name).toBe('ValidationException');
      expect(made.publish(packages[format], '1.0.0')[0]!.status).toBe('Published');
    }
  });

  test.each<[PackageFormat, string, string]>([
    ['nuget', '1.0', '1.0.0'],
    ['nuget', '1.0-RC', '1.0.0-rc'],
    ['cargo', '1.0.7', '1.0.7+extra'],
  ])('VER-18: %s: beside %s there is no %s', (format, first, second) => {
    const made = new PackageWorld();
    made.publish(packages[format], first);
    expect(made.refusedPublish(packages[format], second).name).toBe('ConflictException');
    expect(Object.keys(made.statuses(packages[format]))).toEqual([first]);
  });

  test.each<[string, PackageRequest, string, Publication]>([
    ['PKG-14', { ...packages.pypi, namespace: 'x' }, '1.0.0', {}],
    ['PKG-12', { ...packages.maven, namespace: undefined }, '1.0.0', {}],
    ['API-433', packages.maven, 'a b', {}],
    ['NPM-05', packages.npm, '1.0', {}],
    ['NPM-06', packages.npm, '1.0.0', { assets: { 'lodash-1.0.0.tgz': 'x' } }],
    ['PUB-40', packages.generic, '1.0.0', { assets: { 'a/b': 'x' } }],
  ])('%s: %j in version %s with %j is refused', (_, of, version, publication) => {
    expect(new PackageWorld().refusedPublish(of, version, publication).name).toBe('ValidationException');
  });

  test('STA-47, VER-31: after deletion the version is published anew, with any content', () => {
    const made = new PackageWorld();
    const revision = made.publish(packages.npm, '1.0.0')[0]!.revision;
    for (const [text, isSame] of [
      ['other', false],
      ['lodash 1.0.0', true],
    ] as const) {
      made.call('DeletePackageVersions', { ...packages.npm, versions: ['1.0.0'] });
      const [again] = made.publish(packages.npm, '1.0.0', { assets: { 'package.tgz': text } });
      expect(again!.revision === revision).toBe(isSame);
    }
  });
});

describe('npm tags', () => {
  const of = packages.npm;

  test('PUB-04, VER-27, NPM-38, NPM-39, EVT-44: they are set by a publication, an identical one too', () => {
    const made = new PackageWorld();
    made.publish(of, '1.0.0', { tags: ['latest'] });
    made.publish(of, '2.0.0', { tags: ['latest', 'next'] });
    const { revision } = made.describe(of, '1.0.0');
    made.events();
    made.publish(of, '1.0.0', { tags: ['latest', '__proto__'] });
    expect(Object.entries(made.request('ListVersions', of).tags)).toEqual([
      ['latest', '1.0.0'],
      ['next', '2.0.0'],
      ['__proto__', '1.0.0'],
    ]);
    expect(made.describe(of, '1.0.0').revision).toBe(revision);
    expect(made.events()).toEqual([]);
  });

  test('ERR-27: a refused publication sets none', () => {
    const made = new PackageWorld();
    made.publish(of, '1.0.0', { tags: ['latest'] });
    made.publish(of, '2.0.0');
    made.refusedPublish(of, '2.0.0', { assets: { 'package.tgz': 'y' }, tags: ['latest'] });
    expect(made.request('ListVersions', of).tags).toEqual({ latest: '1.0.0' });
  });
});

describe('vectors 7c', () => {
  const of = { ...packages.maven, namespace: 'com.mycompany', package: 'mypackage' };

  /** my-repo with an upstream that has a connection to Maven Central, where 1.0 is. */
  function reaching(): PackageWorld {
    const made = new PackageWorld('up', 'isolated');
    made.upstreams('my-repo', 'up');
    made.connect('public:maven-central', 'up');
    made.offer('public:maven-central', of, '1.0');
    return made;
  }

  test.each([
    ['PUB-47', '7c-1', 'ALLOW/ALLOW', '1.0', 409],
    ['PUB-48', '7c-2', 'ALLOW/ALLOW', '1.1', 200],
    ['PUB-49', '7c-3', 'ALLOW/BLOCK', '1.0', 200],
    ['ORG-03', '7c-4', 'BLOCK/ALLOW', '1.0', 403],
    ['ORG-03', '7c-4', 'BLOCK/ALLOW', '1.1', 403],
    ['PUB-47', '7c-6', undefined, '1.0', 409],
  ] as const)('%s, PUB-51: %s, setting %s, publish %s: %i', (_, __, settings, version, status) => {
    for (const where of ['public', 'stored in the upstream']) {
      const made = reaching();
      if (where !== 'public') made.install({ ...of, repository: 'up' }, '1.0');
      if (settings) made.restrict(of, settings);
      if (status === 200) {
        expect(made.publish(of, version)[0]!.status).toBe('Published');
      } else {
        expect(made.refusedPublish(of, version).status).toBe(status);
        if (settings) expect(made.statuses(of)).toEqual({});
        else expect(made.refusal('DescribePackage', of).status).toBe(404);
      }
    }
  });

  test('PUB-49: 7c-3, but the content that is stored decides', () => {
    const made = reaching();
    made.install(of, '1.0');
    made.restrict(of, 'ALLOW/BLOCK');
    const [name] = made.assets(of, '1.0');
    expect(made.refusedPublish(of, '1.0', { assets: { [name!]: 'mine' } }).status).toBe(409);
    made.publish(of, '1.0', { assets: { [name!]: `public ${name} 1.0` } });
  });

  test('PUB-47: 7c-5, a patched version comes by an isolated repository and a copy', () => {
    const made = reaching();
    const isolated = { ...of, repository: 'isolated' };
    made.publish(isolated, '1.0', { assets: { 'mypackage.tgz': 'patched' } });
    const copy = { ...of, sourceRepository: 'isolated', destinationRepository: 'my-repo', versions: ['1.0'] };
    expect(made.call('CopyPackageVersions', copy).failedVersions).toEqual({});
    const patched = made.install(isolated, '1.0').asset.hashes;
    expect(made.install(of, '1.0').asset.hashes).toEqual(patched);
  });

  test.each(['Published', 'Unfinished', 'Unlisted', 'Archived', 'Disposed'] as const)(
    'PUB-50: %s upstream counts as present',
    (status) => {
      const made = new PackageWorld('up');
      made.upstreams('my-repo', 'up');
      made.make({ ...of, repository: 'up' }, '1.0', status);
      expect(made.refusedPublish(of, '1.0').name).toBe('ConflictException');
      made.call('DeletePackageVersions', { ...of, repository: 'up', versions: ['1.0'] });
      expect(made.publish(of, '1.0')).toHaveLength(1);
    },
  );

  test('PUB-53: that the repository holds the version does not lift it', () => {
    const made = new PackageWorld();
    const pypi = packages.pypi;
    made.connect('public:pypi');
    made.offer('public:pypi', pypi, '1.0');
    made.install(pypi, '1.0');
    made.restrict(pypi, 'ALLOW/ALLOW');
    expect(made.refusedPublish(pypi, '1.0', { assets: { 'b.whl': 'b' } }).status).toBe(409);
    expect(made.refusedPublish(pypi, '1.0', { assets: { 'requests.tgz': 'public requests.tgz 1.0' } }).status).toBe(
      409,
    );
    made.call('DisassociateExternalConnection', { ...pypi, externalConnection: 'public:pypi' });
    made.publish(pypi, '1.0', { assets: { 'b.whl': 'b' } });
    expect(made.assets(pypi, '1.0')).toEqual(['b.whl', 'requests.tgz']);
  });

  test('PUB-47, PUB-45: snapshots and generic versions upstream do not count', () => {
    const made = new PackageWorld('up');
    made.upstreams('my-repo', 'up');
    for (const [each, version] of [
      [of, '1.0-SNAPSHOT'],
      [packages.generic, '1.0'],
    ] as const) {
      made.publish({ ...each, repository: 'up' }, version);
      expect(made.publish(each, version)).toHaveLength(1);
    }
  });
});

test.each([
  ['ORG-03: 403, configured to block', 'BLOCK/ALLOW', true, true],
  ['PUB-47: 409, already exists upstream', 'ALLOW/ALLOW', true, true],
  ['PUB-11: 409, is Archived', 'ALLOW/BLOCK', true, true],
  ['PUB-03: 409, exists with other content', 'ALLOW/BLOCK', false, true],
  ['PUB-34: 409, takes no new assets', 'ALLOW/BLOCK', false, false],
] as const)('PUB-55: %s goes before what the next row reports', (expected, settings, isArchived, isChanged) => {
  const made = new PackageWorld('up');
  made.upstreams('my-repo', 'up');
  const of = packages.cargo;
  made.publish({ ...of, repository: 'up' }, '1.0.0');
  const copy = { ...of, sourceRepository: 'up', destinationRepository: 'my-repo', versions: ['1.0.0'] };
  made.call('CopyPackageVersions', copy);
  made.restrict(of, settings);
  if (isArchived) made.setStatus(of, '1.0.0', 'Archived');
  const error = made.refusedPublish(of, '1.0.0', {
    assets: { 'other.crate': 'x', ...(isChanged ? { 'serde-1.0.0.crate': 'changed' } : {}) },
  });
  const [, status, text] = /: (\d+), (?:already |is |exists |takes )?(.*)$/.exec(expected)!;
  expect(error).toMatchObject({ status: Number(status), message: expect.stringContaining(text!) });
});

describe('Maven', () => {
  const of = packages.maven;
  const metadata = { 'maven-metadata.xml': '<metadata/>' };

  test('MVN-07, MVN-11, MVN-12, STA-07, VER-23: the metadata file completes the versions that it names', () => {
    const made = new PackageWorld();
    made.publish(of, '1.0', { assets: { 'p-1.0.jar': 'jar' }, unfinished: true });
    made.publish(of, '1.0', { assets: { 'p-1.0.pom': 'pom' }, unfinished: true, metadata: { displayName: 'P' } });
    made.publish(of, '1.1', { assets: { 'p-1.1.jar': 'jar' }, unfinished: true });
    made.publish(of, '1.2', { assets: { 'p-1.2.jar': 'jar' }, unfinished: true });
    made.setStatus(of, '1.2', 'Unlisted');
    expect(made.refusedInstall(of, '1.0', 'p-1.0.jar').status).toBe(404);
    expect(made.listed(of)).toEqual([]);
    made.now += 1000;
    const completed = made.publish(of, '1.0', { assets: metadata, completes: ['1.0', '1.0', '1.2', '9.9'] });
    expect(completed.map(({ version }) => version)).toEqual(['1.0']);
    expect(made.statuses(of)).toEqual({ '1.0': 'Published', '1.1': 'Unfinished', '1.2': 'Unlisted' });
    expect(made.assets(of, '1.0')).toEqual(['maven-metadata.xml', 'p-1.0.jar', 'p-1.0.pom']);
    expect(made.assets(of, '1.2')).toEqual(['p-1.2.jar']);
    expect(made.describe(of, '1.0')).toMatchObject({ displayName: 'P', publishedTime: new Date(made.now) });
    expect(completed[0]!.revision).toBe(made.describe(of, '1.0').revision);
    expect(made.install(of, '1.0', 'p-1.0.jar').asset.name).toBe('p-1.0.jar');
  });

  test('MVN-07, MVN-13, MVN-38: a later one changes nothing there, but the digests that are compared with', () => {
    const made = new PackageWorld();
    made.publish(of, '1.0', { assets: { 'p-1.0.jar': 'jar' }, unfinished: true });
    made.publish(of, '1.0', { assets: metadata, completes: ['1.0'] });
    const [before, { state }] = [made.describe(of, '1.0'), made];
    expect(made.publish(of, '1.0', { assets: metadata, completes: ['1.0'] })).toEqual([]);
    expect(made.state).toBe(state);
    made.events();
    const later = { assets: { 'maven-metadata.xml': '<other/>' }, completes: ['1.0'] };
    expect(made.publish(of, '1.0', later)).toEqual([]);
    expect(made.describe(of, '1.0')).toEqual(before);
    expect(made.events()).toEqual([]);
    const digest = contentOf('<other/>').hashes.MD5!;
    made.request('PutChecksum', { ...of, algorithm: 'MD5', digest });
  });

  test('MVN-38: without the package there is nothing that a metadata file could be of', () => {
    const error = new PackageWorld().refusedPublish(of, '1.0', { assets: metadata, completes: ['1.0'] });
    expect(error).toMatchObject({ name: 'ResourceNotFoundException', members: { resourceType: 'package' } });
  });

  test('MVN-20: what was not there before is new, the rest is not', () => {
    const made = new PackageWorld();
    const put = (text: string) =>
      made.request('Publish', {
        ...of,
        version: '1.0',
        assets: [{ name: `${text}.jar`, ...contentOf(text) }],
        unfinished: true,
      });
    expect([put('a').isNew, put('a').isNew, put('b').isNew, put('b').isNew]).toEqual([true, false, true, false]);
  });

  const build = (n: number) => `1.0-2021072${n}.194552-${n}`;
  const put = (made: PackageWorld, n: number): void => {
    for (const ending of ['jar', 'pom']) {
      made.publish(of, build(n), { assets: { [`p-${build(n)}.${ending}`]: `${ending}${n}` }, unfinished: true });
    }
  };

  test('MVN-41, MVN-42, MVN-44, MVN-45, VER-23, VER-29, VER-37, VER-47: a snapshot takes over its build', () => {
    const made = new PackageWorld();
    put(made, 8);
    expect(made.statuses(of)).toEqual({ [build(8)]: 'Unfinished' });
    const built = made.describe(of, build(8));
    for (const n of [8, 9]) {
      if (n === 9) put(made, 9);
      made.now += 1000;
      const [unlisted, snapshot] = made.publish(of, '1.0-SNAPSHOT', { assets: {}, build: build(n) });
      expect([unlisted!.status, snapshot!.status]).toEqual(['Unlisted', 'Published']);
      expect(made.assets(of, '1.0-SNAPSHOT')).toEqual(made.assets(of, build(n)));
      const found = made.describe(of, '1.0-SNAPSHOT');
      expect(found.publishedTime).toEqual(new Date(made.now));
      expect(found.origin).toEqual(built.origin);
      expect(found.revision).not.toBe(made.describe(of, build(n)).revision);
    }
    expect(made.describe(of, build(8)).revision).toBe(built.revision);
    expect(made.statuses(of)).toEqual({
      [build(8)]: 'Unlisted',
      [build(9)]: 'Unlisted',
      '1.0-SNAPSHOT': 'Published',
    });
    expect(made.listed(of)).toEqual(['1.0-SNAPSHOT']);
    const { versions } = made.call('ListPackageVersions', { ...of, status: 'Unlisted' });
    expect(versions).toHaveLength(2);
  });

  test('VER-37: a snapshot that was copied in keeps its entry with the next build', () => {
    const made = new PackageWorld('other');
    const other = { ...of, repository: 'other' };
    made.publish(other, '1.0-SNAPSHOT');
    const copy = { ...of, sourceRepository: 'other', destinationRepository: 'my-repo', versions: ['1.0-SNAPSHOT'] };
    made.call('CopyPackageVersions', copy);
    put(made, 9);
    made.publish(of, '1.0-SNAPSHOT', { assets: {}, build: build(9) });
    expect(made.describe(of, '1.0-SNAPSHOT').origin!.domainEntryPoint).toEqual({ repositoryName: 'other' });
    expect(made.assets(of, '1.0-SNAPSHOT')).toEqual(made.assets(of, build(9)));
  });

  test('MVN-46, STA-29: builds without metadata in between stay Unfinished', () => {
    const made = new PackageWorld();
    for (const n of [7, 8]) put(made, n);
    made.publish(of, '1.0-SNAPSHOT', { assets: {}, build: build(8) });
    expect(made.statuses(of)).toMatchObject({ [build(7)]: 'Unfinished', [build(8)]: 'Unlisted' });
    made.setStatus(of, build(7), 'Unlisted');
  });

  test.each([
    ['Published', 'Unlisted'],
    ['Unlisted', 'Unlisted'],
    ['Archived', 'Archived'],
  ] as const)('MVN-42: a build that is %s is %s afterwards, and answered so', (status, expected) => {
    const made = new PackageWorld();
    put(made, 8);
    made.setStatus(of, build(8), status);
    const touched = made.publish(of, '1.0-SNAPSHOT', { assets: {}, build: build(8) });
    expect(made.statuses(of)).toEqual({ [build(8)]: expected, '1.0-SNAPSHOT': 'Published' });
    expect(touched.map(({ version, status: own }) => [version, own])).toEqual(Object.entries(made.statuses(of)));
  });

  test('PUB-04, EVT-41: taking over the same build once more changes nothing', () => {
    const made = new PackageWorld();
    put(made, 8);
    const first = made.publish(of, '1.0-SNAPSHOT', { assets: {}, build: build(8) });
    const { state } = made;
    made.now += 1000;
    made.events();
    expect(made.publish(of, '1.0-SNAPSHOT', { assets: {}, build: build(8) })).toEqual(first);
    expect(made.state).toBe(state);
    expect(made.events()).toEqual([]);
  });

  test('MVN-43: without the build it is refused', () => {
    const made = new PackageWorld();
    put(made, 8);
    const error = made.refusedPublish(of, '1.0-SNAPSHOT', { assets: {}, build: build(9) });
    expect(error).toMatchObject({ name: 'ValidationException', status: 400 });
  });

  test('MVN-43: it is refused for a build that is not the latest, and without the name of an asset', () => {
    const made = new PackageWorld();
    put(made, 8);
    put(made, 9);
    const snapshot = (n: number, buildAssets?: string[]) => ({ assets: {}, build: build(n), buildAssets });
    expect(made.refusedPublish(of, '1.0-SNAPSHOT', snapshot(8)).status).toBe(400);
    expect(made.refusedPublish(of, '1.0-SNAPSHOT', snapshot(9, [])).status).toBe(400);
    expect(made.refusedPublish(of, '1.0-SNAPSHOT', snapshot(9, [`p-${build(8)}.jar`])).status).toBe(400);
    made.publish(of, '1.0-SNAPSHOT', snapshot(9, ['other.jar', `p-${build(9)}.jar`]));
    expect(made.refusedPublish(of, '1.0', { unfinished: true, buildAssets: [] }).status).toBe(400);
  });

  test('MVN-42, MVN-08: the metadata file of a snapshot is none of its assets, and there is one', () => {
    const made = new PackageWorld();
    put(made, 8);
    made.publish(of, '1.0-SNAPSHOT', { assets: metadata, build: build(8) });
    expect(made.assets(of, '1.0-SNAPSHOT')).toEqual(made.assets(of, build(8)));
    const two = { ...metadata, 'other.xml': 'other' };
    expect(made.refusedPublish(of, '1.0-SNAPSHOT', { assets: two, build: build(8) }).status).toBe(400);
  });

  test('ORG-03: neither completes nor takes over anything under publish BLOCK', () => {
    const made = new PackageWorld();
    put(made, 8);
    made.restrict(of, 'BLOCK/ALLOW');
    expect(made.refusedPublish(of, '1.0-SNAPSHOT', { assets: {}, build: build(8) }).status).toBe(403);
    expect(made.refusedPublish(of, '1.0', { assets: metadata, completes: [build(8)] }).status).toBe(403);
  });
});
