import { describe, expect, test } from 'vitest';
import { Estate, subjects } from '../laws/support';

describe('RES-T5', () => {
  const chain = (): Estate => {
    const estate = new Estate({ 'repo-A': ['repo-B'], 'repo-B': ['repo-C'], 'repo-C': [] }, subjects.maven);
    estate.hold('repo-B', '7.3.1');
    return estate;
  };

  test.each([
    { status: 'Published', from: 'repo-B', retained: ['7.3.1'] },
    { status: 'Archived', from: 404, retained: [] },
    { status: 'Disposed', from: 404, retained: [] },
  ] as const)('RES-11 RES-12 STA-03: $status in repo-B', ({ status, from, retained }) => {
    const estate = chain();
    if (status === 'Disposed') estate.dispose('repo-B', '7.3.1');
    else estate.setStatus('repo-B', '7.3.1', status);
    expect(estate.get('repo-A', '7.3.1')).toBe(from);
    expect(estate.stored('repo-A')).toEqual(retained);
  });

  test('RES-11 RES-12 RES-21: Archived in repo-B, and repo-C has it Published', () => {
    const estate = chain();
    estate.hold('repo-C', '7.3.1');
    estate.setStatus('repo-B', '7.3.1', 'Archived');
    expect(estate.get('repo-A', '7.3.1')).toBe(404);
    expect(estate.stored('repo-A')).toEqual([]);
    expect(estate.list('repo-A')).toBe(404);
    expect(estate.list('repo-C')).toEqual(['7.3.1']);
  });

  test('RES-15: deleted from repo-B, repo-C has it Published', () => {
    const estate = chain();
    estate.hold('repo-C', '7.3.1');
    estate.delete('repo-B', '7.3.1');
    expect(estate.get('repo-A', '7.3.1')).toBe('repo-C');
    expect(estate.stored('repo-A')).toEqual(['7.3.1']);
  });
});

test('RES-01: what is nowhere is 404, and so is an asset that the version lacks', () => {
  const estate = new Estate({ repo: ['u0'], u0: [] });
  estate.hold('u0', '1.0.0');
  expect(estate.get('repo', '2.0.0')).toBe(404);
  expect(estate.get('repo', '1.0.0', 'other.tgz')).toBe(404);
  expect(estate.stored('repo')).toEqual([]);
  expect(estate.events).toEqual([]);
});

test('RES-13: an Unlisted version is served and retained, as Unlisted, and not listed', () => {
  const estate = new Estate({ repo: ['u0'], u0: [] });
  estate.hold('u0', '1.0.0', { status: 'Unlisted' });
  expect(estate.list('repo')).toBe(404);
  expect(estate.get('repo', '1.0.0')).toBe('u0');
  const { versions } = estate.call('ListPackageVersions', estate.in('repo'));
  expect(versions).toMatchObject([{ version: '1.0.0', status: 'Unlisted' }]);
  expect(estate.list('repo')).toBe(404);
});

test('RES-14: an Unfinished version is not had from downstream, nor by its own clients', () => {
  const estate = new Estate({ repo: ['u0'], u0: [] }, subjects.maven);
  estate.publish('u0', '1.0', undefined, { unfinished: true });
  expect(estate.get('repo', '1.0')).toBe(404);
  expect(estate.get('u0', '1.0')).toBe(404);
  estate.setStatus('u0', '1.0', 'Published');
  expect(estate.get('repo', '1.0')).toBe('u0');
});

test('RES-16: a stored copy comes before any connection, wherever it lies in the search list', () => {
  const estate = new Estate({ r0: ['npm-store', 'internal'], 'npm-store': 'public:npmjs', internal: [] });
  estate.offer('public:npmjs', '1.0.0');
  estate.hold('internal', '1.0.0');
  expect(estate.get('r0', '1.0.0')).toBe('internal');
  expect(estate.holders('1.0.0')).toEqual(['internal', 'r0']);
});

