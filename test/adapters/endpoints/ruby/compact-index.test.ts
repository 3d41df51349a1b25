import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { digestOf, gemBytes } from '../../../clients/package-managers/ruby-fixtures';
import { RubyEndpoint } from './support';

const sha256 = (gem: Parameters<typeof gemBytes>[0]) => gemBytes(gem).then((bytes) => digestOf('sha256', bytes));

describe('versions', () => {
  test('RBY-12, RBY-13, RBY-14: a header, three hyphens, and for each gem a line with the digest', async () => {
    const endpoint = new RubyEndpoint();
    await endpoint.pushed({ name: 'rack', version: '2.2.0' }, { name: 'rack', version: '3.0.0' });
    endpoint.clock.advance(60);
    await endpoint.pushed(
      { name: 'nokogiri', version: '1.16.0' },
      { name: 'nokogiri', version: '1.16.0', platform: 'x86_64-linux' },
    );
    const md5 = async (gem: string) => digestOf('md5', await endpoint.text(`info/${gem}`));
    expect(await endpoint.text('versions')).toBe(
      [
        'created_at: 2026-09-01T00:01:00.000Z',
        '---',
        `nokogiri 1.16.0,1.16.0-x86_64-linux ${await md5('nokogiri')}`,
        `rack 2.2.0,3.0.0 ${await md5('rack')}`,
        '',
      ].join('\n'),
    );
  });

  test('RBY-03, RBY-12: versions stand in the order of Gem::Version', async () => {
    const endpoint = new RubyEndpoint();
    for (const version of ['1.10', '1.9', '1.10.a', '1.2.3']) await endpoint.pushed({ name: 'rack', version });
    expect((await endpoint.lines('versions'))[0]).toMatch(/^rack 1\.2\.3,1\.9,1\.10\.a,1\.10 [0-9a-f]{32}$/);
    expect((await endpoint.lines('info/rack')).map((line) => line.split(' ')[0])).toEqual([
      '1.2.3',
      '1.9',
      '1.10.a',
      '1.10',
    ]);
  });

  test('RBY-15, RBY-44, RBY-45: what is deleted or hidden is left out, not marked', async () => {
    const endpoint = new RubyEndpoint();
    for (const version of ['1.0', '1.1', '1.2', '1.3']) await endpoint.pushed({ name: 'rack', version });
    await endpoint.pushed({ name: 'other', version: '1.0' });
    endpoint.setStatus({ package: 'rack' }, '1.1', 'Unlisted');
    endpoint.setStatus({ package: 'rack' }, '1.2', 'Archived');
    const at = { domain: 'my-domain', repository: 'team', format: 'ruby', package: 'rack', versions: ['1.3'] } as const;
    expect(endpoint.simulator.execute('DeletePackageVersions', at).ok).toBe(true);
    endpoint.setStatus({ package: 'other' }, '1.0', 'Unlisted');
    expect(await endpoint.lines('versions')).toEqual([expect.stringMatching(/^rack 1\.0 [0-9a-f]{32}$/)]);
    expect(await endpoint.lines('names')).toEqual(['rack']);
    expect(await endpoint.lines('info/rack')).toHaveLength(1);
    expect((await endpoint.ask('info/other')).status).toBe(404);
  });

  test('an empty repository has an empty list', async () => {
    const endpoint = new RubyEndpoint();
    expect(await endpoint.text('versions')).toBe('created_at: 1970-01-01T00:00:00.000Z\n---\n');
    expect(await endpoint.text('names')).toBe('---\n');
  });
});

test('RBY-16: names are sorted, one on each line', async () => {
  const endpoint = new RubyEndpoint();
  for (const name of ['b', 'a-b', 'B', 'a']) await endpoint.pushed({ name, version: '1.0' });
  expect(await endpoint.text('names')).toBe('---\nB\na\na-b\nb\n');
});

