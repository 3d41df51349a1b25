import type { PackageFormat, PackageOriginRestrictions } from '../../api/types';
import { formats } from '../../formats';
import type { PackageCoordinates } from '../../model/coordinates';
import { coordinatesOf, packageKey } from '../../model/keys';
import type {
  Asset,
  Catalogue,
  DistTags,
  Domain,
  PackageVersion,
  PublicAsset,
  PublicVersion,
  Repository,
  VersionMetadata,
} from '../../model/state';
import type { WideMap } from '../../model/wide-map';
import { firstCopied, firstSettings } from '../../resolution/origin-controls';
import { noTags } from '../../resolution/records';
import { byName, revisionOf } from '../../resolution/revision';
import { madeUp, nameOf, usualAssets } from './packages';
import type { WorldAsset, WorldPublicPackages, WorldPublicVersion, WorldRepository, WorldStoredVersion } from './world';

/** An object without the members that are not there. */
export const present = <T extends object>(members: T): T =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;

/** An object by name, whatever the names are; undefined when it would be empty. */
export function dictionary<V>(entries: Iterable<readonly [string, V]>): Readonly<Record<string, V>> | undefined {
  const found = Object.fromEntries(entries);
  return Object.keys(found).length > 0 ? found : undefined;
}

/** A moment as an ISO text. */
export const isoOf = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');

type StoredPackage = Readonly<Record<string, WorldStoredVersion>>;

/** What a repository stores, and the origin controls that do not follow from it. */
export function storedIn(domain: Domain, repository: Repository): Pick<WorldRepository, 'packages' | 'restrictions'> {
  const names = new Set(domain.repositoryIds.keys());
  const packages: [PackageCoordinates, StoredPackage][] = [];
  const restrictions: [PackageCoordinates, PackageOriginRestrictions][] = [];
  const versions = byPackage(repository.versions);
  for (const [key, { restrictions: set, tags }] of repository.packages) {
    const coordinates = coordinatesOf(key);
    const records = inOrder(versions.get(key) ?? []);
    const pointing = tagsOf(coordinates, records, tags);
    const described = records.map((record) => {
      const { version, status } = record;
      const world: WorldStoredVersion = {
        publishedTime: isoOf(record.publishedTime),
        ...(status === 'Disposed' ? disposed(coordinates, record) : contentOf(coordinates, record)),
        status: status === 'Published' ? undefined : status,
        origin: originOf(record, repository.name, names),
        tags: pointing?.get(version),
      };
      return [version, present(world)] as const;
    });
    const all = dictionary(described);
    if (all) packages.push([coordinates, all]);
    const usual = records[0] && firstSettings(domain, key, firstCopied(records[0].origin));
    const { publish, upstream } = set;
    if (publish !== usual?.publish || upstream !== usual.upstream) {
      restrictions.push([coordinates, { publish, upstream }]);
    }
  }
  return { packages: byFormat(packages), restrictions: byFormat(restrictions) };
}

/** What a public repository offers; besides, versions that it offers no more and at which tags still point. */
export function offeredIn(catalogue: Catalogue): WorldPublicPackages | undefined {
  const versions = byPackage(catalogue.versions);
  const packages = [...new Set([...versions.keys(), ...catalogue.tags.keys()])].flatMap((key) => {
    const coordinates = coordinatesOf(key);
    const tags = catalogue.tags.get(key) ?? noTags;
    const offered = new Map((versions.get(key) ?? []).map((record) => [record.version, record]));
    const names = inOrder([...new Set([...offered.keys(), ...Object.values(tags)])].map((version) => ({ version })));
    const pointing = tagsOf(coordinates, names, tags, (version) => offered.has(version));
    const described = names.map(({ version }): [string, WorldPublicVersion] => {
      const record = offered.get(version);
      if (!record) return [version, present({ withdrawn: true, tags: pointing?.get(version) })];
      const { publishedTime } = record;
      const time = publishedTime === undefined ? undefined : isoOf(publishedTime);
      const content = contentOf(coordinates, record);
      return [version, present({ publishedTime: time, ...content, tags: pointing?.get(version) })];
    });
    const all = dictionary(described);
    return all ? [[nameOf(coordinates), all] as const] : [];
  });
  return dictionary(packages);
}

function byPackage<V>(versions: WideMap<string, V>): Map<string, V[]> {
  const found = new Map<string, V[]>();
  for (const [key, version] of versions) {
    const name = packageKey(coordinatesOf(key));
    const list = found.get(name);
    if (list) list.push(version);
    else found.set(name, [version]);
  }
  return found;
}