test.each([
  { upstreams: ['central', 'clojars'], from: 'public:maven-central', gate: 'central' },
  { upstreams: ['clojars', 'central'], from: 'public:maven-clojars', gate: 'clojars' },
] as const)('RES-17: of the connections $upstreams the first that has the version is the origin', (row) => {
  const { upstreams, from, gate } = row;
  const graph = { r0: upstreams, central: 'public:maven-central', clojars: 'public:maven-clojars' } as const;
  const estate = new Estate(graph, subjects.maven);
  estate.offer('public:maven-central', '1.0');
  estate.offer('public:maven-clojars', '1.0');
  estate.offer('public:maven-clojars', '2.0');
  expect(estate.get('r0', '1.0')).toBe(from);
  expect(estate.holders('1.0')).toEqual([gate, 'r0']);
  expect(estate.describe('r0', '1.0')?.origin).toEqual({
    originType: 'EXTERNAL',
    domainEntryPoint: { externalConnectionName: from },
  });
  expect(estate.get('r0', '2.0')).toBe('public:maven-clojars');
  expect(estate.holders('2.0')).toEqual(['clojars', 'r0']);
});

test('RES-18: the same version with other bytes farther up is never seen', () => {
  const estate = new Estate({ r0: ['u0'], u0: ['v0'], v0: [] });
  estate.hold('v0', '1.0.0');
  estate.hold('u0', '1.0.0');
  expect(estate.get('r0', '1.0.0')).toBe('u0');
  expect(estate.files('r0', '1.0.0')).toEqual({ 'package.tgz': 'u0' });
  expect(estate.get('v0', '1.0.0')).toBe('v0');
});

test('EXT-18: only requests of its own format reach a connection', () => {
  const estate = new Estate({ store: 'public:npmjs' }, subjects.maven);
  estate.offer('public:maven-central', '1.0');
  expect(estate.get('store', '1.0')).toBe(404);
  expect(estate.list('store')).toBe(404);
});

