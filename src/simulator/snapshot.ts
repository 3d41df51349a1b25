import type { State } from '../model/state';
import type { ContentStore } from './content-store';
import { Held } from './holder';
import type { Moment } from './moment';

/** A moment of a simulator. As long as it is kept, so is what it can reach. */
export class Snapshot {
  readonly #held: Held;

  constructor(store: ContentStore, moment: Moment) {
    this.#held = new Held(store, moment);
  }

  get state(): State {
    return this.#held.moment.state;
  }

  /** The bytes of a content by its SHA-256, if this moment has them: the store's own, for nobody to change. */
  bytesOf(digest: string): Uint8Array | undefined {
    const { store, moment } = this.#held;
    return moment.known.has(digest) ? store.get(digest) : undefined;
  }

  /** The moment. Throws a TypeError for another store than that of its bytes. */
  momentIn(store: ContentStore): Moment {
    if (store === this.#held.store) return this.#held.moment;
    throw new TypeError('The snapshot is of a simulator with another content store: its bytes are not here');
  }
}
