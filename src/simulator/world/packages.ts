import { base64, utf8 } from '@scure/base';
import type { AssetContent, PackageDependency, PackageFormat } from '../../api/types';
import { externalConnections, formats } from '../../formats';
import { coordinatesFault, storedCoordinates } from '../../formats/coordinates';
import type { FormatRules } from '../../formats/format-rules';
import type { PackageCoordinates } from '../../model/coordinates';
import { packageKey } from '../../model/keys';
import type { Asset, Origin, VersionMetadata } from '../../model/state';
import { asciiJson } from '../../model/text';
import { type AssetInput, type PublicAssetInput, viewOf } from '../assets';
import { hashesOf } from '../content-store';
import { type Place, type Spot, timeIn } from './place';
import type { WorldAsset, WorldStoredVersion, WorldVersion } from './world';

/** A version of a package in a world. */
export interface WorldEntry<Version extends WorldVersion> {
  readonly coordinates: PackageCoordinates;
  readonly version: string;
  /** Where it is described. */
  readonly place: Place<Exclude<Version, undefined>>;
}

/** What a version's description says of it. */
export interface EntryDetails {
  readonly assets: readonly PublicAssetInput[];
  readonly metadata: VersionMetadata;
  readonly publishedTime?: number;
  readonly tags?: readonly string[];
}

/** The versions in packages of a format, in the order in which they stand there. */
export function* entriesIn<Version extends WorldVersion>(
  packages: Place<Readonly<Record<string, Readonly<Record<string, Version>>>>>,
  format: PackageFormat,
): Generator<WorldEntry<Version>> {
  const names = new Map<string, string>();
  for (const [name, versions] of packages.entries()) {
    const coordinates = coordinatesIn(versions, format, name);
    demandNew(versions, names, packageKey(storedCoordinates(coordinates)), name);
    const identities = new Map<string, string>();
    for (const [version, place] of versions.entries()) {
      const fault = formats[format].versionFault(version);
      if (fault) place.fail(fault.message);
      demandNew(place, identities, formats[format].versionIdentity(version), version);
      yield { coordinates, version, place };
    }
  }
}

function demandNew(place: Spot, seen: Map<string, string>, identity: string, name: string): void {
  const other = seen.get(identity);
  if (other !== undefined) place.fail(`is the same as '${other}'`);
  seen.set(identity, name);
}

/** The coordinates in a name that may begin with its namespace (PKG-07 to PKG-11). */
export function coordinatesIn(place: Spot, format: PackageFormat, name: string): PackageCoordinates {
  const coordinates = splitName(formats[format], name);
  const fault = coordinatesFault(coordinates);
  return fault ? place.fail(fault.message) : coordinates;
}

/** The name under which a package stands in a world: the first of these from which its coordinates can be read. */
export function nameOf(coordinates: PackageCoordinates): string {
  const rules = formats[coordinates.format];
  const { namespace, package: name } = coordinates;
  if (namespace === undefined) return name;
  const isRead = (text: string): boolean => {
    const read = splitName(rules, text);
    return read.package === name && read.namespace === namespace;
  };
  return [rules.displayName(coordinates), `${namespace}:${name}`].find(isRead) ?? `${namespace}/${name}`;
}

function splitName(rules: FormatRules, name: string): PackageCoordinates {
  const { format } = rules;
  const shown = rules.displayName({ format, namespace: 'n', package: 'p' });
  const isRequired = rules.namespace === 'required';
  const separator = name.includes('/')
    ? '/'
    : isRequired && name.includes(':')
      ? ':'
      : shown === 'n.p'
        ? '.'
        : undefined;
  const at = separator === undefined ? -1 : name.indexOf(separator);
  if (at < 0) return { format, package: name };
  const namespace = name.slice(shown.startsWith('@') && name.startsWith('@') ? 1 : 0, at);
  return { format, namespace, package: name.slice(at + 1) };
}

/** What the description of a version says, as far as public and stored ones are alike. */
export function detailsOf({ coordinates, version, place }: WorldEntry<WorldVersion>): EntryDetails {
  const rules = formats[coordinates.format];
  const [tags, assets, dependencies, time] = [
    place.at('tags'),
    place.at('assets'),
    place.at('dependencies'),
    place.at('publishedTime'),
  ];
  if (tags && rules.defaultDisplayVersion !== 'latest-tag') tags.fail(`a ${rules.format} package has no dist-tags`);
  const stored = storedCoordinates(coordinates);
  const { metadata = {} } = place.value;
  return {
    assets: assets ? assetsIn(assets, stored, version) : usualAssets(rules, stored, version),
    metadata: dependencies ? withDependencies(metadata, dependencies, rules.format) : metadata,
    publishedTime: time && timeIn(time),
    tags: tags?.value,
  };
}

