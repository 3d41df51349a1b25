import { describe, expect, test } from 'vitest';
import { digestOf } from '../../../../src/adapters/endpoints/hashing';
import { Endpoint } from '../support';
import { manifestOf, publish, sourceArchive } from './archives';

const versioned = {
  'LinkedList/Package@swift-5.9.swift': manifestOf('5.9', 'New'),
  'LinkedList/Package@swift-4.swift': '// swift-tools-version: 4.0 ; comment\n',
  'LinkedList/Package@swift-6.0.1.swift': 'import PackageDescription\n',
  'LinkedList/Package@swift-x.swift': '',
  'LinkedList/Sources/Package@swift-5.8.swift': '',
};

async function withArchive(archive: Uint8Array): Promise<Endpoint> {
  const endpoint = new Endpoint('swift');
  expect((await publish(endpoint, 'mona/LinkedList/1.0.0', { archive })).status).toBe(201);
  return endpoint;
}

describe('the manifest', () => {
  test('SWF-25: is the one in the archive', async () => {
    const endpoint = await withArchive(sourceArchive());
    const response = await endpoint.ask('mona/LinkedList/1.0.0/Package.swift');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/x-swift');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="Package.swift"');
    expect(response.headers.get('content-version')).toBe('1');
    expect(response.headers.get('link')).toBeNull();
    expect(await response.text()).toBe(manifestOf('5.5'));
    expect((await endpoint.ask('mona/LinkedList/1.0.1/Package.swift')).status).toBe(404);
  });

  test('SWF-26: leads to those for versions of Swift', async () => {
    const endpoint = await withArchive(sourceArchive('', versioned));
    const response = await endpoint.ask('mona/LinkedList/1.0.0/Package.swift');
    const address = `${endpoint.base()}mona/linkedlist/1.0.0/Package.swift?swift-version=`;
    const links = response.headers.get('link')!.split(', ').sort();
    expect(links).toEqual([
      `<${address}4>; rel="alternate"; filename="Package@swift-4.swift"; swift-tools-version="4.0"`,
      `<${address}5.9>; rel="alternate"; filename="Package@swift-5.9.swift"; swift-tools-version="5.9"`,
      `<${address}6.0.1>; rel="alternate"; filename="Package@swift-6.0.1.swift"; swift-tools-version="3.1"`,
    ]);
  });

  test.each([
    ['5.9', 'Package@swift-5.9.swift'],
    ['5.9.0', 'Package@swift-5.9.swift'],
    ['4.0.0', 'Package@swift-4.swift'],
    ['4', 'Package@swift-4.swift'],
    ['6.0.1', 'Package@swift-6.0.1.swift'],
    ['6.0', undefined],
    ['5.90', undefined],
    ['5.8', undefined],
    ['x', undefined],
    ['', undefined],
    ['../../../etc/passwd', undefined],
  ])('SWF-27: for version %j of Swift is %s, or leads to the plain one', async (asked, name) => {
    const endpoint = await withArchive(sourceArchive('', versioned));
    const path = 'mona/LinkedList/1.0.0/Package.swift';
    const response = await endpoint.ask(`${path}?swift-version=${encodeURIComponent(asked)}`);
    if (name) {
      expect(response.status).toBe(200);
      expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`);
      expect(response.headers.get('content-type')).toBe('text/x-swift');
      expect(await response.text()).toBe((versioned as Record<string, string>)[`LinkedList/${name}`]);
    } else {
      expect(response.status).toBe(303);
      const plain = await endpoint.ask(response.headers.get('location')!);
      expect(await plain.text()).toBe(manifestOf('5.5'));
    }
  });
});

describe('the archive', () => {
  test('SWF-28: comes from the endpoint itself, with its digest', async () => {
    const archive = sourceArchive('one');
    const endpoint = await withArchive(archive);
    const response = await endpoint.ask('mona/LinkedList/1.0.0.zip', { follow: false });
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(archive);
    const digest = Buffer.from(digestOf('sha256', archive), 'hex').toString('base64');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="linkedlist-1.0.0.zip"',
      'content-version': '1',
      digest: `sha-256=${digest}`,
    });
    expect(response.headers.get('x-swift-package-signature')).toBeNull();
  });

  test('SWF-28: that is signed comes with its signature', async () => {
    const endpoint = new Endpoint('swift');
    await publish(endpoint, 'mona/LinkedList/1.0.0', { signature: 'signed', format: 'cms-1.0.0' });
    const { headers } = await endpoint.ask('mona/LinkedList/1.0.0.zip');
    expect(headers.get('x-swift-package-signature-format')).toBe('cms-1.0.0');
    expect(headers.get('x-swift-package-signature')).toBe(btoa('signed'));
  });

  test.each([
    { signatureBase64Encoded: 'c2lnbmVk', signatureFormat: 'cms\r\nx-other: 1' },
    { signatureBase64Encoded: 'c2ln\nbmVk', signatureFormat: 'cms-1.0.0' },
    { signatureBase64Encoded: '\u2603', signatureFormat: 'cms-1.0.0' },
    { signatureBase64Encoded: 'c2lnbmVk', signatureFormat: '\u2603' },
  ])('SWF-28: a signature that no header can have, as of a world file, is none: %j', async (signing) => {
    const endpoint = new Endpoint('swift');
    const at = { domain: 'my-domain', repository: 'team', format: 'swift', namespace: 'mona' } as const;
    const version = { package: 'linkedlist', version: '1.0.0', metadata: { manifest: JSON.stringify({ signing }) } };
    const assets = [{ name: 'linkedlist-1.0.0.zip', bytes: sourceArchive() }];
    expect(endpoint.simulator.request('Publish', { ...at, ...version, assets }).ok).toBe(true);
    const { status, headers } = await endpoint.ask('mona/LinkedList/1.0.0.zip');
    expect([status, headers.get('x-swift-package-signature-format'), headers.get('x-other')]).toEqual([
      200,
      null,
      null,
    ]);
  });

  test('SWF-28, AUT-12: a HEAD has the same headers and no body', async () => {
    const endpoint = await withArchive(sourceArchive());
    const response = await endpoint.ask('mona/LinkedList/1.0.0.zip', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(response.headers.get('digest')).toMatch(/^sha-256=/);
  });
});
