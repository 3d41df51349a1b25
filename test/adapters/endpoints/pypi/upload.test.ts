import { blake2b } from '@noble/hashes/blake2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, test } from 'vitest';
import { Endpoint } from '../support';
import {
  digest,
  type FormChanges,
  formOf,
  messageOf,
  metadataText,
  type Page,
  sdistOf,
  wheelOf,
} from './distributions';

const hello = { package: 'hello' };
const at = { domain: 'my-domain', repository: 'team', format: 'pypi', ...hello, packageVersion: '1.0' } as const;
const name = 'hello-1.0-py3-none-any.whl';
const headers = [
  ['Metadata-Version', '2.1'],
  ['Name', 'Hello'],
  ['Version', '1.0'],
  ['Summary', 'Says hello'],
  ['Home-page', 'http://localhost/hello'],
  ['Project-URL', 'Source, http://localhost/source'],
  ['License', 'MIT'],
  ['Requires-Dist', 'six>=1.0'],
  ['Requires-Python', '>=3.8, <4'],
] as const;
const wheel = wheelOf(metadataText(headers, '# Hello\n'));

const upload = (
  endpoint: Endpoint,
  filename?: string,
  bytes: Uint8Array = wheel,
  changes: FormChanges = {},
  authorization?: string,
) => endpoint.ask('', { method: 'POST', body: formOf(filename, bytes, changes), authorization });

const assetsIn = (endpoint: Endpoint) => {
  const result = endpoint.simulator.execute('ListPackageVersionAssets', at);
  return result.ok ? result.output.assets!.map((asset) => asset.name) : [];
};

const page = async (endpoint: Endpoint, project = 'hello'): Promise<Page> => {
  const accept = 'application/vnd.pypi.simple.v1+json';
  return (await endpoint.ask(`simple/${project}/`, { headers: { accept } })).json() as Promise<Page>;
};