describe('snapshots', () => {
  const version = '1.0-SNAPSHOT';
  const jar = (build: number): string => `aapt2-1.0-2021072${build}.194552-${build}.jar`;
  /** Deploys a build as Maven does: its assets, and then the metadata of the snapshot. */
  const deploy = (estate: Estate, repository: string, build: number): void => {
    const name = `1.0-2021072${build}.194552-${build}`;
    expect(estate.publish(repository, name, [jar(build)], { unfinished: true })).toBe(200);
    expect(estate.publish(repository, version, [], { build: name })).toBe(200);
    estate.now += 1000;
  };
  const open = (graph: Record<string, string[]>): Estate => {
    const estate = new Estate(graph, subjects.maven);
    for (const name of Object.keys(graph)) estate.restrict(name, 'ALLOW');
    return estate;
  };
  const listed = (estate: Estate, repository: string): string[] => Object.keys(estate.files(repository, version) ?? {});

  test('RES-34: the latest build is that of the upstream, even if the own one is newer', () => {
    const estate = open({ r0: ['u0'], u0: [] });
    deploy(estate, 'u0', 1);
    deploy(estate, 'r0', 2);
    expect(estate.get('r0', version, jar(1))).toBe('u0');
    expect(estate.get('r0', version, jar(2))).toBe(404);
    expect(estate.assetNames('r0', version)).toEqual([jar(2)]); // its own stays
    estate.restrict('r0', 'BLOCK');
    expect(estate.get('r0', version, jar(2))).toBe('r0');
    expect(estate.get('r0', version, jar(1))).toBe(404);
  });

  test('RES-11 RES-34: a named build is that of the nearest copy', () => {
    const estate = open({ r0: ['u0'], u0: [] });
    deploy(estate, 'u0', 1);
    deploy(estate, 'r0', 2);
    expect(estate.get('r0', '1.0-20210722.194552-2', jar(2))).toBe('r0');
    expect(estate.get('r0', '1.0-20210721.194552-1', jar(1))).toBe('u0');
  });

  test('RES-34: of several upstreams the first that has one decides, and what lies above it before it', () => {
    const estate = open({ r0: ['a1', 'b1'], a1: ['c1'], b1: [], c1: [] });
    deploy(estate, 'b1', 1);
    expect(estate.get('r0', version, jar(1))).toBe('b1');
    deploy(estate, 'a1', 2);
    expect(estate.get('r0', version, jar(2))).toBe('a1');
    deploy(estate, 'c1', 3);
    expect(estate.get('r0', version, jar(3))).toBe('c1');
    expect(estate.get('r0', version, jar(2))).toBe(404);
  });

  test('RES-34 RET-24: a retained snapshot is replaced when the upstream has another build, and only then', () => {
    const estate = open({ r0: ['u0'], u0: [] });
    deploy(estate, 'u0', 1);
    estate.get('r0', version, jar(1));
    const first = estate.record('r0', version);
    const { state } = estate;
    expect(estate.get('r0', version, jar(1))).toBe('u0');
    expect(estate.state).toBe(state); // RET-24
    expect(estate.record('r0', version)).toBe(first);
    deploy(estate, 'u0', 2);
    expect(estate.get('r0', version, jar(2))).toBe('u0');
    expect(estate.record('r0', version)).toEqual(estate.record('u0', version));
  });

  test('RES-34 VER-37: a build that is deployed after a snapshot was retained is not replaced either', () => {
    const estate = open({ r0: ['u0'], u0: [] });
    deploy(estate, 'u0', 1);
    expect(estate.get('r0', version, jar(1))).toBe('u0');
    deploy(estate, 'r0', 2);
    expect(estate.record('r0', version)!.origin.domainEntryPoint).toEqual({ repositoryName: 'u0' });
    expect(estate.get('r0', version, jar(1))).toBe('u0');
    estate.restrict('r0', 'BLOCK');
    expect(estate.get('r0', version, jar(2))).toBe('r0');
  });

  test('RES-34 MVN-45: own versions with a part of its files do not make a retained snapshot the own one', () => {
    const estate = open({ r0: ['u0'], u0: [] });
    const files = estate.assets('u0', '1.0-20210721.194552-1', [jar(1), 'more.jar']);
    const [first, more] = files;
    estate.publish('u0', '1.0-20210721.194552-1', files, { unfinished: true });
    estate.publish('u0', version, [], { build: '1.0-20210721.194552-1' });
    estate.hold('r0', '2.0', { of: [jar(1), 'more.jar'] }); // the names
    estate.hold('r0', '3.0', { of: [first!, { ...more!, name: 'other.jar' }] }); // the contents
    estate.hold('r0', '4.0', { of: [first!, 'more.jar'] }); // the first alone
    estate.hold('r0', '5.0', { of: [...files, 'x.jar'] });
    estate.hold('r0', '6.0', { of: [first!] });
    estate.hold('r0', '7.0', { of: files, from: 'unknown' });
    estate.hold('r0', '8.0', { of: files });
    estate.dispose('r0', '8.0');
    expect(estate.get('r0', version, jar(1))).toBe('u0');
    deploy(estate, 'u0', 2);
    expect(estate.get('r0', version, jar(2))).toBe('u0');
    expect(estate.assetNames('r0', version)).toEqual([jar(2)]);
  });

  test('RES-34: the list of a downstream shows the build that it gets', () => {
    const estate = open({ r0: ['u0'], u0: [] });
    deploy(estate, 'u0', 1);
    deploy(estate, 'r0', 2);
    expect(listed(estate, 'u0')).toEqual([jar(1)]);
    expect(listed(estate, 'r0')).toEqual([jar(1)]);
    estate.restrict('r0', 'BLOCK');
    expect(listed(estate, 'r0')).toEqual([jar(2)]);
  });

  test('UPS-22: while an upstream is gone the own latest build is served', () => {
    const estate = open({ r0: ['u0', 'gone'], u0: [], gone: [] });
    deploy(estate, 'u0', 1);
    deploy(estate, 'r0', 2);
    estate.deleteRepository('gone');
    expect(estate.get('r0', version, jar(2))).toBe('r0');
    expect(estate.get('r0', version, jar(1))).toBe(404);
  });

  test('EXT-36: a public snapshot is neither had nor ingested', () => {
    const estate = new Estate({ r0: ['store'], store: 'public:maven-central' }, subjects.maven);
    estate.offer('public:maven-central', version);
    estate.offer('public:maven-central', '1.0');
    expect(estate.get('r0', version)).toBe(404);
    expect(estate.holders(version)).toEqual([]);
    expect(estate.list('r0')).toEqual(['1.0']);
  });
});
