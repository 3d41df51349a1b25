import { isDraft } from 'immer';
import imported from 'sorted-btree';

// The library is CommonJS: to Node its default export is the module, to a bundler it may be the class.
const BTree = (imported as typeof imported & { default?: typeof imported }).default ?? imported;
const nodeSize = 32; // docs/decisions/0002-wide-map.md
type Tree<K, V> = InstanceType<typeof BTree<K, V>>;

/**
 * The one collection for what can grow without bound: ordered by key and persistent. Every change gives a new map
 * that shares most of its nodes with the old one, and the old one stays as it was. It holds finished values only:
 * primitives and frozen objects. To immer it is opaque, neither drafted nor searched.
 */
export class WideMap<K extends string | number, V> {
  readonly #tree: Tree<K, V>;

  private constructor(tree: Tree<K, V>) {
    this.#tree = tree;
    Object.freeze(this);
  }

  /** An empty map in this order; each type of key has its own order, so that a comparison sees one type. */
  static ordered<K extends string | number, V>(compare: (a: K, b: K) => number): WideMap<K, V> {
    return new WideMap(new BTree<K, V>(undefined, compare, nodeSize));
  }

  get size(): number {
    return this.#tree.size;
  }

  get(key: K): V | undefined {
    return this.#tree.get(key);
  }

  has(key: K): boolean {
    return this.#tree.has(key);
  }

  /** A map in which `key` has this value. Throws a TypeError unless the value is finished: a primitive or frozen. */
  with(key: K, value: V): WideMap<K, V> {
    assertStorable(key, value);
    const overwrite = true; // or the library keeps the value that the key has
    return new WideMap(trimmed(this.#tree.with(key, value, overwrite)));
  }

  /** As `with` for each entry in turn, but with one copy of the shared nodes for all of them. */
  withAll(entries: Iterable<readonly [K, V]>): WideMap<K, V> {
    const tree = this.#tree.clone();
    for (const [key, value] of entries) {
      assertStorable(key, value);
      tree.set(key, value);
    }
    return new WideMap(trimmed(tree));
  }

  /** A map without `key`; the same map when it is not there. */
  without(key: K): WideMap<K, V> {
    return this.has(key) ? new WideMap(this.#tree.without(key)) : this;
  }

  [Symbol.iterator](): IterableIterator<[K, V]> {
    return this.entries();
  }

  /** The entries in ascending order, those with `from` <= key < `before`. */
  entries(from?: K, before?: K): IterableIterator<[K, V]> {
    return this.#read((entry) => entry, from, before);
  }

  /** The entries after `key` and before `before`, ascending: the page of a list that follows one ending with `key`. */
  after(key: K | undefined, before?: K): IterableIterator<[K, V]> {
    return this.#read((entry) => entry, key, before, key);
  }

  keys(from?: K, before?: K): IterableIterator<K> {
    return this.#read(([key]) => key, from, before);
  }

  values(from?: K, before?: K): IterableIterator<V> {
    return this.#read(([, value]) => value, from, before);
  }

  /** Passes on the library's own steps, each a new object: a generator around them would take twice as long. */
  #read<R>(pick: (entry: [K, V]) => R, from?: K, before?: K, except?: K): IterableIterator<R> {
    const source = this.#tree.entries(from);
    return {
      [Symbol.iterator]() {
        return this;
      },
      next() {
        let step: IteratorResult<unknown> = source.next();
        if (!step.done && (step.value as [K, V])[0] === except) step = source.next();
        if (step.done) return step;
        const entry = step.value as [K, V];
        if (before !== undefined && entry[0] >= before) return { done: true, value: undefined };
        step.value = pick(entry);
        return step as IteratorResult<R>;
      },
    };
  }
}

/** Copies a tree of one leaf once more: an array that has just grown keeps room for 16, half of a small map's bytes. */
const trimmed = <K, V>(tree: Tree<K, V>): Tree<K, V> => (tree.size <= nodeSize ? tree.greedyClone(true) : tree);

// one comparison of order, mostly
const compareNames = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
const compareIds = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
const noNames = WideMap.ordered<string, never>(compareNames);
const noIds = WideMap.ordered<number, never>(compareIds);

/** The empty map with names for keys, in the order of their UTF-16 code units. */
export const emptyByName = <V>(): WideMap<string, V> => noNames;

/** The empty map with numbers for keys. */
export const emptyById = <V>(): WideMap<number, V> => noIds;

/** `undefined` is refused since `get` gives it for an absent key, and a NaN since it has no place in an order. */
function assertStorable(key: string | number, value: unknown): void {
  if (Number.isNaN(key)) throw new TypeError('A WideMap has no place for the key NaN');
  if (value === undefined || !Object.isFrozen(value)) {
    const found = isDraft(value) ? 'a draft' : value === undefined ? 'undefined' : 'an object that is not frozen';
    throw new TypeError(`A WideMap holds finished values only; that of ${JSON.stringify(key)} is ${found}`);
  }
}
