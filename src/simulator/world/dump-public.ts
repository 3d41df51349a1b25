import { isExternalConnectionName } from '../../formats';
import { regionalPartsOf } from '../../model/keys';
import type { Catalogue, State } from '../../model/state';
import { dictionary, isoOf, offeredIn, present } from './dump-packages';
import type { World, WorldOutage, WorldRegion } from './world';

type Public = Pick<World, keyof WorldRegion | 'regions'>;

/**
 * What public repositories are: in every Region of the world where they are the same in all of them, else Region by
 * Region.
 */
export function publicOf(state: State, home: string, now: number): Public {
  const domains = [...state.domains.values()].map(({ region }) => region);
  const implied = new Set([home, ...domains]);
  const regions = new Map<string, Map<string, Catalogue>>([...implied].map((region) => [region, new Map()]));
  for (const [key, catalogue] of state.catalogues) {
    const [region, connection] = regionalPartsOf(key);
    regions.set(region, (regions.get(region) ?? new Map<string, Catalogue>()).set(connection, catalogue));
  }
  const all = [...regions]
    .map(([region, catalogues]) => [region, partsOf(catalogues, now)] as const)
    .filter(([region, parts]) => implied.has(region) || parts.length > 0);
  const [first = [], ...others] = all.map(([, parts]) => parts);
  const common = first.filter((part) => others.every((parts) => parts.some((other) => isSame(part, other))));
  const own = all.map(([region, parts]): [string, WorldRegion] => [
    region,
    worldRegion(parts.filter((part) => !common.some((other) => isSame(part, other)))),
  ]);
  const told = own.filter(([region, parts]) => Object.keys(parts).length > 0 || !implied.has(region));
  return { ...worldRegion(common), regions: dictionary(told.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** One thing that is to tell of a public repository: the parts of a WorldRegion, each of one connection. */
interface Part {
  readonly connection: string;
  readonly told: WorldRegion;
}

function partsOf(catalogues: ReadonlyMap<string, Catalogue>, now: number): Part[] {
  return [...catalogues].flatMap(([connection, catalogue]): Part[] => {
    if (!isExternalConnectionName(connection)) return [];
    const offered = offeredIn(catalogue);
    const { unavailableSince: since, listsAssets } = catalogue;
    const outage: WorldOutage = since === now ? connection : { connection, since: isoOf(since ?? now) };
    const told: WorldRegion[] = [
      ...(offered ? [{ publicRepositories: { [connection]: offered } }] : []),
      ...(since === undefined ? [] : [{ unavailable: [outage] }]),
      ...(listsAssets ? [] : [{ listingNoAssets: [connection] }]),
    ];
    return told.map((each) => ({ connection, told: each }));
  });
}

const isSame = (one: Part, other: Part): boolean =>
  one.connection === other.connection && JSON.stringify(one.told) === JSON.stringify(other.told);

/** The parts in one. */
function worldRegion(parts: readonly Part[]): WorldRegion {
  const told = parts.map((part) => part.told);
  const unavailable = told.flatMap((part) => part.unavailable ?? []);
  const listingNoAssets = told.flatMap((part) => part.listingNoAssets ?? []);
  return present({
    publicRepositories: dictionary(told.flatMap((part) => Object.entries(part.publicRepositories ?? {}))),
    unavailable: unavailable.length > 0 ? unavailable : undefined,
    listingNoAssets: listingNoAssets.length > 0 ? listingNoAssets : undefined,
  });
}
