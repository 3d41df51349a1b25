import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { load } from '@hyrious/marshal';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PackageVersionStatus } from '../../src/api/types';
import { RubyEndpoint } from '../adapters/endpoints/ruby/support';
import {
  type GemFixture,
  gemBytes,
  gemFile,
  gemManifest,
  gemOf,
  gemspecYaml,
} from '../clients/package-managers/ruby-fixtures';

const names = ['rack', 'a-1', 'a'] as const;
const versions = ['1.0', '1.0.a', '1.10', '1.9', '0.2-x'] as const;
const platforms = [undefined, 'java', 'x86_64-linux'] as const;
const repositories = ['team', 'shared', 'store'] as const;

type Act =
  | { readonly kind: 'push' | 'offer'; readonly gem: GemFixture; readonly repository: (typeof repositories)[number] }
  | {
      readonly kind: 'status';
      readonly name: string;
      readonly version: string;
      readonly repository: (typeof repositories)[number];
      readonly status: PackageVersionStatus;
    };

const gem: fc.Arbitrary<GemFixture> = fc.record(
  {
    name: fc.constantFrom(...names),
    version: fc.constantFrom(...versions),
    platform: fc.constantFrom(...platforms),
    dependencies: fc.constantFrom<Readonly<Record<string, string>>>(
      {},
      { json: '>= 0' },
      { json: '~> 2.0', rack: '>= 1, < 4' },
    ),
    ruby: fc.constantFrom('>= 0', '>= 2.7, < 4.dev'),
  },
  { requiredKeys: ['name', 'version'] },
);

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('push' as const), gem, repository: fc.constantFrom(...repositories) }),
  fc.record({ kind: fc.constant('offer' as const), gem, repository: fc.constant('store' as const) }),
  fc.record({
    kind: fc.constant('status' as const),
    name: fc.constantFrom(...names),
    version: fc.constantFrom(...versions),
    repository: fc.constantFrom(...repositories),
    status: fc.constantFrom<PackageVersionStatus>('Published', 'Unlisted', 'Archived'),
  }),
);

/** What lies where, as the rulebook tells it. */
interface Holding {
  status: PackageVersionStatus;
  readonly gems: Map<string, GemFixture>;
}
type Books = Map<string, Map<string, Holding>>;

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The order of this law's versions, by hand: it shares nothing with what it judges. */
const inOrder = ['0.2-x', '1.0.a', '1.0', '1.9', '1.10'];

/** The lines of a gem's info: the nearest holder of a version decides (RES-20, RES-21), only Published is listed. */
async function expectedLines(books: readonly Books[], name: string): Promise<string[]> {
  const lines: string[] = [];
  for (const version of inOrder) {
    const holding = books.map((book) => book.get(name)?.get(version)).find((each) => each !== undefined);
    if (holding?.status !== 'Published') continue;
    const files = [...holding.gems].sort(([a], [b]) => (a === 'ruby' ? -1 : b === 'ruby' ? 1 : a < b ? -1 : 1));
    for (const [platform, each] of files) {
      const needed = Object.entries(each.dependencies ?? {}).map(([on, what]) => `${on}:${what.split(', ').join('&')}`);
      const ruby = each.ruby === undefined || each.ruby === '>= 0' ? '' : `,ruby:${each.ruby.split(', ').join('&')}`;
      const number = platform === 'ruby' ? version : `${version}-${platform}`;
      lines.push(`${number} ${needed.join(',')}|checksum:${sha256(await gemBytes(each))}${ruby}`);
    }
  }
  return lines;
}

