/**
 * Compares the candidates for `src/model/wide-map.ts`; the record is docs/decisions/0002-wide-map.md.
 *
 * The candidates are an opt-in install, in a folder of its own:
 *
 *   npm install sorted-btree@2.1.0 immutable@5 functional-red-black-tree@1 @rimbu/sorted@2 effect@3 immer@11
 *   WIDE_MAP_CANDIDATES=<that folder> npx tsx bench/wide-map-candidates.ts [rounds]
 *
 * One that is not installed is skipped. Each candidate and size runs in a process of its own, so that none spoils the
 * inline caches or the heap of another; the rounds are interleaved, and the best of each counts. Times
 * are of the processor, since the machine may be shared; all figures but the bytes are ratios to the first row.
 */
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { argv, env, execArgv } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { emptyByName, type WideMap } from '../src/model/wide-map';

type Value = { readonly status: string };
type Pair = readonly [string, Value];
interface Ops<M> {
  build(entries: readonly Pair[]): M;
  set(map: M, key: string, value: Value): M;
  get(map: M, key: string): Value | undefined;
  /** The keys of `count` entries after this one. */
  page(map: M, after: string, count: number): string[];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const folder = resolve(env.WIDE_MAP_CANDIDATES ?? '.');
const load = async <T>(name: string): Promise<T> => {
  const module = await import(pathToFileURL(createRequire(join(folder, 'x.js')).resolve(name)).href);
  return (module.default ?? module) as T;
};

function pageOf(sorted: readonly string[], after: string, count: number): string[] {
  let low = 0;
  for (let high = sorted.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= after) low = middle + 1;
    else high = middle;
  }
  return sorted.slice(low, low + count);
}

function take(iterator: Iterable<readonly [string, unknown]>, after: string, count: number): string[] {
  const page: string[] = [];
  for (const [key] of iterator) {
    if (key !== after && page.push(key) === count) break;
  }
  return page;
}

interface BTree {
  set(key: string, value: Value): boolean;
  get(key: string): Value | undefined;
  with(key: string, value: Value, overwrite: boolean): BTree;
  entries(from: string): Iterable<[string, Value]>;
}
type BTreeClass = new (entries: undefined, order: typeof compare, maxNodeSize: number) => BTree;
const bTree = (maxNodeSize: number) => async (): Promise<Ops<BTree>> => {
  const module = await load<BTreeClass & { default?: BTreeClass }>('sorted-btree');
  const Tree = module.default ?? module;
  return {
    build(entries) {
      const tree = new Tree(undefined, compare, maxNodeSize);
      for (const [key, value] of entries) tree.set(key, value);
      return tree;
    },
    set: (map, key, value) => map.with(key, value, true),
    get: (map, key) => map.get(key),
    page: (map, after, count) => take(map.entries(after), after, count),
  };
};

const wideMap = async (): Promise<Ops<WideMap<string, Value>>> => ({
  build: (entries) => emptyByName<Value>().withAll(entries),
  set: (map, key, value) => map.with(key, value),
  get: (map, key) => map.get(key),
  page(map, after, count) {
    const page: string[] = [];
    for (const key of map.keys(after)) if (key !== after && page.push(key) === count) break;
    return page;
  },
});

interface ImmutableMap {
  set(key: string, value: Value): ImmutableMap;
  get(key: string): Value | undefined;
  keys(): Iterable<string>;
}
async function immutableMap(): Promise<Ops<ImmutableMap>> {
  const { Map: create } = await load<{ Map: (entries: readonly Pair[]) => ImmutableMap }>('immutable');
  return {
    build: (entries) => create(entries),
    set: (map, key, value) => map.set(key, value),
    get: (map, key) => map.get(key),
    page: (map, after, count) => pageOf([...map.keys()].sort(), after, count),
  };
}

async function immerMap(): Promise<Ops<ReadonlyMap<string, Value>>> {
  const { Immer, enableMapSet } = await load<typeof import('immer')>('immer');
  enableMapSet();
  const immer = new Immer();
  return {
    build: (entries) => immer.produce(new Map(entries), () => {}),
    set: (map, key, value) => immer.produce(map, (draft) => void (draft as Map<string, Value>).set(key, value)),
    get: (map, key) => map.get(key),
    page: (map, after, count) => pageOf([...map.keys()].sort(), after, count),
  };
}

