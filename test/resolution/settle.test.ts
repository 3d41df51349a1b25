import { describe, expect, test } from 'vitest';
import { Estate, subjects } from '../laws/support';

const chain = (latency: 'documented' | { ingestionSeconds: number } = 'documented'): Estate => {
  const estate = new Estate({ repo: ['store'], store: 'public:npmjs' }, subjects.npm, { latency });
  estate.offer('public:npmjs', '1.0.0');
  estate.offer('public:npmjs', '2.0.0');
  return estate;
};
const both = (estate: Estate) => [estate.stored('repo'), estate.stored('store')];

test('EXT-23: without delay the record is there at once', () => {
  const estate = new Estate({ repo: ['store'], store: 'public:npmjs' });
  estate.offer('public:npmjs', '1.0.0');
  expect(estate.get('repo', '1.0.0')).toBe('public:npmjs');
  expect(both(estate)).toEqual([['1.0.0'], ['1.0.0']]);
  expect(estate.state.due.size).toBe(0);
});

test('EXT-23 EXT-24 RET-22: with the documented delay the asset comes at once, and both records after 180 s', () => {
  const estate = chain();
  expect(estate.get('repo', '1.0.0')).toBe('public:npmjs');
  estate.wait(10);
  expect(estate.get('repo', '1.0.0')).toBe('public:npmjs');
  expect(estate.get('store', '1.0.0')).toBe('public:npmjs');
  estate.wait(169);
  const version = { ...estate.in('repo'), packageVersion: '1.0.0' };
  const absent = { ok: false, error: { name: 'ResourceNotFoundException' } };
  expect(estate.attempt('ListPackageVersions', estate.in('repo'))).toMatchObject(absent);
  expect(estate.attempt('DescribePackageVersion', version)).toMatchObject(absent);
  expect(estate.attempt('DeletePackageVersions', { ...estate.in('repo'), versions: ['1.0.0'] })).toMatchObject(absent);
  expect(estate.call('ListPackages', { domain: 'my-domain', repository: 'store' }).packages).toEqual([]);
  expect(estate.list('repo')).toEqual(['1.0.0', '2.0.0']);
  expect(estate.events).toEqual([]);
  estate.wait(1);
  expect(both(estate)).toEqual([['1.0.0'], ['1.0.0']]);
});

test('EXT-23: the delay is a setting', () => {
  const estate = chain({ ingestionSeconds: 600 });
  estate.get('repo', '1.0.0');
  estate.wait(599);
  expect(both(estate)).toEqual([[], []]);
  estate.wait(1);
  expect(both(estate)).toEqual([['1.0.0'], ['1.0.0']]);
});

test('EXT-24 EVT-37 EVT-38 EVT-48: the events are fired when the records appear, each at its own time', () => {
  const estate = chain();
  const start = estate.now;
  estate.get('repo', '1.0.0');
  estate.wait(60);
  estate.get('repo', '2.0.0');
  estate.wait(1000);
  const told = estate.events.map(({ operationType, repositoryName, packageVersion, time, sequenceNumber }) => [
    operationType,
    repositoryName,
    packageVersion,
    (time - start) / 1000,
    sequenceNumber,
  ]);
  expect(told).toEqual([
    ['Created', 'store', '1.0.0', 180, 1],
    ['Created', 'repo', '1.0.0', 180, 1],
    ['Created', 'store', '2.0.0', 240, 2],
    ['Created', 'repo', '2.0.0', 240, 2],
  ]);
});

describe('EXT-24 EVT-38: an event is told whatever call comes first when the record has appeared,', () => {
  test.each<[string, (estate: Estate) => unknown]>([
    ['one that succeeds', (estate) => estate.list('repo')],
    ['a refused operation', (estate) => estate.attempt('DescribeDomain', { domain: 'absent' })],
    ['a refused fetch', (estate) => estate.get('repo', '9.9.9')],
    ['a refused list', (estate) => estate.list('empty')],
  ])('%s', (_, call) => {
    const estate = chain();
    estate.createRepository('empty');
    estate.get('store', '1.0.0');
    estate.now += 200_000;
    call(estate);
    estate.wait(0);
    expect(estate.stored('store')).toEqual(['1.0.0']);
    expect(estate.events.map(({ operationType }) => operationType)).toEqual(['Created']);
  });

  test('a refused fetch that refreshes a Maven name (EXT-29)', () => {
    const estate = new Estate({ store: 'public:maven-central' }, subjects.maven, { latency: 'documented' });
    estate.offer('public:maven-central', '1.0');
    estate.get('store', '1.0');
    estate.now += 200_000;
    estate.ask('ListVersions', { ...estate.in('store'), package: 'other' });
    estate.wait(0);
    expect(estate.stored('store')).toEqual(['1.0']);
    expect(estate.events.map(({ operationType }) => operationType)).toEqual(['Created']);
  });
});