describe('info', () => {
  test('RBY-17, RBY-18, RBY-19: dependencies, the digest of the file, what Ruby and RubyGems have to be', async () => {
    const endpoint = new RubyEndpoint();
    const gem = {
      name: 'outer',
      version: '2.1.0',
      dependencies: { rack: '>= 2.0, < 4', json: '>= 0' },
      developmentDependencies: { minitest: '~> 5.0' },
      ruby: '>= 3.0, < 3.4.dev',
      rubygems: '> 1.3.1',
    };
    await endpoint.pushed(gem);
    expect(await endpoint.text('info/outer')).toBe(
      `---\n2.1.0 rack:>= 2.0&< 4,json:>= 0|checksum:${await sha256(gem)},ruby:>= 3.0&< 3.4.dev,rubygems:> 1.3.1\n`,
    );
    const [asset] = endpoint.simulator.state.domains.values().next().value!.assets.keys();
    expect(asset).toBe(await sha256(gem)); // RBY-19
  });

  test('RBY-20: without dependencies the bar follows the space', async () => {
    const endpoint = new RubyEndpoint();
    const gem = { name: 'plain', version: '1.0.0' };
    await endpoint.pushed(gem);
    expect(await endpoint.lines('info/plain')).toEqual([`1.0.0 |checksum:${await sha256(gem)}`]);
  });

  test('RBY-04, RBY-05, RBY-17: a line for each platform, that of all platforms first', async () => {
    const endpoint = new RubyEndpoint();
    const java = { name: 'nokogiri', version: '1.16.0', platform: 'java', dependencies: { jars: '~> 1.4' } };
    const plain = { name: 'nokogiri', version: '1.16.0', dependencies: { racc: '~> 1.4' } };
    await endpoint.pushed(java, plain);
    expect(await endpoint.lines('info/nokogiri')).toEqual([
      `1.16.0 racc:~> 1.4|checksum:${await sha256(plain)}`,
      `1.16.0-java jars:~> 1.4|checksum:${await sha256(java)}`,
    ]);
  });

  test.each(['nope', 'Rack'])('RBY-02, RBY-21: there is no gem %s', async (name) => {
    const endpoint = new RubyEndpoint();
    await endpoint.pushed({ name: 'rack', version: '1.0' });
    expect((await endpoint.ask(`info/${name}`)).status).toBe(404);
  });

  test('of a version without manifest what is known is shown, and nothing that would break a line', async () => {
    const endpoint = new RubyEndpoint();
    const dependencies = [
      { package: 'rack', versionRequirement: '>= 2.0, < 4', dependencyType: 'runtime' },
      { package: 'json' },
      { package: 'minitest', dependencyType: 'development' },
      { package: 'a b\nc', versionRequirement: '>= 0' },
      { package: 'odd', versionRequirement: 'latest|x' },
    ];
    const of = { type: 'public version', connection: 'public:ruby-gems-org', package: 'known' } as const;
    const name = 'known-1.0-java.gem';
    endpoint.learn(
      { ...of, version: '1.0', assets: [{ name, hashes: {} }], metadata: { dependencies } },
      { ...of, version: '2.0', assets: [] },
      {
        ...of,
        version: '3.0',
        assets: [{ name: 'known-3.0.gem', text: 'x', manifest: '{"dependencies":[["x\\n","1"],7]}' }],
      },
      { ...of, version: '4.0', assets: [{ name: 'known-4.0.gem', text: 'x', manifest: 'null' }] },
    );
    const checksum = digestOf('sha256', 'x');
    expect(await endpoint.lines('info/known')).toEqual([
      '1.0-java rack:>= 2.0&< 4,json:>= 0|',
      '2.0 |',
      `3.0 |checksum:${checksum}`,
      `4.0 |checksum:${checksum}`,
    ]);
  });

  test('a file that is no gem of the version has no line', async () => {
    const endpoint = new RubyEndpoint();
    const at = { domain: 'my-domain', repository: 'team', format: 'ruby', package: 'odd' } as const;
    const assets = [{ name: 'README.md', text: 'x' }];
    endpoint.learn({ type: 'stored version', ...at, version: '1.0', assets });
    expect(await endpoint.text('info/odd')).toBe('---\n');
    expect(await endpoint.lines('versions')).toEqual([]);
    expect(await endpoint.lines('names')).toEqual([]);
  });
});

