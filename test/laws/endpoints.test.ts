import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSimulator, switchableClock } from '../../src';
import { allFormats, content, publishSpecimen, servedFormats } from '../adapters/endpoints/formats';
import { Endpoint } from '../adapters/endpoints/support';
import { anyRequest, fuzzRuns } from './endpoint-requests';

/** Steps of the paths of all protocols. */
const known = [
  '-/ping',
  '-/whoami',
  '-/v1/search',
  '-/package/mine/dist-tags/x',
  'mine',
  '@scope/mine',
  '@scope%2fmine',
  '-rev',
  'mine/-/mine-1.0.0.tgz',
  'simple',
  'simple/',
  'simple/mine/',
  'simple/Mine',
  'simple/mine/1.0.0/mine-1.0.0.tar.gz',
  'com/mycompany/mine/maven-metadata.xml',
  'com/mycompany/mine/1.0.0/mine-1.0.0.jar',
  'com/mycompany/mine/1.0.0/x.sha1',
  'com/mycompany/mine/1.0-SNAPSHOT/maven-metadata.xml',
  'v3/index.json',
  'v3/package',
  'v3/query',
  'v3/autocomplete',
  'v3/registration4/mine/index.json',
  'v3/flatcontainer/mine/index.json',
  'versions',
  'names',
  'info/mine',
  'gems',
  'api/v1/gems',
  'api/v1/dependencies?gems=mine,x',
  'quick/Marshal.4.8/mine-1.0.0.gemspec.rz',
  'specs.4.8.gz',
  'login',
  'identifiers?url=x',
  'myscope/mine',
  'myscope/mine/1.0.0',
  'myscope/mine/1.0.0/Package.swift?swift-version=5',
  'me',
  'config.json',
  'mi/ne/mine',
  'api/v1/crates/new',
  'api/v1/crates/mine/versions',
  'api/v1/crates/mine/1.0.0/download',
];

/** What a refusal's body is in each protocol (AUT-67). */
const isRefusal = (format: string, status: number, body: Record<string, unknown>): boolean => {
  if (format === 'npm') return typeof body.error === 'string';
  if (format === 'swift') return body.status === status && typeof body.detail === 'string';
  if (format === 'cargo') return typeof (body.errors as { detail: unknown }[])[0]?.detail === 'string';
  return typeof body.message === 'string';
};

test.each(allFormats)(
  'AUT-67 AUT-69 AUT-97: whatever %s is asked, it is answered in its form',
  async (format) => {
    const endpoint = new Endpoint(format);
    if (format !== 'generic') publishSpecimen(endpoint);
    const authorization = endpoint.token();
    const token = fc.constantFrom(
      `Bearer ${authorization}`,
      `Basic ${btoa(`aws:${authorization}`)}`,
      authorization,
      null,
    );
    const asked = anyRequest(known, [content]);
    await fc.assert(
      fc.asyncProperty(asked, token, async ({ method, path, headers, body }, given) => {
        const before = endpoint.simulator.state;
        const response = await endpoint.ask(path, { method, headers, body, authorization: given, follow: false });
        const { status } = response;
        const shown = `${method} ${path}`;
        expect(status, shown).toBeLessThan(500);
        if (status < 400) return;
        expect(endpoint.simulator.state, shown).toBe(before);
        if (!new URL(endpoint.base() + path).href.startsWith(endpoint.base())) return; // `..` led away
        if (given === null) expect(status, shown).toBe(401);
        if (method === 'HEAD' || status === 416) return; // a range has no body
        expect(isRefusal(format, status, (await response.json()) as Record<string, unknown>), shown).toBe(true);
      }),
      { numRuns: Math.ceil(fuzzRuns / 3) },
    );
  },
  900_000,
);

