import type { PackageDependency } from '../../../api/types';
import { pypi } from '../../../formats/pypi';
import type { VersionMetadata } from '../../../model/state';
import { unacceptable } from '../refusals';

/**
 * What a distribution says of itself: the values of each field, whose name is written as upload forms do, as
 * `requires_dist`. Fields without value are not there.
 */
export type CoreMetadata = ReadonlyMap<string, readonly string[]>;

/** The fields whose line breaks mean something. */
const texts = new Set(['description', 'license']);

/**
 * Reads a METADATA or PKG-INFO file: headers as of a message, which can go on in further lines and come again, and the
 * description as its body.
 */
export function parseMetadata(text: string): CoreMetadata {
  const fields = new Map<string, string[]>();
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  let at = 0;
  while (at < lines.length) {
    const [, name, start = ''] = /^([\w-]+)[ \t]*:[ \t]*(.*)$/.exec(lines[at]!) ?? [];
    if (name === undefined) break;
    const value = [start];
    for (at++; at < lines.length && /^[ \t]/.test(lines[at]!); at++) value.push(lines[at]!.replace(margin, ''));
    add(fields, fieldOf(name), value.join('\n'));
  }
  if (lines[at]?.trim() === '') at++;
  if (!fields.has('description')) add(fields, 'description', lines.slice(at).join('\n'));
  return fields;
}

/** What stands before the further lines of a description: eight spaces, or seven and a bar. */
const margin = /^(?: {7}\|| {8}|[ \t]+)/;

/** The same from the fields of an upload form, in their order. */
export function formMetadata(form: Iterable<readonly [name: string, value: string]>): CoreMetadata {
  const fields = new Map<string, string[]>();
  for (const [name, value] of form) add(fields, name === 'project_urls' ? 'project_url' : name, value);
  return fields;
}

const fieldOf = (header: string): string => header.toLowerCase().replaceAll('-', '_');

function add(fields: Map<string, string[]>, name: string, value: string): void {
  const plain = texts.has(name) ? value : inOneLine(value);
  if (plain.trim() === '' || plain === 'UNKNOWN') return; // the word with which old tools wrote nothing
  const values = fields.get(name);
  if (values) values.push(plain);
  else fields.set(name, [plain]);
}

/** By lines and not by one pattern, which would take quadratic time for a run of spaces. */
const inOneLine = (value: string): string =>
  value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');

/** The first value of a field. */
export const firstOf = (fields: CoreMetadata, name: string): string | undefined => fields.get(name)?.[0];

/** What the API tells of a version (PYP-51 to PYP-58). Refuses a dependency without a name. */
export function versionMetadata(fields: CoreMetadata): VersionMetadata {
  const urls = (fields.get('project_url') ?? []).map(labelled);
  const urlOf = (...labels: readonly string[]) => urls.find(({ label }) => labels.includes(label))?.url;
  const license = firstOf(fields, 'license_expression') ?? firstOf(fields, 'license');
  const dependencies = fields.get('requires_dist')?.map(dependencyOf);
  const all: VersionMetadata = {
    summary: firstOf(fields, 'summary'), // PYP-51
    homePage: firstOf(fields, 'home_page') ?? urlOf('homepage'), // PYP-52
    sourceCodeRepository: urlOf('source', 'sourcecode', 'repository'), // PYP-53
    licenses: license === undefined ? undefined : [{ name: license }], // PYP-54
    dependencies, // PYP-55
    readme: firstOf(fields, 'description'), // PYP-58
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** `Label, URL`; of labels neither letter case nor white space and punctuation count. */
function labelled(value: string): { readonly label: string; readonly url: string } {
  const comma = value.indexOf(',');
  const label = value.slice(0, Math.max(comma, 0)).toLowerCase();
  return { label: label.replace(/[\s!-/:-@[-`{-~]/g, ''), url: value.slice(comma + 1).trim() };
}

/** PYP-55, PYP-56. */
function dependencyOf(requirement: string): PackageDependency {
  const [, name, rest = ''] = /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)(.*)$/s.exec(requirement.trim()) ?? [];
  if (name === undefined) throw unacceptable(`Requires-Dist must begin with the name of a project: '${requirement}'.`);
  const versionRequirement = rest.trim();
  return {
    package: pypi.normalizeName(name),
    dependencyType: 'Requires-Dist',
    ...(versionRequirement !== '' && { versionRequirement }),
  };
}
