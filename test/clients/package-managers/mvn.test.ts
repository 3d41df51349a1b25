import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { Estate } from './estate';
import { group, learnMaven, learnPlugins, Maven, mavenVersion, named } from './maven-fixtures';
import { failed, succeeded, testClient } from './scenarios';

const connection = 'public:maven-central';
const textIn = (jar: Uint8Array): string => strFromU8(unzipSync(jar)['text.txt']!);

testClient({
  name: 'mvn',
  format: 'maven',
  connection,
  version: mavenVersion,
  scenarios: {
    async 'install through team, shared and store from the public repository'(estate) {
      learnMaven(estate, 'inner', '1.0.3');
      learnMaven(estate, 'outer', '1.2.0', ['inner:[1.0,2.0)']);
      const maven = new Maven(estate);
      succeeded(await maven.resolve('outer:1.2.0'));
      expect(maven.copied).toEqual(['inner-1.0.3.jar', 'outer-1.2.0.jar']);
      expect(textIn(maven.copiedFile('inner-1.0.3.jar'))).toBe('inner 1.0.3');
      for (const repository of ['team', 'store']) {
        expect(estate.versions(named('outer'), repository)).toEqual({ '1.2.0': 'Published' });
        expect(estate.versions(named('inner'), repository)).toEqual({ '1.0.3': 'Published' });
      }
      expect(estate.versions(named('outer'), 'shared')).toEqual({});
      expect(estate.assets(named('outer'), '1.2.0')).toEqual(['outer-1.2.0.jar', 'outer-1.2.0.pom']);
    },
    async 'publish, and install what was published'(estate) {
      const maven = new Maven(estate);
      maven.project('mine', '1.0');
      succeeded(await maven.deploy('mine'));
      expect(estate.versions(named('mine'))).toEqual({ '1.0': 'Published' });
      expect(estate.assets(named('mine'), '1.0')).toEqual(['maven-metadata.xml', 'mine-1.0.jar', 'mine-1.0.pom']);
      const other = new Maven(estate, { name: 'other' });
      succeeded(await other.resolve('mine:[1.0,2.0)'));
      expect(textIn(other.copiedFile('mine-1.0.jar'))).toBe('mine 1.0');
      maven.project('mine', '1.1');
      succeeded(await maven.deploy('mine'));
      expect(estate.versions(named('mine'))).toEqual({ '1.0': 'Published', '1.1': 'Published' });
    },
    async 'publish again, the same'(estate) {
      const maven = new Maven(estate);
      const file = maven.write('x/third.jar', 'a jar of somebody else');
      const deployFile = [
        'deploy:deploy-file',
        `-Dfile=${file}`,
        `-DgroupId=${group}`,
        '-DartifactId=third',
        '-Dversion=1.0',
        '-Dpackaging=jar',
        '-DrepositoryId=team',
        `-Durl=${estate.endpoint()}`,
        '-DgeneratePom=true',
      ];
      for (let times = 0; times < 2; times++) {
        succeeded(await maven.run('x', ...deployFile));
        expect(estate.versions(named('third'))).toEqual({ '1.0': 'Published' });
      }
    },
    async 'publish again, with other content'(estate) {
      const maven = new Maven(estate);
      maven.project('mine', '1.0');
      succeeded(await maven.deploy('mine'));
      maven.project('mine', '1.0', { text: 'other' });
      failed(await maven.deploy('mine'), /409/);
      const other = new Maven(estate, { name: 'other' });
      succeeded(await other.resolve('mine:1.0'));
      expect(textIn(other.copiedFile('mine-1.0.jar'))).toBe('mine 1.0');
    },
    async 'an Unlisted version is in no list, and can be fetched'(estate) {
      const maven = new Maven(estate);
      for (const version of ['1.0', '1.1']) {
        maven.project('mine', version);
        succeeded(await maven.deploy('mine'));
      }
      estate.setStatus(named('mine'), '1.1', 'Unlisted');
      const other = new Maven(estate, { name: 'other' });
      succeeded(await other.resolve('mine:[1.0,2.0)'));
      expect(other.copied).toEqual(['mine-1.0.jar']);
      const third = new Maven(estate, { name: 'third' });
      succeeded(await third.resolve('mine:1.1'));
      expect(third.copied).toEqual(['mine-1.1.jar']);
    },
    async 'an Archived version cannot be had'(estate) {
      learnMaven(estate, 'outer', '1.2.0');
      succeeded(await new Maven(estate).resolve('outer:1.2.0'));
      estate.setStatus(named('outer'), '1.2.0', 'Archived');
      const other = new Maven(estate, { name: 'other' });
      failed(await other.resolve('outer:1.2.0'), /Could not find artifact com\.example:outer:(?:jar|pom):1\.2\.0/);
    },
    async 'publishing is blocked by the origin controls'(estate) {
      estate.restrict(named('mine'), 'BLOCK', 'ALLOW');
      const maven = new Maven(estate);
      maven.project('mine', '1.0');
      failed(await maven.deploy('mine'), /403/);
      expect(estate.versions(named('mine'))).toEqual({});
    },
    async 'an expired token'(estate) {
      learnMaven(estate, 'outer', '1.2.0');
      const maven = new Maven(estate);
      estate.letTokensExpire();
      failed(await maven.resolve('outer:1.2.0'), /401/);
      maven.project('mine', '1.0');
      failed(await maven.deploy('mine'), /401/);
      succeeded(await new Maven(estate, { name: 'other' }).resolve('outer:1.2.0'));
    },
    async "another domain's token"(estate) {
      learnMaven(estate, 'outer', '1.2.0');
      const maven = new Maven(estate, { token: estate.token('other-domain') });
      failed(await maven.resolve('outer:1.2.0'), /401/);
      maven.project('mine', '1.0');
      failed(await maven.deploy('mine'), /401/);
      expect(estate.versions(named('mine'))).toEqual({});
    },
  },
});

