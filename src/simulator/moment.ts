import type { State } from '../model/state';
import type { WideMap } from '../model/wide-map';
import type { LogEntry } from './event-log';
import type { Traffic } from './traffic/traffic';

/** The digests of which a history was given the bytes. Without that, an asset has a size and digests and no bytes. */
export type Known = WideMap<string, true>;

/** Where a simulator is: everything that a snapshot brings back and a fork begins with. */
export interface Moment {
  readonly state: State;
  readonly known: Known;
  readonly log: LogEntry | undefined;
  /** Throttling, faults and records; absent: there are none. */
  readonly traffic?: Traffic;
}
