import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import type { ExternalConnectionName } from '../../../model/coordinates';
import { filesInZip } from '../../endpoints/archives/zip';
import { listIn, readXml, textIn, type XmlContent } from '../../endpoints/xml';

/** What of this machine is asked: its programs, its files, its environment. */
export interface Machine {
  /** What a program prints; rejects when it is not there or fails. */
  run(program: string, args: readonly string[]): Promise<string>;
  /** The content of a file; undefined when there is none. */
  bytes(path: string): Promise<Uint8Array | undefined>;
  /** The names of what is in a folder. */
  names(folder: string): Promise<readonly string[]>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

const execute = promisify(execFile);

/** This machine. */
const thisMachine: Machine = {
  run: async (program, args) => (await execute(program, [...args], { timeout: 60_000 })).stdout,
  bytes: (path) => readFile(path).catch(() => undefined),
  names: (folder) => readdir(folder).catch(() => []),
  env: process.env,
  home: homedir(),
};

/**
 * The address at which the user's own client looks for the packages of a public repository, as its configuration says
 * or, where that says nothing, the client itself. Rejects with an Error that says what to give when it cannot be told.
 */
export async function configuredAddress(
  connection: ExternalConnectionName,
  machine: Machine = thisMachine,
): Promise<string> {
  const found = await finders[connection]?.(machine).catch(() => undefined);
  if (found !== undefined && /^(?:sparse\+)?https?:\/\/./.test(found)) return found;
  const name = connection.replace('public:', '');
  throw new Error(`--public ${name}=auto: ${advice[connection]}; give the address, as --public ${name}=URL`);
}

type Finder = (machine: Machine) => Promise<string | undefined>;

async function textOf({ bytes }: Machine, ...path: readonly string[]): Promise<string | undefined> {
  const content = await bytes(join(...path));
  return content && new TextDecoder().decode(content);
}

const advice: Readonly<Record<ExternalConnectionName, string>> = {
  'public:npmjs': '`npm config get registry` answers with no address',
  'public:pypi': 'neither PIP_INDEX_URL nor pip tells an index',
  'public:maven-central': "no mirror of central is in Maven's settings, and Maven does not tell its own",
  'public:maven-googleandroid': "no mirror of google is in Maven's settings",
  'public:maven-gradleplugins': "no mirror of gradle-plugins is in Maven's settings",
  'public:maven-commonsware': "no mirror of commonsware is in Maven's settings",
  'public:maven-clojars': "no mirror of clojars is in Maven's settings",
  'public:nuget-org': 'no source of packages over https is in NuGet.Config, and dotnet tells none',
  'public:ruby-gems-org': '`gem sources --list` answers with no address',
  'public:crates-io':
    "no source of the sparse protocol replaces crates-io in Cargo's config.toml, and its own is not told",
};

const npm: Finder = async ({ run }) => (await run('npm', ['config', 'get', 'registry', '--logs-max=0'])).trim();

const pip: Finder = async ({ env, run }) => {
  if (env.PIP_INDEX_URL) return env.PIP_INDEX_URL;
  const python = env.PYTHON || 'python3';
  const set = await run(python, ['-m', 'pip', 'config', 'get', 'global.index-url']).catch(() => '');
  if (set.trim() !== '') return set.trim();
  return (await run(python, ['-c', 'import pip._internal.models.index as i; print(i.PyPI.simple_url)'])).trim();
};

/** The mirror of a repository by its id, and of Central the address that is built into Maven. */
const maven =
  (...ids: readonly string[]): Finder =>
  async (machine) => {
    const settings = await textOf(machine, machine.home, '.m2', 'settings.xml');
    const { settings: root } =
      settings === undefined ? { settings: undefined } : readXml(settings, { lists: ['mirror'] });
    const mirrors = listIn(root as XmlContent | undefined, 'mirrors', 'mirror');
    for (const mirror of mirrors) {
      if (mirrorsOf(textIn(mirror, 'mirrorOf') ?? '', ids)) return textIn(mirror, 'url');
    }
    return ids.includes('central') ? builtIn(machine) : undefined;
  };

/** By the wildcards of Maven's settings. */
function mirrorsOf(text: string, ids: readonly string[]): boolean {
  const patterns = text.split(',').map((each) => each.trim());
  if (ids.some((id) => patterns.includes(`!${id}`))) return false;
  return ids.some((id) => patterns.includes(id)) || patterns.includes('*') || patterns.includes('external:*');
}

/** The super POM lies in a JAR of Maven itself. */
const builtIn: Finder = async ({ run, names, bytes, env }) => {
  const printed = env.MAVEN_HOME ? '' : (await run('mvn', ['--version'])).replace(/\u001b\[[\d;]*m/g, '');
  const home = env.MAVEN_HOME || /Maven home: (.*)/.exec(printed)?.[1]?.trim();
  if (home === undefined) return undefined;
  const folder = join(home, 'lib');
  const jar = (await names(folder)).find((name) => /^maven-model-builder(?:-[\w.]+)?\.jar$/.test(name));
  const content = jar === undefined ? undefined : await bytes(join(folder, jar));
  const files = content && filesInZip(content, (name) => /^org\/apache\/maven\/model\/pom-4\.0\.0\.xml$/.test(name));
  const [pom] = files?.values() ?? [];
  return pom && /<url>(https?:[^<]+)<\/url>/.exec(new TextDecoder().decode(pom))?.[1];
};

const gem: Finder = async ({ run }) => /^https?:\/\/\S+$/m.exec(await run('gem', ['sources', '--list']))?.[0];

/** The first source over the network of NuGet's own list, else of its file. */
const nuget: Finder = async (machine) => {
  const listed = await machine.run('dotnet', ['nuget', 'list', 'source', '--format', 'short']).catch(() => '');
  const file = (await textOf(machine, machine.home, '.nuget', 'NuGet', 'NuGet.Config')) ?? '';
  return /^E\s+(https?:\S+)/m.exec(listed)?.[1] ?? /<add\s[^>]*value="(https?:[^"]+)"/.exec(file)?.[1];
};

