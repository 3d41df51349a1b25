/**
 * What SwiftPM asks of a package registry and what it needs to be answered, written from the public specification
 * (SE-0292, Documentation/PackageRegistry/Registry.md of swiftlang/swift-package-manager) and from the public source of
 * the client there (RegistryClient.swift, PackageRegistryCommand). The client itself was not run: none of this is a
 * recording.
 */
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../../src/adapters/endpoints/hashing';
import { manifestOf, published, type Release, sourceArchive } from '../../adapters/endpoints/swift/archives';
import type { Estate } from '../package-managers/estate';
import { exchange, type Got, inEstate, type Sent, testExchanges, unchanged } from './exchange';

const acceptOf = (media: 'json' | 'swift' | 'zip') => ({ accept: `application/vnd.swift.registry.v1+${media}` });

interface Metadata {
  readonly id: string;
  readonly version: string;
  readonly resources: readonly {
    readonly name: string;
    readonly type: string;
    readonly checksum?: string;
    readonly signing?: { readonly signatureBase64Encoded: string; readonly signatureFormat: string };
  }[];
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly publishedAt?: string;
}

/** The client, with the credentials of a netrc entry: user `token`, sent as Bearer. It checks what it is answered. */
class SwiftClient {
  readonly #base: string;
  readonly #authorization: string;

  constructor(estate: Estate, token = estate.token()) {
    this.#base = estate.endpoint();
    this.#authorization = `Bearer ${token}`;
  }

