/** Servers as the suites of the server make them. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createConnection, type Socket } from 'node:net';
import { join } from 'node:path';
import { CodeartifactClient, type CodeartifactClientConfig } from '@aws-sdk/client-codeartifact';
import { afterAll, onTestFinished } from 'vitest';
import { root } from '../../../scripts/rulebook/files';
import { type RunningServer, type ServeOptions, serve } from '../../../src/adapters/server/node-server';
import { type SwitchableClock, switchableClock } from '../../../src/simulator/clock';
import type { Simulator } from '../../../src/simulator/interface';
import { createSimulator, type SimulatorOptions } from '../../../src/simulator/simulator';

export interface Served extends RunningServer {
  readonly simulator: Simulator;
  readonly clock: SwitchableClock;
}

/** The moment at which the clocks of the suites stand at the beginning. */
export const beginning = '2026-09-01T00:00:00.000Z';

/** A server on a free port, which is closed when the test, or outside of tests the file, is over. */
export async function served(options: SimulatorOptions = {}, settings: ServeOptions = {}): Promise<Served> {
  const clock = switchableClock(beginning);
  const simulator = createSimulator({ ...options, clock });
  const server = await serve(simulator, { port: 0, clock, ...settings });
  atEnd(() => server.close());
  return { ...server, simulator, clock };
}

export function atEnd(act: () => unknown): void {
  try {
    onTestFinished(() => void act());
  } catch {
    afterAll(() => void act());
  }
}

/** An SDK client of a server, as a user makes it. */
export function clientOf(url: string, settings: CodeartifactClientConfig = {}): CodeartifactClient {
  const credentials = { accessKeyId: '111122223333', secretAccessKey: 'simulated' };
  const client = new CodeartifactClient({
    endpoint: url,
    region: 'us-west-2',
    credentials,
    maxAttempts: 1,
    ...settings,
  });
  atEnd(() => client.destroy());
  return client;
}

/** A JSON request to a server, and its status and JSON. */
export async function call(
  url: string,
  path: string,
  method = 'GET',
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly json: Json; readonly headers: Headers }> {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${url}${path}`, { method, body: text as string | undefined, headers });
  const answered = await response.text();
  return {
    status: response.status,
    json: answered === '' ? undefined : JSON.parse(answered),
    headers: response.headers,
  };
}

// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of it
export type Json = any;

/** A connection on which bytes are written by hand, and all that came back once the other end has closed it. */
export async function connected(port: number): Promise<Socket & { readonly ended: Promise<string> }> {
  const socket = createConnection(port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
  await new Promise((resolve) => socket.once('connect', resolve));
  onTestFinished(() => void socket.destroy());
  return Object.assign(socket, { ended });
}

export interface Program {
  readonly child: ChildProcessWithoutNullStreams;
  /** The first line on standard output. */
  readonly ready: Promise<string>;
  /** What became of it. */
  readonly exited: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
}

/** `codeartifact-sim` with these arguments, as a process of its own. */
export function program(...args: readonly string[]): Program {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'src/adapters/cli.ts'), ...args], { cwd: root });
  let [out, err] = ['', ''];
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const exited = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, out, err }));
  });
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      out += chunk;
      if (out.includes('\n')) resolve(out.slice(0, out.indexOf('\n')));
    });
    child.once('close', () => reject(new Error(`It ended before it was ready: ${out}${err}`)));
  });
  ready.catch(() => {});
  atEnd(() => child.kill('SIGKILL'));
  return { child, ready, exited };
}

/** The address in the line with which a server is ready. */
export const urlIn = (line: string): string => /http:\S+/.exec(line)![0];
