import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Endpoint } from '../support';
import { newtonsoft, push } from './packages';

const path = 'v3/registration4/newtonsoft.json/index.json';

interface Index {
  readonly count: number;
  readonly items: readonly {
    readonly count: number;
    readonly lower: string;
    readonly upper: string;
    readonly items: readonly { readonly '@id': string; readonly catalogEntry: Readonly<Record<string, unknown>> }[];
  }[];
}

describe('the registration index', () => {
  test('NUG-29, NUG-30, NUG-31, NUG-32, NUG-33: has one page with all leaves and their manifests', async () => {
    const endpoint = new Endpoint('nuget');
    endpoint.learn(newtonsoft());
    const reg = `${endpoint.base()}v3/registration4/newtonsoft.json/`;
    const flat = `${endpoint.base()}v3/flatcontainer/newtonsoft.json/`;
    expect(await (await endpoint.ask(path)).json()).toEqual({
      '@id': `${reg}index.json`,
      count: 1,
      items: [
        {
          '@id': `${reg}index.json#page/13.0.3/13.0.3`,
          '@type': 'catalog:CatalogPage',
          count: 1,
          lower: '13.0.3',
          upper: '13.0.3',
          parent: `${reg}index.json`,
          items: [
            {
              '@id': `${reg}13.0.3.json`,
              '@type': 'Package',
              packageContent: `${flat}13.0.3/newtonsoft.json.13.0.3.nupkg`,
              registration: `${reg}index.json`,
              catalogEntry: {
                '@id': `${reg}13.0.3.json`,
                '@type': 'PackageDetails',
                id: 'Newtonsoft.Json',
                version: '13.0.3',
                published: '2023-03-08T07:42:54.647+00:00',
                listed: true,
                packageContent: `${flat}13.0.3/newtonsoft.json.13.0.3.nupkg`,
                authors: 'James Newton-King',
                description: 'Json.NET',
                dependencyGroups: [
                  {
                    targetFramework: '.NETStandard1.0',
                    dependencies: [{ id: 'Microsoft.CSharp', range: '[4.3.0, )' }],
                  },
                  { targetFramework: 'net6.0', dependencies: [] },
                ],
                licenseExpression: 'MIT',
                projectUrl: 'https://www.newtonsoft.com/json',
                requireLicenseAcceptance: false,
                tags: ['json'],
                title: 'Json.NET',
              },
            },
          ],
        },
      ],
    });
  });

  test('NUG-29, NUG-31: of a pushed package says what its .nuspec says', async () => {
    const endpoint = new Endpoint('nuget');
    const more = `<title>The tool</title><summary>Short.</summary><tags>one  two</tags>
      <requireLicenseAcceptance>true</requireLicenseAcceptance><license type="expression">MIT</license>
      <licenseUrl>https://licenses.example/MIT</licenseUrl><iconUrl>https://acme.example/icon.png</iconUrl>
      <projectUrl>https://acme.example</projectUrl><language>en-GB</language>
      <dependencies><group targetFramework="net8.0"><dependency id="Other.One" version="[1.0,2.0)"/></group>
      </dependencies>`;
    await push(endpoint, { id: 'Acme.Tool', version: '2.0-Beta', more });
    await push(endpoint, { id: 'acme.tool', version: '1.0' });
    const response = await endpoint.ask('v3/registration4/Acme.Tool/index.json');
    const index = (await response.json()) as Index;
    const page = index.items[0]!;
    expect([index.count, page.count, page.lower, page.upper]).toEqual([1, 2, '1.0', '2.0-beta']);
    expect(page.items[1]!['@id']).toBe(`${endpoint.base()}v3/registration4/acme.tool/2.0-beta.json`);
    expect(page.items[1]!.catalogEntry).toEqual({
      '@id': page.items[1]!['@id'],
      '@type': 'PackageDetails',
      id: 'Acme.Tool',
      version: '2.0-Beta',
      published: '2026-09-01T00:00:00.000+00:00', // NUG-32
      listed: true,
      packageContent: `${endpoint.base()}v3/flatcontainer/acme.tool/2.0-beta/acme.tool.2.0-beta.nupkg`,
      authors: 'Ann, Bob',
      description: 'About Acme.Tool.',
      dependencyGroups: [{ targetFramework: 'net8.0', dependencies: [{ id: 'Other.One', range: '[1.0,2.0)' }] }],
      iconUrl: 'https://acme.example/icon.png',
      language: 'en-GB',
      licenseUrl: 'https://licenses.example/MIT',
      licenseExpression: 'MIT',
      minClientVersion: '2.12',
      projectUrl: 'https://acme.example',
      requireLicenseAcceptance: true,
      summary: 'Short.',
      tags: ['one', 'two'],
      title: 'The tool',
    });
    expect(page.items[0]!.catalogEntry.id).toBe('acme.tool');
  });

  test.each([
    ['none', undefined],
    ['one that is no JSON', '{'],
    ['one that is no object', '[]'],
  ])('NUG-31: of a version with %s for a manifest says what is known', async (_case, manifest) => {
    const endpoint = new Endpoint('nuget');
    const metadata = {
      summary: 'About.',
      homePage: 'https://acme.example',
      licenses: [{ name: 'MIT' }, { url: 'https://acme.example/license' }],
      dependencies: [{ package: 'a', versionRequirement: '1.0' }, { package: 'b' }],
    };
    endpoint.learn(newtonsoft({ publishedTime: undefined, metadata: manifest ? { ...metadata, manifest } : metadata }));
    const index = (await (await endpoint.ask(path)).json()) as Index;
    const { '@id': _, '@type': __, packageContent, ...entry } = index.items[0]!.items[0]!.catalogEntry;
    expect(entry).toEqual({
      id: 'Newtonsoft.Json',
      version: '13.0.3',
      listed: true,
      description: 'About.',
      projectUrl: 'https://acme.example',
      licenseExpression: 'MIT',
      licenseUrl: 'https://acme.example/license',
      dependencyGroups: [{ dependencies: [{ id: 'a', range: '1.0' }, { id: 'b' }] }],
    });
  });

  test('NUG-28, NUG-29: its leaves answer by themselves, without case', async () => {
    const endpoint = new Endpoint('nuget');
    endpoint.learn(newtonsoft());
    const base = endpoint.base();
    const leaf = await endpoint.ask('v3/registration4/Newtonsoft.Json/13.0.3.json');
    expect(await leaf.json()).toEqual({
      '@id': `${base}v3/registration4/newtonsoft.json/13.0.3.json`,
      listed: true,
      packageContent: `${base}v3/flatcontainer/newtonsoft.json/13.0.3/newtonsoft.json.13.0.3.nupkg`,
      published: '2023-03-08T07:42:54.647+00:00',
      registration: `${base}v3/registration4/newtonsoft.json/index.json`,
    });
    expect((await endpoint.ask('v3/registration4/newtonsoft.json/13.0.4.json')).status).toBe(404);
    expect((await endpoint.ask('v3/registration4/newtonsoft.json/13.0.3')).status).toBe(404);
  });

  test.each(['1.0.0-beta', '1.0-Beta', '1.0.0.0-BETA', '01.0-beta'])(
    'NUG-05: a leaf answers at %s',
    async (version) => {
      const endpoint = new Endpoint('nuget');
      await push(endpoint, { id: 'Acme.Tool', version: '1.0-Beta' });
      const response = await endpoint.ask(`v3/registration4/acme.tool/${version}.json`);
      expect(await response.json()).toMatchObject({ '@id': expect.stringMatching(/1\.0-beta\.json$/) });
    },
  );

  test.each([
    ['gzip', true],
    ['deflate, GZip;q=0.5, br', true],
    ['gzip;q=0', false],
    ['gzip; q=0.00', false],
    ['deflate', false],
    ['', false],
  ])('NUG-34: with Accept-Encoding %j it is compressed: %s', async (encoding, isCompressed) => {
    const endpoint = new Endpoint('nuget');
    endpoint.learn(newtonsoft());
    const headers: Record<string, string> = encoding ? { 'accept-encoding': encoding } : {};
    const response = await endpoint.ask(path, { headers });
    expect(response.headers.get('content-encoding')).toBe(isCompressed ? 'gzip' : null);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const text = new TextDecoder().decode(isCompressed ? gunzipSync(bytes) : bytes);
    expect(text).toBe(await (await endpoint.ask(path)).text());
    const again = await endpoint.ask(path, {
      headers: { ...headers, 'if-none-match': response.headers.get('etag')! },
    });
    expect(again.status).toBe(304);
  });
});
