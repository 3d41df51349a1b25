import { externalConnections } from '../../formats';
import type { ExternalConnectionName } from '../../model/coordinates';
import type { EncryptionKeyFact } from '../../ops/learn';
import type { InProcessSimulator } from '../in-process-simulator';
import { WorldDomainLoader } from './domain';
import { Door, type Home } from './door';
import { detailsOf, entriesIn } from './packages';
import { type Place, timeIn } from './place';
import type { World, WorldDomain, WorldKey, WorldPublicPackages, WorldRegion } from './world';

/**
 * Brings about a world in a simulator in which nothing exists, by the operations of the API and by facts. Throws a
 * WorldError that names the place of what cannot be.
 */
export function loadWorld(simulator: InProcessSimulator, world: Place<World>): void {
  const { account = simulator.account, region = simulator.region } = world.value;
  const home = { account, region };
  const door = new Door(simulator);
  const keys = (world.at('encryptionKeys')?.items() ?? []).map((place) => ({ place, fact: keyOf(place.value) }));
  // A domain is created with a key that can be used, and loses it afterwards.
  for (const { place, fact } of keys) door.learn(place, { ...fact, state: 'Enabled', accessible: true }, home);
  const domains = domainsIn(world).map(([name, place]) => new WorldDomainLoader(door, place, name, home));
  const special = new Map<string, Place<WorldRegion>>(world.at('regions')?.entries());
  for (const name of new Set([region, ...domains.map(({ owner }) => owner.region), ...special.keys()])) {
    const here = { account, region: name };
    loadPublic(door, world, here);
    const besides = special.get(name);
    if (besides) loadPublic(door, besides, here);
  }
  for (const domain of domains) domain.load();
  for (const { place, fact } of keys) door.learn(place, fact, home);
}

const keyOf = ({
  arn,
  aliases = [],
  state = 'Enabled',
  kind = 'symmetric',
  accessible = true,
}: WorldKey): EncryptionKeyFact => ({ type: 'encryption key', arn, aliases, state, kind, accessible });

/** The domains of the world, also those that stand in a list because they have one name. */
const domainsIn = (world: Place<World>): (readonly [name: string, place: Place<WorldDomain>])[] =>
  (world.at('domains')?.entries() ?? []).flatMap(([name, place]) =>
    Array.isArray(place.value)
      ? (place as Place<readonly WorldDomain[]>).items().map((item) => [name, item] as const)
      : [[name, place as Place<WorldDomain>] as const],
  );

/** Tells what public repositories are in a Region. */
function loadPublic(door: Door, place: Place<WorldRegion>, here: Home): void {
  for (const [connection, packages] of place.at('publicRepositories')?.entries() ?? []) {
    offer(door, packages, connection, here);
  }
  for (const item of place.at('listingNoAssets')?.items() ?? []) {
    door.learn(item, { type: 'public repository', connection: item.value, listsAssets: false }, here);
  }
  for (const item of place.at('unavailable')?.items() ?? []) {
    const { value } = item;
    const connection = typeof value === 'string' ? value : value.connection;
    const since = typeof value === 'string' ? undefined : timeIn(item.inside('since', value.since));
    door.learn(item, { type: 'public repository', connection, available: false, since }, here);
  }
}

function offer(door: Door, packages: Place<WorldPublicPackages>, connection: ExternalConnectionName, here: Home): void {
  for (const entry of entriesIn(packages, externalConnections[connection])) {
    const { namespace, package: name } = entry.coordinates;
    const named = { connection, namespace, package: name, version: entry.version } as const;
    const { withdrawn } = entry.place.value;
    const { tags, ...details } = detailsOf(entry);
    const fact = { type: 'public version', ...named, ...details, tags: tags ?? (withdrawn ? [] : undefined) } as const;
    door.learn(entry.place, fact, here);
    if (withdrawn) door.learn(entry.place, { type: 'public version withdrawn', ...named }, here);
  }
}
