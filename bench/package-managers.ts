/**
 * The server as a registry of npm, side by side with verdaccio: each in a process of its own, on this machine, in one
 * run. Ours as it is built, and with the redirects to assets that it has by default.
 *
 *   npm install --prefix bench/verdaccio
 *   npm run build && npm run bench -- package-managers
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { median } from './measure';

const atMost = 0.5;
const verdaccioPath = 'bench/verdaccio/node_modules/verdaccio/bin/verdaccio';
const packages = 500;
const versions = 50;
const readings = 2_000;
const inFlight = 8;
const rounds = 5;
const starts = 5;
const installs = 3;

/** A registry that runs. */
interface Registry {
  readonly name: string;
  readonly url: string;
  readonly child: ChildProcess;
  readonly headers: Readonly<Record<string, string>>;
}

const scratch = mkdtempSync(join(tmpdir(), 'codeartifact-sim-bench-'));

const worldFile = join(scratch, 'world.yaml');
writeFileSync(worldFile, 'domains: { bench: { repositories: { team: {} } } }\n');

async function ours(): Promise<Registry> {
  const child = spawn(process.execPath, ['dist/cli.js', 'serve', '--port', '0', '--world', worldFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line: string = await new Promise((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk))));
  const origin = /http:\S+/.exec(line)![0];
  const signed = await fetch(`${origin}/v1/authorization-token?domain=bench`, {
    method: 'POST',
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=111122223333/20260901/us-west-2/codeartifact/aws4_request, ' +
        'SignedHeaders=host, Signature=0',
    },
  });
  const { authorizationToken } = (await signed.json()) as { readonly authorizationToken: string };
  const url = `${origin}/npm/d/bench-111122223333/team/`;
  return { name: 'ours', url, child, headers: { authorization: `Bearer ${authorizationToken}` } };
}

let ports = 45_870;

async function theirs(): Promise<Registry> {
  const port = ports++;
  const folder = mkdtempSync(join(scratch, 'verdaccio-'));
  const config = join(folder, 'config.yaml');
  const lines = [
    `storage: ${folder}/storage`,
    'uplinks: {}',
    "packages: { '**': { access: $all, publish: $all, unpublish: $all } }",
    'log: { type: stdout, format: json, level: fatal }',
    'max_body_size: 100mb',
    'web: { enable: false }',
  ];
  writeFileSync(config, `${lines.join('\n')}\n`);
  const args = [verdaccioPath, '--config', config, '--listen', `127.0.0.1:${port}`];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}/`;
  await answered(`${url}-/ping`);
  return { name: 'verdaccio', url, child, headers: {} };
}

async function answered(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

async function stopped({ child }: Registry): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

const agent = new Agent({ keepAlive: true, maxSockets: inFlight });

/** The body of an answer, after redirects; throws for a refusal. */
function asked(
  { headers }: Registry,
  url: string,
  { method = 'GET', body, accept = '*/*' }: { method?: string; body?: string; accept?: string } = {},
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers: { ...headers, accept, 'content-type': 'application/json' } });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode = 0, headers: answer } = response;
        if (answer.location) resolve(asked({ headers } as Registry, new URL(answer.location, url).href));
        else if (statusCode < 300) resolve(Buffer.concat(chunks));
        else reject(new Error(`${method} ${url}: ${statusCode} ${Buffer.concat(chunks)}`));
      });
    });
    sent.end(body);
  });
}

/** Requests in turn, so many under way at a time: the time of one, in microseconds. */
async function timeOf(count: number, act: (index: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const started = performance.now();
  const worker = async (): Promise<void> => {
    while (next < count) await act(next++);
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return ((performance.now() - started) * 1000) / count;
}

interface Tarball {
  readonly name: string;
  readonly version: string;
  readonly bytes: Buffer;
  readonly body: string;
}

async function tarballOf(index: number, version = '1.0.0', name = `bench-package-${index}`): Promise<Tarball> {
  const manifest = { name, version, description: 'A package of the benchmark', license: 'MIT', main: 'index.js' };
  const source = Array.from(
    { length: 400 },
    (_, line) => `export const value${line} = ${(index * 7919 + line * 31) % 9973};`,
  );
  const files = { 'package/package.json': JSON.stringify(manifest), 'package/index.js': source.join('\n') };
  const tar = await packTar(
    Object.entries(files).map(([path, body]) => ({ header: { name: path, size: body.length }, body })),
  );
  const bytes = gzipSync(tar);
  const file = `${name}-${version}.tgz`;
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  const dist = {
    integrity,
    shasum: createHash('sha1').update(bytes).digest('hex'),
    tarball: `http://localhost/${file}`,
  };
  const body = JSON.stringify({
    _id: name,
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { ...manifest, _id: `${name}@${version}`, dist } },
    _attachments: {
      [file]: { content_type: 'application/octet-stream', data: bytes.toString('base64'), length: bytes.length },
    },
  });
  return { name, version, bytes, body };
}

const put = (registry: Registry, { name, body }: Tarball): Promise<unknown> =>
  asked(registry, registry.url + name, { method: 'PUT', body });

