/** The clients that scripts/clients/fetch.sh fetched, and how suites run them. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type RunningServer, startServer } from '../../scripts/clients/server';

const folder = process.env.CODEARTIFACT_SIM_CLIENTS;
const isThere = folder !== undefined && existsSync(join(folder, 'bin', 'aws'));
const reason = `CODEARTIFACT_SIM_CLIENTS names no folder that scripts/clients/fetch.sh has filled`;

/** The title of a suite that needs the clients; it says why the suite is skipped. */
export const withClients = (title: string): string => (isThere ? title : `${title} (skipped: ${reason})`);

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A server and a folder for the clients of one suite. */
export interface Session extends Pick<RunningServer, 'url' | 'control'> {
  /** Where the clients run: an empty folder, which is their home too. */
  readonly folder: string;
  /** Does this before the tests of the suite that it is called in, unless they are skipped. */
  prepare(act: () => Promise<void>): void;
  /** Runs a program to its end, fetched ones first, as account 111122223333 if the variables do not say another. */
  run(program: string, args: readonly string[], variables?: Readonly<Record<string, string>>): Promise<Ended>;
}

/**
 * Starts a server with these options for the tests of the suite that this is called in, with its clock at
 * 2026-09-01T00:00:00Z. Without the clients the tests are skipped; in CI they fail.
 */
export function useSession(...options: readonly string[]): Session {
  let running: { readonly server: RunningServer; readonly home: string } | undefined;
  const prepare: Session['prepare'] = (act) =>
    beforeAll(async () => {
      if (!isThere && process.env.CI) throw new Error(reason);
      if (isThere) await act();
    });
  const started = () => {
    if (running) return running;
    throw new Error('The server runs only during the tests');
  };
  prepare(async () => {
    const server = await startServer(...options);
    running = { server, home: mkdtempSync(join(tmpdir(), 'codeartifact-sim-clients-')) };
    await server.control('PUT /_sim/clock', { now: '2026-09-01T00:00:00Z' });
  });
  beforeEach((context) => {
    if (!isThere) context.skip(reason);
  });
  afterAll(async () => {
    await running?.server.close();
    if (running) rmSync(running.home, { recursive: true });
  });
  return {
    get folder() {
      return started().home;
    },
    get url() {
      return started().server.url;
    },
    prepare,
    control: (...request) => started().server.control(...request),
    run(program, args, variables = {}) {
      const { server, home } = started();
      return finish(program, args, home, { ...environment(home, server.url), ...variables });
    },
  };
}

/** All that the clients know of this machine: nothing of its user's settings. */
const environment = (home: string, url: string): Record<string, string> => ({
  HOME: home,
  PATH: [join(folder!, 'bin'), process.env.PATH].join(delimiter),
  PYTHONDONTWRITEBYTECODE: '1',
  AWS_ACCESS_KEY_ID: '111122223333',
  AWS_SECRET_ACCESS_KEY: 'simulated',
  AWS_REGION: 'us-west-2',
  AWS_DEFAULT_REGION: 'us-west-2',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ENDPOINT_URL_CODEARTIFACT: url,
});

export async function finish(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}
