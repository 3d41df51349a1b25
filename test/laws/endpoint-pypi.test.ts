import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PackageVersionStatus } from '../../src/api/types';
import {
  digest,
  formOf,
  metadataText,
  type Page,
  type PageFile,
  sdistOf,
  wheelOf,
} from '../adapters/endpoints/pypi/distributions';
import { Endpoint } from '../adapters/endpoints/support';

const hello = { package: 'hello' };
const json = { accept: 'application/vnd.pypi.simple.v1+json' };

/** Versions in the order of PEP 440. The first ones are published here, the last ones on PyPI. */
const own = ['1.0.dev1', '1.0a2', '1.0rc1', '1.0', '1.0.post1', '1.0.1', '1.2', '1.10', '1!0.1'] as const;
const theirs = ['2!1.0b1', '2!1.0', '2!1.0+local'] as const;
const order: readonly string[] = [...own, ...theirs];

/** Files as they can be published: the same name can come with one of two contents. */
const samples = [0, 1].map((which) => {
  const python = which === 0 ? '>=3.8' : undefined;
  const headers = [['Name', 'hello'], ['Summary', `${which}`], ...(python ? [['Requires-Python', python]] : [])];
  return { python, bytes: wheelOf(metadataText(headers as [string, string][])) };
});
const names = ['a-py3.whl', 'b+c-py3.whl', 'd e.whl'] as const;

type Step =
  | { readonly do: 'publish'; readonly version: string; readonly name: string; readonly sample: number }
  | { readonly do: 'offer'; readonly version: string; readonly names: readonly string[]; readonly yanked?: string }
  | { readonly do: 'fetch'; readonly version: string; readonly name: string }
  | { readonly do: 'set'; readonly version: string; readonly status: PackageVersionStatus };

const anyName = fc.constantFrom(...names);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('publish' as const),
      version: fc.constantFrom(...own),
      name: anyName,
      sample: fc.nat(1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('offer' as const),
      version: fc.constantFrom(...theirs),
      names: fc.subarray([...names], { minLength: 1 }),
      yanked: fc.constantFrom(undefined, '<broken> & "bad"'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('fetch' as const), version: fc.constantFrom(...order), name: anyName }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('set' as const),
      version: fc.constantFrom(...order),
      status: fc.constantFrom('Published', 'Unlisted', 'Archived', 'Disposed'),
    }),
  },
);

interface Known {
  status: PackageVersionStatus;
  readonly isStored: boolean;
  readonly yanked: string | false;
  readonly files: ReadonlyMap<string, { readonly sample: number; readonly time: string }>;
}

/** What the rulebook says of a repository, from PUB-, STA-, EXT- and PYP- rules alone. */
class Oracle {
  readonly versions = new Map<string, Known>();

  /** Takes a step, and tells the status that the client hears; undefined of a step that no client takes. */
  take(step: Step, time: string): number | undefined {
    const { version } = step;
    const known = this.versions.get(version);
    const isServed = known?.status === 'Published' || known?.status === 'Unlisted';
    if (step.do === 'publish') {
      if (known && !isServed) return 409; // PUB-11, PUB-12
      const file = known?.files.get(step.name);
      if (file) return file.sample === step.sample ? 200 : 409; // PYP-46
      const files = new Map(known?.files).set(step.name, { sample: step.sample, time });
      this.versions.set(version, { status: known?.status ?? 'Published', isStored: true, yanked: false, files });
      return 200;
    }
    if (step.do === 'fetch') {
      if (!isServed || !known.files.has(step.name)) return 404; // PYP-62, PYP-63
      if (!known.isStored) this.versions.set(version, { ...known, isStored: true }); // EXT-21
      return 200;
    }
    if (step.do === 'set') {
      if (known?.isStored && known.status !== 'Disposed') known.status = step.status;
      return undefined;
    }
    const files = new Map(known?.files);
    for (const name of step.names) files.set(name, { sample: 0, time: published });
    const { status = 'Published', isStored = false } = known ?? {};
    this.versions.set(version, { status, isStored, yanked: step.yanked ?? false, files }); // EXT-42
    return undefined;
  }

  page(): { readonly versions: readonly string[]; readonly files: readonly PageFile[] } {
    const versions = order.filter((version) => this.versions.get(version)?.status === 'Published');
    const files = versions.flatMap((version) => {
      const { files: all, yanked } = this.versions.get(version)!;
      return [...all]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([filename, { sample, time }]) => {
          const { bytes, python } = samples[sample]!;
          return {
            filename,
            url: `${encodeURIComponent(version)}/${encodeURIComponent(filename)}`,
            hashes: { sha256: digest('sha256', bytes), md5: digest('md5', bytes) },
            ...(python && { 'requires-python': python }),
            size: bytes.length,
            'upload-time': time,
            yanked,
          };
        });
    });
    return { versions, files };
  }
}

const published = '2023-05-22T15:12:42.313790Z';

