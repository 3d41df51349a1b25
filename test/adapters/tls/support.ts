/** Folders, authorities and clients as the suites of the proxy need them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { atEnd } from '../server/support';

/** An empty folder, gone when the test or the file is over. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'codeartifact-sim-tls-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Heard {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const heard = async (response: IncomingMessage): Promise<Heard> => ({
  status: response.statusCode!,
  headers: response.headers,
  body: await text(response),
});

/** A connection through the proxy by CONNECT, with TLS for the host; rejects with what the proxy says instead. */
export const tunnelled = (proxyPort: number, host: string, ca: string, port = 443): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: proxyPort, method: 'CONNECT', path: `${host}:${port}` });
    asked.on('connect', (response, socket) => {
      if (response.statusCode !== 200) return reject(new Error(`CONNECT ${response.statusCode}`));
      const secure = connectTls({ socket, servername: host, ca }, () => resolve(secure));
      secure.on('error', reject);
    });
    asked.on('error', reject);
    asked.end();
  });

/** A GET through the proxy, as a client does that knows the proxy and trusts the authority. */
export async function getThrough(proxyPort: number, url: string, ca: string, headers = {}): Promise<Heard> {
  const { hostname, pathname, search, port } = new URL(url);
  const socket = await tunnelled(proxyPort, hostname, ca, Number(port || 443));
  return new Promise((resolve, reject) => {
    const path = `${pathname}${search}`;
    const asked = request({
      createConnection: () => socket,
      host: hostname,
      path,
      headers: { host: hostname, ...headers },
    });
    asked.on('response', (response) => resolve(heard(response)));
    asked.on('error', reject);
    asked.end();
  });
}

/** A GET with a whole address in its first line, as of a client whose proxy is for plain HTTP. */
export const getWhole = (proxyPort: number, url: string, headers = {}): Promise<Heard> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: proxyPort, path: url, headers, agent: false });
    asked.on('response', (response) => resolve(heard(response)));
    asked.on('error', reject);
    asked.end();
  });

/** What comes back when bytes are written to the port and the other end ends the connection. */
export const written = (port: number, bytes: string | Uint8Array): Promise<string> =>
  new Promise((resolve) => {
    let all = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      all += chunk.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(all));
    atEnd(() => socket.destroy());
  });
