import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PackageFormat } from '../../src/api/types';
import { formats } from '../../src/formats';
import type { State } from '../../src/model/state';
import { bytesOf, decide, type PlainWorld, retainedIn } from './oracle';
import { assetOf, type Estate, subjects } from './support';
import { anyWorld, estateOf, names, type Shape, versionNames } from './worlds';

const asked = names[0]!;
const shape: Shape = { repositories: 9, cycles: true, gone: true, blocks: true };

/** A format whose stored versions take nothing later when they were published here, and a world of its own. */
const anyCase = fc
  .constantFrom<PackageFormat>('npm', 'maven', 'pypi', 'ruby', 'nuget', 'cargo', 'swift')
  .chain((format) =>
    anyWorld({ ...shape, connections: formats[format].externalConnections }).map((world) => ({ format, world })),
  );

const build = ({ format, world }: { format: PackageFormat; world: PlainWorld }): Estate =>
  estateOf(world, subjects[format], (version) => assetOf(subjects[format], version));

/** The estate in its first state again, before each look. */
function* fresh(estate: Estate): Generator<string> {
  const { state } = estate;
  for (const version of [...versionNames, 'absent']) {
    estate.state = state;
    yield version;
  }
  estate.state = state;
}

test('RES-01 RES-11 RES-12 RES-13 RES-14 RES-16 RES-17 RES-18 UPS-22: the bytes are those of the deciding copy', () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      const estate = build(one);
      for (const version of fresh(estate)) {
        expect(estate.get(asked, version)).toBe(bytesOf(one.world, asked, version) ?? 404);
      }
    }),
    { numRuns: 250 },
  );
});

test('RES-04: of stored copies nothing behind the deciding one is looked at', () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      const estate = build(one);
      for (const version of fresh(estate)) {
        const decision = decide(one.world, asked, version);
        estate.get(asked, version);
        if (decision.kind === 'stored') expect(estate.visited().at(-1)).toBe(decision.holder);
      }
    }),
    { numRuns: 100 },
  );
});

/** All records of a state but those of the version in these repositories, which may be new. */
function others(estate: Estate, state: State, version: string, but: ReadonlySet<string>): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [key, domain] of state.domains) {
    for (const [id, repository] of domain.repositories) {
      const isWritten = but.has(repository.name);
      found.set(`${key} ${id}`, isWritten ? 'written' : repository);
      for (const [name, record] of repository.versions) {
        if (!isWritten || name !== estate.key(version)) found.set(`${key} ${id} ${name}`, record);
      }
    }
  }
  return found;
}

test('RET-01 RET-02 RET-03 RET-05 RET-06 RET-16: a fetch stores it here and at the connection', () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      const estate = build(one);
      const before = estate.state;
      for (const version of fresh(estate)) {
        const written = retainedIn(one.world, asked, version);
        const holders = estate.holders(version);
        estate.get(asked, version);
        expect(estate.holders(version)).toEqual([...new Set([...holders, ...written])].sort());
        const was = others(estate, before, version, written);
        const is = others(estate, estate.state, version, written);
        expect([...is.keys()]).toEqual([...was.keys()]);
        for (const [key, record] of is) expect(record === was.get(key), key).toBe(true); // the very same object
        expect(estate.state.catalogues).toBe(before.catalogues);
        expect(estate.state.settings).toBe(before.settings);
        if (written.size === 0) expect(estate.state).toBe(before);
      }
    }),
    { numRuns: 200 },
  );
});

test('RET-17 VER-36: the retained record equals that of its source', () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      const estate = build(one);
      for (const version of fresh(estate)) {
        const decision = decide(one.world, asked, version);
        const source = decision.kind === 'stored' ? estate.record(decision.holder, version) : undefined;
        estate.get(asked, version);
        if (source && retainedIn(one.world, asked, version).has(asked)) {
          expect(estate.record(asked, version)).toEqual(source);
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('RET-11 RET-24: what was fetched once comes again from the requested repository, and nothing changes', () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      const estate = build(one);
      for (const version of fresh(estate)) {
        const first = estate.get(asked, version);
        if (typeof first === 'number') continue;
        const { state, events } = estate;
        const count = events.length;
        expect(estate.get(asked, version)).toBe(first);
        expect(estate.visited()).toEqual([asked]);
        expect(estate.state).toBe(state);
        expect(events).toHaveLength(count);
      }
    }),
    { numRuns: 100 },
  );
});

test('RET-15: a HEAD is answered as the GET would be, and stores nothing', () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      const estate = build(one);
      const before = estate.state;
      for (const version of fresh(estate)) {
        const head = estate.get(asked, version, undefined, false);
        expect(estate.state).toBe(before);
        expect(head).toBe(estate.get(asked, version));
      }
    }),
    { numRuns: 100 },
  );
});

test('the worlds have all kinds of decisions in them', () => {
  const kinds = new Map<string, number>();
  for (const { world } of fc.sample(anyCase, { numRuns: 400, seed: 1 })) {
    for (const version of versionNames) {
      const decision = decide(world, asked, version);
      const own = decision.kind === 'stored' && decision.holder === asked ? ' here' : '';
      const kind = `${decision.kind}${own}${retainedIn(world, asked, version).size}`;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
  }
  const wanted = ['stored0', 'stored1', 'stored here0', 'public1', 'public2', 'nowhere0', 'broken0'];
  for (const kind of wanted) expect(kinds.get(kind) ?? 0, kind).toBeGreaterThan(10);
});
