import type { Settings, State } from './state';
import { emptyByName } from './wide-map';

/** Delays as AWS documents them, in seconds (EXT-23, EXT-27, EXT-29). */
const documentedLatency = {
  ingestionSeconds: 180,
  catalogueSeconds: 30 * 60,
  mavenCatalogueSeconds: 3 * 60 * 60,
} as const;

const noLatency = { ingestionSeconds: 0, catalogueSeconds: 0, mavenCatalogueSeconds: 0 } as const;

/** 'none', the documented delays, or each in seconds; a delay left out is none. */
export type Latency = 'none' | 'documented' | Partial<Omit<Settings, 'domainCleanUpSeconds'>>;

export interface StateOptions {
  readonly latency?: Latency;
  /** From the deletion of a domain whose key is lost until its repositories are gone: 15 minutes (DOM-43). */
  readonly domainCleanUpSeconds?: number;
}

/** A world in which nothing exists yet. */
export function initialState({ latency = 'none', domainCleanUpSeconds = 15 * 60 }: StateOptions = {}): State {
  const delays = latency === 'none' ? noLatency : latency === 'documented' ? documentedLatency : latency;
  if (typeof delays !== 'object') throw new TypeError(`latency is 'none', 'documented' or an object, not ${latency}`);
  const settings: Settings = Object.freeze({ ...noLatency, ...delays, domainCleanUpSeconds });
  for (const [name, seconds] of Object.entries(settings)) {
    if (!(name in noLatency) && name !== 'domainCleanUpSeconds') throw new TypeError(`There is no latency ${name}`);
    if (!Number.isSafeInteger(seconds * 1000) || seconds < 0) {
      throw new RangeError(`${name} is a number of seconds from 0, in whole milliseconds, not ${seconds}`);
    }
  }
  const state: State = {
    sequence: 0,
    settings,
    encryptionKeys: emptyByName(),
    domains: emptyByName(),
    catalogues: emptyByName(),
    due: emptyByName(),
  };
  return Object.freeze(state);
}
