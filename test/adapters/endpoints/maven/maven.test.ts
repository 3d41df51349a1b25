import { describe, expect, test } from 'vitest';
import { app, appPath, digestOf, MavenEndpoint, metadataOf, snapshotMetadataOf } from './maven-support';

const { element, elements } = MavenEndpoint;
const folder = `${appPath}/1.0-SNAPSHOT`;
const metadata = `${folder}/maven-metadata.xml`;
const first = ['20210728.194552', 1] as const;
const second = ['20210729.171330', 2] as const;
const file = (timestamp: string, n: number, ending = 'jar') => `my-app-1.0-${timestamp}-${n}.${ending}`;

describe('the documented run', () => {
  const named = { namespace: 'com.mycompany.myapp', package: 'pkg-1' };
  const build = '1.0-20210728.194552-1';
  const path = 'com/mycompany/myapp/pkg-1/1.0-SNAPSHOT';

  test('MVN-41, MVN-42, MVN-45, MVN-08: assets, metadata, the assets of either version', async () => {
    const endpoint = new MavenEndpoint();
    const shown = () => {
      const at = { domain: 'my-domain', repository: 'team', format: 'maven' as const, ...named };
      const result = endpoint.simulator.execute('ListPackageVersions', at);
      return result.ok && [endpoint.versions(named), result.output.defaultDisplayVersion ?? null];
    };
    for (const ending of ['jar', 'pom']) await endpoint.put(`${path}/pkg-1-${build}.${ending}`, ending);
    expect(shown()).toEqual([{ [build]: 'Unfinished' }, null]);
    const text = snapshotMetadataOf('20210728.194552', 1, { named });
    expect(await endpoint.put(`${path}/maven-metadata.xml`, text)).toBe(200);
    expect(shown()).toEqual([{ [build]: 'Unlisted', '1.0-SNAPSHOT': 'Published' }, '1.0-SNAPSHOT']);
    for (const version of [build, '1.0-SNAPSHOT']) {
      expect(endpoint.names(named, version)).toEqual([`pkg-1-${build}.jar`, `pkg-1-${build}.pom`]);
    }
    expect(endpoint.assets(named, build)).toEqual(endpoint.assets(named, '1.0-SNAPSHOT'));
  });

  test('MVN-43, MVN-49: the documented metadata of the second build is taken, and given again', async () => {
    const endpoint = new MavenEndpoint();
    await endpoint.deployBuild(...first);
    await endpoint.deployBuild(...second);
    const text = await endpoint.text(metadata);
    expect(element(text, 'groupId')).toBe('com.mycompany.app');
    expect(element(text, 'artifactId')).toBe('my-app');
    expect(element(text, 'version')).toBe('1.0-SNAPSHOT');
    expect(element(text, 'timestamp')).toBe('20210729.171330');
    expect(element(text, 'buildNumber')).toBe('2');
    expect(element(text, 'lastUpdated')).toBe('20210729171330');
    expect(elements(text, 'extension')).toEqual(['jar', 'pom']);
    expect(elements(text, 'value')).toEqual(Array(2).fill('1.0-20210729.171330-2'));
    expect(elements(text, 'updated')).toEqual(Array(2).fill('20210729171330'));
    expect(await endpoint.text(`${metadata}.md5`)).toBe(digestOf('md5', text));
  });
});

test('MVN-39, MVN-40: the rules are those of versions that end in -SNAPSHOT', async () => {
  const endpoint = new MavenEndpoint();
  expect(await endpoint.put(`${appPath}/1.0-SNAPSHOT-x/my-app-1.0-SNAPSHOT-x.jar`, 'x')).toBe(201);
  expect(endpoint.versions(app)).toEqual({ '1.0-SNAPSHOT-x': 'Unfinished' });
  for (const name of [
    'my-app-1.0-SNAPSHOT.jar',
    'my-app-1.0-20210728.194552.jar',
    'my-app-1.0-20210728.194552-1',
    'my-app-1.1-20210728.194552-1.jar',
    'other-1.0-20210728.194552-1.jar',
    'my-app-1.0-20210728-1.jar',
    'x.txt',
  ]) {
    expect([name, await endpoint.put(`${folder}/${name}`, 'x')]).toEqual([name, 400]);
    expect([name, await endpoint.put(`${folder}/${name}.md5`, 'x')]).toEqual([name, 400]);
  }
  expect(endpoint.versions(app)).toEqual({ '1.0-SNAPSHOT-x': 'Unfinished' });
});