/** What is public of a version: it only grows. */
async function carryOut(endpoint: Endpoint, step: Step, offered: Map<string, Set<string>>) {
  const { version } = step;
  if (step.do === 'publish') {
    const body = formOf(step.name, samples[step.sample]!.bytes, { version });
    return (await endpoint.ask('', { method: 'POST', body })).status;
  }
  if (step.do === 'fetch') {
    return (await endpoint.ask(`simple/hello/${encodeURIComponent(version)}/${encodeURIComponent(step.name)}`)).status;
  }
  if (step.do === 'offer') {
    const all = offered.get(version) ?? new Set();
    offered.set(version, all);
    for (const name of step.names) all.add(name);
    const manifest = JSON.stringify({ 'upload-time': published, 'requires-python': samples[0]!.python });
    const assets = [...all].map((name) => ({ name, bytes: samples[0]!.bytes, manifest }));
    const metadata = { yanked: step.yanked };
    endpoint.learn({ type: 'public version', connection: 'public:pypi', ...hello, version, assets, metadata });
    return undefined;
  }
  const at = { domain: 'my-domain', repository: 'team', format: 'pypi', ...hello, versions: [version] } as const;
  if (step.status === 'Disposed') endpoint.simulator.execute('DisposePackageVersions', at);
  else endpoint.simulator.execute('UpdatePackageVersionsStatus', { ...at, targetStatus: step.status });
  return undefined;
}

/** By it the package is there, and lets versions in from everywhere. */
const founding: Step = { do: 'publish', version: '1.0', name: names[0], sample: 0 };
function openBoth(endpoint: Endpoint): void {
  const at = { domain: 'my-domain', repository: 'team', format: 'pypi', ...hello } as const;
  const restrictions = { publish: 'ALLOW', upstream: 'ALLOW' } as const;
  expect(endpoint.simulator.execute('PutPackageOriginConfiguration', { ...at, restrictions }).ok).toBe(true);
}

describe('the PyPI endpoint', () => {
  test('PYP-20 PYP-27 PYP-62 PYP-63 AUT-56: after any history the page is what the rules say, and holds true', {
    timeout: 600_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 15 }), async (steps) => {
        const endpoint = new Endpoint('pypi');
        const oracle = new Oracle();
        const offered = new Map<string, Set<string>>();
        for (const [index, step] of [founding, ...steps].entries()) {
          const now = new Date(Date.UTC(2026, 8, 1, 0, 0, index));
          endpoint.clock.set(now);
          const expected = oracle.take(step, now.toISOString());
          expect(await carryOut(endpoint, step, offered), JSON.stringify(step)).toBe(expected);
          if (index === 0) openBoth(endpoint);
        }
        const response = await endpoint.ask('simple/hello/', { headers: json });
        const expected = oracle.page();
        if (expected.versions.length === 0) {
          expect(response.status).toBe(404);
          return;
        }
        const page = (await response.json()) as Page;
        expect(page).toEqual({ meta: { 'api-version': '1.1' }, name: 'hello', ...expected });
        await demandTruth(endpoint, page);
      }),
      { numRuns: process.env.FUZZ ? 1_000 : 60 },
    );
  });
});

