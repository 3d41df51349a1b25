import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createGate, type Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { adaptorOf } from '../server/adaptor';
import { hostName, isLoopbackAddress, isServiceHost } from '../server/guard';
import type { HandledRequest, Handler } from '../server/handler';
import { byFirstByte } from './first-byte';
import { forward, openTunnel, refuse, refuseConnect, tunnel } from './passing';
import { isService, type Target, targetOfConnect, targetOfUrl } from './target';

export interface ForwardProxyOptions {
  /** Answers what is for the service. */
  readonly handle: Handler;
  /** What TLS needs to be the server of a name. */
  readonly contextOf: (host: string) => SecureContext;
  readonly port: number;
  readonly host: string;
  /** What becomes of other hosts. */
  readonly others: 'refuse' | 'pass';
  /** Hears of what the proxy refuses by itself. */
  readonly log?: (request: HandledRequest) => void;
  /** How long a connection may say nothing, and a handshake or the head of a request may take; left out, 20 seconds. */
  readonly patienceMilliseconds?: number;
}

export interface ForwardProxy {
  readonly port: number;
  /** Listens no more, and closes all connections. */
  close(): Promise<void>;
}

/**
 * Listens for clients that take it for their proxy (CONNECT, and requests with a whole address), and for TLS that comes
 * at once, as where a hosts file leads the service's names here. What is for the service is answered here, TLS and
 * all; nothing of it ever leaves this machine. Rejects with Node's error when it cannot listen.
 */
export async function openForwardProxy(options: ForwardProxyOptions): Promise<ForwardProxy> {
  const { port, host, patienceMilliseconds = 20_000 } = options;
  const { text, tls } = serversOf(options, patienceMilliseconds);
  const sockets = new Set<Socket>();
  const admit = (socket: Socket) => {
    socket.on('error', () => {}); // who goes away harms nobody else
    const take = (server: Server) => (taken: Socket) => void server.emit('connection', taken);
    byFirstByte(socket, { tls: take(tls), text: take(text) }, patienceMilliseconds);
  };
  text.on('connect', (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => {});
    onConnect(options, incoming, socket, head, admit);
  });
  const gate = createGate({ allowHalfOpen: true, noDelay: true }, (socket) => {
    sockets.add(socket.once('close', () => sockets.delete(socket)));
    admit(socket);
  });
  await new Promise<void>((resolve, reject) => {
    gate.once('error', reject);
    gate.listen(port, host, resolve);
  });
  for (const server of [text, tls]) server.emit('listening'); // from then on Node limits how long a request may take
  return {
    port: (gate.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        gate.close(() => resolve());
        for (const server of [text, tls]) server.close(() => {});
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Two servers that are given their connections: one reads what a client says to a proxy, the other behind TLS. */
function serversOf({ handle, contextOf, ...options }: ForwardProxyOptions, patience: number) {
  const SNICallback = (name: string, done: (error: Error | null, context?: SecureContext) => void) => {
    const host = hostName(name);
    if (!isServiceHost(host)) return done(new Error(`${host} is no host of the service`));
    try {
      done(null, contextOf(host));
    } catch (error) {
      done(error as Error);
    }
  };
  const limits = { headersTimeout: patience, connectionsCheckingInterval: patience };
  const serverOptions = { SNICallback, handshakeTimeout: patience, ...limits };
  const tls = adaptorOf(handle, 'proxy', { createServer: createTlsServer, serverOptions });
  const text = createServer(limits, (incoming, outgoing) => onRequest(options, incoming, outgoing, tls));
  return { text, tls };
}

type Choice = Pick<ForwardProxyOptions, 'others' | 'log'>;

function onRequest(choice: Choice, incoming: IncomingMessage, outgoing: ServerResponse, service: Server): void {
  const isWhole = !incoming.url?.startsWith('/') && incoming.url !== '*';
  const target = isWhole ? targetOfUrl(incoming.url) : { host: hostName(incoming.headers.host ?? ''), port: 80 };
  if (target && isService(target)) {
    service.emit('request', incoming, outgoing);
    return;
  }
  if (target && isWhole && isPassed(choice, incoming.socket)) {
    forward(incoming, outgoing, target);
    return;
  }
  const [status, message] = isWhole
    ? refusalOf(target)
    : ([400, 'This is a proxy for the hosts of CodeArtifact, and no server of its own.'] as const);
  refuse(outgoing, status, message);
  tell(choice, incoming, status, message);
}

function onConnect(
  choice: Choice,
  incoming: IncomingMessage,
  socket: Socket,
  head: Buffer,
  admit: (socket: Socket) => void,
): void {
  const target = targetOfConnect(incoming.url);
  if (target && isService(target)) {
    openTunnel(socket);
    if (head.length > 0) socket.unshift(head);
    admit(socket);
    return;
  }
  if (target && isPassed(choice, socket)) {
    tunnel(socket, target, head);
    return;
  }
  const [status, message] = refusalOf(target);
  refuseConnect(socket, status, message);
  tell(choice, incoming, status, message);
}

/** Only who is on this machine can reach by the proxy what this machine can reach. */
const isPassed = ({ others }: Choice, { remoteAddress }: Socket): boolean =>
  others === 'pass' && isLoopbackAddress(remoteAddress ?? '');

const refusalOf = (target: Target | undefined): readonly [status: 400 | 403, message: string] =>
  target
    ? [
        403,
        `This proxy answers for CodeArtifact alone, and passes nothing on to ${target.host}:${target.port}; ` +
          "--proxy-others pass (in a program tls: { others: 'pass' }) lets programs on this machine through.",
      ]
    : [400, 'A proxy is asked for a host and its port, or for an address that begins with http:.'];

function tell({ log }: Choice, { method = '-', url = '-' }: IncomingMessage, status: number, refusal: string): void {
  log?.({ method, path: url, status, refusal });
}
