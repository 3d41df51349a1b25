import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PackageFormat } from '../../src/api/types';
import { formats } from '../../src/formats';
import { filesSeen, listedFrom, type PlainWorld, tagsSeen } from './oracle';
import { assetOf, type Estate, subjects } from './support';
import { anyWorld, estateOf, names, type Shape } from './worlds';

const asked = names[0]!;
const shape: Shape = { repositories: 8, cycles: true, gone: true, blocks: true };
const byCode = (a: string, b: string): number => (a < b ? -1 : 1);

const anyCase = fc
  .constantFrom<PackageFormat>('npm', 'maven', 'pypi', 'ruby', 'nuget', 'cargo', 'swift')
  .chain((format) =>
    anyWorld({ ...shape, connections: formats[format].externalConnections }).map((world) => ({ format, world })),
  );

/** Each listed version with the maker of its bytes. */
function seen(estate: Estate): [string, string][] | number {
  const result = estate.ask('ListVersions', estate.in(asked));
  if (!result.ok) return result.error.status;
  return result.output.versions.map(({ version, assets }) => [version, estate.makerOf(assets[0]!)]);
}

test('RES-19 RES-20 RES-21 RES-29 RES-32: a list has what is Published or public, of the deciding copy', () => {
  fc.assert(
    fc.property(anyCase, ({ format, world }) => {
      const estate = estateOf(world, subjects[format], (version) => assetOf(subjects[format], version));
      const { state } = estate;
      const listed = listedFrom(world, asked);
      expect(seen(estate)).toEqual(listed ? [...listed].sort(([a], [b]) => byCode(a, b)) : 404);
      expect(estate.state).toBe(state); // EXT-22
    }),
    { numRuns: 250 },
  );
});

test('RES-24 RES-25 RES-26 RES-27: a dist-tag is that of the first upstream that has it, else the own', () => {
  const tagged: Shape = { repositories: 7, blocks: true, tags: true, connections: ['public:npmjs'] };
  fc.assert(
    fc.property(anyWorld(tagged), (any) => {
      const world = withTagsOfHeldVersions(any);
      const estate = estateOf(world, subjects.npm, () => 'package.tgz');
      const result = estate.ask('ListVersions', estate.in(asked));
      const tags = result.ok ? result.output.tags : {};
      expect(new Map(Object.entries(tags))).toEqual(tagsSeen(world, asked));
    }),
    { numRuns: 300 },
  );
});

/** A repository's tags name versions that it has. */
const withTagsOfHeldVersions = (world: PlainWorld): PlainWorld => ({
  ...world,
  repositories: new Map(
    [...world.repositories].map(([name, one]) => [
      name,
      { ...one, tags: new Map([...one.tags].filter(([, version]) => one.versions.has(version))) },
    ]),
  ),
});

const wheels: Shape = {
  ...shape,
  gone: false,
  connections: ['public:pypi'],
  origins: [undefined, 'public:pypi', 'public:pypi', 'public:pypi'],
  files: ['a', 'b', 'c', 'd'],
};
const wheel = (version: string, file: string): string => `${file}-${version}.whl`;

test('RES-28 EXT-42 EXT-44 EXT-46 EXT-47: a PyPI version has the files of all that let files in', () => {
  fc.assert(
    fc.property(anyWorld(wheels), (world) => {
      const estate = estateOf(world, subjects.pypi, wheel);
      for (const version of listedFrom(world, asked)?.keys() ?? []) {
        const files = [...filesSeen(world, asked, version)].map(([file, from]) => [wheel(version, file), from]);
        expect(estate.files(asked, version)).toEqual(Object.fromEntries(files));
      }
    }),
    { numRuns: 250 },
  );
});

test('EXT-41 EXT-42 RET-12 RET-16: a fetch stores the files that the list shows', () => {
  fc.assert(
    fc.property(anyWorld(wheels), (world) => {
      const estate = estateOf(world, subjects.pypi, wheel);
      const { state } = estate;
      for (const version of listedFrom(world, asked)?.keys() ?? []) {
        estate.state = state;
        const files = [...filesSeen(world, asked, version).keys()].map((file) => wheel(version, file)).sort();
        for (const file of files) expect(estate.get(asked, version, file)).not.toBe(404);
        expect(estate.assetNames(asked, version)).toEqual(files);
        expect(Object.keys(estate.files(asked, version)!).sort()).toEqual(files);
      }
    }),
    { numRuns: 100 },
  );
});

test('UPS-25: a fetch gives no other repository files that its own list did not show', () => {
  const dense: Shape = { ...wheels, cycles: false, blocks: false, repositories: 4, versions: ['1.0.0'] };
  fc.assert(
    fc.property(anyWorld(dense), (world) => {
      const estate = estateOf(world, subjects.pypi, wheel);
      for (const file of wheels.files!) estate.get(asked, '1.0.0', wheel('1.0.0', file));
      for (const [name, { versions }] of world.repositories) {
        const own = [...filesSeen(world, name, '1.0.0').keys(), ...(versions.get('1.0.0')?.files ?? [])];
        const may = own.map((file) => wheel('1.0.0', file));
        const has = estate.record(name, '1.0.0')?.assets.map((asset) => asset.name) ?? [];
        if (name !== asked) expect(may).toEqual(expect.arrayContaining(has));
      }
    }),
    { numRuns: 400 },
  );
});
