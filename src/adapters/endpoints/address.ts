import type { PackageFormat } from '../../api/types';
import { formats } from '../../formats';

/** Where a request to an endpoint goes. */
export interface EndpointAddress {
  /** As the address has it: of no format there may be no endpoint. */
  readonly format: string;
  readonly domain: string;
  readonly owner: string;
  readonly repository: string;
  /** Only a host name tells it; else it is the token's, or the simulator's own. */
  readonly region?: string;
  /** What follows, still encoded, without slash before. */
  readonly path: string;
  /** The endpoint as the client reaches it, with its final slash. */
  readonly base: string;
}

const region = '([a-z0-9-]{1,50})';
/** The hosts of endpoints: AWS's (END-02, END-03), and those of this machine that have the same form. */
const hosts = new RegExp(
  String.raw`^([a-z][a-z0-9-]*)-(\d{12})\.(?:d\.codeartifact\.${region}\.(?:amazonaws\.com(?:\.cn)?|localhost)` +
    String.raw`|codeartifact\.${region}\.on\.aws)$`,
);

/** Clients join their configured URL, with or without its final slash, and what they ask for (AUT-09). */
const hostPath = /^\/([a-z]+)\/([^/]+)(?:\/+(.*))?$/s;
/** END-11: the domain stands in the path. */
const domainPath = /^\/([a-z]+)\/d\/([a-z][a-z0-9-]*)-(\d{12})\/([^/]+)(?:\/+(.*))?$/s;

/**
 * The place that a request is for; undefined when it is for no endpoint. The domain stands in the host or in the path
 * (END-12). The host is that of the Host header, without port, in lower case.
 */
export function addressOf(url: URL, host: string): EndpointAddress | undefined {
  const named = hosts.exec(host);
  if (named) {
    const [, domain = '', owner = '', region, dualstackRegion] = named;
    const [, format = '', repository = '', path = ''] = hostPath.exec(url.pathname) ?? [];
    const base = `${url.origin}/${format}/${repository}/`;
    return { format, domain, owner, repository: decoded(repository), region: region ?? dualstackRegion, path, base };
  }
  const placed = domainPath.exec(url.pathname);
  if (!placed) return undefined;
  const [, format = '', domain = '', owner = '', repository = '', path = ''] = placed;
  const base = `${url.origin}/${format}/d/${domain}-${owner}/${repository}/`;
  return { format, domain, owner, repository: decoded(repository), path, base };
}

/** Whether a text is the name of a format. */
export const isFormat = (text: string): text is PackageFormat => Object.hasOwn(formats, text);

/** A step of a path as it is meant; as it stands when it cannot be decoded, which no name is. */
export function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

/** A name as one step of a path; what is no character, since a half of a pair is alone, has none and is replaced. */
export const encoded = (name: string): string => encodeURIComponent(name.replace(/[\ud800-\udfff]/gu, '\ufffd'));
