import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Simulator } from '../../simulator/interface';
import { createHandler, type FetchHandlerOptions } from './handler';

export interface ServeOptions extends FetchHandlerOptions {
  /** 4566, unless it is given; 0 is any that is free. */
  readonly port?: number;
  /** The address on which it listens: 127.0.0.1, which only this machine reaches, unless another is given. */
  readonly host?: string;
}

/** A server that listens. */
export interface RunningServer {
  readonly host: string;
  readonly port: number;
  /** As `http://127.0.0.1:4566`: what a client takes for its endpoint. */
  readonly url: string;
  /** Listens no more, and closes all connections, also those on which a request is under way. */
  close(): Promise<void>;
}

/** Serves a simulator on a port. Rejects with Node's error when it cannot listen there, as when the port is taken. */
export async function serve(simulator: Simulator, options: ServeOptions = {}): Promise<RunningServer> {
  const { port = 4566, host = '127.0.0.1', allowedHosts = [] } = options;
  const handle = createHandler(simulator, { ...options, allowedHosts: [...allowedHosts, authority(host)] });
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    async fetch(request, env) {
      const { incoming, outgoing } = env as HttpBindings;
      const { status, headers, body } = await handle(request, { address: incoming.socket.remoteAddress });
      if (body instanceof ReadableStream) return new Response(body, { status, headers });
      const bytes = typeof body === 'string' ? Buffer.from(body) : body; // a text would be written in twice the time
      outgoing.writeHead(status, bytes ? { ...headers, 'content-length': bytes.length } : headers).end(bytes);
      return RESPONSE_ALREADY_SENT;
    },
  }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const taken = (server.address() as AddressInfo).port;
  return {
    host,
    port: taken,
    url: `http://${authority(host)}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const authority = (host: string): string => (host.includes(':') ? `[${host}]` : host);
