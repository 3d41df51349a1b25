import { describe, expect, test } from 'vitest';
import type { PackageFormat } from '../../../src/api/types';
import { formats } from '../../../src/formats';
import type { Result } from '../../../src/model/view';
import type { Caller } from '../../../src/simulator/calls';
import { fixedClock } from '../../../src/simulator/clock';
import { createSimulator } from '../../../src/simulator/simulator';
import { type World, WorldError } from '../../../src/simulator/world/world';
import { bytesOf, start } from '../histories';

const clock = fixedClock(start);
const simulated = (world: World) => createSimulator({ world, clock });
const team = { domain: 'my-domain', repository: 'team' } as const;

function outputOf<Output>(result: Result<Output>): Output {
  if (!result.ok) throw new Error(`refused: ${result.error.message}`);
  return result.output;
}

/** A world with one repository. */
const having = (repository: object): World => ({ domains: { 'my-domain': { repositories: { team: repository } } } });

describe('a world', () => {
  test('has domains, repositories in any order, their relations and tags', () => {
    const sim = simulated({
      account: '222222222222',
      region: 'eu-west-1',
      domains: {
        'my-domain': {
          tags: { team: 'core', ['__proto__']: 'x' },
          repositories: {
            team: { upstreams: ['store', 'constructor'], administrator: '123456789012', description: 'ours' },
            constructor: {},
            store: { externalConnection: 'public:npmjs', tags: { a: 'b' } },
          },
        },
        'other-domain': { owner: '333333333333', region: 'us-east-1' },
      },
    });
    expect([sim.account, sim.region]).toEqual(['222222222222', 'eu-west-1']);
    expect(outputOf(sim.execute('DescribeRepository', team)).repository).toMatchObject({
      administratorAccount: '123456789012',
      description: 'ours',
      upstreams: [{ repositoryName: 'store' }, { repositoryName: 'constructor' }],
    });
    const store = outputOf(sim.execute('DescribeRepository', { ...team, repository: 'store' })).repository;
    expect(store?.externalConnections?.map((connection) => connection.externalConnectionName)).toEqual([
      'public:npmjs',
    ]);
    expect(outputOf(sim.execute('ListTagsForResource', { resourceArn: store!.arn! })).tags).toEqual([
      { key: 'a', value: 'b' },
    ]);
    const elsewhere = { account: '333333333333', region: 'us-east-1' };
    expect(outputOf(sim.execute('ListDomains', {}, elsewhere)).domains).toMatchObject([{ owner: '333333333333' }]);
    expect(sim.events).toEqual([]);
  });

  test('has stored packages of any name, with what is said of them', () => {
    const assets = { 'a.txt': 'h\u00e9', b: bytesOf('two'), c: { base64: 'b25l' }, ['__proto__']: { size: 5 } };
    const sim = simulated(
      having({
        packages: {
          generic: { 'ns/__proto__': { ['__proto__']: { assets, status: 'Unlisted', origin: 'UNKNOWN' } } },
          npm: {
            '@types/node': {
              '1.0.0': { publishedTime: new Date(5_000), tags: ['old'] },
              '2.0.0': { publishedTime: '1970-01-01T00:00:09Z', metadata: { summary: 's' }, origin: 'public:npmjs' },
            },
          },
          pypi: { 'Foo.Bar': { '1.0': { origin: { repository: 'team' }, status: 'Disposed' } } },
        },
        restrictions: {
          npm: { '@types/node': { publish: 'ALLOW', upstream: 'ALLOW' }, new: { publish: 'BLOCK', upstream: 'BLOCK' } },
        },
      }),
    );
    const generic = {
      ...team,
      format: 'generic',
      namespace: 'ns',
      package: '__proto__',
      packageVersion: '__proto__',
    } as const;
    const text = (asset: string) => outputOf(sim.execute('GetPackageVersionAsset', { ...generic, asset })).asset;
    expect([text('a.txt').text(), text('b').text(), text('c').text()]).toEqual(['h\u00e9', 'two', 'one']);
    expect([text('__proto__').size, text('__proto__').hasBytes]).toEqual([5, false]);
    expect(outputOf(sim.execute('DescribePackageVersion', generic)).packageVersion).toMatchObject({
      status: 'Unlisted',
      origin: { originType: 'UNKNOWN' },
      publishedTime: new Date(start),
    });
    const node = { ...team, format: 'npm', namespace: 'types', package: 'node' } as const;
    const { versions, defaultDisplayVersion } = outputOf(sim.execute('ListPackageVersions', node));
    expect([versions?.length, defaultDisplayVersion]).toEqual([2, '2.0.0']);
    expect(outputOf(sim.request('ListVersions', node)).tags).toEqual({ old: '1.0.0', latest: '2.0.0' });
    const described = sim.execute('DescribePackageVersion', { ...node, packageVersion: '2.0.0' });
    expect(outputOf(described).packageVersion).toMatchObject({
      summary: 's',
      publishedTime: new Date(9_000),
      origin: { domainEntryPoint: { externalConnectionName: 'public:npmjs' } },
    });
    const controls = (name: object) =>
      outputOf(sim.execute('DescribePackage', { ...node, ...name })).package?.originConfiguration?.restrictions;
    expect(controls({})).toEqual({ publish: 'ALLOW', upstream: 'ALLOW' });
    expect(controls({ namespace: undefined, package: 'new' })).toEqual({ publish: 'BLOCK', upstream: 'BLOCK' });
    const pypi = { ...team, format: 'pypi', package: 'foo-bar', packageVersion: '1.0' } as const;
    expect(outputOf(sim.execute('DescribePackageVersion', pypi)).packageVersion?.status).toBe('Disposed');
    expect(sim.events).toEqual([]);
  });

  test('has public repositories, in each of its Regions, up or down, and listing assets or not', () => {
    const sim = simulated({
      domains: {
        'my-domain': {
          region: 'eu-west-1',
          repositories: {
            team: { externalConnection: 'public:npmjs' },
            java: { externalConnection: 'public:maven-central' },
          },
        },
      },
      publicRepositories: {
        'public:npmjs': {
          lodash: { '1.0.0': {}, '2.0.0': { publishedTime: '2030-01-01', dependencies: { '@types/node': '^1' } } },
        },
        'public:maven-central': { 'org.example:lib': { '1': {} } },
        'public:pypi': {},
      },
      unavailable: ['public:pypi'],
      listingNoAssets: ['public:maven-central'],
    });
    const there = { region: 'eu-west-1' };
    const list = () => sim.request('ListVersions', { ...team, format: 'npm', package: 'lodash' }, there);
    expect(outputOf(list()).versions.map(({ version }) => version)).toEqual(['1.0.0']);
    const java = { ...team, repository: 'java', format: 'maven', namespace: 'org.example', package: 'lib' } as const;
    const asset = outputOf(sim.request('ReadAsset', { ...java, version: '1', asset: 'lib-1.jar' }, there));
    expect(asset.version.assets.map(({ name }) => name)).toEqual(['lib-1.jar', 'lib-1.pom']);
    const facts = [...sim.state.catalogues.values()].map((known) => [known.listsAssets, known.unavailableSince]);
    expect(facts.filter(([lists]) => lists === false)).toHaveLength(2);
    expect(facts.filter(([, since]) => since === start)).toHaveLength(2);
    const dependencies = [...sim.state.catalogues.values()].flatMap(({ versions }) =>
      [...versions.values()].flatMap(({ metadata }) => metadata.dependencies ?? []),
    );
    const node = { namespace: 'types', package: 'node', versionRequirement: '^1' };
    expect(dependencies).toEqual([node, node]); // one in each Region
  });

  test('has keys; a domain may have lost its own (DOM-41)', () => {
    const arn = 'arn:aws:kms:us-west-2:111122223333:key/k';
    const sim = simulated({
      encryptionKeys: [{ arn, aliases: ['alias/mine'], state: 'Disabled' }],
      domains: {
        'my-domain': {
          encryptionKey: 'alias/mine',
          repositories: { team: { packages: { npm: { a: { '1.0.0': {} } } } } },
        },
      },
    });
    expect(outputOf(sim.execute('DescribeDomain', { domain: 'my-domain' })).domain?.encryptionKey).toBe(arn);
    const refused = sim.execute('DescribeRepository', team);
    expect(!refused.ok && refused.error.members.reason).toBe('ENCRYPTION_KEY_ERROR');
  });

  test('is the same when it is written in JSON', () => {
    const world = having({
      packages: {
        npm: {
          a: {
            '1.0.0': { publishedTime: new Date(5_000).toISOString(), assets: { 'package.tgz': { base64: 'b25l' } } },
          },
        },
      },
    });
    const dated = having({
      packages: {
        npm: { a: { '1.0.0': { publishedTime: new Date(5_000), assets: { 'package.tgz': bytesOf('one') } } } },
      },
    });
    const json = (made: World) => simulated(made).toJSON({ bytes: true });
    expect(json(JSON.parse(JSON.stringify(world)))).toEqual(json(dated));
    expect(json(world)).toEqual(json(dated));
  });

  test.each<[PackageFormat, string, string[]]>([
    ['npm', '@scope/name', ['package.tgz']],
    ['pypi', 'name', ['name-1.0.0.tar.gz']],
    ['maven', 'org.example:name', ['name-1.0.0.jar', 'name-1.0.0.pom']],
    ['maven', 'org.example/name', ['name-1.0.0.jar', 'name-1.0.0.pom']],
    ['nuget', 'Name', ['name.1.0.0.nupkg']],
    ['generic', 'ns:name', ['name-1.0.0.tar.gz']],
    ['generic', 'ns/na:me', ['content']],
    ['ruby', 'name', ['name-1.0.0.gem']],
    ['swift', 'mona.Name', ['name-1.0.0.zip']],
    ['cargo', 'name', ['name-1.0.0.crate']],
  ])('gives %s package %s the assets %j when it names none, always the same', (format, name, expected) => {
    const made = simulated(having({ packages: { [format]: { [name]: { '1.0.0': {} } } } }));
    const again = simulated(having({ packages: { [format]: { [name]: { '1.0.0': {} } } } }));
    const [domain] = made.state.domains.values();
    const [repository] = domain!.repositories.values();
    const [record] = repository!.versions.values();
    expect(record!.assets.map((asset) => asset.name)).toEqual(expected);
    for (const asset of record!.assets) expect(formats[format].assetFault(asset.name)).toBeUndefined();
    expect(new Set(record!.assets.map(({ hashes }) => hashes['SHA-256'])).size).toBe(expected.length);
    expect(made.toJSON()).toEqual(again.toJSON());
  });
});

