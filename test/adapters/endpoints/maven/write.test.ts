import { describe, expect, test } from 'vitest';
import { app, appPath, digestOf, type Kind, kinds, MavenEndpoint, metadataOf } from './maven-support';

const jar = `${appPath}/1.0/my-app-1.0.jar`;
const metadata = `${appPath}/maven-metadata.xml`;

describe('a release', () => {
  test('MVN-03, MVN-10, MVN-11, MVN-12: files first, then the metadata that completes the version', async () => {
    const endpoint = new MavenEndpoint();
    expect(await endpoint.put(jar, 'jar', { headers: { 'content-type': 'text/odd' } })).toBe(201);
    expect(endpoint.versions(app)).toEqual({ '1.0': 'Unfinished' });
    expect(await endpoint.status(jar)).toBe(404); // STA-07
    expect(await endpoint.put(jar.replace('.jar', '.pom'), '<project/>')).toBe(201);
    expect(await endpoint.put(metadata, metadataOf(['1.0']))).toBe(200);
    expect(endpoint.versions(app)).toEqual({ '1.0': 'Published' });
    expect(await endpoint.text(jar)).toBe('jar');
  });

  test('MVN-12, STA-28: without metadata UpdatePackageVersionsStatus completes it', async () => {
    const endpoint = new MavenEndpoint();
    await endpoint.put(jar, 'jar');
    endpoint.setStatus(app, '1.0', 'Published');
    expect(await endpoint.text(jar)).toBe('jar');
  });

  test('MVN-13: every <version> that is Unfinished, and no other', async () => {
    const endpoint = new MavenEndpoint();
    await endpoint.deploy('1.0');
    endpoint.setStatus(app, '1.0', 'Unlisted');
    for (const version of ['1.1', '1.2']) await endpoint.put(`${appPath}/${version}/a.jar`, version);
    expect(await endpoint.put(metadata, metadataOf(['1.0', '1.1', '9.9']))).toBe(200);
    expect(endpoint.versions(app)).toEqual({ '1.0': 'Unlisted', '1.1': 'Published', '1.2': 'Unfinished' });
  });

  test.each([
    ['<release>', '<release>1.0</release><latest>1.1</latest>', { '1.0': 'Published', '1.1': 'Unfinished' }],
    ['<latest>', '<latest>1.1</latest>', { '1.0': 'Unfinished', '1.1': 'Published' }],
    ['an empty <versions>', '<versions/><latest>1.1</latest>', { '1.0': 'Unfinished', '1.1': 'Published' }],
  ])('MVN-13: without <version> in <versions> %s counts', async (_, versioning, expected) => {
    const endpoint = new MavenEndpoint();
    for (const version of ['1.0', '1.1']) await endpoint.put(`${appPath}/${version}/a.jar`, version);
    const named = '<groupId>com.mycompany.app</groupId><artifactId>my-app</artifactId>';
    const text = `<metadata>${named}<versioning>${versioning}</versioning></metadata>`;
    expect(await endpoint.put(metadata, text)).toBe(200);
    expect(endpoint.versions(app)).toEqual(expected);
  });

  test('MVN-05, MVN-06, MVN-26: assets of any name, and checksums are none', async () => {
    const endpoint = new MavenEndpoint();
    const names = ['my-app-1.0-javadoc.jar', 'my-app-1.0-sources.jar', 'my-app-1.0.jar', 'my-app-1.0.jar.asc'];
    for (const name of [...names, 'my-app-1.0.module', 'my-app-1.0.pom', 'x.txt']) {
      expect(await endpoint.put(`${appPath}/1.0/${name}`, name)).toBe(201);
      for (const kind of ['md5', 'sha1', 'sha256', 'sha512'] as const) {
        expect(await endpoint.put(`${appPath}/1.0/${name}.${kind}`, digestOf(kind, name))).toBe(200);
      }
    }
    expect(endpoint.names(app, '1.0')).toEqual([...names, 'my-app-1.0.module', 'my-app-1.0.pom', 'x.txt']);
  });

  test('MVN-07: the metadata file is an asset of the versions that it completes, and stays it', async () => {
    const endpoint = new MavenEndpoint();
    await endpoint.put(jar, 'jar');
    const first = metadataOf(['1.0']);
    await endpoint.put(metadata, first);
    expect(endpoint.names(app, '1.0')).toEqual(['maven-metadata.xml', 'my-app-1.0.jar']);
    await endpoint.put(`${appPath}/1.1/my-app-1.1.jar`, 'jar');
    await endpoint.put(metadata, metadataOf(['1.0', '1.1']));
    expect(await endpoint.text(`${appPath}/1.0/maven-metadata.xml`)).toBe(first);
    expect(await endpoint.text(`${appPath}/1.0/maven-metadata.xml.sha1`)).toBe(digestOf('sha1', first));
    expect(await endpoint.text(`${appPath}/1.1/maven-metadata.xml`)).toBe(metadataOf(['1.0', '1.1']));
  });

  test('MVN-17: a Published version takes more assets, has them at once, and another revision', async () => {
    const endpoint = new MavenEndpoint();
    await endpoint.deploy('1.0');
    const { revision } = endpoint.describe(app, '1.0');
    expect(await endpoint.put(`${appPath}/1.0/my-app-1.0-sources.jar`, 'sources')).toBe(201);
    expect(await endpoint.text(`${appPath}/1.0/my-app-1.0-sources.jar`)).toBe('sources');
    expect(endpoint.describe(app, '1.0')).toMatchObject({ status: 'Published' });
    expect(endpoint.describe(app, '1.0').revision).not.toBe(revision);
  });

  test('MVN-20, PUB-03: 201 for a new asset, 200 for an identical one, 409 for another', async () => {
    const endpoint = new MavenEndpoint();
    expect(await endpoint.put(jar, 'jar')).toBe(201);
    expect(await endpoint.put(jar, 'jar')).toBe(200);
    expect(await endpoint.put(jar, 'other')).toBe(409);
    expect(await endpoint.put(`${jar}.md5`, digestOf('md5', 'jar'))).toBe(200);
    expect(await endpoint.put(metadata, metadataOf(['1.0']))).toBe(200);
    expect(await endpoint.put(metadata, metadataOf(['1.0']))).toBe(200);
    expect(await endpoint.put(jar, 'jar')).toBe(200);
    expect(await endpoint.put(jar, 'other')).toBe(409);
    expect(await endpoint.text(jar)).toBe('jar');
  });

  test('MVN-24: parallel PUTs of one version', async () => {
    const endpoint = new MavenEndpoint();
    const names = Array.from({ length: 20 }, (_, index) => `my-app-1.0-c${index}.jar`);
    const statuses = await Promise.all(names.map((name) => endpoint.put(`${appPath}/1.0/${name}`, name)));
    expect(new Set(statuses)).toEqual(new Set([201]));
    expect(endpoint.names(app, '1.0')).toEqual([...names].sort());
    expect(endpoint.versions(app)).toEqual({ '1.0': 'Unfinished' });
  });
});

