import { freeze } from 'immer';
import { formats } from '../formats';
import { arrivalKey, domainKey, dueKey, versionKey } from '../model/keys';
import type { Asset, DistTags, Due, PackageVersion, PublicVersion, Repository } from '../model/state';
import type { StoreReason } from '../model/trace';
import type { Transaction } from '../model/transaction';
import type { View } from '../model/view';
import type { Route } from './catalogue';
import { knownAssets } from './known-assets';
import { firstIngested, firstRetained } from './origin-controls';
import { type Place, setTags, writeVersion } from './records';
import { absent, type Found, isServed, noteCatalogue, type Sought, type SoughtPackage } from './resolve';
import { byName, revisionOf } from './revision';
import { type SearchList, searchList } from './search-list';
import { versionIn, versionsIn } from './stored';
import { demandAvailable, type Supplement, supplement, supplemented, takesLaterAssets } from './supplement';

/** What a fetch gives, and what it leaves behind. */
export interface Fetch {
  readonly record: PackageVersion;
  readonly writes: readonly Write[];
}

/** A record that a repository takes over. */
export interface Write {
  readonly repository: Repository;
  readonly record: PackageVersion;
  readonly how: Extract<StoreReason, 'retained' | 'ingested' | 'refreshed'>;
  /** The npm dist-tags that point at the version where it comes from (RET-27). */
  readonly tags: readonly string[];
  /** It comes from outside, and so after the delay of EXT-23. */
  readonly delayed: boolean;
}

/**
 * The record from which a client gets an asset, and the records that this fetch stores: in the requested repository
 * and in the one that holds the connection, never between (RET-01 to RET-05). Refuses when the version, or its asset
 * of that name, cannot be had.
 */
export function fetchAsset(view: View, sought: Sought, found: Found, asked: string): Fetch {
  if (found.kind === 'public') return ingestion(view, sought, found, asked);
  const { record } = found;
  const grows = takesLaterAssets(sought, record);
  if (found.kind === 'own' && !grows) return { record, writes: noWrites }; // RET-11, RET-24
  const addition = grows
    ? supplement(view, sought, record, found.kind === 'upstream' ? found.list : listOf(view, sought), asked)
    : undefined;
  const whole = addition ? supplemented(sought, record, addition) : record;
  const writes: Write[] = [];
  const write = (repository: Repository, to: PackageVersion, how: Write['how'], tags: readonly string[] = []): void => {
    writes.push({ repository, record: to, how, tags, delayed: false });
  };
  if (addition?.source) writeConnected(sought, addition.source, addition.yanked, write);
  if (found.kind === 'own') {
    if (whole !== record) write(sought.repository, whole, 'refreshed');
  } else if (isReplaceable(sought, whole)) {
    write(sought.repository, whole, 'retained', tagsOf(found.holder.packages.get(sought.key)?.tags, record.version));
  }
  return { record: whole, writes };
}

/**
 * The repository that holds the connection takes over what is public too (EXT-39, EXT-42), and nothing else, since
 * what lies downstream of it is not seen in it (UPS-25). It takes it only into a version that came through this very
 * connection (EXT-40, EXT-47) and whose assets are given out.
 */
function writeConnected(
  sought: Sought,
  { route: { repository, connection }, assets }: NonNullable<Supplement['source']>,
  yanked: Supplement['yanked'],
  write: (repository: Repository, record: PackageVersion, how: Write['how']) => void,
): void {
  if (repository === sought.repository) return;
  const held = versionIn(repository, sought.coordinates.format, sought.key, sought.version);
  if (!held || !isServed(held) || held.origin.domainEntryPoint?.externalConnectionName !== connection) return;
  const filled = supplemented(sought, held, { assets, yanked });
  if (filled !== held) write(repository, filled, 'refreshed');
}

const noWrites: readonly Write[] = [];

const listOf = (view: View, { domain, repository, key }: Sought): SearchList =>
  searchList(view, domain, repository, key);

/**
 * A snapshot of an upstream does not take the place of the repository's own (RES-34), nor is the same one stored again
 * (RET-24).
 */
function isReplaceable(sought: Sought, record: PackageVersion): boolean {
  const own = sought.repository.versions.get(versionKey(sought.key, sought.version));
  return !own || (own.revision !== record.revision && !isDeployedHere(sought, own));
}

/**
 * Whether a snapshot is a build of this repository by its assets (MVN-45), wherever it first came from (VER-37).
 */
function isDeployedHere({ repository, key }: Sought, snapshot: PackageVersion): boolean {
  for (const { origin, assets } of versionsIn(repository, key)) {
    const isOwn = origin.domainEntryPoint?.repositoryName === repository.name;
    if (isOwn && isSameContent(assets, snapshot.assets)) return true;
  }
  return false;
}

const isSameContent = (some: readonly Asset[], others: readonly Asset[]): boolean =>
  some.length === others.length &&
  some.every(({ name, hashes }, index) => {
    const other = others[index]!;
    return name === other.name && hashes['SHA-256'] === other.hashes['SHA-256'];
  });

