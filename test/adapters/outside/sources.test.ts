import { describe, expect, it } from 'vitest';
import { Registry } from '../../../src/adapters/outside/registry';
import { mavenSource } from '../../../src/adapters/outside/sources/maven';
import { FakeRegistry, npmPackage, PulledEndpoint, type Served, sha1, sha256, sha512 } from './support';

const textOf = async (response: Response) => `${response.status} ${await response.text()}`;

describe('an npm registry', () => {
  it('EXT-21 NPM-21: its versions are listed with times and tags, and stored when a tarball is fetched', async () => {
    const tags = { latest: '1.0.0', next: '2.0.0' };
    const registry = await FakeRegistry.open(npmPackage('left', { '1.0.0': 'one', '2.0.0': 'two' }, { tags }));
    const endpoint = new PulledEndpoint('npm', registry.url);
    const packument = (await (await endpoint.ask('left')).json()) as Readonly<Record<string, object>>;
    expect(packument).toMatchObject({
      'dist-tags': tags,
      time: { '1.0.0': '2026-01-01T00:00:00.000Z', '2.0.0': '2026-01-02T00:00:00.000Z' },
      readme: '# left',
      versions: { '1.0.0': { dist: { shasum: sha1('one') } }, '2.0.0': { description: 'made up' } },
    });
    expect(endpoint.versions({ package: 'left' })).toEqual({});
    expect(await textOf(await endpoint.ask('left/-/left-1.0.0.tgz'))).toBe('200 one');
    for (const repository of ['team', 'store']) {
      expect(endpoint.versions({ package: 'left' }, repository)).toEqual({ '1.0.0': 'Published' });
    }
    expect(endpoint.describe({ package: 'left' }, '1.0.0').summary).toBe('made up');
  });

  it('has scoped packages, tarballs elsewhere, and old ones of which little is said', async () => {
    const files = await FakeRegistry.open({ '/@s/right/-/right-1.0.0.tgz': 'r' });
    const odd = { dependencies: ['not', 'ranges'] };
    const registry = await FakeRegistry.open(
      npmPackage('@s/right', { '1.0.0': 'r' }, { url: files.url, manifest: odd }),
    );
    const endpoint = new PulledEndpoint('npm', registry.url);
    expect((await endpoint.ask('@s%2fright')).status).toBe(200);
    expect(await textOf(await endpoint.ask('@s/right/-/right-1.0.0.tgz'))).toBe('200 r');
    expect(registry.count('/@s%2fright')).toBeGreaterThan(0);
  });
});

const wheel = 'six-1.0-py3-none-any.whl';
const sdist = 'six-1.0.tar.gz';
const pypiPage = (more: object = {}): string =>
  JSON.stringify({
    meta: { 'api-version': '1.1' },
    name: 'six',
    versions: ['1.0', '2.0'],
    files: [
      {
        filename: wheel,
        url: `../../files/${wheel}`,
        hashes: { sha256: sha256('wheel') },
        size: 5,
        'upload-time': '2024-05-29T15:37:49.123456Z',
        'requires-python': '>=3.8',
        ...more,
      },
      { filename: sdist, url: `../../files/${sdist}`, hashes: { sha256: sha256('sdist') }, size: 5, ...more },
      { filename: 'six-2.0.0.zip', url: '../../files/two', hashes: { sha256: sha256('two') }, size: 3 },
      { filename: 'readme.txt', url: '../../files/readme', hashes: {} },
    ],
  });
const json = (body: string): Served => ({ headers: { 'content-type': 'application/vnd.pypi.simple.v1+json' }, body });
const pypiFiles = { [`/files/${wheel}`]: 'wheel', [`/files/${sdist}`]: 'sdist', '/files/two': 'two' };
const asJson = { headers: { accept: 'application/vnd.pypi.simple.v1+json' } };

