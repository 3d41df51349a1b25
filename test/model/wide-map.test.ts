import fc from 'fast-check';
import { createDraft, finishDraft, Immer, isDraft, produce } from 'immer';
import { describe, expect, test } from 'vitest';
import { emptyById, emptyByName, WideMap } from '../../src/model/wide-map';

type Value = string | number | boolean | null | { readonly status: string };
type Model<K> = readonly (readonly [K, Value])[]; // ascending

const hostile = [
  '',
  '\0',
  'a\0',
  'a\0b',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '\ud800',
  '\udc00',
  '\ud83d\ude00',
  '\uffff',
];
const anyName = fc.oneof(
  fc.constantFrom(...hostile, 'a', 'B', 'b', 'a10', 'a9', '10', '9', 'é'),
  fc.string({ unit: 'binary', maxLength: 4 }),
  // With lone surrogates:
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 3 }).map((units) => String.fromCharCode(...units)),
);
const anyId = fc.oneof(
  fc.integer({ min: 0, max: 20 }),
  fc.integer(),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, Infinity, -Infinity, 0.5),
);
const anyValue: fc.Arbitrary<Value> = fc.oneof(
  fc.string({ maxLength: 3 }),
  fc.integer(),
  fc.constantFrom(true, false, null, Number.NaN, -0),
  fc.record({ status: fc.string({ maxLength: 3 }) }).map((value) => Object.freeze(value)),
);

const isLess = <K extends string | number>(a: K, b: K) => a < b;
const put = <K extends string | number>(model: Model<K>, key: K, value: Value): Model<K> => [
  ...model.filter(([k]) => isLess(k, key)),
  [key, value],
  ...model.filter(([k]) => isLess(key, k)),
];
const remove = <K extends string | number>(model: Model<K>, key: K): Model<K> => model.filter(([k]) => k !== key);

/** An edit of any version made so far: `of` picks the version, and what it gives is one more. */
type Edit<K> = { readonly of: number } & (
  | { readonly kind: 'with'; readonly key: K; readonly value: Value }
  | { readonly kind: 'without'; readonly key: K }
  | { readonly kind: 'withAll'; readonly entries: readonly (readonly [K, Value])[] }
);
const anyEdit = <K>(anyKey: fc.Arbitrary<K>): fc.Arbitrary<Edit<K>> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('with' as const), of: fc.nat(), key: anyKey, value: anyValue }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('without' as const), of: fc.nat(), key: anyKey }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('withAll' as const),
        of: fc.nat(),
        entries: fc.array(fc.tuple(anyKey, anyValue), { maxLength: 60 }),
      }),
    },
  );

const editMap = <K extends string | number>(map: WideMap<K, Value>, edit: Edit<K>): WideMap<K, Value> =>
  edit.kind === 'with'
    ? map.with(edit.key, edit.value)
    : edit.kind === 'without'
      ? map.without(edit.key)
      : map.withAll(edit.entries);
const editModel = <K extends string | number>(model: Model<K>, edit: Edit<K>): Model<K> =>
  edit.kind === 'with'
    ? put(model, edit.key, edit.value)
    : edit.kind === 'without'
      ? remove(model, edit.key)
      : edit.entries.reduce((all, [key, value]) => put(all, key, value), model);

const kinds = [
  ['names', anyName as fc.Arbitrary<string | number>, emptyByName<Value>() as WideMap<string | number, Value>],
  ['numbers', anyId as fc.Arbitrary<string | number>, emptyById<Value>() as WideMap<string | number, Value>],
] as const;

