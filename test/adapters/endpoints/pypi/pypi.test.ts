import { describe, expect, test } from 'vitest';
import { Endpoint } from '../support';
import { digest, messageOf, type Page, wheelOf } from './distributions';

const json = { accept: 'application/vnd.pypi.simple.v1+json' };
const hello = { package: 'hello' };
const wheel = wheelOf('Metadata-Version: 2.1\nName: hello\nVersion: 1.0\n');
const connection = 'public:pypi' as const;

/** PyPI offers hello 1.0, with one wheel unless others are named. */
function offering(...names: readonly string[]): Endpoint {
  const endpoint = new Endpoint('pypi');
  offer(endpoint, '1.0', names.length === 0 ? ['hello-1.0-py3-none-any.whl'] : names);
  return endpoint;
}

function offer(endpoint: Endpoint, version: string, names: readonly string[], metadata = {}): void {
  const assets = names.map((name) => ({ name, bytes: wheel }));
  const publishedTime = Date.parse('2023-05-22T15:12:42.313Z');
  endpoint.learn({ type: 'public version', connection, ...hello, version, publishedTime, assets, metadata });
}

const page = async (endpoint: Endpoint, repository = 'team'): Promise<Page> =>
  (await endpoint.ask('simple/hello/', { headers: json, repository })).json() as Promise<Page>;
const fileNames = async (endpoint: Endpoint, repository?: string) =>
  (await page(endpoint, repository)).files.map(({ filename }) => filename);
const file = (name: string) => `simple/hello/1.0/${name}`;
const first = file('hello-1.0-py3-none-any.whl');