/** Does it, and writes what was taken into the books. */
async function carryOut(endpoint: RubyEndpoint, books: Readonly<Record<string, Books>>, one: Act): Promise<void> {
  if (one.kind === 'status') {
    const at = { domain: 'my-domain', repository: one.repository, format: 'ruby', package: one.name } as const;
    const input = { ...at, versions: [one.version], targetStatus: one.status };
    const result = endpoint.simulator.execute('UpdatePackageVersionsStatus', input);
    const holding = books[one.repository]!.get(one.name)?.get(one.version);
    if (result.ok && result.output.successfulVersions![one.version]) holding!.status = one.status;
    return;
  }
  const { name, version, platform = 'ruby' } = one.gem;
  const book = books[one.kind === 'offer' ? 'public' : one.repository]!;
  if (!book.has(name)) book.set(name, new Map());
  const of = book.get(name)!;
  if (one.kind === 'offer') {
    const assets = [{ name: gemFile(one.gem), bytes: await gemBytes(one.gem), manifest: gemManifest(one.gem) }];
    endpoint.learn({ type: 'public version', connection: 'public:ruby-gems-org', package: name, version, assets });
    of.set(version, { status: 'Published', gems: new Map([[platform, one.gem]]) });
    return;
  }
  const response = await endpoint.push(one.gem, one.repository);
  if (response.status !== 200) {
    expect([403, 409]).toContain(response.status); // ORG-16, PUB-03, PUB-47
    return;
  }
  const at = { domain: 'my-domain', repository: one.repository, format: 'ruby', package: name } as const;
  const restrictions = { publish: 'ALLOW', upstream: 'ALLOW' } as const;
  endpoint.simulator.execute('PutPackageOriginConfiguration', { ...at, restrictions });
  const holding = of.get(version) ?? { status: 'Published', gems: new Map<string, GemFixture>() };
  if (!holding.gems.has(platform)) holding.gems.set(platform, one.gem);
  of.set(version, holding);
}

describe('the index', () => {
  test('RBY-12, RBY-16, RBY-17, RBY-44, RBY-45: after any history it is what the rulebook says', async () => {
    let listed = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 20 }), async (acts) => {
        const endpoint = new RubyEndpoint();
        const made = { team: new Map(), shared: new Map(), store: new Map(), public: new Map() };
        const books: Readonly<Record<string, Books>> = made;
        for (const one of acts) await carryOut(endpoint, books, one);
        const seen = [made.team, made.shared, made.store, made.public];
        const expected: string[] = [];
        for (const name of [...names].sort()) {
          const lines = await expectedLines(seen, name);
          const response = await endpoint.ask(`info/${name}`);
          expect(response.status).toBe(lines.length === 0 ? 404 : 200);
          if (lines.length === 0) continue;
          listed += lines.length;
          expect((await response.text()).split('\n')).toEqual(['---', ...lines, '']);
          expected.push(name);
        }
        expect(await endpoint.lines('names')).toEqual(expected);
        await everythingAnswers(endpoint);
      }),
      { numRuns: 60 },
    );
    expect(listed).toBeGreaterThan(60);
  }, 120_000);
});

/** Every address that an index names answers, and every digest in it is that of the bytes (RBY-13, RBY-19). */
async function everythingAnswers(endpoint: RubyEndpoint): Promise<void> {
  for (const line of await endpoint.lines('versions')) {
    const [name, numbers, md5] = line.split(' ') as [string, string, string];
    const info = await endpoint.text(`info/${name}`);
    expect(createHash('md5').update(info).digest('hex')).toBe(md5);
    const answered = await endpoint.ask(`api/v1/dependencies?gems=${name}`);
    const entries = load(new Uint8Array(await answered.arrayBuffer()), { hashSymbolKeysToString: true });
    const told = (entries as { number: string; platform: string }[]).map(({ number, platform }) => {
      return platform === 'ruby' ? number : `${number}-${platform}`;
    });
    expect(told.join(',')).toBe(numbers);
    for (const each of info.split('\n').slice(1, -1)) {
      const [number] = each.split(' ');
      expect((await endpoint.ask(`quick/Marshal.4.8/${name}-${number}.gemspec.rz`)).status).toBe(200);
      const response = await endpoint.ask(`gems/${name}-${number}.gem`);
      expect(response.status).toBe(200);
      const bytes = new Uint8Array(await response.arrayBuffer());
      expect(each).toContain(`checksum:${sha256(bytes)}`);
    }
  }
}

const runs = process.env.FUZZ ? 100_000 : 3000;