/** In the order in which they will be loaded, in which an object's whole numbers come first. */
function inOrder<V extends { readonly version: string }>(versions: readonly V[]): V[] {
  const found = Object.fromEntries(versions.map((version) => [version.version, version]));
  return Object.values(found);
}

function byFormat<V>(
  packages: readonly (readonly [PackageCoordinates, V])[],
): Partial<Record<PackageFormat, Readonly<Record<string, V>>>> | undefined {
  const found = Object.keys(formats).map((format) => {
    const own = packages.filter(([coordinates]) => coordinates.format === format);
    return [format, dictionary(own.map(([coordinates, value]) => [nameOf(coordinates), value]))] as const;
  });
  return dictionary(found.flatMap(([format, all]) => (all ? [[format, all]] : [])));
}

/** The npm dist-tags of each version; undefined when there are none to tell, or when nothing was told of them. */
function tagsOf(
  { format }: PackageCoordinates,
  versions: readonly { readonly version: string }[],
  tags: DistTags,
  isThere: (version: string) => boolean = () => true,
): ReadonlyMap<string, readonly string[]> | undefined {
  if (formats[format].defaultDisplayVersion !== 'latest-tag') return undefined;
  const names = Object.keys(tags);
  const last = versions.filter(({ version }) => isThere(version)).at(-1)?.version;
  if (names.join() === 'latest' && tags.latest === last) return undefined;
  return new Map(versions.map(({ version }) => [version, names.filter((name) => tags[name] === version)]));
}

type Described = Pick<PublicVersion, 'version' | 'assets' | 'metadata'> & { readonly revision?: string };
type Content = Pick<WorldStoredVersion, 'assets' | 'metadata' | 'revision'>;

/** What is in a version; its revision only if it is none that follows from that. */
function contentOf(coordinates: PackageCoordinates, record: Described): Content {
  const { version, assets, metadata, revision } = record;
  const isUsual = isSame(assets, usual(coordinates, version));
  return {
    assets: isUsual ? undefined : Object.fromEntries(assets.map((each) => assetOf(coordinates, version, each))),
    metadata: metadataOf(metadata),
    revision: isComputed(coordinates, record) ? undefined : revision,
  };
}

/** Whether the revision of a version follows from what is in it; a public one has none. */
const isComputed = (coordinates: PackageCoordinates, { version, assets, metadata, revision }: Described): boolean =>
  revision === undefined || revision === revisionOf(coordinates, version, assets as readonly Asset[], metadata);

/** The revision of a version whose assets are gone is all that is left of them. */
function disposed(coordinates: PackageCoordinates, { version, metadata, revision }: PackageVersion): Content {
  const hadUsual = revision === revisionOf(coordinates, version, usual(coordinates, version), metadata);
  return { ...(hadUsual ? {} : { assets: {}, revision }), metadata: metadataOf(metadata) };
}

const usual = (coordinates: PackageCoordinates, version: string): readonly Asset[] =>
  byName(usualAssets(formats[coordinates.format], coordinates, version));

const isSame = (assets: readonly PublicAsset[], others: readonly Asset[]): boolean =>
  JSON.stringify(assets.map(identity)) === JSON.stringify(others.map(identity));

const identity = ({ name, size, hashes, publishedTime, manifest }: PublicAsset) => [
  name,
  size,
  hashes['SHA-256'],
  publishedTime,
  manifest,
];

const metadataOf = (metadata: VersionMetadata): VersionMetadata | undefined =>
  Object.keys(present(metadata)).length > 0 ? present(metadata) : undefined;

function assetOf(
  coordinates: PackageCoordinates,
  version: string,
  { name, size, hashes, publishedTime, manifest }: PublicAsset,
): [name: string, asset: WorldAsset] {
  const isMadeUp = madeUp(coordinates, version, name, size).hashes['SHA-256'] === hashes['SHA-256'];
  const time = publishedTime === undefined ? undefined : isoOf(publishedTime);
  return [name, present({ size, hashes: isMadeUp ? undefined : { ...hashes }, publishedTime: time, manifest })];
}

/** Where a version entered the domain, if it was not in this repository. */
function originOf(
  { origin }: PackageVersion,
  repository: string,
  names: ReadonlySet<string>,
): WorldStoredVersion['origin'] {
  const { originType, domainEntryPoint } = origin;
  if (originType === 'UNKNOWN') return 'UNKNOWN';
  if (originType === 'EXTERNAL') return domainEntryPoint!.externalConnectionName as WorldStoredVersion['origin'];
  const name = domainEntryPoint!.repositoryName!;
  if (name === repository) return undefined;
  return names.has(name) ? { repository: name } : { deleted: name };
}
