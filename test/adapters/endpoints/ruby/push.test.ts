import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type GemFixture, gemBytes, gemOf, gemspecYaml } from '../../../clients/package-managers/ruby-fixtures';
import { RubyEndpoint } from './support';

const rack: GemFixture = { name: 'rack', version: '3.0.0' };
const data = gzipSync('');
const messageOf = async (response: Response) => ((await response.json()) as { message: string }).message;

/** A gem with this for its metadata. */
const withYaml = (yaml: string | Uint8Array) => gemOf({ 'metadata.gz': gzipSync(yaml), 'data.tar.gz': data });

describe('gem push', () => {
  test('RBY-33, RBY-37: the body is the gem, and the answer tells what it was', async () => {
    const endpoint = new RubyEndpoint();
    for (const _ of ['new', 'again']) {
      const response = await endpoint.push(rack);
      expect(response.status).toBe(200);
      expect(await response.text()).toBe('Successfully registered gem: rack (3.0.0)');
    }
    expect(endpoint.versions({ package: 'rack' })).toEqual({ '3.0.0': 'Published' });
  });

  test('RBY-33: with attestations the gem is a part of the body, and they are dropped', async () => {
    const endpoint = new RubyEndpoint();
    const body = new FormData();
    body.set('gem', new Blob([(await gemBytes(rack)) as Uint8Array<ArrayBuffer>]), 'rack-3.0.0.gem');
    body.set('attestations', '[{"mediaType":"x"}]');
    const response = await endpoint.ask('api/v1/gems', { method: 'POST', body });
    expect([response.status, await response.text()]).toEqual([200, 'Successfully registered gem: rack (3.0.0)']);
    expect(endpoint.versions({ package: 'rack' })).toEqual({ '3.0.0': 'Published' });
    const empty = new FormData();
    empty.set('attestations', '[]');
    expect((await endpoint.ask('api/v1/gems', { method: 'POST', body: empty })).status).toBe(400);
  });

  test('RBY-04, RBY-05: gems of several platforms are assets of one version', async () => {
    const endpoint = new RubyEndpoint();
    const nokogiri = { name: 'nokogiri', version: '1.16.0' };
    await endpoint.pushed(nokogiri, { ...nokogiri, platform: 'x86_64-linux' });
    const at = { domain: 'my-domain', repository: 'team', format: 'ruby', package: 'nokogiri' } as const;
    const result = endpoint.simulator.execute('ListPackageVersionAssets', { ...at, packageVersion: '1.16.0' });
    const names = result.ok && result.output.assets!.map(({ name }) => name);
    expect(names).toEqual(['nokogiri-1.16.0-x86_64-linux.gem', 'nokogiri-1.16.0.gem']);
    expect(endpoint.versions({ package: 'nokogiri' })).toEqual({ '1.16.0': 'Published' });
  });

  test('RBY-04, PUB-09: other content for the same platform is refused with 409', async () => {
    const endpoint = new RubyEndpoint();
    await endpoint.pushed(rack, { ...rack, platform: 'java' });
    const { state } = endpoint.simulator;
    for (const platform of [undefined, 'java']) {
      expect((await endpoint.push({ ...rack, platform, source: 'other' })).status).toBe(409);
    }
    expect(endpoint.simulator.state).toBe(state);
  });

  test('RBY-02: names keep their case', async () => {
    const endpoint = new RubyEndpoint();
    await endpoint.pushed({ name: 'My_Gem', version: '1.0' });
    expect(endpoint.versions({ package: 'My_Gem' })).toEqual({ '1.0': 'Published' });
    expect(endpoint.versions({ package: 'my_gem' })).toEqual({});
  });

  test.each([
    ['RBY-02', { name: '"a b"', version: '1.0' }],
    ['RBY-02', { name: '"../a"', version: '1.0' }],
    ['RBY-02', { name: 'é', version: '1.0' }],
    ['RBY-03', { name: 'rack', version: 'a.1' }],
    ['RBY-03', { name: 'rack', version: '1..0' }],
    ['AUT-97', { name: 'x'.repeat(300), version: '1.0' }],
  ])('%s: %j is refused with 400', async (_, gem) => {
    const endpoint = new RubyEndpoint();
    const { state } = endpoint.simulator;
    expect((await endpoint.pushBytes(await withYaml(gemspecYaml(gem)))).status).toBe(400);
    expect(endpoint.simulator.state).toBe(state);
  });

  test('PUB-47: a version that can be had from the public repository is refused with 409', async () => {
    const endpoint = new RubyEndpoint();
    await endpoint.offer(rack);
    expect((await endpoint.push(rack)).status).toBe(409);
    expect((await endpoint.push({ ...rack, version: '3.0.1' })).status).toBe(200);
  });

  test('ORG-16: publishing that is blocked is refused with 403', async () => {
    const endpoint = new RubyEndpoint();
    await endpoint.pushed(rack);
    const at = { domain: 'my-domain', repository: 'team', format: 'ruby', package: 'rack' } as const;
    const restrictions = { publish: 'BLOCK', upstream: 'ALLOW' } as const;
    expect(endpoint.simulator.execute('PutPackageOriginConfiguration', { ...at, restrictions }).ok).toBe(true);
    expect((await endpoint.push({ ...rack, version: '3.0.1' })).status).toBe(403);
  });
});