  ask(path: string, { headers, ...sent }: Sent = {}): Promise<Got> {
    const all = { 'user-agent': 'SwiftPackageManager/6.2.0', authorization: this.#authorization, ...headers };
    const url = /^https?:/.test(path) ? path : this.#base + path;
    return exchange(url, { ...sent, headers: all });
  }

  /** The versions of a package that can be resolved (getPackageMetadata); none when it is not found. */
  async versions(identity: string): Promise<readonly string[]> {
    const got = await this.ask(identity, { headers: acceptOf('json') });
    if (got.status === 404) return none(got);
    expect(got.status, String(got.body)).toBe(200);
    valid(got, 'application/json');
    const { releases } = got.json<{ releases: Record<string, { url?: string; problem?: unknown }> }>();
    return Object.entries(releases).flatMap(([version, { problem }]) => (problem === undefined ? [version] : []));
  }

  async metadata(identity: string, version: string): Promise<Metadata | undefined> {
    const got = await this.ask(`${identity}/${version}`, { headers: acceptOf('json') });
    if (got.status === 404) return void none(got);
    expect(got.status, String(got.body)).toBe(200);
    valid(got, 'application/json');
    return got.json<Metadata>();
  }

  /** Metadata, manifest and archive, whose digest must be the one in the metadata. */
  async fetch(identity: string, version: string): Promise<Buffer | undefined> {
    const metadata = await this.metadata(identity, version);
    if (!metadata) return undefined;
    const manifest = await this.ask(`${identity}/${version}/Package.swift`, { headers: acceptOf('swift') });
    expect(manifest.status).toBe(200);
    valid(manifest, 'text/x-swift');
    const got = await this.ask(`${identity}/${version}.zip`, { headers: acceptOf('zip') });
    expect(got.status).toBe(200);
    valid(got, 'application/zip');
    expect(metadata.resources).toMatchObject([{ name: 'source-archive', checksum: digestOf('sha256', got.body) }]);
    return got.body;
  }

  publish(path: string, release: Release): Promise<Got> {
    const { headers, body } = published(release);
    const length = { expect: '100-continue', 'content-length': String(body.length) };
    return this.ask(path, { method: 'PUT', headers: { ...headers, ...length }, body });
  }
}

/** HTTPClientResponse.validateAPIVersion and validateContentType. */
function valid(got: Got, type: string): void {
  expect(got.headers['content-version']).toBe('1');
  expect(String(got.headers['content-type']).split(';', 1)[0]).toBe(type);
}

/** An error is printed by its `detail`. */
function problem(got: Got): string {
  valid(got, 'application/problem+json');
  return got.json<{ detail: string }>().detail;
}

function none(got: Got): readonly string[] {
  expect(problem(got)).not.toBe('');
  return [];
}

const path = 'mona/LinkedList';
const mona = { namespace: 'mona', package: 'linkedlist' };
const one = { archive: sourceArchive('one'), metadata: '{"description":"Links."}' };

/** Another client of the estate has published a version into a repository. */
async function publishedInto(estate: Estate, repository: string, version: string, archive = one.archive) {
  const { headers, body } = published({ archive });
  const authorization = `Bearer ${estate.token()}`;
  const url = `${estate.endpoint(repository)}${path}/${version}`;
  const got = await exchange(url, { method: 'PUT', headers: { ...headers, authorization }, body });
  expect(got.status).toBe(201);
}

describe('SwiftPM', () => {
  testExchanges('swift', undefined, {
    // There is no public repository of Swift packages (EXT-01): the version comes from the upstream repository `store`.
    async 'install through team, shared and store from the public repository'(estate) {
      await publishedInto(estate, 'store', '1.0.0');
      const client = new SwiftClient(estate);
      expect(await client.versions(path)).toEqual(['1.0.0']);
      expect((await client.fetch(path, '1.0.0'))?.equals(one.archive)).toBe(true);
      expect(estate.versions(mona)).toEqual({ '1.0.0': 'Published' });
      expect(estate.versions(mona, 'shared')).toEqual({});
      expect(estate.assets(mona, '1.0.0')).toEqual(['linkedlist-1.0.0.zip']);
    },
    async 'publish, and install what was published'(estate) {
      const client = new SwiftClient(estate);
      const got = await client.publish(`${path}/1.0.0`, one);
      expect([got.status, got.headers['content-version']]).toEqual([201, '1']);
      expect((await client.ask(got.headers.location!)).status).toBe(200);
      expect((await client.fetch(path, '1.0.0'))?.equals(one.archive)).toBe(true);
      expect(await client.metadata(path, '1.0.0')).toMatchObject({
        id: 'mona.LinkedList',
        metadata: { description: 'Links.' },
      });
      expect(estate.versions(mona)).toEqual({ '1.0.0': 'Published' });
    },
    async 'publish again, the same'(estate) {
      const client = new SwiftClient(estate);
      await client.publish(`${path}/1.0.0`, one);
      expect((await unchanged(estate, () => client.publish(`${path}/1.0.0`, one))).status).toBe(201);
    },
    async 'publish again, with other content'(estate) {
      const client = new SwiftClient(estate);
      await client.publish(`${path}/1.0.0`, one);
      const other = { ...one, archive: sourceArchive('other') };
      const got = await unchanged(estate, () => client.publish(`${path}/1.0.0`, other));
      expect([got.status, got.reason]).toEqual([409, 'Conflict']);
      expect(problem(got)).toMatch(/linkedlist-1\.0\.0\.zip|1\.0\.0/);
    },
    async 'an Unlisted version is in no list, and can be fetched'(estate) {
      const client = new SwiftClient(estate);
      for (const version of ['1.0.0', '1.1.0']) await client.publish(`${path}/${version}`, one);
      estate.setStatus(mona, '1.1.0', 'Unlisted');
      expect(await client.versions(path)).toEqual(['1.0.0']);
      expect((await client.fetch(path, '1.1.0'))?.equals(one.archive)).toBe(true); // as Package.resolved has it
    },
    async 'an Archived version cannot be had'(estate) {
      const client = new SwiftClient(estate);
      await client.publish(`${path}/1.0.0`, one);
      estate.setStatus(mona, '1.0.0', 'Archived');
      expect(await client.versions(path)).toEqual([]);
      expect(await client.fetch(path, '1.0.0')).toBeUndefined();
      expect((await client.ask(`${path}/1.0.0.zip`, { headers: acceptOf('zip') })).status).toBe(404);
    },
    async 'publishing is blocked by the origin controls'(estate) {
      const client = new SwiftClient(estate);
      await client.publish(`${path}/1.0.0`, one);
      estate.restrict(mona, 'BLOCK', 'ALLOW');
      const got = await unchanged(estate, () => client.publish(`${path}/2.0.0`, one));
      expect(got.status).toBe(403);
      expect(problem(got)).toMatch(/configured to block new versions/);
    },
    async 'an expired token'(estate) {
      const token = estate.token();
      estate.letTokensExpire();
      const got = await new SwiftClient(estate, token).ask(path, { headers: acceptOf('json') });
      expect(got.status).toBe(401);
      expect(problem(got)).toBe('Unauthorized');
    },
    async "another domain's token"(estate) {
      const client = new SwiftClient(estate, estate.token('other-domain'));
      const got = await unchanged(estate, () => client.publish(`${path}/1.0.0`, one));
      expect(got.status).toBe(401);
    },
  });

  test('SWF-16: login accepts 200 alone', () =>
    inEstate('swift', undefined, async (estate) => {
      expect((await new SwiftClient(estate).ask('login', { method: 'POST' })).status).toBe(200);
      expect((await new SwiftClient(estate, 'none').ask('login', { method: 'POST' })).status).toBe(401);
    }));

  test('SWF-36: a body that is announced is waited for, also when it is refused', () =>
    inEstate('swift', undefined, async (estate) => {
      const client = new SwiftClient(estate);
      const got = await client.publish(`${path}/1.0.0`, one);
      expect([got.status, got.continued]).toEqual([201, true]);
      expect((await client.publish(`${path}/1.0`, one)).status).toBe(400);
    }));

  test('SWF-25, SWF-26, SWF-27, SWF-28: manifests and archives come with their length', () =>
    inEstate('swift', undefined, async (estate) => {
      const client = new SwiftClient(estate);
      const archive = sourceArchive('', { 'LinkedList/Package@swift-5.9.swift': manifestOf('5.9') });
      await client.publish(`${path}/1.0.0`, { archive });
      const manifest = await client.ask(`${path}/1.0.0/Package.swift`, { headers: acceptOf('swift') });
      expect(manifest.headers['content-length']).toBe(String(manifestOf('5.5').length));
      // The client reads four fields of a link, and asks with three numbers.
      const [url, ...fields] = String(manifest.headers.link)
        .split(';')
        .map((field) => field.trim());
      expect(fields).toEqual(['rel="alternate"', 'filename="Package@swift-5.9.swift"', 'swift-tools-version="5.9"']);
      const asked = url!.slice(1, -1).replace(/=.*$/, '=5.9.0');
      expect(String((await client.ask(asked, { headers: acceptOf('swift') })).body)).toBe(manifestOf('5.9'));
      const got = await client.ask(`${path}/1.0.0.zip`, { headers: acceptOf('zip') });
      expect(got.headers['content-length']).toBe(String(archive.length));
      expect(got.headers.digest).toBe(`sha-256=${Buffer.from(digestOf('sha256', archive), 'hex').toString('base64')}`);
    }));

  test('SWF-29: a look-up by the address of a source repository', () =>
    inEstate('swift', undefined, async (estate) => {
      const client = new SwiftClient(estate);
      const url = 'https://github.com/mona/LinkedList';
      await client.publish(`${path}/1.0.0`, { ...one, metadata: JSON.stringify({ repositoryURLs: [url] }) });
      const got = await client.ask(`identifiers?url=${url}`, { headers: acceptOf('json') });
      valid(got, 'application/json');
      expect(got.json()).toEqual({ identifiers: ['mona.LinkedList'] });
    }));
});