function withDependencies(
  metadata: VersionMetadata,
  place: Place<Readonly<Record<string, string>>>,
  format: PackageFormat,
): VersionMetadata {
  const dependencies = place.entries().map(([name, requirement]): PackageDependency => {
    const { namespace, package: dependency } = coordinatesIn(requirement, format, name);
    const space = namespace === undefined ? {} : { namespace };
    return { ...space, package: dependency, versionRequirement: requirement.value };
  });
  return { ...metadata, dependencies: [...(metadata.dependencies ?? []), ...dependencies] };
}

function assetsIn(
  assets: Place<Readonly<Record<string, WorldAsset>>>,
  coordinates: PackageCoordinates,
  version: string,
): readonly PublicAssetInput[] {
  return assets.entries().map(([name, place]) => {
    const fault = formats[coordinates.format].assetFault(name);
    return fault ? place.fail(fault.message) : assetIn(place, coordinates, version, name);
  });
}

function assetIn(
  place: Place<WorldAsset>,
  coordinates: PackageCoordinates,
  version: string,
  name: string,
): PublicAssetInput {
  const { value } = place;
  if (typeof value === 'string' || viewOf(value)) return { name, bytes: bytesOf(place, value as string | Uint8Array) };
  const described = value as Exclude<WorldAsset, string | Uint8Array>;
  if ('file' in described)
    place.fail('only readWorldFile reads files; here the asset is given by its text or its bytes');
  const { manifest } = described;
  const time = described.publishedTime;
  const publishedTime = time === undefined ? undefined : timeIn(place.inside('publishedTime', time));
  const note = { name, manifest, publishedTime };
  if ('bytes' in described) return { ...note, bytes: bytesOf(place, described.bytes) };
  if ('base64' in described) return { ...note, bytes: bytesIn(place.inside('base64', described.base64)) };
  const { size, hashes } = described;
  return hashes || size === undefined
    ? { ...note, size, hashes: hashes ?? {} }
    : { ...note, ...madeUp(coordinates, version, name, size) };
}

const bytesOf = (place: Spot, content: Uint8Array | string): Uint8Array =>
  typeof content === 'string' ? place.attempt(() => utf8.decode(content)) : viewOf(content)!;

/** The assets of a stored version, of which size and SHA-256 must be known. */
export function storable(place: Spot, assets: readonly PublicAssetInput[]): readonly AssetInput[] {
  for (const asset of assets) {
    if ('bytes' in asset || 'text' in asset) continue;
    const { name, size, hashes } = asset;
    if (size === undefined) place.fail(`lacks size of ${name}, which is stored`);
    if (hashes['SHA-256'] === undefined) place.fail(`lacks the SHA-256 of ${name}, which is stored`);
  }
  return assets as readonly AssetInput[];
}

function bytesIn(place: Place<string>): Uint8Array {
  try {
    return base64.decode(place.value);
  } catch (error) {
    return place.fail(`expected base64, with its padding: ${(error as Error).message}`);
  }
}

/** The assets that a version of the format usually has, of made-up sizes. */
export function usualAssets(rules: FormatRules, coordinates: PackageCoordinates, version: string): readonly Asset[] {
  const plain = `${coordinates.package}-${version}.tar.gz`;
  const names = rules.assetName
    ? [rules.assetName(coordinates, version)]
    : (rules.firstAssets?.(coordinates, version).slice(0, 2) ?? [rules.assetFault(plain) ? 'content' : plain]);
  return names.map((name) => ({ name, ...madeUp(coordinates, version, name) }));
}

/** A size and digests that are always the same for the same asset of the same version, wherever it lies. */
export function madeUp(coordinates: PackageCoordinates, version: string, name: string, size?: number): AssetContent {
  const { format, namespace = null, package: packageName } = coordinates;
  const identity = ['made up', format, namespace, packageName, formats[format].normalizeVersion(version), name];
  const hashes = hashesOf(asciiJson([...identity, size ?? null]));
  return { size: size ?? 1_000 + Number.parseInt(hashes.MD5.slice(0, 4), 16), hashes };
}

/** Where a stored version entered the domain (VER-32 to VER-36). */
export function originIn(
  place: Place<NonNullable<WorldStoredVersion['origin']>>,
  repositories: ReadonlySet<string>,
  format: PackageFormat,
): Origin {
  const { value } = place;
  if (value === 'UNKNOWN') return { originType: 'UNKNOWN' };
  if (typeof value === 'string') {
    if (externalConnections[value] !== format) place.fail(`offers no ${format} packages`);
    return { originType: 'EXTERNAL', domainEntryPoint: { externalConnectionName: value } };
  }
  const repositoryName =
    'deleted' in value ? value.deleted : repositoryIn(place.inside('repository', value.repository), repositories);
  return { originType: 'INTERNAL', domainEntryPoint: { repositoryName } };
}

/** The name of a repository of the domain. */
export function repositoryIn(place: Place<string>, repositories: ReadonlySet<string>): string {
  return repositories.has(place.value) ? place.value : place.fail(`no repository '${place.value}'`);
}
