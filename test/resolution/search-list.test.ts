import { describe, expect, test } from 'vitest';
import { Estate, type Graph, subjects } from '../laws/support';
import { changeRepositories } from '../laws/worlds';

/** The repositories in which a request for a version that is nowhere looks, in order. */
function searched(estate: Estate, repository: string): string[] {
  expect(estate.get(repository, 'absent')).toBe(404);
  return estate.visited();
}

test('RES-T1, RES-02: upstreams are searched in the order of their list', () => {
  const upstreams = ['upstream-1', 'upstream-2', 'upstream-3'];
  const graph = { my_repo: upstreams, 'upstream-1': [], 'upstream-2': [], 'upstream-3': [] };
  expect(searched(new Estate(graph), 'my_repo')).toEqual(['my_repo', ...upstreams]);
});

const t2: Graph = { my_repo: ['a1', 'b1'], a1: ['c1', 'd1'], b1: [], c1: [], d1: ['e1'], e1: [] };

test('RES-T2, RES-02: after a repository come its own upstreams, with theirs, before its next sibling', () => {
  expect(searched(new Estate(t2), 'my_repo')).toEqual(['my_repo', 'a1', 'c1', 'd1', 'e1', 'b1']);
});

test.each([
  { stored: ['my_repo', 'b1'], from: 'my_repo', untouched: ['a1', 'c1', 'd1', 'e1', 'b1'] },
  { stored: ['e1', 'b1'], from: 'e1', untouched: ['b1'] },
  { stored: ['d1', 'c1'], from: 'c1', untouched: ['d1', 'e1', 'b1'] },
  { stored: ['b1'], from: 'b1', untouched: [] },
  { stored: [] as string[], from: 404, untouched: [] as string[] },
])(
  'RES-T2, RES-01, RES-02, RES-04, RES-18: a version in $stored is served from $from',
  ({ stored, from, untouched }) => {
    const estate = new Estate(t2);
    for (const repository of stored) estate.hold(repository, '1.0.0');
    const before = new Map(estate.repositories().map((repository) => [repository.name, repository]));
    expect(estate.get('my_repo', '1.0.0')).toBe(from);
    expect(estate.visited().filter((name) => untouched.includes(name))).toEqual([]);
    for (const name of untouched) expect(estate.repository(name)).toBe(before.get(name));
    expect(estate.events.filter(({ repositoryName }) => untouched.includes(repositoryName))).toEqual([]);
  },
);

test('RES-T3, RES-07: a repository that two paths reach is searched once, at its first place', () => {
  const estate = new Estate({ r0: ['a1', 'b1'], a1: ['s1'], b1: ['s1'], s1: [] });
  expect(searched(estate, 'r0')).toEqual(['r0', 'a1', 's1', 'b1']);
});

test('RES-07: a graph with a cycle is searched to its end', () => {
  const estate = new Estate({ a1: ['b1'], b1: ['c1'], c1: [] });
  const [a1, c1] = [estate.repository('a1'), estate.repository('c1')];
  const back = Object.freeze([a1, c1].map(({ id, name }) => Object.freeze({ id, name })));
  changeRepositories(estate, ({ name }) => (name === 'c1' ? { upstreams: back } : {}));
  expect(searched(estate, 'a1')).toEqual(['a1', 'b1', 'c1']);
  expect(searched(estate, 'c1')).toEqual(['c1', 'a1', 'b1']);
  estate.hold('b1', '1.0.0');
  expect(estate.list('c1')).toEqual(['1.0.0']);
});

describe('RES-T4', () => {
  const chain = Object.fromEntries(Array.from({ length: 31 }, (_, n) => [`r${n}`, n < 30 ? [`r${n + 1}`] : []]));
  const numbers = Array.from({ length: 10 }, (_, n) => n + 1);
  const wide: Graph = {
    r0: numbers.map((n) => `u${n}`),
    ...Object.fromEntries(
      numbers.flatMap((n) => [[`u${n}`, numbers.map((m) => `u${n}.${m}`)], ...numbers.map((m) => [`u${n}.${m}`, []])]),
    ),
  };
  test.each([
    { graph: chain, holder: 'r25', from: 'r25' },
    { graph: chain, holder: 'r26', from: 404 },
    { graph: wide, holder: 'u3.2', from: 'u3.2' },
    { graph: wide, holder: 'u3.3', from: 404 },
    { graph: wide, holder: 'u4', from: 404 },
  ])('RES-05: a version only in $holder of $graph.r0: $from', ({ graph, holder, from }) => {
    const estate = new Estate(graph);
    estate.hold(holder, '1.0.0');
    expect(estate.list('r0')).toEqual(from === 404 ? 404 : ['1.0.0']);
    expect(estate.get('r0', '1.0.0')).toBe(from);
  });

  test('RES-05: what comes after the 25th upstream is left out silently', () => {
    const estate = new Estate(chain);
    estate.hold('r26', '1.0.0');
    const result = estate.ask('ReadAsset', { ...estate.in('r0'), version: '1.0.0', asset: 'package.tgz' });
    expect(result.ok).toBe(false);
    expect(result.ok ? '' : result.error.message).not.toMatch(/limit|25/);
  });
});

