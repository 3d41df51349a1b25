import type { PackageCoordinates } from '../../model/coordinates';
import type { PublicAsset, VersionMetadata } from '../../model/state';
import type { Digests, FetchedFile } from './integrity';
import type { Registry } from './registry';

/** A file of a public version. */
export interface PublicFile {
  /** What the index says of it. */
  readonly asset: PublicAsset;
  /** Where it lies. */
  readonly address: string;
  /** What is said of its content elsewhere: asked for only when the file is needed. */
  digests?(): Promise<Digests | undefined>;
}

/** A version as a public repository has it. */
export interface PublicRelease {
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly publishedTime?: number;
  readonly metadata: VersionMetadata;
  /** npm dist-tags that point at it. */
  readonly tags: readonly string[];
  readonly files: readonly PublicFile[];
}

/** A package as a public repository has it, with its name as the author writes it. */
export interface PublicPackage {
  readonly name: string;
  readonly releases: readonly PublicRelease[];
}

/** How a public repository of one format is read; failures are those of its Registry. */
export interface PublicSource {
  /** False where files have to be asked for by name (EXT-38). */
  readonly listsAssets: boolean;
  /** The package with all versions that it offers; undefined when it has none. */
  package(coordinates: PackageCoordinates): Promise<PublicPackage | undefined>;
  /** A file that no index names; whether it is there, is known by asking. */
  file?(coordinates: PackageCoordinates, version: string, name: string): PublicFile | undefined;
  /** What the file itself says of its version, if it is one that says something. */
  metadata?(name: string, file: FetchedFile): Promise<VersionMetadata | undefined>;
}

/** Makes the source of a public repository. */
export type SourceMaker = (registry: Registry) => PublicSource;