interface RedBlackTree {
  insert(key: string, value: Value): RedBlackTree;
  get(key: string): Value | undefined;
  find(key: string): { readonly valid: boolean; update(value: Value): RedBlackTree };
  gt(key: string): { readonly valid: boolean; readonly key: string; next(): void };
}
async function redBlackTree(): Promise<Ops<RedBlackTree>> {
  const create = await load<(order: typeof compare) => RedBlackTree>('functional-red-black-tree');
  return {
    build: (entries) => entries.reduce((tree, [key, value]) => tree.insert(key, value), create(compare)),
    set(map, key, value) {
      const found = map.find(key); // its insert would add the key a second time
      return found.valid ? found.update(value) : map.insert(key, value);
    },
    get: (map, key) => map.get(key),
    page(map, after, count) {
      const page: string[] = [];
      for (const at = map.gt(after); at.valid && page.length < count; at.next()) page.push(at.key);
      return page;
    },
  };
}

interface Rimbu {
  set(key: string, value: Value): Rimbu;
  get(key: string): Value | undefined;
  streamRange(range: { start: [string, boolean] }): Iterable<readonly [string, Value]>;
}
interface RimbuContext {
  builder(): { addEntries(entries: readonly Pair[]): unknown; build(): Rimbu };
}
async function rimbuSorted(): Promise<Ops<Rimbu>> {
  const comp = { compare, isComparable: (key: unknown) => typeof key === 'string' };
  const { SortedMap } = await load<{ SortedMap: { createContext(options: unknown): RimbuContext } }>('@rimbu/sorted');
  const context = SortedMap.createContext({ comp });
  return {
    build(entries) {
      const builder = context.builder();
      builder.addEntries(entries);
      return builder.build();
    },
    set: (map, key, value) => map.set(key, value),
    get: (map, key) => map.get(key),
    page: (map, after, count) => take(map.streamRange({ start: [after, false] }), after, count),
  };
}

interface EffectOption {
  readonly _tag: string;
  readonly value: Value;
}
interface EffectMap {
  empty(order: typeof compare): object;
  set(map: object, key: string, value: Value): object;
  get(map: object, key: string): EffectOption;
}
interface EffectTree {
  greaterThan(tree: unknown, key: string): Iterable<[string, Value]>;
}
async function effectSortedMap(): Promise<Ops<object>> {
  const maps = await load<EffectMap>('effect/SortedMap');
  const trees = await load<EffectTree>('effect/RedBlackTree');
  const { some } = await load<{ some: (value: Value) => EffectOption }>('effect/Option');
  const { _tag } = some({ status: '' });
  return {
    build: (entries) => entries.reduce((map, [key, value]) => maps.set(map, key, value), maps.empty(compare)),
    set: (map, key, value) => maps.set(map, key, value),
    get(map, key) {
      const found = maps.get(map, key);
      return found._tag === _tag ? found.value : undefined;
    },
    page: (map, after, count) => take(trees.greaterThan((map as { tree: unknown }).tree, after), after, count),
  };
}

const candidates: Record<string, () => Promise<Ops<never>>> = {
  'wide-map.ts': wideMap as () => Promise<Ops<never>>,
  'sorted-btree, nodes of 16': bTree(16) as () => Promise<Ops<never>>,
  'sorted-btree, nodes of 32': bTree(32) as () => Promise<Ops<never>>,
  'sorted-btree, nodes of 64': bTree(64) as () => Promise<Ops<never>>,
  'immutable Map': immutableMap as () => Promise<Ops<never>>,
  'functional-red-black-tree': redBlackTree as () => Promise<Ops<never>>,
  '@rimbu/sorted SortedMap': rimbuSorted as () => Promise<Ops<never>>,
  'effect SortedMap': effectSortedMap as () => Promise<Ops<never>>,
  'plain Map under immer': immerMap as () => Promise<Ops<never>>,
};
const sizes = [1e3, 1e5, 1e6];

const published: Value = Object.freeze({ status: 'Published' });
const archived: Value = Object.freeze({ status: 'Archived' });
const nameOf = (n: number): string => `npm\0\0package-${n}`;
const versionOf = (n: number): string => `1.${n % 10}.${Math.floor(n / 10)}`;
/** A key that nobody has compared yet: the engine still has to join it. */
const keyOf = (n: number): string => `${nameOf(n)}\0${versionOf(n % 7)}`;

const joined = (key: string): string => Buffer.from(key).toString();

/** The numbers below `count` in an order that repeats from run to run. */
function shuffled(count: number, seed = 1): number[] {
  const numbers = Array.from({ length: count }, (_, n) => n);
  let state = seed;
  for (let n = count - 1; n > 0; n--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (n + 1));
    [numbers[n], numbers[other]] = [numbers[other]!, numbers[n]!];
  }
  return numbers;
}

/** Nanoseconds of processor time a call, collection of garbage included, of calls for so long (at least one). */
function time(milliseconds: number, call: (n: number) => unknown): number {
  let calls = 0;
  let batch = 1;
  const start = process.cpuUsage();
  for (;;) {
    for (let n = 0; n < batch; n++) call(calls++);
    const { user, system } = process.cpuUsage(start);
    const elapsed = (user + system) / 1000;
    if (elapsed >= milliseconds) return (elapsed * 1e6) / calls;
    batch = Math.max(1, Math.min(1000, Math.floor((calls * (milliseconds - elapsed)) / (elapsed + 0.1) / 4)));
  }
}

