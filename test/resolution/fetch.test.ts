import { describe, expect, test } from 'vitest';
import type { PackageFormat } from '../../src/api/types';
import { Estate, type Graph, subjects } from '../laws/support';

const connections = {
  npm: 'public:npmjs',
  pypi: 'public:pypi',
  maven: 'public:maven-central',
  nuget: 'public:nuget-org',
  ruby: 'public:ruby-gems-org',
  cargo: 'public:crates-io',
} as const;

describe('RET-T1', () => {
  const long: Graph = { 'repo-A': ['repo-B'], 'repo-B': ['repo-C'], 'repo-C': 'public:npmjs' };
  test.each([
    { graph: { ...long, 'repo-C': [] }, before: ['repo-C'], asked: 'repo-A', after: ['repo-A', 'repo-C'] },
    {
      graph: { ...long, 'repo-C': ['repo-D'], 'repo-D': [] },
      before: ['repo-D'],
      asked: 'repo-A',
      after: ['repo-A', 'repo-D'],
    },
    { graph: long, before: [], asked: 'repo-A', after: ['repo-A', 'repo-C'] },
    { graph: long, before: [], asked: 'repo-C', after: ['repo-C'] },
    {
      graph: { 'repo-A': ['repo-B'], 'repo-B': 'public:npmjs' },
      before: [],
      asked: 'repo-A',
      after: ['repo-A', 'repo-B'],
    },
    { graph: long, before: ['repo-C'], asked: 'repo-A', after: ['repo-A', 'repo-C'] },
  ] as { graph: Graph; before: string[]; asked: string; after: string[] }[])(
    'RET-01, RET-02, RET-03, RET-05: fetched from $asked, stored before in $before, after in $after',
    ({ graph, before, asked, after }) => {
      const estate = new Estate(graph);
      estate.offer('public:npmjs', '4.17.20');
      for (const repository of before) estate.hold(repository, '4.17.20', { from: 'public:npmjs' });
      expect(estate.get(asked, '4.17.20')).toBe('public:npmjs');
      expect(estate.holders('4.17.20')).toEqual(after);
      const created = estate.events.map(({ operationType, repositoryName }) => `${operationType} ${repositoryName}`);
      expect(created.sort()).toEqual(after.filter((name) => !before.includes(name)).map((name) => `Created ${name}`));
    },
  );
});

test('RET-T2, RET-06, EXT-21: only what is fetched is stored; a connection gathers all of it', () => {
  const others = ['one', 'two', 'three', 'four', 'five'];
  const graph = Object.fromEntries(['repo-A', ...others].map((name) => [name, ['repo-B']]));
  const estate = new Estate({ ...graph, 'repo-B': 'public:npmjs' });
  const imported = ['0.1.0', '0.2.0', '0.2.1', '0.2.2', '0.10.0'];
  for (const version of [...imported, '4.17.20']) estate.offer('public:npmjs', version);
  for (const [index, name] of others.entries()) estate.get(name, imported[index]!);
  expect(estate.tags('repo-A')).toEqual({ latest: '4.17.20' });
  expect(estate.get('repo-A', '4.17.20')).toBe('public:npmjs');
  expect(estate.stored('repo-A')).toEqual(['4.17.20']);
  expect(estate.stored('repo-B')).toEqual(['0.1.0', '0.10.0', '0.2.0', '0.2.1', '0.2.2', '4.17.20']);
});

test('RET-T3, RET-14, DED-01, DED-02, DED-07, DED-08, EXT-22: a private library', () => {
  const estate = new Estate({ 'repo-B': ['repo-A'], 'repo-A': [] }, subjects.maven);
  const jar = estate.assets('repo-A', '1.0.0', ['my-lib-1.0.0.jar']);
  const size = jar[0]!.size;
  expect(estate.publish('repo-A', '1.0.0', jar)).toBe(200);
  const seen = () => [estate.stored('repo-B'), estate.size()];
  const get = () => estate.get('repo-B', '1.0.0', 'my-lib-1.0.0.jar');
  expect(seen()).toEqual([[], size]);
  expect(estate.list('repo-B')).toEqual(['1.0.0']);
  expect(seen()).toEqual([[], size]);
  expect(get()).toBe('repo-A');
  expect(seen()).toEqual([['1.0.0'], size]);
  expect(get()).toBe('repo-A');
  expect(estate.visited()).toEqual(['repo-B']); // RET-11
  expect(seen()).toEqual([['1.0.0'], size]);
  estate.delete('repo-A', '1.0.0');
  expect(get()).toBe('repo-A');
  expect(estate.size()).toBe(size);
  estate.delete('repo-B', '1.0.0');
  expect(get()).toBe(404);
  expect(estate.size()).toBe(0);
});

