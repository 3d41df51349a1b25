/** The server as its users start it, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { root } from '../rulebook/files';

export interface RunningServer {
  /** Where it listens: `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Sends a control request, and gives its JSON answer. Throws an Error when it is refused. */
  control(request: `${'GET' | 'PUT' | 'POST' | 'DELETE'} /${string}`, body?: object): Promise<unknown>;
  close(): Promise<void>;
}

const ready = /^codeartifact-sim listening on (http:\/\/\S+)$/;

/** Starts `codeartifact-sim serve` on a free port. Throws an Error with what it printed when it ends instead. */
export async function startServer(...options: readonly string[]): Promise<RunningServer> {
  const program = ['--import', 'tsx', 'src/adapters/cli.ts', 'serve', '--port', '0', ...options];
  const child = spawn(process.execPath, program, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const url = await addressOf(child);
  return {
    url,
    control: (request, body) => control(url, request, body),
    async close() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

async function addressOf(child: ChildProcess): Promise<string> {
  let printed = '';
  child.stderr?.on('data', (text) => {
    printed += text;
  });
  for await (const line of createInterface({ input: child.stdout! })) {
    const url = ready.exec(line)?.[1];
    if (url) return url;
    printed += `${line}\n`;
  }
  throw new Error(`The server did not begin to listen:\n${printed}`);
}

async function control(url: string, request: string, body?: object): Promise<unknown> {
  const [method, path] = request.split(' ') as [string, string];
  const headers = body && { 'Content-Type': 'application/json' };
  const response = await fetch(`${url}${path}`, { method, headers, body: body && JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${request}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
