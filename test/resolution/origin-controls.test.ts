import { describe, expect, test } from 'vitest';
import type { PackageOriginRestrictions } from '../../src/api/types';
import { execute, request } from '../../src/core';
import type { Step } from '../../src/model/trace';
import { domain, GroupWorld, type Restrictions } from '../ops/package-groups-support';
import { contentOf, context } from '../support';

const path = '/npm/space/lib';
const other = '/npm/space/other';

/** `down` has the upstream `mid`, and that the upstream `store`, which has a connection to npmjs. */
function chain(groups: Readonly<Record<string, Restrictions>> = {}): GroupWorld {
  const made = new GroupWorld('store');
  made.connect('public:npmjs', 'store');
  made.repository('mid', 'store');
  made.repository('down', 'mid');
  made.groups(groups);
  for (const each of [path, other]) made.offer('public:npmjs', made.of(each), '1.0.0');
  return made;
}

const has = (made: GroupWorld, of: string, version: string, repository = 'down'): boolean =>
  made.listed(made.of(of, repository)).includes(version);
const settings = (made: GroupWorld, repository: string, of = path) => made.settings(made.of(of, repository));
const copy = (made: GroupWorld, from: string, to: string, versions = ['1.0.0']) => {
  const { repository: _, ...of } = made.of(path);
  const answer = made.call('CopyPackageVersions', {
    ...of,
    sourceRepository: from,
    destinationRepository: to,
    versions,
  });
  expect(answer.failedVersions).toEqual({});
};