test.each(Object.keys(connections) as (keyof typeof connections)[])(
  'EXT-19, EXT-21, EXT-22, RET-03, RET-14: of %s nothing is stored until an asset is fetched',
  (format) => {
    const estate = new Estate({ repo: ['store'], store: connections[format] }, subjects[format]);
    estate.offer(connections[format], '1.0.0');
    estate.offer(connections[format], '2.0.0');
    expect(estate.call('ListPackages', { domain: 'my-domain', repository: 'store' }).packages).toEqual([]);
    expect(estate.list('repo')).toEqual(['1.0.0', '2.0.0']);
    expect(estate.attempt('ListPackageVersions', estate.in('store'))).toMatchObject({ ok: false });
    expect(estate.get('repo', '1.0.0')).toBe(connections[format]);
    expect([estate.stored('repo'), estate.stored('store')]).toEqual([['1.0.0'], ['1.0.0']]);
  },
);

test.each<PackageFormat>(['npm', 'pypi', 'maven', 'nuget', 'ruby', 'swift', 'cargo'])(
  'RET-01, RET-14, RET-15, RET-16: of %s a GET retains the whole version, a HEAD or a manifest nothing',
  (format) => {
    const estate = new Estate({ repo: ['up'], up: [] }, subjects[format]);
    estate.hold('up', '1.0.0', { of: ['first', 'second'] });
    expect(estate.get('repo', '1.0.0', 'first', false)).toBe('up');
    expect(estate.stored('repo')).toEqual([]);
    expect(estate.get('repo', '1.0.0', 'first')).toBe('up');
    expect(estate.assetNames('repo', '1.0.0')).toEqual(['first', 'second']);
  },
);

test('RET-17 VER-34 VER-36 VER-45: a retained record equals its source, at both ends of the chain', () => {
  const estate = new Estate({ repo: ['up'], up: [], other: ['store'], store: 'public:npmjs' });
  const metadata = { summary: 'text', homePage: 'https://x.test', licenses: [{ name: 'MIT' }] };
  estate.hold('up', '1.0.0', { metadata, publishedTime: estate.now - 5000 });
  estate.get('repo', '1.0.0');
  expect(estate.describe('repo', '1.0.0')).toEqual(estate.describe('up', '1.0.0'));
  expect(estate.describe('repo', '1.0.0')?.publishedTime).toEqual(new Date(estate.now - 5000));
  estate.offer('public:npmjs', '2.0.0', { publishedTime: Date.UTC(2024, 4, 21), metadata });
  estate.get('other', '2.0.0');
  expect(estate.describe('other', '2.0.0')).toEqual(estate.describe('store', '2.0.0'));
  expect(estate.describe('store', '2.0.0')).toMatchObject({
    summary: 'text',
    publishedTime: new Date('2024-05-21T00:00:00Z'),
    origin: { originType: 'EXTERNAL', domainEntryPoint: { externalConnectionName: 'public:npmjs' } },
  });
});

test('RET-22: from an upstream repository the record is visible at once, whatever the delays', () => {
  const estate = new Estate({ repo: ['up'], up: [] }, subjects.npm, { latency: 'documented' });
  estate.hold('up', '1.0.0');
  estate.get('repo', '1.0.0');
  expect(estate.stored('repo')).toEqual(['1.0.0']);
});

test('RET-24: a second request changes nothing', () => {
  const estate = new Estate({ repo: ['store'], store: 'public:npmjs' });
  estate.offer('public:npmjs', '1.0.0');
  estate.get('repo', '1.0.0');
  const { state } = estate;
  const events = estate.events.length;
  estate.get('repo', '1.0.0');
  estate.get('store', '1.0.0');
  expect(estate.state).toBe(state);
  expect(estate.events).toHaveLength(events);
});

test('RET-24 EXT-42: nor does one for a PyPI version that stays as it is', () => {
  const estate = new Estate({ repo: ['store'], store: 'public:pypi' }, subjects.pypi);
  estate.offer('public:pypi', '1.0.0', { metadata: { yanked: 'broken' } });
  expect(estate.get('repo', '1.0.0')).toBe('public:pypi');
  const { state } = estate;
  for (const repository of ['repo', 'store']) expect(estate.get(repository, '1.0.0')).toBe('public:pypi');
  expect(estate.state).toBe(state);
});

