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
  const settings: Settings = Object.freeze({ ...noLatency, ...delays, domainCleanUpSeconds });
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
