import { describe, expect, test } from 'vitest';
import { contentOf } from '../../../support';
import { app, appPath, digestOf, type Kind, kinds, MavenEndpoint, metadataOf } from './maven-support';

const jar = `${appPath}/1.0/my-app-1.0.jar`;
const pom = `${appPath}/1.0/my-app-1.0.pom`;
const metadata = `${appPath}/maven-metadata.xml`;
const { element, elements } = MavenEndpoint;

/** A public version of a package with files of these names. */
const offered = (
  of: { namespace: string; package: string },
  version: string,
  names: readonly string[],
  publishedTime?: number,
) =>
  ({
    type: 'public version',
    connection: 'public:maven-central',
    ...of,
    version,
    publishedTime,
    assets: names.map((name) => ({ name, text: `public ${name}` })),
  }) as const;

describe('assets', () => {
  test('MVN-55, AUT-81: a GET is led to the store of assets', async () => {
    const endpoint = new MavenEndpoint();
    await endpoint.deploy('1.0');
    const led = await endpoint.ask(jar, { follow: false });
    expect(led.status).toBe(307);
    expect(await endpoint.text(jar)).toBe('my-app-1.0.jar');
  });

  test('MVN-56, MVN-57: HEAD of a POM of a public repository', async () => {
    const endpoint = new MavenEndpoint();
    const of = { namespace: 'org.apache.commons', package: 'commons-lang3' };
    const time = Date.parse('2021-02-26T20:40:52Z');
    const { hashes } = contentOf('pom');
    endpoint.learn({
      ...offered(of, '3.12.0', [], time),
      assets: [{ name: 'commons-lang3-3.12.0.pom', size: 22672, hashes }],
    });
    const path = 'org/apache/commons/commons-lang3/3.12.0/commons-lang3-3.12.0.pom';
    const { status, headers } = await endpoint.ask(path, { method: 'HEAD' });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/xml');
    expect(headers.get('content-length')).toBe('22672');
    expect(headers.get('last-modified')).toBe('Fri, 26 Feb 2021 20:40:52 GMT');
    expect(endpoint.versions(of)).toEqual({}); // RET-15
  });

  test('MVN-57: of a direct publish it is the time of the PUT, of each file its own', async () => {
    const endpoint = new MavenEndpoint();
    await endpoint.deploy('1.0');
    endpoint.clock.set('2026-09-02T12:00:00Z');
    await endpoint.put(`${appPath}/1.0/my-app-1.0-sources.jar`, 'sources');
    const modified = async (path: string) =>
      (await endpoint.ask(path, { method: 'HEAD' })).headers.get('last-modified');
    expect(await modified(jar)).toBe('Tue, 01 Sep 2026 00:00:00 GMT');
    expect(await modified(jar.replace('.jar', '-sources.jar'))).toBe('Wed, 02 Sep 2026 12:00:00 GMT');
    const since = { 'if-modified-since': 'Tue, 01 Sep 2026 00:00:00 GMT' };
    expect(await endpoint.status(jar, { method: 'HEAD', headers: since })).toBe(304);
  });

  test.each([
    ['my-app-1.0.jar', 'application/java-archive'],
    ['my-app-1.0.pom', 'application/xml'],
    ['maven-metadata.xml', 'application/xml'],
    ['my-app-1.0.jar.asc', 'text/plain'],
    ['my-app-1.0.tar.gz', 'application/gzip'],
    ['odd', 'application/octet-stream'],
  ])('MVN-56: the content type of %s is %s', async (name, type) => {
    const endpoint = new MavenEndpoint();
    await endpoint.deploy('1.0');
    await endpoint.put(`${appPath}/1.0/${name}`, name);
    const { headers } = await endpoint.ask(`${appPath}/1.0/${name}`, { method: 'HEAD' });
    expect(headers.get('content-type')).toBe(type);
  });

  test('MVN-62: what mvn and Gradle ask for', async () => {
    const endpoint = new MavenEndpoint();
    await endpoint.deploy('1.0');
    for (const path of [pom, jar, `${appPath}/maven-metadata.xml`]) {
      expect([await endpoint.status(path), await endpoint.status(`${path}.sha1`)]).toEqual([200, 200]);
      expect(await endpoint.status(path, { method: 'HEAD' })).toBe(200);
    }
    expect(await endpoint.status(pom.replace('.pom', '.module'))).toBe(404);
  });

  test('MVN-63: files of an Unlisted version are served, of an Archived or Disposed one not', async () => {
    const endpoint = new MavenEndpoint();
    await endpoint.deploy('1.0');
    await endpoint.deploy('1.1');
    const listed = async () => elements(await endpoint.text(metadata), 'version');
    endpoint.setStatus(app, '1.0', 'Unlisted');
    expect([await endpoint.status(jar), await listed()]).toEqual([200, ['1.1']]);
    endpoint.setStatus(app, '1.0', 'Archived');
    expect([await endpoint.status(jar), await endpoint.status(`${jar}.md5`), await listed()]).toEqual([
      404,
      404,
      ['1.1'],
    ]);
    const at = { domain: 'my-domain', repository: 'team', format: 'maven' as const, ...app };
    endpoint.simulator.execute('DisposePackageVersions', { ...at, versions: ['1.0'] });
    expect([await endpoint.status(jar), await listed()]).toEqual([404, ['1.1']]);
  });

  test.each([
    '',
    'com/',
    `${appPath}/`,
    `${appPath}/1.0/`,
    `${appPath}/1.0`,
    'com',
    'com//mycompany/x/1.0/x.jar',
    '.index/nexus.gz',
  ])('MVN-80: there are no folders: GET of %s: 404', async (path) => {
    const endpoint = new MavenEndpoint();
    await endpoint.deploy('1.0');
    expect(await endpoint.status(path)).toBe(404);
  });

  test('MVN-03: a dot within a folder of the group path is none of a groupId', async () => {
    const endpoint = new MavenEndpoint();
    await endpoint.deploy('1.0');
    expect(await endpoint.status('com.mycompany/app/my-app/1.0/my-app-1.0.jar')).toBe(404);
    expect(await endpoint.status('com.mycompany/app/my-app/maven-metadata.xml')).toBe(404);
  });
});

