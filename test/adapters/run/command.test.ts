import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { runCommand } from '../../../src/adapters/run/command';

const folder = mkdtempSync(join(tmpdir(), 'codeartifact-sim-run-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCommand(args, { print: (text) => out.push(text), printError: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const node = (script: string, ...args: readonly string[]) => ['--', process.execPath, '-e', script, ...args];

test('--help tells what it takes', async () => {
  expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('run [options] -- COMMAND') });
});

test.each([
  [[], 2, 'there is no command after --'],
  [['npm', 'ci'], 2, "Unexpected argument 'npm'"],
  [['--all', '--', 'true'], 2, "Unknown option '--all'"],
  [['--offline', '--public', 'npmjs=auto', '--', 'true'], 2, '--offline and --public exclude each other'],
  [['--public', 'npm=auto', '--', 'true'], 2, '--public is NAME=URL or NAME=auto'],
  [['--world', 'absent.yaml', '--', 'true'], 1, 'absent.yaml'],
  [['--domain', 'other', '--', 'true'], 1, 'one of the domains of the world, which are: my-domain'],
  [['--repository', 'other', '--', 'true'], 1, "Repository 'other' in domain 'my-domain'"],
  [['--', 'there-is-no-such-program'], 127, 'there is no program there-is-no-such-program'],
])('%j is refused', async (args, code, problem) => {
  expect(await run(...args)).toEqual({ code, out: '', err: expect.stringContaining(problem) });
});

test('ends as the command does', async () => {
  expect((await run(...node('process.exit(7)'))).code).toBe(7);
  expect((await run(...node('process.kill(process.pid, "SIGTERM")'))).code).toBe(143);
});

test('the command reaches the repository with the token, and its settings are gone afterwards', async () => {
  const file = join(folder, 'seen.json');
  const script = `
    const { readFileSync, writeFileSync } = require('node:fs');
    const { npm_config_userconfig, npm_config_registry } = process.env;
    const [, token] = /_authToken=(.*)/.exec(readFileSync(npm_config_userconfig, 'utf8'));
    const get = (headers) => fetch(npm_config_registry + 'absent', { headers }).then(({ status }) => status);
    Promise.all([get({}), get({ authorization: 'Bearer ' + token })]).then((statuses) =>
      writeFileSync(process.argv[1], JSON.stringify({ statuses, npm_config_userconfig })));
  `;
  const { code, err } = await run('--offline', ...node(script, file));
  const seen = JSON.parse(readFileSync(file, 'utf8'));
  expect([code, seen.statuses, existsSync(seen.npm_config_userconfig)]).toEqual([0, [401, 404], false]);
  expect(err).toContain('2 requests, of which 1 found nothing and 1 ended in a refusal.\n\nNothing was stored.');
});

test('it has no server left when there is no place for its files', async () => {
  const servers = () => process.getActiveResourcesInfo().filter((each) => /TCPServer/i.test(each)).length;
  const before = servers();
  vi.stubEnv('TMPDIR', join(folder, 'absent'));
  try {
    expect(await run('--offline', ...node(''))).toMatchObject({ code: 1, err: expect.stringContaining('ENOENT') });
  } finally {
    vi.unstubAllEnvs();
  }
  expect(servers()).toBe(before);
});

test('it waits for no public repository when the command has ended', async () => {
  const registry = createServer().listen(0, '127.0.0.1');
  await once(registry, 'listening');
  const asked = once(registry, 'request').then(([request]) => once((request as IncomingMessage).socket, 'close'));
  const started = performance.now();
  vi.stubEnv('CODEARTIFACT_SIM_CACHE', join(folder, 'cache'));
  try {
    const script = `
      const headers = { authorization: 'Bearer ' + process.env.CODEARTIFACT_AUTH_TOKEN };
      fetch(process.env.npm_config_registry + 'left', { headers, signal: AbortSignal.timeout(300) }).catch(() => {});
    `;
    const address = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`;
    const { code, err } = await run('--public', `npmjs=${address}`, ...node(script));
    await asked; // the connection is closed
    expect(performance.now() - started).toBeLessThan(20_000); // and not given up after thirty seconds
    expect([code, err]).toEqual([0, expect.not.stringContaining('is down')]);
  } finally {
    vi.unstubAllEnvs();
    registry.close();
  }
});

test('the world and the repository can be given', async () => {
  const world = join(folder, 'world.yaml');
  writeFileSync(world, 'domains: { other-domain: { repositories: { app: {} } } }\n');
  const script = "process.exit(process.env.npm_config_registry.includes('/other-domain-111122223333/app/') ? 0 : 1)";
  expect((await run('--world', world, '--repository', 'app', ...node(script))).code).toBe(0);
});
