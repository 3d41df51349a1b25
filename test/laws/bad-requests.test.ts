import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { execute, request } from '../../src/core';
import { initialState } from '../../src/model/initial-state';
import { contentOf, context, worldWith } from '../support';

const { state } = worldWith('here');
const asset = { name: 'package.tgz', ...contentOf('x') };
const publication = {
  domain: 'my-domain',
  repository: 'here',
  format: 'npm' as const,
  package: 'left-pad',
  version: '1.0.0',
  assets: [asset],
};

/** The refusal of a request with these members changed; the state must be the very same. */
function refusal(changes: object, name = 'Publish') {
  const result = request(state, name as 'Publish', { ...publication, ...changes } as never, context);
  if (result.ok) return undefined;
  expect(result.state).toBe(state);
  return result.error;
}

describe('requests of package managers that are not what they should be', () => {
  test.each([
    ['format', { format: 'bogus' }],
    ['format', { format: '__proto__' }],
    ['package', { package: undefined }],
    ['version', { version: 5 }],
    ['namespace', { namespace: null }],
    ['assets', { assets: undefined }],
    ['assets', { assets: [{ ...asset, size: -5 }] }],
    ['assets', { assets: [{ ...asset, size: Number.NaN }] }],
    ['assets', { assets: [{ ...asset, hashes: { 'SHA-256': 'x' } }] }],
    ['tags', { tags: 'latest' }],
    ['metadata', { metadata: { dependencies: 'abc' } }],
    ['metadata', { metadata: { unheardOf: 'x' } }],
    ['unfinished', { unfinished: 'yes' }],
  ])('ERR-37: %s of another type: %j', (member, changes) => {
    expect(refusal(changes)).toMatchObject({ name: 'ValidationException', members: { reason: 'CANNOT_PARSE' } });
    expect(refusal(changes)?.message).toContain(member);
  });

  test('whatever is given is an answer or a refusal, never another exception', () => {
    const names = fc.constantFrom('ListVersions', 'ReadAsset', 'Publish');
    fc.assert(
      fc.property(
        names,
        fc.dictionary(fc.constantFrom(...Object.keys(publication)), fc.anything()),
        (name, changes) => {
          refusal(changes, name);
        },
      ),
      { numRuns: 3_000 },
    );
    for (const input of [null, undefined, 5, []])
      expect(request(state, 'ReadAsset', input as never, context).ok).toBe(false);
  });

  test.each(['constructor', 'toString', '__proto__', 'Nope'])('ERR-25: %s is no operation and no request', (name) => {
    const error = { name: 'UnknownOperationException', status: 404 };
    expect(execute(state, name as never, {} as never, context)).toMatchObject({ ok: false, error });
    expect(request(state, name as never, {} as never, context)).toMatchObject({ ok: false, error });
  });
});

test("a publication does not freeze what is the caller's", () => {
  const metadata = { licenses: [{ name: 'MIT' }], dependencies: [] };
  const given = { ...publication, assets: [{ ...asset, hashes: { ...asset.hashes } }], metadata } as const;
  expect(request(state, 'Publish', given, context).ok).toBe(true);
  for (const mine of [given.assets, given.assets[0], given.assets[0].hashes, metadata, metadata.licenses[0]]) {
    expect(Object.isFrozen(mine)).toBe(false);
  }
});

test.each([
  ['nuget', 'newtonsoft.json.12.0.3.nupkg', { package: 'Newtonsoft.Json', version: '12.0.03' }],
  ['cargo', 'serde-1.0.0.crate', { package: 'serde', version: '1.0.0' }],
  ['swift', 'list-1.0.0.zip', { namespace: 'Mona', package: 'List', version: '1.0.0' }],
])('PUB-09 NUG-08 NUG-09: a new %s version has the one asset %s', (format, name, coordinates) => {
  const named = (...names: string[]) =>
    refusal({ format, ...coordinates, assets: names.map((n) => ({ ...asset, name: n })) });
  expect(named(name)).toBeUndefined();
  for (const names of [[], ['other'], [name, 'other']]) expect(named(...names)?.name).toBe('ValidationException');
});

test.each([
  ['pypi', {}, ['flatten_json-0.1.7-py3-none-any.whl', 'flatten_json-0.1.7.tar.gz']],
  ['maven', { namespace: 'g' }, ['a-1.0.0-sources.jar', 'a-1.0.0.jar', 'a-1.0.0.pom']],
])(
  'PYP-08 PYP-09 MVN-06: a %s version has many assets, under the names that they were given',
  (format, more, names) => {
    const assets = names.map((name) => ({ ...asset, name }));
    const result = request(state, 'Publish', { ...publication, format, ...more, assets } as never, context);
    expect(result.ok && result.output.versions[0]?.assets.map(({ name }) => name)).toEqual(names);
  },
);

describe('Maven builds and metadata files bring nothing besides', () => {
  const maven = { format: 'maven', namespace: 'g', package: 'a' };
  test.each([
    ['MVN-39: a release takes no build', { ...maven, version: '2.0', build: '1.0', assets: [] }],
    [
      'MVN-39: a build of another version',
      { ...maven, version: '1.0-SNAPSHOT', build: '2.0-20210728.194552-1', assets: [] },
    ],
    ['MVN-42: a build with assets', { ...maven, version: '1.0-SNAPSHOT', build: '1.0-20210728.194552-1' }],
    ['MVN-12: a metadata file with tags', { ...maven, completes: ['1.0.0'], tags: ['latest'] }],
  ])('%s is refused', (_, changes) => {
    expect(refusal(changes)).toMatchObject({ name: 'ValidationException' });
  });
});

test.each([
  ['fast', TypeError],
  [{ ingestSeconds: 5 }, TypeError],
  [{ ingestionSeconds: -5 }, RangeError],
  [{ ingestionSeconds: Number.NaN }, RangeError],
  [{ catalogueSeconds: 0.0005 }, RangeError],
  [{ mavenCatalogueSeconds: Number.POSITIVE_INFINITY }, RangeError],
])('a latency of %j is refused', (latency, error) => {
  expect(() => initialState({ latency: latency as never })).toThrow(error);
});