describe('checksums', () => {
  test.each(Object.keys(kinds) as Kind[])('MVN-25, MVN-27, MVN-28: %s, uploaded or not', async (kind) => {
    const endpoint = new MavenEndpoint();
    await endpoint.deploy('1.0');
    const response = await endpoint.ask(`${jar}.${kind}`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await response.text()).toBe(digestOf(kind, 'my-app-1.0.jar'));
    expect(await endpoint.status(`${appPath}/1.0/absent.jar.${kind}`)).toBe(404);
  });

  test('MVN-27: what a public repository does not tell is computed, where the bytes are known', async () => {
    const endpoint = new MavenEndpoint();
    const { MD5: _, ...hashes } = contentOf('known').hashes;
    const asset = { name: 'my-app-1.0.jar', size: 5, hashes };
    endpoint.learn({ ...offered(app, '1.0', []), assets: [asset] });
    expect(await endpoint.status(`${jar}.md5`)).toBe(404);
    endpoint.learn({ ...offered(app, '2.0', []), assets: [{ ...asset, name: 'my-app-2.0.jar' }] });
    await endpoint.put('a/b/1.0/same.jar', 'known');
    expect(await endpoint.text(`${jar}.md5`)).toBe(digestOf('md5', 'known'));
  });

  test('RET-14: a checksum retains nothing, the file does', async () => {
    const endpoint = new MavenEndpoint();
    endpoint.learn(offered(app, '1.0', ['my-app-1.0.jar']));
    await endpoint.text(`${jar}.sha1`);
    expect(endpoint.versions(app)).toEqual({});
    await endpoint.text(jar);
    expect([endpoint.versions(app), endpoint.versions(app, 'shared'), endpoint.versions(app, 'store')]).toEqual([
      { '1.0': 'Published' },
      {},
      { '1.0': 'Published' },
    ]);
  });
});