/** Every address of the page answers, with the bytes that the page says; and so does the page in HTML. */
async function demandTruth(endpoint: Endpoint, page: Page): Promise<void> {
  const address = `${endpoint.base()}simple/hello/`;
  const html = await (await endpoint.ask('simple/hello/')).text();
  const anchors = [...html.matchAll(/<a href="([^"#]*)#sha256=(\w+)"[^>]*>([^<]*)<\/a>/g)];
  expect(anchors.map(([, url, sha256, filename]) => [url, sha256, filename])).toEqual(
    page.files.map(({ url, hashes, filename }) => [url, hashes.sha256, filename]),
  );
  for (const { url, hashes, size } of page.files) {
    const response = await endpoint.ask(new URL(url, address).href);
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([response.status, bytes.length, digest('sha256', bytes), digest('md5', bytes)]).toEqual([
      200,
      size,
      hashes.sha256,
      hashes.md5,
    ]);
  }
}

describe('whatever is asked of the PyPI endpoint', async () => {
  const sdist = await sdistOf(metadataText([['Name', 'hello']]));
  const wheel = samples[0]!.bytes;
  const oddities = [
    '..',
    '.',
    '',
    '%2F',
    '%00',
    '%2e%2e',
    '%',
    '%zz',
    'é',
    ' ',
    '\\',
    '__proto__',
    'a'.repeat(600),
    '%ED%A0%80',
    ';',
    '+',
  ];
  const known = ['simple', 'pypi', 'hello', 'Hello', '1.0', 'a-py3.whl', 'a-py3.whl.metadata'];
  const anyStepOfPath = fc.oneof(fc.constantFrom(...known), fc.constantFrom(...oddities), fc.string({ maxLength: 8 }));
  const anyPath = fc.oneof(
    fc.array(anyStepOfPath, { maxLength: 6 }).map((steps) => steps.join('/')),
    fc.constantFrom('simple/hello/', 'simple/hello/1.0/a-py3.whl', 'simple/Hello', ''),
  );
  const anyHeader = fc.oneof(
    fc.constantFrom(
      '*/*',
      'application/json',
      'bytes=0-5',
      'bytes=9999999999999999999-',
      '"x"',
      'x'.repeat(20_000),
      'q;q;=,;',
    ),
    fc.stringMatching(/^[\x21-\x7e]{0,40}$/),
  );
  const headerNames = [
    'accept',
    'range',
    'if-none-match',
    'if-range',
    'content-type',
    'content-encoding',
    'x-y',
    'if-modified-since',
  ];
  const anyHeaders = fc.dictionary(fc.constantFrom(...headerNames), anyHeader, { maxKeys: 3 });

  const changed = (bytes: Uint8Array) =>
    fc
      .tuple(
        fc.option(fc.nat(bytes.length)),
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 5 }),
      )
      .map(([cut, changes]) => {
        const other = bytes.slice();
        for (const [at, value] of changes) other[at] = value;
        return other.subarray(0, cut ?? bytes.length);
      });
  const anyContent = fc.oneof(changed(wheel), changed(sdist), fc.uint8Array({ maxLength: 40 }), fc.constant(wheel));
  const anyFilename = fc.oneof(
    fc.constantFrom(
      'a-py3.whl',
      'a.tar.gz',
      'a.tgz',
      'a.zip',
      'a.egg',
      'a.tar.bz2',
      '../a.whl',
      'a/b.whl',
      'a.exe',
      '\u0000.whl',
    ),
    fc.string({ maxLength: 10 }).map((text) => `${text}.whl`),
  );
  const anyText = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom('', 'UNKNOWN', '__proto__', '1.0', 'x'.repeat(1000)),
  );
  const fieldNames = [
    ':action',
    'protocol_version',
    'name',
    'version',
    'sha256_digest',
    'requires_dist',
    'metadata_version',
    'content',
    '__proto__',
    'project_urls',
  ];
  const anyForm = fc
    .tuple(anyFilename, anyContent, fc.dictionary(fc.constantFrom(...fieldNames), fc.option(anyText), { maxKeys: 3 }))
    .map(([filename, bytes, changes]) => formOf(filename, bytes, { sha256_digest: null, ...changes }));
  const boundary = 'xx';
  const form = multipart(boundary, wheel);
  const anyBody = fc.oneof(
    { weight: 4, arbitrary: anyForm },
    { weight: 3, arbitrary: changed(form) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 100 }) },
  );
  const anyRequest = fc.oneof(
    fc.record({
      method: fc.constantFrom('GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
      path: anyPath,
      headers: anyHeaders,
      body: fc.constant(null),
    }),
    fc.record({
      method: fc.constantFrom('POST'),
      path: fc.constantFrom('', '', '', 'simple/hello/', 'legacy/'),
      headers: fc.constant({}),
      body: anyBody,
    }),
    fc.record({ method: fc.constantFrom('POST', 'PUT'), path: anyPath, headers: anyHeaders, body: anyBody }),
  );

  test('is answered with less than 500, and what is refused changes nothing', { timeout: 1_200_000 }, async () => {
    let endpoint = new Endpoint('pypi');
    let authorization = `Bearer ${endpoint.token()}`;
    let count = 0;
    const seen = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(anyRequest, async ({ method, path, headers, body }) => {
        if (count++ % 500 === 0) {
          endpoint = new Endpoint('pypi');
          const assets = [{ name: 'a-py3.whl', bytes: wheel }];
          endpoint.learn({ type: 'public version', connection: 'public:pypi', ...hello, version: '0.9', assets });
          authorization = `Bearer ${endpoint.token()}`;
        }
        const { state } = endpoint.simulator;
        const type: Record<string, string> =
          body instanceof Uint8Array ? { 'content-type': `multipart/form-data; boundary=${boundary}` } : {};
        const init = {
          method,
          headers: { authorization, ...type, ...headers },
          body: (body ?? undefined) as string | undefined,
        };
        const response = await endpoint.simulator.fetch(endpoint.base() + path, init);
        seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
        expect(response.status, `${method} ${path}`).toBeLessThan(500);
        if (response.status >= 400) expect(endpoint.simulator.state).toBe(state);
      }),
      { numRuns: process.env.FUZZ ? 100_000 : 3_000 },
    );
    for (const status of [200, 301, 400, 404, 405, 406]) expect(seen.get(status), `${status}`).toBeGreaterThan(0);
  });
});

/** An upload as it is sent. */
function multipart(boundary: string, content: Uint8Array): Uint8Array {
  const fields = {
    ':action': 'file_upload',
    protocol_version: '1',
    metadata_version: '2.1',
    name: 'hello',
    version: '1.0',
  };
  const parts = Object.entries({ ...fields, filetype: 'bdist_wheel' }).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="content"; filename="a-py3.whl"\r\n\r\n`;
  const pieces = [Buffer.from(parts.join('') + head), content, Buffer.from(`\r\n--${boundary}--\r\n`)];
  return new Uint8Array(Buffer.concat(pieces));
}