describe('ORG-26 ORG-29: table 9, any effective mode BLOCK or ASR', () => {
  test.each<[string, Restrictions, string, (made: GroupWorld) => void]>([
    ['published', { EXTERNAL_UPSTREAM: 'BLOCK' }, 'down', (made) => made.publish(made.of(path, 'down'), '2.0.0')],
    [
      'published, its own type restricted',
      { PUBLISH: ['down'] },
      'down',
      (made) => made.publish(made.of(path, 'down'), '2.0.0'),
    ],
    ['ingested', { PUBLISH: 'BLOCK' }, 'store', (made) => made.install(made.of(path, 'store'), '1.0.0')],
    [
      'ingested, and retained',
      { INTERNAL_UPSTREAM: ['down', 'mid'] },
      'store',
      (made) => made.install(made.of(path, 'down'), '1.0.0'),
    ],
    [
      'retained',
      { INTERNAL_UPSTREAM: ['down', 'mid'] },
      'down',
      (made) => made.install(made.of(path, 'down'), '1.0.0'),
    ],
    [
      'copied INTERNAL',
      { EXTERNAL_UPSTREAM: 'BLOCK' },
      'my-repo',
      (made) => {
        made.publish(made.of(path, 'down'), '1.0.0');
        copy(made, 'down', 'my-repo');
      },
    ],
    [
      'copied EXTERNAL',
      { PUBLISH: [] },
      'my-repo',
      (made) => {
        made.install(made.of(path, 'store'), '1.0.0');
        copy(made, 'store', 'my-repo');
      },
    ],
  ])('%s: ALLOW/ALLOW, with %j', (_, restrictions, repository, bring) => {
    const made = chain({ '/npm/space/*': restrictions });
    bring(made);
    expect(settings(made, repository)).toBe('ALLOW/ALLOW');
  });

  test('ORG-30: what is inherited counts as it takes effect', () => {
    const open = chain({ '/npm/*': {}, '/npm/space/*': {} });
    open.publish(open.of(path, 'down'), '2.0.0');
    expect(settings(open, 'down')).toBe('ALLOW/BLOCK');
    open.install(open.of(other, 'down'), '1.0.0');
    expect(settings(open, 'down', other)).toBe('BLOCK/ALLOW');
    const closed = chain({ '/npm/*': { EXTERNAL_UPSTREAM: 'BLOCK' }, '/npm/space/*': {} });
    closed.publish(closed.of(path, 'down'), '2.0.0');
    expect(settings(closed, 'down')).toBe('ALLOW/ALLOW');
    const reopened = chain({ '/npm/*': { PUBLISH: 'BLOCK' }, '/npm/space/*': { PUBLISH: 'ALLOW' } });
    reopened.publish(reopened.of(path, 'down'), '2.0.0');
    expect(settings(reopened, 'down')).toBe('ALLOW/BLOCK');
  });

  test('ORG-34, CPY-45: a weakly associated package, which only a copy can bring, gets ALLOW/ALLOW', () => {
    const made = chain();
    made.publish(made.of(path, 'down'), '3.0.0');
    made.create('/npm/space/LIB$');
    expect(made.associated(path)).toBe('/npm/space/LIB$ WEAK');
    copy(made, 'down', 'my-repo', ['3.0.0']);
    expect(settings(made, 'my-repo')).toBe('ALLOW/ALLOW');
    expect(settings(made, 'down')).toBe('ALLOW/BLOCK');
  });

  test('CPY-45: nor does a group keep a copy from finding versions upstream', () => {
    const made = chain();
    made.publish(made.of(path, 'store'), '3.0.0');
    made.groups({ '/npm/space/LIB$': {}, '/npm/*': { INTERNAL_UPSTREAM: 'BLOCK', PUBLISH: 'BLOCK' } });
    const { repository: _, ...of } = made.of(path);
    const places = { sourceRepository: 'down', destinationRepository: 'my-repo' };
    const request = { ...of, ...places, versions: ['3.0.0'], includeFromUpstream: true };
    expect(made.call('CopyPackageVersions', request).failedVersions).toEqual({});
    expect(made.listed(made.of(path))).toEqual(['3.0.0']);
  });

  test('ORG-26: what a fixture stores gets them too, unless it says otherwise', () => {
    const made = chain({ '/npm/space/*': { PUBLISH: 'BLOCK' } });
    const fact = {
      type: 'stored version',
      version: '1.0.0',
      assets: [{ name: 'package.tgz', ...contentOf('') }],
    } as const;
    made.learn({ ...fact, ...made.of(path) });
    expect(settings(made, 'my-repo')).toBe('ALLOW/ALLOW');
    const restrictions = { publish: 'BLOCK', upstream: 'BLOCK' } as const;
    made.learn({ ...fact, ...made.of(other), restrictions });
    expect(settings(made, 'my-repo', other)).toBe('BLOCK/BLOCK');
  });

  test('ORG-26: they are those of the moment in which a version arrives', () => {
    const made = chain();
    const state = Object.freeze({
      ...made.state,
      settings: Object.freeze({ ...made.state.settings, ingestionSeconds: 180 }),
    });
    made.state = state;
    made.install(made.of(path, 'store'), '1.0.0');
    made.groups({ '/npm/space/*': { PUBLISH: 'BLOCK' } });
    made.now += 180_000;
    expect(settings(made, 'store')).toBe('ALLOW/ALLOW');
  });

  test('ORG-35, PKG-38: later groups change no settings, and are not mixed into what is shown', () => {
    const made = chain();
    made.publish(made.of(path, 'down'), '2.0.0');
    made.groups({ '/npm/space/*': { PUBLISH: 'BLOCK', INTERNAL_UPSTREAM: 'BLOCK' } });
    expect(settings(made, 'down')).toBe('ALLOW/BLOCK');
    const { packages } = made.call('ListPackages', { ...domain, repository: 'down' });
    const shown = { restrictions: { publish: 'ALLOW', upstream: 'BLOCK' } };
    expect(packages![0]!.originConfiguration).toEqual(shown);
    const { deletedPackage } = made.call('DeletePackage', made.of(path, 'down'));
    expect(deletedPackage!.originConfiguration).toEqual(shown);
  });
});

