import { formats } from '../../../formats';
import type { PackageCoordinates } from '../../../model/coordinates';
import type { PublicAsset, VersionMetadata } from '../../../model/state';
import type { ListedVersion } from '../../../resolution/listing';
import { jsonObjectIn } from '../json-object';
import { onceForEach } from '../once-for-each';
import { anyVersion, demandsIn, textOf } from './requirement';

/** A runtime dependency: the name of a gem and what is demanded of its version, as `>= 2.0, < 4`. */
export type Dependency = readonly [name: string, requirement: string];

/** What the indexes say of a file beyond its name and digest; it is kept in the asset's manifest. */
export interface GemManifest {
  readonly dependencies: readonly Dependency[];
  /** What is demanded of Ruby and of RubyGems; absent when nothing is. */
  readonly ruby?: string;
  readonly rubygems?: string;
}

/** A file of a version: there is one for each platform (RBY-04). */
export interface Gem extends GemManifest {
  readonly version: string;
  readonly platform: string;
  readonly metadata: VersionMetadata;
  readonly publishedTime?: number;
  /** Absent where a public repository has not told of its files. */
  readonly asset?: PublicAsset;
}

/** The gems of the versions, in the format's order of versions; of a version that of all platforms comes first. */
export function gemsOf(coordinates: PackageCoordinates, versions: readonly ListedVersion[]): readonly Gem[] {
  const { compareVersions } = formats[coordinates.format];
  return [...versions]
    .sort((a, b) => compareVersions(a.version, b.version))
    .flatMap((each) => filesOf(coordinates, each));
}

function filesOf(coordinates: PackageCoordinates, listed: ListedVersion): Gem[] {
  const { version, metadata, assets, publishedTime, revision } = listed;
  const shared = { version, metadata, publishedTime };
  if (assets.length === 0 && revision === undefined) {
    return [{ ...shared, platform: 'ruby', ...manifestOf(undefined, metadata) }];
  }
  const stem = `${coordinates.package}-${version}`;
  const gems: Gem[] = [];
  for (const asset of assets) {
    const platform = platformIn(asset.name, stem);
    if (platform === undefined) continue;
    const gem = { ...shared, platform, asset, ...manifestOf(asset, metadata) };
    if (platform === 'ruby') gems.unshift(gem);
    else gems.push(gem);
  }
  return gems;
}

/** The platform in the name of a file (RBY-05); undefined when it is no gem of the version. */
function platformIn(name: string, stem: string): string | undefined {
  if (!name.startsWith(stem) || !name.endsWith('.gem')) return undefined;
  const rest = name.slice(stem.length, -'.gem'.length);
  if (rest === '') return 'ruby';
  return /^-[\w.-]+$/.test(rest) ? rest.slice(1) : undefined;
}

/** Whether a text can stand for a platform in the name of a file. */
export const isPlatform = (text: string): boolean => /^[\w.-]+$/.test(text);

/** What an asset's manifest says; without one, what is known of the version. What would break a line is left out. */
const manifestOf = (asset: PublicAsset | undefined, metadata: VersionMetadata): GemManifest =>
  asset?.manifest === undefined ? fromMetadata(metadata) : written(asset);

const written = onceForEach(({ manifest }: PublicAsset): GemManifest => {
  const { dependencies, ruby, rubygems } = jsonObjectIn(manifest) ?? {};
  const pairs = Array.isArray(dependencies) ? dependencies.filter(Array.isArray) : [];
  return {
    dependencies: pairs.flatMap(([name, requirement]) => dependency(name, requirement)),
    ruby: demanded(ruby),
    rubygems: demanded(rubygems),
  };
});

/** RBY-18. */
const fromMetadata = ({ dependencies = [] }: VersionMetadata): GemManifest => ({
  dependencies: dependencies
    .filter(({ dependencyType = 'runtime' }) => dependencyType === 'runtime')
    .flatMap(({ package: name, versionRequirement = anyVersion }) => dependency(name, versionRequirement)),
});

function dependency(name: unknown, requirement: unknown): readonly Dependency[] {
  if (typeof name !== 'string' || formats.ruby.nameFault(name)) return [];
  const demands = typeof requirement === 'string' ? demandsIn(requirement) : undefined;
  return demands ? [[name, textOf(demands)]] : [];
}

/** RBY-18: only what is more than nothing. */
function demanded(requirement: unknown): string | undefined {
  const demands = typeof requirement === 'string' ? demandsIn(requirement) : undefined;
  const text = demands && textOf(demands);
  return text === anyVersion ? undefined : text;
}
