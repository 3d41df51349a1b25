import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { abbreviated, NpmEndpoint } from '../adapters/endpoints/npm/support';
import { publication, tarballOf } from '../clients/package-managers/npm-fixtures';

const name = '@my-scope/tool';
const of = { namespace: 'my-scope', package: 'tool' };

/** In the order of SemVer, as the specification's examples have it. */
const versions = ['0.9.0', '1.0.0-alpha', '1.0.0-alpha.2', '1.0.0-alpha.11', '1.0.0', '1.2.0', '1.10.0', '10.0.0'];
const tags = ['latest', 'next', '__proto__', 'constructor'];

const manifestOf = (version: string, content: number) => ({
  ...{ name, version, description: `Content ${content}`, dependencies: { a: `^${content}` }, scripts: { test: 'x' } },
});
const bodies = new Map<string, Promise<{ document: object; shasum: string }>>();
const bodyOf = (version: string, content: number) => {
  const key = `${version} ${content}`;
  const made = bodies.get(key) ?? makeBody(version, content);
  bodies.set(key, made);
  return made;
};
async function makeBody(version: string, content: number) {
  const manifest = manifestOf(version, content);
  const bytes = await tarballOf(manifest);
  return { document: publication(manifest, bytes), shasum: createHash('sha1').update(bytes).digest('hex') };
}

type Step =
  | { kind: 'publish'; version: string; content: number; tag: string }
  | { kind: 'status'; version: string; status: 'Published' | 'Unlisted' | 'Archived' }
  | { kind: 'tag'; version: string; tag: string }
  | { kind: 'untag'; tag: string }
  | { kind: 'deprecate'; version: string; text: string };

const version = fc.constantFrom(...versions);
const tag = fc.constantFrom(...tags);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('publish' as const), version, content: fc.nat(1), tag }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('status' as const),
      version,
      status: fc.constantFrom('Published' as const, 'Unlisted' as const, 'Archived' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tag' as const), version, tag }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('untag' as const), tag }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('deprecate' as const), version, text: fc.constantFrom('', 'old') }),
  },
);

interface Held {
  readonly content: number;
  readonly time: string;
  readonly status: string;
  readonly deprecated: string;
}

/** What the rulebook says that a repository without upstream versions of the package holds, and shows. */
class Oracle {
  readonly held = new Map<string, Held>();
  readonly tags = new Map<string, string>();

  /** Does a step, and tells the status with which it is answered. */
  act(done: Step, now: number): number {
    if (done.kind === 'publish') return this.#publish(done, now);
    if (done.kind === 'untag') {
      if (this.held.size === 0) return 404;
      if (done.tag === 'latest') return 400; // NPM-52
      return this.tags.delete(done.tag) ? 200 : 404;
    }
    const held = this.held.get(done.version);
    if (!held) return 404; // NPM-51, NPM-61
    if (done.kind === 'tag') this.tags.set(done.tag, done.version);
    if (done.kind === 'status') this.held.set(done.version, { ...held, status: done.status });
    if (done.kind === 'deprecate') this.held.set(done.version, { ...held, deprecated: done.text });
    return 200;
  }

  #publish({ version, content, tag }: Step & { kind: 'publish' }, now: number): number {
    const held = this.held.get(version);
    if (held?.status === 'Archived') return 409; // PUB-11
    if (held && held.content !== content) return 409; // NPM-39
    if (!held) {
      const time = new Date(now).toISOString();
      this.held.set(version, { content, time, status: 'Published', deprecated: '' });
    }
    this.tags.set(tag, version); // NPM-38, NPM-39
    return 200;
  }

  /** The two documents; undefined when there is nothing to list. */
  async documents(base: string) {
    const listed = versions.filter((each) => this.held.get(each)?.status === 'Published'); // NPM-67, NPM-68
    if (listed.length === 0) return undefined;
    const entries = await Promise.all(
      listed.map(async (each) => {
        const { content, deprecated } = this.held.get(each)!;
        const dist = {
          shasum: (await bodyOf(each, content)).shasum,
          tarball: `${base}${name}/-/tool-${each}.tgz`,
        };
        const mark = deprecated === '' ? {} : { deprecated };
        const manifest = manifestOf(each, content);
        const { dependencies } = manifest;
        return {
          full: [each, { ...manifest, ...mark, _id: `${name}@${each}`, dist }],
          short: [each, { name, version: each, dependencies, ...mark, dist }],
        } as const;
      }),
    );
    const times = listed.map((each) => [each, this.held.get(each)!.time] as const);
    const sorted = times.map(([, time]) => time).sort();
    const shown = [...this.tags].filter(([, each]) => listed.includes(each)); // RES-27
    const latest = shown.find(([each]) => each === 'latest')?.[1];
    const hoisted = latest === undefined ? {} : { description: `Content ${this.held.get(latest)!.content}` };
    const common = { name, 'dist-tags': Object.fromEntries(shown) };
    return {
      full: {
        ...{ _id: name, ...common, ...hoisted, versions: Object.fromEntries(entries.map(({ full }) => full)) },
        time: { created: sorted[0], modified: sorted.at(-1), ...Object.fromEntries(times) },
      },
      short: { ...common, modified: sorted.at(-1), versions: Object.fromEntries(entries.map(({ short }) => short)) },
      order: listed,
    };
  }
}