describe.each(kinds)('a map by %s', (_, anyKey, empty) => {
  const anyEntries = fc.array(fc.tuple(anyKey, anyValue), { maxLength: 100 });
  const modelOf = (entries: Model<string | number>) =>
    entries.reduce((all, [key, value]) => put(all, key, value), [] as Model<string | number>);

  test('equals its model after any history, and so does every earlier version, whichever of them was edited', () => {
    fc.assert(
      fc.property(fc.array(anyEdit(anyKey), { maxLength: 100 }), (edits) => {
        const versions = [{ map: empty, model: [] as Model<string | number> }];
        for (const edit of edits) {
          const { map, model } = versions[edit.of % versions.length]!;
          versions.push({ map: editMap(map, edit), model: editModel(model, edit) });
        }
        for (const { map, model } of versions) {
          expect([...map]).toEqual(model);
          expect(map.size).toBe(model.length);
          for (const [key, value] of model) expect(map.get(key)).toBe(value);
        }
      }),
    );
  });

  test('has the keys that were put and no other', () => {
    fc.assert(
      fc.property(anyEntries, anyKey, (entries, key) => {
        const map = empty.withAll(entries);
        const found = modelOf(entries).find(([k]) => k === key);
        expect(map.has(key)).toBe(found !== undefined);
        expect(map.get(key)).toBe(found?.[1]);
      }),
    );
  });

  test('reads any range in ascending order, with its first key and without its last', () => {
    fc.assert(
      fc.property(
        anyEntries,
        fc.option(anyKey, { nil: undefined }),
        fc.option(anyKey, { nil: undefined }),
        (entries, from, before) => {
          const map = empty.withAll(entries);
          const model = modelOf(entries).filter(
            ([key]) => (from === undefined || key >= from) && (before === undefined || key < before),
          );
          expect([...map.entries(from, before)]).toEqual(model);
          expect([...map.keys(from, before)]).toEqual(model.map(([key]) => key));
          expect([...map.values(from, before)]).toEqual(model.map(([, value]) => value));
          expect([...map.after(from, before)]).toEqual(model.filter(([key]) => key !== from));
        },
      ),
    );
  });

  test('is read whole by pages, each after the last key of the one before', () => {
    fc.assert(
      fc.property(anyEntries, fc.integer({ min: 1, max: 10 }), (entries, pageSize) => {
        const map = empty.withAll(entries);
        const read: (readonly [string | number, Value])[] = [];
        for (let last: string | number | undefined; read.length < map.size; last = read.at(-1)![0]) {
          const before = read.length;
          for (const entry of map.after(last)) if (read.push(entry) === before + pageSize) break;
          expect(read.length).toBeGreaterThan(before);
        }
        expect(read).toEqual([...map]);
        expect([...map.after(read.at(-1)?.[0])]).toEqual([]);
      }),
    );
  });

  test('is the same object without a key that is not there', () => {
    fc.assert(
      fc.property(anyEntries, anyKey, (entries, key) => {
        const map = empty.withAll(entries).without(key);
        expect(map.without(key)).toBe(map);
      }),
    );
  });

  test('is equal to another with the same entries, whatever the history of either', () => {
    fc.assert(
      fc.property(anyEntries, anyEntries, (entries, others) => {
        const map = empty.withAll(entries);
        let other = empty.withAll(others);
        for (const [key] of others) if (!map.has(key)) other = other.without(key);
        for (const [key, value] of [...map].reverse()) other = other.with(key, value);
        expect(other).toEqual(map);
        if (map.size > 0) expect(other.without([...map.keys()][0]!)).not.toEqual(map);
      }),
    );
  });
});