describe('a world with more in it', () => {
  const allowAll = { Effect: 'Allow', Action: '*', Resource: '*' };
  const denyAll = { Version: '2012-10-17', Statement: { ...allowAll, Effect: 'Deny', Principal: '*' } };
  const nameOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.name);

  test('has a clock that stands, unless another is given', () => {
    const world = { clock: '2026-09-01T12:00:00+02:00', domains: { 'my-domain': {} } };
    const sim = createSimulator({ world });
    expect(sim.now()).toBe(Date.UTC(2026, 8, 1, 10));
    const described = outputOf(sim.execute('DescribeDomain', { domain: 'my-domain' }));
    expect(described.domain?.createdTime).toEqual(new Date(sim.now()));
    expect(createSimulator({ world, clock }).now()).toBe(start);
  });

  test('has settings, before which options go', () => {
    const world: World = {
      access: 'off',
      latency: { ingestionSeconds: 1.5 },
      domainCleanUpSeconds: 7,
      quotas: { domainsPerAccount: 3, packageGroupsPerDomain: 4 },
    };
    const { settings } = simulated(world).state;
    expect(settings).toMatchObject({
      access: 'off',
      ingestionSeconds: 1.5,
      catalogueSeconds: 0,
      domainCleanUpSeconds: 7,
    });
    expect(settings.quotas).toMatchObject({
      domainsPerAccount: 3,
      packageGroupsPerDomain: 4,
      repositoriesPerDomain: 1000,
    });
    const other = createSimulator({ world, access: 'enforced', latency: 'none', quotas: { domainsPerAccount: 5 } });
    expect(other.state.settings).toMatchObject({ access: 'enforced', ingestionSeconds: 0, domainCleanUpSeconds: 7 });
    expect(other.state.settings.quotas).toMatchObject({ domainsPerAccount: 5, packageGroupsPerDomain: 4 });
  });

  test('QUO-31: has quotas, of accounts and Regions too, that hold from the first call on', () => {
    const sim = simulated({
      quotas: { repositoriesPerDomain: 1 },
      accounts: { '222222222222': { quotas: { 'us-west-2': { repositoriesPerDomain: 3 } } } },
      domains: {
        'my-domain': { repositories: { one: {}, two: {} } },
        other: { owner: '222222222222', repositories: { one: {}, two: {} } },
      },
    });
    const create = (domain: string, repository: string, account?: string) =>
      nameOf(sim.execute('CreateRepository', { domain, repository }, { account }));
    expect(create('my-domain', 'three')).toBe('ServiceQuotaExceededException');
    const eleven = Array.from({ length: 11 }, (_, index) => [`domain-${index}`, {}] as const);
    const full = simulated({ domains: Object.fromEntries(eleven) });
    expect(nameOf(full.execute('CreateDomain', { domain: 'one-more' }))).toBe('ServiceQuotaExceededException');
    expect(create('other', 'three', '222222222222')).toBe('ok');
    expect(create('other', 'four', '222222222222')).toBe('ServiceQuotaExceededException');
  });

  test('has users, roles, sessions and keys', () => {
    const id = 'AKIAIOSFODNN7EXAMPLE';
    const sim = createSimulator({
      world: {
        account: '222222222222',
        clock: '2026-09-01',
        principals: {
          'user/reader': {
            policies: ['AWSCodeArtifactReadOnlyAccess'],
            accessKeys: [{ id, secretAccessKey: 'secret' }],
          },
          'user/nobody': { policies: [] },
          'role/ci': { policies: [{ Version: '2012-10-17', Statement: allowAll }] },
          'assumed-role/ci/limited': {
            session: { expiration: '2026-09-02', policies: ['AWSCodeArtifactReadOnlyAccess'] },
          },
          'arn:aws:iam::333333333333:user/default': { tags: { team: 'web' } },
        },
        domains: { 'my-domain': {} },
      },
    });
    const asked = (as: Caller, name: 'DescribeDomain' | 'DeleteDomain' = 'DescribeDomain') =>
      nameOf(sim.fork().execute(name, { domain: 'my-domain', domainOwner: '222222222222' }, as));
    const own = (name: string) => ({ principal: `arn:aws:iam::222222222222:${name}` });
    const session = { principal: 'arn:aws:sts::222222222222:assumed-role/ci/limited' };
    expect([asked({}), asked(own('user/reader')), asked({ accessKeyId: id })]).toEqual(['ok', 'ok', 'ok']);
    expect(asked(own('user/nobody'))).toBe('AccessDeniedException');
    expect([asked({}, 'DeleteDomain'), asked(own('role/ci'), 'DeleteDomain')]).toEqual(['ok', 'ok']);
    expect(asked({ accessKeyId: id }, 'DeleteDomain')).toBe('AccessDeniedException');
    expect([asked(session), asked(session, 'DeleteDomain')]).toEqual(['ok', 'AccessDeniedException']);
    expect(sim.state.principals.get('arn:aws:iam::333333333333:user/default')).toMatchObject({
      policies: [],
      tags: [{ key: 'team', value: 'web' }],
    });
    expect(sim.state.accessKeys.get(id)).toEqual({
      principal: own('user/reader').principal,
      secretAccessKey: 'secret',
    });
  });

  test('a principal with nothing but keys is who he was', () => {
    const id = 'AKIAIOSFODNN7EXAMPLE';
    const sim = simulated({ principals: { 'user/default': { accessKeys: [{ id, sessionToken: 't' }] } } });
    expect(sim.state.principals.size).toBe(0);
    expect(nameOf(sim.execute('CreateDomain', { domain: 'my-domain' }, { accessKeyId: id }))).toBe('ok');
  });

  test('IAM-50: has organisations', () => {
    const sim = simulated({
      accounts: { '222222222222': { organization: 'o-exampleorgid' }, '333333333333': {} },
      domains: {
        'my-domain': {
          permissionsPolicy: {
            Version: '2012-10-17',
            Statement: {
              ...allowAll,
              Principal: '*',
              Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
            },
          },
        },
      },
    });
    const describe = (account: string) =>
      nameOf(sim.execute('DescribeDomain', { domain: 'my-domain', domainOwner: '111122223333' }, { account }));
    expect([describe('222222222222'), describe('333333333333')]).toEqual(['ok', 'AccessDeniedException']);
  });

  test('has policies, which do not keep it out', () => {
    const text = JSON.stringify(denyAll, null, 2);
    const sim = simulated({
      domains: {
        'my-domain': {
          permissionsPolicy: denyAll,
          repositories: {
            team: { permissionsPolicy: text, packages: { npm: { a: { '1.0.0': {} } } }, administrator: '222222222222' },
          },
        },
      },
    });
    expect(nameOf(sim.execute('DescribeRepository', team))).toBe('AccessDeniedException');
    sim.learn([{ type: 'access', mode: 'off' }]);
    const policies = [
      outputOf(sim.execute('GetDomainPermissionsPolicy', { domain: 'my-domain' })),
      outputOf(sim.execute('GetRepositoryPermissionsPolicy', team)),
    ];
    expect(policies.map(({ policy }) => policy?.document)).toEqual([JSON.stringify(denyAll), text]);
    expect(outputOf(sim.execute('ListPackages', team)).packages).toHaveLength(1);
  });

  test('GRP-03, ORG-29: has package groups, by which the settings of its packages are made', () => {
    const many = Array.from({ length: 101 }, (_, index) => `repo-${index}`);
    const sim = simulated({
      domains: {
        'my-domain': {
          packageGroups: {
            '/npm/*': {
              description: 'd',
              contactInfo: 'c',
              tags: { a: 'b' },
              restrictions: { PUBLISH: { allow: many }, EXTERNAL_UPSTREAM: 'BLOCK' },
            },
            '/*': { description: 'all', tags: { root: 'yes' }, restrictions: { INTERNAL_UPSTREAM: 'BLOCK' } },
          },
          repositories: {
            ...Object.fromEntries(many.map((name) => [name, {}])),
            team: { packages: { npm: { a: { '1.0.0': {} } } } },
          },
        },
      },
    });
    const describe = (packageGroup: string) =>
      outputOf(sim.execute('DescribePackageGroup', { domain: 'my-domain', packageGroup })).packageGroup!;
    expect(describe('/npm/*')).toMatchObject({
      description: 'd',
      contactInfo: 'c',
      originConfiguration: {
        restrictions: {
          PUBLISH: { mode: 'ALLOW_SPECIFIC_REPOSITORIES', repositoriesCount: 101 },
          EXTERNAL_UPSTREAM: { mode: 'BLOCK' },
          INTERNAL_UPSTREAM: { mode: 'INHERIT', effectiveMode: 'BLOCK' },
        },
      },
    });
    expect(describe('/*')).toMatchObject({
      description: 'all',
      originConfiguration: { restrictions: { PUBLISH: { mode: 'ALLOW' }, INTERNAL_UPSTREAM: { mode: 'BLOCK' } } },
    });
    const tags = (resourceArn: string) => outputOf(sim.execute('ListTagsForResource', { resourceArn })).tags;
    expect(tags(describe('/*').arn!)).toEqual([{ key: 'root', value: 'yes' }]);
    expect(tags(describe('/npm/*').arn!)).toEqual([{ key: 'a', value: 'b' }]);
    const described = outputOf(sim.execute('DescribePackage', { ...team, format: 'npm', package: 'a' }));
    expect(described.package?.originConfiguration?.restrictions).toEqual({ publish: 'ALLOW', upstream: 'ALLOW' });
  });

  test('UPS-15, UPS-16, UPS-22: has repositories whose upstreams were deleted', () => {
    const sim = simulated({
      domains: {
        'my-domain': {
          repositories: {
            team: {
              upstreams: [{ deleted: 'old' }],
              packages: { npm: { a: { '1.0.0': { origin: { deleted: 'old' } } } } },
            },
            old: { packages: { npm: { a: { '2.0.0': {} } } } },
          },
        },
      },
    });
    const list = sim.request('ListVersions', { ...team, format: 'npm', package: 'b' });
    expect(!list.ok && list.error.message).toContain('A repository referenced in your upstream graph no longer exists');
    const asset = { ...team, format: 'npm', package: 'a', version: '1.0.0', asset: 'package.tgz' } as const;
    const read = outputOf(sim.request('ReadAsset', asset));
    expect(read.version.origin.domainEntryPoint).toEqual({ repositoryName: 'old' });
    const there = sim.execute('ListPackages', { ...team, repository: 'old' });
    expect(outputOf(there).packages).toHaveLength(1);
  });

  test('has what public repositories withdrew, and since when they are down', () => {
    const sim = simulated({
      domains: { 'my-domain': { repositories: { team: { externalConnection: 'public:npmjs' } } } },
      publicRepositories: {
        'public:npmjs': {
          a: {
            '1.0.0': { publishedTime: '2025-01-01' },
            '2.0.0': { publishedTime: '2025-12-01' },
            '3.0.0': { withdrawn: true, tags: ['latest'] },
            '4.0.0': { withdrawn: false, tags: [] },
          },
          b: { '1.0.0': {}, '2.0.0': { withdrawn: true } },
        },
      },
      unavailable: [{ connection: 'public:npmjs', since: '2025-06-01' }],
    });
    const { versions, tags } = outputOf(sim.request('ListVersions', { ...team, format: 'npm', package: 'a' }));
    expect(versions.map(({ version }) => version)).toEqual(['1.0.0', '4.0.0']);
    expect(tags).toEqual({});
    const [catalogue] = sim.state.catalogues.values();
    expect(catalogue!.unavailableSince).toBe(Date.UTC(2025, 5, 1));
    expect(catalogue!.tags.get('npm\0\0a')).toEqual({ latest: '3.0.0' });
    expect(catalogue!.tags.get('npm\0\0b')).toEqual({ latest: '1.0.0' });
  });

  test('has domains of one name, and Regions with public repositories of their own', () => {
    const repositories = { team: { externalConnection: 'public:npmjs' } } as const;
    const sim = simulated({
      domains: {
        'my-domain': [
          { repositories },
          { region: 'eu-west-1', repositories },
          { owner: '222222222222', tags: { a: 'b' } },
        ],
      },
      publicRepositories: { 'public:npmjs': { a: { '1.0.0': {} } } },
      regions: {
        'eu-west-1': {
          publicRepositories: { 'public:npmjs': { a: { '2.0.0': {} } } },
          listingNoAssets: ['public:npmjs'],
        },
        'us-east-1': { unavailable: ['public:pypi'] },
      },
    });
    const list = (region?: string) =>
      outputOf(sim.request('ListVersions', { ...team, format: 'npm', package: 'a' }, { region })).versions.map(
        ({ version }) => version,
      );
    expect([list(), list('eu-west-1')]).toEqual([['1.0.0'], ['1.0.0', '2.0.0']]);
    expect(sim.state.catalogues.size).toBe(4); // npm in three Regions, PyPI in one
    const other = sim.execute('DescribeDomain', { domain: 'my-domain', domainOwner: '222222222222' });
    expect(other.ok || other.error.name).toBe('AccessDeniedException');
  });

  test('has versions with the revision that is given', () => {
    const sim = simulated(having({ packages: { npm: { a: { '1.0.0': { status: 'Disposed', revision: 'abc=' } } } } }));
    const version = { ...team, format: 'npm', package: 'a', packageVersion: '1.0.0' } as const;
    expect(outputOf(sim.execute('DescribePackageVersion', version)).packageVersion?.revision).toBe('abc=');
  });
});

