/**
 * Checks the package as its users get it: builds it, packs it, installs the tarball in an empty folder and uses it from
 * there. `npm run check:package`; with NODE_MATRIX=1 under every line of Node that we support, else under this one.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { bundle } from './package/bundle';
import { programs } from './package/consumer';
import { installNodes } from './package/nodes';
import { finish, run } from './package/run';
import { checkTypes } from './package/types';
import { root } from './rulebook/files';

const mostGzipped = 92_000; // docs/decisions/0006-size.md
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const bin = (name: string) => join(root, 'node_modules', '.bin', name);
const folder = mkdtempSync(join(tmpdir(), 'codeartifact-sim-package-'));
const tarball = join(folder, `${manifest.name}-${manifest.version}.tgz`);

try {
  await step('build', () => void run('npm', ['run', 'build'], root));
  await step('pack', pack);
  await step('publint', lint);
  await step('are the types wrong', () => {
    run(bin('attw'), [tarball, '--no-definitely-typed', '--format', 'ascii', '--no-color', '--no-emoji'], root);
  });
  await step('install', install);
  await step('types', () => checkTypes(folder).join('; '));
  await step('command line', checkCommandLine);
  const nodes = process.env.NODE_MATRIX ? await step('install Nodes', installNodes, count) : [thisNode()];
  for (const { version, path } of nodes) await step(`Node ${version}`, () => use(path));
  await step('bundle size', measure);
  await step('browser', useInBrowser);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Does one check, and prints how long it took and what it found. */
async function step<T>(name: string, check: () => T | Promise<T>, tell: (found: T) => string = told): Promise<T> {
  const started = performance.now();
  const found = await check();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${seconds.padStart(6)} s  ${name}${tell(found) && `: ${tell(found)}`}`);
  return found;
}

function pack(): string {
  const [packed] = JSON.parse(run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], root));
  const paths: string[] = packed.files.map(({ path }: { path: string }) => path);
  const strange = paths.filter((path) => !/^(dist|docs)\/|^(package\.json|README\.md|LICENSE)$/.test(path));
  if (strange.length > 0) throw new Error(`The package has files that are not for users: ${strange.join(', ')}`);
  return `${paths.length} files, ${kilobytes(packed.size)} packed, ${kilobytes(packed.unpackedSize)} unpacked`;
}

async function lint(): Promise<void> {
  const bytes = readFileSync(tarball);
  const { messages: all } = await publint({ strict: true, pack: { tarball: toArrayBuffer(bytes) } });
  const messages = all.filter(({ code }) => code !== 'USE_EXPORTS_OR_IMPORTS_BROWSER'); // it would reach no chunk
  if (messages.length > 0) throw new Error(messages.map((message) => formatMessage(message, manifest)).join('\n'));
}

/** What a user's bundle grows by, with all that is imported, where it needs core and simulator alone. */
async function measure(): Promise<string> {
  const core = "export { execute } from './src/core'; export { createSimulator } from './src/simulator/simulator';";
  const { size, gzipped } = await bundle(core);
  const text = `core and simulator ${kilobytes(size)} minified, ${kilobytes(gzipped)} gzipped`;
  if (gzipped > mostGzipped) throw new Error(`Too large: ${text}, at most ${kilobytes(mostGzipped)}`);
  return text;
}

/** Bundles all that is exported for a browser, which has no modules of Node, and asks a package endpoint there. */
async function useInBrowser(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: "export { createSimulator } from 'codeartifact-sim';", resolveDir: folder },
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    globalName: 'exported',
    platform: 'browser',
    logLevel: 'silent',
  });
  const [{ text, contents }] = outputFiles as [(typeof outputFiles)[0]];
  const web = { Request, Response, Headers, URL, URLSearchParams, TextEncoder, TextDecoder, ReadableStream };
  const world = { domains: { 'my-domain': { repositories: { team: {} } } } };
  const answer: Response = await runInNewContext(`${text}; exported.createSimulator({ world }).fetch(address)`, {
    ...web,
    world,
    address: 'http://localhost/npm/d/my-domain-111122223333/team/-/ping',
  });
  if (answer.status !== 401) throw new Error(`A package endpoint answers ${answer.status} in a browser`);
  const gzipped = kilobytes(gzipSync(contents, { level: 9 }).length);
  return `all that is exported ${kilobytes(contents.length)} minified, ${gzipped} gzipped`;
}

/** Installs the tarball with its dependencies, and puts the SDK that we have beside it. */
function install(): void {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  run('npm', ['install', tarball, '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'], folder);
  const sdk = join('node_modules', '@aws-sdk', 'client-codeartifact');
  if (existsSync(join(folder, sdk))) throw new Error('The AWS SDK was installed, although it is optional.');
  mkdirSync(join(folder, 'node_modules', '@aws-sdk'), { recursive: true });
  symlinkSync(join(root, sdk), join(folder, sdk), 'junction');
  symlinkSync(join(root, 'node_modules', '@types'), join(folder, 'node_modules', '@types'), 'junction');
  for (const [name, text] of Object.entries(programs)) writeFileSync(join(folder, name), text);
}

function checkCommandLine(): void {
  const program = join(folder, 'node_modules', '.bin', manifest.name);
  const cases = [
    ['--help', 0, 'Usage: codeartifact-sim'],
    ['--version', 0, manifest.version],
    ['nonsense', 2, 'there is no command "nonsense"'],
  ] as const;
  for (const [arg, code, text] of cases) {
    const { status, stdout, error } = finish(program, [arg], folder);
    const out = stdout + error;
    if (status !== code || !out.includes(text))
      throw new Error(`${manifest.name} ${arg} ended with ${status}:\n${out}`);
  }
}

/** Runs both programs; both kinds of module must have the same exports. */
function use(node: string): string {
  const [esm, cjs] = Object.keys(programs).map((name) => run(node, [name], folder).trim());
  if (esm !== cjs) throw new Error(`The exports differ:\n${esm}\n${cjs}`);
  return `ES module and CommonJS, ${JSON.parse(esm as string).length} exports each`;
}

function thisNode() {
  return { version: process.version, path: process.execPath };
}

function toArrayBuffer(bytes: Buffer): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function told(found: unknown): string {
  return typeof found === 'string' && found.length < 200 ? found : '';
}

function count(found: readonly unknown[]): string {
  return `${found.length}`;
}
