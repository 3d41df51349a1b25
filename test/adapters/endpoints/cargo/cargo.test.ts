import { describe, expect, test } from 'vitest';
import { Endpoint } from '../support';
import { bodyOf, indexPathOf, packed, publicationOf, sha256Of } from './crates';

const publish = (endpoint: Endpoint, body: Uint8Array, authorization?: string) =>
  endpoint.ask('api/v1/crates/new', { method: 'PUT', body, authorization });

const put = async (endpoint: Endpoint, name: string, vers: string, more: object = {}, files = {}) => {
  const response = await publish(endpoint, await publicationOf(name, vers, more, files));
  expect(response.status, await response.clone().text()).toBe(200);
  return response;
};

/** The lines of a crate's index file. */
const lines = async (endpoint: Endpoint, crate: string, repository = 'team') => {
  const response = await endpoint.ask(indexPathOf(crate), { repository });
  expect(response.status).toBe(200);
  const text = await response.text();
  expect(text.endsWith('\n')).toBe(true);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
};

/** Why a request was refused (CRG-32). */
const detailOf = async (response: Response) =>
  ((await response.json()) as { readonly errors: readonly { readonly detail: string }[] }).errors[0]?.detail;

/** When the first version of a crate was published, as the web API tells it. */
const createdOf = async (endpoint: Endpoint, crate: string) => {
  const response = await endpoint.ask(`api/v1/crates/${crate}/versions`);
  return ((await response.json()) as { readonly versions: readonly { readonly created_at?: string }[] }).versions[0]
    ?.created_at;
};

/** Tells of a version of a crate at the public registry. */
const learn = async (endpoint: Endpoint, name: string, version: string, more: object = {}) => {
  const bytes = await packed(name, version);
  const assets = [{ name: `${name}-${version}.crate`, bytes }];
  endpoint.learn({ type: 'public version', connection: 'public:crates-io', package: name, version, assets, ...more });
  return bytes;
};