describe('the legacy upload', () => {
  test('PYP-38 PYP-43 PYP-08: publishes a file, and answers 200', async () => {
    const endpoint = new Endpoint('pypi');
    const response = await upload(endpoint, name);
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(endpoint.versions(hello)).toEqual({ '1.0': 'Published' });
    expect(assetsIn(endpoint)).toEqual([name]);
    const file = (await page(endpoint)).files[0]!;
    expect(file).toEqual({
      filename: name,
      url: `1.0/${name}`,
      hashes: { sha256: digest('sha256', wheel), md5: digest('md5', wheel) },
      'requires-python': '>=3.8, <4',
      size: wheel.length,
      'upload-time': '2026-09-01T00:00:00.000Z',
      yanked: false,
    });
    const got = await endpoint.ask(`simple/hello/${file.url}`);
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(wheel);
  });

  test('AUT-09 PYP-38: also without the final slash', async () => {
    const endpoint = new Endpoint('pypi');
    const response = await endpoint.ask(endpoint.base().slice(0, -1), { method: 'POST', body: formOf(name, wheel) });
    expect(response.status).toBe(200);
  });

  test('PYP-51 PYP-52 PYP-53 PYP-54 PYP-58 VER-09: what the API tells is what the wheel says', async () => {
    const endpoint = new Endpoint('pypi');
    await upload(endpoint, name, wheel, { summary: 'Another', license: 'GPL' });
    expect(endpoint.describe(hello, '1.0')).toMatchObject({
      displayName: 'Hello',
      packageName: 'hello',
      summary: 'Says hello',
      homePage: 'http://localhost/hello',
      sourceCodeRepository: 'http://localhost/source',
      licenses: [{ name: 'MIT' }],
    });
    const readme = endpoint.simulator.execute('GetPackageVersionReadme', at);
    expect(readme).toMatchObject({ ok: true, output: { readme: '# Hello\n' } });
  });

  test('PYP-55 PYP-56: dependencies are those of the metadata file', async () => {
    const endpoint = new Endpoint('pypi');
    await upload(endpoint, name, wheel, { requires_dist: ['other'] });
    const result = endpoint.simulator.execute('ListPackageVersionDependencies', at);
    const dependency = { package: 'six', dependencyType: 'Requires-Dist', versionRequirement: '>=1.0' };
    expect(result).toMatchObject({ ok: true, output: { dependencies: [dependency] } });
  });

  test('PYP-40 PYP-51: what a file cannot tell, the form tells', async () => {
    const endpoint = new Endpoint('pypi');
    const bytes = new TextEncoder().encode('BZh9');
    const response = await upload(endpoint, 'hello-1.0.tar.bz2', bytes, {
      filetype: 'sdist',
      summary: 'Says hello',
      requires_python: '>=3.9',
      project_urls: ['Docs, http://localhost/d', 'Homepage, http://localhost/h'],
      classifiers: ['A', 'B'],
      keywords: 'a, b',
      author: 'Ann',
      blake2_256_digest: '',
    });
    expect(response.status).toBe(200);
    expect(endpoint.describe(hello, '1.0')).toMatchObject({ summary: 'Says hello', homePage: 'http://localhost/h' });
    expect((await page(endpoint)).files[0]?.['requires-python']).toBe('>=3.9');
  });

  test('PYP-57: the metadata of the first file counts; each file has its own requires-python and time', async () => {
    const endpoint = new Endpoint('pypi');
    const sdist = await sdistOf(
      metadataText([
        ['Name', 'hello'],
        ['Summary', 'Second'],
      ]),
    );
    await upload(endpoint, name);
    endpoint.clock.set(new Date('2026-09-02T00:00:00Z'));
    expect((await upload(endpoint, 'hello-1.0.tar.gz', sdist, { filetype: 'sdist' })).status).toBe(200);
    expect(endpoint.describe(hello, '1.0').summary).toBe('Says hello');
    expect((await page(endpoint)).files).toMatchObject([
      { filename: name, 'requires-python': '>=3.8, <4', 'upload-time': '2026-09-01T00:00:00.000Z' },
      { filename: 'hello-1.0.tar.gz', 'upload-time': '2026-09-02T00:00:00.000Z' },
    ]);
    expect((await page(endpoint)).files[1]).not.toHaveProperty('requires-python');
  });

  test('PYP-09: a version has many files', async () => {
    const endpoint = new Endpoint('pypi');
    const names = ['hello-1.0-cp311-any.whl', 'hello-1.0-cp312-any.whl', 'hello-1.0-py3-none-any.whl'];
    for (const each of names) expect((await upload(endpoint, each)).status).toBe(200);
    expect(assetsIn(endpoint)).toEqual(names);
  });

  test.each(['flatten_json', 'Flatten-JSON', 'flatten.json'])('PYP-42: %s is stored as flatten-json', async (given) => {
    const endpoint = new Endpoint('pypi');
    const bytes = wheelOf('Name: x\n');
    const changes = { name: given, version: '0.1.7' };
    expect((await upload(endpoint, 'flatten_json-0.1.7-py3-none-any.whl', bytes, changes)).status).toBe(200);
    expect(endpoint.versions({ package: 'flatten-json' })).toEqual({ '0.1.7': 'Published' });
    expect(endpoint.describe({ package: 'flatten-json' }, '0.1.7').displayName).toBe(given);
  });

  test('PYP-11: the version stays as the form has it', async () => {
    const endpoint = new Endpoint('pypi');
    await upload(endpoint, name, wheel, { version: '1.0.0-beta' });
    expect(endpoint.versions(hello)).toEqual({ '1.0.0-beta': 'Published' });
  });

  test('PYP-46: the same file again is well, with other bytes it is a conflict', async () => {
    const endpoint = new Endpoint('pypi');
    const authorization = `Bearer ${endpoint.token()}`;
    await upload(endpoint, name);
    const { state } = endpoint.simulator;
    expect((await upload(endpoint, name, wheel, {}, authorization)).status).toBe(200);
    const refused = await upload(endpoint, name, wheelOf('Name: hello\n'), {}, authorization);
    expect(refused.status).toBe(409);
    expect(await messageOf(refused)).toContain(name);
    expect(endpoint.simulator.state).toBe(state);
  });

  test('PYP-50: signatures and attestations are dropped', async () => {
    const endpoint = new Endpoint('pypi');
    const form = formOf(name, wheel, { attestations: '[]' });
    form.append('gpg_signature', new Blob([Uint8Array.of(0xff, 0xfe)]), `${name}.asc`);
    expect((await endpoint.ask('', { method: 'POST', body: form })).status).toBe(200);
    expect(assetsIn(endpoint)).toEqual([name]);
  });

  test('PYP-41: digests in any letter case that fit', async () => {
    const digests = {
      sha256_digest: digest('sha256', wheel).toUpperCase(),
      md5_digest: digest('md5', wheel),
      blake2_256_digest: bytesToHex(blake2b(wheel, { dkLen: 32 })),
    };
    expect((await upload(new Endpoint('pypi'), name, wheel, digests)).status).toBe(200);
  });

  const other = wheelOf('Name: other\n');
  test.each([
    ['PYP-39: no :action', name, wheel, { ':action': null }],
    ['PYP-39: another :action', name, wheel, { ':action': 'submit' }],
    ['PYP-39: no protocol_version', name, wheel, { protocol_version: null }],
    ['PYP-39: another protocol_version', name, wheel, { protocol_version: '2' }],
    ['PYP-39: no metadata_version', name, wheel, { metadata_version: null }],
    ['PYP-39: no name', name, wheel, { name: null }],
    ['PYP-39: an empty name', name, wheel, { name: '' }],
    ['PYP-39: no version', name, wheel, { version: null }],
    ['PYP-39: no filetype', name, wheel, { filetype: null }],
    ['PYP-39: no file', undefined, wheel, {}],
    ['PYP-39: a file without name', '', wheel, {}],
    ['PYP-39: content that is no file', undefined, wheel, { content: 'text' }],
    ['PYP-39: two files', name, wheel, { content: 'text' }],
    ['PYP-08: a name with a folder', `../${name}`, wheel, {}],
    ['PYP-10: another ending', 'hello-1.0.exe', wheel, {}],
    ['PYP-12: no version by PEP 440', name, wheel, { version: 'french toast' }],
    ['AUT-97: no name of a package', name, wheel, { name: 'a b' }],
    ['PYP-41: another SHA-256', name, wheel, { sha256_digest: digest('sha256', other) }],
    ['PYP-41: another MD5', name, wheel, { md5_digest: digest('md5', other) }],
    ['PYP-41: another BLAKE2', name, wheel, { blake2_256_digest: '00' }],
    ['PYP-57: a wheel that is none', name, new TextEncoder().encode('hello'), {}],
  ] as const)('%s is refused with 400, and changes nothing', async (_, filename, bytes, changes) => {
    const endpoint = new Endpoint('pypi');
    const authorization = `Bearer ${endpoint.token()}`;
    const { state } = endpoint.simulator;
    const response = await upload(endpoint, filename, bytes, changes, authorization);
    expect([response.status, await messageOf(response)]).toEqual([400, expect.stringMatching(/./)]);
    expect(endpoint.simulator.state).toBe(state);
  });

  test('PYP-38: what is no form is refused with 400', async () => {
    const endpoint = new Endpoint('pypi');
    for (const type of ['application/json', 'multipart/form-data; boundary=x']) {
      const response = await endpoint.ask('', { method: 'POST', headers: { 'content-type': type }, body: '{}' });
      expect(response.status).toBe(400);
    }
  });

  test('PUB-47 ORG-15: what can be had upstream, or is blocked, is refused', async () => {
    const endpoint = new Endpoint('pypi');
    const offered = { type: 'public version', connection: 'public:pypi', ...hello, assets: [] } as const;
    endpoint.learn({ ...offered, version: '1.0' });
    expect((await upload(endpoint, name)).status).toBe(409);
    expect((await upload(endpoint, name, wheel, { version: '2.0' })).status).toBe(200);
    const restrictions = { publish: 'BLOCK', upstream: 'BLOCK' } as const;
    endpoint.simulator.execute('PutPackageOriginConfiguration', { ...at, restrictions } as never);
    const refused = await upload(endpoint, name, wheel, { version: '3.0' });
    expect(refused.status).toBe(403);
    expect(await messageOf(refused)).toMatch(/^This package is configured to block new versions/);
  });
});
