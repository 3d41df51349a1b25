import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { afterAll, expect, test } from 'vitest';
import { finish } from '../clients/fetched';

/** The folder of a project with a lock file: this one, unless another is given. */
const project = process.env.CODEARTIFACT_SIM_PUBLIC_PROJECT ?? '.';
const folder = mkdtempSync(join(tmpdir(), 'codeartifact-sim-public-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const install = ['run', '--', 'npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund'];
const closed = ['unshare', '--net', '--map-root-user', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];

/** `codeartifact-sim run -- npm ci` in a fresh copy of the project, with the network or without. */
async function run(network: 'on' | 'off') {
  const cwd = mkdtempSync(join(folder, 'project-'));
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    copyFileSync(join(project, file), join(cwd, file));
  const command = [resolve('node_modules/.bin/tsx'), resolve('src/adapters/cli.ts'), ...install];
  const [program = '', ...args] = network === 'on' ? command : [...closed, ...command];
  const variables = { ...process.env, CODEARTIFACT_SIM_CACHE: join(folder, 'cache') } as Record<string, string>;
  const begin = performance.now();
  const { code, stdout, stderr } = await finish(program, args, cwd, variables);
  const summary = stderr.slice(stderr.search(/\d+ requests?, of which/));
  console.log(`network ${network}: ${((performance.now() - begin) / 1000).toFixed(1)} s\n${summary}`);
  return { code, said: `${stdout}\n${stderr}`, summary };
}

test('EXT-21 RET-03: npm ci of a lock file through run, and again with the network off', async () => {
  const { packages } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
  const first = await run('on');
  expect(first.code, first.said).toBe(0);
  expect(first.summary).toMatch(/\nteam +\d+ +0 +\d+ +0 /);
  const second = await run('off');
  expect(second.code, second.said).toBe(0);
  expect(second.summary).toBe(first.summary);
  expect(Object.keys(packages).length).toBeGreaterThan(1);
});