describe('the sparse index', () => {
  test('CRG-16 CRG-17 CRG-18: config.json names the web API, without final slash, and asks for the token', async () => {
    const endpoint = new Endpoint('cargo');
    const response = await endpoint.ask('config.json');
    const api = endpoint.base().slice(0, -1);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ dl: `${api}/api/v1/crates`, api, 'auth-required': true });
    for (const authorization of [null, 'Bearer bad', 'bad']) {
      for (const path of ['config.json', 'se/rd/serde', 'no/such', 'api/v1/crates/a/1.0.0/download']) {
        expect((await endpoint.ask(path, { authorization })).status).toBe(401);
      }
    }
  });

  test('CRG-13: what the git protocol asks for is not there', async () => {
    const endpoint = new Endpoint('cargo');
    expect((await endpoint.ask('info/refs?service=git-upload-pack')).status).toBe(404);
    expect((await endpoint.ask('git-upload-pack', { method: 'POST' })).status).toBe(404);
  });

  test('CRG-15: white space around the bare token does not count', async () => {
    const endpoint = new Endpoint('cargo');
    for (const end of ['\r', ' ', '\t \r\n', '']) {
      const authorization = `${end}${endpoint.token()}${end}`;
      expect((await endpoint.ask('config.json', { authorization })).status).toBe(200);
    }
  });

  test.each([
    ['a', '1/a'],
    ['ab', '2/ab'],
    ['abc', '3/a/abc'],
    ['cargo', 'ca/rg/cargo'],
    ['serde', 'se/rd/serde'],
    ['MyCrate', 'my/cr/mycrate'],
    ['my-crate', 'my/-c/my-crate'],
  ])('CRG-20: the index has %s at %s', async (crate, path) => {
    const endpoint = new Endpoint('cargo');
    await put(endpoint, crate, '1.0.0');
    const response = await endpoint.ask(path);
    expect(response.status).toBe(200);
    expect(JSON.parse(await response.text())).toMatchObject({ name: crate, vers: '1.0.0' });
    for (const other of [`1/${crate}x`, `zz/zz/${crate}`, `3/z/${crate}`, `2/${crate}y`]) {
      expect((await endpoint.ask(other)).status).toBe(404);
    }
  });

  test('CRG-21: a line for each version, by the time of publication and then by precedence', async () => {
    const endpoint = new Endpoint('cargo');
    const at = (day: number) => ({ publishedTime: Date.UTC(2026, 0, day) });
    await learn(endpoint, 'serde', '2.0.0', at(3));
    await learn(endpoint, 'serde', '1.0.0', at(7));
    await learn(endpoint, 'serde', '0.10.0', at(5));
    await learn(endpoint, 'serde', '0.9.0', at(5));
    expect((await lines(endpoint, 'serde')).map(({ vers }) => vers)).toEqual(['2.0.0', '0.9.0', '0.10.0', '1.0.0']);
  });

  test('CRG-22 CRG-23 CRG-24: the line of a public crate is the public one, without pubtime', async () => {
    const endpoint = new Endpoint('cargo');
    const dep = {
      name: 'my_rand',
      req: '^0.6',
      features: ['x'],
      optional: true,
      default_features: false,
      target: 'cfg(windows)',
      kind: 'dev',
      registry: null,
      package: 'rand',
    };
    const manifest = {
      name: 'serde',
      vers: '1.0.0',
      deps: [dep],
      features: { std: ['alloc'] },
      links: 'z',
      v: 2,
      features2: { more: ['dep:rand'] },
      rust_version: '1.56',
      pubtime: '2017-04-20T16:00:00Z',
    };
    const bytes = await learn(endpoint, 'serde', '1.0.0', { metadata: { manifest: JSON.stringify(manifest) } });
    const { pubtime: _, ...members } = manifest;
    expect(await lines(endpoint, 'serde')).toEqual([{ ...members, cksum: sha256Of(bytes), yanked: false }]);
    const asset = (await endpoint.ask('api/v1/crates/serde/1.0.0/download')).status;
    expect(asset).toBe(200);
    expect(await lines(endpoint, 'serde')).toEqual([{ ...members, cksum: sha256Of(bytes), yanked: false }]);
  });

  test('CRG-22 CRG-26: without a manifest the line is made of what is known', async () => {
    const endpoint = new Endpoint('cargo');
    const dependencies = [
      { package: 'rand', versionRequirement: '^0.6', dependencyType: 'dev' },
      { package: 'log', versionRequirement: '1', dependencyType: 'regular' },
    ];
    const bytes = await learn(endpoint, 'serde', '1.0.0', { metadata: { dependencies } });
    await learn(endpoint, 'serde', '1.0.1', { metadata: { manifest: 'no JSON' } });
    endpoint.learn({
      type: 'public version',
      connection: 'public:crates-io',
      package: 'serde',
      version: '1.0.2',
      assets: [],
    });
    const rest = { features: [], optional: false, default_features: true, target: null, registry: null, package: null };
    const found = await lines(endpoint, 'serde');
    expect(found[0]).toEqual({
      name: 'serde',
      vers: '1.0.0',
      deps: [
        { name: 'rand', req: '^0.6', kind: 'dev', ...rest },
        { name: 'log', req: '1', kind: 'normal', ...rest },
      ],
      cksum: sha256Of(bytes),
      features: {},
      yanked: false,
    });
    expect(found.map(({ vers, deps }) => `${vers} ${deps.length}`)).toEqual(['1.0.0 2', '1.0.1 0']);
  });

  test('CRG-25: yanked is what the public registry says, and false of a publication', async () => {
    const endpoint = new Endpoint('cargo');
    await learn(endpoint, 'serde', '1.0.0', { publishedTime: 1, metadata: { yanked: true } });
    await learn(endpoint, 'serde', '1.0.1', { publishedTime: 2 });
    await put(endpoint, 'mine', '1.0.0');
    expect((await lines(endpoint, 'serde')).map(({ yanked }) => yanked)).toEqual([true, false]);
    await endpoint.ask('api/v1/crates/serde/1.0.0/download');
    expect((await lines(endpoint, 'serde')).map(({ yanked }) => yanked)).toEqual([true, false]);
    expect((await lines(endpoint, 'mine'))[0].yanked).toBe(false);
  });

  test.each(['nothing', '1abc', 'a.b', 'x'.repeat(65), '%23%23%23%23', 'a%20%20b', '%00abc', '__proto__'])(
    'CRG-27: an unknown crate, here %s, is 404 and no other refusal',
    async (crate) => {
      const endpoint = new Endpoint('cargo');
      const name = decodeURIComponent(crate);
      const path = indexPathOf(name).split('/').map(encodeURIComponent).join('/');
      expect((await endpoint.ask(path)).status).toBe(404);
    },
  );

  test('CRG-28: it is plain text with an ETag, and 304 to who has it', async () => {
    const endpoint = new Endpoint('cargo');
    await put(endpoint, 'mine', '1.0.0');
    const response = await endpoint.ask('mi/ne/mine');
    expect(response.headers.get('content-type')).toBe('text/plain');
    const etag = response.headers.get('etag')!;
    expect((await endpoint.ask('mi/ne/mine', { headers: { 'if-none-match': etag } })).status).toBe(304);
    await put(endpoint, 'mine', '1.0.1');
    expect((await endpoint.ask('mi/ne/mine', { headers: { 'if-none-match': etag } })).status).toBe(200);
    const config = await endpoint.ask('config.json');
    expect(config.headers.get('etag')).toBeTruthy();
  });

  test('CRG-48: an Unlisted version has no line, and can be downloaded', async () => {
    const endpoint = new Endpoint('cargo');
    await put(endpoint, 'mine', '1.0.0');
    await put(endpoint, 'mine', '1.0.1');
    endpoint.setStatus({ package: 'mine' }, '1.0.0', 'Unlisted');
    expect((await lines(endpoint, 'mine')).map(({ vers }) => vers)).toEqual(['1.0.1']);
    expect((await endpoint.ask('api/v1/crates/mine/1.0.0/download')).status).toBe(200);
  });

  test.each(['Archived', 'Disposed'] as const)('CRG-49: an %s version has no line and no download', async (status) => {
    const endpoint = new Endpoint('cargo');
    await put(endpoint, 'mine', '1.0.0');
    await put(endpoint, 'mine', '1.0.1');
    if (status === 'Archived') endpoint.setStatus({ package: 'mine' }, '1.0.0', status);
    else {
      const at = { domain: 'my-domain', repository: 'team', format: 'cargo', package: 'mine' } as const;
      endpoint.simulator.execute('DisposePackageVersions', { ...at, versions: ['1.0.0'] });
    }
    expect(endpoint.versions({ package: 'mine' })['1.0.0']).toBe(status);
    expect((await lines(endpoint, 'mine')).map(({ vers }) => vers)).toEqual(['1.0.1']);
    expect((await endpoint.ask('api/v1/crates/mine/1.0.0/download')).status).toBe(404);
  });

  test('CRG-48 CRG-27: a crate of which no version is listed is unknown', async () => {
    const endpoint = new Endpoint('cargo');
    await put(endpoint, 'mine', '1.0.0');
    endpoint.setStatus({ package: 'mine' }, '1.0.0', 'Unlisted');
    expect((await endpoint.ask('mi/ne/mine')).status).toBe(404);
    expect((await endpoint.ask('api/v1/crates/mine/versions')).status).toBe(404);
  });
});

