import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { startServer } from '../../../scripts/clients/server';
import { serveCommand } from '../../../src/adapters/server/command';
import { FakeRegistry, npmPackage } from './support';

const folder = mkdtempSync(join(tmpdir(), 'codeartifact-sim-pull-'));
afterAll(() => rmSync(folder, { recursive: true }));

const world = join(folder, 'world.json');
const repositories = { team: { upstreams: ['store'] }, store: { externalConnection: 'public:npmjs' } };
writeFileSync(world, JSON.stringify({ domains: { 'my-domain': { repositories } } }));

const path = '/npm/d/my-domain-111122223333/team/left/-/left-1.0.0.tgz';

/** A server with these options, asked once for a tarball. */
async function pulled(...options: readonly string[]): Promise<string> {
  const server = await startServer('--world', world, '--assets', 'direct', '--access', 'off', ...options);
  try {
    const response = await fetch(server.url + path);
    return `${response.status} ${response.ok ? await response.text() : ''}`;
  } finally {
    await server.close();
  }
}

test('EXT-21: serve --public reads from the real repository, and from the cache when that is off', async () => {
  vi.stubEnv('CODEARTIFACT_SIM_CACHE', join(folder, 'cache'));
  const registry = await FakeRegistry.open(npmPackage('left', { '1.0.0': 'one' }));
  expect(await pulled()).toBe('404 ');
  expect(registry.requests).toEqual([]);
  expect(await pulled('--public', `npmjs=${registry.url}`)).toBe('200 one');
  expect(registry.requests).toEqual(['GET /left', 'GET /left/-/left-1.0.0.tgz']);
  await registry.close();
  expect(await pulled('--public', `npmjs=${registry.url}`)).toBe('200 one');
  vi.stubEnv('CODEARTIFACT_SIM_CACHE', join(folder, 'other'));
  expect(await pulled('--public', `npmjs=${registry.url}`)).toBe('404 ');
  vi.unstubAllEnvs();
});

test('serve refuses an option that names no repository, and ends when auto finds nothing', async () => {
  const problems: string[] = [];
  const terminal = { print: () => {}, printError: (text: string) => problems.push(text) };
  expect(await serveCommand(['--public', 'npm=auto'], terminal)).toBe(2);
  expect(problems[0]).toMatch(/--public is NAME=URL or NAME=auto/);
  vi.stubEnv('CARGO_HOME', folder);
  expect(await serveCommand(['--port', '0', '--public', 'crates-io=auto'], terminal)).toBe(1);
  expect(problems[1]).toMatch(/give the address, as --public crates-io=URL/);
  vi.unstubAllEnvs();
});
