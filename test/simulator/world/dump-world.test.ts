import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashesOf } from '../../../src/simulator/content-store';
import { createSimulator } from '../../../src/simulator/simulator';
import { worldOf } from '../../../src/simulator/world/dump-world';
import type { World } from '../../../src/simulator/world/world';
import { answersOf } from '../answers';
import { anyHistory, bytesOf, simulated } from '../histories';
import { anyWorld } from '../worlds';

const clock = '2026-09-01T00:00:00Z';
const usual = { account: '111122223333', region: 'us-west-2', clock };

/** What is told of a simulator in this world. */
const told = (world: World): World => worldOf(createSimulator({ world: { clock, ...world } }));

/** A world with one repository. */
const having = (repository: object): World => ({ domains: { 'my-domain': { repositories: { team: repository } } } });

const hashes = hashesOf(bytesOf('abc'));
const statement = { Effect: 'Allow', Action: '*', Resource: '*' };

/** A world that says one of everything, in the words in which it is told. */
const everything: World = {
  account: '222222222222',
  region: 'eu-west-1',
  clock,
  access: 'off',
  latency: 'documented',
  domainCleanUpSeconds: 60,
  quotas: { repositoriesPerDomain: 2 },
  accounts: {
    '111122223333': { organization: 'o-exampleorgid', quotas: { 'us-west-2': { packageGroupsPerDomain: 3 } } },
  },
  principals: {
    root: { accessKeys: [{ id: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 's', sessionToken: 't' }] },
    'user/nobody': { policies: [] },
    'user/reader': { policies: ['AWSCodeArtifactReadOnlyAccess'], tags: { team: 'web' } },
    'arn:aws:iam::333333333333:role/ci': {
      policies: [{ Version: '2012-10-17', Statement: statement }, JSON.stringify({ Statement: statement }, null, 1)],
    },
    'assumed-role/ci/build-7': {
      session: { expiration: '2026-09-02T00:00:00Z', policies: ['AWSCodeArtifactAdminAccess'] },
    },
  },
  encryptionKeys: [
    { arn: 'arn:aws:kms:eu-west-1:222222222222:key/a', aliases: ['alias/a'] },
    { arn: 'arn:aws:kms:eu-west-1:222222222222:key/b', state: 'Disabled', accessible: false },
    { arn: 'arn:aws:kms:eu-west-1:222222222222:key/c', kind: 'asymmetric' },
  ],
  domains: {
    other: [{}, { owner: '333333333333', region: 'us-east-1' }],
    'my-domain': {
      encryptionKey: 'arn:aws:kms:eu-west-1:222222222222:key/a',
      tags: { a: 'b' },
      packageGroups: {
        '/*': { description: 'all', restrictions: { PUBLISH: { allow: ['team'] } } },
        '/npm/*': { contactInfo: 'c', tags: { g: 'h' }, restrictions: { EXTERNAL_UPSTREAM: 'ALLOW' } },
      },
      repositories: {
        store: { externalConnection: 'public:npmjs' },
        team: {
          description: 'd',
          administrator: '333333333333',
          upstreams: ['store', { deleted: 'old' }],
          tags: { c: 'd' },
          packages: {
            npm: {
              '@types/node': {
                '1.0.0': {
                  publishedTime: '2026-08-01T00:00:00.500Z',
                  assets: { 'package.tgz': { size: 3, hashes } },
                  metadata: { summary: 's', dependencies: [{ package: 'a', versionRequirement: '1' }] },
                  status: 'Unlisted',
                  origin: { repository: 'store' },
                  revision: 'abc=',
                  tags: ['beta', 'latest'],
                },
                '2.0.0': { publishedTime: clock, origin: { deleted: 'old' }, tags: [] },
              },
              lodash: { '1.0.0': { publishedTime: clock, status: 'Disposed', origin: 'UNKNOWN' } },
            },
            nuget: { x: { '1.0': { publishedTime: clock, origin: 'public:nuget-org' } } },
          },
          restrictions: {
            npm: {
              '@types/node': { publish: 'BLOCK', upstream: 'BLOCK' },
              absent: { publish: 'ALLOW', upstream: 'ALLOW' },
            },
          },
        },
      },
    },
  },
  publicRepositories: {
    'public:npmjs': { a: { '1.0.0': { tags: [] }, '2.0.0': { withdrawn: true, tags: ['latest'] } } },
    'public:pypi': { b: { '1.0': { publishedTime: '2026-01-01T00:00:00Z' } } },
  },
  unavailable: [{ connection: 'public:npmjs', since: '2026-08-01T00:00:00Z' }, 'public:pypi'],
  listingNoAssets: ['public:maven-central'],
  regions: { 'us-west-1': { publicRepositories: { 'public:npmjs': { c: { '1.0.0': {} } } } } },
};

