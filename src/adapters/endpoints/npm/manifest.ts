import type { PackageDependency } from '../../../api/types';
import { type Precedence, precedenceOf } from '../../../formats/semantic-version';
import type { VersionMetadata } from '../../../model/state';
import type { ListedVersion } from '../../../resolution/listing';
import { encoded } from '../address';
import { isDeep, isJsonObject, type JsonObject, jsonObjectIn } from '../json-object';
import { mostLevels, textOf } from './json';
import { fullName, nameFrom } from './names';

/** How much of a manifest a document has: all of it, or what an installation needs (NPM-17). */
export type Form = 'full' | 'abbreviated';

/**
 * What the documents say of a version but where its tarball lies. The texts are made when they are first asked for, and
 * remembered with the record.
 */
export class Manifest {
  readonly name: string;
  readonly version: string;
  readonly precedence: Precedence;
  /** The version as a key in JSON. */
  readonly key: string;
  /** The path of the tarball, below the endpoint and without slash before (NPM-23). */
  readonly tarball: string;
  readonly #metadata: VersionMetadata;
  readonly #texts: { [form in Form]?: string } = {};

  constructor(name: string, version: string, metadata: VersionMetadata) {
    this.name = name;
    this.version = version;
    this.key = JSON.stringify(version);
    this.precedence = precedenceOf(version);
    this.tarball = tarballPath(name, version);
    this.#metadata = metadata;
  }

  /** The manifest as a JSON text, up to the brace that ends it; it is never empty. */
  text(form: Form): string {
    const known = this.#texts[form];
    if (known !== undefined) return known;
    const members = form === 'full' ? this.members() : abbreviated(this.members());
    const text = JSON.stringify(members).slice(0, -1);
    this.#texts[form] = text;
    return text;
  }

  /** The members of package.json, as far as they are known. */
  members(): JsonObject {
    const { name, version } = this;
    const { deprecated, manifest } = this.#metadata;
    const { dist, deprecated: _, readme, ...given } = parsedManifest(manifest) ?? madeOf(this.#metadata);
    return { ...given, name, version, _id: `${name}@${version}`, ...(deprecated !== undefined && { deprecated }) };
  }
}

const remembered = new WeakMap<VersionMetadata, Manifest>();

/** The manifest of a version that is listed under this name. */
export function manifestOf(name: string, { version, metadata }: ListedVersion): Manifest {
  const known = remembered.get(metadata);
  if (known?.name === name && known.version === version) return known; // nothing is known of many versions alike
  const manifest = new Manifest(name, version, metadata);
  remembered.set(metadata, manifest);
  return manifest;
}

/** What a kept text says; undefined for one that is no JSON object, or that could not be written again. */
function parsedManifest(text: string | undefined): JsonObject | undefined {
  const members = jsonObjectIn(text);
  return members && isDeep(members, mostLevels) ? undefined : members;
}

/** A manifest for a version that no package manager has published. */
function madeOf({
  summary,
  homePage,
  sourceCodeRepository,
  licenses = [],
  dependencies = [],
}: VersionMetadata): JsonObject {
  const [license, ...others] = licenses;
  return {
    description: summary,
    homepage: homePage,
    repository: sourceCodeRepository === undefined ? undefined : { type: 'git', url: sourceCodeRepository },
    ...(others.length > 0
      ? { licenses: licenses.map(({ name, url }) => ({ type: name, url })) }
      : { license: license?.name }),
    dependencies: rangesOf(dependencies, 'regular'),
    devDependencies: rangesOf(dependencies, 'dev'),
    peerDependencies: rangesOf(dependencies, 'peer'),
    optionalDependencies: rangesOf(dependencies, 'optional'),
  };
}

function rangesOf(dependencies: readonly PackageDependency[], type: string): JsonObject | undefined {
  const ranges = dependencies
    .filter(({ dependencyType }) => dependencyType === type)
    .map(({ namespace, package: name = '', versionRequirement = '*' }) => [
      fullName({ namespace, package: name }),
      versionRequirement,
    ]);
  return ranges.length === 0 ? undefined : Object.fromEntries(ranges);
}

/** NPM-18, but `dist`. */
const short = [
  'name',
  'version',
  'deprecated',
  'dependencies',
  'optionalDependencies',
  'devDependencies',
  'bundleDependencies',
  'peerDependencies',
  'peerDependenciesMeta',
  'bin',
  'directories',
  'engines',
  '_hasShrinkwrap',
  'hasInstallScript',
  'funding',
  'cpu',
  'os',
  'acceptDependencies',
] as const;

function abbreviated(members: JsonObject): JsonObject {
  const known: JsonObject = {
    bundleDependencies: members.bundledDependencies,
    hasInstallScript: isBuilt(members) || undefined,
    ...members,
  };
  return Object.fromEntries(short.map((member) => [member, known[member]]));
}

/** Whether something is run when the package is installed. */
const isBuilt = ({ scripts, gypfile }: JsonObject): boolean =>
  gypfile === true ||
  (isJsonObject(scripts) &&
    ['preinstall', 'install', 'postinstall'].some((name) => textOf(scripts[name]) !== undefined));

function tarballPath(name: string, version: string): string {
  const { namespace, package: unscoped } = nameFrom(name);
  const scope = namespace === undefined ? '' : `@${encoded(namespace)}/`;
  const written = encoded(unscoped);
  return `${scope}${written}/-/${written}-${encoded(version)}.tgz`;
}
