import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { configuredAddress, type Machine } from '../../../src/adapters/outside/node/configured';
import { defaultCacheFolder, diskCache } from '../../../src/adapters/outside/node/disk-cache';
import { publicOptionsIn } from '../../../src/adapters/outside/node/public-option';
import { FakeRegistry, npmPackage, PulledEndpoint } from './support';

const folders: string[] = [];

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'codeartifact-sim-cache-'));
  folders.push(made);
  return made;
}

afterEach(() => {
  for (const each of folders.splice(0)) rmSync(each, { recursive: true, force: true });
});

const left = npmPackage('left', { '1.0.0': 'one', '2.0.0': 'two' });

describe('the cache on disk', () => {
  it('makes a second run work with the registry off, with what the first one used', async () => {
    const registry = await FakeRegistry.open(left);
    const at = folder();
    const first = new PulledEndpoint('npm', registry.url, { cache: diskCache(at) });
    await first.ask('left/-/left-1.0.0.tgz');
    await first.ask('absent');
    await registry.close();
    const second = new PulledEndpoint('npm', registry.url, { cache: diskCache(at) });
    expect(await (await second.ask('left/-/left-1.0.0.tgz')).text()).toBe('one');
    expect((await second.ask('left')).status).toBe(200);
    expect((await second.ask('absent')).status).toBe(404);
    expect(second.lines).toEqual([]);
    expect((await second.ask('left/-/left-2.0.0.tgz')).status).toBe(503);
  });

  it('asks whether a document changed when the registry is there, and for a file never again', async () => {
    const registry = await FakeRegistry.open(left);
    const at = folder();
    await new PulledEndpoint('npm', registry.url, { cache: diskCache(at) }).ask('left/-/left-1.0.0.tgz');
    registry.requests.length = 0;
    registry.served.set('/left', npmPackage('left', { '1.0.0': 'one', '3.0.0': 'three' })['/left']!);
    const second = new PulledEndpoint('npm', registry.url, { cache: diskCache(at), freshMilliseconds: 1000 });
    expect(await (await second.ask('left')).text()).toContain('3.0.0');
    await second.ask('left/-/left-1.0.0.tgz');
    expect(registry.requests).toEqual(['GET /left']);
    expect(registry.headers.at(-1)).toHaveProperty('if-none-match');
  });

  it('holds nothing that is broken for what was kept', async () => {
    const at = folder();
    const cache = diskCache(at);
    await cache.put('key', { bytes: Buffer.from('content'), notes: { status: '200' } });
    expect(await cache.get('key')).toEqual({ bytes: Buffer.from('content'), notes: { status: '200' } });
    const files = readdirSync(at, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    expect(files).toHaveLength(2);
    for (const file of files) {
      const path = join(file.parentPath, file.name);
      const before = readFileSync(path);
      writeFileSync(path, before.subarray(1));
      expect(await cache.get('key')).toBeUndefined();
      await cache.put('key', { bytes: Buffer.from('content'), notes: { status: '200' } });
      expect(await cache.get('key'), path).toBeDefined();
    }
  });

  it('says once that nothing can be kept, and goes on', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    const problems: string[] = [];
    const cache = diskCache(file, (problem) => problems.push(problem));
    for (const key of ['a', 'b']) await cache.put(key, { bytes: new Uint8Array(), notes: {} });
    expect(await cache.get('a')).toBeUndefined();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/nothing can be kept in .*file/);
  });

  it('lies where the environment says', () => {
    expect(defaultCacheFolder({ CODEARTIFACT_SIM_CACHE: '/a', XDG_CACHE_HOME: '/b' })).toBe('/a');
    expect(defaultCacheFolder({ XDG_CACHE_HOME: '/b' })).toBe(join('/b', 'codeartifact-sim'));
    expect(defaultCacheFolder({})).toMatch(/\.cache.codeartifact-sim$/);
    expect(existsSync('/a')).toBe(false);
  });
});

/** A machine on which these programs print this, and these files are. */
function machine(
  printed: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string | Uint8Array>> = {},
  env: Machine['env'] = {},
): Machine {
  return {
    run(program, args) {
      const found = printed[[program, ...args].join(' ')] ?? printed[program];
      return found === undefined ? Promise.reject(new Error('not here')) : Promise.resolve(found);
    },
    bytes: (path) => {
      const found = files[path];
      return Promise.resolve(typeof found === 'string' ? strToU8(found) : found);
    },
    names: (at) =>
      Promise.resolve(
        Object.keys(files).flatMap((path) => (path.startsWith(`${at}/`) ? [path.slice(at.length + 1)] : [])),
      ),
    env,
    home: '~',
  };
}

