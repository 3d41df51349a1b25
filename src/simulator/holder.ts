import type { Given } from './assets';
import type { ContentStore } from './content-store';
import type { Moment } from './moment';
import type { Holder } from './roots';
import { spare, sweepSome } from './sweep';

/** Where somebody is and where he began, and with that the bytes that he can reach. */
export class Held implements Holder {
  readonly store: ContentStore;
  #beginning: Moment;
  #moment: Moment;
  #isRoot = false;

  constructor(store: ContentStore, moment: Moment) {
    this.store = store;
    this.#beginning = moment;
    this.#moment = moment;
    this.#root();
  }

  get moment(): Moment {
    return this.#moment;
  }

  get moments(): readonly Moment[] {
    return [this.#moment, this.#beginning];
  }

  /** Goes back to where it began. */
  reset(): void {
    this.move(this.#beginning);
  }

  /** Goes to another moment, with the contents that were given on the way there. */
  move(to: Moment, contents: readonly Given[] = []): void {
    let size = 0;
    for (const { content, bytes, isOwned } of contents) {
      const digest = content.hashes['SHA-256'];
      spare(this.store, digest);
      if (bytes && !this.store.get(digest)) this.store.put(digest, isOwned ? bytes : bytes.slice());
      size += bytes?.length ?? 0;
    }
    const isChanged = to.state !== this.#moment.state;
    const isConcerned = this.#moment.known.size > 0 || to.known.size > 0; // else the store keeps nothing for it
    this.#moment = to;
    this.#root();
    if (isChanged && isConcerned) sweepSome(this.store, size);
  }

  /** What is gone is not known any more: no moment of this could reach it. */
  forget(digests: readonly string[]): void {
    const after = (moment: Moment): Moment => {
      let { known } = moment;
      for (const digest of digests) known = known.without(digest);
      return known === moment.known ? moment : { ...moment, known };
    };
    this.#beginning = after(this.#beginning);
    this.#moment = after(this.#moment);
  }

  /** Who knows no bytes needs none. */
  #root(): void {
    if (this.#isRoot || this.#moment.known.size === 0) return;
    this.#isRoot = true;
    this.store.roots.add(this);
  }
}
