import { base64, utf8 } from '@scure/base';
import type { AssetContent, PackageDependency, PackageFormat } from '../api/types';
import { externalConnections, formats, isExternalConnectionName } from '../formats';
import { coordinatesFault, storedCoordinates } from '../formats/coordinates';
import type { FormatRules } from '../formats/format-rules';
import type { PackageCoordinates } from '../model/coordinates';
import { metadataCodec } from '../model/json';
import { packageKey } from '../model/keys';
import type { Origin, VersionMetadata } from '../model/state';
import { asciiJson } from '../model/text';
import { type AssetInput, viewOf } from './assets';
import { hashesOf } from './content-store';
import { isObject, type Place } from './world-place';

/** A version of a package in a world, as far as public and stored ones are alike. */
export interface WorldEntry {
  readonly coordinates: PackageCoordinates;
  readonly version: string;
  /** The value in which it is described. */
  readonly place: Place;
}

/** What a version's description says of it. */
export interface EntryDetails {
  readonly assets: readonly AssetInput[];
  readonly metadata: VersionMetadata;
  readonly publishedTime?: number;
  readonly tags?: readonly string[];
}

/** The versions in packages of a format, in the order in which they stand there. */
export function* entriesIn(packages: Place, format: PackageFormat): Generator<WorldEntry> {
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

function demandNew(place: Place, seen: Map<string, string>, identity: string, name: string): void {
  const other = seen.get(identity);
  if (other !== undefined) place.fail(`is the same as '${other}'`);
  seen.set(identity, name);
}

/** The coordinates in a name that may begin with its namespace (PKG-07 to PKG-11). */
export function coordinatesIn(place: Place, format: PackageFormat, name: string): PackageCoordinates {
  const coordinates = splitName(formats[format], name);
  const fault = coordinatesFault(coordinates);
  return fault ? place.fail(fault.message) : coordinates;
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

/** The members that public and stored versions have in common. */
export const commonMembers = ['publishedTime', 'assets', 'metadata', 'dependencies', 'tags'] as const;

/** What the description of a version says in them. */
export function detailsOf(
  { coordinates, version }: WorldEntry,
  { publishedTime, assets, metadata, dependencies, tags }: { readonly [N in (typeof commonMembers)[number]]?: Place },
): EntryDetails {
  const rules = formats[coordinates.format];
  if (tags && rules.defaultDisplayVersion !== 'latest-tag') tags.fail(`a ${rules.format} package has no dist-tags`);
  const stored = storedCoordinates(coordinates);
  const described = metadata ? metadata.attempt(() => metadataCodec.read(metadata.value)) : {};
  return {
    assets: assets ? assetsIn(assets, stored, version) : usualAssets(rules, stored, version),
    metadata: dependencies ? withDependencies(described, dependencies, rules.format) : described,
    publishedTime: publishedTime?.time(),
    tags: tags?.items().map((tag) => tag.text()),
  };
}

function withDependencies(metadata: VersionMetadata, place: Place, format: PackageFormat): VersionMetadata {
  const dependencies = place.entries().map(([name, requirement]): PackageDependency => {
    const { namespace, package: dependency } = coordinatesIn(requirement, format, name);
    const versionRequirement = requirement.text();
    return { ...(namespace === undefined ? {} : { namespace }), package: dependency, versionRequirement };
  });
  return { ...metadata, dependencies: [...(metadata.dependencies ?? []), ...dependencies] };
}

function assetsIn(assets: Place, coordinates: PackageCoordinates, version: string): readonly AssetInput[] {
  return assets.entries().map(([name, place]) => {
    const fault = formats[coordinates.format].assetFault(name);
    return fault ? place.fail(fault.message) : assetIn(place, coordinates, version, name);
  });
}

function assetIn(place: Place, coordinates: PackageCoordinates, version: string, name: string): AssetInput {
  const { value } = place;
  if (typeof value === 'string') return { name, bytes: place.attempt(() => utf8.decode(value)) };
  const bytes = viewOf(value);
  if (bytes) return { name, bytes };
  if (!isObject(value)) return place.fail('expected a text, bytes, { base64 }, { size } or { size, hashes }');
  const { base64: encoded, size, hashes } = place.members('base64', 'size', 'hashes');
  if (encoded) {
    if (size || hashes) place.fail('has bytes: its size and digests are theirs');
    return { name, bytes: encoded.attempt(() => base64.decode(encoded.text())) };
  }
  if (!size) return place.fail('has neither bytes nor a size');
  if (hashes) return { name, size: size.size(), hashes: hashesIn(hashes) };
  return { name, ...madeUp(coordinates, version, name, size.size()) };
}

const digits: Readonly<Record<keyof AssetContent['hashes'], number>> = {
  MD5: 32,
  'SHA-1': 40,
  'SHA-256': 64,
  'SHA-512': 128,
};

function hashesIn(place: Place): AssetContent['hashes'] {
  const found = place.members('MD5', 'SHA-1', 'SHA-256', 'SHA-512');
  const digest = (name: keyof typeof digits): string =>
    (found[name] ?? place.fail(`lacks ${name}`)).matching(
      new RegExp(`^[0-9a-f]{${digits[name]}}$`),
      'hexadecimal digits',
    );
  return { MD5: digest('MD5'), 'SHA-1': digest('SHA-1'), 'SHA-256': digest('SHA-256'), 'SHA-512': digest('SHA-512') };
}

/** The assets that a version of the format usually has, of made-up sizes. */
function usualAssets(rules: FormatRules, coordinates: PackageCoordinates, version: string): readonly AssetInput[] {
  const plain = `${coordinates.package}-${version}.tar.gz`;
  const names = rules.assetName
    ? [rules.assetName(coordinates, version)]
    : (rules.firstAssets?.(coordinates, version).slice(0, 2) ?? [rules.assetFault(plain) ? 'content' : plain]);
  return names.map((name) => ({ name, ...madeUp(coordinates, version, name) }));
}

/** A size and digests that are always the same for the same asset of the same version, wherever it lies. */
function madeUp(coordinates: PackageCoordinates, version: string, name: string, size?: number): AssetContent {
  const { format, namespace = null, package: packageName } = coordinates;
  const identity = ['made up', format, namespace, packageName, formats[format].normalizeVersion(version), name];
  const hashes = hashesOf(asciiJson([...identity, size ?? null]));
  return { size: size ?? 1_000 + Number.parseInt(hashes.MD5.slice(0, 4), 16), hashes };
}

/** Where a stored version entered the domain (VER-32 to VER-36); undefined for this repository. */
export function originIn(place: Place, repositories: ReadonlySet<string>, format: PackageFormat): Origin {
  const { value } = place;
  if (value === 'UNKNOWN') return { originType: 'UNKNOWN' };
  if (isObject(value)) {
    const { repository = place.fail('names no repository') } = place.members('repository');
    return { originType: 'INTERNAL', domainEntryPoint: { repositoryName: repositoryIn(repository, repositories) } };
  }
  const externalConnectionName = connectionIn(place);
  if (externalConnections[externalConnectionName] !== format) place.fail(`offers no ${format} packages`);
  return { originType: 'EXTERNAL', domainEntryPoint: { externalConnectionName } };
}

/** The name of a repository of the domain. */
export function repositoryIn(place: Place, repositories: ReadonlySet<string>): string {
  const name = place.text();
  return repositories.has(name) ? name : place.fail(`no repository '${name}'`);
}

/** The name of an external connection (EXT-T1). */
export function connectionIn(place: Place, name: string = place.text()) {
  return isExternalConnectionName(name) ? name : place.fail(`no public repository '${name}'`);
}
