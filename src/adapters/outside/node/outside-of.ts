import type { Simulator } from '../../../simulator/interface';
import type { Outside } from '../../endpoints/outside';
import { publicRepositories } from '../public-repositories';
import { configuredAddress } from './configured';
import { defaultCacheFolder, diskCache } from './disk-cache';
import type { PublicOption } from './public-option';

/** The real public repositories that the options name, with what is kept of them on disk. Rejects as `auto` may. */
export async function outsideOf(
  simulator: Simulator,
  options: readonly PublicOption[],
  log: (line: string) => void,
): Promise<Outside> {
  const addresses = await Promise.all(
    options.map(async ({ connection, address }) => [
      connection,
      address === 'auto' ? await configuredAddress(connection) : address,
    ]),
  );
  const cache = diskCache(defaultCacheFolder(), log);
  return publicRepositories(simulator, Object.fromEntries(addresses), { cache, log });
}
