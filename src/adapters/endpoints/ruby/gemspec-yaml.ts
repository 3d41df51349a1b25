import { parseDocument } from 'yaml';
import type { VersionMetadata } from '../../../model/state';
import { unacceptable } from '../refusals';
import { type Dependency, type GemManifest, isPlatform } from './gem';
import { anyVersion, demandsIn, textOf } from './requirement';

/** What a gem says of itself. */
export interface Gemspec {
  readonly name: string;
  readonly version: string;
  readonly platform: string;
  readonly manifest: GemManifest;
  readonly metadata: VersionMetadata;
}

/** The longest metadata that are looked at, in bytes. */
export const mostOfGemspec = 4 * 1024 * 1024;

/** The longest text that is read as YAML, in characters: a worst case takes seconds already. */
const mostOfYaml = 256 * 1024;

/** The lists of files, which can be much longer than all else, and of which nothing is asked. */
const lists = /^(?:files|test_files|extra_rdoc_files):\n(?:[- ].*\n)*/gm;

/** Reads the YAML of a Gem::Specification. Refuses with 422 what is none, or is too long (RBY-34). */
export function readGemspec(yaml: string): Gemspec {
  const asked = yaml.replace(lists, '');
  if (asked.length > mostOfYaml) throw noGemspec(`it has ${asked.length} characters, more than ${mostOfYaml}`);
  const spec = mapOf(parsed(asked));
  const [name, version] = [textAt(spec, 'name'), versionOf(spec.get('version'))];
  if (name === undefined || version === undefined) throw noGemspec('it has no name or no version');
  const platform = platformOf(spec.get('platform'));
  if (!isPlatform(platform)) throw noGemspec(`its platform is '${platform}'`);
  const links = mapOf(spec.get('metadata'));
  const licenses = listOf(spec.get('licenses')).filter(isText);
  const manifest = {
    dependencies: dependenciesOf(spec),
    ruby: demanded(spec.get('required_ruby_version')),
    rubygems: demanded(spec.get('required_rubygems_version')),
  };
  const metadata = {
    summary: textAt(spec, 'summary') ?? textAt(spec, 'description'), // RBY-38
    homePage: textAt(spec, 'homepage'), // RBY-39
    sourceCodeRepository: textAt(links, 'source_code_uri'), // RBY-40
    licenses: licenses.length === 0 ? undefined : licenses.map((license) => ({ name: license })), // RBY-41
  };
  return { name, version, platform, manifest, metadata };
}

const noGemspec = (why: string) => unacceptable(`The metadata of the gem cannot be read: ${why}.`, 422);

/** More aliases than gems have: what is repeated in a gemspec is a few requirements. */
const maxAliasCount = 1000;

/** Text that is none in UTF-8 for Ruby is in base64. */
const binary = {
  tag: '!binary',
  resolve: (text: string) => new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0))),
};

/** All scalars are texts: what Ruby's tags mean is not asked. */
function parsed(yaml: string): unknown {
  try {
    const quick = { logLevel: 'error', uniqueKeys: false, prettyErrors: false } as const;
    const document = parseDocument(yaml, { ...quick, schema: 'failsafe', customTags: [binary] });
    const fault = document.errors[0];
    if (fault) throw fault;
    return document.toJS({ mapAsMap: true, maxAliasCount });
  } catch (error) {
    throw noGemspec(error instanceof Error ? error.message : 'it is no YAML');
  }
}

type Members = ReadonlyMap<unknown, unknown>;

const nothing: Members = new Map();
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const mapOf = (value: unknown): Members => (value instanceof Map ? value : nothing);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function textAt(members: Members, key: string): string | undefined {
  const value = members.get(key);
  return isText(value) ? value : undefined;
}

/** A Gem::Version, or its text. */
const versionOf = (value: unknown): string | undefined => (isText(value) ? value : textAt(mapOf(value), 'version'));

/** A Gem::Platform, or its text; `ruby` when nothing is said. */
function platformOf(value: unknown): string {
  if (isText(value)) return value;
  const parts = ['cpu', 'os', 'version'].map((key) => textAt(mapOf(value), key));
  return parts.filter(isText).join('-') || 'ruby';
}

/** RBY-18. */
function dependenciesOf(spec: Members): readonly Dependency[] {
  const dependencies: Dependency[] = [];
  for (const each of listOf(spec.get('dependencies'))) {
    const dependency = mapOf(each);
    if ((textAt(dependency, 'type') ?? ':runtime') !== ':runtime') continue;
    const name = textAt(dependency, 'name');
    if (name === undefined || !/^[a-zA-Z0-9._-]+$/.test(name)) throw noGemspec(`it depends on the gem '${name ?? ''}'`);
    const requirement = dependency.get('requirement') ?? dependency.get('version_requirements');
    dependencies.push([name, requirementOf(requirement)]);
  }
  return dependencies;
}

/** RBY-18: only what is more than nothing. */
function demanded(value: unknown): string | undefined {
  const requirement = requirementOf(value);
  return requirement === anyVersion ? undefined : requirement;
}

/** A Gem::Requirement: pairs of an operator and a version. */
function requirementOf(value: unknown): string {
  const pairs = listOf(mapOf(value).get('requirements')).map(listOf);
  const text = pairs.map(([operator, version]) => `${operator} ${versionOf(version)}`).join(', ');
  const demands = demandsIn(text);
  if (!demands) throw noGemspec(`it demands the version '${text}'`);
  return textOf(demands);
}
