import { authorize } from '../access/authorize';
import { formats } from '../formats';
import { coordinatesFault } from '../formats/coordinates';
import type { ServiceError } from '../model/errors';
import type { View } from '../model/view';
import { groupControls } from '../package-groups/controls';
import { assetNeeds, listingNeeds, type Need, publicationNeeds } from '../resolution/needs';
import { originRules } from '../rules/publication';
import { publishDemands, readDemands } from './demands';
import { type EndpointRequest, findEndpoint, findVersionAtEndpoint } from './endpoint';
import type { PublishInput } from './publish';
import type { ReadAssetInput } from './read-asset';
import { assetFault, readFault } from './request-input';
import type { RequestName } from './requests';

/** The part of a package manager's request that says what it is about; what is published has no part in it. */
export interface NeedyRequest extends EndpointRequest {
  readonly version?: string;
  readonly asset?: string;
}

type Finder = (view: View, request: NeedyRequest) => readonly Need[];

/**
 * What of public repositories the answer of a request depends on. Refuses what the request itself refuses before it
 * looks there. An index of all packages needs nothing: no public repository is read whole.
 */
export function needsOf(view: View, name: RequestName, request: NeedyRequest): readonly Need[] {
  return finders[name]?.(view, request) ?? [];
}

const finders: Readonly<Partial<Record<RequestName, Finder>>> = {
  ListVersions(view, request) {
    throwFault(readFault(loose(request)));
    authorize(view, readDemands, request);
    return listingNeeds(view, findEndpoint(view, request));
  },
  ReadAsset(view, request) {
    throwFault(assetFault(loose(request)));
    authorize(view, readDemands, request);
    const { version, asset } = request as ReadAssetInput;
    return assetNeeds(view, findVersionAtEndpoint(view, request, version), asset);
  },
  Publish(view, request) {
    throwFault(readFault(loose(request)));
    authorize(view, publishDemands, request as PublishInput);
    const { version = '' } = request;
    if (coordinatesFault(request) ?? formats[request.format].versionFault(version)) return [];
    const sought = findVersionAtEndpoint(view, request, version);
    const { domain, repository, coordinates, key } = sought;
    const subject = {
      coordinates,
      version: sought.version,
      assets: [],
      repository: repository.name,
      groupControls: groupControls(domain.packageGroups, key),
      package: repository.packages.get(key),
      stored: undefined,
      reachable: undefined,
      assetSizeBytes: 0,
      atEndpoint: true,
    };
    return originRules.every((rule) => rule.holds(subject)) ? publicationNeeds(view, sought) : [];
  },
};

const loose = (request: NeedyRequest) => request as unknown as Readonly<Record<string, unknown>>;

function throwFault(fault: ServiceError | undefined): void {
  if (fault) throw fault;
}
