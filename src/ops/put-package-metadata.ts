import { formats } from '../formats';
import { invalid } from '../model/errors';
import type { PackageVersion } from '../model/state';
import type { Transaction } from '../model/transaction';
import { type Listing, listing } from '../resolution/listing';
import { setTags, writePackage, writeVersion } from '../resolution/records';
import { revisionOf } from '../resolution/revision';
import { searchList } from '../resolution/search-list';
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
 * Sets and removes dist-tags, and deprecates versions: all of it, or nothing. Only npm has such. Refuses a package or a
 * version that the repository itself does not have (NPM-51, NPM-61), but not a version farther up whose text is as it
 * is said: clients send whole documents. Refuses to remove `latest`, or a tag that is not there (NPM-52).
 */
export function putPackageMetadata(tx: Transaction, request: PutPackageMetadataInput): PutPackageMetadataOutput {
  const { format, package: name, tags = {}, deprecations = {} } = request;
  if (formats[format].defaultDisplayVersion !== 'latest-tag') {
    throw tx.refuse('NPM-49', invalid(`Packages of format ${format} have no tags and no deprecations.`), name);
  }
  const sought = findEndpoint(tx, request);
  const { record } = packageIn(tx, sought, sought.coordinates);
  for (const [tag, version] of Object.entries(tags)) {
    if (version !== null) {
      setTags(tx, sought, sought.key, [tag], stored(tx, sought, version, 'NPM-51').version);
      continue;
    }
    if (tag === 'latest') throw tx.refuse('NPM-52', invalid('The tag latest cannot be removed.'), tag);
    if (record.tags[tag] === undefined) throw tx.refuse('NPM-52', noTag(tag), tag);
  }
  removeTags(
    tx,
    sought,
    Object.keys(tags).filter((tag) => tags[tag] === null),
  );
  return { versions: deprecate(tx, sought, deprecations) };
}

function deprecate(
  tx: Transaction,
  sought: Sought,
  deprecations: Readonly<Record<string, string>>,
): readonly PackageVersion[] {
  const { domain, repository, coordinates, key } = sought;
  const versions: PackageVersion[] = [];
  let listed: ReadonlyMap<string, string> | undefined;
  for (const [version, text] of Object.entries(deprecations)) {
    const before = versionIn(repository, coordinates.format, key, version);
    if (!before) {
      listed ??= textsIn(listing(tx, sought, searchList(tx, domain, repository, key)));
      if (listed.get(version) !== text) throw tx.refuse('NPM-61', noVersion(sought, version), version);
    } else if ((before.metadata.deprecated ?? '') !== text) {
      const after = deprecated(sought, before, text);
      writeVersion(tx, sought, coordinates, { how: 'published', before, after }); // NPM-60
      versions.push(after);
    }
  }
  return versions;
}

const textsIn = ({ versions }: Listing): ReadonlyMap<string, string> =>
  new Map(versions.map(({ version, metadata }) => [version, metadata.deprecated ?? '']));

type Sought = ReturnType<typeof findEndpoint>;

function stored(tx: Transaction, sought: Sought, version: string, rule: string): PackageVersion {
  const found = versionIn(sought.repository, sought.coordinates.format, sought.key, version);
  if (found) return found;
  throw tx.refuse(rule, noVersion(sought, version), version);
}

const noVersion = ({ coordinates, repository }: Sought, version: string) =>
  notFound(
    `Version ${version} of package ${coordinates.package} is not in repository ${repository.name}.`,
    'package-version',
    version,
  );

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
