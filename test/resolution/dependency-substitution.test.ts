import { describe, expect, test } from 'vitest';
import { GroupWorld } from '../ops/package-groups-support';

/** What a package manager gets for the asset of a version: 200, or the status of the refusal. */
function installed(made: GroupWorld, path: string, version: string, repository = 'repoA'): number {
  const of = made.of(path, repository);
  const listed = made.listed(of).includes(version);
  try {
    made.install(of, version);
    expect(listed).toBe(true);
    return 200;
  } catch {
    expect(listed).toBe(false);
    return made.refusedInstall(of, version).status;
  }
}

function published(made: GroupWorld, path: string, version: string, repository = 'repoA'): number {
  try {
    made.publish(made.of(path, repository), version);
    return 200;
  } catch {
    return made.refusedPublish(made.of(path, repository), version).status;
  }
}

const offer = (made: GroupWorld, path: string, ...versions: readonly string[]): void => {
  for (const version of versions) made.offer('public:npmjs', made.of(path), version);
};

/** `repoA` has a connection to npmjs. */
function connected(): GroupWorld {
  const made = new GroupWorld();
  made.repository('repoA');
  made.connect('public:npmjs', 'repoA');
  return made;
}

/** Packages as they are after the first steps of the rows. */
const worlds = {
  packageA: () => {
    const made = connected();
    for (const version of ['1.1.0', '2.1.0']) published(made, '/npm//packageA', version);
    expect(made.settings(made.of('/npm//packageA', 'repoA'))).toBe('ALLOW/BLOCK');
    offer(made, '/npm//packageA', '3.0.0');
    return made;
  },
  packageB: () => {
    const made = connected();
    offer(made, '/npm//packageB', '3.0.0');
    expect(installed(made, '/npm//packageB', '3.0.0')).toBe(200);
    expect(made.settings(made.of('/npm//packageB', 'repoA'))).toBe('BLOCK/ALLOW');
    return made;
  },
  patchedB: () => {
    const made = worlds.packageB();
    made.restrict(made.of('/npm//packageB', 'repoA'), 'ALLOW/BLOCK');
    expect(published(made, '/npm//packageB', '1.2.0')).toBe(200);
    offer(made, '/npm//packageB', '4.0.0');
    return made;
  },
  foo: () => {
    const made = connected();
    offer(made, '/npm//foo', '2.3.0');
    published(made, '/npm//foo', '2.3.4-rc.0');
    return made;
  },
  internalLib: () => {
    const made = connected();
    made.restrict(made.of('/npm//internal-lib', 'repoA'), 'ALLOW/BLOCK');
    offer(made, '/npm//internal-lib', '9.0.0');
    return made;
  },
  myco: () => {
    const made = connected().groups({
      '/npm/myco/*': { EXTERNAL_UPSTREAM: 'BLOCK', INTERNAL_UPSTREAM: 'BLOCK', PUBLISH: 'ALLOW' },
    });
    offer(made, '/npm/myco/y', '1.0.0');
    return made;
  },
  anycompany: () => {
    const made = connected();
    made.repository('repoR', 'repoA');
    made.groups({
      '/npm/space/anycompany~': { PUBLISH: 'ALLOW', EXTERNAL_UPSTREAM: 'BLOCK', INTERNAL_UPSTREAM: 'ALLOW' },
    });
    offer(made, '/npm/space/anycompany-ui', '9.9.0');
    return made;
  },
  chain: () => {
    const made = new GroupWorld('repoB', 'repoC');
    for (const repository of ['repoB', 'repoC']) made.connect('public:npmjs', repository);
    made.repository('repoA', 'repoB');
    made.repository('repoD', 'repoB');
    made.groups({
      '/npm/space/anycompany~': { PUBLISH: 'BLOCK', EXTERNAL_UPSTREAM: ['repoB'], INTERNAL_UPSTREAM: ['repoA'] },
    });
    offer(made, '/npm/space/anycompany-ui', '1.0.0');
    return made;
  },
  spicy: () => {
    const made = connected().groups({
      '/npm/*': { EXTERNAL_UPSTREAM: 'ALLOW', PUBLISH: 'BLOCK' },
      '/npm//anycompany-spicy-client$': { EXTERNAL_UPSTREAM: 'BLOCK', PUBLISH: 'ALLOW' },
    });
    for (const name of ['anycompany-spicy-client', 'AnyCompany-spicy-client', 'ANYCOMPANY-Spicy-Client', 'other']) {
      offer(made, `/npm//${name}`, '5.0.0');
    }
    return made;
  },
  myPackage: () => {
    const made = connected().groups({ '/npm//my-package$': { PUBLISH: 'ALLOW', EXTERNAL_UPSTREAM: 'BLOCK' } });
    made.groups({ '/npm/*': { EXTERNAL_UPSTREAM: 'ALLOW' } });
    offer(made, '/npm//my.package', '1.0.0');
    return made;
  },
} as const;

const ui = '/npm/space/anycompany-ui';

