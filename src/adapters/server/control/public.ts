import { externalConnections, formats } from '../../../formats';
import { storedCoordinates } from '../../../formats/coordinates';
import type { ExternalConnectionName } from '../../../model/coordinates';
import { catalogueKey, packageKey, versionKey } from '../../../model/keys';
import type { SimulatorFact } from '../../../simulator/calls';
import type { Simulator } from '../../../simulator/interface';
import { detailsOf, entriesIn } from '../../../simulator/world/packages';
import { worldIn } from '../../../simulator/world/shape';
import { WorldError } from '../../../simulator/world/world';
import { regionOf } from './asked';
import { ControlError, Members, wrong } from './input';
import { type Endpoint, membersOf } from './router';

/** What public repositories offer: POST adds or replaces versions, DELETE withdraws one (EXT-52). */
export const publicPackagesEndpoint = (simulator: Simulator): Endpoint => ({
  POST({ body }) {
    const items = Array.isArray(body) ? body : [body];
    tell(
      simulator,
      items.map((item, index) => offerIn(item, Array.isArray(body) ? [index] : [])),
    );
    return undefined;
  },
  DELETE({ body, query }) {
    const members = body === undefined ? Members.ofQuery(query) : new Members(body);
    const connection = connectionIn(members);
    const { fullName, version } = versionIn(members);
    const { region } = regionOf(members);
    members.end();
    const { namespace, package: name } = factIn(connection, fullName, version, {}, (path) => path);
    const named = { connection, namespace, package: name, version };
    if (!isOffered(simulator, named, region)) {
      throw new ControlError(404, `${connection} does not offer ${fullName} ${version} here`);
    }
    tell(simulator, [{ fact: { type: 'public version withdrawn', ...named }, region }]);
    return undefined;
  },
});

/** Whether a public repository is up, and whether it lists the assets of versions (EXT-32, EXT-38). */
export const publicRegistryEndpoint = (simulator: Simulator): Endpoint => ({
  PUT(request) {
    const { connection } = request.params as { connection: string };
    if (!isConnection(connection)) throw new ControlError(404, `There is no public repository '${connection}'`);
    const members = membersOf(request);
    const available = members.optionalTruth('available');
    const listsAssets = members.optionalTruth('listsAssets');
    const { region } = regionOf(members);
    members.end();
    if (available === undefined && listsAssets === undefined) throw wrong('', 'expected available or listsAssets');
    tell(simulator, [{ fact: { type: 'public repository', connection, available, listsAssets }, region }]);
    return undefined;
  },
});

/** A fact, and the Region in which it holds: all that matter, unless it is given. */
interface Told {
  readonly fact: SimulatorFact;
  readonly region: string | undefined;
}

/** Tells all facts or, when one cannot be, none. */
function tell(simulator: Simulator, told: readonly Told[]): void {
  const before = simulator.snapshot();
  try {
    for (const { fact, region } of told) {
      for (const each of regionsOf(simulator, region)) simulator.learn([fact], { region: each });
    }
  } catch (error) {
    simulator.restore(before);
    if (error instanceof RangeError) throw wrong('', error.message);
    throw error;
  }
}

/** The Region that was given; else the simulator's own, and all in which there is a domain. */
function regionsOf({ region, state }: Simulator, given: string | undefined): readonly string[] {
  if (given !== undefined) return [given];
  return [...new Set([region, ...[...state.domains.values()].map((domain) => domain.region)])];
}

const isConnection = (name: string): name is ExternalConnectionName => Object.hasOwn(externalConnections, name);

const connectionIn = (members: Members): ExternalConnectionName =>
  members.oneOf('connection', Object.keys(externalConnections) as ExternalConnectionName[]);

/** The name as a world has it, and the version. */
function versionIn(members: Members) {
  const [namespace, name, version] = [
    members.optionalText('namespace'),
    members.text('package'),
    members.text('version'),
  ];
  return { fullName: namespace === undefined ? name : `${namespace}/${name}`, version };
}