describe('the web API', () => {
  test('CRG-29: a download leads to the store, which gives the crate file', async () => {
    const endpoint = new Endpoint('cargo');
    const bytes = await learn(endpoint, 'serde', '1.0.0');
    const response = await endpoint.ask('api/v1/crates/serde/1.0.0/download', { follow: false });
    expect(response.status).toBe(307);
    const followed = await endpoint.ask('api/v1/crates/serde/1.0.0/download');
    expect(new Uint8Array(await followed.arrayBuffer())).toEqual(bytes);
    expect(endpoint.versions({ package: 'serde' })).toEqual({ '1.0.0': 'Published' });
    expect((await endpoint.ask('api/v1/crates/serde/1.0.1/download')).status).toBe(404);
  });

  test('CRG-30 CRG-31: the versions of a crate, with the time at which each was published', async () => {
    const endpoint = new Endpoint('cargo');
    const time = Date.parse('2024-05-21T16:58:04.163Z');
    const bytes = await learn(endpoint, 'serde', '1.0.0', { publishedTime: time, metadata: { yanked: true } });
    const response = await endpoint.ask('api/v1/crates/serde/versions');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({
      versions: [
        {
          num: '1.0.0',
          crate: 'serde',
          yanked: true,
          checksum: sha256Of(bytes),
          created_at: '2024-05-21T16:58:04.163Z',
        },
      ],
    });
    expect((await endpoint.ask('api/v1/crates/serde/versions', { authorization: null })).status).toBe(401);
    expect((await endpoint.ask('api/v1/crates/nothing/versions')).status).toBe(404);
    await put(endpoint, 'mine', '1.0.0');
    expect(await createdOf(endpoint, 'mine')).toBe('2026-09-01T00:00:00.000Z');
    await learn(endpoint, 'log', '1.0.0'); // long ago
    expect(await createdOf(endpoint, 'log')).toBeUndefined();
  });

  test('CRG-32: a refusal says why as `detail`', async () => {
    const endpoint = new Endpoint('cargo');
    const response = await endpoint.ask('no/th/nothing');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ errors: [{ detail: expect.stringContaining('nothing') }] });
    const denied = await endpoint.ask('config.json', { authorization: null });
    expect(await denied.json()).toEqual({ errors: [{ detail: 'Unauthorized' }] });
  });

  test.each([
    ['DELETE', 'api/v1/crates/mine/1.0.0/yank'],
    ['PUT', 'api/v1/crates/mine/1.0.0/unyank'],
    ['GET', 'api/v1/crates/mine/owners'],
    ['PUT', 'api/v1/crates/mine/owners'],
    ['DELETE', 'api/v1/crates/mine/owners'],
    ['GET', 'api/v1/crates?q=mine'],
    ['GET', 'me'],
  ])('CRG-11 CRG-12 CRG-38: %s %s is not there', async (method, path) => {
    const endpoint = new Endpoint('cargo');
    await put(endpoint, 'mine', '1.0.0');
    expect((await endpoint.ask(path, { method })).status).toBe(404);
    expect((await lines(endpoint, 'mine'))[0].yanked).toBe(false);
  });
});

