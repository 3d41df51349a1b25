import { freeze } from 'immer';
import type { PackageFormat, PackageOriginRestrictions } from '../api/types';
import { externalConnections, formats } from '../formats';
import { storedCoordinates } from '../formats/coordinates';
import type { ExternalConnectionName } from '../model/coordinates';
import { invalid } from '../model/errors';
import { catalogueKey, packageKey, versionKey } from '../model/keys';
import type {
  Asset,
  Catalogue,
  EncryptionKey,
  Origin,
  PackageVersion,
  PublicAsset,
  State,
  VersionMetadata,
} from '../model/state';
import { Transaction } from '../model/transaction';
import type { Context } from '../model/view';
import { emptyCatalogue } from '../resolution/catalogue';
import { firstCopied } from '../resolution/origin-controls';
import { noTags, setTags, writeVersion } from '../resolution/records';
import { byName, revisionOf } from '../resolution/revision';
import { type QuotasFact, withAccountQuotas } from './account-quotas';
import { findRepository, type RepositoryRequest } from './find';
import { keptAsset, keptPublicAsset } from './kept';
import { type AccessFact, isAccessFact, withAccessFact } from './learn-access';
import { keptMetadata } from './metadata';

/**
 * Something of the world around the service, or a record that it has had for long: what no operation can bring about.
 */
export type Fact =
  | PublicVersionFact
  | WithdrawnFact
  | PublicRepositoryFact
  | EncryptionKeyFact
  | StoredVersionFact
  | QuotasFact
  | AccessFact;

/** A public repository offers a version; one that it offers already is replaced. */
export interface PublicVersionFact {
  readonly type: 'public version';
  readonly connection: ExternalConnectionName;
  readonly namespace?: string;
  readonly package: string;
  readonly version: string;
  /** Milliseconds since 1970; absent: long ago (EXT-27). */
  readonly publishedTime?: number;
  /** What is not known of a file has to be told, in another fact, before it can be fetched. */
  readonly assets: readonly PublicAsset[];
  readonly metadata?: VersionMetadata;
  /** npm dist-tags that are set to it: `latest` when left out, as npm publishes. */
  readonly tags?: readonly string[];
}

/** A public repository offers a version no more (EXT-52). */
export interface WithdrawnFact {
  readonly type: 'public version withdrawn';
  readonly connection: ExternalConnectionName;
  readonly namespace?: string;
  readonly package: string;
  readonly version: string;
}

/** A public repository is up or down (EXT-32), and lists assets or does not (EXT-37, EXT-38). */
export interface PublicRepositoryFact {
  readonly type: 'public repository';
  readonly connection: ExternalConnectionName;
  readonly available?: boolean;
  /** Since when it is down, in milliseconds since 1970; left out, now. */
  readonly since?: number;
  readonly listsAssets?: boolean;
}

/** A KMS key is there in this state (DOM-13 to DOM-17, DOM-41). */
export interface EncryptionKeyFact extends EncryptionKey {
  readonly type: 'encryption key';
}

/** A repository holds a version, however it came: without check, and without event. */
export interface StoredVersionFact extends RepositoryRequest {
  readonly type: 'stored version';
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
  readonly version: string;
  readonly status?: PackageVersion['status'];
  /** Where it entered the domain; left out, here (VER-33). UNKNOWN is older than the tracking of origins (VER-42). */
  readonly origin?: Origin;
  readonly publishedTime?: number;
  readonly assets: readonly Asset[];
  readonly metadata?: VersionMetadata;
  readonly tags?: readonly string[];
  /** Left out, it is computed from the content (VER-20). */
  readonly revision?: string;
  /** The settings of a package's record that is made by this; left out, the defaults of its origin (ORG-25). */
  readonly restrictions?: PackageOriginRestrictions;
}

/**
 * The state in which the facts hold, one after the other. A fact about a repository that is not there is refused with a
 * ServiceError, what is no fact with a TypeError.
 */
export function withFacts(state: State, facts: Iterable<Fact>, context: Context): State {
  let current = state;
  for (const fact of factsIn(facts)) current = withFact(current, fact, context);
  return current;
}

/** The facts of a list. Throws a TypeError for what is no list, and for an item that is no object with a type. */
export function* factsIn<F extends { readonly type: string }>(facts: Iterable<F>): Generator<F> {
  if (typeof facts !== 'object' || typeof facts?.[Symbol.iterator] !== 'function') {
    const found = typeof facts === 'object' && facts !== null ? 'an object' : String(facts);
    throw new TypeError(`Facts are given in a list, as [{ type: 'quotas', quotas: {} }], not as ${found}`);
  }
  for (const fact of facts) {
    if (typeof fact !== 'object' || fact === null) throw new TypeError(`A fact is an object, not ${String(fact)}`);
    if (lacksAssets(fact)) throw new TypeError(`A ${fact.type} has a list of assets, which may be empty`);
    checkTimes(fact);
    yield fact;
  }
}