describe('RBY-34: what is no gem', () => {
  const bomb = () => {
    const lines = ['--- &a0 [x, x]'];
    const nested = Array.from({ length: 24 }, (_, level) => `k${level}: &b${level} [*b${level - 1}, *b${level - 1}]`);
    return [...lines.slice(1), 'k: &b-1 [x]', ...nested, 'name: rack', 'version: 1.0', 'dependencies: *b23'].join('\n');
  };
  const broken: readonly (readonly [string, () => Promise<Uint8Array> | Uint8Array])[] = [
    ['nothing', () => new Uint8Array()],
    ['a text', () => new TextEncoder().encode('no gem')],
    ['zeros', () => new Uint8Array(2048)],
    ['half a gem', async () => (await gemBytes(rack)).subarray(0, 700)],
    ['a tar without data', () => gemOf({ 'metadata.gz': gzipSync(gemspecYaml(rack)) })],
    ['a tar without metadata', () => gemOf({ 'data.tar.gz': data })],
    ['metadata that are no gzip', () => gemOf({ 'metadata.gz': gemspecYaml(rack), 'data.tar.gz': data })],
    ['metadata that are too long', () => withYaml(`${gemspecYaml(rack)}# ${'x'.repeat(5 * 2 ** 20)}`)],
    ['metadata that take long to read', () => withYaml(`${gemspecYaml(rack)}${'- '.repeat(200_000)}`)],
    ['metadata that unpack to far too much', () => withYaml(new Uint8Array(20 * 2 ** 20))],
    ['metadata that are no YAML', () => withYaml('name: [a')],
    ['a bomb of aliases', () => withYaml(bomb())],
    ['metadata that are far too deep', () => withYaml('['.repeat(50_000))],
    ['metadata that are a list', () => withYaml('- a\n- b')],
    ['metadata without version', () => withYaml('name: rack')],
    ['metadata without name', () => withYaml("version: '1.0'")],
    ['a name that is a map', () => withYaml("name: {a: b}\nversion: '1.0'")],
    ['two documents', () => withYaml(`${gemspecYaml(rack)}---\nname: other\n`)],
    ['a platform that leads elsewhere', () => withYaml(gemspecYaml({ ...rack, platform: '../../x' }))],
    ['a dependency that breaks lines', () => withYaml(gemspecYaml({ ...rack, dependencies: { '"a\\nb"': '>= 0' } }))],
    ['a requirement that is none', () => withYaml(gemspecYaml({ ...rack, dependencies: { a: '=> 1' } }))],
    ['a requirement of Ruby that is none', () => withYaml(gemspecYaml({ ...rack, ruby: '>= x|y' }))],
    [
      'two metadata',
      async () => {
        const [first, second] = await Promise.all([
          gemOf({ 'metadata.gz': gzipSync(gemspecYaml(rack)) }),
          gemOf({ 'metadata.gz': gzipSync(gemspecYaml({ ...rack, name: 'other' })), 'data.tar.gz': data }),
        ]);
        return Buffer.concat([first.subarray(0, -1024), second]);
      },
    ],
  ];

  test.each(broken)('RBY-34: %s is refused with 422', async (_, bytes) => {
    const endpoint = new RubyEndpoint();
    const { state } = endpoint.simulator;
    const response = await endpoint.pushBytes(await bytes());
    expect(response.status).toBe(422);
    expect(await messageOf(response)).toMatch(/gem/);
    expect(endpoint.simulator.state).toBe(state);
  });
});