test('RET-25: a retained version that was deleted is retained anew', () => {
  const estate = new Estate({ repo: ['up'], up: [] });
  estate.hold('up', '1.0.0');
  estate.get('repo', '1.0.0');
  estate.delete('repo', '1.0.0');
  expect(estate.stored('repo')).toEqual([]);
  expect(estate.get('repo', '1.0.0')).toBe('up');
  expect(estate.stored('repo')).toEqual(['1.0.0']);
});

test('RET-26: a retained version that is Archived stays blocked, though upstreams have it', () => {
  const estate = new Estate({ repo: ['up'], up: [] });
  estate.hold('up', '1.0.0');
  estate.get('repo', '1.0.0');
  estate.setStatus('repo', '1.0.0', 'Archived');
  expect(estate.get('repo', '1.0.0')).toBe(404);
  expect(estate.list('repo')).toBe(404);
  expect(estate.get('up', '1.0.0')).toBe('up');
});

describe('RET-07: a retained version stays as it is when upstream', () => {
  test.each<[string, PackageFormat, (estate: Estate) => void]>([
    ['the repository is deleted', 'npm', (estate) => estate.deleteRepository('up')],
    ['the repository is disconnected', 'npm', (estate) => estate.relate('repo', [])],
    ['the version is deleted', 'npm', (estate) => estate.delete('up', '1.0.0')],
    ['the version is disposed', 'npm', (estate) => estate.dispose('up', '1.0.0')],
    ['its status changes', 'npm', (estate) => estate.setStatus('up', '1.0.0', 'Archived')],
    ['an asset is added to a Maven version', 'maven', (estate) => estate.publish('up', '1.0.0', ['more.jar'])],
    ['an asset is added to a PyPI version', 'pypi', (estate) => estate.publish('up', '1.0.0', ['more.whl'])],
  ])('%s (%s)', (_, format, change) => {
    const estate = new Estate({ repo: ['up'], up: [] }, subjects[format]);
    estate.hold('up', '1.0.0');
    estate.get('repo', '1.0.0');
    const described = estate.describe('repo', '1.0.0');
    change(estate);
    expect(estate.get('repo', '1.0.0')).toBe('up');
    expect(estate.get('repo', '1.0.0', format === 'maven' ? 'more.jar' : 'more.whl')).toBe(404);
    expect(estate.describe('repo', '1.0.0')).toEqual(described);
  });
});

describe('npm dist-tags', () => {
  test('RET-27 VER-50: ingestion sets the tags that point at the version, and they stay', () => {
    const estate = new Estate({ repo: ['store'], store: 'public:npmjs' });
    estate.offer('public:npmjs', '4.41.2', { tags: ['latest', '__proto__'] });
    estate.get('repo', '4.41.2');
    estate.offer('public:npmjs', '5.0.0-beta.7', { tags: ['next'] });
    estate.get('repo', '5.0.0-beta.7');
    estate.relate('repo', []);
    for (const repository of ['repo', 'store']) {
      const { defaultDisplayVersion } = estate.call('ListPackageVersions', estate.in(repository));
      expect(defaultDisplayVersion).toBe('4.41.2');
      expect(Object.entries(estate.repository(repository).packages.values().next().value!.tags).sort()).toEqual([
        ['__proto__', '4.41.2'],
        ['latest', '4.41.2'],
        ['next', '5.0.0-beta.7'],
      ]);
    }
  });

  test('RET-27: a tag is moved, but not from a version that was published directly', () => {
    const estate = new Estate({ repo: ['up'], up: [] });
    estate.hold('repo', '1.0.0', { tags: ['latest'] });
    estate.hold('repo', '1.1.0', { tags: ['beta'], from: 'public:npmjs' });
    estate.hold('up', '2.0.0', { tags: ['latest', 'beta', 'next'] });
    estate.hold('up', '3.0.0', { tags: ['other'] });
    estate.get('repo', '2.0.0');
    expect({ ...[...estate.repository('repo').packages.values()][0]!.tags }).toEqual({
      latest: '1.0.0',
      beta: '2.0.0',
      next: '2.0.0',
    });
  });
});

test('RET-27: a tag is moved from a version of unknown origin', () => {
  const estate = new Estate({ repo: ['up'], up: [] });
  estate.hold('repo', '1.0.0', { tags: ['latest'], from: 'unknown' });
  estate.hold('up', '2.0.0', { tags: ['latest'] });
  expect(estate.get('repo', '2.0.0')).toBe('up');
  expect({ ...[...estate.repository('repo').packages.values()][0]!.tags }).toEqual({ latest: '2.0.0' });
});

