import type { Quotas, Settings, State } from './state';
import { emptyByName } from './wide-map';

/** Delays as AWS documents them, in seconds (EXT-23, EXT-27, EXT-29). */
const documentedLatency = {
  ingestionSeconds: 180,
  catalogueSeconds: 30 * 60,
  mavenCatalogueSeconds: 3 * 60 * 60,
} as const;

const noLatency = { ingestionSeconds: 0, catalogueSeconds: 0, mavenCatalogueSeconds: 0 } as const;

/** What AWS adjusts on request, as it is before (QUO-01, QUO-03, QUO-04). */
const documentedQuotas: Quotas = Object.freeze({
  assetSizeBytes: 5 * 2 ** 30, // QUO-35
  domainsPerAccount: 10,
  repositoriesPerDomain: 1000,
});

const quotaNames: ReadonlySet<string> = new Set<keyof Quotas>([
  'assetSizeBytes',
  'domainsPerAccount',
  'repositoriesPerDomain',
  'packageGroupsPerDomain',
]);

/** 'none', the documented delays, or each in seconds; a delay left out is none. */
export type Latency = 'none' | 'documented' | { readonly [Name in keyof typeof noLatency]?: number };

export interface StateOptions {
  readonly latency?: Latency;
  /** From the deletion of a domain whose key is lost until its repositories are gone: 15 minutes (DOM-43). */
  readonly domainCleanUpSeconds?: number;
  /** 'off' lets everybody do everything; otherwise policies decide. */
  readonly access?: Settings['access'];
  /** Where they are not the documented ones (QUO-31). */
  readonly quotas?: Partial<Quotas>;
}

/** A world in which nothing exists yet. */
export function initialState(options: StateOptions = {}): State {
  const { latency = 'none', domainCleanUpSeconds = 15 * 60, access = 'enforced', quotas = {} } = options;
  if (access !== 'enforced' && access !== 'off') throw new TypeError(`access is 'enforced' or 'off', not ${access}`);
  const settings: Settings = Object.freeze({
    ...delaysOf(latency, domainCleanUpSeconds),
    access,
    quotas: withQuotas(documentedQuotas, quotas),
  });
  const state: State = {
    sequence: 0,
    settings,
    quotas: emptyByName(),
    principals: emptyByName(),
    accessKeys: emptyByName(),
    organizations: emptyByName(),
    encryptionKeys: emptyByName(),
    domains: emptyByName(),
    catalogues: emptyByName(),
    due: emptyByName(),
  };
  return Object.freeze(state);
}

/** The quotas, but for those given. Throws a TypeError for what are none, a RangeError for what is no whole number. */
export function withQuotas(quotas: Quotas, given: Partial<Quotas>): Quotas {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new TypeError(`quotas are an object, not ${Array.isArray(given) ? 'a list' : String(given)}`);
  }
  for (const [name, value] of Object.entries(given)) {
    if (!quotaNames.has(name)) throw new TypeError(`There is no quota ${name}`);
    if (!Number.isSafeInteger(value) || (value as number) < 0) {
      throw new RangeError(`${name} is a whole number from 0, not ${value}`);
    }
  }
  return Object.freeze({ ...quotas, ...given });
}

function delaysOf(latency: Latency, domainCleanUpSeconds: number) {
  const given = latency === 'none' ? noLatency : latency === 'documented' ? documentedLatency : latency;
  if (typeof given !== 'object') throw new TypeError(`latency is 'none', 'documented' or an object, not ${latency}`);
  const delays = { ...noLatency, ...given, domainCleanUpSeconds };
  for (const [name, seconds] of Object.entries(delays)) {
    if (!(name in noLatency) && name !== 'domainCleanUpSeconds') throw new TypeError(`There is no latency ${name}`);
    if (!Number.isSafeInteger(seconds * 1000) || seconds < 0) {
      throw new RangeError(`${name} is a number of seconds from 0, in whole milliseconds, not ${seconds}`);
    }
  }
  return delays;
}