describe('ORG-37 ORG-38: table 10, settings of package and group together', () => {
  const both = ['ALLOW', 'BLOCK'] as const;
  const rows = both.flatMap((publish) =>
    both.flatMap((upstream) =>
      both.flatMap((PUBLISH) => both.map((UPSTREAM) => ({ publish, upstream, PUBLISH, UPSTREAM }))),
    ),
  );
  test.each(rows)('%j', ({ publish, upstream, PUBLISH, UPSTREAM }) => {
    const made = chain({
      '/npm/space/*': { PUBLISH, EXTERNAL_UPSTREAM: UPSTREAM, INTERNAL_UPSTREAM: UPSTREAM },
    });
    for (const repository of ['down', 'store']) made.restrict(made.of(path, repository), `${publish}/${upstream}`);
    expect(has(made, path, '1.0.0')).toBe(upstream === 'ALLOW' && UPSTREAM === 'ALLOW');
    expect(has(made, path, '1.0.0', 'store')).toBe(upstream === 'ALLOW' && UPSTREAM === 'ALLOW');
    const allowed = publish === 'ALLOW' && PUBLISH === 'ALLOW';
    if (allowed) made.publish(made.of(path, 'down'), '2.0.0');
    else expect(made.refusedPublish(made.of(path, 'down'), '2.0.0').status).toBe(403);
  });
});

describe('ORG-39: upstream is combined with one type for ingestion, with another for retention', () => {
  test.each([
    ['ALLOW', 'BLOCK', true, false],
    ['BLOCK', 'ALLOW', false, true],
  ] as const)('EXTERNAL %s, INTERNAL %s: ingestion %s, retention %s', (external, internal, ingests, retains) => {
    const made = chain({ '/npm/space/*': { EXTERNAL_UPSTREAM: external, INTERNAL_UPSTREAM: internal } });
    made.restrict(made.of(path, 'mid'), 'ALLOW/ALLOW');
    made.restrict(made.of(path, 'store'), 'ALLOW/ALLOW');
    made.publish(made.of(path, 'store'), '2.0.0');
    expect([has(made, path, '1.0.0', 'store'), has(made, path, '2.0.0', 'mid')]).toEqual([ingests, retains]);
    expect(has(made, path, '1.0.0', 'mid')).toBe(false);
  });
});

describe('ORG-43: every repository on the way must be let read from its upstream', () => {
  test.each([
    [['down', 'mid'], true],
    [['down'], false],
    [['mid'], false],
    [['down', 'mid', 'store'], true],
    [['down', 'store'], false],
  ])('with %j on the list: %s', (list, seen) => {
    const made = chain({ '/npm/space/*': { INTERNAL_UPSTREAM: list } });
    made.publish(made.of(path, 'store'), '2.0.0');
    made.install(made.of(other, 'store'), '1.0.0');
    expect(has(made, path, '2.0.0')).toBe(seen);
    expect(has(made, other, '1.0.0')).toBe(seen);
  });
});