test('EXT-14 EXT-43: without its connection a repository ingests nothing, and serves what it has', () => {
  const estate = new Estate({ store: 'public:npmjs' });
  estate.offer('public:npmjs', '1.0.0');
  estate.offer('public:npmjs', '2.0.0');
  estate.get('store', '1.0.0');
  estate.disconnect('store', 'public:npmjs');
  expect(estate.get('store', '1.0.0')).toBe('public:npmjs');
  expect(estate.get('store', '2.0.0')).toBe(404);
  expect(estate.list('store')).toEqual(['1.0.0']);
});

test('EXT-16: two repositories of a domain have the same connection, each with its own records', () => {
  const estate = new Estate({ one: 'public:npmjs', two: 'public:npmjs' });
  estate.offer('public:npmjs', '1.0.0');
  expect(estate.get('one', '1.0.0')).toBe('public:npmjs');
  expect(estate.holders('1.0.0')).toEqual(['one']);
  expect(estate.get('two', '1.0.0')).toBe('public:npmjs');
});

test('EXT-20: what is published is never sent to a public repository', () => {
  const estate = new Estate({ store: 'public:npmjs', other: 'public:npmjs' });
  estate.offer('public:npmjs', '1.0.0');
  const { catalogues } = estate.state;
  expect(estate.publish('store', '2.0.0')).toBe(200);
  expect(estate.state.catalogues).toBe(catalogues);
  expect(estate.list('other')).toEqual(['1.0.0']);
});

test('EXT-52: a version that is removed from the public repository stays stored and served', () => {
  const estate = new Estate({ repo: ['store'], store: 'public:npmjs', late: ['store'], never: [] });
  estate.offer('public:npmjs', '1.0.0');
  estate.offer('public:npmjs', '2.0.0');
  estate.get('repo', '1.0.0');
  estate.withdraw('public:npmjs', '1.0.0');
  estate.withdraw('public:npmjs', '2.0.0');
  for (const repository of ['repo', 'store', 'late']) {
    expect(estate.get(repository, '1.0.0')).toBe('public:npmjs');
    expect(estate.get(repository, '2.0.0')).toBe(404);
    expect(estate.list(repository)).toEqual(['1.0.0']);
  }
});

test('EVT-37 EVT-38 EVT-48 RET-24: ingestion and retention each fire Created, the connection first, and once', () => {
  const estate = new Estate({ repo: ['middle'], middle: ['store'], store: 'public:npmjs' });
  estate.offer('public:npmjs', '4.17.20');
  estate.get('repo', '4.17.20');
  estate.get('repo', '4.17.20');
  const { revision } = estate.describe('repo', '4.17.20')!;
  const common = {
    operationType: 'Created',
    packageName: 'lodash',
    packageNamespace: null,
    packageVersion: '4.17.20',
    packageVersionState: 'Published',
    packageVersionRevision: revision,
    sequenceNumber: 1,
    // Vector 12.
    changes: { assetsAdded: 1, assetsRemoved: 0, assetsUpdated: 0, metadataUpdated: true, statusChanged: true },
  };
  expect(estate.events).toMatchObject([
    { ...common, repositoryName: 'store' },
    { ...common, repositoryName: 'repo' },
  ]);
});

test('ORG-28 ORG-31 ORG-32 ORG-36: what a fetch makes lets more come, and nothing be published', () => {
  const estate = new Estate({ repo: ['store'], store: 'public:npmjs', down: ['up'], up: [], set: ['up'] });
  const settings = (repository: string) =>
    estate.call('DescribePackage', estate.in(repository)).package?.originConfiguration?.restrictions;
  estate.offer('public:npmjs', '1.0.0');
  estate.publish('up', '2.0.0');
  estate.restrict('set', 'ALLOW');
  estate.get('repo', '1.0.0');
  estate.get('down', '2.0.0');
  estate.get('set', '2.0.0');
  for (const repository of ['repo', 'store', 'down']) {
    expect(settings(repository), repository).toEqual({ publish: 'BLOCK', upstream: 'ALLOW' });
  }
  expect(settings('up')).toEqual({ publish: 'ALLOW', upstream: 'BLOCK' });
  expect(settings('set')).toEqual({ publish: 'ALLOW', upstream: 'ALLOW' });
});
