import type { Place } from '../../simulator/world/place';
import type {
  World,
  WorldAsset,
  WorldDomain,
  WorldPublicRepositories,
  WorldVersion,
} from '../../simulator/world/world';

type Assets = Place<Readonly<Record<string, WorldAsset>>>;

/** Puts bytes in the place of assets that are given as files. Throws a WorldError for a file that cannot be read. */
export function readAssetFiles(world: Place<World>, readFile: (path: string) => Uint8Array): void {
  for (const assets of assetsIn(world)) {
    for (const [name, asset] of assets.entries()) {
      const { file, ...note } = Object(asset.value) as { readonly file?: string };
      if (typeof asset.value !== 'object' || file === undefined) continue;
      const bytes = asset.inside('file', file).attempt(() => readFile(file));
      (assets.value as Record<string, WorldAsset>)[name] = Object.keys(note).length > 0 ? { ...note, bytes } : bytes;
    }
  }
}

function* assetsIn(world: Place<World>): Generator<Assets> {
  for (const [, place] of world.at('domains')?.entries() ?? []) {
    const isList = Array.isArray(place.value);
    const domains = isList ? (place as Place<readonly WorldDomain[]>).items() : [place as Place<WorldDomain>];
    for (const domain of domains) yield* assetsInDomain(domain);
  }
  yield* assetsInPublic(world.at('publicRepositories'));
  for (const [, region] of world.at('regions')?.entries() ?? []) {
    yield* assetsInPublic(region.at('publicRepositories'));
  }
}

function* assetsInDomain(domain: Place<WorldDomain>): Generator<Assets> {
  for (const [, repository] of domain.at('repositories')?.entries() ?? []) {
    for (const [, packages] of repository.at('packages')?.entries() ?? []) yield* assetsInPackages(packages);
  }
}

function* assetsInPublic(repositories: Place<WorldPublicRepositories> | undefined): Generator<Assets> {
  for (const [, packages] of repositories?.entries() ?? []) yield* assetsInPackages(packages);
}

function* assetsInPackages<Version extends WorldVersion>(
  packages: Place<Readonly<Record<string, Readonly<Record<string, Version>>>>>,
): Generator<Assets> {
  for (const [, versions] of packages.entries()) {
    for (const [, version] of versions.entries()) {
      const assets = version.at('assets');
      if (assets) yield assets as unknown as Assets;
    }
  }
}
