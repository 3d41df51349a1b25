import type { Arrival, PublicAsset, PublicVersion, State } from '../model/state';
import type { WideMap } from '../model/wide-map';
import type { ContentStore } from './content-store';
import type { Moment } from './moment';
import type { Sweep } from './roots';

type Store = Pick<ContentStore, 'digests' | 'delete' | 'roots'>;

const stepsPerCall = 4;
const looksPerStep = 64;
const leastWork = 256;
const bytesPerWork = 64 * 1024;

/** Whether an operation on the state can reach the content: it is in a domain, on its way into one, or public. */
export function reaches(state: State, digest: string): boolean {
  const isIt = ({ hashes }: PublicAsset): boolean => hashes['SHA-256'] === digest;
  for (const { assets, arrivals } of state.domains.values()) {
    if (assets.has(digest)) return true;
    for (const { record } of arrivals.values()) if (record.assets.some(isIt)) return true;
  }
  for (const { versions } of state.catalogues.values()) {
    for (const { assets } of versions.values()) if (assets.some(isIt)) return true;
  }
  return false;
}

/** The digests of everything that an operation on the state can reach. */
export function digestsOf(state: State): ReadonlySet<string> {
  const digests = new Set<string>();
  const add = (assets: readonly PublicAsset[]): void => {
    for (const { hashes } of assets) if (hashes['SHA-256'] !== undefined) digests.add(hashes['SHA-256']);
  };
  for (const { assets, arrivals } of state.domains.values()) {
    for (const digest of assets.keys()) digests.add(digest);
    for (const { record } of arrivals.values()) add(record.assets);
  }
  for (const { versions } of state.catalogues.values()) for (const { assets } of versions.values()) add(assets);
  return digests;
}

/** Says that a moment after the present sweep's beginning may reach the content: the sweep spares it. */
export const spare = ({ roots }: Store, digest: string): void => {
  roots.sweep?.unreached.delete(digest);
};

/**
 * Does a small part of the work of freeing what nobody reaches, after a call that changed a state and brought so many
 * bytes. A sweep begins when as much has happened as would pay for it.
 */
export function sweepSome(store: Store, bytes: number): void {
  const { roots } = store;
  roots.work += 1 + bytes / bytesPerWork;
  if (!roots.sweep && roots.work >= Math.max(leastWork, roots.worthAt)) roots.sweep = begin(store);
  for (let step = 0; roots.sweep && step < stepsPerCall; step++) {
    if (roots.sweep.steps.next().done) end(store, roots.sweep);
  }
}

/** Frees at once all that no live moment reaches. */
export function sweepAll(store: Store): void {
  const sweep = begin(store);
  while (!sweep.steps.next().done);
  end(store, sweep);
}

/** The moments of now are what counts: what a later one reaches was reached by one of these, or is spared. */
function begin(store: Store): Sweep {
  const { roots } = store;
  const unreached = new Set(store.digests());
  const moments = roots.live().flatMap(({ moments }) => moments);
  roots.work = 0;
  roots.worthAt = unreached.size / 2;
  return { unreached, steps: new Marking(unreached).of(moments) };
}

function end(store: Store, { unreached }: Sweep): void {
  store.roots.sweep = undefined;
  if (unreached.size === 0) return;
  const gone = [...unreached];
  for (const digest of gone) store.delete(digest);
  for (const holder of store.roots.live()) holder.forget(gone);
}

/** Takes out of `unreached` what moments reach, with a pause after every so many look-ups. */
class Marking {
  readonly #unreached: Set<string>;
  readonly #stored: ReadonlySet<string>;
  /** What lies in maps that were looked through: most moments share most of what is public. */
  readonly #found = new Map<object, readonly string[]>();
  #looks = 0;

  constructor(unreached: Set<string>) {
    this.#unreached = unreached;
    this.#stored = new Set(unreached);
  }

  *of(moments: readonly Moment[]): Generator<void> {
    for (const moment of moments) {
      if (this.#unreached.size === 0) return;
      yield* this.#mark(moment);
    }
  }

  *#mark({ state, known }: Moment): Generator<void> {
    const unreached = this.#unreached;
    const mark = (digest: string): void => {
      if (known.has(digest)) unreached.delete(digest);
    };
    for (const { assets, arrivals } of state.domains.values()) {
      const isFewer = unreached.size < assets.size;
      yield* this.#each(isFewer ? unreached : assets.keys(), (digest) => {
        if (!isFewer || assets.has(digest)) mark(digest);
      });
      yield* this.#each(yield* this.#digestsIn(arrivals, recordOf), mark);
    }
    for (const { versions } of state.catalogues.values()) {
      yield* this.#each(yield* this.#digestsIn(versions, itself), mark);
    }
  }

  /** The contents of the store that are in the map. */
  *#digestsIn<Value>(
    map: WideMap<string, Value>,
    pick: (value: Value) => WithAssets,
  ): Generator<void, readonly string[]> {
    const found = this.#found.get(map);
    if (found) return found;
    const digests: string[] = [];
    yield* this.#each(map.values(), (value) => {
      for (const { hashes } of pick(value).assets) {
        const digest = hashes['SHA-256'];
        if (digest !== undefined && this.#stored.has(digest)) digests.push(digest);
      }
    });
    this.#found.set(map, digests);
    return digests;
  }

  *#each<Item>(items: Iterable<Item>, look: (item: Item) => void): Generator<void> {
    this.#looks++;
    for (const item of items) {
      look(item);
      if (++this.#looks < looksPerStep) continue;
      this.#looks = 0;
      yield;
    }
  }
}

interface WithAssets {
  readonly assets: readonly PublicAsset[];
}

const recordOf = ({ record }: Arrival): WithAssets => record;
const itself = (version: PublicVersion): WithAssets => version;
