import { hostName, isServiceHost } from '../server/guard';

/** Where a client of a proxy wants to go. */
export interface Target {
  /** In lower case, without final dot; an address of IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

/** What a CONNECT names: host and port. Undefined when it is no such pair. */
export function targetOfConnect(authority: string | undefined): Target | undefined {
  const [, host = '', port = ''] = /^([a-z\d._-]{1,255}|\[[\da-f:.]{2,45}\]):(\d{1,5})$/i.exec(authority ?? '') ?? [];
  return targetAt(host, Number(port));
}

/** The target of a request with a whole address; undefined when it has none, or one that is not of plain HTTP. */
export function targetOfUrl(text: string | undefined): Target | undefined {
  if (!text || !/^http:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const { hostname, port } = new URL(text);
  return targetAt(hostname, Number(port || 80));
}

/** Whether the service itself would answer there: at its own names, and at the ports of HTTP (AUT-06). */
export const isService = ({ host, port }: Target): boolean => isServiceHost(host) && (port === 443 || port === 80);

function targetAt(text: string, port: number): Target | undefined {
  const host = hostName(text).replace(/^\[|\]$/g, '');
  return host.split('.').includes('') || port < 1 || port > 65535 ? undefined : { host, port };
}
