import { describe, expect, test } from 'vitest';
import { digestOf } from '../../../../src/adapters/endpoints/hashing';
import { Endpoint } from '../support';
import { publish, sourceArchive } from './archives';

const mona = { namespace: 'mona', package: 'linkedlist' };

async function withVersions(...versions: readonly string[]): Promise<Endpoint> {
  const endpoint = new Endpoint('swift');
  for (const version of versions) {
    expect((await publish(endpoint, `mona/LinkedList/${version}`)).status).toBe(201);
  }
  return endpoint;
}

describe('releases', () => {
  test('SWF-13, SWF-18, SWF-20, SWF-21: are named with their addresses, the highest first', async () => {
    const endpoint = await withVersions('1.0.0', '1.10.0', '1.9.0', '2.0.0-rc.2', '2.0.0-rc.10', '2.0.0-rc', '0.1.0+b');
    const response = await endpoint.ask('mona/LinkedList');
    const base = `${endpoint.base()}mona/linkedlist/`;
    expect(response.headers.get('content-version')).toBe('1');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('link')).toBe(`<${base}2.0.0-rc.10>; rel="latest-version"`);
    const { releases } = (await response.json()) as { releases: Readonly<Record<string, unknown>> };
    expect(Object.entries(releases)).toEqual(
      ['2.0.0-rc.10', '2.0.0-rc.2', '2.0.0-rc', '1.10.0', '1.9.0', '1.0.0', '0.1.0+b'].map((version) => [
        version,
        { url: base + version },
      ]),
    );
  });

  test('SWF-22: of a package that is not there, or has no listed version, are not found', async () => {
    const endpoint = await withVersions('1.0.0');
    expect((await endpoint.ask('mona/Other')).status).toBe(404);
    endpoint.setStatus(mona, '1.0.0', 'Unlisted');
    expect((await endpoint.ask('mona/LinkedList')).status).toBe(404);
  });

  test('SWF-09: case does not count', async () => {
    const endpoint = await withVersions('1.0.0');
    const texts = await Promise.all(
      ['mona/LinkedList', 'MONA/linkedlist', 'Mona/LINKEDLIST'].map(async (path) => (await endpoint.ask(path)).text()),
    );
    expect(new Set(texts).size).toBe(1);
    expect((await endpoint.ask('MONA/LINKEDLIST/1.0.0/Package.swift')).status).toBe(200);
    expect((await endpoint.ask('MONA/LINKEDLIST/1.0.0.zip')).status).toBe(200);
  });
});