describe('what is reached', () => {
  test('RBY-23: gems of upstreams and of the public repository stand in all lists', async () => {
    const endpoint = new RubyEndpoint();
    await endpoint.push({ name: 'up', version: '1.0' }, 'shared');
    await endpoint.offer({ name: 'open', version: '1.0' });
    await endpoint.pushed({ name: 'own', version: '1.0' });
    expect(await endpoint.lines('names')).toEqual(['open', 'own', 'up']);
    expect((await endpoint.lines('versions')).map((line) => line.split(' ')[0])).toEqual(['open', 'own', 'up']);
    for (const name of ['open', 'own', 'up']) expect(await endpoint.lines(`info/${name}`)).toHaveLength(1);
    expect(await endpoint.lines('names', 'store')).toEqual(['open']);
  });

  test('RBY-48: a version that is yanked in public is listed no more, unless it was retained', async () => {
    const endpoint = new RubyEndpoint();
    for (const version of ['1.0', '1.1']) await endpoint.offer({ name: 'open', version });
    await endpoint.ask('gems/open-1.0.gem');
    const from = { type: 'public version withdrawn', connection: 'public:ruby-gems-org', package: 'open' } as const;
    endpoint.learn({ ...from, version: '1.0' }, { ...from, version: '1.1' });
    expect((await endpoint.lines('info/open')).map((line) => line.split(' ')[0])).toEqual(['1.0']);
  });
});

describe('RBY-24: headers', () => {
  test.each(['versions', 'names', 'info/rack'])('RBY-24: of %s', async (path) => {
    const endpoint = new RubyEndpoint();
    await endpoint.pushed({ name: 'rack', version: '1.0', dependencies: { json: '>= 0' } });
    const body = await endpoint.text(path);
    const { headers } = await endpoint.ask(path);
    const etag = `"${digestOf('md5', body)}"`;
    expect(headers.get('content-type')).toBe('text/plain');
    expect(headers.get('etag')).toBe(etag);
    const digest = createHash('sha256').update(body).digest('base64');
    expect(headers.get('repr-digest')).toBe(`sha-256=:${digest}:`);
    const known = await endpoint.ask(path, { headers: { 'if-none-match': etag } });
    expect([known.status, await known.text()]).toEqual([304, '']);
    const rest = await endpoint.ask(path, { headers: { range: 'bytes=3-', 'if-none-match': '"other"' } });
    expect([rest.status, await rest.text()]).toEqual([206, body.slice(3)]);
    expect(rest.headers.get('etag')).toBe(etag);
    expect(rest.headers.get('repr-digest')).toBe(`sha-256=:${digest}:`);
    const head = await endpoint.ask(path, { method: 'HEAD' });
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, '']);
  });
});

test.each(['specs.4.8.gz', 'latest_specs.4.8.gz', 'prerelease_specs.4.8.gz'])(
  'RBY-25: %s is not there',
  async (path) => {
    const endpoint = new RubyEndpoint();
    await endpoint.pushed({ name: 'rack', version: '1.0' });
    expect((await endpoint.ask(path)).status).toBe(404);
  },
);

describe('QUO-23: more than 5,000 gems', () => {
  test('QUO-23: /versions and /names are refused above the bound, the others go on', async () => {
    const endpoint = new RubyEndpoint();
    const offer = (index: number) =>
      ({
        type: 'public version',
        connection: 'public:ruby-gems-org',
        package: `gem-${index}`,
        version: '1.0',
        assets: [{ name: `gem-${index}-1.0.gem`, hashes: {} }],
      }) as const;
    endpoint.learn(...Array.from({ length: 5000 }, (_, index) => offer(index)));
    expect(await endpoint.lines('versions')).toHaveLength(5000);
    expect(await endpoint.lines('names')).toHaveLength(5000);
    endpoint.learn(offer(5000));
    for (const path of ['versions', 'names']) {
      const refused = await endpoint.ask(path);
      expect(refused.status).toBe(400);
      expect(await refused.json()).toEqual({
        message: 'The repository has more than 5000 packages: ask for each by its name.',
      });
    }
    expect(await endpoint.lines('info/gem-5000')).toEqual(['1.0 |']);
    expect((await endpoint.ask('api/v1/dependencies?gems=gem-1')).status).toBe(200);
  });
});
