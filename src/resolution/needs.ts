import { formats } from '../formats';
import type { ExternalConnectionName, PackageCoordinates } from '../model/coordinates';
import { ServiceError } from '../model/errors';
import type { PackageVersion } from '../model/state';
import { View } from '../model/view';
import { type Route, routes } from './catalogue';
import { isServed, resolve, type Sought, type SoughtPackage } from './resolve';
import { type SearchList, searchList } from './search-list';
import { versionIn } from './stored';
import { takesLaterAssets } from './supplement';

/** Something that a public repository has to have told before a request can be answered rightly. */
export interface Need {
  readonly connection: ExternalConnectionName;
  readonly coordinates: PackageCoordinates;
  /** The version on which the answer depends; absent: all of the package. */
  readonly version?: string;
  /** The file that is asked for: whether there is one, and all of it. */
  readonly asset?: string;
  /** Files that are stored along with it, of which size or SHA-256 is not known yet; some may not be there (EXT-38). */
  readonly others?: readonly string[];
}

const nothing: readonly Need[] = Object.freeze([]);

/** What a list of versions depends on: all public repositories that the package reaches (RES-19), behind no block. */
export function listingNeeds(view: View, sought: SoughtPackage): readonly Need[] {
  const { coordinates } = sought;
  const list = listOf(view, sought);
  if (!list || list.dangling) return nothing;
  return routes(view, list, coordinates.format).map(({ connection }) => ({ connection, coordinates }));
}

/** What a publication depends on: whether the version can be had from outside (PUB-47). */
export function publicationNeeds(view: View, sought: Sought): readonly Need[] {
  const { repository, coordinates, key, version } = sought;
  const list = listOf(view, sought);
  if (!list || formats[coordinates.format].isSnapshot(version)) return nothing; // PUB-45
  for (const holder of list.repositories) {
    if (holder !== repository && versionIn(holder, coordinates.format, key, version)) return nothing;
  }
  return untilOffered(view, sought, list).map(({ connection }) => ({ connection, coordinates, version }));
}

/**
 * What a file of a version depends on: nothing when it is stored and takes nothing later, else the public repositories
 * that are asked for it, in their order up to the first that is known to have the version (RES-16, RES-17). Once these
 * have told, what is needed may be another: it is asked again until nothing new comes.
 */
export function assetNeeds(view: View, sought: Sought, asked: string): readonly Need[] {
  const { format } = sought.coordinates;
  const quiet = new View(view.state, view.context); // these looks are no part of the request's reasons
  const found = resolve(quiet, sought);
  const list = listOf(view, sought);
  if (!list || list.dangling) return nothing;
  if (found instanceof ServiceError || found.kind === 'public') {
    const last = quiet.trace.at(-1);
    const isBarred = found instanceof ServiceError && last?.kind === 'rule' && last.id !== 'RES-01';
    if (isBarred || formats[format].isSnapshot(sought.version)) return nothing; // EXT-36
    return untilOffered(view, sought, list).map((route) => assetNeed(sought, route, asked, true));
  }
  return laterNeeds(view, sought, found.record, list, asked);
}

/** What comes to a stored version later depends on the public repository from which the version came, and no other. */
function laterNeeds(
  view: View,
  sought: Sought,
  record: PackageVersion,
  list: SearchList,
  asked: string,
): readonly Need[] {
  const { coordinates, key, version } = sought;
  const isAskedFor = formats[coordinates.format].laterAssets === 'asked-for';
  if (!takesLaterAssets(sought, record)) return nothing;
  if (isAskedFor && record.assets.some(({ name }) => name === asked)) return nothing; // RET-13
  for (const holder of isAskedFor ? [] : list.holders) {
    const other = versionIn(holder, coordinates.format, key, version);
    if (other && (!isServed(other) || other.origin.originType !== 'EXTERNAL')) return nothing; // EXT-46, EXT-47
  }
  const entry = record.origin.domainEntryPoint?.externalConnectionName;
  return routes(view, list, coordinates.format)
    .filter(({ connection }) => connection === entry)
    .map((route) => assetNeed({ ...sought, version: record.version }, route, asked, !isAskedFor));
}

/** The file, and what is stored along with it. */
function assetNeed({ coordinates, key, version }: Sought, route: Route, asked: string, withOthers: boolean): Need {
  const { connection, catalogue } = route;
  const rules = formats[coordinates.format];
  const assets = versionIn(catalogue, coordinates.format, key, version)?.assets ?? [];
  const first = catalogue.listsAssets ? undefined : rules.firstAssets?.(coordinates, version); // EXT-38
  const others = (withOthers ? (first ?? assets.map(({ name }) => name)) : []).filter((name) => {
    const known = assets.find((asset) => asset.name === name);
    return name !== asked && (known?.size === undefined || known.hashes['SHA-256'] === undefined);
  });
  return { connection, coordinates, version, asset: asked, ...(others.length > 0 && { others }) };
}

/** The routes of a version up to the first whose catalogue has it: those behind it are not asked. */
function untilOffered(view: View, { coordinates, key, version }: Sought, list: SearchList): Route[] {
  const all = routes(view, list, coordinates.format);
  const at = all.findIndex(({ catalogue }) => versionIn(catalogue, coordinates.format, key, version) !== undefined);
  return at < 0 ? all : all.slice(0, at + 1);
}

/** The search list; undefined where nothing comes from elsewhere (RES-33). */
const listOf = (view: View, { domain, repository, coordinates, key }: SoughtPackage): SearchList | undefined =>
  formats[coordinates.format].upstreams
    ? searchList(new View(view.state, view.context), domain, repository, key)
    : undefined;
