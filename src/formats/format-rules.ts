import type { PackageFormat } from '../api/types';

/** The coordinates of a package as a caller gives them, or as a repository stores them. */
export interface PackageCoordinates {
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
}

/** Everything in which one package format differs from another. Pure; one object per format. */
export interface FormatRules {
  readonly format: PackageFormat;
  /** Whether a package of the format has a namespace (PKG-07 to PKG-12). */
  readonly namespace: 'required' | 'optional' | 'none';
  /** The public repositories of the format (EXT-T1), in the order of the table. */
  readonly externalConnections: readonly ExternalConnectionName[];
  /** Whether a version may lie upstream at all: a generic package is never fetched from there (RES-33). */
  readonly upstreams: boolean;
  /** Whether a stored version takes assets of new names, and while it is in which status (PUB-06, PUB-08, PUB-34, RBY-04). */
  readonly newAssets: 'always' | 'unfinished' | 'never';
  /** Whether a version can be Unfinished (STA-02). */
  readonly unfinished: boolean;
  /** Whether the API normalises `package`, `namespace` and `packageVersion` before it looks them up (PKG-21, PKG-24, PKG-27). */
  readonly apiNormalizes: boolean;
  normalizeName(name: string): string;
  normalizeNamespace(namespace: string): string;
  /** The form in which a version is stored (PKG-23). */
  normalizeVersion(version: string): string;
  /** The text that is the same for versions that the format holds for one: by default the version itself (NUG-05, CRG-05). */
  versionIdentity(version: string): string;
  /** The text that is the same for names that the format holds for one when they are published (CRG-03). */
  nameIdentity(name: string): string;
  /** Why a name, namespace or version cannot be published in this format; undefined when it can. */
  nameFault(name: string): Fault | undefined;
  namespaceFault(namespace: string): Fault | undefined;
  versionFault(version: string): Fault | undefined;
  /** Why an asset of this name cannot be published (PUB-38 to PUB-42, PYP-10); undefined when it can. */
  assetFault(asset: string): Fault | undefined;
  /** The name that the format itself gives to the asset of a version, where the format gives one (NPM-06, NUG-08, RBY-05, SWF-10, CRG-06). */
  assetName?(coordinates: PackageCoordinates, version: string): string;
  /** The display name of a version whose metadata has none (VER-08 to VER-11); the name is as its author wrote it. */
  displayName(coordinates: PackageCoordinates): string;
  /** Which version ListPackageVersions shows by default: that of npm's `latest` tag, or the most recently published (VER-49 to VER-51). */
  readonly defaultDisplayVersion: 'latest-tag' | 'most-recent';
}

/** What is wrong with a text, and the rule that says so. */
export interface Fault {
  readonly id: string;
  readonly message: string;
}

/** The ten external connections (EXT-T1). */
export type ExternalConnectionName =
  | 'public:npmjs'
  | 'public:pypi'
  | 'public:nuget-org'
  | 'public:maven-central'
  | 'public:maven-googleandroid'
  | 'public:maven-gradleplugins'
  | 'public:maven-commonsware'
  | 'public:maven-clojars'
  | 'public:ruby-gems-org'
  | 'public:crates-io';