describe('what is refused', () => {
  const named = (groupId: string, artifactId: string) =>
    metadataOf(['1.0'], { namespace: groupId, package: artifactId });

  test.each([
    ['MVN-21: of a release', `${appPath}/1.0/maven-metadata.xml`, metadataOf(['1.0'])],
    ['MVN-21: a folder too deep', `${appPath}/extra/1.0/maven-metadata.xml`, metadataOf(['1.0'])],
    ['MVN-21: a folder too high', 'com/mycompany/app/maven-metadata.xml', metadataOf(['1.0'])],
    ['MVN-21: no package', 'com/maven-metadata.xml', metadataOf(['1.0'])],
    ['MVN-21: in the root', 'maven-metadata.xml', metadataOf(['1.0'])],
    ['MVN-22: another groupId', metadata, named('com.mycompany', 'my-app')],
    ['MVN-22: another artifactId', metadata, named('com.mycompany.app', 'my-app2')],
    ['MVN-22: no coordinates', metadata, '<metadata><plugins/></metadata>'],
    ['MVN-22: another root', metadata, '<project/>'],
    ['MVN-22: no version', metadata, metadataOf([]).replaceAll('undefined', '')],
    ['MVN-22: two roots', metadata, '<metadata/><metadata/>'],
    ['MVN-22: not closed', metadata, '<metadata><groupId>'],
    ['MVN-22: no XML', metadata, 'PK\u0003\u0004'],
    ['MVN-22: nothing', metadata, ''],
    ['MVN-22: a DOCTYPE', metadata, `<!DOCTYPE metadata [<!ENTITY x "1.0">]>${metadataOf(['&x;'])}`],
  ])('%s: 400, and nothing changes', async (_, path, text) => {
    const endpoint = new MavenEndpoint();
    await endpoint.put(jar, 'jar');
    const authorization = `Bearer ${endpoint.token()}`;
    const { state } = endpoint.simulator;
    expect(await endpoint.put(path, text, { authorization })).toBe(400);
    expect(endpoint.simulator.state).toBe(state);
  });

  test.each(['a/b.jar', 'a/1.0/b.jar', 'a//b/1.0/b.jar', 'a/b/1.0/', 'com.mycompany/app/1.0/x.jar', 'a/b/1.0/.sha1'])(
    'MVN-03: PUT of %s, which no file is at: 400',
    async (path) => expect(await new MavenEndpoint().put(path, 'x')).toBe(400),
  );

  test('MVN-04, AUT-97: any version is taken, but what is against the model', async () => {
    const endpoint = new MavenEndpoint();
    for (const version of ['Hoxton.SR12', '1', '版本', '1.0-SNAPSHOT-x', 'a_b']) {
      expect(await endpoint.put(`${appPath}/${encodeURIComponent(version)}/a.jar`, 'x')).toBe(201);
    }
    expect(Object.values(endpoint.versions(app))).toEqual(Array(5).fill('Unfinished'));
    for (const version of ['a%20b', 'a%23b', 'x'.repeat(256)]) {
      expect(await endpoint.put(`${appPath}/${version}/a.jar`, 'x')).toBe(400);
    }
  });

  test('MVN-81: DELETE: 405', async () => {
    const endpoint = new MavenEndpoint();
    await endpoint.deploy('1.0');
    expect(await endpoint.status(jar, { method: 'DELETE' })).toBe(405);
    expect(await endpoint.text(jar)).toBe('my-app-1.0.jar');
  });

  test('QUO-01: an asset that is larger than the quota: 413', async () => {
    const endpoint = new MavenEndpoint();
    endpoint.learn({ type: 'quotas', quotas: { assetSizeBytes: 10 } });
    expect(await endpoint.put(jar, 'x'.repeat(10))).toBe(201);
    expect(await endpoint.put(jar.replace('.jar', '.war'), 'x'.repeat(11))).toBe(413);
  });
});

