import { describe, expect, test } from 'vitest';
import type { PackageCoordinates } from '../../src/model/coordinates';
import { Estate, subjects } from '../laws/support';

describe('EXT-T3, Maven', () => {
  const junit: PackageCoordinates = { format: 'maven', namespace: 'junit', package: 'junit' };
  const chain = (subject: PackageCoordinates, listsAssets: boolean): Estate => {
    const estate = new Estate({ r0: ['s0'], s0: 'public:maven-central' }, subject);
    estate.learn({ type: 'public repository', connection: 'public:maven-central', listsAssets });
    return estate;
  };
  const both = (estate: Estate, version: string) => ['r0', 's0'].map((name) => estate.assetNames(name, version));
  const four = ['', '-javadoc', '-sources']
    .map((tail) => `junit-4.13.2${tail}.jar`)
    .concat('junit-4.13.2.pom')
    .sort();

  test.each(four)('EXT-38: a request for %s brings four assets', (asked) => {
    const estate = chain(junit, false);
    estate.offer('public:maven-central', '4.13.2', { of: [...four, 'junit-4.13.2-tests.jar'] });
    expect(estate.get('r0', '4.13.2', asked)).toBe('public:maven-central');
    expect(both(estate, '4.13.2')).toEqual([four, four]);
  });

  test('EXT-37: where the public repository lists them, a request for any asset brings all', () => {
    const estate = chain(junit, true);
    const all = [...four, 'junit-4.13.2-tests.jar'].sort();
    estate.offer('public:maven-central', '4.13.2', { of: all });
    estate.get('r0', '4.13.2', 'junit-4.13.2.pom');
    expect(both(estate, '4.13.2')).toEqual([all, all]);
  });

  test('EXT-39 RET-13 RET-29 EVT-31: an asset of another name comes when it is asked for, to both repositories', () => {
    const estate = chain(subjects.maven, false);
    const version = '7.3.1-8691043';
    const [pom, linux, osx] = ['.pom', '-linux.jar', '-osx.jar'].map((tail) => `aapt2-${version}${tail}`);
    estate.offer('public:maven-central', version, { of: [pom!, linux!, osx!] });
    const revisions: string[] = [];
    const steps = [[pom], [linux, pom], [linux, osx, pom]];
    for (const [index, asset] of [pom!, linux!, osx!].entries()) {
      const count = estate.events.length;
      expect(estate.get('r0', version, asset)).toBe('public:maven-central');
      expect(both(estate, version)).toEqual([steps[index]!.sort(), steps[index]!.sort()]);
      expect(estate.record('r0', version)!.revision).toBe(estate.record('s0', version)!.revision);
      revisions.push(estate.record('r0', version)!.revision);
      const changes = {
        assetsAdded: 1,
        assetsRemoved: 0,
        assetsUpdated: 0,
        metadataUpdated: index === 0,
        statusChanged: index === 0,
      };
      const operationType = index === 0 ? 'Created' : 'Updated';
      const common = { operationType, changes, sequenceNumber: index + 1, packageVersionRevision: revisions[index] };
      expect(estate.events.slice(count)).toMatchObject(
        ['s0', 'r0'].map((name) => ({ ...common, repositoryName: name })),
      );
    }
    expect(new Set(revisions).size).toBe(3);
  });

  test('RET-13: an asset that is published publicly later comes when it is asked for, and not before', () => {
    const estate = chain(subjects.maven, true);
    estate.offer('public:maven-central', '1.0', { of: ['a.jar'] });
    estate.get('r0', '1.0', 'a.jar');
    estate.offer('public:maven-central', '1.0', { of: ['a.jar', 'b.jar', 'c.jar'] });
    const before = estate.record('r0', '1.0');
    expect(estate.list('r0')).toEqual(['1.0']);
    expect(estate.get('r0', '1.0', 'a.jar')).toBe('public:maven-central');
    expect(estate.record('r0', '1.0')).toBe(before);
    expect(estate.get('r0', '1.0', 'b.jar')).toBe('public:maven-central');
    expect(both(estate, '1.0')).toEqual([
      ['a.jar', 'b.jar'],
      ['a.jar', 'b.jar'],
    ]);
    expect(estate.get('r0', '1.0', 'd.jar')).toBe(404);
  });

  test.each([{ upstreams: ['central', 'clojars'] }, { upstreams: ['clojars', 'central'] }])(
    'EXT-40 RET-13: assets of one version from two public repositories never mix, through $upstreams',
    (row) => {
      const graph = { central: 'public:maven-central', clojars: 'public:maven-clojars' } as const;
      const estate = new Estate({ r0: row.upstreams, ...graph }, subjects.maven);
      estate.offer('public:maven-central', '1.0', { of: ['a.jar'] });
      estate.get('r0', '1.0', 'a.jar');
      estate.offer('public:maven-clojars', '1.0', { of: ['b.jar'] });
      const before = estate.record('r0', '1.0');
      expect(estate.get('r0', '1.0', 'b.jar')).toBe(404);
      expect(estate.record('r0', '1.0')).toBe(before);
      expect(estate.holders('1.0')).toEqual(['central', 'r0']);
    },
  );

  test('EXT-40: nothing comes from outside to a version that was published directly', () => {
    const estate = chain(subjects.maven, true);
    estate.restrict('r0', 'ALLOW');
    expect(estate.publish('r0', '1.0', ['a.jar'])).toBe(200);
    estate.offer('public:maven-central', '1.0', { of: ['a.jar', 'b.jar'] });
    const { state } = estate;
    expect(estate.get('r0', '1.0', 'b.jar')).toBe(404);
    expect(estate.state).toBe(state);
  });

  test.each([
    { what: 'was published there', from: undefined, status: 'Published' },
    { what: 'came through another connection', from: 'public:maven-clojars', status: 'Published' },
    { what: 'is of unknown origin', from: 'unknown', status: 'Published' },
    { what: 'is Archived', from: 'public:maven-central', status: 'Archived' },
    { what: 'is Disposed', from: 'public:maven-central', status: 'Disposed' },
  ] as const)(
    'EXT-40 STA-39: a later asset does not come to the version of the connected repository that $what',
    (row) => {
      const estate = chain(subjects.maven, true);
      estate.offer('public:maven-central', '1.0', { of: ['a.jar'] });
      estate.get('r0', '1.0', 'a.jar');
      estate.delete('s0', '1.0');
      estate.hold('s0', '1.0', { of: ['a.jar'], status: row.status, ...(row.from ? { from: row.from } : {}) });
      estate.offer('public:maven-central', '1.0', { of: ['a.jar', 'b.jar'] });
      const before = estate.record('s0', '1.0');
      expect(estate.get('r0', '1.0', 'b.jar')).toBe('public:maven-central');
      expect(estate.assetNames('r0', '1.0')).toEqual(['a.jar', 'b.jar']);
      expect(estate.record('s0', '1.0')).toBe(before);
    },
  );

  test('RET-07 RET-13: what is added in a private upstream stays unseen', () => {
    const estate = new Estate({ r0: ['u0'], u0: [] }, subjects.maven);
    estate.publish('u0', '1.0', ['a.jar']);
    estate.get('r0', '1.0', 'a.jar');
    expect(estate.publish('u0', '1.0', ['b.jar'])).toBe(200);
    expect(estate.get('r0', '1.0', 'b.jar')).toBe(404);
    expect(estate.assetNames('r0', '1.0')).toEqual(['a.jar']);
  });

  test('ORG-20 RES-30: upstream BLOCK in the chain keeps new assets out', () => {
    const estate = chain(subjects.maven, true);
    estate.offer('public:maven-central', '1.0', { of: ['a.jar'] });
    estate.get('r0', '1.0', 'a.jar');
    estate.offer('public:maven-central', '1.0', { of: ['a.jar', 'b.jar'] });
    for (const name of ['s0', 'r0']) {
      estate.restrict(name, 'BLOCK');
      expect(estate.get('r0', '1.0', 'b.jar')).toBe(404);
      expect(estate.get('r0', '1.0', 'a.jar')).toBe('public:maven-central');
      estate.restrict(name, 'ALLOW');
    }
    expect(estate.get('r0', '1.0', 'b.jar')).toBe('public:maven-central');
  });
});

