import { describe, expect, test } from 'vitest';
import { Estate, subjects } from '../laws/support';

const connections = {
  npm: 'public:npmjs',
  pypi: 'public:pypi',
  maven: 'public:maven-central',
  nuget: 'public:nuget-org',
  ruby: 'public:ruby-gems-org',
  cargo: 'public:crates-io',
  swift: undefined,
} as const;

describe('RES-T6', () => {
  test.each([
    { rules: 'RES-24', own: { latest: '1.0.0' }, up: { alpha: '1.0.1' }, seen: { latest: '1.0.0', alpha: '1.0.1' } },
    { rules: 'RES-25', own: { latest: '1.0.0' }, up: { latest: '1.0.1' }, seen: { latest: '1.0.1' } },
    { rules: 'RES-25', own: { latest: '1.0.2' }, up: { latest: '1.0.1' }, seen: { latest: '1.0.1' } },
  ] as { rules: string; own: Record<string, string>; up: Record<string, string>; seen: Record<string, string> }[])(
    '$rules: $own in R and $up in U',
    ({ own, up, seen }) => {
      const estate = new Estate({ R0: ['U0'], U0: [] }, { format: 'npm', package: 'web-helper' });
      for (const [repository, tags] of Object.entries({ R0: own, U0: up })) {
        for (const [tag, version] of Object.entries(tags)) estate.hold(repository, version, { tags: [tag] });
      }
      expect(estate.tags('R0')).toEqual(seen);
      for (const version of Object.values(own)) expect(estate.get('R0', version)).toBe('R0');
    },
  );

  test('RES-25: publishing into R does not take latest from U', () => {
    const estate = new Estate({ R0: ['U0'], U0: [] });
    estate.publish('U0', '1.0.1', undefined, { tags: ['latest'] });
    estate.restrict('R0', 'ALLOW');
    expect(estate.publish('R0', '1.0.2', undefined, { tags: ['latest'] })).toBe(200);
    expect(estate.tags('R0')).toEqual({ latest: '1.0.1' });
    expect(estate.get('R0', '1.0.2')).toBe('R0');
  });
});

describe('RES-26', () => {
  const tagged = (estate: Estate, repositories: readonly string[]): Estate => {
    for (const [index, name] of repositories.entries()) estate.hold(name, `${index}.0.0`, { tags: ['latest'] });
    return estate;
  };

  test('RES-26: in a chain the farthest wins', () => {
    const estate = tagged(new Estate({ R0: ['U0'], U0: ['V0'], V0: [] }), ['R0', 'U0', 'V0']);
    expect(estate.tags('R0')).toEqual({ latest: '2.0.0' });
    expect(estate.tags('U0')).toEqual({ latest: '2.0.0' });
    expect(estate.tags('V0')).toEqual({ latest: '2.0.0' });
  });

  test('RES-26: of siblings the earlier wins, with what lies above it', () => {
    const estate = tagged(new Estate({ R0: ['U1', 'U2'], U1: [], U2: ['V2'], V2: [] }), ['R0', 'U1', 'U2', 'V2']);
    expect(estate.tags('R0')).toEqual({ latest: '1.0.0' });
    estate.relate('R0', ['U2', 'U1']);
    expect(estate.tags('R0')).toEqual({ latest: '3.0.0' });
  });

  test('RES-26 RES-24: an external connection counts as an upstream', () => {
    const estate = tagged(new Estate({ R0: ['store'], store: 'public:npmjs' }), ['R0', 'store']);
    estate.offer('public:npmjs', '9.0.0', { tags: ['latest', 'next'] });
    expect(estate.tags('R0')).toEqual({ latest: '9.0.0', next: '9.0.0' });
    estate.disconnect('store', 'public:npmjs');
    expect(estate.tags('R0')).toEqual({ latest: '1.0.0' });
  });

  test('RES-30 RES-31: tags from beyond a block do not count', () => {
    const estate = tagged(new Estate({ R0: ['U0'], U0: ['V0'], V0: [] }), ['R0', 'U0', 'V0']);
    estate.restrict('U0', 'BLOCK');
    expect(estate.tags('R0')).toEqual({ latest: '1.0.0' });
    estate.restrict('R0', 'BLOCK');
    expect(estate.tags('R0')).toEqual({ latest: '0.0.0' });
  });
});

test.each(['npm', 'pypi', 'maven', 'nuget', 'ruby', 'swift', 'cargo'] as const)(
  'RES-20 RES-28 EXT-47: of %s a version has the files of the nearest, only a public one of PyPI more from farther up',
  (format) => {
    const origins = ['unknown', undefined, connections[format]] as const;
    for (const [own, up] of origins.flatMap((from) => origins.map((other) => [from, other] as const))) {
      const estate = new Estate({ repo: ['up'], up: [] }, subjects[format]);
      estate.hold('repo', '1.0.0', { of: ['a'], from: own });
      estate.hold('up', '1.0.0', { of: ['a', 'b'], from: up });
      const grows = own === 'public:pypi' && up === 'public:pypi';
      const shown = [{ assets: (grows ? ['a', 'b'] : ['a']).map((name) => ({ name })) }];
      expect(estate.ask('ListVersions', estate.in('repo'))).toMatchObject({ ok: true, output: { versions: shown } });
      expect(estate.get('repo', '1.0.0', 'b')).toBe(grows ? 'public:pypi' : 404);
    }
  },
);