test('MVN-42, MVN-44: with n builds there are n + 1 versions', async () => {
  const endpoint = new MavenEndpoint();
  const builds: readonly (readonly [string, number])[] = [first, second, ['20210730.000000', 3]];
  for (const build of builds) await endpoint.deployBuild(...build);
  expect(endpoint.versions(app)).toEqual({
    '1.0-20210728.194552-1': 'Unlisted',
    '1.0-20210729.171330-2': 'Unlisted',
    '1.0-20210730.000000-3': 'Unlisted',
    '1.0-SNAPSHOT': 'Published',
  });
  expect(endpoint.assets(app, '1.0-SNAPSHOT')).toEqual(endpoint.assets(app, '1.0-20210730.000000-3'));
  expect(elements(await endpoint.text(`${appPath}/maven-metadata.xml`), 'version')).toEqual(['1.0-SNAPSHOT']);
});

describe('MVN-43: metadata that does not fit the latest build', () => {
  test.each([
    ['no timestamp', snapshotMetadataOf(...second, { withTimestamp: false })],
    ['another timestamp', snapshotMetadataOf('20210729.171331', 2)],
    ['another number', snapshotMetadataOf('20210729.171330', 3)],
    ['an earlier build', snapshotMetadataOf(...first)],
    ['no asset', snapshotMetadataOf(...second, { extensions: [] })],
    ['no asset that is there', snapshotMetadataOf(...second, { extensions: ['war'] })],
    ['no snapshot at all', metadataOf(['1.0-SNAPSHOT'])],
  ])('%s: 400', async (_, text) => {
    const endpoint = new MavenEndpoint();
    await endpoint.putBuild(...first);
    await endpoint.putBuild(...second);
    expect(await endpoint.put(metadata, text)).toBe(400);
    expect(Object.values(endpoint.versions(app))).toEqual(['Unfinished', 'Unfinished']);
    const named = snapshotMetadataOf(...second, { extensions: ['war', 'pom'] });
    expect(await endpoint.put(metadata, named)).toBe(200);
  });
});

test('MVN-46: builds without metadata in between stay Unfinished until their status is set', async () => {
  const endpoint = new MavenEndpoint();
  await endpoint.putBuild(...first);
  await endpoint.deployBuild(...second);
  expect(endpoint.versions(app)['1.0-20210728.194552-1']).toBe('Unfinished');
  expect(await endpoint.status(`${folder}/${file(...first)}`)).toBe(404);
  endpoint.setStatus(app, '1.0-20210728.194552-1', 'Unlisted');
  expect(await endpoint.status(`${folder}/${file(...first)}`)).toBe(200);
});

test('MVN-47, MVN-48: files of the latest build, of a named one, and of older ones', async () => {
  const endpoint = new MavenEndpoint();
  await endpoint.deployBuild(...first);
  await endpoint.deployBuild(...second);
  const text = (n: number) => `jar ${n} of 1.0 in team`;
  expect(await endpoint.text(`${folder}/${file(...second)}`)).toBe(text(2));
  expect(await endpoint.text(`${folder}/${file(...first)}`)).toBe(text(1));
  expect(await endpoint.text(`${folder}/${file(...first)}.sha1`)).toBe(digestOf('sha1', text(1)));
  expect(await endpoint.text(`${appPath}/1.0-20210728.194552-1/${file(...first)}`)).toBe(text(1));
  expect(await endpoint.status(`${folder}/${file('20210728.194552', 7)}`)).toBe(404);
});

