import type { LicenseInfo, PackageDependency } from '../../../api/types';
import type { VersionMetadata } from '../../../model/state';
import { isDeep, isJsonObject, type JsonObject } from '../json-object';
import { unacceptable } from '../refusals';
import { mostLevels, textOf } from './json';
import { nameFrom } from './names';

/**
 * The metadata of a version from its package.json (NPM-42 to NPM-48), with that text itself. Refuses one whose
 * dependencies are not ranges by name, and one that is nested too deep to be written.
 */
export function derived(manifest: JsonObject, readme: string | undefined): VersionMetadata {
  const summary = textOf(manifest.description); // NPM-42
  const homePage = textOf(manifest.homepage); // NPM-43
  const sourceCodeRepository = repositoryOf(manifest); // NPM-44
  const licenses = licensesOf(manifest); // NPM-45
  const dependencies = dependenciesOf(manifest);
  const deprecated = textOf(manifest.deprecated);
  return {
    ...(summary !== undefined && { summary }),
    ...(homePage !== undefined && { homePage }),
    ...(sourceCodeRepository !== undefined && { sourceCodeRepository }),
    ...(licenses.length > 0 && { licenses }),
    ...(dependencies.length > 0 && { dependencies }),
    ...(readme !== undefined && { readme }),
    ...(deprecated !== undefined && { deprecated }),
    manifest: written(manifest),
  };
}

/** What the service computes, or keeps in a place of its own, is no part of the kept text. */
function written(manifest: JsonObject): string {
  const own = Object.entries(manifest).filter(
    ([member]) =>
      !['dist', 'readme', 'deprecated'].includes(member) && (!member.startsWith('_') || member === '_hasShrinkwrap'),
  );
  if (isDeep(own, mostLevels)) throw unacceptable('The manifest is nested too deep.');
  return JSON.stringify(Object.fromEntries(own));
}

function repositoryOf({ repository }: JsonObject): string | undefined {
  const url = isJsonObject(repository) ? repository.url : repository;
  return textOf(url)?.replace(/^git\+/, '');
}

function licensesOf({ license, licenses }: JsonObject): LicenseInfo[] {
  const all = license === undefined && Array.isArray(licenses) ? licenses : [license];
  return all.map(licenseOf).filter((each) => each !== undefined);
}

function licenseOf(license: unknown): LicenseInfo | undefined {
  if (!isJsonObject(license)) return textOf(license) === undefined ? undefined : { name: textOf(license) };
  const name = textOf(license.type) ?? textOf(license.name);
  const url = textOf(license.url);
  if (name === undefined && url === undefined) return undefined;
  return { ...(name !== undefined && { name }), ...(url !== undefined && { url }) };
}

/** NPM-46: the member of package.json and the type of dependency that it holds. */
const kinds = [
  ['dependencies', 'regular'],
  ['devDependencies', 'dev'],
  ['peerDependencies', 'peer'],
  ['optionalDependencies', 'optional'],
] as const;

function dependenciesOf(manifest: JsonObject): PackageDependency[] {
  const optional = isJsonObject(manifest.optionalDependencies) ? manifest.optionalDependencies : {};
  return kinds.flatMap(([member, dependencyType]) =>
    rangesIn(manifest, member)
      .filter(([name]) => member !== 'dependencies' || !Object.hasOwn(optional, name)) // NPM-47
      .map(([name, versionRequirement]) => ({ ...nameFrom(name), dependencyType, versionRequirement })),
  );
}

function rangesIn(manifest: JsonObject, member: string): [name: string, range: string][] {
  const ranges = manifest[member] ?? {};
  if (isJsonObject(ranges) && Object.values(ranges).every((range) => typeof range === 'string')) {
    return Object.entries(ranges as Readonly<Record<string, string>>);
  }
  throw unacceptable(`The ${member} of a package are ranges by name.`);
}
