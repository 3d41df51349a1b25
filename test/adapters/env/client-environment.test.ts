import { describe, expect, test } from 'vitest';
import { type ClientSettings, clientEnvironment } from '../../../src/adapters/env/client-environment';

const place = { account: '111122223333', region: 'us-west-2', credentials: 'unset', before: {} } as const;
const url = 'http://127.0.0.1:4566';
const trust = { certificateFile: '/d/ca.pem', bundleFile: '/d/ca-bundle.pem', trustStoreFile: '/d/store' };
const proxy = { url: 'http://127.0.0.1:4567', trust };
const told = (settings: Partial<ClientSettings>) => clientEnvironment({ ...place, url, ...settings });

describe('the variables of clients', () => {
  const credentials = { AWS_ACCESS_KEY_ID: '111122223333', AWS_SECRET_ACCESS_KEY: 'simulated' };
  const region = { AWS_REGION: 'us-west-2', AWS_DEFAULT_REGION: 'us-west-2' };
  const endpoint = { AWS_ENDPOINT_URL_CODEARTIFACT: url };

  test.each<[string, Partial<ClientSettings>, object]>([
    ['all that AWS clients need', {}, { ...endpoint, ...credentials, ...region }],
    ['credentials that are there stay', { before: { AWS_ACCESS_KEY_ID: 'AKIA' } }, { ...endpoint, ...region }],
    ['so does a profile', { before: { AWS_PROFILE: 'me' } }, { ...endpoint, ...region }],
    ['and a Region', { before: { AWS_REGION: 'eu-west-1' } }, { ...endpoint, ...credentials }],
    ['of either name', { before: { AWS_DEFAULT_REGION: 'eu-west-1' } }, { ...endpoint, ...credentials }],
    ['an empty one is none', { before: { AWS_ACCESS_KEY_ID: '' } }, { ...endpoint, ...credentials, ...region }],
    [
      'in any case, if that is asked for',
      { before: { AWS_PROFILE: 'me', AWS_REGION: 'eu-west-1' }, credentials: 'always' },
      { ...endpoint, ...credentials, ...region },
    ],
    ['without an address', { url: undefined }, { ...credentials, ...region }],
  ])('%s', (_title, settings, variables) => expect(told(settings)).toEqual(variables));

  test('each kind of client is told of the proxy and whom to trust', () => {
    const { JAVA_TOOL_OPTIONS, ...others } = told({ proxy });
    expect(others).toMatchObject({
      ...endpoint,
      HTTPS_PROXY: proxy.url,
      https_proxy: proxy.url,
      HTTP_PROXY: proxy.url,
      http_proxy: proxy.url,
      NO_PROXY: 'localhost,.localhost,127.0.0.1,::1',
      AWS_CA_BUNDLE: '/d/ca-bundle.pem',
      NODE_EXTRA_CA_CERTS: '/d/ca.pem',
      npm_config_cafile: '/d/ca-bundle.pem',
      CARGO_HTTP_CAINFO: '/d/ca-bundle.pem',
    });
    expect(JAVA_TOOL_OPTIONS!.split(' ')).toEqual([
      '-Dhttps.proxyHost=127.0.0.1',
      '-Dhttps.proxyPort=4567',
      '-Dhttp.proxyHost=127.0.0.1',
      '-Dhttp.proxyPort=4567',
      '-Dhttp.nonProxyHosts=localhost|*.localhost|127.*|[::1]',
      '-Djavax.net.ssl.trustStore=/d/store',
      '-Djavax.net.ssl.trustStorePassword=changeit',
    ]);
  });

  test('what was said before goes on holding', () => {
    const before = { no_proxy: 'intern, localhost', JAVA_TOOL_OPTIONS: '-Xmx1g', NODE_EXTRA_CA_CERTS: '/own.pem' };
    const set = told({ before, proxy, url: 'http://sim:4566' });
    expect(set.NO_PROXY).toBe('intern,localhost,.localhost,127.0.0.1,::1,sim');
    expect(set.JAVA_TOOL_OPTIONS).toMatch(/^-Xmx1g -Dhttps\.proxyHost=127\.0\.0\.1 /);
    expect(set.NODE_EXTRA_CA_CERTS).toBe('/d/ca-bundle.pem');
  });

  test.each([
    ['/a b/store', "'/a b/store'"],
    ["/it's/store", `'/it'"'"'s/store'`],
    ['/plain', '/plain'],
  ])('Java reads the path %s as one', (trustStoreFile, written) => {
    const set = told({ proxy: { ...proxy, trust: { ...trust, trustStoreFile } } });
    expect(set.JAVA_TOOL_OPTIONS).toContain(`-Djavax.net.ssl.trustStore=${written} `);
  });

  test('Java without a trust store is told of the proxy alone', () => {
    const set = told({ proxy: { url: 'http://[::1]', trust: { ...trust, trustStoreFile: undefined } } });
    expect(set.JAVA_TOOL_OPTIONS).toContain('-Dhttps.proxyHost=::1 -Dhttps.proxyPort=80 ');
    expect(set.JAVA_TOOL_OPTIONS).not.toContain('trustStore');
  });
});
