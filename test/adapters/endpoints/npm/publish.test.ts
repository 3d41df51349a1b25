import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { publication, tarballOf } from '../../../clients/package-managers/npm-fixtures';
import { abbreviated, NpmEndpoint } from './support';

const tool = (version: string, more: object = {}) => ({ name: 'tool', version, ...more });
const of = { package: 'tool' };

/** A publication of `tool` 1.0.0, changed before it is sent. */
// biome-ignore lint/suspicious/noExplicitAny: the changes make it what it must not be
type Change = (body: any) => unknown;
async function sent(change: Change, endpoint = new NpmEndpoint()): Promise<Response> {
  const manifest = tool('1.0.0', { description: 'A tool' });
  const body = publication(manifest, await tarballOf(manifest));
  const before = endpoint.simulator.state;
  const response = await endpoint.put('tool', change(body) ?? body);
  if (response.status >= 400) expect(endpoint.simulator.state).toBe(before);
  return response;
}

const attachment = (body: ReturnType<typeof publication>) => Object.values(body._attachments)[0]!;
const rename = (body: { [member: string]: unknown }, from: string, to: string) => {
  body[to] = body[from];
  delete body[from];
};

describe('a publication', () => {
  test('NPM-30 NPM-31 NPM-37 NPM-06: of a scoped package is one asset with the bytes', async () => {
    const endpoint = new NpmEndpoint();
    const manifest = { name: '@my-scope/tool', version: '1.0.0' };
    const response = await endpoint.publish(manifest);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({});
    const at = {
      domain: 'my-domain',
      repository: 'team',
      format: 'npm',
      namespace: 'my-scope',
      package: 'tool',
    } as const;
    const listed = endpoint.simulator.execute('ListPackageVersionAssets', { ...at, packageVersion: '1.0.0' });
    expect(listed).toMatchObject({ ok: true, output: { assets: [{ name: 'package.tgz' }] } });
    const version = { ...at, packageVersion: '1.0.0', asset: 'package.tgz' };
    const got = endpoint.simulator.execute('GetPackageVersionAsset', version);
    expect(got.ok && got.output.asset.bytes()).toEqual(await tarballOf(manifest));
  });

  test('NPM-31: whatever the key of the tarball is', async () => {
    for (const key of ['x.tgz', '@s/x-1.0.0.tgz', '../../x.tgz', '.tgz']) {
      const response = await sent((body) => rename(body._attachments, 'tool-1.0.0.tgz', key));
      expect(response.status).toBe(200);
    }
  });

  test('NPM-36: a sigstore bundle is passed over', async () => {
    const endpoint = new NpmEndpoint();
    const response = await sent((body) => {
      body._attachments['tool-1.0.0.sigstore'] = {
        content_type: 'application/vnd.dev.sigstore',
        data: '{}',
        length: 2,
      };
    }, endpoint);
    expect(response.status).toBe(200);
    expect(endpoint.describe(of, '1.0.0').status).toBe('Published');
  });

  test('NPM-41: access does not matter', async () => {
    for (const access of ['public', 'restricted', null, 5]) {
      expect((await sent((body) => ({ ...body, access }))).status).toBe(200);
    }
  });

  const refused: readonly (readonly [string, string, Change])[] = [
    [
      'NPM-05',
      'a version that is none',
      (body) => {
        rename(body.versions, '1.0.0', '1.0');
        body.versions['1.0'].version = '1.0';
        body['dist-tags'].latest = '1.0';
      },
    ],
    [
      'NPM-32',
      'two versions',
      (body) => {
        body.versions['1.0.1'] = { name: 'tool', version: '1.0.1' };
      },
    ],
    ['NPM-32', 'no version', (body) => ({ ...body, versions: {} })],
    ['NPM-32', 'no versions', (body) => ({ ...body, versions: undefined })],
    ['NPM-32', 'no tarball', (body) => ({ ...body, _attachments: {} })],
    ['NPM-32', 'attachments that are none', (body) => ({ ...body, _attachments: null })],
    [
      'NPM-32',
      'two tarballs',
      (body) => {
        body._attachments['other.tgz'] = attachment(body);
      },
    ],
    ['NPM-32', 'a file of another kind', (body) => rename(body._attachments, 'tool-1.0.0.tgz', 'tool-1.0.0.zip')],
    ['NPM-33', 'a _rev', (body) => ({ ...body, _rev: '1-abc' })],
    ['NPM-34', 'another name', (body) => ({ ...body, name: 'other' })],
    [
      'NPM-34',
      'another name in the manifest',
      (body) => {
        body.versions['1.0.0'].name = '@s/tool';
      },
    ],
    [
      'NPM-34',
      'another version in the manifest',
      (body) => {
        body.versions['1.0.0'].version = '1.0.1';
      },
    ],
    [
      'NPM-35',
      'another shasum',
      (body) => {
        body.versions['1.0.0'].dist.shasum = '0'.repeat(40);
      },
    ],
    [
      'NPM-35',
      'another integrity',
      (body) => {
        body.versions['1.0.0'].dist.integrity = `sha512-${'0'.repeat(86)}==`;
      },
    ],
    [
      'NPM-35',
      'an integrity that is none',
      (body) => {
        body.versions['1.0.0'].dist.integrity = 5;
      },
    ],
    [
      'NPM-30',
      'a length that lies',
      (body) => {
        attachment(body).length += 1;
      },
    ],
    [
      'NPM-30',
      'data that is no base64',
      (body) => {
        attachment(body).data = `${attachment(body).data.slice(0, -4)}!AA=`;
      },
    ],
    [
      'NPM-30',
      'data that is padded in the middle',
      (body) => {
        attachment(body).data = `AA==${attachment(body).data}`;
      },
    ],
    [
      'NPM-30',
      'data that is no text',
      (body) => {
        (attachment(body) as { data: unknown }).data = 5;
      },
    ],
    [
      'NPM-48',
      'a tarball that is none',
      (body) => {
        Object.assign(attachment(body), { data: Buffer.from('no tarball').toString('base64'), length: 10 });
        body.versions['1.0.0'].dist = {};
      },
    ],
    [
      'NPM-38',
      'a tag for another version',
      (body) => {
        body['dist-tags'].next = '0.9.0';
      },
    ],
    ['NPM-38', 'tags that are none', (body) => ({ ...body, 'dist-tags': ['1.0.0'] })],
    [
      'NPM-46',
      'dependencies that are none',
      (body) => {
        body.versions['1.0.0'].dependencies = ['a'];
      },
    ],
    [
      'NPM-46',
      'a range that is none',
      (body) => {
        body.versions['1.0.0'].dependencies = { a: {} };
      },
    ],
    ['NPM-30', 'an array', () => []],
    ['NPM-30', 'no object', () => '"x"'],
  ];

  test.each(refused)('%s: with %s is refused, and nothing changes', async (_id, _what, change) => {
    const response = await sent(change);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.any(String) });
  });

  test.each([
    ['NPM-30', 'no JSON', '{'],
    ['NPM-30', 'nothing', ''],
    ['NPM-30', 'no UTF-8', Buffer.from('7b2261223a22ff227d', 'hex')],
    ['NPM-30', 'JSON that is nested without end', '['.repeat(200_000)],
  ])('%s: %s (%s) is refused', async (_id, _what, body) => {
    expect((await new NpmEndpoint().ask('tool', { method: 'PUT', body })).status).toBe(400);
  });

  test('NPM-30: a manifest that is nested too deep to be written is refused', async () => {
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    const body = JSON.stringify(publication(tool('1.0.0'), await tarballOf(tool('1.0.0')))).replace(
      '"_nodeVersion"',
      `"deep":${deep},"_nodeVersion"`,
    );
    const response = await new NpmEndpoint().ask('tool', { method: 'PUT', body });
    expect(response.status).toBe(400);
  });

  test('NPM-30: in a large body the tarball is taken out before the rest is read', async () => {
    const endpoint = new NpmEndpoint();
    const noise = Buffer.alloc(18 * 1024 ** 2);
    for (let index = 0; index < noise.length; index += 4) noise.writeUInt32LE((index * 2654435761) >>> 0, index);
    const bytes = await tarballOf(tool('1.0.0'), { 'noise.bin': noise.toString('latin1') });
    expect(bytes.length).toBeGreaterThan(16 * 1024 ** 2);
    const quoted = tool('1.0.0', { description: 'says \\" and \\\\', readme: '\\"'.repeat(1000) });
    expect((await endpoint.put('tool', publication(quoted, bytes))).status).toBe(200);
    expect(endpoint.describe(of, '1.0.0').summary).toBe('says \\" and \\\\');
    const long = tool('1.0.1', { readme: 'x'.repeat(17 * 1024 ** 2) });
    expect((await endpoint.put('tool', publication(long, bytes))).status).toBe(400);
  });

  test('QUO-10 QUO-35: a body of more than 2 GiB is not read', async () => {
    const { mostOfRequest } = await import('../../../../src/adapters/endpoints/npm/body');
    expect(mostOfRequest).toBe(2 ** 31);
    const headers = { 'content-length': String(mostOfRequest + 1) };
    const response = await new NpmEndpoint().ask('tool', { method: 'PUT', body: '{}', headers });
    expect(response.status).toBe(413);
  });

  test('AUT-97: a name that is none', async () => {
    const endpoint = new NpmEndpoint();
    const name = 'a b';
    expect(
      (await endpoint.put('a%20b', publication({ ...tool('1.0.0'), name }, await tarballOf(tool('1.0.0'))))).status,
    ).toBe(400);
    const dots = { name: '@s/..', version: '1.0.0' };
    expect((await endpoint.put('@s%2f..', publication(dots, await tarballOf(dots)))).status).toBe(400);
  });
});