/** A version that is only public: both records are of what the public repository has at this moment (EXT-21). */
function ingestion(
  view: View,
  sought: Sought,
  { version, route }: Extract<Found, { kind: 'public' }>,
  asked: string,
): Fetch {
  const underway = sought.domain.arrivals.get(
    arrivalKey(sought.repository.id, versionKey(sought.key, version.version)),
  );
  if (underway?.record.assets.some(({ name }) => name === asked)) {
    return { record: underway.record, writes: noWrites }; // EXT-23
  }
  demandAvailable(view, route);
  if (!version.assets.some(({ name }) => name === asked)) {
    noteCatalogue(view, route, 'no asset of that name');
    throw view.refuse('RES-01', absent(sought), sought.repository.name);
  }
  const record = ingested(view, sought, version, route, asked);
  const tags = tagsOf(route.catalogue.tags.get(sought.key), version.version);
  const delayed = view.state.settings.ingestionSeconds > 0;
  const writes: Write[] = [{ repository: route.repository, record, how: 'ingested', tags, delayed }]; // RET-03
  if (route.repository !== sought.repository) {
    writes.push({ repository: sought.repository, record, how: 'retained', tags, delayed });
  }
  return { record, writes };
}

/** The record of a public version. */
function ingested(
  view: View,
  { coordinates }: Sought,
  { version, publishedTime, assets, metadata }: PublicVersion,
  { catalogue, connection }: Route,
  asked: string,
): PackageVersion {
  const first = catalogue.listsAssets ? undefined : formats[coordinates.format].firstAssets?.(coordinates, version);
  // EXT-37, EXT-38, EXT-41
  const taken = byName(
    knownAssets(first ? assets.filter(({ name }) => name === asked || first.includes(name)) : assets),
  );
  return freeze(
    {
      version,
      revision: revisionOf(coordinates, version, taken, metadata),
      status: 'Published',
      origin: { originType: 'EXTERNAL', domainEntryPoint: { externalConnectionName: connection } }, // VER-34
      publishedTime: publishedTime ?? view.context.now, // VER-45
      assets: taken,
      metadata,
    },
    true,
  );
}

const tagsOf = (tags: DistTags | undefined, version: string): string[] =>
  tags ? Object.keys(tags).filter((name) => tags[name] === version) : [];

/** Stores what a fetch leaves behind: at once, or when the delay of EXT-23 is over (RET-22). */
export function store(tx: Transaction, sought: Sought, writes: readonly Write[]): void {
  for (const write of writes) {
    const place = { domain: sought.domain, repository: write.repository };
    if (write.delayed) schedule(tx, place, sought, write);
    else storeNow(tx, place, sought, write);
  }
}

/** Writes the record, with its package's when there is none. */
export function storeNow(
  tx: Transaction,
  place: Place,
  { coordinates, key }: Pick<SoughtPackage, 'coordinates' | 'key'>,
  { record, how, tags }: Omit<Write, 'repository' | 'delayed'>,
): void {
  const before = tx.repository(place.domain, place.repository.id).versions.get(versionKey(key, record.version));
  const byEntry = how === 'ingested' ? firstIngested : firstRetained;
  writeVersion(tx, place, coordinates, { how, before, after: record, byEntry });
  const movable = tags.filter((name) => !pointsAtPublished(tx, place, key, name));
  if (movable.length > 0) setTags(tx, place, key, movable, record.version); // RET-27
}

/** Whether a tag names a version that was published directly into this repository: such a one is not moved. */
function pointsAtPublished(tx: Transaction, place: Place, key: string, tag: string): boolean {
  const repository = tx.repository(place.domain, place.repository.id);
  const version = repository.packages.get(key)!.tags[tag];
  const target = version === undefined ? undefined : repository.versions.get(versionKey(key, version));
  return target?.origin.domainEntryPoint?.repositoryName === repository.name;
}

/** Puts a record on its way; one that is on its way already takes over assets that it lacks. */
function schedule(tx: Transaction, place: Place, sought: Sought, { record, tags, how }: Write): void {
  const domain = tx.domain(place.domain);
  const version = versionKey(sought.key, record.version);
  const key = arrivalKey(place.repository.id, version);
  const underway = domain.arrivals.get(key);
  if (underway) {
    const whole = supplemented(sought, underway.record, { assets: record.assets });
    if (whole !== underway.record)
      domain.arrivals = domain.arrivals.with(key, freeze({ ...underway, record: whole }, true));
    return;
  }
  const time = tx.context.now + tx.state.settings.ingestionSeconds * 1000;
  const due: Due = {
    kind: 'arrival',
    time,
    domain: domainKey(domain.region, domain.owner, domain.name),
    repository: place.repository.id,
    version,
  };
  domain.arrivals = domain.arrivals.with(key, freeze({ record, how, tags }, true));
  tx.root.due = tx.root.due.with(dueKey(time, tx.nextId()), Object.freeze(due));
  tx.trace.push({ kind: 'schedule', repository: place.repository.name, version: record.version, time });
}