test('MVN-23: metadata needs PutPackageMetadata, files and their checksums PublishPackageVersion', async () => {
  const principal = 'arn:aws:iam::111122223333:user/publisher';
  const allowed = async (...actions: string[]) => {
    const endpoint = new MavenEndpoint();
    const statement = (Action: string[]) => ({ Effect: 'Allow', Action, Resource: '*' });
    const token = ['codeartifact:GetAuthorizationToken', 'sts:GetServiceBearerToken'];
    const policy = { Version: '2012-10-17', Statement: [statement([...token, ...actions])] };
    endpoint.learn({ type: 'principal', arn: principal, policies: [JSON.stringify(policy)] });
    const got = endpoint.simulator.execute('GetAuthorizationToken', { domain: 'my-domain' }, { principal });
    if (!got.ok) throw new Error(got.error.message);
    const authorization = `Bearer ${got.output.authorizationToken}`;
    await endpoint.put(`${appPath}/1.0/b.jar`, 'b');
    await endpoint.put(metadata, metadataOf(['0.9']));
    return [
      await endpoint.put(jar, 'jar', { authorization }),
      await endpoint.put(`${appPath}/1.0/b.jar.md5`, digestOf('md5', 'b'), { authorization }),
      await endpoint.put(metadata, metadataOf(['1.0']), { authorization }),
      await endpoint.put(`${metadata}.md5`, digestOf('md5', metadataOf(['0.9'])), { authorization }),
    ];
  };
  expect(await allowed('codeartifact:PublishPackageVersion')).toEqual([201, 200, 403, 403]);
  expect(await allowed('codeartifact:PutPackageMetadata')).toEqual([403, 403, 200, 400]);
  expect(await allowed('codeartifact:PublishPackageVersion', 'codeartifact:PutPackageMetadata')).toEqual([
    201, 200, 200, 400,
  ]);
});

