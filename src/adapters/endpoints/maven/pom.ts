import type { LicenseInfo, PackageDependency } from '../../../api/types';
import type { VersionMetadata } from '../../../model/state';
import { BrokenXml, listIn, readXml, textIn, type XmlContent, type XmlElement } from '../xml';

/**
 * What a POM says of its version (MVN-73 to MVN-77); nothing comes from its parent (MVN-75). Undefined for what is no
 * POM that can be read: the file is an asset all the same, as it is for every Maven repository.
 */
export function pomMetadata(bytes: Uint8Array): VersionMetadata | undefined {
  const project = projectIn(bytes);
  if (!project) return undefined;
  const fill = filler(project);
  const text = (element: XmlContent, ...path: readonly string[]) => filled(fill, textIn(element, ...path));
  const licenses = listIn(project, 'licenses', 'license').map(
    (license): LicenseInfo => known({ name: text(license, 'name'), url: text(license, 'url') }),
  );
  return known({
    displayName: text(project, 'name'), // VER-10
    summary: text(project, 'description'),
    homePage: text(project, 'url'),
    sourceCodeRepository: text(project, 'scm', 'url'),
    licenses,
    dependencies: dependenciesOf(project, text),
  });
}

function projectIn(bytes: Uint8Array): XmlElement | undefined {
  try {
    const { project } = readXml(bytes, { lists: ['license', 'dependency'] });
    return typeof project === 'object' && !Array.isArray(project) ? (project as XmlElement) : undefined;
  } catch (error) {
    if (error instanceof BrokenXml) return undefined;
    throw error;
  }
}

type TextOf = (element: XmlContent, ...path: readonly string[]) => string | undefined;

/** The parent first, then the dependencies; what is only managed is none (MVN-76, MVN-77). */
function dependenciesOf(project: XmlElement, text: TextOf): readonly PackageDependency[] {
  const parents = project.parent === undefined ? [] : [project.parent as XmlContent];
  const named = (element: XmlContent, dependencyType: string): PackageDependency =>
    known({
      namespace: text(element, 'groupId'),
      package: text(element, 'artifactId'),
      dependencyType,
      versionRequirement: text(element, 'version'),
    });
  return [
    ...parents.map((parent) => named(parent, 'parent')),
    ...listIn(project, 'dependencies', 'dependency').map((dependency) => named(dependency, typeOf(dependency, text))),
  ].filter((dependency) => dependency.package !== undefined);
}

const typeOf = (dependency: XmlContent, text: TextOf): string =>
  text(dependency, 'optional') === 'true' ? 'optional' : (text(dependency, 'scope') ?? 'compile');

type Fill = (text: string) => string;

const filled = (fill: Fill, text: string | undefined): string | undefined =>
  text === undefined || text === '' ? undefined : fill(text);

/** The most properties that are filled in within one POM, how deep in one another, and the longest value. */
const mostFilled = 5000;
const deepest = 10;
const longest = 1000;

/** Fills in what the POM itself says in place of `${…}` (MVN-77); the rest stays as it is written. */
function filler(project: XmlElement): Fill {
  let left = mostFilled;
  const fill = (text: string, depth: number): string =>
    text.replace(/\$\{([^${}]+)\}/g, (written, name: string) => {
      const value = propertyOf(project, name);
      if (value === undefined || value.length > longest || depth === deepest || --left < 0) return written;
      return fill(value, depth + 1);
    });
  return (text) => fill(text, 0);
}

/** A property, or the text of an element: version and groupId may stand in the parent's coordinates alone. */
function propertyOf(project: XmlElement, name: string): string | undefined {
  const [, path] = /^(?:project|pom)\.(.+)$/.exec(name) ?? [];
  if (path === undefined) return textIn(project, 'properties', name);
  const own = textIn(project, ...path.split('.'));
  return own ?? (path === 'version' || path === 'groupId' ? textIn(project, 'parent', path) : undefined);
}

const known = <T extends object>(members: T): T =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