/** Cargo's own default is an index by git or built in; only what replaces it is told. */
const cargo: Finder = async (machine) => {
  const folder = machine.env.CARGO_HOME || join(machine.home, '.cargo');
  const text = (await textOf(machine, folder, 'config.toml')) ?? (await textOf(machine, folder, 'config')) ?? '';
  const replacement = settingIn(text, 'source.crates-io', 'replace-with');
  if (replacement === undefined) return undefined;
  return settingIn(text, `source.${replacement}`, 'registry') ?? settingIn(text, `registries.${replacement}`, 'index');
};

/** A text in a table of a TOML file, as people write Cargo's configuration. */
function settingIn(toml: string, table: string, key: string): string | undefined {
  let isInside = false;
  for (const line of toml.split('\n')) {
    const header = /^\s*\[([^\]]+)\]/.exec(line)?.[1];
    if (header !== undefined) isInside = header.replace(/["'\s]/g, '') === table;
    const [, name, value] = /^\s*([\w-]+)\s*=\s*["']([^"']*)["']/.exec(line) ?? [];
    if (isInside && name === key) return value;
  }
  return undefined;
}

const finders: Readonly<Record<ExternalConnectionName, Finder>> = {
  'public:npmjs': npm,
  'public:pypi': pip,
  'public:maven-central': maven('central'),
  'public:maven-googleandroid': maven('google'),
  'public:maven-gradleplugins': maven('gradle-plugins', 'gradlePluginPortal'),
  'public:maven-commonsware': maven('commonsware'),
  'public:maven-clojars': maven('clojars'),
  'public:nuget-org': nuget,
  'public:ruby-gems-org': gem,
  'public:crates-io': cargo,
};
