import type { PublicAsset, VersionMetadata } from '../../../model/state';
import type { ListedVersion } from '../../../resolution/listing';
import { isJsonObject, jsonObjectIn } from '../json-object';
import { onceForEach } from '../once-for-each';

/** A dependency as the index has it (CRG-26). */
export interface IndexedDependency {
  /** As the package calls it. */
  readonly name: string;
  readonly req: string;
  readonly features: readonly string[];
  readonly optional: boolean;
  readonly default_features: boolean;
  readonly target: string | null;
  readonly kind: string;
  readonly registry: string | null;
  /** The crate's own name where the package has another for it (CRG-36). */
  readonly package: string | null;
}

/** What the line of a version has besides its names, its digest and its mark: what is kept of it as its manifest. */
export interface LineMembers {
  readonly deps: readonly IndexedDependency[];
  readonly features: Readonly<Record<string, readonly string[]>>;
  readonly features2?: unknown;
  readonly links?: unknown;
  readonly v?: unknown;
  readonly rust_version?: unknown;
}

/** A version as the index and the web API show it. */
export interface IndexedVersion extends LineMembers {
  readonly name: string;
  readonly vers: string;
  readonly cksum: string;
  readonly yanked: boolean;
}

/**
 * The line of a version (CRG-22); undefined where there is no crate file with a known digest, since Cargo can do
 * nothing with it. Its name has the spelling of the file's (CRG-06), whatever was asked for.
 */
export function lineOf(asked: string, { version, assets, metadata }: ListedVersion): IndexedVersion | undefined {
  const ending = `-${version}.crate`;
  const isCrate = ({ name }: PublicAsset) => name.toLowerCase() === (asked + ending).toLowerCase(); // CRG-03
  const file = assets.find(isCrate);
  const cksum = file?.hashes['SHA-256']; // CRG-24
  if (file === undefined || cksum === undefined) return undefined;
  const name = file.name.slice(0, -ending.length);
  const { deps, features, ...others } = membersOf(metadata);
  return { name, vers: version, deps, cksum, features, yanked: metadata.yanked !== undefined, ...others }; // CRG-25
}

/** What the manifest of a version says; without one, what is known of its dependencies. */
const membersOf = onceForEach(madeOf);

function madeOf({ manifest, dependencies = [] }: VersionMetadata): LineMembers {
  const { deps, features, features2, links, v, rust_version } = jsonObjectIn(manifest) ?? {};
  return {
    deps: Array.isArray(deps)
      ? deps
      : dependencies.map(({ package: name = '', versionRequirement = '*', dependencyType = 'normal' }) => ({
          name,
          req: versionRequirement,
          features: [],
          optional: false,
          default_features: true,
          target: null,
          kind: kinds.has(dependencyType) ? dependencyType : 'normal',
          registry: null,
          package: null,
        })),
    features: isJsonObject(features) ? (features as LineMembers['features']) : {},
    ...(features2 === undefined ? {} : { features2 }),
    ...(links === undefined ? {} : { links }),
    ...(v === undefined ? {} : { v }),
    ...(rust_version === undefined ? {} : { rust_version }),
  }; // CRG-23: `pubtime` is not among them
}

/** What a dependency is needed for. */
export const kinds: ReadonlySet<unknown> = new Set(['normal', 'dev', 'build']);