/** A version as it is offered, described as in a world, but with its name in parts and its assets in a list. */
function offerIn(item: unknown, path: readonly number[]): Told {
  const members = new Members(item, path.map((step) => `[${step}]`).join(''));
  const connection = connectionIn(members);
  const { fullName, version } = versionIn(members);
  const assets = members.any('assets');
  const described = {
    ...present({ publishedTime: members.any('publishedTime'), tags: members.any('tags') }),
    ...(assets === undefined ? {} : { assets: assetsIn(assets, members.at('assets')) }),
    ...present({ metadata: metadataIn(members) }),
  };
  const { region } = regionOf(members);
  members.end();
  const isBeside = members.any('dependencies') !== undefined;
  const given = (place: Path) => [...path, ...asGiven(place, assets, isBeside)];
  return { fact: factIn(connection, fullName, version, described, given), region };
}

type Path = WorldError['path'];

/** Where that was given which a world has at this place of a version. */
function asGiven(path: Path, assets: unknown, isBeside: boolean): Path {
  const [member, name, ...rest] = path;
  if (member === 'assets' && name !== undefined) {
    return [member, (assets as readonly { readonly name: string }[]).findIndex((each) => each.name === name), ...rest];
  }
  return isBeside && member === 'metadata' && name === 'dependencies' ? [name, ...rest] : path;
}

/** The metadata, with the dependencies, which are a part of it in a world. */
function metadataIn(members: Members): unknown {
  const [metadata, dependencies] = ['metadata', 'dependencies'].map((each) => members.any(each));
  if (dependencies === undefined || metadata === undefined) {
    return dependencies === undefined ? metadata : { dependencies };
  }
  const inner = new Members(metadata, members.at('metadata'));
  if (inner.any('dependencies') === undefined) return { ...metadata, dependencies };
  throw wrong(inner.at('dependencies'), 'is given beside the metadata too');
}

/** The assets by name; a text stands for itself, as in a world. */
function assetsIn(assets: unknown, at: string): Readonly<Record<string, unknown>> {
  if (!Array.isArray(assets)) throw wrong(at, 'expected a list');
  const byName = new Map<string, unknown>();
  for (const [index, item] of assets.entries()) {
    const members = new Members(item, `${at}[${index}]`);
    const name = members.text('name');
    const text = members.optionalContent('text');
    const { name: _, text: __, ...content } = item as Record<string, unknown>;
    if (byName.has(name)) throw wrong(members.at('name'), `there are two assets '${name}'`);
    const [besides] = Object.keys(content);
    if (text !== undefined && besides !== undefined) throw wrong(members.at(besides), 'does not stand beside text');
    byName.set(name, text ?? content);
  }
  return Object.fromEntries(byName);
}

/** The fact that a world with such a version would tell; `given` says where what it has at a place was given. */
function factIn(
  connection: ExternalConnectionName,
  name: string,
  version: string,
  described: object,
  given: (path: Path) => Path,
): Extract<SimulatorFact, { type: 'public version' }> {
  const world = { publicRepositories: { [connection]: { [name]: { [version]: described } } } };
  try {
    const packages = worldIn(world).at('publicRepositories')!.at(connection)!;
    const [entry] = entriesIn(packages, externalConnections[connection]);
    const { namespace, package: plain } = entry!.coordinates;
    return { type: 'public version', connection, namespace, package: plain, version, ...detailsOf(entry!) };
  } catch (error) {
    if (!(error instanceof WorldError)) throw error;
    throw wrong('', new WorldError(given(error.path.slice(4)), error.problem, error.member).message);
  }
}

function isOffered(
  simulator: Simulator,
  named: Pick<Extract<SimulatorFact, { type: 'public version' }>, 'connection' | 'namespace' | 'package' | 'version'>,
  region: string | undefined,
): boolean {
  const { connection, namespace, package: name, version } = named;
  const format = externalConnections[connection];
  const key = packageKey(storedCoordinates({ format, namespace, package: name }));
  return regionsOf(simulator, region).some((each) =>
    simulator.state.catalogues
      .get(catalogueKey(each, connection))
      ?.versions.has(versionKey(key, formats[format].normalizeVersion(version))),
  );
}

/** Without what is undefined. */
const present = (members: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
