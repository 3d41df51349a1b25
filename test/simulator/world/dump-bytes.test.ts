import { describe, expect, test } from 'vitest';
import { hashesOf } from '../../../src/simulator/content-store';
import { createSimulator } from '../../../src/simulator/simulator';
import { worldOf } from '../../../src/simulator/world/dump-world';
import type { World } from '../../../src/simulator/world/world';
import { bytesOf } from '../histories';
import { large } from './large';

const clock = '2026-09-01T00:00:00Z';

/** A world in which each kind of place has an asset. */
const having = (text: unknown, bytes: unknown): World => ({
  account: '111122223333',
  region: 'us-west-2',
  clock,
  domains: {
    team: {
      repositories: {
        app: { packages: { generic: { 'a:b': { '1': { publishedTime: clock, assets: { ['__proto__']: text } } } } } },
      },
    },
    twice: [{}, { owner: '444455556666', repositories: { app: { packages: { npm: { x: stored(bytes) } } } } }],
  } as World['domains'],
  publicRepositories: { 'public:npmjs': { y: stored(text) } } as World['publicRepositories'],
  regions: { 'eu-west-1': { publicRepositories: { 'public:pypi': { z: stored(bytes) } } } as World['regions'] & {} },
});
const stored = (asset: unknown) => ({ '1.0.0': { publishedTime: clock, assets: { 'package.tgz': asset } } });
const described = (text: string) => ({ size: text.length, hashes: hashesOf(bytesOf(text)) });

describe('the world of a simulator', () => {
  const given = having('abc', { base64: '/w==' });

  test('has the bytes of assets wherever it has assets', () => {
    const sim = createSimulator({ world: given });
    expect(worldOf(sim)).toEqual(worldOf(sim, { bytes: true }));
    expect(JSON.stringify(worldOf(sim)).match(/"abc"|"\/w=="/g)).toHaveLength(4);
  });

  test('without bytes has their sizes and digests', () => {
    const world = worldOf(createSimulator({ world: given }), { bytes: false });
    expect(JSON.stringify(world)).not.toMatch(/base64|"abc"/);
    expect(world.publicRepositories).toEqual({
      'public:npmjs': { y: { '1.0.0': { publishedTime: clock, assets: { 'package.tgz': described('abc') } } } },
    });
    expect(JSON.stringify(world)).toContain(JSON.stringify({ __proto__x: described('abc') }).replace('__x', '__'));
    expect(worldOf(createSimulator({ world }), { bytes: true })).toEqual(world);
  });

  test('is refused with more bytes than fit into a text, as often as they stand in it', () => {
    const half = large(2 ** 26);
    const sim = createSimulator({ access: 'off' });
    half.offer(sim, '1.0.0');
    half.offer(sim, '2.0.0');
    const one = large(1);
    one.offer(sim, '3.0.0');
    const total = 2 ** 27 + 1;
    expect(() => worldOf(sim)).toThrow(RangeError);
    expect(() => worldOf(sim)).toThrow(`have ${total} bytes, and at most ${2 ** 27} are written out`);
    expect(() => worldOf(sim)).toThrow('{ bytes: false }, GET /_sim/world?bytes=false, dump --no-bytes');
    const offered = worldOf(sim, { bytes: false }).publicRepositories!['public:npmjs']!.big!;
    expect(offered['2.0.0']).toEqual({ assets: { 'package.tgz': { size: 2 ** 26, hashes: half.hashes } } });
  });
});
