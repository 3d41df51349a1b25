import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { publicVersion, tarballOf } from '../../../clients/package-managers/npm-fixtures';
import { contentOf } from '../../../support';
import { abbreviated, NpmEndpoint } from './support';

const tool = (version: string, more: object = {}) => ({ name: 'tool', version, ...more });
const scoped = (version: string, more: object = {}) => ({ name: '@my-scope/tool', version, ...more });

/** All members that an abbreviated version can have, but `dist`, and others that it has not. */
const whole = {
  dependencies: { a: '^1.0.0' },
  optionalDependencies: { b: '1' },
  devDependencies: { c: '1' },
  bundleDependencies: ['a'],
  peerDependencies: { d: '1' },
  peerDependenciesMeta: { d: { optional: true } },
  bin: { tool: 'cli.js' },
  directories: { lib: 'lib' },
  engines: { node: '>=20' },
  funding: 'https://example.com',
  cpu: ['x64'],
  os: ['linux'],
  acceptDependencies: { a: '2' },
  scripts: { postinstall: 'true' },
  description: 'A tool',
  homepage: 'https://example.com/home',
  repository: { type: 'git', url: 'git+https://example.com/tool.git' },
  license: 'MIT',
  author: { name: 'Me' },
  maintainers: [{ name: 'Me' }],
  keywords: ['tool'],
  bugs: { url: 'https://example.com/bugs' },
  readmeFilename: 'README.md',
  readme: '# Read me',
};