describe('a release', () => {
  test('SWF-18, SWF-23: is told with its archive, its metadata and its time', async () => {
    const endpoint = new Endpoint('swift');
    const archive = sourceArchive('one');
    const metadata = { description: 'Links.', author: { name: 'Mona' }, repositoryURLs: ['https://a.example/r'] };
    await publish(endpoint, 'mona/LinkedList/1.1.1', { archive, metadata: JSON.stringify(metadata) });
    const response = await endpoint.ask('mona/LinkedList/1.1.1');
    expect(response.headers.get('content-version')).toBe('1');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({
      id: 'mona.LinkedList',
      version: '1.1.1',
      resources: [{ name: 'source-archive', type: 'application/zip', checksum: digestOf('sha256', archive) }],
      metadata,
      publishedAt: '2026-09-01T00:00:00.000Z',
    });
  });

  test('SWF-23: that is signed tells the signature; one without metadata an empty object', async () => {
    const endpoint = new Endpoint('swift');
    await publish(endpoint, 'mona/LinkedList/1.0.0', { signature: 'signed', format: 'cms-1.0.0' });
    const found = (await (await endpoint.ask('mona/LinkedList/1.0.0')).json()) as Readonly<Record<string, unknown>>;
    expect(found.metadata).toEqual({});
    const signing = { signatureBase64Encoded: btoa('signed'), signatureFormat: 'cms-1.0.0' };
    expect(found.resources).toMatchObject([{ signing }]);
  });

  test('SWF-23: that no client published is told as far as it is known', async () => {
    const endpoint = new Endpoint('swift');
    const metadata = {
      summary: 'S',
      sourceCodeRepository: 'https://a.example',
      licenses: [{ url: 'https://l.example' }],
    };
    const assets = [{ name: 'linkedlist-1.0.0.zip', text: 'any' }];
    endpoint.learn({
      type: 'stored version',
      domain: 'my-domain',
      repository: 'team',
      format: 'swift',
      ...mona,
      version: '1.0.0',
      status: 'Published',
      assets,
      metadata,
    });
    const found = (await (await endpoint.ask('mona/LinkedList/1.0.0')).json()) as Readonly<Record<string, unknown>>;
    expect(found.id).toBe('mona.linkedlist');
    expect(found.metadata).toEqual({
      description: 'S',
      licenseURL: 'https://l.example',
      repositoryURLs: ['https://a.example'],
    });
    expect((await endpoint.ask('mona/LinkedList/1.0.0/Package.swift')).status).toBe(404);
  });

  test.each([
    ['1.0.0', { 'latest-version': '2.0.0', 'successor-version': '1.1.0' }],
    ['1.1.0', { 'latest-version': '2.0.0', 'successor-version': '2.0.0', 'predecessor-version': '1.0.0' }],
    ['1.5.0', { 'latest-version': '2.0.0', 'successor-version': '2.0.0', 'predecessor-version': '1.1.0' }],
    ['2.0.0', { 'latest-version': '2.0.0', 'predecessor-version': '1.1.0' }],
  ])('SWF-24, SWF-49: %s leads to the listed ones around it', async (version, expected) => {
    const endpoint = await withVersions('1.0.0', '1.1.0', '1.5.0', '2.0.0');
    endpoint.setStatus(mona, '1.5.0', 'Unlisted');
    const link = (await endpoint.ask(`mona/LinkedList/${version}`)).headers.get('link')!;
    const base = `${endpoint.base()}mona/linkedlist/`;
    const links = link.split(', ').map((each) => /^<(.*)>; rel="(.*)"$/.exec(each)!);
    expect(Object.fromEntries(links.map(([, url, rel]) => [rel, url!.slice(base.length)]))).toEqual(expected);
  });

  test('SWF-24: one alone, and not listed, leads nowhere', async () => {
    const endpoint = await withVersions('1.0.0');
    endpoint.setStatus(mona, '1.0.0', 'Unlisted');
    expect((await endpoint.ask('mona/LinkedList/1.0.0')).headers.get('link')).toBeNull();
  });

  test('RET-14: is told without being retained', async () => {
    const endpoint = new Endpoint('swift');
    await publish(endpoint, 'mona/LinkedList/1.0.0', {}, { repository: 'store' });
    for (const path of ['', '/1.0.0', '/1.0.0/Package.swift']) {
      expect((await endpoint.ask(`mona/LinkedList${path}`)).status).toBe(200);
    }
    const at = { domain: 'my-domain', repository: 'team', format: 'swift', ...mona } as const;
    expect(endpoint.simulator.execute('ListPackageVersions', at).ok).toBe(false);
    await endpoint.ask('mona/LinkedList/1.0.0.zip');
    expect(endpoint.versions(mona)).toEqual({ '1.0.0': 'Published' });
  });
});

describe('identifiers', () => {
  test('SWF-29: are those of the packages that name the address', async () => {
    const endpoint = new Endpoint('swift');
    const metadata = JSON.stringify({ repositoryURLs: ['https://a.example/r', 'ssh://a.example/r.git', 7] });
    await publish(endpoint, 'mona/LinkedList/1.0.0', { metadata });
    await publish(endpoint, 'ann/Other/1.0.0', { metadata }, { repository: 'store' });
    await publish(endpoint, 'ann/None/1.0.0', { metadata: '{"repositoryURLs":"https://a.example/r"}' });
    const ask = (url: string) => endpoint.ask(`identifiers?url=${encodeURIComponent(url)}`);
    const response = await ask('ssh://a.example/r.git');
    expect(response.headers.get('content-version')).toBe('1');
    expect(await response.json()).toEqual({ identifiers: ['ann.Other', 'mona.LinkedList'] });
    expect((await ask('https://a.example')).status).toBe(404);
    expect((await endpoint.ask('identifiers')).status).toBe(400);
    expect((await endpoint.ask('identifiers?url=')).status).toBe(400);
  });
});
