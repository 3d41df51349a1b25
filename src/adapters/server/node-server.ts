import type { AddressInfo } from 'node:net';
import type { Simulator } from '../../simulator/interface';
import type { RunningProxy, TlsOptions } from '../tls/options';
import { adaptorOf } from './adaptor';
import { createHandler, type FetchHandlerOptions } from './handler';

export interface ServeOptions extends FetchHandlerOptions {
  /** 4566, unless it is given; 0 is any that is free. */
  readonly port?: number;
  /** The address on which it listens: 127.0.0.1, which only this machine reaches, unless another is given. */
  readonly host?: string;
  /** Answers by the service's own host names too, as a forward proxy on a port beside. */
  readonly tls?: boolean | TlsOptions;
}

/** A server that listens. */
export interface RunningServer {
  readonly host: string;
  readonly port: number;
  /** As `http://127.0.0.1:4566`: what a client takes for its endpoint. */
  readonly url: string;
  /** The proxy beside it, if there is one. */
  readonly tls?: RunningProxy;
  /** Listens no more, and closes all connections, also those on which a request is under way. */
  close(): Promise<void>;
}

/**
 * Serves a simulator on a port. Rejects with Node's error when it cannot listen there, as when the port is taken, and
 * when the certificate authority for `tls` cannot be used.
 */
export async function serve(simulator: Simulator, options: ServeOptions = {}): Promise<RunningServer> {
  const { port = 4566, host = '127.0.0.1', allowedHosts = [], tls, log } = options;
  const handle = createHandler(simulator, { ...options, allowedHosts: [...allowedHosts, authority(host)] });
  const server = adaptorOf(handle, 'own');
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const taken = (server.address() as AddressInfo).port;
  const running = { host, port: taken, url: `http://${authority(host)}:${taken}` };
  if (!tls) return { ...running, close };
  try {
    const { serveTls } = await import('../tls/serve-tls');
    const beside = await serveTls(handle, { ...(tls === true ? {} : tls), host, log });
    return { ...running, tls: beside.proxy, close: async () => void (await Promise.all([close(), beside.close()])) };
  } catch (error) {
    await close();
    throw error;
  }
}

const authority = (host: string): string => (host.includes(':') ? `[${host}]` : host);