describe('the world of a simulator', () => {
  test('in which nothing is says where and when', () => {
    expect(told({})).toEqual(usual);
  });

  test('tells everything that was said, in the same words', () => {
    const { regions, publicRepositories, ...rest } = worldOf(createSimulator({ world: everything }));
    const { 'public:npmjs': npm, ...others } = everything.publicRepositories!;
    expect(rest).toEqual({ ...everything, regions: undefined, publicRepositories: undefined });
    expect(publicRepositories).toEqual(others);
    const own = { publicRepositories: { 'public:npmjs': npm } };
    expect(regions).toEqual({
      'eu-west-1': own,
      'us-east-1': own,
      'us-west-1': { publicRepositories: { 'public:npmjs': { ...npm, c: { '1.0.0': {} } } } },
    });
  });

  test('tells nothing that goes without saying', () => {
    const world = having({
      upstreams: [],
      tags: {},
      packages: {
        npm: {
          lodash: { '1.0.0': { publishedTime: '2026-08-01', status: 'Published' }, '2.0.0': { tags: ['latest'] } },
        },
        maven: { 'org.example/lib': { '1': { publishedTime: new Date(5_000) } } },
      },
      restrictions: { npm: { lodash: { publish: 'ALLOW', upstream: 'BLOCK' } } },
    });
    expect(told({ ...world, access: 'enforced', latency: 'none', quotas: { domainsPerAccount: 10 } })).toEqual({
      ...usual,
      ...having({
        packages: {
          npm: {
            lodash: { '1.0.0': { publishedTime: '2026-08-01T00:00:00Z' }, '2.0.0': { publishedTime: clock } },
          },
          maven: { 'org.example:lib': { '1': { publishedTime: '1970-01-01T00:00:05Z' } } },
        },
      }),
    });
  });

  test.each<[string, string | Uint8Array | object, unknown]>([
    ['a text', 'h\u00e9\n\tb', 'h\u00e9\n\tb'],
    ['bytes that are UTF-8', bytesOf('one'), 'one'],
    ['bytes that are none', new Uint8Array([255]), { base64: '/w==' }],
    ['a text with a mark of byte order', '\ufeffone', { base64: '77u/b25l' }],
    ['a text with controls', 'a\r\nb', { base64: 'YQ0KYg==' }],
    ['a made-up size', { size: 5 }, { size: 5 }],
  ])('has %s as an asset in a form that can be read', (_, given, expected) => {
    const version = (assets: object) =>
      having({ packages: { generic: { 'a/b': { '1': { publishedTime: clock, assets } } } } });
    expect(told(version({ file: given }))).toEqual({
      ...usual,
      ...having({ packages: { generic: { 'a:b': { '1': { publishedTime: clock, assets: { file: expected } } } } } }),
    });
  });

  test('says of public repositories once what is the same in all Regions', () => {
    const offers = (...versions: string[]) => ({
      'public:npmjs': { lodash: Object.fromEntries(versions.map((version) => [version, {}])) },
    });
    const domains = { 'my-domain': { region: 'eu-west-1' } };
    const sim = createSimulator({ world: { clock, domains, publicRepositories: offers('1.0.0') } });
    expect(worldOf(sim)).toEqual({ ...usual, domains, publicRepositories: offers('1.0.0') });
    const lodash = { connection: 'public:npmjs', package: 'lodash', version: '2.0.0', assets: [] } as const;
    sim.learn([{ type: 'public version', ...lodash }], { region: 'eu-west-1' });
    const assets = {};
    expect(worldOf(sim)).toEqual({
      ...usual,
      domains,
      regions: {
        'us-west-2': { publicRepositories: offers('1.0.0') },
        'eu-west-1': { publicRepositories: { 'public:npmjs': { lodash: { '1.0.0': {}, '2.0.0': { assets } } } } },
      },
    });
  });

  test('does not tell of a Region in which nothing is left', () => {
    const sim = createSimulator({ world: { clock } });
    const lodash = { connection: 'public:npmjs', package: 'lodash', version: '1.0.0' } as const;
    sim.learn([{ type: 'public version withdrawn', ...lodash }], { region: 'eu-west-1' });
    expect(worldOf(sim)).toEqual(usual);
  });

  test('EXT-24: has what has arrived by now', () => {
    const { sim, clock: time } = simulated({ latency: 'documented' });
    sim.request('ReadAsset', {
      domain: 'my-domain',
      repository: 'team',
      format: 'npm',
      package: 'lodash',
      version: '1.0.0',
      asset: 'package.tgz',
    });
    const packages = () => {
      const domain = worldOf(sim).domains!['my-domain'] as { repositories: Record<string, { packages?: object }> };
      return domain.repositories.team!.packages;
    };
    expect(packages()).toBeUndefined();
    time.advance(180);
    expect(packages()).toMatchObject({ npm: { lodash: { '1.0.0': { assets: { 'package.tgz': 'one' } } } } });
  });
});

describe('the world of a simulator, loaded again,', () => {
  test('is the same world, and answers alike', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const sim = createSimulator({ world });
        const found = worldOf(sim);
        const again = createSimulator({ world: found });
        expect(worldOf(again)).toEqual(found);
        expect(answersOf(again)).toEqual(answersOf(sim));
        expect(worldOf(createSimulator({ world: JSON.parse(JSON.stringify(found)) }))).toEqual(found);
      }),
      { numRuns: 60 },
    );
  });

  test('is the same whatever happened before', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { sim, clock: time } = simulated();
        for (const step of history) step.run(sim, time);
        const found = worldOf(sim);
        const again = createSimulator({ world: found });
        expect(worldOf(again)).toEqual(found);
        expect(answersOf(again)).toEqual(answersOf(sim));
      }),
    );
  });
});