test('END-12 TOK-28: whatever the host and the path, a request without token gets nothing', async () => {
  const { simulator } = new Endpoint('cargo');
  const host = fc.constantFrom(
    '127.0.0.1:4566',
    'localhost',
    'my-domain-111122223333.d.codeartifact.us-west-2.amazonaws.com',
    'my-domain-111122223333.codeartifact.us-west-2.on.aws',
    `my-domain-111122223333.d.codeartifact.${'x'.repeat(60)}.localhost`,
    'x-000000000000.d.codeartifact.x.localhost',
  );
  const place = fc.constantFrom('cargo/team', 'npm/d/my-domain-111122223333/team', 'x/d/y-111122223333/z', 'npm/%ff');
  await fc.assert(
    fc.asyncProperty(host, place, anyRequest(known), async (name, where, { method, path, headers, body }) => {
      const before = simulator.state;
      const init = { method, headers, body: body as undefined };
      const response = await simulator.fetch(`http://${name}/${where}/${path}`, init);
      expect(response.status).toBeLessThan(500);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(simulator.state).toBe(before);
    }),
    { numRuns: 2_000 },
  );
}, 120_000);

test('AUT-38 AUT-83: a presigned address is good without token until it expires, as it is to the byte', async () => {
  const led = servedFormats.filter((format) => format !== 'pypi' && format !== 'swift');
  const letter = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...led),
      fc.integer({ min: -5, max: 7_200 }),
      fc.nat(),
      letter,
      async (format, seconds, at, other) => {
        const endpoint = new Endpoint(format);
        const { path } = publishSpecimen(endpoint);
        const location = (await endpoint.ask(path, { follow: false })).headers.get('location')!;
        endpoint.clock.set(new Date(endpoint.simulator.now() + seconds * 1000));
        const response = await endpoint.simulator.fetch(location);
        expect(response.status).toBe(seconds <= 3600 ? 200 : 403);
        if (response.ok) expect(new Uint8Array(await response.arrayBuffer())).toEqual(content);
        const place = endpoint.origin.length + 1 + (at % (location.length - endpoint.origin.length - 1));
        const changed = location.slice(0, place) + other + location.slice(place + 1);
        const [was, is] = [new URL(location), new URL(changed)];
        if (is.pathname === was.pathname && [...is.searchParams].join() === [...was.searchParams].join()) return;
        if (is.pathname.endsWith(was.pathname.slice(-64)) && is.search === was.search) return; // another bucket's name
        expect((await endpoint.simulator.fetch(changed)).status).toBeGreaterThanOrEqual(400);
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);

test('TOK-24 TOK-25 TOK-26 TOK-28: a token is good exactly in its Region, its domain and its time', async () => {
  const regions = ['us-west-2', 'us-east-1'];
  const domains = ['one', 'two'];
  const region = fc.constantFrom(...regions);
  const domain = fc.constantFrom(...domains);
  const duration = fc.constantFrom(900, 3600, 43_200);
  const asked = fc.record({ region, domain, repository: fc.constantFrom('team', 'store'), seconds: fc.nat(50_000) });
  await fc.assert(
    fc.asyncProperty(fc.record({ region, domain, duration }), asked, async (given, at) => {
      const clock = switchableClock('2026-09-01T00:00:00Z');
      const simulator = createSimulator({ clock });
      for (const where of regions) {
        for (const name of domains) {
          simulator.execute('CreateDomain', { domain: name }, { region: where });
          for (const repository of ['team', 'store']) {
            simulator.execute('CreateRepository', { domain: name, repository }, { region: where });
          }
        }
      }
      const input = { domain: given.domain, durationSeconds: given.duration };
      const result = simulator.execute('GetAuthorizationToken', input, { region: given.region });
      const authorization = result.ok ? result.output.authorizationToken! : '';
      clock.set(new Date(simulator.now() + at.seconds * 1000));
      const host = `${at.domain}-111122223333.d.codeartifact.${at.region}.amazonaws.com`;
      const url = `https://${host}/cargo/${at.repository}/config.json`;
      const { status } = await simulator.fetch(url, { headers: { authorization } });
      const isGood = given.region === at.region && given.domain === at.domain && at.seconds < given.duration;
      expect(status).toBe(isGood ? 200 : 401);
    }),
    { numRuns: 200 },
  );
});
