import { formats } from '../formats';
import { ServiceError } from '../model/errors';
import { noEvents } from '../model/event';
import { catalogueKey } from '../model/keys';
import type { State } from '../model/state';
import { View } from '../model/view';
import { isRefreshDue, knowledgeTime, routes } from '../resolution/catalogue';
import { type Listing, listing } from '../resolution/listing';
import { brokenGraph, nameOf, type SoughtPackage } from '../resolution/resolve';
import { type SearchList, searchList } from '../resolution/search-list';
import type { Answer } from './answer';
import { type EndpointRequest, findEndpoint } from './endpoint';

/**
 * What a package manager sees of a package through a repository: the versions of all repositories and public ones
 * that it reaches (RES-19). It stores nothing (RET-14, EXT-22), but a Maven package's public entry may be refreshed
 * by it (EXT-29). Refuses a package without listable version (RES-32) and a broken upstream graph (UPS-16).
 */
export function listVersions(view: View, request: EndpointRequest): Answer<Listing> {
  const sought = findEndpoint(view, request);
  const { repository, coordinates, key } = sought;
  const { upstreams } = formats[coordinates.format];
  const list = upstreams
    ? searchList(view, sought.domain, repository, key)
    : // RES-33
      {
        repositories: [repository],
        holders: [repository],
        connected: [],
        blocked: new Set([repository.id]),
        dangling: false,
      };
  if (list.dangling) throw view.refuse('UPS-16', brokenGraph(), repository.name);
  const state = withRefreshes(view, sought);
  const output = { ...listing(view, sought, list), ...refreshed(view, sought, list) };
  if (output.versions.length > 0) return { state, output, events: noEvents };
  const error = view.refuse('RES-32', unlisted(sought), repository.name);
  return refusedAfter(state, error);
}

/**
 * When the public entries of a Maven package were last refreshed (MVN-59). Where every request does it, those of one
 * minute count as one, so that a checksum that is asked for after a document is still its.
 */
function refreshed(view: View, { coordinates, key }: SoughtPackage, list: SearchList): Pick<Listing, 'refreshedTime'> {
  const reached = formats[coordinates.format].catalogueByName ? routes(view, list, coordinates.format) : [];
  if (reached.length === 0) return {};
  const time = Math.max(...reached.map((route) => knowledgeTime(view, route, key)));
  return { refreshedTime: view.state.settings.mavenCatalogueSeconds === 0 ? time - (time % 60_000) : time };
}

/** A refusal, of which it is kept that Maven packages' public entries were asked for (EXT-29). */
export const refusedAfter = ({ catalogues }: State, error: ServiceError): Answer<never> => ({
  error,
  kept: (state) => (catalogues === state.catalogues ? state : Object.freeze({ ...state, catalogues })),
});

/**
 * The state in which the public entries of a package that were too old count as refreshed now; also a request that
 * finds nothing in them makes the service fetch them anew (EXT-29). With no delay set it is the very same state.
 */
export function withRefreshes(view: View, { domain, repository, coordinates, key }: SoughtPackage): State {
  let { state } = view;
  if (!formats[coordinates.format].catalogueByName || state.settings.mavenCatalogueSeconds === 0) return state;
  const list = searchList(new View(state, view.context), domain, repository, key);
  for (const route of routes(view, list, coordinates.format)) {
    if (!isRefreshDue(view, route, key)) continue;
    const refreshTimes = route.catalogue.refreshTimes.with(key, view.context.now);
    const catalogue = Object.freeze({ ...route.catalogue, refreshTimes });
    const catalogues = state.catalogues.with(catalogueKey(view.context.region, route.connection), catalogue);
    state = Object.freeze({ ...state, catalogues });
    view.trace.push({ kind: 'follow', id: 'EXT-29', subject: route.connection });
  }
  return state;
}

const unlisted = ({ coordinates, repository }: SoughtPackage): ServiceError =>
  new ServiceError(
    'ResourceNotFoundException',
    `Package ${nameOf(coordinates)} was not found through repository ${repository.name}.`,
    { resourceType: 'package', resourceId: coordinates.package },
  );