describe('reading', () => {
  test('PYP-14 PYP-16: the page of a project is JSON or HTML, as is asked for', async () => {
    const endpoint = offering();
    for (const [headers, type] of [
      [json, 'application/vnd.pypi.simple.v1+json'],
      [{ accept: 'application/vnd.pypi.simple.latest+html' }, 'application/vnd.pypi.simple.v1+html'],
      [{}, 'text/html'],
    ] as const) {
      const response = await endpoint.ask('simple/hello/', { headers });
      expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
      expect(response.headers.get('vary')).toBe('Accept');
      expect(await response.text()).toContain('hello-1.0-py3-none-any.whl');
    }
    expect(endpoint.versions(hello)).toEqual({}); // EXT-22
  });

  test('AUT-84: each type of the page has an ETag of its own, those of HTML too', async () => {
    const endpoint = offering();
    const types = ['application/vnd.pypi.simple.v1+json', 'application/vnd.pypi.simple.v1+html', 'text/html'];
    const etags = new Set<string | null>();
    for (const accept of types) {
      const etag = (await endpoint.ask('simple/hello/', { headers: { accept } })).headers.get('etag');
      etags.add(etag);
      const again = await endpoint.ask('simple/hello/', { headers: { accept, 'if-none-match': etag! } });
      expect(again.status).toBe(304);
    }
    expect(etags.size).toBe(types.length);
  });

  test('PYP-17: 406 for what names no type that there is', async () => {
    const response = await offering().ask('simple/hello/', { headers: { accept: 'application/json' } });
    expect([response.status, await response.json()]).toEqual([406, { message: 'Not Acceptable' }]);
  });

  test.each(['simple/', 'simple', 'pypi/hello/json', 'pypi/hello/1.0/json', 'hello/json', 'packages/x', 'pypi'])(
    'PYP-15 PYP-32: there is nothing at %s',
    async (path) => expect((await offering().ask(path)).status).toBe(404),
  );

  test('PYP-32: nor does XML-RPC', async () => {
    const asking = { method: 'POST', headers: { 'content-type': 'text/xml' }, body: '<methodCall/>' };
    expect((await offering().ask('pypi', asking)).status).toBe(404);
  });

  test.each([
    ['simple/Pigeon_CLI/', 'pigeon-cli'],
    ['simple/Pigeon_CLI', 'pigeon-cli'],
    ['simple/hello', 'hello'],
    ['simple/a%2E%2Eb/', 'a-b'],
  ])('PYP-07 AUT-85: %s leads to the page of %s', async (path, name) => {
    const endpoint = offering();
    const response = await endpoint.ask(path);
    expect(response.status).toBe(301);
    expect(response.headers.get('location')).toBe(`${endpoint.base()}simple/${name}/`);
  });

  test('PYP-28 PYP-30: a file is answered at once and whole, and with it the version comes', async () => {
    const endpoint = offering();
    const response = await endpoint.ask(first, { headers: { range: 'bytes=0-9' }, follow: false });
    expect(response.status).toBe(200);
    expect(response.headers.get('accept-ranges')).toBeNull();
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(wheel);
    expect(endpoint.versions(hello)).toEqual({ '1.0': 'Published' });
  });

  test('PYP-07: a file can be asked for under any spelling of the project', async () => {
    expect((await offering().ask(first.replace('hello/', 'Hello/'))).status).toBe(200);
  });

  test('PYP-29: there are no files of metadata', async () => {
    const endpoint = offering();
    expect((await endpoint.ask(`${first}.metadata`)).status).toBe(404);
    const entry = (await page(endpoint)).files[0]!;
    expect(Object.keys(entry).filter((key) => key.includes('metadata'))).toEqual([]);
  });

  test('PYP-31: an unknown project is not found', async () => {
    const response = await offering().ask('simple/goodbye/', { headers: json });
    expect(response.status).toBe(404);
    expect(await messageOf(response)).toContain('goodbye');
  });

  test('AUT-97: what is no name of a project is refused', async () => {
    expect((await offering().ask('simple/a%20b/')).status).toBe(400);
  });

  test('PYP-24: size and time are there from the first answer on', async () => {
    const endpoint = offering();
    for (let count = 0; count < 2; count++) {
      const entry = (await page(endpoint)).files[0]!;
      expect(entry).toMatchObject({ size: wheel.length, 'upload-time': '2023-05-22T15:12:42.313Z' });
      expect(entry.hashes).toEqual({ sha256: digest('sha256', wheel), md5: digest('md5', wheel) });
    }
  });

  test('PYP-23 VER-48: a stored version keeps the time of PyPI, to the microsecond', async () => {
    const endpoint = new Endpoint('pypi');
    const time = '2023-05-22T15:12:42.313790Z';
    const manifest = JSON.stringify({ 'upload-time': time, 'requires-python': '>=3.7' });
    const assets = [{ name: 'hello-1.0-py3-none-any.whl', bytes: wheel, manifest }];
    endpoint.learn({ type: 'public version', connection, ...hello, version: '1.0', assets });
    await endpoint.ask(first);
    expect((await page(endpoint)).files[0]).toMatchObject({ 'upload-time': time, 'requires-python': '>=3.7' });
  });

  test('AUT-84 AUT-12: pages have an ETag, and can be looked at', async () => {
    const endpoint = offering();
    const head = await endpoint.ask('simple/hello/', { method: 'HEAD', headers: json });
    const etag = head.headers.get('etag')!;
    expect([head.status, await head.text()]).toEqual([200, '']);
    const again = await endpoint.ask('simple/hello/', { headers: { ...json, 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect((await endpoint.ask(first, { method: 'HEAD' })).status).toBe(200);
    expect(endpoint.versions(hello)).toEqual({});
  });

  test.each([
    ['PUT', 'simple/hello/', 405],
    ['DELETE', first, 405],
    ['GET', '', 405],
    ['PUT', 'unheard/of', 404],
  ])('AUT-69: %s %s is refused with %s', async (method, path, status) => {
    const response = await offering().ask(path, { method });
    expect(response.status).toBe(status);
  });
});

describe('statuses', () => {
  test('PYP-62: an Unlisted version is in no list, and its files can be had', async () => {
    const endpoint = offering();
    offer(endpoint, '2.0', ['hello-2.0-py3-none-any.whl']);
    await endpoint.ask(first);
    endpoint.setStatus(hello, '1.0', 'Unlisted');
    expect(await page(endpoint)).toMatchObject({
      versions: ['2.0'],
      files: [{ filename: 'hello-2.0-py3-none-any.whl' }],
    });
    expect((await endpoint.ask(first)).status).toBe(200);
  });

  test.each(['Archived', 'Disposed'] as const)('PYP-63: an %s version is in no list, nor its files', async (status) => {
    const endpoint = offering();
    offer(endpoint, '2.0', ['hello-2.0-py3-none-any.whl']);
    await endpoint.ask(first);
    if (status === 'Archived') endpoint.setStatus(hello, '1.0', status);
    else {
      const at = { domain: 'my-domain', repository: 'team', format: 'pypi' as const, ...hello, versions: ['1.0'] };
      expect(endpoint.simulator.execute('DisposePackageVersions', at).ok).toBe(true);
    }
    expect((await page(endpoint)).versions).toEqual(['2.0']);
    expect((await endpoint.ask(first)).status).toBe(404);
  });
});

describe('what comes from PyPI', () => {
  const [one, two, sdist] = ['hello-1.0-cp312-linux.whl', 'hello-1.0-py3-none-any.whl', 'hello-1.0.tar.gz'] as const;

  /** team has 1.0 with one wheel, and PyPI has two more files since. */
  async function grown(): Promise<Endpoint> {
    const endpoint = offering(two);
    await endpoint.ask(file(two));
    offer(endpoint, '1.0', [one, two, sdist]);
    return endpoint;
  }
  const assetsIn = (endpoint: Endpoint, repository = 'team') => {
    const at = { domain: 'my-domain', repository, format: 'pypi' as const, ...hello, packageVersion: '1.0' };
    const result = endpoint.simulator.execute('ListPackageVersionAssets', at);
    return result.ok ? result.output.assets!.map(({ name }) => name) : [];
  };

  test('EXT-41: all files of a version come together', async () => {
    const endpoint = offering(one, two, sdist);
    await endpoint.ask(file(two));
    for (const repository of ['team', 'store']) expect(assetsIn(endpoint, repository)).toEqual([one, two, sdist]);
  });

  test('EXT-42 RES-28 RET-12: new files are on the page at once, and stored by the next install', async () => {
    const endpoint = await grown();
    expect(await fileNames(endpoint)).toEqual([one, two, sdist]);
    expect(assetsIn(endpoint)).toEqual([two]);
    await endpoint.ask(file(sdist));
    expect(assetsIn(endpoint)).toEqual([one, two, sdist]);
  });

  test('EXT-42 PYP-25: the yanked mark follows PyPI', async () => {
    const endpoint = await grown();
    offer(endpoint, '1.0', [two], { yanked: 'broken' });
    expect((await page(endpoint)).files[0]?.yanked).toBe('broken');
    offer(endpoint, '1.0', [two], { yanked: true });
    expect((await page(endpoint)).files[0]?.yanked).toBe(true);
    offer(endpoint, '1.0', [two]);
    expect((await page(endpoint)).files[0]?.yanked).toBe(false);
  });

  const at = { domain: 'my-domain', format: 'pypi' as const, ...hello };
  test.each([
    [
      'EXT-43: the connection is removed',
      (endpoint: Endpoint) =>
        endpoint.simulator.execute('DisassociateExternalConnection', {
          domain: 'my-domain',
          repository: 'store',
          externalConnection: connection,
        }),
    ],
    [
      'EXT-43: the upstream is removed',
      (endpoint: Endpoint) =>
        endpoint.simulator.execute('UpdateRepository', { domain: 'my-domain', repository: 'team', upstreams: [] }),
    ],
    [
      'EXT-44: upstream is BLOCK',
      (endpoint: Endpoint) =>
        endpoint.simulator.execute('PutPackageOriginConfiguration', {
          ...at,
          repository: 'team',
          restrictions: { publish: 'BLOCK', upstream: 'BLOCK' },
        }),
    ],
    [
      'EXT-46: an upstream has the version Archived',
      (endpoint: Endpoint) =>
        endpoint.simulator.execute('UpdatePackageVersionsStatus', {
          ...at,
          repository: 'store',
          versions: ['1.0'],
          targetStatus: 'Archived',
        }),
    ],
  ])('no new files come once %s', async (_, stop) => {
    const endpoint = await grown();
    expect(stop(endpoint).ok).toBe(true);
    expect(await fileNames(endpoint)).toEqual([two]);
    await endpoint.ask(file(two));
    expect(assetsIn(endpoint)).toEqual([two]);
    expect((await endpoint.ask(file(sdist))).status).toBe(404);
  });

  test('EXT-45: an Unlisted version is refreshed, and one that is Archived is not', async () => {
    const endpoint = await grown();
    endpoint.setStatus(hello, '1.0', 'Archived');
    await endpoint.ask(file(two));
    expect(assetsIn(endpoint)).toEqual([two]);
    endpoint.setStatus(hello, '1.0', 'Unlisted');
    await endpoint.ask(file(two));
    expect(assetsIn(endpoint)).toEqual([one, two, sdist]);
  });

  test('EXT-47 EXT-48: to what was published directly nothing comes', async () => {
    const endpoint = new Endpoint('pypi');
    const stored = { type: 'stored version', domain: 'my-domain', repository: 'team', format: 'pypi' } as const;
    endpoint.learn({ ...stored, ...hello, version: '1.0', assets: [{ name: two, bytes: wheel }] });
    offer(endpoint, '1.0', [one, two, sdist], { yanked: 'broken' });
    expect((await page(endpoint)).files).toMatchObject([{ filename: two, yanked: false }]);
    await endpoint.ask(file(two));
    expect(assetsIn(endpoint)).toEqual([two]);
  });
});
