/** What is tried with every client of npm's registry: they differ in their words, and in what they write to disk. */
import { existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { PackageVersionStatus } from '../../../src/api/types';
import type { Estate } from './estate';
import { type PackageJson, publicVersion } from './npm-fixtures';
import type { Scenario } from './outcomes';
import { type ClientUnderTest, failed, succeeded, testClient } from './scenarios';

/** A client of npm's registry. */
export interface NodeClient {
  /** As it stands in the table of docs/clients.md. */
  readonly name: string;
  /** The program, and arguments that always come first. */
  readonly program: readonly [string, ...string[]];
  /** Its settings for an estate with a token: files by path below the folder. */
  settings(registry: string, token: string): Readonly<Record<string, string>>;
  /** Adds a dependency to the project. */
  add(spec: string): readonly string[];
  /** Installs what the lock file says, and nothing else. */
  readonly frozen: readonly string[];
  readonly publish: readonly string[];
  /** What has to be done in the package's folder before. */
  readonly prepare?: readonly string[];
  /** What it says of a version that it finds in the list, when it looks there and does not ask to publish it again. */
  readonly looksFirst?: RegExp;
  /** What it prints when a version is not there, and when it is refused. */
  readonly says: Readonly<Record<'absent' | 'conflict' | 'forbidden' | 'unauthorized', RegExp>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** A client at work in an estate. */
export class NodeProject {
  readonly #client: NodeClient;
  readonly estate: Estate;
  readonly folder: string;

  constructor(client: NodeClient, estate: Estate, name = 'project') {
    this.#client = client;
    this.estate = estate;
    this.folder = join(estate.folder, name);
    this.configure(estate.token());
    this.write('package.json', JSON.stringify({ name: 'project', version: '1.0.0', private: true }));
  }

  /** Sets the client up for the endpoint of `team`. */
  configure(token: string): void {
    const files = this.#client.settings(this.estate.endpoint(), token);
    for (const [path, text] of Object.entries(files)) writeFileSync(join(this.estate.folder, path), text);
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    utimesSync(file, 0, 0); // yarn 1 packs the time with the file, and the same has to be the same
  }

  run(...args: readonly string[]) {
    const [program, ...first] = this.#client.program;
    return this.estate.run(program, [...first, ...args], {
      cwd: this.folder,
      env: { ...quiet(this.estate.folder), ...this.#client.env },
    });
  }

  add(spec: string) {
    return this.run(...this.#client.add(spec));
  }

  /** Installs from the lock file with nothing cached. */
  reinstall() {
    this.forget();
    rmSync(join(this.folder, 'node_modules'), { recursive: true, force: true });
    return this.run(...this.#client.frozen);
  }

  /** Nothing of what was fetched is kept. */
  forget(): void {
    for (const name of ['cache', 'store', '.cache', '.local', '.yarn']) {
      rmSync(join(this.estate.folder, name), { recursive: true, force: true });
    }
  }

  /** Publishes a package from a folder of its own. */
  async publish(manifest: PackageJson, index = 'module.exports = 1;\n') {
    const folder = new NodeProject(this.#client, this.estate, `package-${manifest.name.replace(/\W/g, '-')}`);
    folder.write('package.json', JSON.stringify(manifest));
    folder.write('index.js', index);
    folder.write('README.md', `# ${manifest.name}\n`);
    folder.write('yarn.lock', ''); // yarn 4 takes a folder without for a part of another project
    if (this.#client.prepare) succeeded(await folder.run(...this.#client.prepare));
    return folder.run(...this.#client.publish);
  }

  /** What an installed package says. */
  installed(name: string): string | undefined {
    const file = join(this.folder, 'node_modules', name, 'index.js');
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }
}

/** Nobody is asked, nothing is told, everything is kept in the folder. */
const quiet = (folder: string) => ({
  npm_config_cache: join(folder, 'cache', 'npm'),
  npm_config_update_notifier: 'false',
  npm_config_fund: 'false',
  npm_config_audit: 'false',
  npm_config_fetch_retries: '0',
  YARN_CACHE_FOLDER: join(folder, 'cache', 'yarn'),
  NO_UPDATE_NOTIFIER: '1',
});

const tool = (version: string, more: object = {}) => ({ name: 'tool', version, main: 'index.js', ...more });
const named = { package: 'tool' };

/** Publishes a version so that the client asks to publish it again: not where it sees that it is there. */
async function publishedOnce(made: NodeProject, client: NodeClient): Promise<PackageVersionStatus> {
  succeeded(await made.publish(tool('1.0.0')));
  if (!client.looksFirst) return 'Published';
  failed(await made.publish(tool('1.0.0')), client.looksFirst);
  made.estate.setStatus(named, '1.0.0', 'Unlisted');
  return 'Unlisted';
}

type Tries = { readonly [S in Scenario]?: (made: NodeProject, client: NodeClient) => Promise<void> };

/** Install and publish. */
const publications = {
  'install through team, shared and store from the public repository': async (made) => {
    const { estate } = made;
    estate.learn(
      await publicVersion({ name: 'left', version: '1.0.0', dependencies: { '@deep/right': '^1.0.0' } }),
      await publicVersion({ name: '@deep/right', version: '1.2.0' }),
    );
    succeeded(await made.add('left'));
    expect(made.installed('left')).toContain('left 1.0.0');
    for (const [of, version] of [
      [{ package: 'left' }, '1.0.0'],
      [{ namespace: 'deep', package: 'right' }, '1.2.0'],
    ] as const) {
      for (const repository of ['team', 'store']) {
        expect(estate.versions(of, repository)).toEqual({ [version]: 'Published' });
      }
      expect(estate.versions(of, 'shared')).toEqual({});
    }
  },
  'publish, and install what was published': async (made) => {
    const { estate } = made;
    const manifest = { name: '@my-scope/tool', version: '1.0.0', main: 'index.js', description: 'A tool' };
    succeeded(await made.publish(manifest, "module.exports = 'here';\n"));
    const of = { namespace: 'my-scope', package: 'tool' };
    expect(estate.versions(of)).toEqual({ '1.0.0': 'Published' });
    expect(estate.assets(of, '1.0.0')).toEqual(['package.tgz']);
    const described = estate.simulator.execute('DescribePackageVersion', {
      domain: 'my-domain',
      repository: 'team',
      format: 'npm',
      ...of,
      packageVersion: '1.0.0',
    });
    expect(described).toMatchObject({
      ok: true,
      output: { packageVersion: { displayName: '@my-scope/tool', summary: 'A tool' } },
    });
    succeeded(await made.add('@my-scope/tool@1.0.0'));
    expect(made.installed('@my-scope/tool')).toContain('here');
  },
  'publish again, the same': async (made, client) => {
    const { estate } = made;
    const status = await publishedOnce(made, client);
    succeeded(await made.publish(tool('1.0.0')));
    expect(estate.versions(named)).toEqual({ '1.0.0': status });
  },
  'publish again, with other content': async (made, client) => {
    const { estate } = made;
    const status = await publishedOnce(made, client);
    failed(await made.publish(tool('1.0.0'), 'module.exports = 2;\n'), client.says.conflict);
    expect(estate.versions(named)).toEqual({ '1.0.0': status });
  },
} satisfies Tries;

/** What else keeps a version from who asks, or a publication from the repository. */
const statuses = {
  'an Unlisted version is in no list, and can be fetched': async (made, client) => {
    const { estate } = made;
    succeeded(await made.publish(tool('1.0.0')));
    succeeded(await made.publish(tool('1.1.0')));
    succeeded(await made.add('tool@1.1.0'));
    estate.setStatus(named, '1.1.0', 'Unlisted');
    succeeded(await made.reinstall());
    expect(made.installed('tool')).toBeDefined();
    made.forget();
    const other = new NodeProject(client, estate, 'other');
    failed(await other.add('tool@1.1.0'), client.says.absent);
  },
  'an Archived version cannot be had': async (made) => {
    const { estate } = made;
    succeeded(await made.publish(tool('1.0.0')));
    succeeded(await made.publish(tool('1.1.0')));
    succeeded(await made.add('tool@1.1.0'));
    estate.setStatus(named, '1.1.0', 'Archived');
    failed(await made.reinstall(), /404|[Nn]ot found/);
  },
  'publishing is blocked by the origin controls': async (made, client) => {
    const { estate } = made;
    succeeded(await made.publish(tool('1.0.0')));
    estate.restrict(named, 'BLOCK', 'ALLOW');
    failed(await made.publish(tool('1.1.0')), client.says.forbidden);
    expect(estate.versions(named)).toEqual({ '1.0.0': 'Published' });
  },
} satisfies Tries;

/** Tokens that are not good here. */
const tokens = {
  'an expired token': async (made, client) => {
    const { estate } = made;
    estate.learn(await publicVersion({ name: 'left', version: '1.0.0' }));
    estate.letTokensExpire();
    failed(await made.add('left'), client.says.unauthorized);
    expect(estate.versions({ package: 'left' }, 'store')).toEqual({});
  },
  "another domain's token": async (made, client) => {
    const { estate } = made;
    estate.learn(await publicVersion({ name: 'left', version: '1.0.0' }));
    made.configure(estate.token('other-domain'));
    failed(await made.add('left'), client.says.unauthorized);
    expect(estate.versions({ package: 'left' }, 'store')).toEqual({});
  },
} satisfies Tries;

const tries = { ...publications, ...statuses, ...tokens };

/** The scenarios of a client. */
function nodeScenarios(client: NodeClient): ClientUnderTest['scenarios'] {
  const all = Object.entries(tries).map(([scenario, act]) => [
    scenario,
    (estate: Estate) => act(new NodeProject(client, estate), client),
  ]);
  return Object.fromEntries(all) as Record<keyof typeof tries, (estate: Estate) => Promise<void>>;
}

/** Tries everything with a client. */
export function testNodeClient(client: NodeClient): void {
  testClient({
    name: client.name,
    format: 'npm',
    connection: 'public:npmjs',
    scenarios: nodeScenarios(client),
    version: async (estate) => {
      const [program, ...first] = client.program;
      const { code, stdout } = await estate.run(program, [...first, '--version']);
      return code === 0 ? stdout.trim() : undefined;
    },
  });
}

/** The settings of npm and of what reads its file. */
export const npmrc = (registry: string, token: string): Readonly<Record<string, string>> => ({
  '.npmrc': [`registry=${registry}`, `${registry.replace(/^https?:/, '')}:_authToken=${token}`, ''].join('\n'),
});
