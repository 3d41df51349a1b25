import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Input, OperationName } from '../../src/api/types';
import { type PlainWorld, retainedIn } from './oracle';
import { type Estate, subjects } from './support';
import { anyWorld, estateOf, isolate, names, versionNames } from './worlds';

const asked = names[0]!;
const anyConnected = anyWorld({ repositories: 5, blocks: true, connections: ['public:npmjs'] });
const build = (world: PlainWorld): Estate => estateOf(world, subjects.npm, () => 'package.tgz');

type Call = { readonly [N in OperationName]: readonly [N, Input<N>] }[OperationName];

/** Reads of the requested repository. */
function reads(estate: Estate, version: string): Call[] {
  const place = estate.in(asked);
  const one = { ...place, packageVersion: version };
  return [
    ['DescribePackage', place],
    ['DescribePackageVersion', one],
    ['GetPackageVersionAsset', { ...one, asset: 'package.tgz' }],
    ['GetPackageVersionReadme', one],
    ['ListPackageVersionAssets', one],
    ['ListPackageVersionDependencies', one],
    ['ListPackageVersions', place],
    ['ListPackages', { domain: 'my-domain', repository: asked }],
  ];
}

/** Writes of the requested repository. */
function writes(estate: Estate, version: string): Call[] {
  const place = estate.in(asked);
  const versions = [version];
  return [
    ['DeletePackageVersions', { ...place, versions }],
    ['UpdatePackageVersionsStatus', { ...place, versions, targetStatus: 'Archived' }],
    ['DisposePackageVersions', { ...place, versions }],
    ['DeletePackage', place],
    ['PutPackageOriginConfiguration', { ...place, restrictions: { publish: 'ALLOW', upstream: 'BLOCK' } }],
  ];
}

const answer = (estate: Estate, [name, input]: Call) => {
  const result = estate.attempt(name, input);
  return result.ok ? result.output : { error: result.error.name, members: result.error.members };
};

test('RES-37 RES-38 RES-39 RES-41: a read answers as if there were no upstream, and changes nothing', () => {
  fc.assert(
    fc.property(anyConnected, (world) => {
      const [estate, alone] = [build(world), build(world)];
      isolate(alone, asked);
      const before = estate.state;
      for (const version of versionNames) {
        for (const call of reads(estate, version)) {
          expect(answer(estate, call), call[0]).toEqual(answer(alone, call));
          expect(estate.state).toBe(before);
        }
      }
    }),
    { numRuns: 80 },
  );
});

test('RES-37 RES-38: a write answers so too, and changes no other repository', () => {
  fc.assert(
    fc.property(anyConnected, (world) => {
      const [estate, alone] = [build(world), build(world)];
      isolate(alone, asked);
      const before = estate.state;
      const isolated = alone.state;
      const others = estate.repositories().filter(({ name }) => name !== asked);
      for (const version of versionNames) {
        for (const call of writes(estate, version)) {
          estate.state = before;
          alone.state = isolated;
          expect(answer(estate, call), call[0]).toEqual(answer(alone, call));
          expect(estate.repository(asked).versions.size).toBe(alone.repository(asked).versions.size);
          for (const other of others) expect(estate.repository(other.name)).toBe(other);
          expect(estate.state.catalogues).toBe(before.catalogues);
        }
      }
    }),
    { numRuns: 80 },
  );
});

test('RES-42: what a fetch stored is read like any other version', () => {
  fc.assert(
    fc.property(anyConnected, (world) => {
      const estate = build(world);
      const { state } = estate;
      for (const version of versionNames) {
        estate.state = state;
        if (!retainedIn(world, asked, version).has(asked)) continue;
        expect(estate.stored(asked)).not.toContain(version);
        estate.get(asked, version);
        expect(estate.stored(asked)).toContain(version);
        expect(estate.assetNames(asked, version)).toEqual(['package.tgz']);
        const { packages } = estate.call('ListPackages', { domain: 'my-domain', repository: asked });
        expect(packages).toMatchObject([subjects.npm]);
      }
    }),
    { numRuns: 60 },
  );
});