describe('a map of several levels', () => {
  const key = (index: number) => index * 2;
  const base = emptyById<number>().withAll(Array.from({ length: 4000 }, (_, index) => [key(index), index] as const));
  /** Puts or removes, in this order or the other, one by one, `count` neighbours: so nodes split, borrow and merge. */
  const anyStretch = fc.record({
    of: fc.nat(),
    kind: fc.constantFrom('put', 'remove'),
    from: fc.integer({ min: 0, max: 8000 }),
    count: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 40, max: 4000 })),
    step: fc.constantFrom(1, -1, 2, -2, 33),
  });

  test('keeps every version when stretches of neighbours come and go in any of them', () => {
    fc.assert(
      fc.property(fc.array(anyStretch, { minLength: 1, maxLength: 8 }), (stretches) => {
        const versions = [{ map: base, model: new Map(base) }];
        for (const { of, kind, from, count, step } of stretches) {
          const start = versions[of % versions.length]!;
          let map = start.map;
          const model = new Map(start.model);
          for (let n = 0; n < count; n++) {
            const id = from + n * step;
            map = kind === 'put' ? map.with(id, -n) : map.without(id);
            if (kind === 'put') model.set(id, -n);
            else model.delete(id);
            if (n === count >> 1) versions.push({ map, model: new Map(model) }); // one that others grow from, half way
          }
          versions.push({ map, model });
        }
        for (const { map, model } of versions) {
          const expected = [...model].sort(([a], [b]) => a - b);
          expect(map.size).toBe(expected.length);
          let at = 0;
          for (const [id, value] of map) {
            if (id !== expected[at]![0] || value !== expected[at]![1]) expect([id, value]).toEqual(expected[at]);
            at += 1;
          }
          expect(at).toBe(expected.length);
          for (const [id, value] of expected) if (map.get(id) !== value) expect(map.get(id)).toBe(value);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('can be drained to nothing while the full map stays', () => {
    let map = base;
    for (const id of base.keys()) map = map.without(id);
    expect([...map]).toEqual([]);
    expect(base.size).toBe(4000);
    expect([...base.values()]).toEqual(Array.from({ length: 4000 }, (_, index) => index));
  });

  test('an iterator goes on in the version it was taken from', () => {
    const reading = base.entries();
    reading.next();
    let map = base;
    for (let index = 1; index < 4000; index++) map = map.with(key(index), -1).without(key(index + 1));
    expect([...reading].map(([, value]) => value)).toEqual(Array.from({ length: 3999 }, (_, index) => index + 1));
  });
});

test('names are ordered by UTF-16 code unit, not by code point or by locale', () => {
  const map = emptyByName<true>().withAll(
    [...hostile, 'a', 'B', 'a10', 'a9', 'é'].map((name) => [name, true] as const),
  );
  expect([...map.keys()]).toEqual([
    '',
    '\0',
    'B',
    '__proto__',
    'a',
    'a\0',
    'a\0b',
    'a10',
    'a9',
    'constructor',
    'hasOwnProperty',
    'é',
    '\ud800',
    '\ud83d\ude00',
    '\udc00',
    '\uffff',
  ]);
});

test('an absent name is absent, whatever Object.prototype has', () => {
  const empty = emptyByName<string>();
  for (const name of hostile) {
    expect(empty.get(name)).toBeUndefined();
    expect(empty.with('x', 'y').has(name)).toBe(false);
  }
});

describe('what is refused', () => {
  const map = emptyByName<unknown>().with('kept', Object.freeze({ a: 1 }));
  const open = createDraft({ status: 'Published' });
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();

  test.each([
    ['a draft', open, 'a draft'],
    ['a draft of an array', createDraft([1]), 'a draft'],
    ['an object that is not frozen', {}, 'not frozen'],
    ['an array that is not frozen', [], 'not frozen'],
    ['a Map', new Map(), 'not frozen'],
    ['a function', () => 1, 'not frozen'],
    ['undefined', undefined, 'undefined'],
    ['a revoked proxy', revoked.proxy, 'revoked'],
  ])('%s', (_, value, message) => {
    expect(() => map.with('new', value)).toThrow(TypeError);
    expect(() => map.with('new', value)).toThrow(message);
    expect(() => map.with('kept', value)).toThrow(TypeError);
    expect(() =>
      map.withAll([
        ['first', 1],
        ['new', value],
      ]),
    ).toThrow(TypeError);
    expect([...map]).toEqual([['kept', { a: 1 }]]);
  });

  test('the key NaN', () => {
    expect(() => emptyById<number>().with(Number.NaN, 1)).toThrow(TypeError);
    expect(() => emptyById<number>().withAll([[Number.NaN, 1]])).toThrow(TypeError);
  });

  test('a change of the map itself', () => {
    expect(Object.isFrozen(map)).toBe(true);
    expect(Object.keys(map)).toEqual([]);
  });
});

describe('immer', () => {
  interface Package {
    readonly latest: string;
    readonly tags: readonly string[];
    readonly versions: WideMap<string, { readonly status: string }>;
  }
  const published = Object.freeze({ status: 'Published' });
  const versions = emptyByName<{ readonly status: string }>().with('1.0.0', published);
  const before: Package = { latest: '1.0.0', tags: [], versions };

  test.each([
    ['that freezes', new Immer({ autoFreeze: true })],
    ['that does not freeze', new Immer({ autoFreeze: false })],
  ])('%s leaves the map in a record alone, as the very same object', (_, immer) => {
    const after = immer.produce(before, (draft) => {
      expect(isDraft(draft)).toBe(true);
      expect(isDraft(draft.versions)).toBe(false);
      expect(draft.versions.get('1.0.0')).toBe(published);
      draft.tags.push('next');
    });
    expect(after.versions).toBe(versions);
    expect([...after.versions.with('2.0.0', published).keys()]).toEqual(['1.0.0', '2.0.0']);
    expect([...before.versions.keys()]).toEqual(['1.0.0']);
  });

  test('takes a new map into a draft, and the result can be put into a map in turn', () => {
    const after = produce(before, (draft) => {
      draft.versions = draft.versions.with('2.0.0', published);
    });
    const packages = emptyByName<Package>().with('left-pad', after);
    expect([...packages.get('left-pad')!.versions.keys()]).toEqual(['1.0.0', '2.0.0']);
    expect([...before.versions.keys()]).toEqual(['1.0.0']);
  });

  test('a value is drafted by its own, finished, and only then put back', () => {
    const draft = createDraft(versions.get('1.0.0')! as { status: string });
    draft.status = 'Archived';
    expect(() => versions.with('1.0.0', draft)).toThrow('a draft');
    const after = versions.with('1.0.0', finishDraft(draft));
    expect(after.get('1.0.0')).toEqual({ status: 'Archived' });
    expect(versions.get('1.0.0')).toBe(published);
  });

  test('a map may hold maps', () => {
    const nested = emptyByName<WideMap<string, { readonly status: string }>>().with('left-pad', versions);
    expect(nested.get('left-pad')).toBe(versions);
    expect(nested).toBeInstanceOf(WideMap);
  });
});
