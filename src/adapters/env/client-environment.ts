import type { Variables } from '../environment';

/** Files by which clients trust the proxy, and whom they trusted before. */
export interface ClientTrust {
  /** The authority's certificate alone. */
  readonly certificateFile: string;
  /** It and all the authorities that the system trusts. */
  readonly bundleFile: string;
  /** The same as a trust store of Java's, whose password is `changeit`; left out where there is no Java. */
  readonly trustStoreFile?: string;
}

/** What clients are told. */
export interface ClientSettings {
  /** The server's own address; left out, clients go by AWS's names. */
  readonly url?: string;
  /** The server's proxy, and whom to trust there. */
  readonly proxy?: { readonly url: string; readonly trust: ClientTrust };
  readonly account: string;
  readonly region: string;
  /** `unset`: credentials and Region only where there are none; `always` in any case. */
  readonly credentials: 'unset' | 'always';
  /** The variables as they are without these. */
  readonly before: Variables;
}

/** The password of Java's own trust stores: their content is public. */
export const trustStorePassword = 'changeit';

/** The variables that lead clients to a server, by name. */
export const clientEnvironment = (settings: ClientSettings): Readonly<Record<string, string>> => ({
  ...(settings.url === undefined ? {} : { AWS_ENDPOINT_URL_CODEARTIFACT: settings.url }),
  ...credentialsIn(settings),
  ...(settings.proxy ? proxied(settings, settings.proxy) : {}),
});

function credentialsIn({ account, region, credentials, before }: ClientSettings): Record<string, string> {
  const isMissing = (...names: readonly string[]) => credentials === 'always' || names.every((name) => !before[name]);
  const keys = { AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'simulated' };
  const place = { AWS_REGION: region, AWS_DEFAULT_REGION: region };
  return {
    ...(isMissing('AWS_ACCESS_KEY_ID', 'AWS_PROFILE') ? keys : {}),
    ...(isMissing('AWS_REGION', 'AWS_DEFAULT_REGION') ? place : {}),
  };
}

function proxied({ url: server, before }: ClientSettings, { url, trust }: NonNullable<ClientSettings['proxy']>) {
  const direct = directHosts(before.NO_PROXY ?? before.no_proxy, server);
  return {
    HTTPS_PROXY: url,
    https_proxy: url,
    HTTP_PROXY: url,
    http_proxy: url, // curl reads it in small letters alone
    NO_PROXY: direct,
    no_proxy: direct,
    AWS_CA_BUNDLE: trust.bundleFile,
    REQUESTS_CA_BUNDLE: trust.bundleFile,
    PIP_CERT: trust.bundleFile, // its proxy is HTTPS_PROXY: with PIP_PROXY it would heed NO_PROXY no more
    SSL_CERT_FILE: trust.bundleFile,
    CURL_CA_BUNDLE: trust.bundleFile,
    GIT_SSL_CAINFO: trust.bundleFile,
    CARGO_HTTP_CAINFO: trust.bundleFile,
    CARGO_HTTP_PROXY: url,
    NODE_EXTRA_CA_CERTS: before.NODE_EXTRA_CA_CERTS ? trust.bundleFile : trust.certificateFile,
    npm_config_cafile: trust.bundleFile,
    npm_config_https_proxy: url,
    npm_config_proxy: url,
    JAVA_TOOL_OPTIONS: javaOptions(before.JAVA_TOOL_OPTIONS, url, trust.trustStoreFile),
  };
}

/** What is reached without proxy, by commas: what was before, this machine, and the server. */
export function directHosts(before: string | undefined, server: string | undefined): string {
  const own = ['localhost', '.localhost', '127.0.0.1', '::1'];
  if (server !== undefined) own.push(new URL(server).hostname.replace(/^\[|\]$/g, ''));
  return [...new Set([...(before ?? '').split(','), ...own].map((host) => host.trim()).filter(Boolean))].join(',');
}

function javaOptions(before: string | undefined, url: string, trustStoreFile: string | undefined): string {
  const { hostname, port, protocol } = new URL(url);
  const portOf = port || (protocol === 'https:' ? '443' : '80');
  const options = [
    ...['https', 'http'].flatMap((scheme) => [
      `-D${scheme}.proxyHost=${hostname.replace(/^\[|\]$/g, '')}`,
      `-D${scheme}.proxyPort=${portOf}`,
    ]),
    '-Dhttp.nonProxyHosts=localhost|*.localhost|127.*|[::1]',
  ];
  if (trustStoreFile !== undefined) {
    options.push(`-Djavax.net.ssl.trustStore=${javaQuoted(trustStoreFile)}`);
    options.push(`-Djavax.net.ssl.trustStorePassword=${trustStorePassword}`);
  }
  return [before, ...options].filter(Boolean).join(' ');
}

/** The virtual machine parts its options at white space, unless it stands in quotes of either kind. */
const javaQuoted = (text: string): string =>
  /[\s'"]/.test(text) ? text.replace(/[^']+|'+/g, (part) => (part[0] === "'" ? `"${part}"` : `'${part}'`)) : text;