async function act(endpoint: NpmEndpoint, done: Step): Promise<number> {
  if (done.kind === 'publish')
    return (await endpoint.put('@my-scope%2ftool', (await bodyOf(done.version, done.content)).document, {})).status;
  if (done.kind === 'tag') return (await endpoint.put(`-/package/${name}/dist-tags/${done.tag}`, done.version)).status;
  if (done.kind === 'untag')
    return (await endpoint.ask(`-/package/${name}/dist-tags/${done.tag}`, { method: 'DELETE' })).status;
  if (done.kind === 'deprecate') {
    const document = { versions: { [done.version]: { deprecated: done.text } } };
    return (await endpoint.put('@my-scope%2ftool', document)).status;
  }
  const at = { domain: 'my-domain', repository: 'team', format: 'npm', ...of } as const;
  const { version: changed, status: targetStatus } = done;
  const result = endpoint.simulator.execute('UpdatePackageVersionsStatus', {
    ...at,
    versions: [changed],
    targetStatus,
  });
  return result.ok && result.output.successfulVersions?.[changed] ? 200 : 404;
}

describe('the npm endpoint', () => {
  test('NPM-11 NPM-18 NPM-19 NPM-21 NPM-38 NPM-50: shows what an oracle shows; addresses and sums hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const endpoint = new NpmEndpoint();
        const oracle = new Oracle();
        for (const done of steps) {
          endpoint.clock.set(new Date(endpoint.simulator.now() + 1000));
          const withTag = done.kind === 'publish' ? await tagged(done) : undefined;
          const status = withTag ? (await endpoint.put('@my-scope%2ftool', withTag)).status : await act(endpoint, done);
          expect([done, status]).toEqual([done, oracle.act(done, endpoint.simulator.now())]);
        }
        await compare(endpoint, oracle);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  /** The body of a publication, with another tag. */
  async function tagged(done: Step & { kind: 'publish' }): Promise<object> {
    const { document } = await bodyOf(done.version, done.content);
    return { ...document, 'dist-tags': Object.fromEntries([[done.tag, done.version]]) };
  }

  async function compare(endpoint: NpmEndpoint, oracle: Oracle): Promise<void> {
    const expected = await oracle.documents(endpoint.base());
    if (!expected) {
      expect((await endpoint.ask(name)).status).toBe(404);
      return;
    }
    const full = await endpoint.document(name);
    expect(full).toEqual(expected.full);
    expect(await endpoint.document(name, abbreviated)).toEqual(expected.short);
    expect(await endpoint.document(`-/package/${name}/dist-tags`)).toEqual(expected.full['dist-tags']);
    expect(Object.keys(full.versions)).toEqual(expected.order);
    for (const { dist } of Object.values<{ dist: { tarball: string; shasum: string } }>(full.versions)) {
      const response = await endpoint.ask(dist.tarball);
      expect(response.status).toBe(200);
      const bytes = new Uint8Array(await response.arrayBuffer());
      expect(createHash('sha1').update(bytes).digest('hex')).toBe(dist.shasum);
    }
    for (const [version, { status }] of oracle.held) {
      const response = await endpoint.ask(`${name}/-/tool-${version}.tgz`);
      expect(response.status).toBe(status === 'Archived' ? 404 : 200); // NPM-67, NPM-68
    }
  }
});

const piece = fc.oneof(
  fc.constantFrom(
    ...['@my-scope', 'tool', '-', 'ping', 'package', 'dist-tags', 'latest', '-rev', '1.0.0', 'tool-1.0.0.tgz', 'all'],
    ...['..', '.', '%2e%2e', '%2f', '%2F..%2f', '%00', '%', '%zz', '%ff', '__proto__', 'constructor', '@', '@%2f', ''],
    ...[
      'a'.repeat(300),
      'é',
      '\u0000',
      ' ',
      '%20',
      '%23',
      '?',
      '#',
      '\\',
      ':',
      '//',
      'x;y',
      '%0d%0a',
      '*',
      '+',
      '%c0%af',
    ],
  ),
  fc.string({ maxLength: 12, unit: 'binary' }),
);
const path = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('/'));