test('QUO-01: a body is read to the quota of an asset, and no farther', async () => {
  const endpoint = new RubyEndpoint();
  endpoint.learn({ type: 'quotas', quotas: { assetSizeBytes: 50 } });
  expect((await endpoint.pushBytes(new Uint8Array(51))).status).toBe(413);
  expect((await endpoint.pushBytes(new Uint8Array(50))).status).toBe(422);
});

describe('metadata of the version', () => {
  const described = async (...lines: readonly string[]) => {
    const endpoint = new RubyEndpoint();
    await endpoint.pushed({ ...rack, lines });
    return endpoint.describe({ package: 'rack' }, '3.0.0');
  };

  test('RBY-38: the summary, else the description', async () => {
    expect((await described('summary: Grüße', 'description: long')).summary).toBe('Grüße');
    expect((await described("summary: ''", 'description: long')).summary).toBe('long');
    expect((await described('summary: !binary |', '  R3LDvMOfZQ==')).summary).toBe('Grüße');
  });

  test('RBY-39, RBY-40, RBY-41: home page, source code and licenses', async () => {
    const lines = ['homepage: https://example.com/rack', 'licenses:', '- MIT', '- Ruby'];
    const links = ['metadata:', '  source_code_uri: https://example.com/rack.git', '  other: x'];
    expect(await described(...lines, ...links)).toMatchObject({
      homePage: 'https://example.com/rack', // RBY-39
      sourceCodeRepository: 'https://example.com/rack.git', // RBY-40
      licenses: [{ name: 'MIT' }, { name: 'Ruby' }], // RBY-41
    });
  });

  test('RBY-39, RBY-40, RBY-41: what is not said is not there', async () => {
    const version = await described('homepage:', 'metadata: {}', 'licenses: []');
    expect(version.homePage).toBeUndefined();
    expect(version.sourceCodeRepository).toBeUndefined();
    expect(version.licenses ?? []).toEqual([]);
  });

  test('a gem may have very many files', async () => {
    const endpoint = new RubyEndpoint();
    const files = Array.from({ length: 30_000 }, (_, index) => `- lib/some/long/path/to/file-${index}.rb`);
    await endpoint.pushed({ ...rack, lines: ['test_files:', ...files, 'homepage: https://example.com'] });
    expect(endpoint.describe({ package: 'rack' }, '3.0.0').homePage).toBe('https://example.com');
  });

  test('a platform and requirements in older forms are understood', async () => {
    const endpoint = new RubyEndpoint();
    const yaml = [
      '--- !ruby/object:Gem::Specification',
      'name: old',
      'version: !ruby/object:Gem::Version {version: 1.0}',
      'platform: !ruby/object:Gem::Platform',
      '  cpu: x86',
      '  os: mingw32',
      '  version:',
      'dependencies:',
      '- !ruby/object:Gem::Dependency',
      '  name: shared',
      '  version_requirements: &id001 !ruby/object:Gem::Version::Requirement',
      "    requirements: [['~>', !ruby/object:Gem::Version {version: '1.2'}]]",
      '- !ruby/object:Gem::Dependency',
      '  name: again',
      '  requirement: *id001',
    ];
    expect((await endpoint.pushBytes(await withYaml(yaml.join('\n')))).status).toBe(200);
    const [line] = await endpoint.lines('info/old');
    expect(line).toMatch(/^1\.0-x86-mingw32 shared:~> 1\.2,again:~> 1\.2\|checksum:[0-9a-f]{64}$/);
  });
});