describe('ORG-40 ORG-46: a refused publication', () => {
  const inputs = (made: GroupWorld) =>
    [
      ['the package', { publish: 'BLOCK', upstream: 'ALLOW' } as PackageOriginRestrictions, {}, 'ORG-03'],
      ['the group', undefined, { '/generic/ns/*': { PUBLISH: 'BLOCK' } }, 'ORG-40'],
      ['the list of the group', undefined, { '/generic/ns/*': { PUBLISH: ['store'] } }, 'ORG-40'],
      ['weak association', undefined, { '/generic/ns/TOOL$': {} }, 'GRP-75'],
    ].map(([name, own, groups, rule]) => ({ name, own, groups, rule, made })) as {
      own?: PackageOriginRestrictions;
      groups: Record<string, Restrictions>;
      rule: string;
    }[];

  test('has the same error whatever refuses it, at both doors', () => {
    const errors = inputs(chain()).map(({ own, groups, rule }) => {
      const made = chain(groups);
      const of = made.of('/generic/ns/tool', 'down');
      if (own) made.call('PutPackageOriginConfiguration', { ...of, restrictions: own });
      const assetContent = contentOf('x');
      const asset = { assetName: 'a', assetContent, assetSHA256: assetContent.hashes['SHA-256'] };
      const call = { ...of, packageVersion: '1.0.0', ...asset };
      const byApi = execute(made.state, 'PublishPackageVersion', call, context);
      const assets = [{ name: 'a', ...assetContent }];
      const byManager = request(made.state, 'Publish', { ...of, version: '1.0.0', assets }, context);
      const refused = ({ trace }: { trace: readonly Step[] }) =>
        trace.flatMap((step) => (step.kind === 'rule' && !step.held ? [step.id] : []));
      expect([refused(byApi), refused(byManager)]).toEqual([[rule], [rule]]);
      if (byApi.ok || byManager.ok) throw new Error('The publication was not refused');
      expect(byManager.error).toEqual(byApi.error);
      return byApi.error;
    });
    for (const error of errors) expect(error).toEqual(errors[0]);
    expect(errors[0]).toMatchObject({ name: 'AccessDeniedException', status: 403 }); // ORG-16
    expect(errors[0]!.message).toContain('This package is configured to block new versions'); // ORG-15
  });

  test('PUB-55: weak association comes first, then the group, then the package, then reachability', () => {
    const made = chain();
    made.restrict(made.of(path, 'store'), 'BLOCK/ALLOW');
    const rule = () => {
      const version = '1.0.0';
      const input = { ...made.of(path, 'store'), version, assets: [{ name: 'package.tgz', ...contentOf('x') }] };
      const { trace } = request(made.state, 'Publish', input, context);
      return trace.flatMap((step) => (step.kind === 'rule' && !step.held ? [step.id] : [])).at(-1);
    };
    made.groups({ '/npm/*': { PUBLISH: 'BLOCK' }, '/npm/space/LIB$': {} });
    expect(rule()).toBe('GRP-75');
    made.call('DeletePackageGroup', { ...domain, packageGroup: '/npm/space/LIB$' });
    expect(rule()).toBe('ORG-40');
    made.control('/npm/*', { PUBLISH: 'INHERIT' });
    expect(rule()).toBe('ORG-03');
    made.restrict(made.of(path, 'store'), 'ALLOW/ALLOW');
    expect(rule()).toBe('PUB-47');
  });

  test('Maven: neither a metadata file nor a snapshot gets past the group', () => {
    const made = chain();
    const jar = '/maven/com.x/lib';
    const of = made.of(jar, 'down');
    made.publish(of, '1.0', { assets: { 'lib-1.0.jar': 'x' }, unfinished: true });
    made.groups({ '/maven/*': { PUBLISH: 'BLOCK' } });
    const completes = { assets: { 'maven-metadata.xml': 'x' }, completes: ['1.0'] };
    expect(made.refusedPublish(of, '1.0', completes).status).toBe(403);
    expect(made.refusedPublish(of, '1.0-SNAPSHOT', { assets: {}, build: '1.0-20260901.000000-1' }).status).toBe(403);
  });
});

describe('PUB-49: what cannot be reached does not keep a version from being published', () => {
  test.each<[Restrictions, number]>([
    [{ PUBLISH: 'ALLOW' }, 409],
    [{ EXTERNAL_UPSTREAM: 'BLOCK' }, 200],
    [{ EXTERNAL_UPSTREAM: ['store'] }, 409],
    [{ EXTERNAL_UPSTREAM: ['down'] }, 200],
    [{ INTERNAL_UPSTREAM: ['down'] }, 200],
    [{ INTERNAL_UPSTREAM: ['down', 'mid'] }, 409],
    [{ INTERNAL_UPSTREAM: 'BLOCK' }, 200],
  ])('ORG-41 ORG-42: with %j: %s', (restrictions, status) => {
    const made = chain({ '/npm/space/*': restrictions });
    const of = made.of(path, 'down');
    if (status === 200) made.publish(of, '1.0.0');
    else expect(made.refusedPublish(of, '1.0.0').status).toBe(status);
  });
});