/** Anything, that looks more or less like what is published. */
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(
      null,
      true,
      0,
      -1,
      1e308,
      '',
      'tool',
      '@my-scope/tool',
      '1.0.0',
      'H4sI',
      '====',
      '\u00000',
      '\ud800',
    ),
    fc.string({ maxLength: 8 }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(
        ...[
          'name',
          'version',
          'versions',
          '1.0.0',
          '_attachments',
          'x.tgz',
          'data',
          'length',
          'dist',
          'shasum',
          '_rev',
        ],
        ...['dist-tags', 'latest', 'deprecated', '__proto__', 'dependencies', 'readme', 'license', 'repository'],
      ),
      tie('value'),
      { maxKeys: 5 },
    ),
  ),
})).value;

/** A publication in which something is put in the place of something else. */
const spoiled = (document: unknown, at: readonly number[], value: unknown): unknown => {
  if (typeof document !== 'object' || document === null || at.length === 0) return value;
  const keys = Object.keys(document);
  if (keys.length === 0) return value;
  const key = keys[at[0]! % keys.length]!;
  const copy = Array.isArray(document) ? [...document] : { ...document };
  (copy as Record<string, unknown>)[key] = spoiled((document as Record<string, unknown>)[key], at.slice(1), value);
  return copy;
};

test('NPM-30 AUT-69 AUT-97: no request ends in a fault of the server, and refusals change nothing', async () => {
  const { document: good } = await makeBody('1.0.0', 0);
  const text = JSON.stringify(good);
  const body = fc.oneof(
    fc
      .tuple(fc.array(fc.nat(5), { maxLength: 4 }), anything)
      .map(([at, value]) => JSON.stringify(spoiled(good, at, value))),
    anything.map((value) => JSON.stringify(value)),
    fc.nat(text.length).map((end) => text.slice(0, end)),
    fc.uint8Array({ maxLength: 40 }),
    fc.constantFrom('', '{', '[]', '"1.0.0"', '"9.9.9"', 'null', text),
  );
  const headers = fc.record(
    {
      accept: fc.constantFrom(abbreviated, 'x'.repeat(20_000), '', '*/*'),
      'if-none-match': fc.constantFrom('*', 'W/"x"', '"', ','),
      range: fc.constantFrom('bytes=0-0', 'bytes=-1', 'bytes=9-1', 'bytes=99999999999999999999-', 'x'),
      'content-length': fc.constantFrom('0', '1', '-1', '99999999999999', 'x', '1e3'),
      'content-encoding': fc.constantFrom('gzip', 'br', 'x'),
      'content-type': fc.constantFrom('application/json', 'multipart/form-data', ''),
    },
    { requiredKeys: [] },
  );
  const known = fc.constantFrom(
    ...[
      '@my-scope%2ftool',
      '@my-scope/tool',
      'tool',
      `-/package/@my-scope%2ftool/dist-tags/latest`,
      '@my-scope/tool/1.0.0',
    ],
    ...['-/package/@my-scope%2ftool/dist-tags', '@my-scope/tool/-/tool-1.0.0.tgz', '-/ping', '@my-scope/tool/-rev/1'],
  );
  const method = fc.constantFrom('GET', 'PUT', 'PUT', 'POST', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS');
  const asked = fc.record({ method, path: fc.oneof(path, known), headers, body });
  let endpoint = new NpmEndpoint();
  let asks = 0;
  await fc.assert(
    fc.asyncProperty(asked, async ({ method, path, headers, body }) => {
      asks += 1;
      if (asks % 500 === 0) endpoint = new NpmEndpoint();
      const before = endpoint.simulator.state;
      const isWrite = !['GET', 'HEAD'].includes(method);
      const response = await endpoint.ask(path, { method, headers, body: isWrite ? body : undefined, follow: false });
      await response.arrayBuffer();
      expect(response.status).toBeLessThan(500);
      if (response.status >= 400) expect(endpoint.simulator.state).toBe(before);
    }),
    { numRuns: process.env.FUZZ ? 100_000 : 3_000 },
  );
}, 1_200_000);
