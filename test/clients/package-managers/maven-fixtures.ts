import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { Ended } from '../fetched';
import type { Estate } from './estate';

/** The plugin that copies a project's dependencies, in the version that scripts/clients/fetch.sh fetched. */
export const dependencyPlugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1';

/** The group of all that tests publish and learn. */
export const group = 'com.example';
export const named = (name: string) => ({ namespace: group, package: name });

const plugins = join(process.env.CODEARTIFACT_SIM_CLIENTS ?? '', 'm2');

/** The version of Maven; undefined when it, or its plugins, are not on this machine. */
export async function mavenVersion(estate: Estate): Promise<string | undefined> {
  if (process.env.CODEARTIFACT_SIM_CLIENTS === undefined || !existsSync(plugins)) return undefined;
  const { code, stdout } = await estate.run('mvn', ['--batch-mode', '--version']);
  return code === 0 ? /Apache Maven (\S+)/.exec(stdout)?.[1] : undefined;
}

/** A dependency as `name:version`, the latter as Maven reads it: also a range. */
const dependencyOf = (text: string): string => {
  const [name = '', version = ''] = text.split(':');
  const artifact = `<artifactId>${name}</artifactId><version>${version}</version>`;
  return `<dependency><groupId>${group}</groupId>${artifact}</dependency>`;
};

const pomOf = (name: string, version: string, dependencies: readonly string[], more = ''): string =>
  `<project><modelVersion>4.0.0</modelVersion>
<groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version>
<properties><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
<dependencies>${dependencies.map(dependencyOf).join('')}</dependencies>${more}</project>`;

/** Tells of a package at Maven Central: a POM, and a JAR in which a text says the version. */
export function learnMaven(estate: Estate, name: string, version: string, dependencies: readonly string[] = []): void {
  const jar = zipSync({ 'text.txt': strToU8(`${name} ${version}`) });
  estate.learn({
    type: 'public version',
    connection: 'public:maven-central',
    ...named(name),
    version,
    publishedTime: Date.UTC(2024, 0, 1),
    assets: [
      { name: `${name}-${version}.jar`, bytes: jar },
      { name: `${name}-${version}.pom`, text: pomOf(name, version, dependencies) },
    ],
  });
}

/** Tells of all plugins that were fetched as of packages at Maven Central; gives their number. */
export function learnPlugins(estate: Estate): number {
  const folders = new Map<string, string[]>();
  for (const file of readdirSync(plugins, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:jar|pom)$/.test(file)) continue;
    const folder = dirname(file);
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  for (const [folder, files] of folders) {
    const steps = folder.split(sep);
    const [name, version] = steps.splice(-2) as [string, string];
    const assets = files.map((file) => ({
      name: relative(folder, file),
      bytes: new Uint8Array(readFileSync(join(plugins, file))),
    }));
    const at = { connection: 'public:maven-central', namespace: steps.join('.'), package: name, version } as const;
    estate.learn({ type: 'public version', ...at, assets });
  }
  return folders.size;
}

/** A program that runs for seconds is not worth compiling well. */
const quick = { MAVEN_OPTS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' };

/** Maven in a folder of its own: settings, a local repository, and projects. */
export class Maven {
  readonly #estate: Estate;
  readonly folder: string;
  readonly #url: string;

  /** As AWS's guide has it: everything comes from the endpoint. Without the plugins the local repository is empty. */
  constructor(
    estate: Estate,
    { token = estate.token(), name = 'maven', withPlugins = true, repository = 'team' } = {},
  ) {
    this.#estate = estate;
    this.folder = join(estate.folder, name);
    this.#url = estate.endpoint(repository);
    if (withPlugins) cpSync(plugins, this.#local, { recursive: true });
    this.write(
      'settings.xml',
      `<settings><servers><server><id>team</id><username>aws</username><password>${token}</password></server></servers>
<mirrors><mirror><id>team</id><mirrorOf>*</mirrorOf><url>${this.#url}</url></mirror></mirrors></settings>`,
    );
  }

  get #local(): string {
    return join(this.folder, 'm2');
  }

  write(path: string, content: string | Uint8Array): string {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  /** Writes a project whose JAR holds a text. */
  project(name: string, version: string, { dependencies = [] as readonly string[], text = `${name} ${version}` } = {}) {
    const repository = `<id>team</id><url>${this.#url}</url>`;
    const distribution = `<distributionManagement><repository>${repository}</repository></distributionManagement>`;
    // Snapshots are looked for where it is said, also behind a mirror.
    const snapshots = '<snapshots><enabled>true</enabled><updatePolicy>always</updatePolicy></snapshots>';
    const source = `<repositories><repository>${repository}${snapshots}</repository></repositories>`;
    this.write(`${name}/pom.xml`, pomOf(name, version, dependencies, distribution + source));
    this.write(`${name}/src/main/resources/text.txt`, text);
  }

  /** Runs Maven in a project. */
  run(project: string, ...args: readonly string[]): Promise<Ended> {
    const common = ['--batch-mode', '--no-transfer-progress', '--settings', join(this.folder, 'settings.xml')];
    const local = `-Dmaven.repo.local=${this.#local}`;
    const cwd = join(this.folder, project);
    return this.#estate.run('mvn', [...common, local, '-Dmaven.test.skip=true', ...args], { cwd, env: quick });
  }

  deploy(project: string): Promise<Ended> {
    return this.run(project, 'deploy');
  }

  /** Resolves dependencies, as `name:version`, in a project of their own. */
  async resolve(...dependencies: readonly string[]): Promise<Ended> {
    this.project('app', '0.1', { dependencies });
    return this.run('app', `${dependencyPlugin}:copy-dependencies`, '-DoutputDirectory=copied', '-U');
  }

  /** The files that were copied. */
  get copied(): readonly string[] {
    return readdirSync(join(this.folder, 'app', 'copied')).sort();
  }

  /** The bytes of a file that was copied. */
  copiedFile(name: string): Uint8Array {
    return new Uint8Array(readFileSync(join(this.folder, 'app', 'copied', name)));
  }
}