test('ERR-27: a call that is refused when something is due leaves the very same state', () => {
  const estate = chain();
  estate.get('store', '1.0.0');
  estate.now += 200_000;
  const { state } = estate;
  expect(estate.get('repo', '9.9.9')).toBe(404);
  expect(estate.state).toBe(state);
});

test('DED-15: content that is on its way does not count', () => {
  const estate = chain();
  const { size } = estate.assets('public:npmjs', '1.0.0')[0]!;
  estate.get('repo', '1.0.0');
  estate.wait(179);
  expect(estate.size()).toBe(0);
  estate.wait(1);
  expect(estate.size()).toBe(size); // DED-06: once
});

test('EXT-23 EXT-39: a Maven asset that is asked for on the way is in the record that appears', () => {
  const estate = new Estate({ repo: ['store'], store: 'public:maven-central' }, subjects.maven, {
    latency: 'documented',
  });
  estate.learn({ type: 'public repository', connection: 'public:maven-central', listsAssets: false });
  estate.offer('public:maven-central', '1.0', { of: ['aapt2-1.0.pom', 'linux.jar', 'osx.jar'] });
  expect(estate.get('repo', '1.0', 'aapt2-1.0.pom')).toBe('public:maven-central');
  estate.wait(60);
  expect(estate.get('repo', '1.0', 'linux.jar')).toBe('public:maven-central');
  estate.wait(120);
  for (const name of ['repo', 'store']) expect(estate.assetNames(name, '1.0')).toEqual(['aapt2-1.0.pom', 'linux.jar']);
});

test('EXT-23 EXT-39: so are all that are asked for on the way, at the time of the first', () => {
  const connection = 'public:maven-central';
  const estate = new Estate({ repo: ['store'], store: connection }, subjects.maven, { latency: 'documented' });
  estate.learn({ type: 'public repository', connection, listsAssets: false });
  estate.offer(connection, '1.0', { of: ['linux.jar', 'osx.jar'] });
  expect(estate.get('repo', '1.0', 'linux.jar')).toBe(connection);
  estate.wait(60);
  expect(estate.get('repo', '1.0', 'osx.jar')).toBe(connection);
  expect(estate.state.due.size).toBe(2); // one for each repository
  estate.wait(120);
  for (const name of ['repo', 'store']) expect(estate.assetNames(name, '1.0')).toEqual(['linux.jar', 'osx.jar']);
});

test('EXT-24 RES-11: what is published here meanwhile is not replaced by what was on its way', () => {
  const estate = chain();
  estate.get('repo', '1.0.0');
  estate.restrict('repo', 'BLOCK');
  expect(estate.publish('repo', '1.0.0')).toBe(200);
  estate.wait(180);
  expect(estate.get('repo', '1.0.0')).toBe('repo');
  expect(estate.get('store', '1.0.0')).toBe('public:npmjs');
});

test('REP-14 EXT-24: what was on its way into a deleted repository does not come into a new one of its name', () => {
  const estate = chain();
  estate.get('repo', '1.0.0');
  estate.deleteRepository('repo');
  estate.createRepository('repo');
  estate.wait(180);
  expect(both(estate)).toEqual([[], ['1.0.0']]);
});

test('EXT-24: what was on its way into a deleted domain comes nowhere', () => {
  const estate = chain();
  estate.get('repo', '1.0.0');
  for (const repository of ['repo', 'store']) estate.deleteRepository(repository);
  estate.call('DeleteDomain', { domain: 'my-domain' });
  estate.now += 180_000;
  estate.call('CreateDomain', { domain: 'second' });
  expect(estate.events).toEqual([]);
});

test('RET-27: the tags are those of the moment of the fetch', () => {
  const estate = chain();
  estate.get('store', '2.0.0');
  estate.offer('public:npmjs', '3.0.0');
  estate.wait(180);
  expect({ ...[...estate.repository('store').packages.values()][0]!.tags }).toEqual({ latest: '2.0.0' });
});
