import type { Moment } from './moment';

/** Somebody who needs bytes for as long as he lives: a simulator, or a snapshot. */
export interface Holder {
  /** Where he is, and where he may go back to by himself. */
  readonly moments: readonly Moment[];
  /** Hears that these contents are gone: he could not reach them any more. */
  forget(digests: readonly string[]): void;
}

/** A sweep in progress. */
export interface Sweep {
  /** Contents that no moment was found to reach as yet. */
  readonly unreached: Set<string>;
  /** Goes on with it, by one step of bounded work. */
  readonly steps: Iterator<void>;
}

/** Who needs the bytes of a store, without keeping them alive, and how far the present sweep has come. */
export class Roots {
  #holders: WeakRef<Holder>[] = [];
  #roomFor = 64;
  /** The sweep in progress. */
  sweep: Sweep | undefined;
  /** What has been done since the last sweep: a measure of how much can have become unreachable. */
  work = 0;
  /** After how much work the next sweep is worth its cost. */
  worthAt = 0;

  add(holder: Holder): void {
    if (this.#holders.length >= this.#roomFor) {
      this.#roomFor = 64 + 2 * this.live().length; // looks through the list rarely enough to cost nothing
    }
    this.#holders.push(new WeakRef(holder));
  }

  /** The holders that are alive. */
  live(): readonly Holder[] {
    const live: Holder[] = [];
    this.#holders = this.#holders.filter((reference) => {
      const holder = reference.deref();
      if (holder) live.push(holder);
      return holder !== undefined;
    });
    return live;
  }
}
