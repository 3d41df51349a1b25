import type { PackageFormat } from '../../api/types';
import { formats } from '../../formats';
import type { ExternalConnectionName } from '../../model/coordinates';
import type { Simulator } from '../../simulator/interface';
import type { Outside } from '../endpoints/outside';
import { configuredAddress } from '../outside/node/configured';
import { defaultCacheFolder, diskCache } from '../outside/node/disk-cache';
import type { PublicOption } from '../outside/node/public-option';
import {
  type PublicAddresses,
  type PublicRepositoriesOptions,
  publicRepositories,
} from '../outside/public-repositories';

/**
 * The real public repositories of each format, whose addresses are looked up when the first request for it comes: what
 * is given, else what the user's own client is configured with. One whose address cannot be told is told of, and is
 * closed.
 */
export function outsideByFormat(
  simulator: Simulator,
  given: readonly PublicOption[],
  { log, signal }: Required<Pick<PublicRepositoriesOptions, 'log' | 'signal'>>,
): Outside {
  const made = new Map<PackageFormat, Promise<Outside>>();
  const cache = diskCache(defaultCacheFolder(), log);
  const outsideOf = (format: PackageFormat): Promise<Outside> => {
    const found =
      made.get(format) ?? addressesOf(format).then((all) => publicRepositories(simulator, all, { cache, log, signal }));
    made.set(format, found);
    return found;
  };

  async function addressesOf(format: PackageFormat): Promise<PublicAddresses> {
    const used = new Set(connectionsIn(simulator));
    const addresses: { [name in ExternalConnectionName]?: string } = {};
    for (const connection of formats[format].externalConnections) {
      if (!used.has(connection)) continue;
      const { address = 'auto' } = given.find((option) => option.connection === connection) ?? {};
      const found =
        address === 'auto' ? configuredAddress(connection).catch((error: Error) => log(error.message)) : address;
      addresses[connection] = (await found) ?? undefined;
    }
    return Object.fromEntries(Object.entries(addresses).filter(([, address]) => address !== undefined));
  }

  return {
    prepare: async (name, input, as) => (await outsideOf(input.format)).prepare(name, input, as),
    bring: async (input, asset, as) => (await outsideOf(input.format)).bring(input, asset, as),
  };
}

function* connectionsIn({ state }: Simulator): Iterable<ExternalConnectionName> {
  for (const { repositories } of state.domains.values()) {
    for (const { externalConnection } of repositories.values()) if (externalConnection) yield externalConnection;
  }
}
