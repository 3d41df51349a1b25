import { ServiceError } from '../model/errors';
import { noEvents } from '../model/event';
import type { Asset, PackageVersion } from '../model/state';
import { Transaction } from '../model/transaction';
import type { View } from '../model/view';
import { fetchAsset, store } from '../resolution/fetch';
import { absent, resolve } from '../resolution/resolve';
import type { Answer } from './answer';
import { assetAtEndpoint, type EndpointRequest, findVersionAtEndpoint } from './endpoint';
import { refusedAfter, withRefreshes } from './list-versions';

export interface ReadAssetInput extends EndpointRequest {
  readonly version: string;
  readonly asset: string;
  /** False for what reads without fetching: a HEAD, a checksum, a manifest inside the asset (RET-14, RET-15). */
  readonly retain?: boolean;
}

export interface ReadAssetOutput {
  readonly asset: Asset;
  /** The version from which it comes, as the requested repository has it afterwards. */
  readonly version: PackageVersion;
}

/**
 * An asset of a version for a package manager: the only thing by which versions are retained and ingested (RET-14,
 * EXT-21). The state changes only where a record is written; a version that the repository has is answered from it
 * (RET-11). Refuses what cannot be had with ResourceNotFoundException, and what cannot be had now with
 * ServiceUnavailable (EXT-33).
 */
export function readAsset(view: View, request: ReadAssetInput): Answer<ReadAssetOutput> {
  const sought = findVersionAtEndpoint(view, request, request.version);
  const state = withRefreshes(view, sought);
  const found = resolve(view, sought);
  if (found instanceof ServiceError) return refusedAfter(state, found);
  try {
    const wanted = assetAtEndpoint(request, request.asset, sought, found);
    const { record, writes } = fetchAsset(view, sought, found, wanted);
    const asset = record.assets.find(({ name }) => name === wanted);
    if (!asset) throw view.refuse('RES-01', absent(sought), wanted);
    const output = { asset, version: record };
    if (writes.length === 0 || request.retain === false) return { state, output, events: noEvents };
    const tx = new Transaction(state, view.context, view.trace);
    store(tx, sought, writes);
    return { state: tx.commit(), output, events: tx.events };
  } catch (error) {
    if (error instanceof ServiceError) return refusedAfter(state, error);
    throw error;
  }
}
