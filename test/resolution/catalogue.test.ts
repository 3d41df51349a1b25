import { describe, expect, test } from 'vitest';
import { Estate, subjects } from '../laws/support';

const minute = 60;
const hour = 60 * minute;

test('EXT-26: a public version is had only once it is in the catalogue, which serves all domains of the Region', () => {
  const estate = new Estate({ store: 'public:npmjs' });
  expect(estate.list('store')).toBe(404);
  expect(estate.get('store', '1.0.0')).toBe(404);
  estate.offer('public:npmjs', '1.0.0');
  expect(estate.list('store')).toEqual(['1.0.0']);
  const other = { domain: 'other-domain', repository: 'store' };
  estate.call('CreateDomain', { domain: 'other-domain' });
  estate.call('CreateRepository', other);
  estate.call('AssociateExternalConnection', { ...other, externalConnection: 'public:npmjs' });
  expect(estate.ask('ListVersions', { ...other, ...estate.subject })).toMatchObject({ ok: true });
  const asset = { ...other, ...estate.subject, version: '1.0.0', asset: 'package.tgz' };
  expect(estate.ask('ReadAsset', asset).ok).toBe(true);
  expect(estate.stored('store')).toEqual([]); // DED-05: domains share nothing
});

describe('EXT-T2', () => {
  const connections = {
    npm: 'public:npmjs',
    pypi: 'public:pypi',
    nuget: 'public:nuget-org',
    ruby: 'public:ruby-gems-org',
    cargo: 'public:crates-io',
  } as const;
  test.each(Object.keys(connections) as (keyof typeof connections)[])(
    'EXT-27: a version of %s is visible 30 minutes after its publication, without any request',
    (format) => {
      const estate = new Estate({ store: connections[format] }, subjects[format], { latency: 'documented' });
      estate.offer(connections[format], '1.0.0', { publishedTime: estate.now });
      estate.offer(connections[format], '0.1.0'); // without a time: old
      estate.wait(30 * minute - 1);
      expect(estate.list('store')).toEqual(['0.1.0']);
      expect(estate.get('store', '1.0.0')).toBe(404);
      estate.wait(1);
      expect(estate.list('store')).toEqual(['0.1.0', '1.0.0']);
      expect(estate.get('store', '1.0.0')).toBe(connections[format]);
    },
  );

  test('EXT-27 EXT-29: without delays it is visible at once', () => {
    const estate = new Estate({ store: 'public:npmjs' });
    estate.offer('public:npmjs', '1.0.0', { publishedTime: estate.now });
    expect(estate.list('store')).toEqual(['1.0.0']);
    const maven = new Estate({ store: 'public:maven-central' }, subjects.maven);
    for (const version of ['1.0', '2.0']) {
      maven.offer('public:maven-central', version, { publishedTime: maven.now });
      expect(maven.get('store', version)).toBe('public:maven-central');
    }
  });

  /** The name was refreshed an hour ago; now version 2.0 is published. */
  const refreshed = (): Estate => {
    const estate = new Estate({ store: 'public:maven-central' }, subjects.maven, { latency: 'documented' });
    estate.offer('public:maven-central', '1.0');
    expect(estate.list('store')).toEqual(['1.0']);
    estate.wait(hour);
    estate.offer('public:maven-central', '2.0', { publishedTime: estate.now });
    return estate;
  };

  test.each([
    { after: [2 * hour - minute], seen: [false] },
    { after: [2 * hour], seen: [false] },
    { after: [2 * hour, 0], seen: [false, true] },
    { after: [2 * hour - 1, 1, 0], seen: [false, false, true] },
    { after: [10 * hour], seen: [false] },
    { after: [10 * hour, 1], seen: [false, true] },
  ])('EXT-29: Maven, refreshed an hour before, requests after $after s: $seen', ({ after, seen }) => {
    const lists = refreshed();
    const fetches = refreshed();
    const found = after.map((seconds) => {
      lists.wait(seconds);
      fetches.wait(seconds);
      const isHad = fetches.get('store', '2.0') === 'public:maven-central';
      expect((lists.list('store') as string[]).includes('2.0')).toBe(isHad);
      return isHad;
    });
    expect(found).toEqual(seen);
  });

  test('EXT-29: a request for another name, or at another connection, refreshes nothing', () => {
    const estate = refreshed();
    const clojars = { domain: 'my-domain', repository: 'clojars' };
    estate.createRepository('clojars');
    estate.connect('clojars', 'public:maven-clojars');
    estate.wait(3 * hour);
    estate.ask('ListVersions', { ...estate.in('store'), package: 'other' });
    estate.ask('ListVersions', { ...estate.in('store'), ...clojars });
    expect(estate.list('store')).toEqual(['1.0']);
    expect(estate.list('store')).toEqual(['1.0', '2.0']);
  });

  test('EXT-29: a refused request refreshes too, and changes nothing else', () => {
    const estate = refreshed();
    estate.wait(3 * hour);
    const { domains, sequence } = estate.state;
    expect(estate.get('store', '2.0')).toBe(404);
    expect(estate.state.domains).toBe(domains);
    expect(estate.state.sequence).toBe(sequence);
    const { state } = estate;
    expect(estate.get('store', '3.0')).toBe(404);
    expect(estate.state).toBe(state); // not due again
    expect(estate.get('store', '2.0')).toBe('public:maven-central');
  });

  test('EXT-31: the very first request for a name is answered with a fresh set', () => {
    const estate = new Estate({ store: 'public:maven-central' }, subjects.maven, { latency: 'documented' });
    estate.offer('public:maven-central', '1.0', { publishedTime: estate.now });
    expect(estate.get('store', '1.0')).toBe('public:maven-central');
    expect(estate.list('store')).toEqual(['1.0']);
  });
});