describe('the packument', () => {
  test('NPM-16: the slash after a scope may be escaped, and the scope too', async () => {
    const endpoint = new NpmEndpoint();
    await endpoint.publish(scoped('1.0.0'));
    const texts = new Set<string>();
    for (const path of ['@my-scope/tool', '@my-scope%2ftool', '@my-scope%2Ftool', '%40my-scope%2Ftool']) {
      texts.add(JSON.stringify(await endpoint.document(path)));
    }
    expect(texts.size).toBe(1);
  });

  test('NPM-17: abbreviated for who asks so, and the answer depends on that', async () => {
    const endpoint = new NpmEndpoint();
    await endpoint.publish(tool('1.0.0'));
    for (const [accept, type] of [
      [abbreviated, 'application/vnd.npm.install-v1+json'],
      ['application/vnd.npm.install-v1+json', 'application/vnd.npm.install-v1+json'],
      ['application/json', 'application/json'],
      ['*/*', 'application/json'],
    ] as const) {
      const response = await endpoint.ask('tool', { headers: { accept } });
      expect(response.headers.get('content-type')).toBe(type);
      expect(response.headers.get('vary')).toBe('accept');
      expect('modified' in ((await response.json()) as object)).toBe(accept.includes('install-v1'));
    }
  });

  test('NPM-18: the abbreviated one has these members, and none without value', async () => {
    const endpoint = new NpmEndpoint();
    await endpoint.publish(tool('1.0.0', { ...whole, deprecated: 'old', _hasShrinkwrap: true }));
    await endpoint.publish(tool('1.0.1'));
    const found = await endpoint.document('tool', abbreviated);
    expect(Object.keys(found)).toEqual(['name', 'modified', 'dist-tags', 'versions']);
    const { dist, ...rest } = found.versions['1.0.0'];
    const { dependencies, optionalDependencies, devDependencies, bundleDependencies, ...others } = whole;
    const { peerDependencies, peerDependenciesMeta, bin, directories, engines, ...more } = others;
    const { funding, cpu, os, acceptDependencies } = more;
    expect(rest).toEqual({
      ...{ dependencies, optionalDependencies, devDependencies, bundleDependencies },
      ...{ peerDependencies, peerDependenciesMeta, bin, directories, engines, funding, cpu, os, acceptDependencies },
      ...{ name: 'tool', version: '1.0.0', deprecated: 'old', _hasShrinkwrap: true, hasInstallScript: true },
    });
    expect(dist).toBeDefined();
    expect(Object.keys(found.versions['1.0.1'])).toEqual(['name', 'version', 'dist']);
  });

  test('NPM-18: what the tarball itself tells: a shrinkwrap, bindings', async () => {
    const endpoint = new NpmEndpoint();
    const { publication } = await import('../../../clients/package-managers/npm-fixtures');
    const bytes = await tarballOf(tool('1.0.0'), { 'npm-shrinkwrap.json': '{}', 'binding.gyp': '{}' });
    await endpoint.put('tool', publication(tool('1.0.0'), bytes));
    expect((await endpoint.document('tool', abbreviated)).versions['1.0.0']).toMatchObject({
      _hasShrinkwrap: true,
      hasInstallScript: true,
    });
  });

  test('NPM-19 NPM-20: the full one has whole manifests, what latest says, and no _rev', async () => {
    const endpoint = new NpmEndpoint();
    await endpoint.publish(tool('2.0.0', { description: 'Another', scripts: { test: 'true' } }), 'next');
    await endpoint.publish(tool('1.0.0', whole));
    const found = await endpoint.document('tool');
    const hoisted = ['description', 'homepage', 'repository', 'license', 'author', 'maintainers', 'keywords', 'bugs'];
    expect(Object.keys(found).sort()).toEqual(
      ['_id', 'name', ...hoisted, 'readme', 'readmeFilename', 'dist-tags', 'versions', 'time'].sort(),
    );
    expect(found).toMatchObject({ _id: 'tool', name: 'tool', 'dist-tags': { next: '2.0.0', latest: '1.0.0' } });
    const { readme, ...manifest } = whole;
    expect(found).toMatchObject({ description: 'A tool', bugs: whole.bugs, readme });
    expect(found.versions['1.0.0']).toMatchObject({ ...manifest, _id: 'tool@1.0.0' });
    expect(found.versions['1.0.0'].readme).toBeUndefined();
    expect(found.versions['2.0.0']).toMatchObject({ description: 'Another', scripts: { test: 'true' } });
    expect('_rev' in found).toBe(false);
  });

  test('NPM-19: without latest nothing is said of the package', async () => {
    const endpoint = new NpmEndpoint();
    await endpoint.publish(tool('1.0.0', whole), 'next');
    expect(Object.keys(await endpoint.document('tool'))).toEqual(['_id', 'name', 'dist-tags', 'versions', 'time']);
  });

  test('NPM-11: versions and times ascend by SemVer', async () => {
    const endpoint = new NpmEndpoint();
    const ascending = ['0.9.0', '1.0.0-alpha', '1.0.0-alpha.2', '1.0.0-alpha.11', '1.0.0', '1.2.0', '1.10.0'];
    for (const version of [...ascending].reverse()) await endpoint.publish(tool(version));
    const found = await endpoint.document('tool');
    expect(Object.keys(found.versions)).toEqual(ascending);
    expect(Object.keys(found.time)).toEqual(['created', 'modified', ...ascending]);
  });

  test('NPM-21 NPM-22 VER-48: the times of npmjs, of publications here, the first and the last', async () => {
    const endpoint = new NpmEndpoint();
    const axios = (version: string) => ({ name: 'axios', version });
    endpoint.learn(
      await publicVersion(axios('1.7.2'), { publishedTime: Date.UTC(2024, 4, 21, 16, 58, 4, 163) }),
      await publicVersion(axios('1.6.0'), { publishedTime: Date.UTC(2023, 9, 26, 21, 15, 55, 685) }),
      await publicVersion(axios('0.0.1')), // nobody knows when
    );
    const times = { '1.6.0': '2023-10-26T21:15:55.685Z', '1.7.2': '2024-05-21T16:58:04.163Z' };
    const ends = { created: '2023-10-26T21:15:55.685Z', modified: '2024-05-21T16:58:04.163Z' };
    expect((await endpoint.document('axios')).time).toEqual({ ...ends, ...times });
    expect((await endpoint.document('axios', abbreviated)).modified).toBe(ends.modified);
    await (await endpoint.ask('axios/-/axios-1.6.0.tgz')).arrayBuffer(); // kept here: the same time
    expect((await endpoint.document('axios')).time).toEqual({ ...ends, ...times });
    await endpoint.publish(tool('1.0.0'));
    expect((await endpoint.document('tool')).time['1.0.0']).toBe('2026-09-01T00:00:00.000Z');
  });

  test('NPM-23 NPM-24: the tarball is at the repository that was asked, with its SHA-1', async () => {
    const endpoint = new NpmEndpoint();
    endpoint.learn(await publicVersion(scoped('1.0.0')));
    const bytes = await tarballOf(scoped('1.0.0'));
    for (const repository of ['team', 'store']) {
      for (const accept of [abbreviated, '*/*']) {
        const { versions } = await endpoint.document('@my-scope/tool', accept, { repository });
        expect(versions['1.0.0'].dist).toEqual({
          shasum: createHash('sha1').update(bytes).digest('hex'),
          tarball: `${endpoint.base(repository)}@my-scope/tool/-/tool-1.0.0.tgz`,
        });
      }
    }
  });

  test('NPM-23 AUT-06 AUT-07: at the true name with the port 443', async () => {
    const endpoint = new NpmEndpoint();
    await endpoint.publish(tool('1.0.0'));
    const host = 'my-domain-111122223333.d.codeartifact.us-west-2.amazonaws.com';
    for (const origin of [`https://${host}`, `https://${host}:443`]) {
      const { versions } = await endpoint.document(`${origin}/npm/team/tool`);
      expect(versions['1.0.0'].dist.tarball).toBe(`https://${host}:443/npm/team/tool/-/tool-1.0.0.tgz`);
      expect((await endpoint.ask(versions['1.0.0'].dist.tarball)).status).toBe(200);
    }
  });

  test('NPM-25: there is no dist.integrity, also where the digest is known', async () => {
    const endpoint = new NpmEndpoint();
    await endpoint.publish(tool('1.0.0'));
    for (const accept of [abbreviated, '*/*']) {
      expect('integrity' in (await endpoint.document('tool', accept)).versions['1.0.0'].dist).toBe(false);
    }
  });

  test('NPM-24: a public tarball of which no sum is known has none', async () => {
    const endpoint = new NpmEndpoint();
    endpoint.learn({
      type: 'public version',
      connection: 'public:npmjs',
      package: 'tool',
      version: '1.0.0',
      assets: [{ name: 'package.tgz', hashes: {} }],
    });
    const { dist } = (await endpoint.document('tool')).versions['1.0.0'];
    expect(dist).toEqual({ tarball: `${endpoint.base()}tool/-/tool-1.0.0.tgz` });
  });

  test('NPM-26: one version, by itself or by a tag', async () => {
    const endpoint = new NpmEndpoint();
    await endpoint.publish(scoped('1.0.0', { description: 'One' }));
    await endpoint.publish(scoped('1.0.1-rc.1+5'), 'next');
    const { versions } = await endpoint.document('@my-scope/tool');
    for (const path of ['@my-scope/tool/1.0.0', '@my-scope%2ftool/latest']) {
      expect(await endpoint.document(path)).toEqual(versions['1.0.0']);
    }
    expect((await endpoint.document('@my-scope/tool/next')).version).toBe('1.0.1-rc.1+5');
    for (const path of ['@my-scope/tool/2.0.0', '@my-scope/tool/beta', '@my-scope/tool/constructor']) {
      expect((await endpoint.ask(path)).status).toBe(404);
    }
  });

  test('NPM-28 AUT-67 RES-32: an unknown package', async () => {
    const response = await new NpmEndpoint().ask('nothing');
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ error: expect.stringContaining('nothing was not found') });
  });

  test('AUT-97: a name with a space', async () => {
    for (const path of ['a%20b', '@a/b%23c', `${'a'.repeat(300)}`]) {
      expect((await new NpmEndpoint().ask(path)).status).toBe(400);
    }
  });

  test('AUT-84: what is known already is not sent again, until it changes', async () => {
    const endpoint = new NpmEndpoint();
    await endpoint.publish(tool('1.0.0'));
    const etag = (await endpoint.ask('tool')).headers.get('etag')!;
    expect((await endpoint.ask('tool', { headers: { 'if-none-match': etag } })).status).toBe(304);
    await endpoint.publish(tool('1.0.1'));
    expect((await endpoint.ask('tool', { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  test('NPM-67: an Unlisted version is missing, its tarball is there', async () => {
    const endpoint = new NpmEndpoint();
    for (const version of ['1.0.0', '1.1.0']) await endpoint.publish(tool(version));
    endpoint.setStatus({ package: 'tool' }, '1.1.0', 'Unlisted');
    const { versions, time, ...rest } = await endpoint.document('tool');
    expect([Object.keys(versions), Object.keys(time)]).toEqual([['1.0.0'], ['created', 'modified', '1.0.0']]);
    expect(rest['dist-tags']).toEqual({}); // RES-27
    expect((await endpoint.ask('tool/-/tool-1.1.0.tgz')).status).toBe(200);
    expect((await endpoint.ask('tool/1.1.0')).status).toBe(404);
  });

  test('NPM-68: an Archived or Disposed one is missing, and so is its tarball', async () => {
    const endpoint = new NpmEndpoint();
    for (const version of ['1.0.0', '1.1.0', '1.2.0']) await endpoint.publish(tool(version));
    endpoint.setStatus({ package: 'tool' }, '1.1.0', 'Archived');
    const at = { domain: 'my-domain', repository: 'team', format: 'npm', package: 'tool' } as const;
    endpoint.simulator.execute('DisposePackageVersions', { ...at, versions: ['1.2.0'] });
    expect(Object.keys((await endpoint.document('tool')).versions)).toEqual(['1.0.0']);
    for (const version of ['1.1.0', '1.2.0']) {
      expect((await endpoint.ask(`tool/-/tool-${version}.tgz`)).status).toBe(404);
    }
  });
});

describe('a version that no package manager has published', () => {
  test('NPM-19: is shown by what is known of it', async () => {
    const endpoint = new NpmEndpoint();
    endpoint.learn({
      type: 'stored version',
      domain: 'my-domain',
      repository: 'team',
      format: 'npm',
      package: 'tool',
      version: '1.0.0',
      assets: [{ name: 'package.tgz', ...contentOf('x') }],
      tags: ['latest'],
      metadata: {
        summary: 'A tool',
        homePage: 'https://example.com',
        sourceCodeRepository: 'https://example.com/tool.git',
        licenses: [{ name: 'MIT' }],
        dependencies: [
          { namespace: 's', package: 'a', dependencyType: 'regular', versionRequirement: '^1' },
          { package: 'b', dependencyType: 'dev', versionRequirement: '2' },
        ],
        readme: 'Read me',
      },
    });
    const { versions, readme } = await endpoint.document('tool');
    expect(readme).toBe('Read me');
    expect(versions['1.0.0']).toMatchObject({
      description: 'A tool',
      homepage: 'https://example.com',
      repository: { type: 'git', url: 'https://example.com/tool.git' },
      license: 'MIT',
      dependencies: { '@s/a': '^1' },
      devDependencies: { b: '2' },
      dist: { shasum: contentOf('x').hashes['SHA-1'] },
    });
  });

  const deep = `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`;
  test.each(['', '[]', 'null', '{', deep, '{"name":"other","version":5,"dist":{"tarball":"x"},"__proto__":{"a":1}}'])(
    'NPM-19: a manifest that says nothing of use does no harm: %#',
    async (manifest) => {
      const endpoint = new NpmEndpoint();
      const more = { assets: [{ name: 'package.tgz', ...contentOf('x') }], metadata: { manifest, summary: 'A tool' } };
      endpoint.learn({
        ...{ type: 'public version', connection: 'public:npmjs', package: 'tool', version: '1.0.0', ...more },
      } as never);
      for (const accept of [abbreviated, '*/*']) {
        const { versions } = await endpoint.document('tool', accept);
        expect(versions['1.0.0']).toMatchObject({ name: 'tool', version: '1.0.0' });
        expect(versions['1.0.0'].dist.tarball).toBe(`${endpoint.base()}tool/-/tool-1.0.0.tgz`);
      }
    },
  );

  test('NPM-11: texts that are no versions come first', async () => {
    const endpoint = new NpmEndpoint();
    for (const version of ['1.0.0', 'weird', '1.0']) {
      const at = { type: 'stored version', domain: 'my-domain', repository: 'team', format: 'npm' } as const;
      endpoint.learn({ ...at, package: 'tool', version, assets: [{ name: 'package.tgz', ...contentOf('x') }] });
    }
    expect(Object.keys((await endpoint.document('tool')).versions)).toEqual(['1.0', 'weird', '1.0.0']);
  });
});

describe('the tarball', () => {
  test('NPM-27 AUT-81 AUT-38: a redirect, then the bytes, without the token', async () => {
    const endpoint = new NpmEndpoint();
    endpoint.learn(await publicVersion(scoped('1.0.0')));
    const path = '@my-scope/tool/-/tool-1.0.0.tgz';
    const response = await endpoint.ask(path, { follow: false });
    expect(response.status).toBe(307);
    const got = await endpoint.simulator.fetch(response.headers.get('location')!);
    expect(got.headers.get('content-type')).toBe('application/octet-stream');
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(await tarballOf(scoped('1.0.0')));
    expect(endpoint.versions({ namespace: 'my-scope', package: 'tool' })).toEqual({ '1.0.0': 'Published' });
  });

  test('AUT-12 RET-15: a HEAD is answered at once, and keeps nothing', async () => {
    const endpoint = new NpmEndpoint();
    endpoint.learn(await publicVersion(scoped('1.0.0')));
    const response = await endpoint.ask('@my-scope%2ftool/-/tool-1.0.0.tgz', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(() => endpoint.versions({ namespace: 'my-scope', package: 'tool' }, 'team')).not.toThrow();
    expect(endpoint.versions({ namespace: 'my-scope', package: 'tool' }, 'team')).toEqual({});
  });

  test.each([
    'tool/-/tool-1.0.0.zip',
    'tool/-/other-1.0.0.tgz',
    'tool/-/tool-.tgz',
    'tool/-/tool-2.0.0.tgz',
    'tool/-/x',
  ])('NPM-27: %s is not there', async (path) => {
    const endpoint = new NpmEndpoint();
    await endpoint.publish(tool('1.0.0'));
    expect((await endpoint.ask(path)).status).toBe(404);
  });
});