describe('PyPI', () => {
  const chain = (): Estate => {
    const estate = new Estate({ r0: ['u0'], u0: ['s0'], s0: 'public:pypi' }, subjects.pypi);
    estate.offer('public:pypi', '1.0', { of: ['a.whl', 'b.whl'] });
    return estate;
  };
  const more = (estate: Estate): void => estate.offer('public:pypi', '1.0', { of: ['a.whl', 'b.whl', 'c.whl'] });
  const isRefreshed = (estate: Estate): boolean => {
    const listed = Object.keys(estate.files('r0', '1.0') ?? {}).includes('c.whl');
    estate.get('r0', '1.0', 'a.whl');
    const stored = estate.assetNames('r0', '1.0').includes('c.whl');
    expect(listed).toBe(stored);
    return stored;
  };

  test('EXT-41: all assets are ingested together, whichever was asked for', () => {
    const estate = chain();
    expect(estate.get('r0', '1.0', 'b.whl')).toBe('public:pypi');
    expect(estate.holders('1.0')).toEqual(['r0', 's0']);
    for (const name of ['r0', 's0']) expect(estate.assetNames(name, '1.0')).toEqual(['a.whl', 'b.whl']);
  });

  test('EXT-42 RET-12 RET-29 EVT-31 RES-28: a later install adds what is new on PyPI, in both repositories', () => {
    const estate = chain();
    estate.get('r0', '1.0', 'a.whl');
    const [first, count] = [estate.record('r0', '1.0')!, estate.events.length];
    more(estate);
    expect(Object.keys(estate.files('r0', '1.0')!)).toEqual(['a.whl', 'b.whl', 'c.whl']);
    expect(estate.record('r0', '1.0')).toBe(first); // a list stores nothing
    expect(estate.get('r0', '1.0', 'a.whl')).toBe('public:pypi');
    for (const name of ['r0', 's0']) expect(estate.assetNames(name, '1.0')).toEqual(['a.whl', 'b.whl', 'c.whl']);
    expect(estate.record('r0', '1.0')!.revision).not.toBe(first.revision);
    const changes = {
      assetsAdded: 1,
      assetsRemoved: 0,
      assetsUpdated: 0,
      metadataUpdated: false,
      statusChanged: false,
    };
    const event = { operationType: 'Updated', changes, packageVersionState: 'Published', sequenceNumber: 2 };
    expect(estate.events.slice(count)).toMatchObject(
      ['s0', 'r0'].map((repositoryName) => ({ ...event, repositoryName })),
    );
  });

  test('EXT-42 RET-29 EVT-14: the yanked mark follows PyPI', () => {
    const estate = chain();
    const marks = () => {
      estate.get('r0', '1.0', 'a.whl');
      return ['r0', 's0'].map((name) => estate.record(name, '1.0')!.metadata.yanked);
    };
    expect(marks()).toEqual([undefined, undefined]);
    const { revision } = estate.record('r0', '1.0')!;
    estate.offer('public:pypi', '1.0', { of: ['a.whl', 'b.whl'], metadata: { yanked: 'broken' } });
    const result = estate.ask('ListVersions', estate.in('r0'));
    expect(result.ok && result.output.versions[0]!.metadata.yanked).toBe('broken');
    expect(marks()).toEqual(['broken', 'broken']);
    expect(estate.record('r0', '1.0')!.revision).not.toBe(revision);
    // Vector 16.
    const changes = { assetsAdded: 0, assetsRemoved: 0, assetsUpdated: 0, metadataUpdated: true, statusChanged: false };
    expect(estate.events.at(-1)).toMatchObject({ operationType: 'Updated', changes });
    estate.offer('public:pypi', '1.0', { of: ['a.whl', 'b.whl'] });
    expect(marks()).toEqual([undefined, undefined]);
    expect(estate.record('r0', '1.0')!.revision).toBe(revision);
  });

  test('EXT-42 RET-12: assets that are new in an upstream repository are added, and go no farther than there', () => {
    const estate = chain();
    for (const name of ['u0', 'r0']) estate.get(name, '1.0', 'a.whl');
    estate.hold('u0', '1.0', { of: [...estate.record('u0', '1.0')!.assets, 'u0.whl'], from: 'public:pypi' });
    more(estate);
    expect(estate.get('r0', '1.0', 'u0.whl')).toBe('public:pypi');
    expect(estate.assetNames('r0', '1.0')).toEqual(['a.whl', 'b.whl', 'c.whl', 'u0.whl']);
    expect(estate.assetNames('s0', '1.0')).toEqual(['a.whl', 'b.whl', 'c.whl']); // UPS-25
  });

  test.each<[string, string, (estate: Estate) => void]>([
    ['EXT-43', 'the connection is removed', (estate) => estate.disconnect('s0', 'public:pypi')],
    ['EXT-43', 'the upstream that leads to it is removed', (estate) => estate.relate('u0', [])],
    ['EXT-44 RES-30', 'upstream is BLOCK for the package', (estate) => estate.restrict('r0', 'BLOCK')],
    ['EXT-46', 'the upstream has it Archived', (estate) => estate.setStatus('s0', '1.0', 'Archived')],
    ['EXT-46', 'the upstream has it Disposed', (estate) => estate.dispose('s0', '1.0')],
    [
      'EXT-47',
      'an upstream on the way has it as published there',
      (estate) => estate.hold('u0', '1.0', { of: ['u0.whl'] }),
    ],
    ['EXT-47', 'it was published here', (estate) => estate.hold('r0', '1.0', { of: ['a.whl'] })],
    [
      'EXT-32',
      'PyPI is down',
      (estate) => estate.learn({ type: 'public repository', connection: 'public:pypi', available: false }),
    ],
  ])('%s: nothing is refreshed when %s', (_, __, stop) => {
    const estate = chain();
    estate.get('r0', '1.0', 'a.whl');
    stop(estate);
    more(estate);
    expect(isRefreshed(estate)).toBe(false);
  });

  test('EXT-42 EXT-46: an Unlisted version upstream does not stop it, and it is refreshed again after a stop', () => {
    const estate = chain();
    estate.get('r0', '1.0', 'a.whl');
    more(estate);
    estate.setStatus('s0', '1.0', 'Archived');
    expect(isRefreshed(estate)).toBe(false);
    estate.setStatus('s0', '1.0', 'Unlisted');
    expect(isRefreshed(estate)).toBe(true);
  });

  test.each([
    ['Published', true],
    ['Unlisted', true],
    ['Archived', false],
  ] as const)('EXT-45: a stored version that is %s is refreshed: %s', (status, expected) => {
    const estate = chain();
    estate.get('r0', '1.0', 'a.whl');
    estate.setStatus('r0', '1.0', status);
    more(estate);
    expect(estate.get('r0', '1.0', 'a.whl')).toBe(expected ? 'public:pypi' : 404);
    expect(estate.assetNames('r0', '1.0').includes('c.whl')).toBe(expected);
  });

  test('EXT-47 EXT-48: PyPI assets and marks never join a version that was published here or upstream', () => {
    for (const publisher of ['r0', 'u0']) {
      const estate = new Estate({ r0: ['u0'], u0: ['s0'], s0: 'public:pypi' }, subjects.pypi);
      expect(estate.publish(publisher, '1.0', ['own.whl'])).toBe(200);
      estate.restrict(publisher, 'ALLOW');
      estate.offer('public:pypi', '1.0', { of: ['own.whl', 'c.whl'], metadata: { yanked: true } });
      expect(estate.files('r0', '1.0')).toEqual({ 'own.whl': publisher });
      expect(estate.get('r0', '1.0', 'c.whl')).toBe(404);
      expect(estate.get('r0', '1.0', 'own.whl')).toBe(publisher);
      expect(estate.record('r0', '1.0')!.metadata.yanked).toBeUndefined();
      expect(estate.assetNames('r0', '1.0')).toEqual(['own.whl']);
    }
  });

  test('UPS-22: while an upstream is gone nothing is refreshed, and what is stored is served', () => {
    const estate = chain();
    estate.createRepository('gone');
    estate.relate('r0', ['u0', 'gone']);
    estate.get('r0', '1.0', 'a.whl');
    estate.deleteRepository('gone');
    more(estate);
    expect(estate.get('r0', '1.0', 'a.whl')).toBe('public:pypi');
    expect(estate.get('r0', '1.0', 'c.whl')).toBe(404);
    expect(estate.assetNames('r0', '1.0')).toEqual(['a.whl', 'b.whl']);
  });

  test('RET-15: a HEAD refreshes nothing', () => {
    const estate = chain();
    estate.get('r0', '1.0', 'a.whl');
    more(estate);
    const { state } = estate;
    expect(estate.get('r0', '1.0', 'c.whl', false)).toBe('public:pypi');
    expect(estate.state).toBe(state);
  });
});