describe('a public repository that is down', () => {
  const set = (estate: Estate, available: boolean): void =>
    estate.learn({ type: 'public repository', connection: 'public:npmjs', available });
  const down = (): Estate => {
    const estate = new Estate({ repo: ['store'], store: 'public:npmjs' });
    estate.offer('public:npmjs', '1.0.0');
    estate.offer('public:npmjs', '2.0.0');
    estate.get('repo', '1.0.0');
    set(estate, false);
    return estate;
  };

  test('EXT-32: what is stored is served, in the repository or upstream', () => {
    const estate = down();
    estate.createRepository('other', ['store']);
    for (const repository of ['repo', 'store', 'other']) {
      expect(estate.get(repository, '1.0.0')).toBe('public:npmjs');
    }
  });

  test('EXT-33: what is not stored is 503 until it recovers; what the catalogue lacks is 404', () => {
    const estate = down();
    const { state } = estate;
    expect(estate.get('repo', '2.0.0')).toBe(503);
    expect(estate.get('repo', '3.0.0')).toBe(404);
    expect(estate.state).toBe(state);
    set(estate, true);
    expect(estate.get('repo', '2.0.0')).toBe('public:npmjs');
    expect(estate.get('repo', '3.0.0')).toBe(404);
  });

  test('EXT-32: so is each of several assets of a Maven version', () => {
    const connection = 'public:maven-central';
    const estate = new Estate({ store: connection }, subjects.maven);
    estate.offer(connection, '1.0', { of: ['linux.jar', 'osx.jar'] });
    estate.get('store', '1.0', 'osx.jar');
    estate.learn({ type: 'public repository', connection, available: false });
    for (const asset of ['linux.jar', 'osx.jar']) expect(estate.get('store', '1.0', asset)).toBe(connection);
  });

  test('EXT-33: so is a later asset of a stored Maven version', () => {
    const estate = new Estate({ store: 'public:maven-central' }, subjects.maven);
    const connection = 'public:maven-central';
    estate.learn({ type: 'public repository', connection, listsAssets: false });
    estate.offer(connection, '1.0', { of: ['aapt2-1.0.pom', 'linux.jar'] });
    estate.get('store', '1.0', 'aapt2-1.0.pom');
    estate.learn({ type: 'public repository', connection, available: false });
    expect(estate.get('store', '1.0', 'aapt2-1.0.pom')).toBe(connection);
    expect(estate.get('store', '1.0', 'linux.jar')).toBe(503);
    expect(estate.get('store', '1.0', 'osx.jar')).toBe(404);
    estate.learn({ type: 'public repository', connection, available: true });
    expect(estate.get('store', '1.0', 'linux.jar')).toBe(connection);
  });

  test('EXT-34: lists still have what the catalogue holds, and nothing that was published since', () => {
    const estate = down();
    estate.wait(hour);
    estate.offer('public:npmjs', '3.0.0', { publishedTime: estate.now });
    expect(estate.list('repo')).toEqual(['1.0.0', '2.0.0']);
    expect(estate.get('repo', '3.0.0')).toBe(404); // EXT-33
    set(estate, true);
    expect(estate.list('repo')).toEqual(['1.0.0', '2.0.0', '3.0.0']);
  });

  test('EXT-34 EXT-29: nor is a Maven name refreshed before it recovers', () => {
    const estate = new Estate({ store: 'public:maven-central' }, subjects.maven, { latency: 'documented' });
    const connection = 'public:maven-central';
    estate.offer(connection, '1.0');
    expect(estate.list('store')).toEqual(['1.0']);
    estate.learn({ type: 'public repository', connection, available: false });
    estate.wait(hour);
    estate.offer(connection, '2.0', { publishedTime: estate.now });
    estate.wait(3 * hour);
    for (let count = 0; count < 3; count++) expect(estate.list('store')).toEqual(['1.0']);
    estate.learn({ type: 'public repository', connection, available: true });
    expect(estate.list('store')).toEqual(['1.0']); // this request starts the refresh
    expect(estate.list('store')).toEqual(['1.0', '2.0']);
  });

  test('EXT-35: a publication passes exactly when the catalogue lacks the version', () => {
    const estate = down();
    estate.restrict('repo', 'ALLOW');
    estate.wait(hour);
    estate.offer('public:npmjs', '3.0.0', { publishedTime: estate.now });
    expect(estate.publish('repo', '2.0.0')).toBe(409);
    expect(estate.publish('repo', '3.0.0')).toBe(200);
    set(estate, true);
    estate.offer('public:npmjs', '4.0.0');
    expect(estate.publish('repo', '4.0.0')).toBe(409);
  });
});
