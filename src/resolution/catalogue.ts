import type { PackageFormat } from '../api/types';
import { externalConnections, formats } from '../formats';
import type { ExternalConnectionName } from '../model/coordinates';
import { catalogueKey } from '../model/keys';
import type { Catalogue, DistTags, PublicVersion, Repository } from '../model/state';
import type { View } from '../model/view';
import { emptyByName } from '../model/wide-map';
import type { SearchList } from './search-list';
import { versionIn, versionsIn } from './stored';

/** A repository of a search list through which a public repository is reached, and the catalogue of that one. */
export interface Route {
  readonly repository: Repository;
  readonly connection: ExternalConnectionName;
  readonly catalogue: Catalogue;
}

/**
 * The connections of the format that the list reaches, in its order (RES-17, EXT-18). A blocked repository uses none
 * (RES-30).
 */
export function routes(view: View, list: SearchList, format: PackageFormat): Route[] {
  const found: Route[] = [];
  for (const repository of list.connected) {
    const connection = repository.externalConnection!;
    if (externalConnections[connection] !== format) continue; // EXT-18
    found.push({ repository, connection, catalogue: catalogueOf(view, connection) });
  }
  return found;
}

/** What the called Region knows of a public repository (EXT-26). */
export const catalogueOf = (view: View, connection: ExternalConnectionName): Catalogue =>
  view.state.catalogues.get(catalogueKey(view.context.region, connection)) ?? emptyCatalogue;

/** What is known of a public repository that nobody described. */
export const emptyCatalogue: Catalogue = Object.freeze({
  listsAssets: true,
  versions: emptyByName<PublicVersion>(),
  tags: emptyByName<DistTags>(),
  refreshTimes: emptyByName<number>(),
});

/** The version as the catalogue shows it at this moment; undefined when it does not (EXT-26). */
export function publicVersion(
  view: View,
  route: Route,
  packageKey: string,
  version: string,
): PublicVersion | undefined {
  const found = versionIn(route.catalogue, externalConnections[route.connection], packageKey, version);
  return found && isKnown(found, knowledgeTime(view, route, packageKey)) ? found : undefined;
}

/** The versions of a package that the catalogue shows at this moment. */
export function* publicVersions(view: View, route: Route, packageKey: string): Generator<PublicVersion> {
  const until = knowledgeTime(view, route, packageKey);
  for (const version of versionsIn(route.catalogue, packageKey)) if (isKnown(version, until)) yield version;
}

/** What has no publication time is long known. */
const isKnown = ({ publishedTime }: PublicVersion, until: number): boolean =>
  publishedTime === undefined || publishedTime <= until;

/**
 * Up to which moment of publication the catalogue knows a package. While the public repository is down nothing new
 * comes in.
 */
export function knowledgeTime(view: View, { catalogue, connection }: Route, packageKey: string): number {
  const { settings } = view.state;
  const now = Math.min(view.context.now, catalogue.unavailableSince ?? Number.POSITIVE_INFINITY);
  if (!isByName(connection)) return now - settings.catalogueSeconds * 1000; // EXT-27
  const refreshed = catalogue.refreshTimes.get(packageKey);
  if (settings.mavenCatalogueSeconds === 0 || refreshed === undefined) return now; // EXT-31
  return refreshed; // EXT-29: also the request that finds the entry too old sees it as it was
}

/** Whether a request for the package at this moment makes the service fetch its public entry anew (EXT-29). */
export function isRefreshDue(view: View, { catalogue, connection }: Route, packageKey: string): boolean {
  const { mavenCatalogueSeconds } = view.state.settings;
  if (mavenCatalogueSeconds === 0 || !isByName(connection) || catalogue.unavailableSince !== undefined) return false;
  const refreshed = catalogue.refreshTimes.get(packageKey);
  return refreshed === undefined || view.context.now - refreshed >= mavenCatalogueSeconds * 1000;
}

const isByName = (connection: ExternalConnectionName): boolean =>
  formats[externalConnections[connection]].catalogueByName;
