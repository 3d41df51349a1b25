import type { ListedVersion } from '../../../resolution/listing';
import { isJsonObject, jsonObjectIn } from '../json-object';
import { onceForEach } from '../once-for-each';

/** What a version's manifest holds: the members of a catalogue entry that come out of the `.nuspec` (NUG-31). */
export interface CatalogEntry {
  readonly authors?: string | readonly string[];
  readonly description?: string;
  readonly dependencyGroups?: readonly DependencyGroup[];
  readonly iconUrl?: string;
  readonly language?: string;
  readonly licenseUrl?: string;
  readonly licenseExpression?: string;
  readonly minClientVersion?: string;
  readonly projectUrl?: string;
  readonly requireLicenseAcceptance?: boolean;
  readonly summary?: string;
  readonly tags?: string | readonly string[];
  readonly title?: string;
}

export interface DependencyGroup {
  /** Absent: every framework. */
  readonly targetFramework?: string;
  readonly dependencies: readonly { readonly id: string; readonly range?: string }[];
}

/** What is known of a version: its manifest, or what is made of the rest of its metadata. */
export const catalogEntryOf = ({ metadata }: ListedVersion): CatalogEntry => entryOf(metadata);

const entryOf = onceForEach((metadata: ListedVersion['metadata']) => parsed(metadata.manifest) ?? madeOf(metadata));

/** The members of a manifest that have the type that they should have; undefined when it is no JSON object. */
function parsed(manifest: string | undefined): CatalogEntry | undefined {
  const value = jsonObjectIn(manifest);
  if (!value) return undefined;
  const known = Object.entries(members).filter(
    ([member, isGood]) => Object.hasOwn(value, member) && isGood(value[member]),
  );
  const entry = Object.fromEntries(known.map(([member]) => [member, value[member]])) as CatalogEntry;
  return entry.dependencyGroups ? { ...entry, dependencyGroups: entry.dependencyGroups.map(groupOf) } : entry;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrTexts = (value: unknown): boolean => isText(value) || (Array.isArray(value) && value.every(isText));

const members: Readonly<Record<keyof CatalogEntry, (value: unknown) => boolean>> = {
  authors: isTextOrTexts,
  description: isText,
  dependencyGroups: (value) => Array.isArray(value) && value.every(isJsonObject),
  iconUrl: isText,
  language: isText,
  licenseUrl: isText,
  licenseExpression: isText,
  minClientVersion: isText,
  projectUrl: isText,
  requireLicenseAcceptance: (value) => typeof value === 'boolean',
  summary: isText,
  tags: isTextOrTexts,
  title: isText,
};

/** A group as a public registry writes it says more, with addresses of its own. */
function groupOf({
  targetFramework,
  dependencies,
}: { readonly [member in keyof DependencyGroup]?: unknown }): DependencyGroup {
  const listed = Array.isArray(dependencies) ? dependencies.filter(isJsonObject) : [];
  return {
    ...(isText(targetFramework) && { targetFramework }),
    dependencies: listed.flatMap(({ id, range }) => (isText(id) ? [isText(range) ? { id, range } : { id }] : [])),
  };
}

/** The same of a version without manifest, as the API publishes it. */
function madeOf({ summary, homePage, licenses, dependencies = [] }: ListedVersion['metadata']): CatalogEntry {
  const named = dependencies.flatMap(({ package: id, versionRequirement: range }) =>
    id === undefined ? [] : [range === undefined ? { id } : { id, range }],
  );
  return {
    description: summary,
    dependencyGroups: named.length > 0 ? [{ dependencies: named }] : undefined,
    licenseExpression: licenses?.find(({ name }) => name !== undefined)?.name,
    licenseUrl: licenses?.find(({ url }) => url !== undefined)?.url,
    projectUrl: homePage,
  };
}