describe('tags and versions that are there', () => {
  test('NPM-38: the tags of the body are set', async () => {
    const endpoint = new NpmEndpoint();
    await endpoint.publish(tool('1.0.1'));
    await endpoint.publish(tool('1.0.2'));
    await endpoint.publish(tool('2.0.0'), 'next');
    expect((await endpoint.document('tool'))['dist-tags']).toEqual({ latest: '1.0.2', next: '2.0.0' });
    const described = endpoint.simulator.execute('ListPackageVersions', {
      ...{ domain: 'my-domain', repository: 'team', format: 'npm', package: 'tool' },
    });
    expect(described).toMatchObject({ ok: true, output: { defaultDisplayVersion: '1.0.2' } });
  });

  test('NPM-39 PUB-03 PUB-04 AUT-68: other bytes are a conflict; the same set their tags', async () => {
    const endpoint = new NpmEndpoint();
    await endpoint.publish(tool('1.0.0'));
    const before = endpoint.describe(of, '1.0.0');
    const other = await endpoint.publish(tool('1.0.0', { other: true }));
    expect(other.status).toBe(409);
    expect(await other.json()).toEqual({ error: expect.stringContaining('already exists with other content') });
    expect((await endpoint.publish(tool('1.0.0'), 'beta')).status).toBe(200);
    expect((await endpoint.document('tool'))['dist-tags']).toEqual({ latest: '1.0.0', beta: '1.0.0' });
    expect(endpoint.describe(of, '1.0.0')).toEqual(before);
  });

  test('RES-25: latest upstream wins over what was just published, which can be had by its version', async () => {
    const endpoint = new NpmEndpoint();
    await endpoint.publish(tool('1.0.1'), 'latest', { repository: 'shared' });
    const at = { domain: 'my-domain', repository: 'team', format: 'npm', package: 'tool' } as const;
    const restrictions = { publish: 'ALLOW', upstream: 'ALLOW' } as const;
    endpoint.simulator.execute('PutPackageOriginConfiguration', { ...at, restrictions });
    expect((await endpoint.publish(tool('1.0.2'))).status).toBe(200);
    const found = await endpoint.document('tool', abbreviated);
    expect([found['dist-tags'].latest, Object.keys(found.versions)]).toEqual(['1.0.1', ['1.0.1', '1.0.2']]);
  });
});