describe('a wrong world is refused by its place', () => {
  const npm = (version: object) => having({ packages: { npm: { a: { '1.0.0': version } } } });
  const inTeam = 'domains.my-domain.repositories.team';

  test.each<[string, unknown]>([
    ['expected an object, found null', null],
    ["no member 'domain' is known here, only account, region", { domain: {} }],
    ['account: expected an account of twelve digits', { account: '1' }],
    ['region: expected the name of a Region, found 1; in quotes it is a text', { region: 1 }],
    ['domains: expected an object, found a list', { domains: [] }],
    ['domains.X: ', { domains: { X: {} } }],
    ['domains.my-domain: KMS key not found: nowhere', { domains: { 'my-domain': { encryptionKey: 'nowhere' } } }],
    ['encryptionKeys[0]: lacks arn', { encryptionKeys: [{}] }],
    ['encryptionKeys[0].arn: expected the ARN of a KMS key', { encryptionKeys: [{ arn: 'x' }] }],
    [`${inTeam}: no member 'upstream' is known here`, having({ upstream: [] })],
    [`${inTeam}.upstreams[1]: no repository 'stroe'`, having({ upstreams: ['team', 'stroe'] })],
    [`${inTeam}.upstreams: Repository 'team' cannot be`, having({ upstreams: ['team'] })],
    [`${inTeam}.externalConnection: expected public:npmjs or `, having({ externalConnection: 'npmjs' })],
    [`${inTeam}.administrator: `, having({ administrator: 'x' })],
    [`${inTeam}.packages: no member 'npmm' is known here, only npm, pypi, `, having({ packages: { npmm: {} } })],
    [`${inTeam}.packages.generic.name: `, having({ packages: { generic: { name: {} } } })],
    [`${inTeam}.packages.nuget.A: is the same as 'a'`, having({ packages: { nuget: { a: {}, A: {} } } })],
    [
      `${inTeam}.packages.nuget.a["1.0.0.0"]: is the same as '1.0'`,
      having({ packages: { nuget: { a: { '1.0': {}, '1.0.0.0': {} } } } }),
    ],
    [`${inTeam}.packages.npm.a.x: 'x' is not a SemVer`, having({ packages: { npm: { a: { x: {} } } } })],
    [`${inTeam}.packages.npm.a["1.0.0"]: no member 'time'`, npm({ time: 1 })],
    [`${inTeam}.packages.npm.a["1.0.0"].publishedTime: `, npm({ publishedTime: 'soon' })],
    [`${inTeam}.packages.npm.a["1.0.0"].publishedTime: expected a Date or an ISO text`, npm({ publishedTime: 5 })],
    [`${inTeam}.packages.npm.a["1.0.0"].status: expected Published or`, npm({ status: 'Deleted' })],
    [`${inTeam}.packages.npm.a["1.0.0"].status: no npm version is Unfinished`, npm({ status: 'Unfinished' })],
    [`${inTeam}.packages.npm.a["1.0.0"].origin: offers no npm packages`, npm({ origin: 'public:pypi' })],
    [`${inTeam}.packages.npm.a["1.0.0"].origin.repository: no repository 'x'`, npm({ origin: { repository: 'x' } })],
    [
      `${inTeam}.packages.npm.a["1.0.0"].metadata.licenses[0]: no member 'nam' is known here, only name, url`,
      npm({ metadata: { licenses: [{ nam: 1 }] } }),
    ],
    [`${inTeam}.packages.npm.a["1.0.0"].dependencies.b: expected a text`, npm({ dependencies: { b: 1 } })],
    [`${inTeam}.packages.npm.a["1.0.0"].tags[0]: expected a text`, npm({ tags: [1] })],
    [
      `${inTeam}.packages.cargo.a["1.0.0"].tags: a cargo package has no dist-tags`,
      having({ packages: { cargo: { a: { '1.0.0': { tags: [] } } } } }),
    ],
    [`${inTeam}.packages.npm.a["1.0.0"].assets.x: 'x' is not package.tgz`, npm({ assets: { x: '' } })],
    [`${inTeam}.packages.npm.a["1.0.0"].assets["package.tgz"]: `, npm({ assets: { 'package.tgz': '\ud800' } })],
    [
      `${inTeam}.packages.npm.a["1.0.0"].assets["package.tgz"]: expected a text, bytes, {`,
      npm({ assets: { 'package.tgz': {} } }),
    ],
    [
      `${inTeam}.packages.npm.a["1.0.0"].assets["package.tgz"].base64: expected base64, with its padding: `,
      npm({ assets: { 'package.tgz': { base64: '%' } } }),
    ],
    [
      `${inTeam}.packages.npm.a["1.0.0"].assets["package.tgz"].size: expected a number`,
      npm({ assets: { 'package.tgz': { size: -1 } } }),
    ],
    [
      `${inTeam}.packages.npm.a["1.0.0"]: lacks the SHA-256 of package.tgz, which is stored`,
      npm({ assets: { 'package.tgz': { size: 1, hashes: {} } } }),
    ],
    [`${inTeam}.restrictions.npm.a: lacks upstream`, having({ restrictions: { npm: { a: { publish: 'ALLOW' } } } })],
    [`${inTeam}.packages: expected a plain object`, having({ packages: { __proto__: { npm: {} } } })],
    [
      "publicRepositories: no member 'public:npm' is known here, only public:npmjs, ",
      { publicRepositories: { 'public:npm': {} } },
    ],
    [
      'publicRepositories["public:npmjs"].a["1.0.0"]: no member \'status\'',
      { publicRepositories: { 'public:npmjs': { a: { '1.0.0': { status: 'Published' } } } } },
    ],
    ['clock: there is no day 2026-02-30', { clock: '2026-02-30' }],
    ['clock: expected a Date or an ISO text', { clock: 'tomorrow' }],
    ['clock: Invalid Date is no moment', { clock: new Date('x') }],
    ['latency: ingestionSeconds is a number of seconds from 0', { latency: { ingestionSeconds: 0.00001 } }],
    ['domainCleanUpSeconds: domainCleanUpSeconds is a number', { domainCleanUpSeconds: 1e300 }],
    ["quotas: no member 'domains' is known here", { quotas: { domains: 1 } }],
    ['quotas.domainsPerAccount: expected a whole number, found -1', { quotas: { domainsPerAccount: -1 } }],
    ['accounts.a: expected an account of twelve digits', { accounts: { a: {} } }],
    ['accounts.111122223333.organization: expected the id of', { accounts: { '111122223333': { organization: 'x' } } }],
    [
      "principals.alice: 'arn:aws:iam::111122223333:alice' is not the ARN of",
      { principals: { alice: { policies: [] } } },
    ],
    ['principals.root: ', { principals: { root: { policies: ['AWSCodeArtifactAdminAccess'] } } }],
    ['principals["user/a"]: A policy of ', { principals: { 'user/a': { policies: ['nonsense'] } } }],
    ['principals["user/a"].session: lacks expiration', { principals: { 'user/a': { session: {} } } }],
    ['principals["user/a"].accessKeys[0].id: expected 16', { principals: { 'user/a': { accessKeys: [{ id: 'x' }] } } }],
    ['domains.my-domain[0]: expected an object, found null', { domains: { 'my-domain': [null] } }],
    ['domains.my-domain[1]: ', { domains: { 'my-domain': [{}, {}] } }],
    ['domains.my-domain.permissionsPolicy: ', { domains: { 'my-domain': { permissionsPolicy: {} } } }],
    [`${inTeam}.permissionsPolicy: `, having({ permissionsPolicy: '{' })],
    ['domains.my-domain.packageGroups.x: ', { domains: { 'my-domain': { packageGroups: { x: {} } } } }],
    [
      'domains.my-domain.packageGroups["/*"].restrictions: ',
      { domains: { 'my-domain': { packageGroups: { '/*': { restrictions: { PUBLISH: 'INHERIT' } } } } } },
    ],
    [
      'domains.my-domain.packageGroups["/*"].restrictions.PUBLISH.allow[0]: no repository \'x\'',
      { domains: { 'my-domain': { packageGroups: { '/*': { restrictions: { PUBLISH: { allow: ['x'] } } } } } } },
    ],
    [`${inTeam}.upstreams: these were never there together`, having({ upstreams: [{ deleted: 'team' }] })],
    [`${inTeam}.upstreams[0]: lacks deleted`, having({ upstreams: [{}] })],
    [
      `${inTeam}.packages.npm.a["1.0.0"].assets["package.tgz"]: only readWorldFile reads files`,
      npm({ assets: { 'package.tgz': { file: 'x' } } }),
    ],
    ["regions.x: no member 'y' is known here, only publicRepositories, unavailable", { regions: { x: { y: 1 } } }],
    ['unavailable[0]: expected public:npmjs or ', { unavailable: ['x'] }],
  ])('%s', (message, world) => {
    const make = () => simulated(world as World);
    expect(make).toThrow(WorldError);
    try {
      make();
    } catch (error) {
      expect((error as WorldError).message.slice(0, message.length)).toBe(message);
    }
  });
});