test('MVN-34, MVN-38: checksums of a build and of its metadata', async () => {
  const endpoint = new MavenEndpoint();
  await endpoint.putBuild(...first);
  const jar = `${folder}/${file(...first)}`;
  expect(await endpoint.put(`${jar}.sha1`, 'wrong')).toBe(400);
  const text = snapshotMetadataOf(...first);
  expect(await endpoint.put(`${metadata}.sha1`, digestOf('sha1', text))).toBe(404);
  expect(await endpoint.put(metadata, text)).toBe(400);
  expect(await endpoint.put(`${jar}.sha1`, digestOf('sha1', 'jar 1 of 1.0 in team'))).toBe(200);
  expect(await endpoint.put(metadata, text)).toBe(200);
  expect(await endpoint.put(`${metadata}.sha1`, digestOf('sha1', text))).toBe(200);
  expect(await endpoint.put(`${metadata}.sha1`, 'wrong')).toBe(400);
});

test('MVN-50: the list of versions at package level changes nothing for builds', async () => {
  const endpoint = new MavenEndpoint();
  await endpoint.putBuild(...first);
  const list = `${appPath}/maven-metadata.xml`;
  expect(await endpoint.put(list, metadataOf(['1.0-SNAPSHOT']))).toBe(200);
  expect(endpoint.versions(app)).toEqual({ '1.0-20210728.194552-1': 'Unfinished' });
  await endpoint.put(metadata, snapshotMetadataOf(...first));
  const before = endpoint.versions(app);
  expect(await endpoint.put(list, metadataOf(['1.0-SNAPSHOT']))).toBe(200);
  expect(await endpoint.put(`${list}.md5`, digestOf('md5', metadataOf(['1.0-SNAPSHOT'])))).toBe(200);
  expect(endpoint.versions(app)).toEqual(before);
});

describe('RES-34: builds in a repository and in its upstream', () => {
  const both = async () => {
    const endpoint = new MavenEndpoint();
    await endpoint.deployBuild(...first, { repository: 'shared' });
    await endpoint.deployBuild(...second);
    endpoint.restrict('ALLOW');
    return endpoint;
  };
  const timestamp = async (endpoint: MavenEndpoint) => element(await endpoint.text(metadata), 'timestamp');

  test("the latest is the upstream's, a named build is whose it is", async () => {
    const endpoint = await both();
    expect(await timestamp(endpoint)).toBe('20210728.194552');
    expect(await endpoint.text(`${folder}/${file(...first)}`)).toBe('jar 1 of 1.0 in shared');
    expect(await endpoint.text(`${folder}/${file(...second)}`)).toBe('jar 2 of 1.0 in team');
  });

  test("with upstream BLOCK it is the repository's own", async () => {
    const endpoint = await both();
    endpoint.restrict('BLOCK');
    expect(await timestamp(endpoint)).toBe('20210729.171330');
  });
});

test('MVN-49: classifiers, and extensions of more than one part', async () => {
  const endpoint = new MavenEndpoint();
  const build = 'my-app-1.0-20210728.194552-1';
  const parts = [
    ['', 'jar'],
    ['', 'jar.asc'],
    ['sources', 'jar'],
    ['bin', 'tar.gz'],
    ['jdk1.5', 'jar'],
    ['a-b', 'zip.asc'],
  ];
  for (const [classifier, extension] of parts) {
    expect(await endpoint.put(`${folder}/${build}${classifier && `-${classifier}`}.${extension}`, 'x')).toBe(201);
  }
  expect(await endpoint.put(metadata, snapshotMetadataOf(...first))).toBe(200);
  const found = [...(await endpoint.text(metadata)).matchAll(/<snapshotVersion>([\s\S]*?)<\/snapshotVersion>/g)].map(
    ([, text]) => [element(text!, 'classifier') ?? '', element(text!, 'extension')],
  );
  expect(new Set(found)).toEqual(new Set(parts));
});

test('MVN-49: a snapshot whose files are of no build has no metadata', async () => {
  const endpoint = new MavenEndpoint();
  const version = { domain: 'my-domain', repository: 'team', domainOwner: '111122223333' };
  endpoint.learn({
    type: 'stored version',
    ...version,
    format: 'maven',
    ...app,
    version: '1.0-SNAPSHOT',
    assets: [{ name: 'my-app-1.0-SNAPSHOT.jar', text: 'x' }],
  } as never);
  expect(await endpoint.status(metadata)).toBe(404);
  expect(await endpoint.text(`${folder}/my-app-1.0-SNAPSHOT.jar`)).toBe('x');
});