describe('ORG-47: what a group changes', () => {
  const closed: Restrictions = { EXTERNAL_UPSTREAM: 'BLOCK', INTERNAL_UPSTREAM: 'BLOCK', PUBLISH: 'BLOCK' };

  test('API-43: takes effect at once, for new versions of all its packages in all repositories', () => {
    const made = chain();
    for (const each of [path, other]) made.install(made.of(each, 'down'), '1.0.0');
    for (const each of [path, other]) made.offer('public:npmjs', made.of(each), '2.0.0');
    expect(has(made, path, '2.0.0')).toBe(true);
    made.groups({ '/npm/space/*': closed });
    for (const each of [path, other]) {
      for (const repository of ['down', 'store']) {
        const of = made.of(each, repository);
        expect(made.listed(of)).toEqual(['1.0.0']);
        made.install(of, '1.0.0');
        expect(made.refusedInstall(of, '2.0.0').status).toBe(404);
      }
    }
    made.control('/npm/space/*', { EXTERNAL_UPSTREAM: 'ALLOW' });
    expect([has(made, path, '2.0.0', 'store'), has(made, path, '2.0.0')]).toEqual([true, false]);
    made.control('/npm/space/*', { INTERNAL_UPSTREAM: 'INHERIT' });
    expect(has(made, path, '2.0.0')).toBe(true);
  });

  test('GRP-76: versions of a package that becomes weakly associated stay available', () => {
    const made = chain();
    made.install(made.of(path, 'down'), '1.0.0');
    made.offer('public:npmjs', made.of(path), '2.0.0');
    made.create('/npm/space/LIB$');
    for (const repository of ['down', 'store']) {
      const of = made.of(path, repository);
      expect(made.listed(of)).toEqual(['1.0.0']);
      made.install(of, '1.0.0');
      expect(made.refusedInstall(of, '2.0.0').status).toBe(404);
      expect(made.refusedPublish(of, '3.0.0').status).toBe(403);
    }
  });

  test('GRP-75: the modes of the group are of no matter to a weakly associated package', () => {
    const open: Restrictions = { EXTERNAL_UPSTREAM: 'ALLOW', INTERNAL_UPSTREAM: 'ALLOW', PUBLISH: 'ALLOW' };
    const made = chain({ '/npm/space/LIB$': open });
    expect(made.refusedPublish(made.of(path, 'down'), '2.0.0').status).toBe(403);
    for (const repository of ['down', 'store']) {
      expect(made.refusedInstall(made.of(path, repository), '1.0.0').status).toBe(404);
    }
    expect(has(made, other, '1.0.0')).toBe(true);
  });
});