describe('metadata of a package', () => {
  test('MVN-58, MVN-60, RES-29: own and upstream versions in ascending order, latest and release', async () => {
    const endpoint = new MavenEndpoint();
    for (const repository of ['team', 'shared']) endpoint.restrict('ALLOW', repository);
    endpoint.learn(offered(app, '1.9', ['a.jar']), offered(app, '1.10-rc1', ['a.jar']));
    for (const version of ['1.10', '1.2']) await endpoint.deploy(version);
    await endpoint.deploy('1.10-alpha-1', { repository: 'shared' });
    await endpoint.deployBuild('20260801.100000', 1, { base: '2.0' });
    const response = await endpoint.ask(metadata);
    expect(response.headers.get('content-type')).toBe('application/xml');
    const text = await response.text();
    expect(element(text, 'groupId')).toBe('com.mycompany.app');
    expect(element(text, 'artifactId')).toBe('my-app');
    expect(elements(text, 'version')).toEqual(['1.2', '1.9', '1.10-alpha-1', '1.10-rc1', '1.10', '2.0-SNAPSHOT']);
    expect([element(text, 'latest'), element(text, 'release')]).toEqual(['2.0-SNAPSHOT', '1.10']);
    expect(await endpoint.status(metadata, { headers: { 'if-none-match': response.headers.get('etag')! } })).toBe(304);
  });

  test('MVN-60: without a release there is no <release>, and without a version nothing', async () => {
    const endpoint = new MavenEndpoint();
    expect(await endpoint.status(metadata)).toBe(404);
    await endpoint.deployBuild('20260801.100000', 1);
    expect(element(await endpoint.text(metadata), 'release')).toBeUndefined();
    endpoint.setStatus(app, '1.0-SNAPSHOT', 'Archived');
    expect(await endpoint.status(metadata)).toBe(404); // RES-32
  });

  test('MVN-59: without a connection <lastUpdated> is the time of the last change of the list', async () => {
    const endpoint = new MavenEndpoint();
    endpoint.simulator.execute('DisassociateExternalConnection', {
      domain: 'my-domain',
      repository: 'store',
      externalConnection: 'public:maven-central',
    });
    await endpoint.deploy('1.0');
    endpoint.clock.set('2026-09-02T10:20:30Z');
    await endpoint.deploy('0.9');
    endpoint.clock.set('2026-09-03T10:20:30Z');
    expect(element(await endpoint.text(metadata), 'lastUpdated')).toBe('20260902102030');
  });

  test('MVN-59: with one it is the time of the refresh, which is every request, to the minute', async () => {
    const endpoint = new MavenEndpoint();
    endpoint.learn(offered(app, '1.0', ['a.jar'], Date.parse('2020-01-01T00:00:00Z')));
    endpoint.clock.set('2026-09-02T10:20:30Z');
    expect(element(await endpoint.text(metadata), 'lastUpdated')).toBe('20260902102000');
    const sum = await endpoint.text(`${metadata}.sha1`);
    endpoint.clock.set('2026-09-02T10:20:59Z');
    expect(digestOf('sha1', await endpoint.text(metadata))).toBe(sum);
  });

  test('XML characters in names are references', async () => {
    const endpoint = new MavenEndpoint();
    const of = { namespace: 'a', package: 'b&<c>' };
    const folder = `a/${encodeURIComponent(of.package)}`;
    await endpoint.put(`${folder}/${encodeURIComponent('1&2\u0001')}/x.jar`, 'x');
    endpoint.setStatus(of, '1&2\u0001', 'Published');
    const text = await endpoint.text(`${folder}/maven-metadata.xml`);
    expect(text).toContain('<artifactId>b&amp;&lt;c&gt;</artifactId>');
    expect(text).toContain('<version>1&amp;2\ufffd</version>');
  });

  test('a package whose name looks like a version, and a version of its parent, are told apart', async () => {
    const endpoint = new MavenEndpoint();
    await endpoint.deploy('1.0');
    expect(await endpoint.text(`${appPath}/1.0/maven-metadata.xml`)).toBe(metadataOf(['1.0']));
    expect(await endpoint.status(`${appPath}/2.0/maven-metadata.xml`)).toBe(404);
    await endpoint.put(`${appPath}/2.0/1/x.jar`, 'x');
    endpoint.setStatus({ namespace: 'com.mycompany.app.my-app', package: '2.0' }, '1', 'Published');
    expect(element(await endpoint.text(`${appPath}/2.0/maven-metadata.xml`), 'artifactId')).toBe('2.0');
  });
});