test('RES-27: a tag whose version is not in the list is left out', () => {
  const estate = new Estate({ repo: [] });
  estate.hold('repo', '1.0.0', { tags: ['latest'] });
  estate.hold('repo', '2.0.0', { tags: ['next', 'beta'] });
  estate.setStatus('repo', '2.0.0', 'Archived');
  expect(estate.tags('repo')).toEqual({ latest: '1.0.0' });
});

test('RES-24: tags and versions may have any names', () => {
  const estate = new Estate({ repo: ['up'], up: [] });
  estate.hold('repo', '__proto__', { tags: ['constructor'] });
  estate.hold('up', 'constructor', { tags: ['__proto__'] });
  expect(estate.list('repo')).toEqual(['__proto__', 'constructor']);
  const result = estate.ask('ListVersions', estate.in('repo'));
  expect(result.ok && Object.entries(result.output.tags).sort()).toEqual([
    ['__proto__', 'constructor'],
    ['constructor', '__proto__'],
  ]);
  expect(estate.get('repo', 'constructor')).toBe('up');
});

test('RES-19 RES-23 RES-29: a list is the union of what repositories and connections have', () => {
  for (const subject of [subjects.npm, subjects.maven]) {
    const connection = subject === subjects.npm ? 'public:npmjs' : 'public:maven-central';
    const estate = new Estate({ R0: ['U0', 'store'], U0: [], store: connection }, subject);
    estate.hold('R0', '1.0.0');
    estate.hold('U0', '2.0.0');
    estate.hold('store', '3.0.0');
    estate.offer(connection, '4.0.0');
    expect(estate.list('R0')).toEqual(['1.0.0', '2.0.0', '3.0.0', '4.0.0']);
    estate.publish('U0', '5.0.0');
    expect(estate.list('R0')).toEqual(['1.0.0', '2.0.0', '3.0.0', '4.0.0', '5.0.0']);
    expect(estate.stored('R0')).toEqual(['1.0.0']);
  }
});

test('RES-20: a version that several have is shown as the nearest has it', () => {
  const estate = new Estate({ R0: ['U0', 'store'], U0: [], store: 'public:npmjs' });
  estate.offer('public:npmjs', '1.0.0', { metadata: { summary: 'public' } });
  estate.hold('store', '1.0.0', { metadata: { summary: 'store' } });
  estate.hold('U0', '1.0.0', { metadata: { summary: 'U0' } });
  const shown = () => {
    const result = estate.ask('ListVersions', estate.in('R0'));
    return result.ok && result.output.versions.map(({ metadata, revision }) => [metadata.summary, revision]);
  };
  expect(shown()).toEqual([['U0', estate.record('U0', '1.0.0')!.revision]]);
  estate.delete('U0', '1.0.0');
  expect(shown()).toEqual([['store', estate.record('store', '1.0.0')!.revision]]);
  estate.delete('store', '1.0.0');
  expect(shown()).toEqual([['public', undefined]]);
});

test.each(['Unlisted', 'Archived', 'Disposed', 'Unfinished'] as const)(
  'RES-21 STA-04 STA-05: a version that is %s in R is not listed, though U has it Published',
  (status) => {
    const estate = new Estate({ R0: ['U0'], U0: [] }, subjects.maven);
    estate.hold('R0', '1.0', { status });
    estate.hold('U0', '1.0');
    estate.hold('U0', '2.0');
    expect(estate.list('R0')).toEqual(['2.0']);
    expect(estate.list('U0')).toEqual(['1.0', '2.0']);
  },
);

test('RES-32: without a listable version the list is 404, also when there is a package record', () => {
  const estate = new Estate({ R0: ['U0'], U0: [], store: 'public:npmjs' });
  expect(estate.list('R0')).toBe(404);
  estate.restrict('R0', 'ALLOW');
  expect(estate.list('R0')).toBe(404);
  estate.hold('U0', '1.0.0');
  expect(estate.list('R0')).toEqual(['1.0.0']);
  estate.delete('U0', '1.0.0');
  expect(estate.list('R0')).toBe(404);
  expect(estate.list('store')).toBe(404);
});

test('RES-39 RES-37: the API tells of the repository alone what the list tells of all', () => {
  const estate = new Estate({ 'target-repo': ['upstream-repo'], 'upstream-repo': [] });
  estate.hold('upstream-repo', '4.17.20');
  const of = (repository: string) => ({ ...estate.in(repository), packageVersion: '4.17.20' });
  expect(estate.attempt('DescribePackageVersion', of('target-repo'))).toMatchObject({
    ok: false,
    error: {
      name: 'ResourceNotFoundException',
      message: expect.stringMatching(/^Package not found in repository\. RepoId: .*packageName=lodash\},$/),
    },
  });
  expect(estate.attempt('DescribePackageVersion', of('upstream-repo')).ok).toBe(true);
  const { packages } = estate.call('ListPackages', { domain: 'my-domain', repository: 'target-repo' });
  expect(packages).toEqual([]);
  const { state } = estate;
  expect(estate.attempt('GetPackageVersionAsset', { ...of('target-repo'), asset: 'package.tgz' }).ok).toBe(false);
  expect(estate.attempt('GetPackageVersionAsset', { ...of('upstream-repo'), asset: 'package.tgz' }).ok).toBe(true);
  expect(estate.state).toBe(state); // RES-41
});