describe('a Python index', () => {
  it('EXT-41 PYP-23: all files of a version are stored, and only the one that was asked for is fetched', async () => {
    const registry = await FakeRegistry.open({ '/simple/six/': json(pypiPage()), ...pypiFiles });
    const endpoint = new PulledEndpoint('pypi', `${registry.url}/simple`);
    const page = (await (await endpoint.ask('simple/six/', asJson)).json()) as { files: object[] };
    expect(page).toMatchObject({ versions: ['1.0', '2.0'] });
    expect(page.files[0]).toMatchObject({
      filename: wheel,
      size: 5,
      hashes: { sha256: sha256('wheel') },
      'requires-python': '>=3.8',
      'upload-time': '2024-05-29T15:37:49.123456Z',
      yanked: false,
    });
    expect(page.files.map((file) => (file as { filename: string }).filename)).toEqual([wheel, sdist, 'six-2.0.0.zip']);
    expect(await textOf(await endpoint.ask(`simple/six/1.0/${wheel}`))).toBe('200 wheel');
    const at = {
      domain: 'my-domain',
      repository: 'team',
      format: 'pypi',
      package: 'six',
      packageVersion: '1.0',
    } as const;
    const listed = endpoint.simulator.execute('ListPackageVersionAssets', at);
    expect(listed.ok && listed.output.assets!.map(({ name }) => name)).toEqual([wheel, sdist]);
    expect(registry.count(`/files/${sdist}`)).toBe(0);
    // Fetched now that it is asked for.
    expect(await textOf(await endpoint.ask(`simple/six/1.0/${sdist}`))).toBe('200 sdist');
    expect(await textOf(await endpoint.ask('simple/six/2.0/six-2.0.0.zip'))).toBe('200 two');
  });

  it('EXT-42 PYP-25: a stored version gets files and the yanked mark that come later', async () => {
    const registry = await FakeRegistry.open({ '/simple/six/': json(pypiPage()), ...pypiFiles });
    const endpoint = new PulledEndpoint('pypi', `${registry.url}/simple/`);
    await endpoint.ask(`simple/six/1.0/${wheel}`);
    registry.served.set('/simple/six/', json(pypiPage({ yanked: 'broken' })));
    await endpoint.ask(`simple/six/1.0/${wheel}`);
    const page = (await (await endpoint.ask('simple/six/', asJson)).json()) as { files: object[] };
    expect(page.files[0]).toMatchObject({ yanked: 'broken' });
    expect(page.files[2]).toMatchObject({ yanked: false });
  });

  it('EXT-33: a file with other bytes is refused, before it is stored and after', async () => {
    const registry = await FakeRegistry.open({ '/simple/six/': json(pypiPage()), [`/files/${wheel}`]: 'evil!' });
    const endpoint = new PulledEndpoint('pypi', `${registry.url}/simple`);
    expect((await endpoint.ask(`simple/six/1.0/${wheel}`)).status).toBe(503);
    expect(endpoint.versions({ package: 'six' }, 'store')).toEqual({});
    registry.served.set(`/files/${wheel}`, 'wheel');
    registry.served.set(`/files/${sdist}`, 'evil!');
    expect((await endpoint.ask(`simple/six/1.0/${wheel}`)).status).toBe(200);
    expect((await endpoint.ask(`simple/six/1.0/${sdist}`)).status).toBe(503);
  });

  it('may answer in HTML, without sizes', async () => {
    const anchor = (name: string, url: string, more = '') => `<a href="${url}" ${more}>${name}</a><br/>`;
    const html = [
      '<!DOCTYPE html><html><body>',
      anchor(wheel, `../../files/${wheel}#sha256=${sha256('wheel')}`, 'data-requires-python="&gt;=3.8"'),
      anchor(sdist, `../../files/${sdist}`, 'data-yanked=""'),
      '</body></html>',
    ].join('\n');
    const page = { headers: { 'content-type': 'text/html' }, body: html };
    const registry = await FakeRegistry.open({ '/simple/six/': page, ...pypiFiles });
    const endpoint = new PulledEndpoint('pypi', `${registry.url}/simple`);
    expect(await (await endpoint.ask('simple/six/')).text()).toContain('data-requires-python="&gt;=3.8"');
    expect(await textOf(await endpoint.ask(`simple/six/1.0/${wheel}`))).toBe('200 wheel');
    expect(endpoint.versions({ package: 'six' }, 'store')).toEqual({ '1.0': 'Published' });
  });
});

const junit = '/junit/junit';
const metadataXml = (...versions: readonly string[]): string =>
  `<?xml version="1.0"?><metadata><groupId>junit</groupId><artifactId>junit</artifactId><versioning><versions>${versions
    .map((version) => `<version>${version}</version>`)
    .join('')}</versions></versioning></metadata>`;