const part = fc.oneof(
  fc.constantFrom('..', '%2F', '%00', '%', '%ff', '-', '-1', '.gem', 'rack-1.0.gem', 'a'.repeat(300), '__proto__', ''),
  fc.constantFrom('versions', 'names', 'info', 'gems', 'api', 'v1', 'dependencies', 'quick', 'Marshal.4.8', 'rack'),
  fc.constantFrom('rack-1.0.gemspec.rz', `a${'-1'.repeat(100)}.gem`, 'specs.4.8.gz', 'yank', 'dependencies?gems=rack'),
  fc.string({ maxLength: 12 }).map((text) => encodeURIComponent(text)),
);
const path = fc.oneof(
  fc.array(part, { maxLength: 5 }).map((parts) => parts.join('/')),
  fc.tuple(fc.constantFrom('info/', 'gems/', 'quick/Marshal.4.8/'), part).map((parts) => parts.join('')),
  fc.array(part, { maxLength: 6 }).map((names_) => `api/v1/dependencies?gems=${names_.join(',')}`),
);
const headers = fc.record(
  {
    range: fc.constantFrom(
      'bytes=0-',
      'bytes=-5',
      'bytes=9-2',
      'bytes=99999999999999999999-',
      'x',
      `bytes=${'1'.repeat(5000)}-`,
    ),
    'if-none-match': fc.constantFrom('*', '"x"', 'W/""', ','),
    'content-type': fc.constantFrom(
      'multipart/form-data',
      'multipart/form-data; boundary=x',
      `multipart/form-data; boundary=${'x'.repeat(5000)}`,
      'application/octet-stream',
      '',
    ),
  },
  { requiredKeys: [] },
);

const yamlLine = fc.constantFrom(
  'name: rack',
  "version: '1.0'",
  'version: [1]',
  'name: {a: b}',
  'platform: ../x',
  'platform: java',
  '__proto__: {name: x}',
  'dependencies: 7',
  'dependencies: [[], {name: x}, !ruby/object:Gem::Dependency {name: "a:b"}]',
  'x: &a [*a]',
  'licenses: {a: b}',
  'licenses: [1, [2], null]',
  'metadata: !!binary "%%%"',
  'summary: !binary "%%%"',
  'required_ruby_version: {requirements: [[">=", {version: "1\\n2"}]]}',
  '<<: *none',
  '? [a]\n: b',
  '\t',
  '...',
  '--- !ruby/object:Gem::Specification',
);
const yaml = fc.array(yamlLine, { maxLength: 8 }).map((lines) => lines.join('\n'));

/** A gem, broken somewhere: its metadata, a few of its bytes, its end. */
const upload = fc
  .tuple(
    fc.oneof(yaml, fc.string({ maxLength: 60 }), fc.constant(gemspecYaml({ name: 'rack', version: '2.0' }))),
    fc.constantFrom('metadata.gz', '../metadata.gz', 'metadata.gz/', 'METADATA.GZ'),
    fc.array(fc.tuple(fc.nat(2047), fc.nat(255)), { maxLength: 3 }),
    fc.option(fc.nat(3000), { freq: 5, nil: undefined }),
  )
  .map(([text, file, changes, end]) => ({ text, file, changes, end }));

/** What it asks with: nothing, any bytes, or a gem. */
const body = fc.oneof(
  fc.constant(undefined),
  fc.uint8Array({ maxLength: 64 }),
  fc
    .constantFrom('--x\r\n', '--x\r\nContent-Disposition: form-data; name="gem"\r\n\r\nx\r\n--x--\r\n')
    .map((text) => new TextEncoder().encode(text)),
  upload,
);

async function bytesOf(given: typeof body extends fc.Arbitrary<infer T> ? T : never): Promise<Uint8Array | undefined> {
  if (given === undefined || given instanceof Uint8Array) return given;
  const { text, file, changes, end } = given;
  const bytes = await gemOf({ [file]: gzipSync(text), 'data.tar.gz': gzipSync('') });
  for (const [at, value] of changes) bytes[at] = value;
  return bytes.subarray(0, end);
}

test(`RBY-34, AUT-69: ${runs} requests get answers below 500, and refused ones change nothing`, async () => {
  const endpoint = new RubyEndpoint();
  await endpoint.pushed({ name: 'rack', version: '1.0' });
  const reached = new Set<number>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'HEAD', 'POST', 'POST', 'PUT', 'DELETE'),
      path,
      headers,
      body,
      async (method, to, sent, given) => {
        const { state } = endpoint.simulator;
        const isRead = method === 'GET' || method === 'HEAD';
        const target = method === 'POST' && given !== undefined ? 'api/v1/gems' : to;
        const bytes = isRead ? undefined : await bytesOf(given);
        const response = await endpoint.ask(target, { method, headers: sent, body: bytes });
        reached.add(response.status);
        await response.arrayBuffer();
        expect(response.status).toBeLessThan(500);
        if (response.status >= 400) expect(endpoint.simulator.state).toBe(state);
      },
    ),
    { numRuns: runs },
  );
  expect([...reached]).toEqual(expect.arrayContaining([200, 400, 404, 405, 422]));
}, 1_200_000);
