import { assetNameFault, packageNameFault, packageNamespaceFault, packageVersionFault } from '../../formats/fault';
import type { Fault } from '../../formats/format-rules';
import type { PackageCoordinates } from '../../model/coordinates';
import { invalid, ServiceError } from '../../model/errors';
import type { IndexedPackage } from '../../ops/read-index';
import type { RequestName } from '../../ops/requests';
import type { Listing } from '../../resolution/listing';
import { quotasOf } from '../../rules/quota';
import type { AssetInput } from '../../simulator/assets';
import { contextFor } from '../../simulator/caller';
import type { Caller, ReadAsset, SimulatorRequestInputs, SimulatorRequestOutputs } from '../../simulator/calls';
import type { Simulator } from '../../simulator/interface';
import { heldBack } from '../answer-call';
import type { EndpointAddress } from './address';
import { digestsOf } from './hashing';
import type { Outside } from './outside';

type Place = 'domain' | 'domainOwner' | 'repository' | 'format';
/** What a request says besides the repository. */
export type Asked<N extends RequestName> = Omit<SimulatorRequestInputs[N], Place>;

/**
 * A repository as a protocol sees it: the core's door for package managers, at one place, for one token. Everything
 * that is refused is thrown as the ServiceError that the client hears; a name that can be none is refused with 400
 * (AUT-97).
 */
export class RepositoryDoor {
  readonly simulator: Simulator;
  readonly #place: Pick<SimulatorRequestInputs['ListVersions'], Place>;
  readonly #as: Caller;
  readonly #outside: Outside | undefined;
  readonly #isHead: boolean;

  constructor(
    simulator: Simulator,
    { domain, owner, repository }: EndpointAddress,
    format: PackageCoordinates['format'],
    as: Caller,
    { isHead, outside }: { readonly isHead: boolean; readonly outside?: Outside },
  ) {
    this.simulator = simulator;
    this.#place = { domain, domainOwner: owner, repository, format };
    this.#as = as;
    this.#outside = outside;
    this.#isHead = isHead;
  }

  /** The most bytes that an asset may have here (QUO-01). */
  get mostBytes(): number {
    const { state } = this.simulator;
    const context = contextFor(this.simulator, this.simulator.now(), this.#as);
    return quotasOf({ state, context }, this.#place.domainOwner ?? context.account).assetSizeBytes;
  }

  /** The versions that a client sees. */
  list(asked: Asked<'ListVersions'>): Promise<Listing> {
    return this.#ask('ListVersions', asked);
  }

  /** An asset with its bytes. What only looks, as a HEAD or for what is inside, fetches nothing (RET-14, RET-15). */
  async read(asked: Asked<'ReadAsset'>): Promise<ReadAsset> {
    const input = { ...asked, retain: this.#isHead ? false : asked.retain };
    const read = await this.#ask('ReadAsset', input);
    if (read.content.hasBytes || !this.#outside) return read;
    const isBrought = await this.#outside.bring({ ...this.#place, ...input }, read.asset, this.#as);
    return isBrought ? this.#ask('ReadAsset', { ...input, retain: false }) : read;
  }

  /** Whether the repository is there and may be read. */
  async check(): Promise<void> {
    await this.#ask('ReadRepository', {});
  }

  /** All packages of the format, or those that the repository itself has. */
  async index({ own }: { readonly own?: boolean } = {}): Promise<readonly IndexedPackage[]> {
    return (await this.#ask('ReadIndex', { own })).packages;
  }

  /** Publishes. Bytes that are given are the simulator's own from now on. */
  publish(asked: Asked<'Publish'>): Promise<SimulatorRequestOutputs['Publish']> {
    return this.#ask('Publish', { ...asked, assets: asked.assets.map(hashed) });
  }

  putMetadata(asked: Asked<'PutPackageMetadata'>): Promise<SimulatorRequestOutputs['PutPackageMetadata']> {
    return this.#ask('PutPackageMetadata', asked);
  }

  /** Compares a checksum with that of a file (MVN-29). */
  async putChecksum(asked: Asked<'PutChecksum'>): Promise<void> {
    await this.#ask('PutChecksum', asked);
  }

  async #ask<N extends RequestName>(name: N, asked: Asked<N>): Promise<SimulatorRequestOutputs[N]> {
    const fault = faultIn(asked as Named);
    if (fault) throw invalid(fault.message, 'FIELD_VALIDATION_FAILED');
    const input = { ...asked, ...this.#place } as SimulatorRequestInputs[N];
    await this.#outside?.prepare(name, input, this.#as);
    const result = this.simulator.request(name, input, this.#as);
    if (result.delayMilliseconds) await heldBack(result.delayMilliseconds);
    if (!result.ok) throw result.error;
    return result.output;
  }
}

/** An asset with its digests, which this runtime may compute much faster than the simulator itself. */
function hashed(asset: AssetInput): AssetInput {
  if (!('bytes' in asset) || 'hashes' in asset) return asset;
  const bytes = asset.bytes.length < asset.bytes.buffer.byteLength ? asset.bytes.slice() : asset.bytes;
  return { ...asset, bytes, size: bytes.length, hashes: digestsOf(bytes) };
}

interface Named {
  readonly package?: string;
  readonly namespace?: string;
  readonly version?: string;
  readonly asset?: string;
}

/** AUT-97. */
function faultIn({ package: name, namespace, version, asset }: Named): Fault | undefined {
  return (
    (name === undefined ? undefined : packageNameFault(name)) ??
    (namespace === undefined ? undefined : packageNamespaceFault(namespace)) ??
    (version === undefined ? undefined : packageVersionFault(version)) ??
    (asset === undefined ? undefined : assetNameFault(asset))
  );
}

/** The bytes of an asset that was read, the store's own. Refuses what is known by size and digests alone. */
export function bytesOf(simulator: Simulator, { asset }: ReadAsset): Uint8Array {
  const bytes = simulator.bytesOf(asset.hashes['SHA-256']);
  if (bytes) return bytes;
  const message = `Only the size and the digests of ${asset.name} are simulated, not its bytes.`;
  throw new ServiceError('InternalServerException', message, {}, 501);
}