const pom = '<project><description>Tests</description></project>';
const modified = { 'last-modified': 'Fri, 26 Feb 2021 20:40:52 GMT' };
const mavenFiles: Readonly<Record<string, Served>> = {
  [`${junit}/maven-metadata.xml`]: metadataXml('4.13.1', '4.13.2', '5-SNAPSHOT'),
  [`${junit}/4.13.2/junit-4.13.2.pom`]: { headers: modified, body: pom },
  [`${junit}/4.13.2/junit-4.13.2.pom.sha1`]: sha1(pom),
  [`${junit}/4.13.2/junit-4.13.2.jar`]: { headers: modified, body: 'jar' },
  [`${junit}/4.13.2/junit-4.13.2.jar.sha256`]: sha256('jar'),
  [`${junit}/4.13.2/junit-4.13.2-sources.jar`]: 'sources',
  [`${junit}/4.13.2/junit-4.13.2-linux.jar`]: 'linux',
};
const junitAssets = (endpoint: PulledEndpoint, repository = 'team') => {
  const named = { format: 'maven', namespace: 'junit', package: 'junit', packageVersion: '4.13.2' } as const;
  const listed = endpoint.simulator.execute('ListPackageVersionAssets', { domain: 'my-domain', repository, ...named });
  return listed.ok ? listed.output.assets!.map(({ name }) => name) : listed.error.name;
};
const read = (endpoint: PulledEndpoint, version: string, asset: string) =>
  endpoint.prepared('ReadAsset', { namespace: 'junit', package: 'junit', version, asset });

describe('a Maven repository', () => {
  it('EXT-38 MVN-57: beside what is asked for the four names are tried, and those that are there stored', async () => {
    const registry = await FakeRegistry.open(mavenFiles);
    const endpoint = new PulledEndpoint('maven', registry.url);
    const result = await read(endpoint, '4.13.2', 'junit-4.13.2.pom');
    expect(result.ok && result.output.content.text()).toBe(pom);
    const all = ['junit-4.13.2-sources.jar', 'junit-4.13.2.jar', 'junit-4.13.2.pom'];
    for (const repository of ['team', 'store']) expect(junitAssets(endpoint, repository)).toEqual(all);
    const time = Date.parse(modified['last-modified']);
    const described = endpoint.describe({ namespace: 'junit', package: 'junit' }, '4.13.2');
    expect(Number(described.publishedTime)).toBe(time);
    expect(described.summary).toBe('Tests');
    expect(registry.count(`${junit}/4.13.2/junit-4.13.2.jar`)).toBe(0); // its size and SHA-256 are told beside it
  });

  it('EXT-39: a file of another name is added when it is asked for', async () => {
    const registry = await FakeRegistry.open(mavenFiles);
    const endpoint = new PulledEndpoint('maven', registry.url);
    await read(endpoint, '4.13.2', 'junit-4.13.2.pom');
    const result = await read(endpoint, '4.13.2', 'junit-4.13.2-linux.jar');
    expect(result.ok && result.output.content.text()).toBe('linux');
    expect(junitAssets(endpoint)).toContain('junit-4.13.2-linux.jar');
    expect((await read(endpoint, '4.13.2', 'junit-4.13.2-osx.jar')).ok).toBe(false);
  });

  it('EXT-36: a snapshot is neither listed nor fetched', async () => {
    const registry = await FakeRegistry.open(mavenFiles);
    const endpoint = new PulledEndpoint('maven', registry.url);
    expect((await read(endpoint, '5-SNAPSHOT', 'junit-5-20210101.000000-1.jar')).ok).toBe(false);
    expect(registry.requests).toEqual([]);
    const listed = await endpoint.prepared('ListVersions', { namespace: 'junit', package: 'junit' });
    expect(listed.ok && listed.output.versions.map(({ version }) => version)).toEqual(['4.13.1', '4.13.2']);
  });

  it('EXT-33: a file that is not what the checksum beside it says is refused', async () => {
    const registry = await FakeRegistry.open({ ...mavenFiles, [`${junit}/4.13.2/junit-4.13.2.pom`]: '<evil/>' });
    const endpoint = new PulledEndpoint('maven', registry.url);
    await expect(read(endpoint, '4.13.2', 'junit-4.13.2.pom')).rejects.toThrow(/not what its index says: SHA-1/);
    expect(junitAssets(endpoint)).toBe('ResourceNotFoundException');
  });

  it('EXT-18: is not asked where no repository is connected to it', async () => {
    const empty = await FakeRegistry.open();
    const endpoint = new PulledEndpoint('maven', empty.url, { connection: 'public:maven-clojars' });
    expect((await read(endpoint, '4.13.2', 'junit-4.13.2.pom')).ok).toBe(false);
    expect(empty.requests).toEqual([]); // store is connected to another
  });
});

