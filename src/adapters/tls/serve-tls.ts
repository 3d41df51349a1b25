import type { HandledRequest, Handler } from '../server/handler';
import { openAuthority } from './authority';
import { openForwardProxy } from './forward-proxy';
import { hostCertificates } from './host-certificates';
import type { RunningProxy, TlsOptions } from './options';

export interface ServeTlsOptions extends TlsOptions {
  /** The address to listen on, as a name or a number. */
  readonly host: string;
  readonly log?: (request: HandledRequest) => void;
}

/** A proxy that is running, and how it ends. */
export interface ClosableProxy {
  readonly proxy: RunningProxy;
  close(): Promise<void>;
}

/**
 * Opens the user's certificate authority, which is made when there is none, and the proxy that speaks TLS by it.
 * Rejects when the authority cannot be trusted, or when the port cannot be listened on.
 */
export async function serveTls(handle: Handler, options: ServeTlsOptions): Promise<ClosableProxy> {
  const { host, port: wanted = 4567, others = 'refuse', folder, log } = options;
  const authority = openAuthority(folder);
  const contextOf = hostCertificates(authority);
  const { port, close } = await openForwardProxy({ handle, contextOf, host, port: wanted, others, log });
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return { proxy: { port, url, certificateFile: authority.certificateFile }, close };
}
