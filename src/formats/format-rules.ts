import type { PackageFormat } from '../api/types';
import type { ExternalConnectionName, PackageCoordinates } from '../model/coordinates';

/** Everything in which one package format differs from another. Pure; one object per format. */
export interface FormatRules {
  readonly format: PackageFormat;
  /** Whether a package of the format has a namespace (PKG-07 to PKG-12). */
  readonly namespace: 'required' | 'optional' | 'none';
  /** The public repositories of the format (EXT-T1), in the order of the table. */
  readonly externalConnections: readonly ExternalConnectionName[];
  /** Whether a version may lie upstream at all: a generic package is never fetched from there (RES-33). */
  readonly upstreams: boolean;
  /** Whether, or while it is in which status, a stored version takes new assets (PUB-06, PUB-08, PUB-34, RBY-04). */
  readonly newAssets: 'always' | 'unfinished' | 'never';
  /** Whether a version can be Unfinished (STA-02). */
  readonly unfinished: boolean;
  /** What a package manager must be allowed to do in order to publish (IAM-66). */
  readonly publishActions: readonly PublishAction[];
  /**
   * Whether public versions become known by package name and on request, instead of all by themselves (EXT-27, EXT-29).
   */
  readonly catalogueByName: boolean;
  /** What becomes of assets that the source of a stored version gets later (EXT-39, EXT-42). */
  readonly laterAssets: 'none' | 'refreshed' | 'asked-for';
  /** The assets that are tried first where a public repository lists none (EXT-38). */
  firstAssets?(coordinates: PackageCoordinates, version: string): readonly string[];
  /**
   * Whether the version stands for its latest build: then the nearest copy does not win, and nothing public is ingested
   * (RES-34, EXT-36).
   */
  isSnapshot(version: string): boolean;
  /** Whether the API normalises `package`, `namespace`, `packageVersion` before look-up (PKG-21, PKG-24, PKG-27). */
  readonly apiNormalizes: boolean;
  /**
   * Whether package managers find a package by its name in any case, and names that differ in the case of ASCII letters
   * alone collide; the API knows the stored spelling only (CRG-03).
   */
  readonly ignoresNameCase: boolean;
  normalizeName(name: string): string;
  normalizeNamespace(namespace: string): string;
  /** The form in which a version is stored (PKG-23). */
  normalizeVersion(version: string): string;
  /** The text that is the same for versions that the format holds for one (VER-18, NUG-05, CRG-05). */
  versionIdentity(version: string): string;
  /** Whether that text differs from the stored form, so that a look-up by the text alone can miss a version. */
  readonly looseVersions: boolean;
  /**
   * The format's own order of versions, ascending: below zero when the first comes before the second, zero when neither
   * does. Left out, it is that of code units.
   */
  compareVersions(version: string, other: string): number;
  /**
   * The most packages of which an index of all is given, each of which counts against the rate quotas (QUO-23, QUO-30);
   * absent: there is no bound, and the whole counts once.
   */
  readonly countedIndex?: number;
  /** Why a name, namespace or version cannot be published in this format; undefined when it can. */
  nameFault(name: string): Fault | undefined;
  namespaceFault(namespace: string): Fault | undefined;
  versionFault(version: string): Fault | undefined;
  /** Why an asset of this name cannot be published (PUB-38 to PUB-42, PYP-10); undefined when it can. */
  assetFault(asset: string): Fault | undefined;
  /**
   * The name that the format itself gives to the asset of a version, where it gives one (NPM-06, NUG-08, RBY-05,
   * SWF-10, CRG-06). The spelling may be the author's or the stored one (PKG-25). Only a gem has a platform (RBY-04).
   */
  assetName?(coordinates: PackageCoordinates, version: string, platform?: string): string;
  /** The display name of a version whose metadata has none (VER-08 to VER-11); the name is as its author wrote it. */
  displayName(coordinates: PackageCoordinates): string;
  /** The default display version: that of npm's `latest` tag, or the most recently published (VER-49 to VER-51). */
  readonly defaultDisplayVersion: 'latest-tag' | 'most-recent';
}

/** An action that publishing is made of: the last one is on the repository, the others on the package. */
export type PublishAction = 'PublishPackageVersion' | 'PutPackageMetadata' | 'ReadFromRepository';

/** What is wrong with a text, and the rule that says so. */
export interface Fault {
  readonly id: string;
  readonly message: string;
}
