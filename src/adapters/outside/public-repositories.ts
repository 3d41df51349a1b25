import { needs } from '../../core';
import { externalConnections } from '../../formats';
import type { ExternalConnectionName } from '../../model/coordinates';
import { ServiceError } from '../../model/errors';
import { packageKey } from '../../model/keys';
import type { Asset, PublicVersion } from '../../model/state';
import type { NeedyRequest } from '../../ops/needs';
import type { RequestName } from '../../ops/requests';
import type { Need } from '../../resolution/needs';
import { contextFor } from '../../simulator/caller';
import type { Caller, SimulatorRequestInputs } from '../../simulator/calls';
import type { Simulator } from '../../simulator/interface';
import type { Outside } from '../endpoints/outside';
import { Outage, UnfitAnswer } from './failures';
import type { FetchedFile } from './integrity';
import { Registry, type RegistryOptions } from './registry';
import { fileIn, releaseIn } from './releases';
import type { PublicFile, PublicPackage, PublicRelease, PublicSource } from './source';
import { sources } from './sources';
import { type CompletedFile, catalogueIn, filesFact, packageFacts, type TellingPlace, toldVersion } from './telling';
import { demandWhole, type IndexInput } from './whole-index';

/** The address of a public repository, with the token that it asks for, if it asks for one. */
export type PublicAddress = string | { readonly address: string; readonly token?: string };

/** By the names of external connections; what is not here is not reached. */
export type PublicAddresses = Readonly<Partial<Record<ExternalConnectionName, PublicAddress>>>;

export interface PublicRepositoriesOptions extends RegistryOptions {
  /** For how long what was read of a package is not read again, in milliseconds of the host's time: 5 minutes. */
  readonly freshMilliseconds?: number;
  /** Hears why a public repository is taken for down, and why an answer of it is not used. */
  readonly log?: (line: string) => void;
}

/**
 * Real public repositories as those of a simulation: what an answer depends on is read before the request, and told.
 * One that cannot be reached, and of which nothing is kept, is down for that request (EXT-32 to EXT-35). What cannot be
 * used, as a file with other digests than its index says, is refused with ServiceUnavailable and not told.
 */
export function publicRepositories(
  simulator: Simulator,
  addresses: PublicAddresses,
  options: PublicRepositoriesOptions = {},
): Outside {
  const connected = new Map<ExternalConnectionName, Connected>();
  for (const [name, given] of Object.entries(addresses) as [ExternalConnectionName, PublicAddress][]) {
    const { address, token } = typeof given === 'string' ? { address: given, token: undefined } : given;
    const registry = new Registry(address, { ...options, token });
    connected.set(name, { registry, source: sources[externalConnections[name]]!(registry), packages: new Map() });
  }
  return new RealOutside(simulator, connected, options);
}

interface Connected {
  readonly registry: Registry;
  readonly source: PublicSource;
  readonly packages: Map<string, Known>;
}

/** What was read of a package, and the last of its versions as it was told, by Region: while that is there, all is. */
interface Known {
  readonly at: number;
  readonly reading: Promise<PublicPackage | undefined>;
  readonly told: Map<string, PublicVersion | 'nothing'>;
}

class RealOutside implements Outside {
  readonly #simulator: Simulator;
  readonly #connected: ReadonlyMap<ExternalConnectionName, Connected>;
  readonly #options: PublicRepositoriesOptions;
  /** Which repositories are down since this has told so, by Region; of others somebody else has. */
  readonly #down = new Set<string>();

  constructor(
    simulator: Simulator,
    connected: ReadonlyMap<ExternalConnectionName, Connected>,
    options: PublicRepositoriesOptions,
  ) {
    this.#simulator = simulator;
    this.#connected = connected;
    this.#options = options;
  }