const lacksAssets = (fact: { readonly type: string; readonly assets?: unknown }): boolean =>
  (fact.type === 'public version' || fact.type === 'stored version') && !Array.isArray(fact.assets);

/** Refuses a publication time that no date has. */
function checkTimes(fact: { readonly type: string }): void {
  const { publishedTime, assets = [] } = fact as Partial<PublicVersionFact>;
  for (const time of [publishedTime, ...assets.map((asset) => asset?.publishedTime)]) {
    if (time === undefined || (Number.isInteger(time) && Math.abs(time) <= lastMoment)) continue;
    throw new RangeError(`A publication time is a whole number of milliseconds since 1970, not ${String(time)}`);
  }
}

/** The last moment that a Date can be, in milliseconds since 1970. */
const lastMoment = 8.64e15;

function withFact(state: State, fact: Fact, context: Context): State {
  if (fact.type === 'stored version') return withStored(state, fact, context);
  if (isAccessFact(fact)) return withAccessFact(state, fact);
  if (fact.type === 'quotas') return withAccountQuotas(state, fact, context);
  if (fact.type === 'encryption key') {
    const { type: _, ...key } = fact;
    return Object.freeze({
      ...state,
      encryptionKeys: state.encryptionKeys.with(fact.arn, freeze({ ...key, aliases: [...key.aliases] }, true)),
    });
  }
  if (!offers.has(fact.type)) throw invalid(`There is no fact of type '${String(fact.type)}'`);
  const key = catalogueKey(context.region, fact.connection);
  const catalogue = withOffer(state.catalogues.get(key) ?? emptyCatalogue, fact, context.now);
  return Object.freeze({ ...state, catalogues: state.catalogues.with(key, Object.freeze(catalogue)) });
}

type Offer = PublicVersionFact | WithdrawnFact | PublicRepositoryFact;

const offers: ReadonlySet<string> = new Set<Offer['type']>([
  'public version',
  'public version withdrawn',
  'public repository',
]);

function withOffer(catalogue: Catalogue, fact: Offer, now: number): Catalogue {
  if (fact.type === 'public repository') {
    const { unavailableSince: since, ...rest } = catalogue;
    const available = fact.available ?? since === undefined;
    const listsAssets = fact.listsAssets ?? catalogue.listsAssets;
    return available
      ? { ...rest, listsAssets }
      : { ...rest, listsAssets, unavailableSince: fact.since ?? since ?? now };
  }
  const format = externalConnections[fact.connection];
  const given = { format, namespace: fact.namespace, package: fact.package };
  const key = packageKey(storedCoordinates(given));
  const version = formats[format].normalizeVersion(fact.version);
  if (fact.type === 'public version withdrawn') {
    return { ...catalogue, versions: catalogue.versions.without(versionKey(key, version)) };
  }
  const { publishedTime, assets } = fact;
  const metadata = keptMetadata(given, fact.metadata) ?? {};
  const offered = {
    version,
    ...(publishedTime === undefined ? {} : { publishedTime }),
    assets: byName(assets.map(keptPublicAsset)),
    metadata,
  };
  const versions = catalogue.versions.with(versionKey(key, version), freeze(offered, true));
  if (formats[format].defaultDisplayVersion !== 'latest-tag') return { ...catalogue, versions };
  const tags = Object.assign(Object.create(null), catalogue.tags.get(key) ?? noTags) as Record<string, string>;
  for (const tag of fact.tags ?? ['latest']) tags[tag] = version;
  return { ...catalogue, versions, tags: catalogue.tags.with(key, Object.freeze(tags)) };
}

function withStored(state: State, fact: StoredVersionFact, context: Context): State {
  const tx = new Transaction(state, context);
  const place = findRepository(tx, fact);
  const coordinates = storedCoordinates(fact);
  const version = formats[fact.format].normalizeVersion(fact.version);
  const { status = 'Published', publishedTime = context.now } = fact;
  const metadata = keptMetadata(fact, fact.metadata) ?? {};
  const { originType, domainEntryPoint } = fact.origin ?? publishedIn(place.repository.name);
  const origin: Origin = domainEntryPoint ? { originType, domainEntryPoint: { ...domainEntryPoint } } : { originType };
  const all = byName(fact.assets.map(keptAsset));
  const record: PackageVersion = {
    version,
    revision: fact.revision ?? revisionOf(coordinates, version, all, metadata),
    status,
    origin,
    publishedTime,
    assets: status === 'Disposed' ? [] : all, // STA-39
    metadata,
  };
  const before = place.repository.versions.get(versionKey(packageKey(coordinates), version));
  const settings = { byEntry: firstCopied(origin), restrictions: fact.restrictions };
  writeVersion(tx, place, coordinates, { how: 'published', before, after: record, ...settings });
  setTags(tx, place, packageKey(coordinates), fact.tags ?? [], version);
  return tx.commit();
}

/** VER-33. */
const publishedIn = (repositoryName: string): Origin => ({
  originType: 'INTERNAL',
  domainEntryPoint: { repositoryName },
});