describe('dist-tags, later files and snapshots follow', () => {
  test('ORG-42 ORG-43: tags of what is not read are not seen', () => {
    const made = chain({ '/npm/space/*': { INTERNAL_UPSTREAM: ['down'] } });
    made.publish(made.of(path, 'store'), '2.0.0', { tags: ['next'] });
    made.publish(made.of(path, 'mid'), '3.0.0', { tags: ['beta'] });
    expect({ ...made.request('ListVersions', made.of(path, 'down')).tags }).toEqual({ beta: '3.0.0' });
    made.control('/npm/space/*', { INTERNAL_UPSTREAM: ['mid'] });
    const tags = { ...made.request('ListVersions', made.of(path, 'down')).tags };
    expect(tags).toEqual({ latest: '1.0.0', next: '2.0.0', beta: '3.0.0' });
  });

  test('ORG-41: tags of a public repository that is not read are not seen', () => {
    const made = chain({ '/npm/space/*': { EXTERNAL_UPSTREAM: 'BLOCK' } });
    made.publish(made.of(path, 'store'), '2.0.0', { tags: ['beta'] });
    expect({ ...made.request('ListVersions', made.of(path, 'down')).tags }).toEqual({ beta: '2.0.0' });
  });

  test('ORG-41 RET-12: new files of a stored PyPI version do not come', () => {
    const made = new GroupWorld();
    made.connect('public:pypi');
    const of = made.of('/pypi//lib');
    made.offer('public:pypi', of, '1.0', { assets: ['lib-1.0.tar.gz'] });
    made.install(of, '1.0', 'lib-1.0.tar.gz');
    made.offer('public:pypi', of, '1.0', { assets: ['lib-1.0.tar.gz', 'lib-1.0.zip'] });
    const files = () => made.request('ListVersions', of).versions[0]!.assets.map(({ name }) => name);
    expect(files()).toEqual(['lib-1.0.tar.gz', 'lib-1.0.zip']);
    made.groups({ '/pypi/*': { EXTERNAL_UPSTREAM: 'BLOCK' } });
    expect(files()).toEqual(['lib-1.0.tar.gz']);
    expect(made.refusedInstall(of, '1.0', 'lib-1.0.zip').status).toBe(404);
    made.install(of, '1.0', 'lib-1.0.tar.gz');
  });

  test('ORG-42 RES-34: a repository that may not read from its upstream serves its own snapshot', () => {
    const made = chain();
    const jar = '/maven/com.x/lib';
    for (const [repository, build] of [
      ['mid', '1.0-20260901.000000-1'],
      ['down', '1.0-20260901.000000-2'],
    ] as const) {
      const of = made.of(jar, repository);
      made.publish(of, build, { assets: { [`lib-${build}.jar`]: repository } });
      made.publish(of, '1.0-SNAPSHOT', { assets: {}, build });
      made.restrict(of, 'ALLOW/ALLOW');
    }
    const bytes = () =>
      made.request('ListVersions', made.of(jar, 'down')).versions.find(({ version }) => version === '1.0-SNAPSHOT')!
        .assets[0]!.hashes['SHA-256'];
    expect(bytes()).toBe(contentOf('mid').hashes['SHA-256']);
    made.groups({ '/maven/*': { INTERNAL_UPSTREAM: 'BLOCK' } });
    expect(bytes()).toBe(contentOf('down').hashes['SHA-256']);
  });
});

describe('what a trace tells of it', () => {
  test.each<[string, Record<string, Restrictions>, string, readonly (readonly [string, string])[]]>([
    ['nothing while all is open', { '/npm/*': {} }, 'down', []],
    ['nothing of lists that let everything through', { '/npm/*': { INTERNAL_UPSTREAM: ['down', 'mid'] } }, 'down', []],
    ['the requested repository', { '/npm/*': { INTERNAL_UPSTREAM: ['mid'] } }, 'down', [['ORG-42', 'down']]],
    ['one on the way', { '/npm/*': { INTERNAL_UPSTREAM: ['down'] } }, 'down', [['ORG-43', 'mid']]],
    ['the connection', { '/npm/*': { EXTERNAL_UPSTREAM: 'BLOCK' } }, 'down', [['ORG-41', 'store']]],
    ['weak association', { '/npm/SPACE/*': {} }, 'store', [['GRP-75', 'store']]],
    ['weak association', { '/npm/SPACE/*': {} }, 'down', [['GRP-75', 'down']]],
  ])('GRP-70: %s', (_, groups, repository, stops) => {
    const made = chain(groups);
    const { trace } = request(made.state, 'ListVersions', made.of(path, repository), context);
    expect(trace.flatMap((step) => (step.kind === 'stop' ? [[step.id, step.repository]] : []))).toEqual(stops);
    const patterns = trace.flatMap((step) => (step.kind === 'follow' && step.id === 'GRP-70' ? [step.subject] : []));
    expect(patterns).toEqual(stops.map(() => Object.keys(groups)[0]));
  });
});
