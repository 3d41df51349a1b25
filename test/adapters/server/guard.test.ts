import { describe, expect, test } from 'vitest';
import { createFetchHandler } from '../../../src/adapters/server/fetch-handler';
import type { Peer } from '../../../src/adapters/server/guard';
import { createSimulator } from '../../../src/simulator/simulator';
import type { Json } from './support';

const here: Peer = { address: '127.0.0.1' };
const health = '/_sim/health';

/** The status that a handler with these options gives. */
async function statusOf(
  path: string,
  headers: Readonly<Record<string, string>>,
  options: Parameters<typeof createFetchHandler>[1] = {},
  peer: Peer | undefined = here,
): Promise<number> {
  const request = new Request(`http://localhost:4566${path}`);
  for (const [name, value] of Object.entries(headers)) request.headers.append(name, value);
  return (await createFetchHandler(createSimulator(), options)(request, peer)).status;
}

/** A request that reached a server under another name, with this Host as a server sees it. */
const named = (host: string, options = {}) => statusOf(health, { host }, options);

describe('Host: a page whose own name leads here (DNS rebinding) is refused', () => {
  test.each([
    'localhost',
    'LOCALHOST:4566',
    'localhost.:4566',
    'sim.localhost',
    'my-domain-111122223333.d.codeartifact.us-west-2.localhost:1',
    '127.0.0.1:4566',
    '127.255.0.99',
    '[::1]',
    '[::1]:4566',
  ])('%s is this machine', async (host) => expect(await named(host)).toBe(200));

  test.each([
    'codeartifact.us-west-2.amazonaws.com',
    'codeartifact-fips.us-east-1.amazonaws.com:80',
    'codeartifact.us-west-2.api.aws',
    'codeartifact-fips.us-west-2.api.aws',
    'codeartifact.cn-north-1.amazonaws.com.cn',
    'codeartifact.cn-north-1.api.amazonwebservices.com.cn',
    'my-domain-111122223333.d.codeartifact.us-west-2.amazonaws.com',
    'my-domain-111122223333.codeartifact.us-west-2.on.aws',
    'vpce-0123.d.codeartifact.us-west-2.vpce.amazonaws.com',
  ])("API-02 END-02 END-03: %s is the service's", async (host) => expect(await named(host)).toBe(200));

  test.each([
    'evil.example',
    'evil.example:4566',
    'localhost.evil.example',
    'notlocalhost',
    '127.0.0.1.evil.example',
    '127.0.0.256',
    '128.0.0.1',
    '0.0.0.0',
    '[::2]',
    '::1',
    '192.168.0.1',
    'codeartifact.us-west-2.amazonaws.com.evil.example',
    'evil-codeartifact.us-west-2.amazonaws.com',
    'codeartifact.us-west-2.amazonaws.com:port',
    's3.us-west-2.amazonaws.com',
    'localhost, evil.example',
    'evil.example@localhost',
    'localhost/evil',
    '',
  ])("'%s' is refused", async (host) => expect(await named(host)).toBe(403));

  test('the refusal says how a name is allowed', async () => {
    const request = new Request('http://localhost/_sim/health', { headers: { host: 'sim.internal' } });
    const { message } = (await (await createFetchHandler(createSimulator())(request, here)).json()) as Json;
    expect(message).toContain("'sim.internal' is none of this server; --allow-host NAME (in a program allowedHosts)");
  });

  test('what is allowed is let in, by its name and any port', async () => {
    const options = { allowedHosts: ['sim', 'Other.Example:1'] };
    expect(await named('sim:4566', options)).toBe(200);
    expect(await named('SIM', options)).toBe(200);
    expect(await named('other.example:2', options)).toBe(200);
    expect(await named('sim.evil.example', options)).toBe(403);
    expect(await named('', { allowedHosts: [''] })).toBe(403);
  });

  test('the Host of the address counts as well, as in a request line with a whole address', async () => {
    const handler = createFetchHandler(createSimulator());
    const request = new Request(`http://evil.example${health}`, { headers: {} });
    request.headers.append('host', 'localhost');
    expect((await handler(request, here)).status).toBe(403);
    expect((await handler(new Request(`http://evil.example${health}`), here)).status).toBe(403);
  });

  test('the refusal names the Host, also to an SDK', async () => {
    const request = new Request('http://evil.example/v1/domain?domain=my-domain');
    const response = await createFetchHandler(createSimulator())(request, here);
    expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([403, 'AccessDeniedException']);
    expect(await response.json()).toEqual({ message: expect.stringContaining("'evil.example'") });
  });
});

describe('Origin: a page of another site is refused', () => {
  const paths = ['/_sim/health', '/v1/domain?domain=my-domain', '/npm/d/my-domain-111122223333/repo/'];

  test.each(['https://evil.example', 'null', 'http://localhost', 'http://localhost:3000', 'https://localhost:4566'])(
    '%s',
    async (origin) => {
      for (const path of paths) expect(await statusOf(path, { origin })).toBe(403);
    },
  );

  test.each(['cross-site', 'same-site'])(
    'a request without Origin, as of an image: Sec-Fetch-Site %s',
    async (site) => {
      for (const path of paths) expect(await statusOf(path, { 'sec-fetch-site': site })).toBe(403);
    },
  );

  test("the server's own origin, and what no page has sent, are let in", async () => {
    expect(await statusOf(health, { origin: 'http://localhost:4566', 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await statusOf(health, { 'sec-fetch-site': 'none' })).toBe(200);
  });

  test('no answer lets a page of another origin read it', async () => {
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      const handler = createFetchHandler(createSimulator());
      const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
      for (const each of [headers, {}] as Record<string, string>[]) {
        const response = await handler(new Request('http://localhost/_sim/events', { method, headers: each }), here);
        expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    }
  });
});

describe('peers: only this machine controls the server, unless there is a token', () => {
  test.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])('%s is this machine', async (address) => {
    expect(await statusOf(health, {}, {}, { address })).toBe(200);
  });

  test.each(['192.168.0.2', '::ffff:10.0.0.1', 'fe80::1', '', '127.0.0.1.evil'])("'%s' is not", async (address) => {
    expect(await statusOf(health, {}, {}, { address })).toBe(403);
    expect(await statusOf('/_sim/nothing', {}, {}, { address })).toBe(403);
    expect(await statusOf('/v1/domain?domain=my-domain', {}, {}, { address })).toBe(404);
  });

  test('who does not say who sent a request has no peer on this machine', async () => {
    const handler = createFetchHandler(createSimulator());
    expect((await handler(new Request(`http://localhost${health}`))).status).toBe(403);
  });

  test('with a token everybody needs it', async () => {
    const options = { controlToken: 'secret' };
    for (const peer of [here, { address: '192.168.0.2' }, {}]) {
      const status = (authorization?: string) =>
        statusOf(health, authorization === undefined ? {} : { authorization }, options, peer);
      expect(await status('Bearer secret')).toBe(200);
      expect(await status('bearer secret')).toBe(200);
      for (const wrong of [undefined, '', 'secret', 'Bearer', 'Bearer secre', 'Bearer secrets', 'Basic secret']) {
        expect(await status(wrong)).toBe(401);
      }
    }
  });
});
