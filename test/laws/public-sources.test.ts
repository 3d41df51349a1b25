import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PackageFormat } from '../../src/api/types';
import { PulledEndpoint } from '../adapters/outside/support';

const address = 'http://127.0.0.1:1/index.json';
const digest = 'a'.repeat(64);

/** For each format what a registry answers to everything, as a good one would to some, and what a client asks for. */
const cases: Readonly<
  Partial<Record<PackageFormat, { readonly document: unknown; readonly paths: readonly string[] }>>
> = {
  npm: {
    document: {
      name: 'left',
      'dist-tags': { latest: '1.0.0' },
      versions: { '1.0.0': { name: 'left', version: '1.0.0', license: 'MIT', dist: { tarball: '/t', shasum: 'a' } } },
      time: { '1.0.0': '2026-01-01T00:00:00Z' },
      readme: 'read',
    },
    paths: ['left', 'left/-/left-1.0.0.tgz'],
  },
  pypi: {
    document: {
      name: 'left',
      versions: ['1.0'],
      files: [{ filename: 'left-1.0.zip', url: 'x', hashes: { sha256: digest }, size: 3, yanked: false }],
    },
    paths: ['simple/left/', 'simple/left/1.0/left-1.0.zip'],
  },
  nuget: {
    document: {
      resources: [{ '@type': 'RegistrationsBaseUrl', '@id': 'http://127.0.0.1:1/reg' }],
      items: [
        {
          items: [
            {
              catalogEntry: { '@id': 'http://127.0.0.1:1/c', id: 'Left', version: '1.0.0', dependencyGroups: [{}] },
              packageContent: 'http://127.0.0.1:1/x',
            },
          ],
        },
      ],
    },
    paths: ['v3/registration4/left/index.json', 'v3/flatcontainer/left/1.0.0/left.1.0.0.nupkg'],
  },
  cargo: {
    document: { name: 'left', vers: '1.0.0', deps: [], cksum: digest, features: {}, dl: 'http://127.0.0.1:1/dl' },
    paths: ['le/ft/left', 'api/v1/crates/left/1.0.0/download'],
  },
  ruby: {
    document: `---\n1.0.0 rack:>= 2|checksum:${digest},ruby:>= 3\n`,
    paths: ['info/left', 'gems/left-1.0.0.gem'],
  },
  maven: {
    document: '<metadata><versioning><versions><version>1.0</version></versions></versioning></metadata>',
    paths: ['a/left/maven-metadata.xml', 'a/left/1.0/left-1.0.jar'],
  },
};

const oddValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    -1,
    true,
    [],
    {},
    '__proto__',
    'constructor',
    '\u0000',
    'file:///x',
    'http://',
    '..',
  ),
  fc.jsonValue(),
);

/** The value with another one somewhere inside. */
function bent(value: unknown, way: readonly number[], odd: unknown): unknown {
  const [step, ...rest] = way;
  if (step === undefined || typeof value !== 'object' || value === null) return odd;
  const keys = Object.keys(value);
  if (keys.length === 0) return odd;
  const key = keys[step % keys.length]!;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  copy[key] = bent(copy[key], rest, odd);
  return copy;
}

const anyAnswer = (document: unknown): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string(),
    fc.constant(typeof document === 'string' ? document : JSON.stringify(document)),
    typeof document === 'string'
      ? fc
          .tuple(fc.nat(document.length), fc.nat(20), fc.string({ unit: 'binary' }))
          .map(([at, length, odd]) => document.slice(0, at) + odd + document.slice(at + length))
      : fc
          .tuple(fc.array(fc.nat(9), { maxLength: 6 }), oddValue)
          .map(([way, odd]) => JSON.stringify(bent(document, way, odd))),
  );

test.each(Object.entries(cases))(
  'whatever a registry of %s answers is no bug here: a client gets an answer, or 404, or 503',
  async (format, { document, paths }) => {
    const answers = fc.array(anyAnswer(document), { minLength: 1, maxLength: 3 });
    const statuses = new Set<number>();
    await fc.assert(
      fc.asyncProperty(answers, async (given) => {
        const count = { of: 0 };
        const fetch = () => Promise.resolve(new Response(given[count.of++ % given.length], json));
        const endpoint = new PulledEndpoint(format as PackageFormat, address, { fetch });
        for (const path of paths) {
          const { status } = await endpoint.ask(path);
          statuses.add(status);
          expect([200, 404, 503]).toContain(status);
        }
      }),
      { numRuns: 150 },
    );
    expect(statuses.size).toBeGreaterThan(1);
  },
);

const json = { headers: { 'content-type': 'application/vnd.pypi.simple.v1+json' } };