describe('section 11: dependency substitution', () => {
  test.each<[string, keyof typeof worlds, string, (made: GroupWorld) => unknown, unknown]>([
    [
      '11-1',
      'packageA',
      'the version list',
      (made) => made.listed(made.of('/npm//packageA', 'repoA')),
      ['1.1.0', '2.1.0'],
    ],
    ['11-2', 'packageA', '3.0.0', (made) => installed(made, '/npm//packageA', '3.0.0'), 404],
    [
      '11-2',
      'packageA',
      'what repoA holds after that',
      (made) => {
        installed(made, '/npm//packageA', '3.0.0');
        return Object.keys(made.statuses(made.of('/npm//packageA', 'repoA')));
      },
      ['1.1.0', '2.1.0'],
    ],
    [
      '11-3',
      'packageA',
      'the newest version, an attacker having published 99.0.0',
      (made) => {
        offer(made, '/npm//packageA', '99.0.0');
        return made.listed(made.of('/npm//packageA', 'repoA')).at(-1);
      },
      '2.1.0',
    ],
    ['11-4', 'packageB', 'publish 1.2.0', (made) => published(made, '/npm//packageB', '1.2.0'), 403],
    ['11-5', 'patchedB', '1.2.0', (made) => installed(made, '/npm//packageB', '1.2.0'), 200],
    ['11-5', 'patchedB', '3.0.0', (made) => installed(made, '/npm//packageB', '3.0.0'), 200],
    ['11-5', 'patchedB', 'public 4.0.0', (made) => installed(made, '/npm//packageB', '4.0.0'), 404],
    [
      '11-6',
      'patchedB',
      'list, public version and publication after BLOCK/ALLOW',
      (made) => {
        const of = made.of('/npm//packageB', 'repoA');
        made.restrict(of, 'BLOCK/ALLOW');
        return [
          made.listed(of),
          installed(made, '/npm//packageB', '4.0.0'),
          published(made, '/npm//packageB', '1.3.0'),
        ];
      },
      [['1.2.0', '3.0.0', '4.0.0'], 200, 403],
    ],
    ['11-7', 'foo', 'public 2.3.0', (made) => installed(made, '/npm//foo', '2.3.0'), 404],
    [
      '11-8',
      'foo',
      'public 2.3.0 after ALLOW/ALLOW',
      (made) => {
        made.restrict(made.of('/npm//foo', 'repoA'), 'ALLOW/ALLOW');
        return installed(made, '/npm//foo', '2.3.0');
      },
      200,
    ],
    [
      '11-9',
      'internalLib',
      'what an attacker published',
      (made) => installed(made, '/npm//internal-lib', '9.0.0'),
      404,
    ],
    [
      '11-10',
      'internalLib',
      'publish 1.0.0, and the settings',
      (made) => [published(made, '/npm//internal-lib', '1.0.0'), made.settings(made.of('/npm//internal-lib', 'repoA'))],
      [200, 'ALLOW/BLOCK'],
    ],
    [
      'ORG-26 ORG-29 11-11',
      'myco',
      'publish @myco/x, and its settings',
      (made) => [published(made, '/npm/myco/x', '1.0.0'), made.settings(made.of('/npm/myco/x', 'repoA'))],
      [200, 'ALLOW/ALLOW'],
    ],
    ['ORG-41 11-12', 'myco', 'public @myco/y', (made) => installed(made, '/npm/myco/y', '1.0.0'), 404],
    [
      'ORG-40 ORG-42 11-13',
      'anycompany',
      'publish to U, install through R',
      (made) => [published(made, ui, '1.0.0'), installed(made, ui, '1.0.0', 'repoR')],
      [200, 200],
    ],
    ['ORG-41 11-14', 'anycompany', 'public 9.9.0', (made) => installed(made, ui, '9.9.0', 'repoR'), 404],
    [
      'ORG-41 ORG-42 ORG-44 11-15',
      'chain',
      'install through repoA, and what is stored',
      (made) => [
        installed(made, ui, '1.0.0'),
        made.statuses(made.of(ui, 'repoB')),
        made.statuses(made.of(ui, 'repoA')),
      ],
      [200, { '1.0.0': 'Published' }, { '1.0.0': 'Published' }],
    ],
    ['ORG-41 11-16', 'chain', 'install through repoC', (made) => installed(made, ui, '1.0.0', 'repoC'), 404],
    [
      'ORG-42 11-17',
      'chain',
      'install through repoD, before and after repoB holds it',
      (made) => [
        installed(made, ui, '1.0.0', 'repoD'),
        installed(made, ui, '1.0.0', 'repoB'),
        installed(made, ui, '1.0.0', 'repoD'),
      ],
      [404, 200, 404],
    ],
    [
      'ORG-40 11-18',
      'chain',
      'publish to any repository',
      (made) =>
        ['repoA', 'repoB', 'repoC', 'repoD', 'my-repo'].map((repository) => published(made, ui, '2.0.0', repository)),
      [403, 403, 403, 403, 403],
    ],
    ['GRP-72 11-19', 'spicy', 'publish', (made) => published(made, '/npm//anycompany-spicy-client', '1.0.0'), 200],
    [
      'GRP-75 11-20',
      'spicy',
      'publish in another case',
      (made) => published(made, '/npm//AnyCompany-spicy-client', '1.0.0'),
      403,
    ],
    [
      'GRP-75 11-21',
      'spicy',
      'ingest in any case, and another package',
      (made) =>
        ['anycompany-spicy-client', 'AnyCompany-spicy-client', 'ANYCOMPANY-Spicy-Client', 'other'].map((name) =>
          installed(made, `/npm//${name}`, '5.0.0'),
        ),
      [404, 404, 404, 200],
    ],
    ['GRP-72 GRP-75 11-22', 'myPackage', 'my.package', (made) => installed(made, '/npm//my.package', '1.0.0'), 404],
  ])('%s: %s: %s', (_, world, __, step, expected) => expect(step(worlds[world]())).toEqual(expected));
});