describe('publishing', () => {
  test('CRG-35 CRG-37: a publication is answered with no warnings, and is in the index at once', async () => {
    const endpoint = new Endpoint('cargo');
    const crate = await packed('mine', '1.0.0');
    const body = bodyOf({ name: 'mine', vers: '1.0.0', deps: [], features: {} }, crate);
    for (let turn = 0; turn < 2; turn++) {
      const response = await publish(endpoint, body);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('application/json');
      const warnings = { invalid_categories: [], invalid_badges: [], other: [] };
      expect(await response.json()).toEqual({ warnings });
    }
    expect(endpoint.versions({ package: 'mine' })).toEqual({ '1.0.0': 'Published' });
    expect((await lines(endpoint, 'mine'))[0].cksum).toBe(sha256Of(crate));
    const other = await publicationOf('mine', '1.0.0', {}, { 'src/lib.rs': '// other' });
    expect((await publish(endpoint, other)).status).toBe(409);
  });

  const metadata = { name: 'mine', vers: '1.0.0' };
  const dep = { name: 'rand', version_req: '1' };
  test.each<[string, unknown, object?]>([
    ['a JSON length that is too long', metadata, { json: 1_000_000 }],
    ['a JSON length that is too short', metadata, { json: -1 }],
    ['a file length that is too long', metadata, { file: 1 }],
    ['a file length that is too short', metadata, { file: -1 }],
    ['a file length of 4 GiB', metadata, { file: 0xf0000000 }],
    ['no JSON', '{"name":'],
    ['a list', []],
    ['null', null],
    ['no name', { vers: '1.0.0' }],
    ['a name of another type', { name: 1, vers: '1.0.0' }],
    ['a version of another type', { name: 'mine', vers: ['1.0.0'] }],
    ['dependencies that are no list', { ...metadata, deps: {} }],
    ['a dependency that is none', { ...metadata, deps: [null] }],
    ['a dependency without requirement', { ...metadata, deps: [{ name: 'rand' }] }],
    ['a dependency of another kind', { ...metadata, deps: [{ ...dep, kind: 'other' }] }],
    ['features of a dependency that are none', { ...metadata, deps: [{ ...dep, features: 'x' }] }],
    ['an optional that is none', { ...metadata, deps: [{ ...dep, optional: 'yes' }] }],
    ['default features that are none', { ...metadata, deps: [{ ...dep, default_features: 1 }] }],
    ['features that are none', { ...metadata, features: { x: 'y' } }],
    ['a description of another type', { ...metadata, description: {} }],
  ])('CRG-33: %s is 400 and changes nothing', async (_what, given, lengths) => {
    const endpoint = new Endpoint('cargo');
    const token = endpoint.token();
    const { state } = endpoint.simulator;
    const response = await publish(endpoint, bodyOf(given, await packed('mine', '1.0.0'), lengths), token);
    expect(response.status).toBe(400);
    expect(await detailOf(response)).toMatch(/./);
    expect(endpoint.simulator.state).toBe(state);
  });

  test.each([0, 1, 3, 4, 7])('CRG-33: a body of %i bytes is 400', async (size) => {
    expect((await publish(new Endpoint('cargo'), new Uint8Array(size))).status).toBe(400);
  });

  const inRequest = {
    name: 'rand',
    version_req: '^0.6',
    features: ['i128_support'],
    optional: false,
    default_features: true,
    target: null,
    kind: 'normal',
    registry: null,
    explicit_name_in_toml: null,
  };
  const inIndex = {
    name: 'rand',
    req: '^0.6',
    features: ['i128_support'],
    optional: false,
    default_features: true,
    target: null,
    kind: 'normal',
    registry: null,
    package: null,
  };
  test.each([
    ['a dependency', {}, {}],
    ['a renamed one', { explicit_name_in_toml: 'my_rand' }, { name: 'my_rand', package: 'rand' }],
    ['one of another registry', { registry: 'https://index.example/' }, { registry: 'https://index.example/' }],
    ['one of a target', { target: 'cfg(unix)', kind: 'build' }, { target: 'cfg(unix)', kind: 'build' }],
  ])('CRG-26 CRG-34 CRG-36: %s goes from the request into the line', async (_what, request, line) => {
    const endpoint = new Endpoint('cargo');
    const more = {
      deps: [{ ...inRequest, ...request }],
      features: { std: [], more: ['rand/x'] },
      links: 'z',
      rust_version: '1.70',
      badges: { unknown: {} },
      unheard_of: [1],
    };
    await put(endpoint, 'mine', '1.0.0', more);
    expect(await lines(endpoint, 'mine')).toEqual([
      {
        name: 'mine',
        vers: '1.0.0',
        deps: [{ ...inIndex, ...line }],
        cksum: expect.stringMatching(/^[0-9a-f]{64}$/),
        features: more.features,
        yanked: false,
        links: 'z',
        rust_version: '1.70',
      },
    ]);
  });

  test('CRG-34: members that are left out have their defaults', async () => {
    const endpoint = new Endpoint('cargo');
    await publish(endpoint, bodyOf({ ...metadata, deps: [dep] }, await packed('mine', '1.0.0')));
    const rest = { kind: 'normal', target: null, registry: null, package: null };
    expect((await lines(endpoint, 'mine'))[0].deps).toEqual([
      { name: 'rand', req: '1', features: [], optional: false, default_features: true, ...rest },
    ]);
  });

  test.each([
    ['CRG-02', '1abc', '1.0.0', 400],
    ['CRG-02', 'a.b', '1.0.0', 400],
    ['CRG-02', 'x'.repeat(65), '1.0.0', 400],
    ['CRG-04', 'mine', '1.0', 400],
    ['CRG-04', 'mine', 'v1.0.0', 400],
  ])('%s: %s %s is refused', async (_rule, name, version, status) => {
    expect((await publish(new Endpoint('cargo'), await publicationOf(name, version))).status).toBe(status);
  });

  test('CRG-05: beside 1.0.7 there is no 1.0.7+extra', async () => {
    const endpoint = new Endpoint('cargo');
    await put(endpoint, 'mine', '1.0.7');
    expect((await publish(endpoint, await publicationOf('mine', '1.0.7+extra'))).status).toBe(409);
    await put(endpoint, 'mine', '1.0.8+extra');
    expect((await endpoint.ask('api/v1/crates/mine/1.0.8+extra/download')).status).toBe(200);
    expect((await endpoint.ask('api/v1/crates/mine/1.0.8/download')).status).toBe(200);
  });

  test('CRG-03: names are found in any case at the endpoint, as stored by the API, and collide', async () => {
    const endpoint = new Endpoint('cargo');
    await put(endpoint, 'Foo', '1.0.0');
    expect(await lines(endpoint, 'foo')).toMatchObject([{ name: 'Foo' }]);
    expect((await endpoint.ask('3/F/FOO')).status).toBe(200);
    expect((await endpoint.ask('api/v1/crates/fOO/1.0.0/download')).status).toBe(200);
    for (const version of ['1.0.0', '1.0.1']) {
      const response = await publish(endpoint, await publicationOf('foo', version));
      expect(response.status).toBe(409);
      expect(await detailOf(response)).toContain('Foo');
    }
    const at = { domain: 'my-domain', repository: 'team', format: 'cargo' } as const;
    const describeAs = (name: string) => endpoint.simulator.execute('DescribePackage', { ...at, package: name });
    expect(describeAs('Foo').ok).toBe(true);
    expect(describeAs('FOO')).toMatchObject({ ok: false, error: { name: 'ResourceNotFoundException' } });
    await put(endpoint, 'a-b', '1.0.0');
    await put(endpoint, 'a_b', '1.0.0');
  });

  test('CRG-06: the asset has the name of the crate and its version', async () => {
    const endpoint = new Endpoint('cargo');
    await put(endpoint, 'My_Crate', '1.0.0-rc.1');
    const result = endpoint.simulator.execute('ListPackageVersionAssets', {
      domain: 'my-domain',
      repository: 'team',
      format: 'cargo',
      package: 'My_Crate',
      packageVersion: '1.0.0-rc.1',
    });
    expect(result).toMatchObject({ ok: true, output: { assets: [{ name: 'My_Crate-1.0.0-rc.1.crate' }] } });
  });

  test.each<[string, Record<string, string> | Uint8Array]>([
    ['that names another crate', { 'Cargo.toml': '[package]\nname = "other"\nversion = "1.0.0"\n' }],
    ['that names another version', { 'Cargo.toml': "[package]\nname = 'mine'\nversion = '1.0.1'\n" }],
    ['that is no archive', new Uint8Array([1, 2, 3])],
    ['that is empty', new Uint8Array()],
    ['without Cargo.toml', new Uint8Array()],
  ])('CRG-40: a crate file %s is 400', async (what, files) => {
    const endpoint = new Endpoint('cargo');
    const token = endpoint.token();
    const { state } = endpoint.simulator;
    const given = files instanceof Uint8Array ? files : await packed('mine', '1.0.0', files);
    const crate = what === 'without Cargo.toml' ? await packed('other', '1.0.0') : given;
    expect((await publish(endpoint, bodyOf(metadata, crate), token)).status).toBe(400);
    expect(endpoint.simulator.state).toBe(state);
  });

  test.each([
    ['a table before', '[lib]\nname = "other"\n\n[package]\nname = "mine"\nversion = "1.0.0"\n'],
    ['a table behind', '[package]\r\nname = "mine" # "x"\r\nversion = "1.0.0"\r\n[[bin]]\r\nname = "other"\r\n'],
    ['a long text', '[package]\ndescription = """\nname = "other"\n[package]\n"""\nname = "mine"\nversion = "1.0.0"\n'],
    ['a comment', '# """\n[package] # [x]\nname = "mine"\n# name = "other"\nversion = "1.0.0"\n'],
    ['what cannot be told', '[package]\nname = "\\u006dine"\nversion.workspace = true\n'],
  ])('CRG-40: Cargo.toml with %s is understood', async (_what, toml) => {
    await put(new Endpoint('cargo'), 'mine', '1.0.0', {}, { 'Cargo.toml': toml });
  });

  test('CRG-41 CRG-42 CRG-43 CRG-44: what the API tells is from the publication', async () => {
    const endpoint = new Endpoint('cargo');
    await put(endpoint, 'mine', '1.0.0', {
      description: 'What it does',
      homepage: 'https://site.example',
      repository: 'https://code.example/mine',
      license: 'MIT OR Apache-2.0',
      readme: '# mine',
    });
    expect(endpoint.describe({ package: 'mine' }, '1.0.0')).toMatchObject({
      summary: 'What it does',
      homePage: 'https://site.example',
      sourceCodeRepository: 'https://code.example/mine',
      licenses: [{ name: 'MIT OR Apache-2.0' }],
      displayName: 'mine',
    });
  });
});
