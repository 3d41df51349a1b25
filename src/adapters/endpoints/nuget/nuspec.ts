import type { LicenseInfo, PackageDependency } from '../../../api/types';
import type { VersionMetadata } from '../../../model/state';
import { BrokenXml, listIn, readXml, textIn, type XmlContent } from '../xml';
import type { CatalogEntry, DependencyGroup } from './catalog-entry';

/** What a `.nuspec` says of a package. */
export interface Nuspec {
  readonly id: string;
  readonly version: string;
  /** The path of the file in the package that is its readme (NUG-51). */
  readonly readme?: string;
  /** Whether the package holds symbols alone (NUG-38). */
  readonly isSymbols: boolean;
  /** With a manifest of what a catalogue entry says (NUG-31), without readme. */
  readonly metadata: VersionMetadata;
}

/** Reads the XML of a `.nuspec`. Throws a BrokenXml, also for what lacks an id or a version (NUG-39). */
export function readNuspec(content: string | Uint8Array): Nuspec {
  const lists = ['group', 'dependency', 'packageType'];
  const { package: root } = readXml(content, { lists });
  const described = root as XmlContent | undefined;
  const id = textIn(described, 'metadata', 'id');
  const version = textIn(described, 'metadata', 'version');
  if (!id || !version) throw new BrokenXml('The .nuspec has no id or no version in <package><metadata>');
  const groups = groupsIn(described);
  const entry = entryOf(described, groups);
  const types = listIn(described, 'metadata', 'packageTypes', 'packageType').map((type) => textIn(type, '@name'));
  return {
    id,
    version,
    readme: textIn(described, 'metadata', 'readme') || undefined,
    isSymbols: types.some((type) => type?.toLowerCase() === 'symbolspackage'),
    metadata: known({
      summary: entry.summary ?? entry.description, // NUG-46
      homePage: entry.projectUrl, // NUG-47
      sourceCodeRepository: textIn(described, 'metadata', 'repository', '@url') || undefined, // NUG-48
      licenses: licensesOf(entry),
      dependencies: dependenciesOf(groups),
      manifest: JSON.stringify(entry),
    }),
  };
}

const known = (metadata: VersionMetadata): VersionMetadata =>
  Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== undefined));

/** NUG-31. */
function entryOf(described: XmlContent | undefined, groups: readonly DependencyGroup[]): CatalogEntry {
  const text = (name: string): string | undefined => textIn(described, 'metadata', name) || undefined;
  const isExpression = textIn(described, 'metadata', 'license', '@type')?.toLowerCase() === 'expression';
  const acceptance = text('requireLicenseAcceptance');
  return {
    authors: text('authors'),
    description: text('description'),
    dependencyGroups: groups.length > 0 ? groups : undefined,
    iconUrl: text('iconUrl'),
    language: text('language'),
    licenseUrl: text('licenseUrl'),
    licenseExpression: isExpression ? text('license') : undefined,
    minClientVersion: textIn(described, 'metadata', '@minClientVersion'),
    projectUrl: text('projectUrl'),
    requireLicenseAcceptance: acceptance === undefined ? undefined : acceptance.toLowerCase() === 'true',
    summary: text('summary'),
    tags: text('tags')
      ?.split(/[\s,]+/)
      .filter((tag) => tag !== ''),
    title: text('title'),
  };
}

/** The groups of dependencies; those that stand in none are one for every framework. */
function groupsIn(described: XmlContent | undefined): readonly DependencyGroup[] {
  const loose = listIn(described, 'metadata', 'dependencies', 'dependency');
  const groups = listIn(described, 'metadata', 'dependencies', 'group').map((group) => ({
    targetFramework: textIn(group, '@targetFramework'),
    dependencies: listIn(group, 'dependency').map(dependencyOf),
  }));
  return loose.length > 0 ? [{ dependencies: loose.map(dependencyOf) }, ...groups] : groups;
}

function dependencyOf(dependency: XmlContent): { readonly id: string; readonly range?: string } {
  const id = textIn(dependency, '@id');
  const range = textIn(dependency, '@version');
  if (!id) throw new BrokenXml('The .nuspec has a dependency without id');
  if (!range) return { id };
  if (!isRange(range)) throw new BrokenXml(`The .nuspec has a dependency on ${id} in a range that is none: '${range}'`);
  return { id, range };
}

const bound = String.raw`\s*(?:\d+(?:\.\d+){0,3}(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)\s*`;
const ranges = [`^${bound}$`, `^\\[${bound}\\]$`, `^[[(](?:${bound})?,(?:${bound})?[\\])]$`].map(
  (form) => new RegExp(form),
);

/** Whether a text is a range of versions; `(1.0)` is none (section 1 of the format's rules). */
const isRange = (text: string): boolean => text.length <= 512 && ranges.some((form) => form.test(text));

/** NUG-49. */
function licensesOf({ licenseExpression: name, licenseUrl: url }: CatalogEntry): LicenseInfo[] | undefined {
  if (name === undefined && url === undefined) return undefined;
  return [{ ...(name !== undefined && { name }), ...(url !== undefined && { url }) }];
}

/** Each pair of id and range once, in the order of the file (NUG-50, LST-61). */
function dependenciesOf(groups: readonly DependencyGroup[]): PackageDependency[] | undefined {
  const found = new Map<string, PackageDependency>();
  for (const { id, range } of groups.flatMap(({ dependencies }) => dependencies)) {
    const dependency = range === undefined ? { package: id } : { package: id, versionRequirement: range };
    found.set(JSON.stringify([id, range]), dependency);
  }
  return found.size > 0 ? [...found.values()] : undefined;
}