/** The best of three after a warm-up; a call that takes longer than all of these is timed once. */
function bestTime(call: (n: number) => unknown): number {
  const warmUp = time(100, call);
  return warmUp > 5e8 ? warmUp : Math.min(...Array.from({ length: 3 }, () => time(100, call)));
}

function heap(): number {
  for (let n = 0; n < 4; n++) globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

type Figures = Record<string, number>;

/** From pairs that are garbage afterwards, unless the map keeps them, and are then part of its bytes. */
const buildFrom = <M>(ops: Ops<M>, entries: readonly Pair[]): M =>
  ops.build(entries.map(([key, value]) => [key, value] as const));

function measure<M>(ops: Ops<M>, size: number): Figures {
  const order = shuffled(size);
  const pick = (n: number) => order[(n * 7919) % size]!;
  const entries = order.map((n): Pair => [joined(keyOf(n)), published]); // or the map would be charged for joining
  const before = heap();
  const built = buildFrom(ops, entries);
  const bytes = (heap() - before) / size;
  const sorted = entries.map(([key]) => key).sort();
  const sample = sorted[Math.floor(size / 2)]!;
  if (ops.page(built, sample, 100).join() !== pageOf(sorted, sample, 100).join()) throw new Error('a wrong page');
  if (ops.get(ops.set(built, sample, archived), sample) !== archived) throw new Error('a wrong value');
  if (ops.get(built, sample) !== published) throw new Error('the old map has changed');

  let map = built;
  let found = 0;
  let turn = 0;
  const update = () => {
    map = ops.set(map, keyOf(pick(turn)), statusIn(turn, size));
    turn += 1;
  };
  const read = (n: number) => {
    if (ops.get(map, keyOf(pick(n)))) found += 1;
  };
  const page = (n: number) => {
    found += ops.page(map, keyOf(pick(n)), 100).length;
  };
  const mix = (n: number) => {
    map = ops.set(map, `${nameOf(pick(n))}\x009.0.${turn++}`, published);
    read(n + 1);
    page(n + 2);
  };
  const figures: Figures = {};
  for (const [name, call] of Object.entries({ update, read, page, mix })) {
    map = built;
    turn = 0;
    figures[name] = bestTime(call);
  }
  if (found === 0) throw new Error('nothing was read');
  return { ...figures, bytes };
}

interface Package {
  readonly name: string;
  readonly versions: WideMap<string, Value>;
}
const layouts = ['one tree by package and version', 'a tree of packages, each with a tree of versions'];
const shapes = [
  [1e5, 10],
  [1e6, 1],
  [1, 5000],
] as const;

interface Layout {
  readonly bytes: number;
  change(name: string, version: string, value: Value): void;
  read(name: string, version: string): Value | undefined;
  versions(name: string): number;
  packages(after: string): number;
}

/** Another status in every pass over `size` entries, so that each update changes something. */
const statusIn = (turn: number, size: number): Value => (Math.floor(turn / size) % 2 === 0 ? archived : published);

/** The first of some entries or keys, a page at most. */
function pageLength(iterator: Iterable<unknown>): number {
  let length = 0;
  for (const _ of iterator) if (++length === 100) break;
  return length;
}

function flatLayout(packages: number, versions: number): Layout {
  const order = shuffled(packages);
  const before = heap();
  const record = Object.freeze({});
  let records = emptyByName<object>().withAll(order.map((n) => [nameOf(n), record] as const));
  let tree = emptyByName<Value>();
  for (const n of order) {
    tree = tree.withAll(
      Array.from({ length: versions }, (_, v) => [`${nameOf(n)}\0${versionOf(v)}`, published] as const),
    );
  }
  return {
    bytes: (heap() - before) / (packages * versions),
    change(name, version, value) {
      tree = tree.with(`${name}\0${version}`, value);
      records = records.with(name, Object.freeze({}));
    },
    read: (name, version) => tree.get(`${name}\0${version}`),
    versions: (name) => pageLength(tree.keys(`${name}\0`, `${name}\x01`)),
    packages: (after) => pageLength(records.after(after)),
  };
}

function nestedLayout(packages: number, versions: number): Layout {
  const order = shuffled(packages);
  const before = heap();
  const entries = order.map((n): readonly [string, Package] => {
    const tree = emptyByName<Value>().withAll(
      Array.from({ length: versions }, (_, v) => [versionOf(v), published] as const),
    );
    const name = nameOf(n);
    return [name, Object.freeze({ name, versions: tree })];
  });
  let tree = emptyByName<Package>().withAll(entries);
  entries.length = 0; // or it would count as part of the tree
  return {
    bytes: (heap() - before) / (packages * versions),
    change(name, version, value) {
      const found = tree.get(name)!;
      tree = tree.with(name, Object.freeze({ name: found.name, versions: found.versions.with(version, value) }));
    },
    read: (name, version) => tree.get(name)?.versions.get(version),
    versions: (name) => pageLength(tree.get(name)!.versions.keys()),
    packages: (after) => pageLength(tree.after(after)),
  };
}

function measureLayout(name: string, packages: number, versions: number): Figures {
  const layout = (name === layouts[0] ? flatLayout : nestedLayout)(packages, versions);
  const order = shuffled(packages, 2);
  const pick = (n: number) => nameOf(order[n % packages]!);
  const version = (n: number) => versionOf((n * 7919) % versions);
  let turn = 0;
  const update = () => {
    const at = turn++;
    layout.change(pick(at), version(at + Math.floor(at / packages)), statusIn(at, packages * versions));
  };
  const calls = {
    update,
    read: (n: number) => layout.read(pick(n), version(n)),
    versions: (n: number) => layout.versions(pick(n)),
    packages: (n: number) => layout.packages(pick(n)),
    publish: (n: number) => layout.change(pick(n), `9.0.${turn++}`, published),
  };
  const figures: Figures = {};
  for (const [call, run] of Object.entries(calls)) {
    figures[call] = bestTime(run);
  }
  return { ...figures, bytes: layout.bytes };
}

/** Runs one measurement in a process of its own; undefined when its candidate is not installed. */
function inChild(...task: (string | number)[]): Promise<Figures | undefined> {
  return new Promise((done, failed) => {
    const child = fork(fileURLToPath(import.meta.url), ['child', ...task.map(String)], {
      execArgv: [...execArgv, '--expose-gc', '--max-old-space-size=6000'],
    });
    let answer: { figures?: Figures } = {};
    child.on('message', (message) => {
      answer = message as typeof answer;
    });
    child.on('exit', (code) => (code === 0 ? done(answer.figures) : failed(new Error(`${task} ended with ${code}`))));
  });
}

const best = (a: Figures | undefined, b: Figures): Figures =>
  a ? Object.fromEntries(Object.entries(b).map(([name, value]) => [name, Math.min(value, a[name]!)])) : b;

function print(title: string, rows: Map<string, Figures>): void {
  console.log(`\n${title}`);
  const [first] = rows.values();
  for (const [row, figures] of rows) {
    const cells = Object.entries(figures).map(([name, value]) =>
      name === 'bytes' ? `bytes ${value.toFixed(0)}` : `${name} ${(value / first![name]!).toPrecision(2)}`,
    );
    console.log(`  ${row.padEnd(50)} ${cells.join('  ')}`);
  }
  const absolute = Object.entries(first!).map(([name, value]) => `${name} ${value.toFixed(0)}`);
  console.log(`  (the first row in ns: ${absolute.join('  ')})`);
}

async function compareAll(rounds: number, only: string | undefined): Promise<void> {
  const tables = new Map<string, Map<string, Figures>>();
  const add = async (title: string, row: string, ...task: (string | number)[]) => {
    const figures = await inChild(...task);
    const rows = tables.get(title) ?? new Map<string, Figures>();
    tables.set(title, rows);
    console.error(title, '|', row, '|', JSON.stringify(figures));
    if (figures) rows.set(row, best(rows.get(row), figures));
  };
  for (let round = 0; round < rounds; round++) {
    for (const size of only === 'layouts' ? [] : sizes) {
      for (const name of Object.keys(candidates)) await add(`${size} entries`, name, 'candidate', name, size);
    }
    for (const [packages, versions] of only === 'candidates' ? [] : shapes) {
      for (const name of layouts) await add(`${packages} x ${versions}`, name, 'layout', name, packages, versions);
    }
  }
  for (const [title, rows] of tables) print(title, rows);
}

async function child(kind: string, name: string, a: number, b: number): Promise<void> {
  if (kind === 'layout') {
    process.send!({ figures: measureLayout(name, a, b) });
    return;
  }
  let ops: Ops<never>;
  try {
    ops = await candidates[name]!();
  } catch (error) {
    console.log(`${name} is skipped: ${(error as Error).message.split('\n')[0]}`);
    process.send!({});
    return;
  }
  process.send!({ figures: measure(ops, a) });
}

const [mode, kind, name, a, b] = argv.slice(2);
if (mode === 'child') await child(kind!, name!, Number(a), Number(b));
else await compareAll(Number(mode ?? 3), kind);
