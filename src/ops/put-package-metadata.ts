import type { PackageVersion } from '../model/state';
import type { Transaction } from '../model/transaction';
import { setTags, writePackage, writeVersion } from '../resolution/records';
import { revisionOf } from '../resolution/revision';
import { versionIn } from '../resolution/stored';
import { type EndpointRequest, findEndpoint } from './endpoint';
import { notFound, packageIn } from './find';

/** What a package manager changes of a package that is there, without publishing (IAM-67). */
export interface PutPackageMetadataInput extends EndpointRequest {
  /** npm dist-tags, each with the version to which it is set, or null: the tag is removed (NPM-51, NPM-52). */
  readonly tags?: Readonly<Record<string, string | null>>;
  /** npm deprecations by version; an empty text takes one away (NPM-59). */
  readonly deprecations?: Readonly<Record<string, string>>;
}

export interface PutPackageMetadataOutput {
  /** The versions whose deprecation changed, as they are afterwards. */
  readonly versions: readonly PackageVersion[];
}

/**
 * Sets and removes dist-tags, and deprecates versions: all of it, or nothing. Refuses a package or a version that the
 * repository itself does not have (NPM-51, NPM-61), and to remove a tag that is not there (NPM-52).
 */
export function putPackageMetadata(tx: Transaction, request: PutPackageMetadataInput): PutPackageMetadataOutput {
  const sought = findEndpoint(tx, request);
  const { record } = packageIn(tx, sought, sought.coordinates);
  const { tags = {}, deprecations = {} } = request;
  for (const [tag, version] of Object.entries(tags)) {
    if (version === null && record.tags[tag] === undefined) throw tx.refuse('NPM-52', noTag(tag), tag);
    if (version !== null) setTags(tx, sought, sought.key, [tag], stored(tx, sought, version, 'NPM-51').version);
  }
  removeTags(
    tx,
    sought,
    Object.keys(tags).filter((tag) => tags[tag] === null),
  );
  const versions: PackageVersion[] = [];
  for (const [version, text] of Object.entries(deprecations)) {
    const before = stored(tx, sought, version, 'NPM-61');
    if ((before.metadata.deprecated ?? '') === text) continue;
    const after = deprecated(sought, before, text);
    writeVersion(tx, sought, sought.coordinates, { how: 'published', before, after }); // NPM-60
    versions.push(after);
  }
  return { versions };
}

type Sought = ReturnType<typeof findEndpoint>;

function stored(tx: Transaction, sought: Sought, version: string, rule: string): PackageVersion {
  const { repository, coordinates, key } = sought;
  const found = versionIn(repository, coordinates.format, key, version);
  if (found) return found;
  const message = `Version ${version} of package ${coordinates.package} is not in repository ${repository.name}.`;
  throw tx.refuse(rule, notFound(message, 'package-version', version), version);
}

const noTag = (tag: string) => notFound(`There is no tag ${tag}.`, 'package', tag);

function removeTags(tx: Transaction, sought: Sought, names: readonly string[]): void {
  if (names.length === 0) return;
  const { tags } = tx.repository(sought.domain, sought.repository.id).packages.get(sought.key)!;
  const left = Object.entries(tags).filter(([name]) => !names.includes(name));
  writePackage(tx, sought, sought.key, { tags: Object.assign(Object.create(null), Object.fromEntries(left)) });
}

function deprecated({ coordinates }: Sought, before: PackageVersion, text: string): PackageVersion {
  const { deprecated: _, ...rest } = before.metadata;
  const metadata = Object.freeze(text === '' ? rest : { ...rest, deprecated: text });
  return { ...before, metadata, revision: revisionOf(coordinates, before.version, before.assets, metadata) }; // VER-27
}
