import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBroken, type PlainWorld, searchOrder } from './oracle';
import { type Estate, subjects } from './support';
import { anyWorld, estateByApi, estateOf, names } from './worlds';

const asked = names[0]!;
const empty = (world: PlainWorld): PlainWorld => ({
  ...world,
  repositories: new Map([...world.repositories].map(([name, one]) => [name, { ...one, versions: new Map() }])),
});

/** The repositories that a request for a version looks in, in order; it lies in none. */
function looked(estate: Estate): string[] | 'broken' {
  expect(estate.get(asked, 'absent')).toBe(404);
  return estate.trace.some((step) => step.kind === 'rule' && step.id === 'UPS-16') ? 'broken' : estate.visited();
}
const expected = (world: PlainWorld) => (isBroken(world, asked) ? 'broken' : searchOrder(world, asked));

test('RES-01 RES-02 RES-09: in any graph that the API lets be, the search is a depth-first walk', () => {
  fc.assert(
    fc.property(anyWorld({ repositories: 12 }), fc.constantFrom(...Object.values(subjects)), (any, subject) => {
      const world = empty(any);
      const order = subject.format === 'generic' ? [asked] : searchOrder(world, asked); // RES-33
      expect(looked(estateByApi(world, subject))).toEqual(order);
    }),
    { numRuns: 100 },
  );
});

test('RES-02 RES-05 RES-07 RES-30 RES-31: so it is in graphs with cycles, blocks and up to 40 repositories', () => {
  const long = { repositories: 40, cycles: true, blocks: true };
  fc.assert(
    fc.property(anyWorld(long).map(empty), (world) => {
      expect(looked(estateOf(world, subjects.npm))).toEqual(searchOrder(world, asked));
    }),
    { numRuns: 100 },
  );
});

test('RES-09: every repository looks through the graph in its own order, a list as a fetch does', () => {
  fc.assert(
    fc.property(anyWorld({ repositories: 10, cycles: true, blocks: true }), (world) => {
      const estate = estateOf(world, subjects.npm);
      for (const name of world.repositories.keys()) {
        estate.list(name);
        expect(estate.visited()).toEqual(searchOrder(world, name));
      }
    }),
    { numRuns: 100 },
  );
});

test('UPS-16 UPS-21: an upstream that is gone breaks the search exactly when it is met', () => {
  fc.assert(
    fc.property(anyWorld({ repositories: 10, gone: true, blocks: true }), (any) => {
      const world = empty(any);
      const estate = estateOf(world, subjects.ruby);
      expect(looked(estate)).toEqual(expected(world));
      expect(estate.list(asked)).toBe(404);
    }),
    { numRuns: 150 },
  );
});

test('RES-05 UPS-24: a version that one repository has can be had exactly when that one is searched', () => {
  fc.assert(
    fc.property(anyWorld({ repositories: 40, cycles: true, blocks: true }).map(empty), (world) => {
      const estate = estateOf(world, subjects.cargo);
      for (const name of names.slice(0, world.repositories.size)) {
        const { blocked } = world.repositories.get(name)!;
        const restrictions = { publish: 'ALLOW', upstream: blocked ? 'BLOCK' : 'ALLOW' } as const;
        estate.hold(name, `1.0.${names.indexOf(name)}`, { restrictions });
      }
      const state = estate.state;
      const had = names.slice(0, world.repositories.size).filter((name) => {
        estate.state = state;
        return estate.get(asked, `1.0.${names.indexOf(name)}`) === name;
      });
      expect(had.sort()).toEqual(searchOrder(world, asked).sort());
    }),
    { numRuns: 60 },
  );
});
