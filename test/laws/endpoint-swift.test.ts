import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Endpoint } from '../adapters/endpoints/support';
import { published, sourceArchive } from '../adapters/endpoints/swift/archives';
import { anyRequest, fuzzRuns } from './endpoint-requests';

/** In ascending precedence. */
const versions = [
  '0.9.0',
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-rc.2',
  '1.0.0-rc.10',
  '1.0.0',
  '1.2.0',
  '1.10.0',
  '2.0.0+build',
] as const;

const statuses = ['Published', 'Unlisted', 'Archived'] as const;
type Version = (typeof versions)[number];

interface Held {
  readonly archive: Uint8Array;
  readonly metadata: string | undefined;
  readonly status: (typeof statuses)[number];
}

/** What the rulebook says of one package in one repository; it shares no code with src. */
class Oracle {
  readonly held = new Map<Version, Held>();

  /** PUB-03, PUB-04, PUB-11. */
  publish(version: Version, archive: Uint8Array, metadata: string | undefined): number {
    const held = this.held.get(version);
    if (!held) this.held.set(version, { archive, metadata, status: 'Published' });
    else if (held.status === 'Archived' || !Buffer.from(held.archive).equals(archive)) return 409;
    return 201;
  }

  /** SWF-20, SWF-49, SWF-50: the highest first. */
  listed(): Version[] {
    return [...versions].reverse().filter((version) => this.held.get(version)?.status === 'Published');
  }

  /** SWF-24. */
  links(version: Version): Readonly<Record<string, Version>> {
    const listed = this.listed();
    const place = versions.indexOf(version);
    const above = listed.filter((other) => versions.indexOf(other) > place).at(-1);
    const below = listed.find((other) => versions.indexOf(other) < place);
    return {
      ...(listed[0] && { 'latest-version': listed[0] }),
      ...(above && { 'successor-version': above }),
      ...(below && { 'predecessor-version': below }),
    };
  }
}

const anyAction = fc.record({
  kind: fc.constantFrom('publish', 'publish', 'set'),
  version: fc.constantFrom(...versions),
  content: fc.constantFrom('a', 'b'),
  metadata: fc.constantFrom(undefined, '{}', '{"description":"Links."}'),
  path: fc.constantFrom('mona/LinkedList', 'MONA/linkedlist'),
  status: fc.constantFrom(...statuses),
});

const mona = { namespace: 'mona', package: 'linkedlist' };

const linksIn = (response: Response, base: string) =>
  Object.fromEntries(
    [...(response.headers.get('link') ?? '').matchAll(/<([^>]*)>; rel="([^"]*)"/g)].map(([, url, rel]) => {
      expect(url!.startsWith(base)).toBe(true);
      return [rel, url!.slice(base.length)];
    }),
  );

/** Checks all documents against the oracle, every address that they name, and every digest. */
async function check(endpoint: Endpoint, oracle: Oracle): Promise<void> {
  const authorization = `Bearer ${endpoint.token()}`;
  const ask = (path: string) => endpoint.ask(path, { authorization });
  const base = `${endpoint.base()}mona/linkedlist/`;
  const listed = oracle.listed();
  const response = await ask('mona/LinkedList');
  expect(response.status).toBe(listed.length > 0 ? 200 : 404);
  if (listed.length > 0) {
    const { releases } = (await response.json()) as { releases: Readonly<Record<string, { readonly url: string }>> };
    expect(Object.keys(releases)).toEqual(listed);
    expect(linksIn(response, base)).toEqual({ 'latest-version': listed[0] });
    for (const { url } of Object.values(releases)) expect((await ask(url)).status).toBe(200);
  }
  for (const [version, { archive, metadata, status }] of oracle.held) {
    const found = await ask(`mona/LinkedList/${version}`);
    const zip = await ask(`mona/LinkedList/${version}.zip`);
    const manifest = await ask(`mona/LinkedList/${version}/Package.swift`);
    const expected = status === 'Archived' ? 404 : 200;
    expect([found.status, zip.status, manifest.status]).toEqual([expected, expected, expected]);
    if (status === 'Archived') continue;
    const sha256 = createHash('sha256').update(archive);
    const told = (await found.json()) as { resources: { checksum: string }[]; metadata: object };
    expect(told.metadata).toEqual(JSON.parse(metadata ?? '{}'));
    expect(Buffer.from(await zip.arrayBuffer()).equals(archive)).toBe(true);
    expect(zip.headers.get('digest')).toBe(`sha-256=${sha256.copy().digest('base64')}`);
    expect(told.resources.map(({ checksum }) => checksum)).toEqual([sha256.digest('hex')]);
    const links = linksIn(found, base);
    expect(links).toEqual(oracle.links(version));
    for (const to of Object.values(links)) expect((await ask(base + to)).status).toBe(200);
  }
}

test('SWF-13 SWF-20 SWF-21 SWF-23 SWF-24 SWF-28 SWF-35: documents are what was done, and all answers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyAction, { maxLength: 12 }), async (actions) => {
      const endpoint = new Endpoint('swift');
      const oracle = new Oracle();
      for (const { kind, version, content, metadata, path, status } of actions) {
        if (kind === 'publish') {
          const archive = sourceArchive(content);
          const response = await endpoint.ask(`${path}/${version}`, published({ archive, metadata }));
          expect(response.status).toBe(oracle.publish(version, archive, metadata));
        } else {
          const held = oracle.held.get(version);
          if (!held) continue;
          endpoint.setStatus(mona, version, status);
          oracle.held.set(version, { ...held, status });
        }
      }
      await check(endpoint, oracle);
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('SWF-38 SWF-39 SWF-40: whatever is asked, no request is a bug, and what is refused changes nothing', async () => {
  const endpoint = new Endpoint('swift');
  const signed = { signature: 's', metadataSignature: 'm', format: 'cms-1.0.0' };
  const bodies = [
    published({ archive: sourceArchive('a'), metadata: '{"description":"x"}' }).body,
    published({ archive: sourceArchive('b'), metadata: '{}', ...signed }).body,
    published({ metadata: '[' }).body,
  ];
  const { headers: multipart } = published(signed);
  await endpoint.ask('mona/mine/1.0.0', published({ archive: sourceArchive('a') }));
  const known = [
    'login',
    'identifiers?url=x',
    'mona/mine',
    'mona/mine/1.0.0',
    'mona/mine/1.0.1',
    'mona/mine/1.0.0.zip',
    'mona/mine/1.0.0/Package.swift',
    'mona/mine/1.0.0/Package.swift?swift-version=5',
    'mona/other/1.0.0-a.zip',
    'mona',
    'Package.swift',
    '1.0.0.zip',
  ];
  const authorization = `Bearer ${endpoint.token()}`;
  await fc.assert(
    fc.asyncProperty(anyRequest(known, bodies), fc.boolean(), async (request, isMultipart) => {
      const before = endpoint.simulator.state;
      const typed = isMultipart && request.body ? { ...request.headers, ...multipart } : request.headers;
      const headers = { ...typed, authorization };
      const init = { method: request.method, headers, body: request.body as Uint8Array<ArrayBuffer> | undefined };
      const response = await endpoint.simulator.fetch(endpoint.base() + request.path, init);
      await response.arrayBuffer();
      expect(response.status).toBeLessThan(500);
      if (response.status >= 400) expect(endpoint.simulator.state).toBe(before);
    }),
    { numRuns: fuzzRuns },
  );
}, 600_000);