const address = 'https://mirror.example/path/';
const settings = (of: string): Readonly<Record<string, string>> => ({
  '~/.m2/settings.xml': [
    '<settings><mirrors>',
    `<mirror><mirrorOf>${of}</mirrorOf><url>${address}</url></mirror>`,
    '</mirrors></settings>',
  ].join('\n'),
});
const cargoConfig = [
  '[net]',
  'retry = 1',
  '[source.crates-io]',
  'replace-with = "mirror" # ours',
  '[source.mirror]',
  `registry = "sparse+${address}"`,
].join('\n');

describe('auto', () => {
  it.each<[string, Parameters<typeof configuredAddress>[0], Machine]>([
    ["npm's registry", 'public:npmjs', machine({ 'npm config get registry --logs-max=0': `${address}\n` })],
    ['PIP_INDEX_URL', 'public:pypi', machine({}, {}, { PIP_INDEX_URL: address })],
    ["pip's configuration", 'public:pypi', machine({ 'python3 -m pip config get global.index-url': `${address}\n` })],
    [
      "pip's own index",
      'public:pypi',
      machine({ 'python3 -c import pip._internal.models.index as i; print(i.PyPI.simple_url)': address }),
    ],
    ['a mirror of central', 'public:maven-central', machine({}, settings('central'))],
    ['a mirror of everything', 'public:maven-clojars', machine({}, settings('*'))],
    ['a mirror of everything else', 'public:maven-googleandroid', machine({}, settings('external:*,!central'))],
    [
      "Maven's own repository",
      'public:maven-central',
      machine(
        { mvn: '\u001b[1mApache Maven\u001b[m\nMaven home: /opt/maven\n' },
        {
          '/opt/maven/lib/maven-model-builder-3.9.9.jar': zipSync({
            'org/apache/maven/model/pom-4.0.0.xml': strToU8(`<project><url>${address}</url></project>`),
          }),
        },
      ),
    ],
    ["gem's source", 'public:ruby-gems-org', machine({ gem: `*** CURRENT SOURCES ***\n\n${address}\n` })],
    ["NuGet's source", 'public:nuget-org', machine({ dotnet: `E ${address}\nE https://other.example/\n` })],
    [
      "NuGet's file",
      'public:nuget-org',
      machine(
        {},
        { '~/.nuget/NuGet/NuGet.Config': `<packageSources><add key="x" value="${address}" /></packageSources>` },
      ),
    ],
    ['what replaces crates', 'public:crates-io', machine({}, { '~/.cargo/config.toml': cargoConfig })],
    ['the same elsewhere', 'public:crates-io', machine({}, { '/cargo/config': cargoConfig }, { CARGO_HOME: '/cargo' })],
  ])('is %s', async (_, connection, on) => {
    expect((await configuredAddress(connection, on)).replace('sparse+', '')).toBe(address);
  });

  it.each<[Parameters<typeof configuredAddress>[0], Machine, RegExp]>([
    ['public:npmjs', machine({}), /^--public npmjs=auto: `npm config get registry` .* as --public npmjs=URL$/],
    ['public:npmjs', machine({ npm: 'undefined\n' }), /answers with no address/],
    ['public:maven-central', machine({}, settings('*,!central')), /Maven does not tell its own/],
    ['public:maven-clojars', machine({}, settings('central')), /no mirror of clojars/],
    ['public:crates-io', machine({}), /its own is not told; give the address, as --public crates-io=URL/],
    ['public:maven-central', machine({}, { '~/.m2/settings.xml': '<broken' }), /give the address/],
  ])('says what is wrong: %s', async (connection, on, message) => {
    await expect(configuredAddress(connection, on)).rejects.toThrow(message);
  });
});

describe('--public', () => {
  it('names public repositories without public:', () => {
    expect(publicOptionsIn([`npmjs=${address}`, 'pypi=auto', `crates-io=sparse+${address}`])).toEqual([
      { connection: 'public:npmjs', address },
      { connection: 'public:pypi', address: 'auto' },
      { connection: 'public:crates-io', address: `sparse+${address}` },
    ]);
  });

  it.each([
    [['npmjs'], /--public is NAME=URL or NAME=auto/],
    [['public:npmjs=auto'], /--public is NAME=URL/],
    [['npm=auto'], /not 'npm'/],
    [['npmjs='], /--public npmjs= needs an address/],
    [['npmjs=ftp://x'], /begins with http: or https:/],
    [['npmjs=auto', 'npmjs=auto'], /given twice/],
  ])('refuses %j', (values, message) => {
    expect(() => publicOptionsIn(values)).toThrow(message);
  });
});