test.each(Object.values(subjects).filter(({ format }) => format !== 'generic'))(
  'RES-09: the order is the same for $format',
  (subject) => {
    const estate = new Estate(t2, subject);
    estate.hold('b1', '2.0.0');
    expect(searched(estate, 'my_repo')).toEqual(['my_repo', 'a1', 'c1', 'd1', 'e1', 'b1']);
    estate.list('my_repo');
    expect(estate.visited()).toEqual(['my_repo', 'a1', 'c1', 'd1', 'e1', 'b1']);
  },
);

test('UPS-03: with the same upstreams in another order a version in both comes from the other', () => {
  const estate = new Estate({ repo: ['a1', 'b1'], a1: [], b1: [] });
  for (const repository of ['a1', 'b1']) for (const version of ['1.0.0', '2.0.0']) estate.hold(repository, version);
  expect(estate.get('repo', '1.0.0')).toBe('a1');
  estate.relate('repo', ['b1', 'a1']);
  expect(estate.get('repo', '2.0.0')).toBe('b1');
});

test('UPS-23: what an upstream had, and what its upstreams had, is no longer reachable once it is removed', () => {
  const estate = new Estate({ repo: ['a1'], a1: ['b1'], b1: [] });
  for (const version of ['1.0.0', '2.0.0']) estate.hold('a1', version);
  estate.hold('b1', '3.0.0');
  expect(estate.get('repo', '1.0.0')).toBe('a1');
  estate.relate('repo', []);
  expect(estate.get('repo', '1.0.0')).toBe('a1'); // retained
  expect(estate.get('repo', '2.0.0')).toBe(404);
  expect(estate.get('repo', '3.0.0')).toBe(404);
  expect(estate.list('repo')).toEqual(['1.0.0']);
});

test('UPS-24 UPS-25: reach is transitive and one-way', () => {
  const estate = new Estate({ a1: ['b1'], b1: ['c1'], c1: ['store'], store: 'public:npmjs' });
  estate.hold('c1', '1.0.0');
  estate.hold('a1', '2.0.0');
  estate.offer('public:npmjs', '3.0.0');
  expect(estate.list('a1')).toEqual(['1.0.0', '2.0.0', '3.0.0']);
  expect(estate.list('c1')).toEqual(['1.0.0', '3.0.0']);
  expect(estate.get('c1', '2.0.0')).toBe(404);
  expect(estate.get('a1', '1.0.0')).toBe('c1');
  expect(estate.get('a1', '3.0.0')).toBe('public:npmjs');
});

test('UPS-26 UPS-27: a repository has upstreams or an external connection, never both', () => {
  const estate = new Estate({ repo: ['a1'], a1: [], store: 'public:npmjs' });
  const associate = { domain: 'my-domain', repository: 'repo', externalConnection: 'public:npmjs' };
  const update = { domain: 'my-domain', repository: 'store' };
  for (const refused of [
    estate.attempt('AssociateExternalConnection', associate),
    estate.attempt('UpdateRepository', { ...update, upstreams: [{ repositoryName: 'a1' }] }),
    estate.attempt('UpdateRepository', { ...update, upstreams: [] }),
  ]) {
    expect(refused).toMatchObject({ ok: false, error: { name: 'ValidationException' } });
  }
});

test('UPS-30: a repository is the upstream of twenty others, whoever administers them', () => {
  const many = Array.from({ length: 20 }, (_, n) => `down${n}`);
  const estate = new Estate({ ...Object.fromEntries(many.map((name) => [name, ['shared']])), shared: [] });
  changeRepositories(estate, ({ name }) => (name === 'down7' ? { administratorAccount: '123456789012' } : {}));
  estate.hold('shared', '1.0.0');
  expect(many.map((name) => estate.get(name, '1.0.0'))).toEqual(many.map(() => 'shared'));
});

