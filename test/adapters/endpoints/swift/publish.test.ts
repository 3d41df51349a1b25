import { describe, expect, test } from 'vitest';
import { Endpoint } from '../support';
import { manifestOf, publish, published, type Release, sourceArchive, zipOf } from './archives';

const path = 'mona/LinkedList/1.0.0';
const mona = { namespace: 'mona', package: 'linkedlist' };
const at = { domain: 'my-domain', repository: 'team', format: 'swift', ...mona } as const;

/** The status of what is refused, with nothing changed by it. */
async function refused(to: string, asking: Parameters<Endpoint['ask']>[1], endpoint = new Endpoint('swift')) {
  const authorization = `Bearer ${endpoint.token()}`;
  const before = endpoint.simulator.state;
  const response = await endpoint.ask(to, { authorization, ...asking });
  expect(endpoint.simulator.state).toBe(before);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return response.status;
}

describe('publishing', () => {
  test('SWF-32, SWF-33, SWF-34, SWF-35: parts without file name are taken, the answer leads to them', async () => {
    const endpoint = new Endpoint('swift');
    const response = await publish(endpoint, path, { metadata: '{}' });
    expect(response.status).toBe(201);
    expect(response.headers.get('content-version')).toBe('1');
    const location = response.headers.get('location')!;
    expect(location).toBe(`${endpoint.base()}mona/linkedlist/1.0.0`);
    expect((await endpoint.ask(location)).status).toBe(200);
  });

  test('SWF-32: a form with a file, as curl sends it, and Basic credentials are taken', async () => {
    const endpoint = new Endpoint('swift');
    const form = new FormData();
    form.set('source-archive', new File([sourceArchive() as Uint8Array<ArrayBuffer>], 'LinkedList.zip'));
    const authorization = `Basic ${btoa(`aws:${endpoint.token()}`)}`;
    const headers = { accept: 'application/vnd.swift.registry.v1+json' };
    expect((await endpoint.ask(path, { method: 'PUT', headers, body: form, authorization })).status).toBe(201);
  });

  test('SWF-35: again with the same archive is a success that changes nothing; with another a conflict', async () => {
    const endpoint = new Endpoint('swift');
    await publish(endpoint, path);
    const authorization = `Bearer ${endpoint.token()}`;
    const before = endpoint.simulator.state;
    expect((await publish(endpoint, path, {}, { authorization })).status).toBe(201);
    expect(endpoint.simulator.state).toBe(before);
    expect(await refused(path, published({ archive: sourceArchive('other') }), endpoint)).toBe(409);
  });

  test('SWF-10, SWF-11, PKG-26, VER-11: the version has one asset, and its display name as it was given', async () => {
    const endpoint = new Endpoint('swift');
    await publish(endpoint, 'Mona/LinkedList/1.0.0-RC.1', {
      metadata: '{}',
      signature: 's',
      metadataSignature: 'm',
      format: 'cms-1.0.0',
    });
    const result = endpoint.simulator.execute('ListPackageVersionAssets', { ...at, packageVersion: '1.0.0-RC.1' });
    expect(result.ok && result.output.assets!.map(({ name }) => name)).toEqual(['linkedlist-1.0.0-rc.1.zip']);
    expect(endpoint.describe(mona, '1.0.0-RC.1').displayName).toBe('Mona.LinkedList');
  });

  test.each([
    ['mona', 'LinkedList', '1.0'],
    ['mona', 'LinkedList', '1.0.0.0'],
    ['mona', 'LinkedList', 'v1.0.0'],
    ['mona', 'LinkedList', '1.0.0-'],
  ])('SWF-06, SWF-40: %s/%s/%s is no version', async (...names) => {
    expect(await refused(names.join('/'), published({ archive: sourceArchive() }))).toBe(400);
  });

  test.each([
    ['mona', 201],
    ['a-b-c', 201],
    ['a'.repeat(39), 201],
    ['-a', 400],
    ['a-', 400],
    ['a--b', 400],
    ['a_b', 400],
    ['a'.repeat(40), 400],
  ])('SWF-07, SWF-40: scope %s gives %i', async (scope, status) => {
    expect((await publish(new Endpoint('swift'), `${scope}/LinkedList/1.0.0`)).status).toBe(status);
  });

  test.each([
    ['LinkedList', 201],
    ['linked_list-2', 201],
    ['a'.repeat(100), 201],
    ['_a', 400],
    ['a_', 400],
    ['a-_b', 400],
    ['a'.repeat(101), 400],
  ])('SWF-08, SWF-40: name %s gives %i', async (name, status) => {
    expect((await publish(new Endpoint('swift'), `mona/${name}/1.0.0`)).status).toBe(status);
  });

  test.each<[string, Release, number]>([
    ['no archive', { metadata: '{}' }, 422],
    ['an archive that is no zip', { archive: Buffer.from('no zip') }, 422],
    ['an archive without manifest', { archive: zipOf({ 'a/b.swift': '' }) }, 422],
    ['a manifest that lies deeper', { archive: zipOf({ 'a/b/Package.swift': '' }) }, 422],
    ['a manifest in one of two folders', { archive: zipOf({ 'a/Package.swift': '', 'b/c.swift': '' }) }, 422],
    ['only a manifest for a version of Swift', { archive: zipOf({ 'a/Package@swift-5.swift': '' }) }, 422],
    ['a manifest at the root', { archive: zipOf({ 'Package.swift': '', 'a/b.swift': '' }) }, 201],
  ])('SWF-38: %s', async (_case, release, status) => {
    const endpoint = new Endpoint('swift');
    if (status === 201) expect((await publish(endpoint, path, release)).status).toBe(status);
    else expect(await refused(path, published(release))).toBe(status);
  });

  test.each(['', '{', '[]', '"text"', 'null', '7', `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`])(
    'SWF-39: metadata %j is refused',
    async (metadata) => {
      expect(await refused(path, published({ archive: sourceArchive(), metadata }))).toBe(422);
    },
  );

  test.each<[string, Release, number]>([
    ['without format', { signature: 's' }, 400],
    ['with a format that is none', { signature: 's', format: 'a b' }, 400],
    ['of the metadata alone', { metadata: '{}', metadataSignature: 's', format: 'cms-1.0.0' }, 422],
    ['that is too long', { signature: 's'.repeat(9000), format: 'cms-1.0.0' }, 422],
  ])('SWF-33: a signature %s is refused', async (_case, release, status) => {
    expect(await refused(path, published({ archive: sourceArchive(), ...release }))).toBe(status);
  });

  test('SWF-33: two parts of one name are refused', async () => {
    const form = new FormData();
    for (const mark of ['one', 'two']) {
      form.append('source-archive', new File([sourceArchive(mark) as Uint8Array<ArrayBuffer>], 'a.zip'));
    }
    expect(await refused(path, { method: 'PUT', body: form })).toBe(400);
  });

  test('SWF-43, SWF-44, SWF-45: the API tells the metadata', async () => {
    const endpoint = new Endpoint('swift');
    const metadata = {
      description: 'Links.',
      licenseURL: 'https://l.example',
      repositoryURLs: ['https://a.example/r', 'https://b.example'],
    };
    await publish(endpoint, path, { metadata: JSON.stringify(metadata) });
    expect(endpoint.describe(mona, '1.0.0')).toMatchObject({
      summary: 'Links.',
      sourceCodeRepository: 'https://a.example/r',
      licenses: [{ url: 'https://l.example' }],
    });
  });

  test('SWF-43, SWF-44, SWF-45: metadata of other types are kept, and tell the API nothing', async () => {
    const endpoint = new Endpoint('swift');
    const metadata = '{"description":1,"licenseURL":[],"repositoryURLs":{},"__proto__":{"x":1}}';
    await publish(endpoint, path, { metadata });
    const described = endpoint.describe(mona, '1.0.0');
    expect([described.summary, described.licenses, described.sourceCodeRepository]).toEqual([undefined, [], undefined]);
    expect(await (await endpoint.ask(path)).text()).toContain(`"metadata":${metadata}`);
  });

  test('ORG-16: what the origin controls keep out is refused with 403', async () => {
    const endpoint = new Endpoint('swift');
    await publish(endpoint, path);
    const restrictions = { publish: 'BLOCK', upstream: 'ALLOW' } as const;
    endpoint.simulator.execute('PutPackageOriginConfiguration', { ...at, restrictions });
    expect(await refused('mona/LinkedList/2.0.0', published({ archive: sourceArchive() }), endpoint)).toBe(403);
  });

  test('SWF-26: a manifest may have a byte order mark and lines before', async () => {
    const endpoint = new Endpoint('swift');
    const archive = zipOf({ 'Package.swift': '', 'Package@swift-5.swift': `\ufeff\n${manifestOf('5.4')}` });
    await publish(endpoint, path, { archive });
    const { headers } = await endpoint.ask(`${path}/Package.swift`);
    expect(headers.get('link')).toContain('swift-tools-version="5.4"');
  });
});
