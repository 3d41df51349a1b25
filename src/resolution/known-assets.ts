import { ServiceError } from '../model/errors';
import type { Asset, PublicAsset } from '../model/state';

/**
 * Files that a public repository names, as assets that can be stored. Refuses for the time being what nobody has told
 * enough of: whoever simulates with a real public repository fetches it, and tells, before the call.
 */
export function knownAssets(assets: readonly PublicAsset[]): readonly Asset[] {
  for (const { name, size, hashes } of assets) {
    if (size !== undefined && hashes['SHA-256'] !== undefined) continue;
    throw new ServiceError('ServiceUnavailable', `Of the public file ${name} neither size nor SHA-256 is known yet.`);
  }
  return assets as readonly Asset[];
}