describe('an upstream that was deleted', () => {
  const broken = (): Estate => {
    const estate = new Estate({ repo: ['middle', 'other'], middle: ['gone'], other: [], gone: [] }, subjects.maven);
    estate.hold('repo', '1.0.0');
    estate.hold('other', '2.0.0');
    estate.hold('gone', '3.0.0');
    expect(estate.get('repo', '3.0.0')).toBe('gone');
    estate.deleteRepository('gone');
    return estate;
  };
  const refusal = (estate: Estate, repository: string) => {
    const result = estate.ask('ListVersions', estate.in(repository));
    return result.ok ? undefined : result.error;
  };

  test('UPS-16 UPS-21: breaks what needs the search list, at any depth of the graph', () => {
    const estate = broken();
    for (const repository of ['repo', 'middle']) {
      expect(refusal(estate, repository)).toMatchObject({
        status: 404,
        message: expect.stringMatching(
          /^A repository referenced in your upstream graph no longer exists\..*UpdateRepository/,
        ),
      });
      expect(estate.get(repository, '2.0.0')).toBe(404);
    }
    expect(estate.list('other')).toEqual(['2.0.0']);
  });

  test('UPS-22: leaves what is stored in the requested repository', () => {
    const estate = broken();
    expect(estate.get('repo', '1.0.0')).toBe('repo');
    expect(estate.get('repo', '3.0.0')).toBe('gone'); // retained before
    expect(estate.get('repo', 'absent')).toBe(404);
    expect(refusal(estate, 'repo')?.message).toMatch(/upstream graph/);
  });

  test('UPS-15: is not replaced by a new repository of its name', () => {
    const estate = broken();
    estate.createRepository('gone');
    expect(refusal(estate, 'repo')?.message).toMatch(/upstream graph/);
    estate.relate('middle', ['gone']);
    expect(estate.list('repo')).toEqual(['1.0.0', '2.0.0', '3.0.0']);
  });

  test('UPS-20: is still listed', () => {
    const { repository } = broken().call('DescribeRepository', { domain: 'my-domain', repository: 'middle' });
    expect(repository?.upstreams).toEqual([{ repositoryName: 'gone' }]);
  });

  test.each([
    { how: 'with a list', upstreams: [{ repositoryName: 'other' }], left: ['other'] },
    { how: 'without one', upstreams: undefined, left: [] },
  ])('UPS-18: is dropped by UpdateRepository $how', ({ upstreams, left }) => {
    const estate = broken();
    estate.call('UpdateRepository', { domain: 'my-domain', repository: 'middle', upstreams });
    expect(estate.repository('middle').upstreams.map(({ name }) => name)).toEqual(left);
    expect(estate.list('repo')).toEqual(['1.0.0', '2.0.0', '3.0.0']);
  });

  test('UPS-16: does no harm where a block keeps it out of the search', () => {
    const estate = broken();
    estate.restrict('middle', 'BLOCK');
    expect(estate.list('repo')).toEqual(['1.0.0', '2.0.0', '3.0.0']);
  });
});

describe('upstream BLOCK', () => {
  const chain = (): Estate => {
    const estate = new Estate({ r0: ['u0'], u0: ['v0'], v0: ['store'], store: 'public:npmjs' });
    estate.hold('u0', '1.0.0');
    estate.hold('v0', '2.0.0');
    estate.offer('public:npmjs', '3.0.0');
    return estate;
  };

  test('RES-30: in the requested repository, neither upstreams nor connections count', () => {
    const estate = chain();
    estate.hold('r0', '4.0.0');
    estate.restrict('r0', 'BLOCK');
    expect(estate.list('r0')).toEqual(['4.0.0']);
    for (const version of ['1.0.0', '2.0.0', '3.0.0']) expect(estate.get('r0', version)).toBe(404);
    expect(estate.get('r0', '4.0.0')).toBe('r0');
    estate.restrict('store', 'BLOCK');
    expect(estate.list('store')).toBe(404);
    expect(estate.get('store', '3.0.0')).toBe(404);
  });

  test('RES-31: on the way, it cuts what lies below; what the repository has itself counts', () => {
    const estate = chain();
    estate.restrict('u0', 'BLOCK');
    expect(estate.list('r0')).toEqual(['1.0.0']);
    expect(estate.get('r0', '2.0.0')).toBe(404);
    expect(estate.get('r0', '1.0.0')).toBe('u0');
    expect(estate.list('v0')).toEqual(['2.0.0', '3.0.0']);
  });

  test('RES-30: is of one package', () => {
    const estate = chain();
    estate.restrict('r0', 'BLOCK');
    const other = { ...estate.in('r0'), package: 'other' };
    estate.learn({ type: 'stored version', ...other, repository: 'u0', version: '1.0.0', assets: [] });
    expect(estate.ask('ListVersions', other).ok).toBe(true);
  });
});

test('RES-33: a generic package is had only from the repository that has it', () => {
  const estate = new Estate({ r0: ['u0'], u0: [], copy: [] }, subjects.generic);
  estate.hold('u0', '1.0.0');
  expect(estate.get('u0', '1.0.0')).toBe('u0');
  expect(estate.get('r0', '1.0.0')).toBe(404);
  expect(estate.list('r0')).toBe(404);
  const asset = { ...estate.in('r0'), packageVersion: '1.0.0', asset: 'file' };
  expect(estate.attempt('GetPackageVersionAsset', asset)).toMatchObject({ ok: false, error: { status: 404 } });
  const places = { domain: 'my-domain', sourceRepository: 'u0', destinationRepository: 'copy' };
  estate.call('CopyPackageVersions', { ...places, ...estate.subject, versions: ['1.0.0'] });
  expect(estate.get('copy', '1.0.0')).toBe('u0');
});