test('UPS-16, UPS-21, UPS-22: a broken upstream graph', async () => {
  const endpoint = new MavenEndpoint();
  endpoint.restrict('ALLOW');
  await endpoint.deploy('1.0');
  endpoint.simulator.execute('DeleteRepository', { domain: 'my-domain', repository: 'shared' });
  const refused = await endpoint.ask(metadata);
  expect(refused.status).toBe(404);
  expect(((await refused.json()) as { message: string }).message).toMatch(
    /^A repository referenced in your upstream graph no longer exists\./,
  );
  expect(await endpoint.status(jar)).toBe(200);
  expect(await endpoint.status(`${appPath}/1.1/my-app-1.1.jar`)).toBe(404);
});

describe('EXT-T3: assets of public versions', () => {
  const unlisting = {
    type: 'public repository',
    connection: 'public:maven-central',
    listsAssets: false,
  } as const;
  const junit = { namespace: 'junit', package: 'junit' };
  const aapt2 = { namespace: 'com.android.tools.build', package: 'aapt2' };

  test('EXT-38: junit 4.13.2: any asset brings the four', async () => {
    const endpoint = new MavenEndpoint();
    const names = ['-javadoc.jar', '-sources.jar', '.jar', '.pom'].map((ending) => `junit-4.13.2${ending}`);
    endpoint.learn(unlisting, offered(junit, '4.13.2', [...names, 'junit-4.13.2-other.zip']));
    await endpoint.text('junit/junit/4.13.2/junit-4.13.2.pom');
    for (const repository of ['team', 'store']) expect(endpoint.names(junit, '4.13.2', repository)).toEqual(names);
  });

  test('EXT-38, EXT-39: aapt2: the others come when they are asked for', async () => {
    const endpoint = new MavenEndpoint();
    const names = ['-linux.jar', '-osx.jar', '.pom'].map((ending) => `aapt2-7.3.1-8691043${ending}`);
    endpoint.learn(unlisting, offered(aapt2, '7.3.1-8691043', names));
    const folder = 'com/android/tools/build/aapt2/7.3.1-8691043/';
    for (const wanted of [[names[2]!], [names[0]!, names[2]!], names]) {
      const missing = endpoint.versions(aapt2)['7.3.1-8691043'] ? endpoint.names(aapt2, '7.3.1-8691043') : [];
      await endpoint.text(folder + wanted.find((name) => !missing.includes(name))!);
      for (const repository of ['team', 'store']) {
        expect(endpoint.names(aapt2, '7.3.1-8691043', repository)).toEqual(wanted);
      }
    }
  });

  test('EXT-36: a SNAPSHOT version is never ingested', async () => {
    const endpoint = new MavenEndpoint();
    endpoint.learn(offered(app, '1.0-SNAPSHOT', ['my-app-1.0-20260801.100000-1.jar']));
    expect(await endpoint.status(`${appPath}/1.0-SNAPSHOT/maven-metadata.xml`)).toBe(404);
    expect(await endpoint.status(`${appPath}/1.0-SNAPSHOT/my-app-1.0-20260801.100000-1.jar`)).toBe(404);
    expect(endpoint.versions(app)).toEqual({});
  });

  test('EXT-40: what was published here gets nothing from outside', async () => {
    const endpoint = new MavenEndpoint();
    await endpoint.deploy('1.0');
    endpoint.learn(offered(app, '1.0', ['my-app-1.0-sources.jar']));
    expect(await endpoint.status(`${appPath}/1.0/my-app-1.0-sources.jar`)).toBe(404);
  });
});
