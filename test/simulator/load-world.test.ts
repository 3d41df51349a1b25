import { describe, expect, test } from 'vitest';
import type { PackageFormat } from '../../src/api/types';
import { formats } from '../../src/formats';
import type { Result } from '../../src/model/view';
import { fixedClock } from '../../src/simulator/clock';
import { createSimulator } from '../../src/simulator/simulator';
import { type World, WorldError } from '../../src/simulator/world';
import { bytesOf, start } from './histories';

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

describe('a wrong world is refused by its place', () => {
  const npm = (version: object) => having({ packages: { npm: { a: { '1.0.0': version } } } });
  const inTeam = 'domains.my-domain.repositories.team';

  test.each<[string, unknown]>([
    ['expected an object, found null', null],
    ["no member 'domain' is known here, only account, region", { domain: {} }],
    ['account: expected an account of twelve digits', { account: '1' }],
    ['region: expected a text, found 1', { region: 1 }],
    ['domains: expected an object, found a list', { domains: [] }],
    ['domains.X: ', { domains: { X: {} } }],
    ['domains.my-domain: KMS key not found: nowhere', { domains: { 'my-domain': { encryptionKey: 'nowhere' } } }],
    ['encryptionKeys[0]: lacks arn', { encryptionKeys: [{}] }],
    ['encryptionKeys[0].arn: expected the ARN of a KMS key', { encryptionKeys: [{ arn: 'x' }] }],
    [`${inTeam}: no member 'upstream' is known here`, having({ upstream: [] })],
    [`${inTeam}.upstreams[1]: no repository 'stroe'`, having({ upstreams: ['team', 'stroe'] })],
    [`${inTeam}.upstreams: Repository 'team' cannot be`, having({ upstreams: ['team'] })],
    [`${inTeam}.externalConnection: no public repository 'npmjs'`, having({ externalConnection: 'npmjs' })],
    [`${inTeam}.administrator: `, having({ administrator: 'x' })],
    [`${inTeam}.packages.npmm: no package format 'npmm'`, having({ packages: { npmm: {} } })],
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
      `${inTeam}.packages.npm.a["1.0.0"].metadata: licenses[0]: unknown member 'nam'`,
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
    [`${inTeam}.packages.npm.a["1.0.0"].assets["package.tgz"]: has neither`, npm({ assets: { 'package.tgz': {} } })],
    [
      `${inTeam}.packages.npm.a["1.0.0"].assets["package.tgz"].base64: `,
      npm({ assets: { 'package.tgz': { base64: '%' } } }),
    ],
    [
      `${inTeam}.packages.npm.a["1.0.0"].assets["package.tgz"].size: expected a number`,
      npm({ assets: { 'package.tgz': { size: -1 } } }),
    ],
    [
      `${inTeam}.packages.npm.a["1.0.0"].assets["package.tgz"].hashes: lacks MD5`,
      npm({ assets: { 'package.tgz': { size: 1, hashes: {} } } }),
    ],
    [`${inTeam}.restrictions.npm.a: lacks upstream`, having({ restrictions: { npm: { a: { publish: 'ALLOW' } } } })],
    [`${inTeam}.packages: expected a plain object`, having({ packages: { __proto__: { npm: {} } } })],
    ['publicRepositories["public:npm"]: no public repository', { publicRepositories: { 'public:npm': {} } }],
    [
      'publicRepositories["public:npmjs"].a["1.0.0"]: no member \'status\'',
      { publicRepositories: { 'public:npmjs': { a: { '1.0.0': { status: 'Published' } } } } },
    ],
    ["unavailable[0]: no public repository 'x'", { unavailable: ['x'] }],
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
