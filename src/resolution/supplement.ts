import { formats } from '../formats';
import { ServiceError } from '../model/errors';
import type { PackageVersion, PublicAsset, PublicVersion, VersionMetadata } from '../model/state';
import type { View } from '../model/view';
import { publicVersion, type Route, routes } from './catalogue';
import { knownAssets } from './known-assets';
import { isServed, noteCatalogue, type Sought } from './resolve';
import { byName, revisionOf } from './revision';
import type { SearchList } from './search-list';
import { versionIn } from './stored';

/** What a stored version has to take over from farther up before an asset of it is given out. */
export interface Supplement {
  readonly assets: readonly PublicAsset[];
  /** PyPI's yanked mark as it is now; absent when the public repository has no part in it. */
  readonly yanked?: { readonly mark: VersionMetadata['yanked'] };
  /** The connection through which public assets come, and all that it gives: its repository takes over these alone. */
  readonly source?: { readonly route: Route; readonly assets: readonly PublicAsset[] };
}

const nothing: Supplement = { assets: [] };

/** Whether assets can come to the version later: of what was published directly nothing does (EXT-40, EXT-47). */
export const takesLaterAssets = ({ coordinates }: Sought, { origin }: PackageVersion): boolean =>
  formats[coordinates.format].laterAssets !== 'none' && origin.originType === 'EXTERNAL';

/**
 * The assets that come from farther up to a stored version that takes later ones: of PyPI all that are new (RET-12,
 * EXT-42), of Maven the one that is asked for (RET-13, EXT-39).
 */
export function supplement(
  view: View,
  sought: Sought,
  record: PackageVersion,
  list: SearchList,
  asked: string,
): Supplement {
  const { laterAssets } = formats[sought.coordinates.format];
  if (list.dangling) return nothing; // UPS-22
  if (laterAssets === 'asked-for') {
    return record.assets.some(({ name }) => name === asked) ? nothing : askedFor(view, sought, record, list, asked);
  }
  return refreshed(view, sought, record, list);
}

/** Maven: the asset of that name, if the public repository from which the version came has it. */
function askedFor(view: View, sought: Sought, record: PackageVersion, list: SearchList, asked: string): Supplement {
  const origin = originRoute(view, sought, record, list);
  if (!origin) return nothing;
  const asset = origin.version.assets.find(({ name }) => name === asked);
  if (!asset) {
    noteCatalogue(view, origin.route, 'no asset of that name');
    return nothing;
  }
  if (!isStoredAt(sought, origin.route, record, asked)) demandAvailable(view, origin.route); // EXT-32
  noteCatalogue(view, origin.route, 'the version');
  view.trace.push({ kind: 'follow', id: 'EXT-39', subject: asked });
  return { assets: [asset], source: { route: origin.route, assets: [asset] } };
}

/** Whether the connection's repository has the asset already, in a version that came through this connection too. */
function isStoredAt(
  { coordinates, key }: Sought,
  { repository, connection }: Route,
  { version }: PackageVersion,
  asked: string,
) {
  const held = versionIn(repository, coordinates.format, key, version);
  return (
    held !== undefined &&
    isServed(held) &&
    held.origin.domainEntryPoint?.externalConnectionName === connection &&
    held.assets.some(({ name }) => name === asked)
  );
}

/** PyPI: what upstream repositories on the way, and then the public repository, have more than the record. */
function refreshed(view: View, sought: Sought, record: PackageVersion, list: SearchList): Supplement {
  const { coordinates, key, version } = sought;
  const names = new Set(record.assets.map(({ name }) => name));
  const assets: PublicAsset[] = [];
  const take = (offered: readonly PublicAsset[]): void => {
    for (const asset of offered) if (!names.has(asset.name)) assets.push(asset);
    for (const { name } of offered) names.add(name);
  };
  for (const repository of list.holders) {
    const other = versionIn(repository, coordinates.format, key, version);
    if (!other || other === record) continue;
    const stop = !isServed(other) ? 'EXT-46' : other.origin.originType !== 'EXTERNAL' ? 'EXT-47' : undefined;
    if (stop) {
      view.trace.push({ kind: 'stop', id: stop, repository: repository.name });
      return { assets };
    }
    take(other.assets); // RES-28: the nearest of a name
  }
  const origin = originRoute(view, sought, record, list);
  if (!origin || origin.route.catalogue.unavailableSince !== undefined) return { assets };
  noteCatalogue(view, origin.route, 'the version');
  take(origin.version.assets);
  const source = { route: origin.route, assets: origin.version.assets };
  return { assets, yanked: { mark: origin.version.metadata.yanked }, source };
}

/**
 * The route to the public repository from which the version came, as long as it stands and offers the version (EXT-40,
 * EXT-43, EXT-44).
 */
function originRoute(
  view: View,
  { coordinates, key }: Sought,
  { origin, version }: PackageVersion,
  list: SearchList,
): { route: Route; version: PublicVersion } | undefined {
  for (const route of routes(view, list, coordinates.format)) {
    if (route.connection !== origin.domainEntryPoint?.externalConnectionName) continue;
    const offered = publicVersion(view, route, key, version);
    if (offered) return { route, version: offered };
  }
  return undefined;
}

/** What is not stored cannot be had while the public repository is down (EXT-33). */
export function demandAvailable(view: View, { connection, catalogue }: Route): void {
  if (catalogue.unavailableSince === undefined) return;
  view.trace.push({ kind: 'outage', connection });
  throw view.refuse(
    'EXT-33',
    new ServiceError('ServiceUnavailable', `The public repository ${connection} is not available.`),
    connection,
  );
}

/**
 * The record with what comes to it; the very same record when that is nothing. A changed one has a new revision
 * (RET-29).
 */
export function supplemented(
  { coordinates }: Sought,
  record: PackageVersion,
  { assets: additions, yanked }: Supplement,
): PackageVersion {
  const isSameMark = !yanked || yanked.mark === record.metadata.yanked;
  const names = new Set(record.assets.map(({ name }) => name));
  const added = knownAssets(additions.filter(({ name }) => !names.has(name)));
  if (added.length === 0 && isSameMark) return record;
  const assets = added.length === 0 ? record.assets : byName([...record.assets, ...added]);
  const metadata = isSameMark ? record.metadata : { ...record.metadata, yanked: yanked?.mark };
  return { ...record, assets, metadata, revision: revisionOf(coordinates, record.version, assets, metadata) };
}
