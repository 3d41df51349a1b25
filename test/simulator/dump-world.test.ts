import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { worldOf } from '../../src/simulator/dump-world';
import { createSimulator } from '../../src/simulator/simulator';
import type { World } from '../../src/simulator/world';
import { answersOf } from './answers';
import { anyHistory, bytesOf, simulated } from './histories';
import { anyWorld } from './worlds';

const clock = '2026-09-01T00:00:00Z';
const usual = { account: '111122223333', region: 'us-west-2', clock };

/** What is told of a simulator in this world. */
const told = (world: World): World => worldOf(createSimulator({ world: { clock, ...world } }));

/** A world with one repository. */
const having = (repository: object): World => ({ domains: { 'my-domain': { repositories: { team: repository } } } });

describe('the world of a simulator', () => {
  test('in which nothing is says where and when', () => {
    expect(told({})).toEqual(usual);
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
