import { sha256 } from '@noble/hashes/sha2.js';

/** Who sent a request, as far as the runtime tells. */
export interface Peer {
  /** The IP address of the other end, as `127.0.0.1` or `::1`. */
  readonly address?: string;
}

/** What a server lets in. */
export interface GuardOptions {
  /** Names besides the loopback ones and the service's own by which the server may be called, without port. */
  readonly allowedHosts?: readonly string[];
  /** What control requests must carry as `Authorization: Bearer`. Left out, only loopback peers may send them. */
  readonly controlToken?: string;
  /** Only this process can call, so that no web page can and any Host will do. */
  readonly isInProcess?: boolean;
}

/** Why a request is not let in. */
export interface Closed {
  readonly status: 401 | 403;
  readonly message: string;
}

/**
 * Why no web page may have sent the request, or undefined. A page of another site is told by its Origin, or by what
 * the browser says of the site; one that lets its own name point here (DNS rebinding) by the Host.
 */
export function foreign(request: Request, url: URL, { allowedHosts = [] }: GuardOptions): Closed | undefined {
  for (const host of [request.headers.get('host') ?? url.host, url.host]) {
    if (isKnown(host, allowedHosts)) continue;
    return closed(
      `The Host '${host}' is none of this server; --allow-host NAME (in a program allowedHosts) allows it.`,
    );
  }
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== `${url.protocol}//${request.headers.get('host') ?? url.host}`) {
    return closed(`A page of '${origin}' may not call this server.`);
  }
  const site = request.headers.get('sec-fetch-site');
  if (site === null || site === 'none' || site === 'same-origin') return undefined;
  return closed(`A page of another site (Sec-Fetch-Site: ${site}) may not call this server.`);
}

/** Why the peer may not control the server, or undefined. */
export function uncontrolled(
  request: Request,
  peer: Peer | undefined,
  { controlToken }: GuardOptions,
): Closed | undefined {
  if (controlToken === undefined) {
    const address = peer?.address ?? 'unknown';
    if (isLoopbackAddress(address)) return undefined;
    return closed(`Without a control token only this machine may control the server, and the peer is ${address}.`);
  }
  const given = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (given !== undefined && isSame(given, controlToken)) return undefined;
  return { status: 401, message: 'A control request needs the header Authorization: Bearer and the control token.' };
}

/** Why a request over the proxy is not answered, or undefined: there only the service's own names lead here. */
export function misdirected(request: Request, url: URL): Closed | undefined {
  const stranger = [request.headers.get('host') ?? url.host, url.host].find((host) => !isServiceHost(hostName(host)));
  return stranger === undefined ? undefined : closed(`The Host '${stranger}' is no host of CodeArtifact's.`);
}

/** Whether a host is the service's: one of the API, of package endpoints, or of the buckets of their assets. */
export const isServiceHost = (name: string): boolean => apiHost.test(name) || isEndpointHost(name);

/** The name in a Host header, without port and final dot, in lower case. */
export const hostName = (host: string): string =>
  /^(\[[0-9a-f:.]+\]|[^:[\]]+?)\.?(?::\d{1,5})?$/i.exec(host)?.[1]?.toLowerCase() ?? '';

/** Whether a host is one of package endpoints (END-02, END-03, END-11), or of the buckets of their assets (DOM-T1). */
const isEndpointHost = (name: string): boolean =>
  /\.d\.codeartifact\.[a-z0-9-]+\.(?:vpce\.)?amazonaws\.com(?:\.cn)?$/.test(name) ||
  /\.codeartifact\.[a-z0-9-]+\.on\.aws$/.test(name) ||
  /^assets-\d{12}-[a-z0-9-]+\.s3\.[a-z0-9-]+\.amazonaws\.com$/.test(name);

/** The hosts of the API (API-02). */
const apiHost =
  /^codeartifact(?:-fips)?\.[a-z0-9-]+\.(?:amazonaws\.com(?:\.cn)?|api\.aws|api\.amazonwebservices\.com\.cn)$/;

const closed = (message: string): Closed => ({ status: 403, message });

function isKnown(host: string, allowed: readonly string[]): boolean {
  const name = hostName(host);
  if (name === 'localhost' || name.endsWith('.localhost') || isLoopbackAddress(name.replace(/^\[|\]$/g, '')))
    return true;
  return isServiceHost(name) || allowed.some((each) => hostName(each) === name && name !== '');
}

/** 127.0.0.0/8 and ::1, also in the form in which a socket for both families gives it. */
export const isLoopbackAddress = (address: string): boolean =>
  address === '::1' || /^(?:::ffff:)?127(?:\.(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])){3}$/.test(address);

/** Compares two secrets in a time that does not tell where they differ. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => sha256(encoder.encode(text))) as [Uint8Array, Uint8Array];
  return a.reduce((difference, byte, at) => difference | (byte ^ b[at]!), 0) === 0;
}

const encoder = new TextEncoder();