  async prepare<N extends RequestName>(name: N, input: SimulatorRequestInputs[N], as: Caller): Promise<void> {
    const done = new Set<string>();
    const asked = new Map<ExternalConnectionName, Outage | undefined>();
    const context = () => contextFor(this.#simulator, this.#simulator.now(), as);
    if (name === 'ReadIndex') demandWhole(this.#simulator, input as IndexInput, context(), this.#connected);
    const { region } = context();
    for (;;) {
      const wanted = needs(this.#simulator.state, name, input as NeedyRequest, context()).filter(
        (need) => !done.has(JSON.stringify(need)) && this.#isOpen({ ...need, region }),
      );
      if (wanted.length === 0) break;
      for (const need of wanted) done.add(JSON.stringify(need));
      await Promise.all(
        wanted.map(async (need) => {
          const outage = await this.#tell(need, region);
          asked.set(need.connection, asked.get(need.connection) ?? outage);
        }),
      );
    }
    await this.#tellAvailability(asked, region);
  }

  async bring(input: SimulatorRequestInputs['ReadAsset'], asset: Asset, as: Caller): Promise<boolean> {
    const read = this.#simulator.fork().request('ReadAsset', { ...input, retain: false }, as);
    const entry = read.ok ? read.output.version.origin.domainEntryPoint?.externalConnectionName : undefined;
    const connection = entry as ExternalConnectionName | undefined;
    const connected = connection && this.#connected.get(connection);
    if (!read.ok || !connected) return false;
    const { format, namespace, package: name } = input;
    const known = await this.#used(() => this.#package(connected, { format, namespace, package: name }).reading);
    const { version } = read.output.version;
    const release = known && releaseIn(known, format, version);
    const found = fileIn(connected.source, { format, namespace, package: name }, release, version, asset.name);
    const file = found && (await this.#used(() => connected.registry.file(found.address, asset)));
    if (!file) return false;
    this.#simulator.learn([{ type: 'content', bytes: file.bytes }]);
    return true;
  }

  /** Whether the repository is asked: an address is known, and nobody but this has told that it is down. */
  #isOpen(place: TellingPlace): boolean {
    if (!this.#connected.has(place.connection)) return false;
    const isDown = catalogueIn(this.#simulator.state, place).unavailableSince !== undefined;
    return !isDown || this.#down.has(keyOf(place));
  }

  /** Tells what is needed; an outage is given back, for the core to answer by. */
  async #tell(
    { connection, coordinates, version, asset, others = [] }: Need,
    region: string,
  ): Promise<Outage | undefined> {
    const connected = this.#connected.get(connection)!;
    const place = { connection, region, coordinates };
    try {
      const read = this.#package(connected, coordinates);
      const known = await read.reading;
      this.#tellPackage(place, connected, read, known);
      if (version === undefined || asset === undefined) return undefined;
      const release = known && releaseIn(known, coordinates.format, version);
      if (release) await this.#tellFiles(place, connected, known.name, release, [asset, ...others]);
      return undefined;
    } catch (error) {
      if (!(error instanceof Outage)) throw refusal(error, this.#options.log);
      this.#options.log?.(`${connection} is down: ${error.message}`);
      return error;
    }
  }

  #package({ source, packages }: Connected, coordinates: Need['coordinates']): Known {
    const { freshMilliseconds = 300_000 } = this.#options;
    const key = packageKey(coordinates);
    const before = packages.get(key);
    if (before && Date.now() - before.at < freshMilliseconds) return before;
    const known = { at: Date.now(), reading: source.package(coordinates), told: new Map() };
    packages.set(key, known);
    known.reading.catch(() => packages.get(key) === known && packages.delete(key));
    return known;
  }

  #tellPackage(place: TellingPlace, { source }: Connected, { told }: Known, known: PublicPackage | undefined): void {
    const { state } = this.#simulator;
    const { connection, region } = place;
    const last = known?.releases.at(-1)?.version;
    const mark = () => (last === undefined ? 'nothing' : toldVersion(this.#simulator.state, place, last));
    const before = told.get(region);
    if (before !== undefined && before === mark()) return;
    if (catalogueIn(state, place).listsAssets !== source.listsAssets) {
      const { listsAssets } = source;
      this.#simulator.learn([{ type: 'public repository', connection, listsAssets }], { region });
    }
    const facts = packageFacts(state, place, known);
    if (facts.length > 0) this.#simulator.learn(facts, { region });
    const after = mark();
    if (after) told.set(region, after);
  }

  /** The file that is asked for with its bytes, and of the others what has to be known to store them. */
  async #tellFiles(
    place: TellingPlace,
    { registry, source }: Connected,
    name: string,
    release: PublicRelease,
    [asked, ...others]: readonly string[],
  ): Promise<void> {
    const simulator = this.#simulator;
    const find = (wanted: string) => fileIn(source, place.coordinates, release, release.version, wanted);
    const files: CompletedFile[] = [];
    let learned = {};
    const file = find(asked!);
    const told = toldVersion(simulator.state, place, release.version)?.assets.find(
      ({ name }) => name === file?.asset.name,
    );
    const digest = told?.hashes['SHA-256'];
    if (file && !(told?.size !== undefined && digest !== undefined && simulator.bytesOf(digest))) {
      const content = await fetched(registry, file);
      if (content) {
        const publishedTime = file.asset.publishedTime ?? (source.listsAssets ? undefined : content.modified);
        files.push({ name: file.asset.name, size: content.size, hashes: content.hashes, publishedTime, content });
        learned = (await source.metadata?.(file.asset.name, content)) ?? {};
      } else if (source.listsAssets) {
        throw new UnfitAnswer(`${file.address} is named by the index and not there`);
      }
    }
    const besides = others.flatMap((name) => find(name) ?? []);
    files.push(
      ...(await Promise.all(besides.map((each) => completed(registry, source, each)))).flatMap((each) => each ?? []),
    );
    if (files.length === 0) return;
    const fact = filesFact(simulator.state, place, name, release, files, learned);
    simulator.learn([fact], { region: place.region });
  }

  /**
   * Says which of the repositories that were asked are down. What is told holds until the request has been answered,
   * since that follows without pause: before each change a turn is waited for, so that no other request is between.
   */
  async #tellAvailability(
    asked: ReadonlyMap<ExternalConnectionName, Outage | undefined>,
    region: string,
  ): Promise<void> {
    for (;;) {
      const changes = [...asked].filter(([connection, outage]) => {
        const isDown = catalogueIn(this.#simulator.state, { connection, region }).unavailableSince !== undefined;
        return isDown !== (outage !== undefined);
      });
      if (changes.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 0));
      for (const [connection, outage] of changes) {
        const available = outage === undefined;
        const key = keyOf({ connection, region });
        if (available) this.#down.delete(key);
        else this.#down.add(key);
        this.#simulator.learn([{ type: 'public repository', connection, available }], { region });
      }
    }
  }

  /** Whatever fails is refused. */
  async #used<Value>(make: () => Promise<Value>): Promise<Value> {
    try {
      return await make();
    } catch (error) {
      throw refusal(error, this.#options.log);
    }
  }
}

const keyOf = ({ connection, region }: Omit<TellingPlace, 'coordinates'>): string => `${region} ${connection}`;

/** EXT-33 is the nearest to it: the file cannot be had now. */
function refusal(error: unknown, log: PublicRepositoriesOptions['log']): unknown {
  if (!(error instanceof Outage) && !(error instanceof UnfitAnswer)) return error;
  log?.(error.message);
  return new ServiceError('ServiceUnavailable', `A public repository cannot be used: ${error.message}.`);
}

/** The file with its bytes, which agree with all that is said of them; undefined when it is not there. */
async function fetched(registry: Registry, { asset, address, digests }: PublicFile): Promise<FetchedFile | undefined> {
  const { size, hashes } = (await digests?.()) ?? { hashes: {} };
  return registry.file(address, { size: asset.size ?? size, hashes: { ...hashes, ...asset.hashes } });
}

/** What has to be known of a file to store it: without its bytes, if its size and SHA-256 can be learned so. */
async function completed(registry: Registry, { listsAssets }: PublicSource, file: PublicFile) {
  const about = await registry.about(file.address);
  if (!about) return undefined;
  const publishedTime = file.asset.publishedTime ?? (listsAssets ? undefined : about.modified);
  const { name } = file.asset;
  const said = (await file.digests?.()) ?? { hashes: {} };
  const hashes = { ...said.hashes, ...file.asset.hashes };
  const size = file.asset.size ?? said.size ?? about.size;
  if (size !== undefined && hashes['SHA-256'] !== undefined) return { name, size, hashes, publishedTime };
  const content = await registry.file(file.address, { size: file.asset.size ?? said.size, hashes });
  return content && { name, size: content.size, hashes: content.hashes, publishedTime, content };
}
