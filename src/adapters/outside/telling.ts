import { externalConnections, formats } from '../../formats';
import { storedCoordinates } from '../../formats/coordinates';
import type { ExternalConnectionName, PackageCoordinates } from '../../model/coordinates';
import { catalogueKey, packageKey, versionKey } from '../../model/keys';
import type { Catalogue, PublicAsset, PublicVersion, State, VersionMetadata } from '../../model/state';
import { emptyCatalogue } from '../../resolution/catalogue';
import { versionsIn } from '../../resolution/stored';
import type { SimulatorFact } from '../../simulator/calls';
import type { FetchedFile } from './integrity';
import type { PublicPackage, PublicRelease } from './source';

/** A package at a public repository, for one Region. */
export interface TellingPlace {
  readonly connection: ExternalConnectionName;
  readonly region: string;
  readonly coordinates: PackageCoordinates;
}

/** A file of which all is known now, or its size at least. */
export interface CompletedFile extends Pick<PublicAsset, 'name' | 'size' | 'hashes' | 'publishedTime'> {
  readonly content?: FetchedFile;
}

/** What the Region's catalogue knows of the public repository. */
export const catalogueIn = (state: State, { connection, region }: Omit<TellingPlace, 'coordinates'>): Catalogue =>
  state.catalogues.get(catalogueKey(region, connection)) ?? emptyCatalogue;

/** The version as the catalogue has it. */
export function toldVersion(state: State, place: TellingPlace, version: string): PublicVersion | undefined {
  const format = externalConnections[place.connection];
  const key = packageKey(storedCoordinates(place.coordinates));
  return catalogueIn(state, place).versions.get(versionKey(key, formats[format].normalizeVersion(version)));
}

/**
 * What the simulator does not know yet of a package as it is now: versions that are new or another, and those that are
 * gone. A package of which nothing is known any more is gone whole.
 */
export function packageFacts(state: State, place: TellingPlace, known: PublicPackage | undefined): SimulatorFact[] {
  const { connection, coordinates } = place;
  const format = externalConnections[connection];
  const named = { ...coordinates, package: known?.name ?? coordinates.package };
  const catalogue = catalogueIn(state, place);
  const key = packageKey(storedCoordinates(coordinates));
  const gone = new Map([...versionsIn(catalogue, key)].map(({ version }) => [version, true]));
  const facts: SimulatorFact[] = [];
  for (const release of known?.releases ?? []) {
    const version = formats[format].normalizeVersion(release.version);
    gone.delete(version);
    const before = catalogue.versions.get(versionKey(key, version));
    const after = joined(before, release);
    const tags = catalogue.tags.get(key) ?? {};
    const areTagged = release.tags.every((tag) => Object.hasOwn(tags, tag) && tags[tag] === version);
    if (before && areTagged && isSame(before, after)) continue;
    facts.push(versionFact(place, named, release, after));
  }
  const { namespace, package: name } = coordinates;
  for (const version of gone.keys()) {
    facts.push({ type: 'public version withdrawn', connection, namespace, package: name, version });
  }
  return facts;
}

/** The fact of a version of whose files more is known than before. */
export function filesFact(
  state: State,
  place: TellingPlace,
  name: string,
  release: PublicRelease,
  files: readonly CompletedFile[],
  learned: VersionMetadata = {},
): SimulatorFact {
  const before = toldVersion(state, place, release.version) ?? joined(undefined, release);
  const completed = new Map(files.map((file) => [file.name, file]));
  const others = before.assets.filter((asset) => !completed.has(asset.name));
  const assets = files.map(({ content, ...file }) => {
    const told = before.assets.find((asset) => asset.name === file.name);
    const { publishedTime = told?.publishedTime } = file;
    const notes = { name: file.name, publishedTime, manifest: told?.manifest };
    return content
      ? { ...notes, bytes: content.bytes, size: content.size, hashes: content.hashes }
      : { ...notes, size: file.size, hashes: file.hashes };
  });
  const times = files.flatMap(({ publishedTime }) => publishedTime ?? []);
  const publishedTime = before.publishedTime ?? (times.length > 0 ? Math.min(...times) : undefined);
  const metadata = { ...learned, ...before.metadata };
  const named = { ...place.coordinates, package: name };
  return {
    ...versionFact(place, named, release, { publishedTime, metadata, assets: [] }),
    assets: [...others, ...assets],
  };
}

type Offered = Omit<PublicVersion, 'version'>;

function versionFact(
  { connection }: TellingPlace,
  { namespace, package: name }: PackageCoordinates,
  { version, tags }: PublicRelease,
  offered: Offered,
) {
  return { type: 'public version' as const, connection, namespace, package: name, version, tags, ...offered };
}

/** What is known of a version when its index says this: of files that are still the same, all that was known stays. */
function joined(before: PublicVersion | undefined, { publishedTime, metadata, files }: PublicRelease): Offered {
  const { deprecated, yanked, ...others } = before?.metadata ?? {};
  const listed = files.map(({ asset }) => {
    const known = before?.assets.find(({ name }) => name === asset.name);
    return known && agree(known, asset)
      ? { ...known, ...defined(asset), hashes: { ...asset.hashes, ...known.hashes } }
      : asset;
  });
  const time = publishedTime ?? before?.publishedTime;
  return {
    ...(time !== undefined && { publishedTime: time }),
    metadata: { ...others, ...defined(metadata) },
    assets: files.length === 0 ? (before?.assets ?? []) : listed,
  };
}

const defined = <T extends object>(members: T): T =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;

function agree(known: PublicAsset, said: PublicAsset): boolean {
  if (known.size !== undefined && said.size !== undefined && known.size !== said.size) return false;
  return Object.entries(said.hashes).every(
    ([algorithm, digest]) => (known.hashes as Readonly<Record<string, string>>)[algorithm] === (digest ?? ''),
  );
}

const isSame = (before: PublicVersion, after: Offered): boolean =>
  before.publishedTime === after.publishedTime &&
  sorted(before.metadata) === sorted(after.metadata) &&
  textOf(before.assets) === textOf(after.assets);

const textOf = (assets: readonly PublicAsset[]): string =>
  JSON.stringify(
    assets
      .map(({ hashes, ...rest }) => [sorted(rest), sorted(hashes)])
      .sort(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0)),
  );

const sorted = (members: object): string =>
  JSON.stringify(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));