describe('what is known of a published version', () => {
  const lodash = {
    name: 'lodash',
    version: '4.17.20',
    description: 'Lodash modular utilities.',
    homepage: 'https://lodash.com/',
    repository: { type: 'git', url: 'git+https://github.com/lodash/lodash.git' },
    license: 'MIT',
  };

  test('NPM-42 NPM-43 NPM-44 NPM-45 VER-08: the documented lodash', async () => {
    const endpoint = new NpmEndpoint();
    await endpoint.publish(lodash);
    expect(endpoint.describe({ package: 'lodash' }, '4.17.20')).toMatchObject({
      displayName: 'lodash',
      summary: 'Lodash modular utilities.',
      homePage: 'https://lodash.com/',
      sourceCodeRepository: 'https://github.com/lodash/lodash.git',
      licenses: [{ name: 'MIT' }],
    });
  });

  const dependencies = async (manifest: object) => {
    const endpoint = new NpmEndpoint();
    await endpoint.publish(tool('1.0.0', manifest));
    const at = {
      domain: 'my-domain',
      repository: 'team',
      format: 'npm',
      package: 'tool',
      packageVersion: '1.0.0',
    } as const;
    const result = endpoint.simulator.execute('ListPackageVersionDependencies', at);
    return result.ok ? result.output.dependencies : result.error;
  };

  test('NPM-46: the documented my-package', async () => {
    const names = ['ast', 'helper-module-context', 'wasm-edit'];
    const ranges = Object.fromEntries(names.map((name) => [`@webassemblyjs/${name}`, '1.8.5']));
    const common = { namespace: 'webassemblyjs', dependencyType: 'regular', versionRequirement: '1.8.5' };
    expect(await dependencies({ dependencies: ranges })).toEqual(names.map((name) => ({ ...common, package: name })));
  });

  test('NPM-46 NPM-47: each type; an optional one once, a bundled one not by itself', async () => {
    const found = await dependencies({
      dependencies: { a: '^1', b: 'npm:c@2' },
      devDependencies: { d: '*' },
      peerDependencies: { e: '>=1 <2' },
      optionalDependencies: { b: '3' },
      bundleDependencies: ['a', 'z'],
    });
    const one = (name: string, dependencyType: string, versionRequirement: string) => ({
      ...{ package: name, dependencyType, versionRequirement },
    });
    expect(found).toEqual([
      one('a', 'regular', '^1'),
      one('d', 'dev', '*'),
      one('e', 'peer', '>=1 <2'),
      one('b', 'optional', '3'),
    ]);
  });

  test('NPM-48: the readme of the manifest, else of the body, else of the tarball', async () => {
    const readme = async (more: object, body: object, files: Record<string, string>) => {
      const endpoint = new NpmEndpoint();
      const manifest = tool('1.0.0', more);
      await endpoint.put('tool', { ...publication(manifest, await tarballOf(manifest, files)), ...body });
      const at = {
        domain: 'my-domain',
        repository: 'team',
        format: 'npm',
        package: 'tool',
        packageVersion: '1.0.0',
      } as const;
      const result = endpoint.simulator.execute('GetPackageVersionReadme', at);
      return result.ok ? result.output.readme : result.error.status;
    };
    const files = { 'README.txt': 'text', 'readme.md': 'file', 'docs/README.md': 'no' };
    expect(await readme({ readme: 'manifest' }, { readme: 'body' }, files)).toBe('manifest');
    expect(await readme({}, { readme: 'body' }, files)).toBe('body');
    expect(await readme({ readme: 'ERROR: No README data found!' }, {}, files)).toBe('file');
    expect(await readme({ readme: '' }, {}, { 'README.txt': 'text', 'docs/README.md': 'no' })).toBe('text');
    expect(await readme({}, {}, { README: 'plain', 'README.txt': 'text' })).toBe('plain');
    expect(await readme({}, {}, { 'docs/README.md': 'no' })).toBe(404);
  });

  test('NPM-35 NPM-24: the digests are those of the tarball', async () => {
    const endpoint = new NpmEndpoint();
    await endpoint.publish(lodash);
    const { shasum } = (await endpoint.document('lodash')).versions['4.17.20'].dist;
    expect(shasum).toBe(
      createHash('sha1')
        .update(await tarballOf(lodash))
        .digest('hex'),
    );
  });
});