const nugetFeed = async (): Promise<FakeRegistry> => {
  const registry = await FakeRegistry.open();
  const { url } = registry;
  const leaf = (version: string, more: object = {}) => ({
    catalogEntry: {
      '@id': `${url}/catalog/${version}.json`,
      id: 'Newtonsoft.Json',
      version,
      published: '2023-03-08T07:42:54.647+00:00',
      listed: true,
      description: 'Json.NET',
      dependencyGroups: [{ targetFramework: 'net6.0', dependencies: [{ id: 'System.Runtime', range: '[4.3.0, )' }] }],
      ...more,
    },
    packageContent: `${url}/flat/${version}.nupkg`,
  });
  const pages = { items: [{ items: [leaf('12.0.3'), leaf('12.0.4', { listed: false })] }, { '@id': `${url}/page/2` }] };
  const served: Readonly<Record<string, Served>> = {
    '/v3/index.json': JSON.stringify({
      version: '3.0.0',
      resources: [
        { '@type': 'RegistrationsBaseUrl', '@id': `${url}/old/` },
        { '@type': 'RegistrationsBaseUrl/3.6.0', '@id': `${url}/reg/` },
      ],
    }),
    '/reg/newtonsoft.json/index.json': JSON.stringify(pages),
    '/page/2': JSON.stringify({ items: [leaf('13.0.3')] }),
    '/catalog/13.0.3.json': JSON.stringify({
      packageHash: sha512('nupkg'),
      packageHashAlgorithm: 'SHA512',
      packageSize: 5,
    }),
    '/catalog/12.0.3.json': JSON.stringify({ packageHash: sha512('else'), packageHashAlgorithm: 'SHA512' }),
    '/flat/13.0.3.nupkg': 'nupkg',
    '/flat/12.0.3.nupkg': 'evil',
  };
  for (const [path, what] of Object.entries(served)) registry.served.set(path, what);
  return registry;
};

describe('a NuGet service', () => {
  it('NUG-31 NUG-32: its registrations are shown with their times, and its packages fetched', async () => {
    const registry = await nugetFeed();
    const endpoint = new PulledEndpoint('nuget', `${registry.url}/v3/index.json`);
    const index = (await (await endpoint.ask('v3/registration4/newtonsoft.json/index.json')).json()) as {
      items: { items: { catalogEntry: object }[] }[];
    };
    const entries = index.items.flatMap(({ items }) => items.map(({ catalogEntry }) => catalogEntry));
    expect(entries).toHaveLength(2); // what is not listed there is not told
    expect(entries[1]).toMatchObject({
      id: 'Newtonsoft.Json',
      version: '13.0.3',
      published: '2023-03-08T07:42:54.647+00:00',
      description: 'Json.NET',
    });
    expect(
      await textOf(await endpoint.ask('v3/flatcontainer/newtonsoft.json/13.0.3/newtonsoft.json.13.0.3.nupkg')),
    ).toBe('200 nupkg');
    expect(endpoint.versions({ package: 'newtonsoft.json' })).toEqual({ '13.0.3': 'Published' });
  });

  it('EXT-33: a package that is not what the catalogue says is refused', async () => {
    const registry = await nugetFeed();
    const endpoint = new PulledEndpoint('nuget', `${registry.url}/v3/index.json`);
    const path = 'v3/flatcontainer/newtonsoft.json/12.0.3/newtonsoft.json.12.0.3.nupkg';
    expect((await endpoint.ask(path)).status).toBe(503);
    expect(endpoint.versions({ package: 'newtonsoft.json' }, 'store')).toEqual({});
  });
});

const rubyIndex = [
  '---',
  `1.15.0 racc:~> 1.4|checksum:${sha256('old')}`,
  `1.16.0 racc:~> 1.4&< 2,mini:>= 0|checksum:${sha256('gem')},ruby:>= 3.0`,
  `1.16.0-x86_64-linux racc:~> 1.4|checksum:${sha256('linux')},ruby:>= 3.0`,
  '',
].join('\n');

describe('a RubyGems registry', () => {
  it('RBY-17 RBY-47: its index is shown, and all platforms of a version are stored', async () => {
    const registry = await FakeRegistry.open({
      '/info/nokogiri': rubyIndex,
      '/gems/nokogiri-1.16.0.gem': 'gem',
      '/gems/nokogiri-1.16.0-x86_64-linux.gem': 'linux',
    });
    const endpoint = new PulledEndpoint('ruby', registry.url);
    expect(await (await endpoint.ask('info/nokogiri')).text()).toBe(rubyIndex);
    expect(await textOf(await endpoint.ask('gems/nokogiri-1.16.0.gem'))).toBe('200 gem');
    expect(endpoint.versions({ package: 'nokogiri' })).toEqual({ '1.16.0': 'Published' });
    expect(registry.count('/gems/nokogiri-1.16.0-x86_64-linux.gem')).toBe(0);
    expect(await textOf(await endpoint.ask('gems/nokogiri-1.16.0-x86_64-linux.gem'))).toBe('200 linux');
  });

  it('EXT-33: a gem with another digest is refused', async () => {
    const registry = await FakeRegistry.open({ '/info/nokogiri': rubyIndex, '/gems/nokogiri-1.15.0.gem': 'evil' });
    const endpoint = new PulledEndpoint('ruby', registry.url);
    expect((await endpoint.ask('gems/nokogiri-1.15.0.gem')).status).toBe(503);
    expect(endpoint.versions({ package: 'nokogiri' }, 'store')).toEqual({});
  });
});