describe('checksums', () => {
  const all = Object.keys(kinds) as Kind[];

  test.each(all)('MVN-29, MVN-30, MVN-31, MVN-32, MVN-33: %s', async (kind) => {
    const endpoint = new MavenEndpoint();
    const digest = digestOf(kind, 'jar');
    expect(await endpoint.put(`${jar}.${kind}`, digest)).toBe(404);
    await endpoint.put(jar, 'jar');
    expect(await endpoint.put(`${jar}.${kind}`, digest)).toBe(200);
    expect(await endpoint.put(`${jar}.${kind}`, ` ${digest}  my-app-1.0.jar\n`)).toBe(200);
    expect(await endpoint.put(`${jar}.${kind}`, digest.toUpperCase())).toBe(400);
    expect(await endpoint.put(`${jar}.${kind}`, digestOf(kind, 'other'))).toBe(400);
    expect(await endpoint.put(`${jar}.${kind}`, 'x'.repeat(20_000))).toBe(413);
  });

  test('MVN-34, MVN-35: a mismatch holds the version back until the right checksum comes', async () => {
    const endpoint = new MavenEndpoint();
    await endpoint.put(jar, 'jar');
    expect(await endpoint.put(`${jar}.sha1`, digestOf('sha1', 'damaged'))).toBe(400);
    expect(await endpoint.put(metadata, metadataOf(['1.0']))).toBe(400);
    expect(endpoint.versions(app)).toEqual({ '1.0': 'Unfinished' });
    expect(await endpoint.put(jar, 'jar')).toBe(200);
    expect(await endpoint.put(metadata, metadataOf(['1.0']))).toBe(400);
    expect(await endpoint.put(`${jar}.sha1`, digestOf('sha1', 'jar'))).toBe(200);
    expect(await endpoint.put(metadata, metadataOf(['1.0']))).toBe(200);
    expect(endpoint.versions(app)).toEqual({ '1.0': 'Published' });
  });

  test('MVN-36: deleting the version and publishing again clears it as well', async () => {
    const endpoint = new MavenEndpoint();
    await endpoint.put(jar, 'jar');
    await endpoint.put(`${jar}.sha1`, 'wrong');
    const at = { domain: 'my-domain', repository: 'team', format: 'maven' as const, ...app };
    endpoint.simulator.execute('DeletePackageVersions', { ...at, versions: ['1.0'] });
    await endpoint.put(jar, 'jar');
    expect(await endpoint.put(metadata, metadataOf(['1.0']))).toBe(200);
  });

  test('MVN-37: of a Published version', async () => {
    const endpoint = new MavenEndpoint();
    await endpoint.deploy('1.0');
    expect(await endpoint.put(`${jar}.sha1`, 'wrong')).toBe(400);
    expect(await endpoint.text(jar)).toBe('my-app-1.0.jar');
    expect(await endpoint.text(`${jar}.sha1`)).toBe(digestOf('sha1', 'my-app-1.0.jar'));
    expect(await endpoint.put(metadata, metadataOf(['1.0', '1.1']))).toBe(200);
  });

  test.each(all)('MVN-38: %s of metadata is compared with what was uploaded last', async (kind) => {
    const endpoint = new MavenEndpoint();
    await endpoint.put(jar, 'jar');
    expect(await endpoint.put(`${metadata}.${kind}`, 'x')).toBe(404);
    for (const versions of [['1.0'], ['1.0', '1.1']]) {
      await endpoint.put(metadata, metadataOf(versions));
      expect(await endpoint.put(`${metadata}.${kind}`, digestOf(kind, metadataOf(versions)))).toBe(200);
    }
    expect(await endpoint.put(`${metadata}.${kind}`, digestOf(kind, metadataOf(['1.0'])))).toBe(400);
    const got = await endpoint.text(metadata);
    expect(await endpoint.text(`${metadata}.${kind}`)).toBe(digestOf(kind, got));
    expect(got).not.toBe(metadataOf(['1.0', '1.1']));
  });

  test('the documented order of one publish: MVN-29, MVN-38, MVN-06', async () => {
    const endpoint = new MavenEndpoint();
    const of = { namespace: 'commons-lang', package: 'commons-lang' };
    const text = metadataOf(['2.1'], of);
    const requests: [string, string][] = [
      ['2.1/commons-lang-2.1.jar', 'jar'],
      ['2.1/commons-lang-2.1.jar.sha256', digestOf('sha256', 'jar')],
      ['2.1/commons-lang-2.1.pom', '<project/>'],
      ['2.1/commons-lang-2.1.pom.sha256', digestOf('sha256', '<project/>')],
      ['maven-metadata.xml', text],
      ['maven-metadata.xml.sha256', digestOf('sha256', text)],
    ];
    const statuses = [];
    for (const [path, body] of requests) statuses.push(await endpoint.put(`commons-lang/commons-lang/${path}`, body));
    expect(statuses).toEqual([201, 200, 201, 200, 200, 200]);
    const sizes = endpoint.assets(of, '2.1').map(({ name, size }) => [name, size]);
    expect(sizes).toEqual([
      ['commons-lang-2.1.jar', 3],
      ['commons-lang-2.1.pom', 10],
      ['maven-metadata.xml', text.length],
    ]);
  });
});