describe('mvn besides', { timeout: 300_000 }, () => {
  const withMaven = (title: string, act: (maven: Maven, estate: Estate) => Promise<void>, withPlugins = true) =>
    test(title, async (context) => {
      const estate = new Estate('maven', connection);
      try {
        if (!(await mavenVersion(estate).catch(() => undefined))) return context.skip('mvn is not on this machine');
        await estate.open();
        await act(new Maven(estate, { withPlugins }), estate);
      } finally {
        await estate.close();
      }
    });

  withMaven(
    'MVN-62 MVN-79: the plugins come through team from Maven Central too',
    async (maven, estate) => {
      const count = learnPlugins(estate);
      learnMaven(estate, 'outer', '1.2.0');
      succeeded(await maven.resolve('outer:1.2.0'));
      expect(maven.copied).toEqual(['outer-1.2.0.jar']);
      const plugin = { namespace: 'org.apache.maven.plugins', package: 'maven-dependency-plugin' };
      for (const repository of ['team', 'store']) {
        expect(estate.versions(plugin, repository)).toEqual({ '3.6.1': 'Published' });
      }
      expect(estate.versions(plugin, 'shared')).toEqual({});
      expect(count).toBeGreaterThan(100);
    },
    false,
  );

  withMaven('MVN-41 MVN-42 MVN-44 MVN-49: a snapshot twice, and its latest build elsewhere', async (maven, estate) => {
    const other = new Maven(estate, { name: 'other' });
    const copiedText = () => textIn(other.copiedFile(other.copied[0]!));
    for (const text of ['first', 'second']) {
      maven.project('mine', '1.0-SNAPSHOT', { text });
      succeeded(await maven.deploy('mine'));
      succeeded(await other.resolve('mine:1.0-SNAPSHOT'));
      const files = other.copied;
      expect(files.length).toBeGreaterThan(0);
      if (text === 'first') expect(copiedText()).toBe('first');
      else expect(files.map((file) => textIn(other.copiedFile(file)))).toContain('second');
    }
    const versions = estate.versions(named('mine'));
    expect(versions['1.0-SNAPSHOT']).toBe('Published');
    const builds = Object.keys(versions).filter((version) => version !== '1.0-SNAPSHOT');
    expect(builds).toHaveLength(2);
    expect(builds[0]).toMatch(/^1\.0-\d{8}\.\d{6}-1$/);
    expect(builds[1]).toMatch(/^1\.0-\d{8}\.\d{6}-2$/);
    for (const build of builds) expect(versions[build]).toBe('Unlisted');
    expect(estate.assets(named('mine'), '1.0-SNAPSHOT')).toEqual(estate.assets(named('mine'), builds[1]!));
  });

  withMaven('MVN-30 MVN-34 MVN-35 MVN-24: curl sends a wrong checksum, and mends it', async (maven, estate) => {
    const base = `${estate.endpoint()}com/example/curled`;
    const curl = async (path: string, body: string) => {
      const file = maven.write(`bodies/${path}`, body);
      const credentials = ['--user', `aws:${estate.token()}`];
      const told = ['--silent', '--output', '/dev/null', '--write-out', '%{http_code}'];
      return (await estate.run('curl', [...told, ...credentials, '--upload-file', file, `${base}/${path}`])).stdout;
    };
    const versioning = '<versioning><versions><version>1.0</version></versions></versioning>';
    const artifact = '<groupId>com.example</groupId><artifactId>curled</artifactId>';
    const metadata = `<metadata>${artifact}${versioning}</metadata>`;
    const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');
    const jar = '1.0/curled-1.0.jar';
    const files = [jar, '1.0/curled-1.0-sources.jar', '1.0/curled-1.0-javadoc.jar'];
    expect(await Promise.all(files.map((path) => curl(path, 'content')))).toEqual(['201', '201', '201']);
    expect(await curl(`${jar}.sha1`, sha1('damaged'))).toBe('400');
    expect(await curl('maven-metadata.xml', metadata)).toBe('400');
    expect(estate.versions(named('curled'))).toEqual({ '1.0': 'Unfinished' });
    expect(await curl(`${jar}.sha1`, sha1('content'))).toBe('200');
    expect(await curl('maven-metadata.xml', metadata)).toBe('200');
    expect(await curl('maven-metadata.xml.sha1', sha1(metadata))).toBe('200');
    expect(estate.versions(named('curled'))).toEqual({ '1.0': 'Published' });
  });
});