const line = (vers: string, content: string, more: object = {}): string =>
  JSON.stringify({ name: 'Serde', vers, deps: [], cksum: sha256(content), features: {}, yanked: false, ...more });

describe('a registry of crates', () => {
  it('CRG-22 CRG-25 CRG-30: its lines are shown, and its files fetched from where its configuration says', async () => {
    const registry = await FakeRegistry.open({
      '/se/rd/serde': [
        line('1.0.0', 'one', { pubtime: '2024-01-01T00:00:00Z' }),
        line('1.1.0', 'two', { pubtime: '2024-02-01T00:00:00Z', yanked: true }),
        '',
      ].join('\n'),
      '/dl/Serde/1.0.0/download': 'one',
    });
    registry.served.set('/config.json', JSON.stringify({ dl: `${registry.url}/dl` }));
    const endpoint = new PulledEndpoint('cargo', `sparse+${registry.url}/`);
    const lines = (await (await endpoint.ask('se/rd/serde')).text()).trim().split('\n');
    expect(lines.map((each) => JSON.parse(each))).toMatchObject([
      { name: 'Serde', vers: '1.0.0', cksum: sha256('one'), yanked: false },
      { name: 'Serde', vers: '1.1.0', cksum: sha256('two'), yanked: true },
    ]);
    expect(await textOf(await endpoint.ask('api/v1/crates/serde/1.0.0/download'))).toBe('200 one');
    expect(endpoint.versions({ package: 'Serde' })).toEqual({ '1.0.0': 'Published' });
    expect(Number(endpoint.describe({ package: 'Serde' }, '1.0.0').publishedTime)).toBe(Date.UTC(2024, 0, 1));
  });

  it('CRG-20: has markers in the address of its files', async () => {
    const registry = await FakeRegistry.open({
      '/3/a/abc': JSON.stringify({ name: 'abc', vers: '1.0.0', cksum: sha256('a') }),
    });
    const dl = `${registry.url}/{lowerprefix}/{crate}-{version}-{sha256-checksum}`;
    registry.served.set('/config.json', JSON.stringify({ dl }));
    registry.served.set(`/3/a/abc-1.0.0-${sha256('a')}`, 'a');
    const endpoint = new PulledEndpoint('cargo', registry.url);
    expect(await textOf(await endpoint.ask('api/v1/crates/abc/1.0.0/download'))).toBe('200 a');
  });
});

describe('a name of a package', () => {
  const host = String.raw`\\localhost`; // for a browser and for URL, backslashes are slashes

  it.each([
    ['npm', (name: string) => name],
    ['pypi', (name: string) => `simple/${name}/`],
    ['maven', (name: string) => `${name}/name/maven-metadata.xml`],
  ] as const)('leads to no other host, as %s', async (format, pathOf) => {
    const elsewhere = await FakeRegistry.open();
    const registry = await FakeRegistry.open();
    const endpoint = new PulledEndpoint(format, registry.url);
    for (const name of [`${host}:${new URL(elsewhere.url).port}`, 'https:localhost']) {
      expect((await endpoint.ask(pathOf(encodeURIComponent(name)))).status).toBe(404);
    }
    expect(elsewhere.requests).toEqual([]);
    expect(endpoint.lines).toEqual([]); // none was down
  });

  it.each(['..', 'a..b', '.', '', '.a'])(
    'of Maven is no path, as the namespace %j: nothing is asked for',
    async (namespace) => {
      const registry = await FakeRegistry.open();
      const source = mavenSource(new Registry(registry.url));
      expect(await source.package({ format: 'maven', namespace, package: 'name' })).toBe(undefined);
      expect(source.file!({ format: 'maven', namespace, package: 'name' }, '1', 'name-1.pom')).toBe(undefined);
      expect(registry.requests).toEqual([]);
    },
  );
});
