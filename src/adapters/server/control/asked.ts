import type { PackageFormat } from '../../../api/types';
import { formats } from '../../../formats';
import { storedCoordinates } from '../../../formats/coordinates';
import { ServiceError } from '../../../model/errors';
import type { State } from '../../../model/state';
import { type Context, View } from '../../../model/view';
import { findVersionAtEndpoint } from '../../../ops/endpoint';
import { resolve } from '../../../resolution/resolve';
import { settle } from '../../../resolution/settle';
import { contextFor } from '../../../simulator/caller';
import type { Caller } from '../../../simulator/calls';
import { fixedClock } from '../../../simulator/clock';
import type { Simulator } from '../../../simulator/interface';
import { usualAssets } from '../../../simulator/world/packages';
import { type Members, wrong } from './input';

/** What a package manager wants of a repository: a package's version list, a version's assets, or one of them. */
export interface Asked {
  readonly package: Readonly<{
    domain: string;
    domainOwner?: string;
    repository: string;
    format: PackageFormat;
    namespace?: string;
    package: string;
  }>;
  readonly version?: string;
  readonly asset?: string;
  readonly as: Caller;
}

/** Reads what is asked for. */
export function askedIn(members: Members): Asked {
  const asked = {
    package: {
      domain: members.text('domain'),
      domainOwner: accountOf(members, 'domainOwner'),
      repository: members.text('repository'),
      format: members.oneOf('format', Object.keys(formats) as PackageFormat[]),
      namespace: members.optionalText('namespace'),
      package: members.text('package'),
    },
    version: members.optionalText('version'),
    asset: members.optionalText('asset'),
    as: regionOf(members),
  };
  members.end();
  if (asked.asset !== undefined && asked.version === undefined) throw wrong('version', 'is missing: an asset is named');
  return asked;
}

function accountOf(members: Members, name: string): string | undefined {
  const account = members.optionalText(name);
  if (account === undefined || /^[0-9]{12}$/.test(account)) return account;
  throw wrong(members.at(name), `expected an account of twelve digits, found '${account}'`);
}

/** Where a request is made, if it says so. */
export function regionOf(members: Members): Caller {
  const region = members.optionalText('region');
  if (region === undefined || /^[a-z0-9-]{1,50}$/.test(region)) return region === undefined ? {} : { region };
  throw wrong(members.at('region'), `expected the name of a Region, found '${region}'`);
}

/** A request to the simulator as a package manager makes it. */
export type AskedRequest =
  | { readonly name: 'ListVersions'; readonly input: Asked['package'] }
  | {
      readonly name: 'ReadAsset';
      readonly input: Asked['package'] & { readonly version: string; readonly asset: string };
    };

/** The requests by which a package manager gets what it wants, in their order. */
export function requestsFor(simulator: Simulator, asked: Asked): AskedRequest[] {
  const { version, asset } = asked;
  if (version === undefined) return [{ name: 'ListVersions', input: asked.package }];
  const assets = asset === undefined ? assetsOf(simulator, asked, version) : [asset];
  return assets.map((each) => ({ name: 'ReadAsset', input: { ...asked.package, version, asset: each } }));
}

/** The names of the version's assets, as the version list has them; also of a version that is in no list. */
function assetsOf(simulator: Simulator, { package: place, as }: Asked, version: string): readonly string[] {
  const rules = formats[place.format];
  const now = simulator.now();
  const listed = simulator.fork({ clock: fixedClock(now) }).request('ListVersions', place, as);
  const identity = rules.versionIdentity(version);
  const found = listed.ok
    ? listed.output.versions.find((each) => rules.versionIdentity(each.version) === identity)
    : undefined;
  const assets = found?.assets ?? unlisted(simulator.state, place, version, contextFor(simulator, now, as));
  const usual = () => usualAssets(rules, storedCoordinates(place), version); // what is asked for in vain
  return (assets ?? usual()).map(({ name }) => name);
}

/** The assets of a version that may be fetched though no list shows it. */
function unlisted(state: State, place: Asked['package'], version: string, context: Context) {
  try {
    const view = new View(settle(state, context).state, context);
    const found = resolve(view, findVersionAtEndpoint(view, place, version));
    if (found instanceof ServiceError) return undefined;
    return found.kind === 'public' ? found.version.assets : found.record.assets;
  } catch (error) {
    if (error instanceof ServiceError) return undefined; // the request itself will be refused by it
    throw error;
  }
}
