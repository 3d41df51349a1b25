import { request } from '../../core';
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

  /** The same where one request names several packages, each of which counts against the rate quotas (QUO-30). */
  listOneOfMany(asked: Asked<'ListVersions'>): Promise<Listing> {
    return this.#ask('ListVersions', asked, { ...this.#as, countsAnew: true });
  }

  /** An asset with its bytes. What only looks, as a HEAD or for what is inside, fetches nothing (RET-14, RET-15). */
  async read(asked: Asked<'ReadAsset'>): Promise<ReadAsset> {
    const input = this.#isHead ? { ...asked, retain: false } : asked;
    if (!this.#isHead) await this.#assureBytes(input);
    return this.#ask('ReadAsset', input);
  }

  /**
   * Sees to it that the bytes of an asset are here before it is fetched: what cannot be given is not stored either. Who
   * only looks may do without.
   */
  async #assureBytes(asked: Asked<'ReadAsset'>): Promise<void> {
    if (faultIn(asked)) return;
    const input = { ...asked, ...this.#place };
    await this.#outside?.prepare('ReadAsset', input, this.#as);
    const context = contextFor(this.simulator, this.simulator.now(), this.#as);
    const found = request(this.simulator.state, 'ReadAsset', { ...input, retain: false }, context);
    if (!found.ok || this.simulator.bytesOf(found.output.asset.hashes['SHA-256'])) return;
    if (await this.#outside?.bring(input, found.output.asset, this.#as)) return;
    if (asked.retain !== false) throw withoutBytes(found.output.asset);
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

  async #ask<N extends RequestName>(name: N, asked: Asked<N>, as = this.#as): Promise<SimulatorRequestOutputs[N]> {
    const fault = faultIn(asked as Named);
    if (fault) throw invalid(fault.message, 'FIELD_VALIDATION_FAILED');
    const input = { ...asked, ...this.#place } as SimulatorRequestInputs[N];
    const isPrepared = name === 'ReadAsset' && !this.#isHead; // when its bytes were assured
    if (!isPrepared) await this.#outside?.prepare(name, input, as);
    const result = this.simulator.request(name, input, as);
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
  throw withoutBytes(asset);
}

const withoutBytes = ({ name }: ReadAsset['asset']): ServiceError => {
  const message = `Only the size and the digests of ${name} are simulated, not its bytes.`;
  return new ServiceError('InternalServerException', message, {}, 501);
};