/** Processor time of a process so far, in milliseconds; undefined where the system does not tell. */
function cpuOf({ child }: Registry): number | undefined {
  const stat = `/proc/${child.pid}/stat`;
  if (!existsSync(stat)) return undefined;
  const fields = readFileSync(stat, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10; // ticks of a hundredth of a second
}

/** The memory of a process that is in use now, in megabytes. */
function memoryOf({ child }: Registry): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) / 1024;
}

/** `npm ci` of all packages, with a cache that is empty. */
async function install(registry: Registry, round: number, tarballs: readonly Tarball[]): Promise<void> {
  const folder = join(scratch, `install-${registry.name}-${round}`);
  mkdirSync(folder);
  const dependencies = Object.fromEntries(tarballs.map(({ name, version }) => [name, version]));
  const manifest = { name: 'bench-install', version: '1.0.0', dependencies };
  const locked = tarballs.map(({ name, version }) => [
    `node_modules/${name}`,
    { version, resolved: `${registry.url}${name}/-/${name}-${version}.tgz` },
  ]);
  const lock = {
    ...manifest,
    lockfileVersion: 3,
    requires: true,
    packages: { '': manifest, ...Object.fromEntries(locked) },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
  const token = registry.headers.authorization?.slice('Bearer '.length);
  const credentials = token ? `${registry.url.replace('http:', '')}:_authToken=${token}\n` : '';
  writeFileSync(join(folder, '.npmrc'), `registry=${registry.url}\n${credentials}`);
  const args = ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--cache', join(folder, 'cache')];
  const child = spawn('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`npm ci against ${registry.name} ended with ${code}`);
  rmSync(folder, { recursive: true });
}

const results: { readonly what: string; readonly unit: string; readonly times: readonly [number, number] }[] = [];

function note(what: string, unit: string, [first, second]: readonly [readonly number[], readonly number[]]): void {
  const times = [median([...first]), median([...second])] as const;
  results.push({ what, unit, times });
  const ratio = times[0] / times[1];
  const met = ratio <= atMost ? 'met' : 'NOT met';
  const detail = `(${times.map((time) => time.toFixed(time < 10 ? 1 : 0)).join(' / ')} ${unit})`;
  console.log(`${what.padEnd(46)} ${ratio.toFixed(2)}  at most ${atMost}: ${met}  ${detail}`);
}

/** Each does it in turn, ours first and then theirs first. */
async function alternate(
  count: number,
  registries: readonly [Registry, Registry],
  act: (registry: Registry, round: number) => Promise<number>,
): Promise<[number[], number[]]> {
  const found: [number[], number[]] = [[], []];
  for (let round = 0; round < count; round++) {
    for (const which of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      found[which].push(await act(registries[which], round));
    }
  }
  return found;
}

async function compareStarts(): Promise<void> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < starts; round++) {
    for (const [which, start] of [ours, theirs].entries()) {
      const started = performance.now();
      const registry = await start();
      times[which]!.push(performance.now() - started);
      await stopped(registry);
    }
  }
  note('from start to ready', 'ms', times);
}

async function compare(): Promise<void> {
  const registries = [await ours(), await theirs()] as const;
  const tarballs = await Promise.all(Array.from({ length: packages }, (_, index) => tarballOf(index)));
  const many = await Promise.all(
    Array.from({ length: versions }, (_, index) => tarballOf(index, `1.${index}.0`, 'bench-many')),
  );
  const publishing = await alternate(1, registries, (registry) =>
    timeOf(tarballs.length, (index) => put(registry, tarballs[index]!)),
  );
  for (const registry of registries) for (const one of many) await put(registry, one);
  note('publish a package', 'us', publishing);

  const accept = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*';
  for (const [what, act] of [
    [
      'read a packument of one version',
      (registry, index) => asked(registry, registry.url + tarballs[index % packages]!.name, { accept }),
    ],
    [
      `read a packument of ${versions} versions`,
      (registry) => asked(registry, `${registry.url}bench-many`, { accept }),
    ],
    [
      'fetch a tarball',
      (registry, index) => {
        const { name, version } = tarballs[index % packages]!;
        return asked(registry, `${registry.url}${name}/-/${name}-${version}.tgz`);
      },
    ],
  ] as readonly (readonly [string, (registry: Registry, index: number) => Promise<Buffer>])[]) {
    for (const registry of registries) await timeOf(readings / 2, (index) => act(registry, index)); // warming
    note(
      what,
      'us',
      await alternate(rounds, registries, (registry) => timeOf(readings, (index) => act(registry, index))),
    );
  }
  for (const registry of registries) await install(registry, -1, tarballs);
  const cpu = await alternate(installs, registries, async (registry, round) => {
    const before = cpuOf(registry) ?? Number.NaN;
    await install(registry, round, tarballs);
    return (cpuOf(registry) ?? Number.NaN) - before;
  });
  note(`processor time during npm ci of ${packages} packages`, 'ms', cpu);
  note('memory afterwards', 'MB', [[memoryOf(registries[0])], [memoryOf(registries[1])]]);
  for (const registry of registries) await stopped(registry);
}

if (!existsSync(verdaccioPath)) {
  console.log('Nothing to compare with: npm install --prefix bench/verdaccio');
} else {
  try {
    await compareStarts();
    await compare();
  } finally {
    agent.destroy();
    rmSync(scratch, { recursive: true, force: true });
  }
}
