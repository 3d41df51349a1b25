import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Target } from './target';

const connectMilliseconds = 30_000;

/** Joins a client with another host, byte for byte, or tells him why it cannot be reached. */
export function tunnel(client: Socket, { host, port }: Target, head: Uint8Array): void {
  const other = connect({ host, port, allowHalfOpen: true, timeout: connectMilliseconds });
  let isOpen = false;
  const fail = (problem: string) => {
    other.destroy();
    if (isOpen) client.destroy();
    else refuseConnect(client, 502, `${host}:${port} cannot be reached: ${problem}`);
  };
  other.on('error', (error) => fail(error.message));
  other.on('timeout', () => fail('it takes too long'));
  other.once('connect', () => {
    isOpen = true;
    other.setTimeout(0);
    openTunnel(client);
    if (head.length > 0) other.write(head);
    client.pipe(other);
    other.pipe(client);
  });
  other.once('close', () => void (isOpen && client.destroySoon()));
  client.once('close', () => void other.destroy());
}

/** Says that what comes now is for the other end. */
export const openTunnel = (client: Socket): boolean => client.write('HTTP/1.1 200 Connection Established\r\n\r\n');

/** Answers a CONNECT with a refusal, and ends the connection. */
export function refuseConnect(client: Socket, status: number, message: string): void {
  const words = { 400: 'Bad Request', 403: 'Forbidden', 502: 'Bad Gateway' }[status] ?? '';
  const body = `${message}\n`;
  const head = [
    `HTTP/1.1 ${status} ${words}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  client.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => client.destroySoon());
}

/** Headers that are of one connection alone (RFC 9110, 7.6.1), besides those that Connection names. */
const ofConnection = ['connection', 'keep-alive', 'proxy-authorization', 'proxy-connection', 'te', 'upgrade'];

/** Asks another host what a client asked the proxy, and gives him the answer. */
export function forward(incoming: IncomingMessage, outgoing: ServerResponse, { host, port }: Target): void {
  const { pathname, search } = new URL(incoming.url!);
  const named = String(incoming.headers.connection ?? '').split(',');
  const headers = { ...incoming.headers };
  for (const name of [...ofConnection, ...named]) delete headers[name.trim().toLowerCase()];
  const onward = request({ host, port, method: incoming.method, path: `${pathname}${search}`, headers });
  onward.setTimeout(connectMilliseconds, () => onward.destroy(new Error('it takes too long')));
  onward.on('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.headers);
    answer.pipe(outgoing);
    answer.on('error', () => outgoing.destroy());
  });
  onward.on('error', ({ message }) => {
    if (outgoing.headersSent) outgoing.destroy();
    else refuse(outgoing, 502, `${host}:${port} cannot be reached: ${message}`);
  });
  outgoing.once('close', () => onward.destroy());
  incoming.pipe(onward);
}

/** Answers a request with a refusal. */
export function refuse(outgoing: ServerResponse, status: number, message: string): void {
  const headers = { 'content-type': 'text/plain; charset=utf-8', connection: 'close' };
  outgoing.writeHead(status, headers).end(`${message}\n`);
}
