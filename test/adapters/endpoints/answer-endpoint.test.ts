import { describe, expect, test } from 'vitest';
import { formats } from '../../../src/formats';
import { indexPathOf, packed, publicationOf } from './cargo/crates';
import { allFormats, content, listPaths, publishSpecimen, servedFormats, specimens } from './formats';
import { Endpoint } from './support';

const realm = 'realm="my-domain/team"';
const owner = '111122223333';
const alice = `arn:aws:iam::${owner}:user/alice`;
const team = `arn:aws:codeartifact:us-west-2:${owner}:repository/my-domain/team`;
const crate = (name: string) => `arn:aws:codeartifact:us-west-2:${owner}:package/my-domain/team/cargo//${name}`;

/** The token of a user who may do these things, and get a token. */
function tokenOf(endpoint: Endpoint, ...statements: readonly (readonly [action: string, resource: string])[]): string {
  const may = [['GetAuthorizationToken', '*'], ...statements].map(([action, resource]) => ({
    Effect: 'Allow',
    Action: `codeartifact:${action}`,
    Resource: resource,
  }));
  const bearer = { Effect: 'Allow', Action: 'sts:GetServiceBearerToken', Resource: '*' };
  const policy = { Version: '2012-10-17', Statement: [...may, bearer] };
  endpoint.learn({ type: 'principal', arn: alice, policies: [policy] });
  const as = { principal: alice };
  const result = endpoint.simulator.execute('GetAuthorizationToken', { domain: 'my-domain' }, as);
  if (!result.ok) throw result.error;
  return `Bearer ${result.output.authorizationToken}`;
}

const put = async (endpoint: Endpoint, name: string, version: string, asking = {}, files = {}) =>
  endpoint.ask('api/v1/crates/new', { method: 'PUT', body: await publicationOf(name, version, {}, files), ...asking });

describe('tokens at endpoints', () => {
  test.each(allFormats)(
    'TOK-28 TOK-30 AUT-67: %s without token is 401 with a challenge for both schemes',
    async (format) => {
      const endpoint = new Endpoint(format);
      for (const authorization of [null, 'Bearer x', `Basic ${btoa('aws:x')}`, 'x', `Bearer ${endpoint.token()}x`]) {
        const response = await endpoint.ask('x', { authorization });
        expect(response.status).toBe(401);
        expect(response.headers.get('www-authenticate')).toBe(`Bearer ${realm}, Basic ${realm}`);
        const body = JSON.stringify(await response.json());
        expect(body).toContain('"Unauthorized"');
      }
    },
  );

  test('TOK-30: a realm can be no way out of the header', async () => {
    const endpoint = new Endpoint('cargo');
    const url = `${endpoint.origin}/cargo/d/my-domain-${owner}/a%22b%0d%0aX-Evil:%201/x`;
    const response = await endpoint.simulator.fetch(url);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(
      /^Bearer realm="my-domain\/[\w.-]*", Basic realm="[^"]*"$/,
    );
    expect(response.headers.get('x-evil')).toBeNull();
  });

  test('TOK-33 TOK-34 AUT-24: Bearer, Basic of any user, and the bare token', async () => {
    const endpoint = new Endpoint('cargo');
    const token = endpoint.token();
    for (const authorization of [
      `Bearer ${token}`,
      `Basic ${btoa(`aws:${token}`)}`,
      `Basic ${btoa(`x:${token}`)}`,
      token,
    ]) {
      expect((await endpoint.ask('config.json', { authorization })).status).toBe(200);
    }
  });

  test('AUT-25: an API key alone is no credential', async () => {
    const endpoint = new Endpoint('nuget');
    const headers = { 'x-nuget-apikey': endpoint.token() };
    const response = await endpoint.ask('v3/package', { method: 'PUT', authorization: null, headers, body: content });
    expect(response.status).toBe(401);
  });

  test('TOK-24: a token of another Region is 401', async () => {
    const endpoint = new Endpoint('cargo');
    const { simulator } = endpoint;
    const there = { region: 'us-east-1' };
    simulator.execute('CreateDomain', { domain: 'my-domain' }, there);
    simulator.execute('CreateRepository', { domain: 'my-domain', repository: 'team' }, there);
    const result = simulator.execute('GetAuthorizationToken', { domain: 'my-domain' }, there);
    const authorization = result.ok ? result.output.authorizationToken! : '';
    const at = (region: string) =>
      simulator.fetch(`https://my-domain-${owner}.d.codeartifact.${region}.amazonaws.com/cargo/team/config.json`, {
        headers: { authorization },
      });
    expect((await at('us-east-1')).status).toBe(200);
    expect((await at('us-west-2')).status).toBe(401);
  });

  test('TOK-25 TOK-26: one token is good for all repositories and formats of its domain, and of no other', async () => {
    const endpoint = new Endpoint('cargo');
    const authorization = endpoint.token();
    for (const repository of ['team', 'shared', 'store']) {
      expect((await endpoint.ask('config.json', { repository, authorization })).status).toBe(200);
    }
    const ping = endpoint.base().replace('/cargo/', '/generic/');
    expect((await endpoint.ask(`${ping}x`, { authorization })).status).toBe(404);
    expect((await endpoint.ask('config.json', { authorization: endpoint.token('other-domain') })).status).toBe(401);
  });

  test('TOK-28: an expired token is 401', async () => {
    const endpoint = new Endpoint('cargo');
    const authorization = endpoint.token();
    endpoint.clock.set('2026-09-01T11:59:59Z');
    expect((await endpoint.ask('config.json', { authorization })).status).toBe(200);
    endpoint.clock.set('2026-09-01T12:00:00Z');
    expect((await endpoint.ask('config.json', { authorization })).status).toBe(401);
  });

  test('TOK-27 ERR-77: of a repository or domain that is gone, or was never, there is 404', async () => {
    const endpoint = new Endpoint('cargo');
    const authorization = endpoint.token();
    expect((await endpoint.ask('config.json', { authorization, repository: 'nowhere' })).status).toBe(404);
    expect((await endpoint.ask('config.json', { authorization: null, repository: 'nowhere' })).status).toBe(401);
    for (const repository of ['team', 'shared', 'store']) {
      endpoint.simulator.execute('DeleteRepository', { domain: 'my-domain', repository });
    }
    expect((await endpoint.ask('config.json', { authorization })).status).toBe(404);
    endpoint.simulator.execute('DeleteDomain', { domain: 'my-domain' });
    expect((await endpoint.ask('config.json', { authorization })).status).toBe(404);
    expect((await endpoint.ask('se/rd/serde', { authorization })).status).toBe(404);
  });

  test('TOK-32 IAM-64: to read needs ReadFromRepository on the repository, all of it', async () => {
    const endpoint = new Endpoint('cargo');
    await put(endpoint, 'mine', '1.0.0');
    const statuses = async (authorization: string) => {
      const paths = ['config.json', indexPathOf('mine'), 'api/v1/crates/mine/1.0.0/download'];
      return Promise.all(paths.map(async (path) => (await endpoint.ask(path, { authorization })).status));
    };
    expect(await statuses(tokenOf(endpoint))).toEqual([403, 403, 403]);
    expect(await statuses(tokenOf(endpoint, ['ReadFromRepository', crate('mine')]))).toEqual([403, 403, 403]);
    expect(await statuses(tokenOf(endpoint, ['ReadFromRepository', team]))).toEqual([200, 200, 200]);
  });

  test('TOK-32 ERR-47 AUT-67: a refusal for want of permission says who may not do what', async () => {
    const endpoint = new Endpoint('cargo');
    const response = await endpoint.ask('config.json', { authorization: tokenOf(endpoint) });
    expect(response.headers.get('www-authenticate')).toBeNull();
    const { errors } = (await response.json()) as { errors: { detail: string }[] };
    expect(errors[0]!.detail).toContain(`User: ${alice} is not authorized to perform: codeartifact:ReadFromRepository`);
  });

  test('IAM-65 IAM-66: to publish needs PublishPackageVersion on the package', async () => {
    const endpoint = new Endpoint('cargo');
    const authorization = tokenOf(endpoint, ['PublishPackageVersion', crate('mine')]);
    expect((await put(endpoint, 'mine', '1.0.0', { authorization })).status).toBe(200);
    expect((await put(endpoint, 'other', '1.0.0', { authorization })).status).toBe(403);
    const none = tokenOf(endpoint, ['ReadFromRepository', team]);
    expect((await put(endpoint, 'mine', '1.0.1', { authorization: none })).status).toBe(403);
  });

  test('IAM-43: the token first, then the path, what is asked, the permission, and what is there last', async () => {
    const endpoint = new Endpoint('cargo');
    const nobody = tokenOf(endpoint);
    const reader = tokenOf(endpoint, ['ReadFromRepository', '*']);
    const status = async (path: string, authorization: string | null, repository?: string) =>
      (await endpoint.ask(path, { authorization, repository })).status;
    expect(await status('no/such/path/at/all', null)).toBe(401);
    expect(await status('no/such/path/at/all', reader)).toBe(404);
    const download = (version: string) => `api/v1/crates/mine/${version}/download`;
    expect(await status(download('1%201'), reader)).toBe(400);
    const again = tokenOf(endpoint);
    expect(await status(download('1%201'), again)).toBe(400);
    expect(await status(download('1.0.0'), again)).toBe(403);
    expect(await status(download('1.0.0'), again, 'nowhere')).toBe(403);
    expect(nobody).not.toBe('');
    expect(await status(download('1.0.0'), tokenOf(endpoint, ['ReadFromRepository', '*']), 'nowhere')).toBe(404);
  });
});

describe('paths and methods', () => {
  test('END-13: a generic endpoint has nothing', async () => {
    const endpoint = new Endpoint('generic');
    for (const [method, path] of [
      ['GET', ''],
      ['GET', 'x'],
      ['PUT', 'my-ns/mine/1.0.0/x'],
      ['DELETE', 'x'],
    ] as const) {
      expect((await endpoint.ask(path, { method })).status).toBe(404);
    }
  });

  test('AUT-69: what is no format is not there, and wants a token all the same', async () => {
    const endpoint = new Endpoint('cargo');
    for (const format of ['bogus', 'constructor', 'docker']) {
      const url = endpoint.base().replace('/cargo/', `/${format}/`);
      expect((await endpoint.ask(`${url}x`)).status).toBe(404);
      expect((await endpoint.ask(`${url}x`, { authorization: null })).status).toBe(401);
    }
  });

  test('AUT-69: a path that is named is 405 with another method', async () => {
    const endpoint = new Endpoint('cargo');
    for (const [method, path] of [
      ['POST', 'config.json'],
      ['DELETE', 'api/v1/crates/new'],
      ['PUT', 'api/v1/crates/mine/1.0.0/download'],
      ['PATCH', 'config.json'],
      ['OPTIONS', 'config.json'],
    ] as const) {
      const response = await endpoint.ask(path, { method });
      expect(response.status).toBe(405);
      expect(await response.json()).toEqual({ errors: [{ detail: 'Method Not Allowed' }] });
    }
    expect((await endpoint.ask('no/such/path/at/all', { method: 'DELETE' })).status).toBe(404);
  });

  test.each(['%', '%zz', '%ff', 'a%2Fb/c/d', 'api/v1/crates/a%2fb/versions', '..%2f..%2fconfig.json'])(
    'AUT-69: %s is no path',
    async (path) => {
      expect((await new Endpoint('cargo').ask(path)).status).toBe(404);
    },
  );

  test('AUT-06: port 443 is the same as none', async () => {
    const endpoint = new Endpoint('cargo');
    const headers = { authorization: endpoint.token() };
    const host = `https://my-domain-${owner}.d.codeartifact.us-west-2.amazonaws.com`;
    const bodies = await Promise.all(
      [host, `${host}:443`].map(async (origin) => {
        const response = await endpoint.simulator.fetch(`${origin}/cargo/team/config.json`, { headers });
        expect(response.status).toBe(200);
        return response.text();
      }),
    );
    expect(bodies[0]).toBe(bodies[1]);
  });

  test('AUT-09: the endpoint may be written with or without its final slash', async () => {
    const endpoint = new Endpoint('cargo');
    expect((await endpoint.ask(`${endpoint.base().slice(0, -1)}/config.json`)).status).toBe(200);
    expect((await endpoint.ask(`${endpoint.base()}/config.json`)).status).toBe(200);
  });
});

describe('assets', () => {
  test.each(servedFormats)(
    'END-14 AUT-81 AUT-82: a file of %s comes from the store by 307, or at once',
    async (format) => {
      const endpoint = new Endpoint(format);
      const { path } = publishSpecimen(endpoint);
      const response = await endpoint.ask(path, { follow: false });
      const isDirect = format === 'pypi' || format === 'swift';
      expect(response.status).toBe(isDirect ? 200 : 307);
      const bytes = isDirect ? response : await endpoint.ask(path);
      expect(new Uint8Array(await bytes.arrayBuffer())).toEqual(content);
    },
  );

  test.each(servedFormats)(
    'AUT-12: HEAD of a file of %s is answered as GET at once, without the body',
    async (format) => {
      const endpoint = new Endpoint(format);
      const { path } = publishSpecimen(endpoint);
      const head = await endpoint.ask(path, { method: 'HEAD', follow: false });
      expect(head.status).toBe(200);
      expect(await head.text()).toBe('');
      const { headers } = await endpoint.ask(path);
      for (const name of ['content-type', 'etag']) expect(head.headers.get(name)).toBe(headers.get(name));
    },
  );

  test('AUT-82: a server may give all the bytes at once', async () => {
    const endpoint = new Endpoint('cargo');
    const { path } = publishSpecimen(endpoint);
    const server = await endpoint.simulator.listen({ assets: 'direct' });
    try {
      const url = endpoint.base().replace(endpoint.origin, server.url) + path;
      const headers = { authorization: endpoint.token() };
      const response = await fetch(url, { headers, redirect: 'manual' });
      expect(response.status).toBe(200);
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(content);
    } finally {
      await server.close();
    }
  });

  test('AUT-38 AUT-83: the redirect leads to the bucket of the Region, and needs no token', async () => {
    const endpoint = new Endpoint('cargo');
    const { path } = publishSpecimen(endpoint);
    const described = endpoint.simulator.execute('DescribeDomain', { domain: 'my-domain' });
    const bucket = (described.ok ? described.output.domain!.s3BucketArn! : '').replace('arn:aws:s3:::', '');
    const local = (await endpoint.ask(path, { follow: false })).headers.get('location')!;
    expect(local.startsWith(`${endpoint.origin}/${bucket}/`)).toBe(true);
    const host = `https://my-domain-${owner}.d.codeartifact.us-west-2.amazonaws.com/cargo/team/`;
    const real = (await endpoint.ask(host + path, { follow: false })).headers.get('location')!;
    expect(new URL(real).host).toBe(`${bucket}.s3.us-west-2.amazonaws.com`);
    for (const location of [local, real]) {
      const response = await endpoint.simulator.fetch(location);
      expect(response.status).toBe(200);
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(content);
      expect((await endpoint.simulator.fetch(location, { method: 'HEAD' })).status).toBe(200);
      expect((await endpoint.simulator.fetch(location, { method: 'PUT', body: 'x' })).status).toBe(403);
      expect((await endpoint.simulator.fetch(location, { headers: { range: 'bytes=0-2' } })).status).toBe(206);
      const changed = location.replace('X-Amz-Expires=3600', 'X-Amz-Expires=9999');
      expect((await endpoint.simulator.fetch(changed)).status).toBe(403);
    }
    endpoint.clock.set(new Date(endpoint.simulator.now() + 3_600_001));
    expect((await endpoint.simulator.fetch(local)).status).toBe(403);
  });

  test('a file of which no bytes are known is 501, but its HEAD is answered', async () => {
    const endpoint = new Endpoint('cargo');
    const hashes = {
      MD5: 'a'.repeat(32),
      'SHA-1': 'a'.repeat(40),
      'SHA-256': 'a'.repeat(64),
      'SHA-512': 'a'.repeat(128),
    };
    const assets = [{ name: 'mine-1.0.0.crate', size: 7, hashes }];
    const at = { domain: 'my-domain', repository: 'team', format: 'cargo', package: 'mine', version: '1.0.0' } as const;
    endpoint.simulator.request('Publish', { ...at, assets });
    const path = specimens.cargo.path;
    expect((await endpoint.ask(path)).status).toBe(501);
    const head = await endpoint.ask(path, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '7']);
  });

  test.each(servedFormats)('AUT-12: HEAD of an asset of %s tells its length', async (format) => {
    const endpoint = new Endpoint(format);
    const { path } = publishSpecimen(endpoint);
    const head = await endpoint.ask(path, { method: 'HEAD', follow: false });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(content.length)]);
    expect(await head.text()).toBe('');
  });

  test('EXT-33: while the public registry is down what is not stored is 503, and 404 what it never had', async () => {
    const endpoint = new Endpoint('cargo');
    const bytes = await packed('serde', '1.0.0');
    const named = { package: 'serde', version: '1.0.0', assets: [{ name: 'serde-1.0.0.crate', bytes }] };
    const connection = 'public:crates-io' as const;
    endpoint.learn({ type: 'public version', connection, ...named });
    endpoint.clock.set('2026-09-01T01:00:00Z');
    const status = async (version: string) => (await endpoint.ask(`api/v1/crates/serde/${version}/download`)).status;
    endpoint.learn({ type: 'public repository', connection, available: false });
    expect([await status('1.0.0'), await status('2.0.0')]).toEqual([503, 404]);
    endpoint.learn({ type: 'public repository', connection, available: true });
    expect(await status('1.0.0')).toBe(200);
    endpoint.learn({ type: 'public repository', connection, available: false });
    expect(await status('1.0.0')).toBe(200);
  });
});

describe('documents', () => {
  test('AUT-84: have an ETag, and are not sent to who has them', async () => {
    const endpoint = new Endpoint('cargo');
    const first = await endpoint.ask('config.json');
    const headers = { 'if-none-match': first.headers.get('etag')! };
    const second = await endpoint.ask('config.json', { headers });
    expect([second.status, await second.text()]).toEqual([304, '']);
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
  });

  test('AUT-12: HEAD of a document has the headers of GET and no body', async () => {
    const endpoint = new Endpoint('cargo');
    const get = await endpoint.ask('config.json');
    const head = await endpoint.ask('config.json', { method: 'HEAD' });
    for (const name of ['content-type', 'etag']) expect(head.headers.get(name)).toBe(get.headers.get(name));
    expect(head.headers.get('content-length')).toBe(String((await get.arrayBuffer()).byteLength));
    expect((await endpoint.ask('no/th/nothing', { method: 'HEAD' })).status).toBe(404);
  });

  test.each(servedFormats)('AUT-56: a list of %s has no entry for an Unlisted version, and no mark', async (format) => {
    const endpoint = new Endpoint(format);
    const { namespace } = publishSpecimen(endpoint);
    publishSpecimen(endpoint, '2.0.0');
    endpoint.setStatus({ namespace, package: 'mine' }, '1.0.0', 'Unlisted');
    const response = await endpoint.ask(listPaths[format]);
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toContain('2.0.0');
    expect(text).not.toContain('1.0.0');
  });

  const connected = servedFormats.filter((format) => formats[format].externalConnections.length > 0);

  test.each(connected)('a public version of %s may have any name', async (format) => {
    const endpoint = new Endpoint(format);
    const connection = formats[format].externalConnections[0]!;
    const { asset, namespace } = specimens[format];
    const assets = [{ name: asset, bytes: content }];
    for (const version of ['\ud800', '"<&>', '__proto__', '1.0.0']) {
      endpoint.learn({ type: 'public version', connection, namespace, package: 'mine', version, assets });
    }
    expect((await endpoint.ask(listPaths[format])).status).toBe(200);
  });

  test('AUT-85: a redirect inside the service is 301 on the same host', async () => {
    const endpoint = new Endpoint('pypi');
    const response = await endpoint.ask('simple/Foo_Bar', { follow: false });
    expect(response.status).toBe(301);
    expect(new URL(response.headers.get('location')!, endpoint.base()).href).toBe(`${endpoint.base()}simple/foo-bar/`);
  });
});

describe('statuses of refusals', () => {
  test('PUB-10 PUB-11 PUB-12 ORG-15 ORG-16 ORG-17 QUO-01: as clients see them', async () => {
    const endpoint = new Endpoint('cargo');
    const status = async (version: string, files = {}) => (await put(endpoint, 'mine', version, {}, files)).status;
    expect([await status('1.0.0'), await status('1.0.0')]).toEqual([200, 200]);
    expect(await status('1.0.0', { x: 'other' })).toBe(409); // PUB-10
    endpoint.setStatus({ package: 'mine' }, '1.0.0', 'Archived');
    expect(await status('1.0.0')).toBe(409); // PUB-11
    const at = { domain: 'my-domain', repository: 'team', format: 'cargo', package: 'mine' } as const;
    endpoint.simulator.execute('DisposePackageVersions', { ...at, versions: ['1.0.0'] });
    expect(await status('1.0.0')).toBe(409); // PUB-12
    expect(await status('1.0.1')).toBe(200);
    const restrictions = { publish: 'BLOCK', upstream: 'ALLOW' } as const;
    endpoint.simulator.execute('PutPackageOriginConfiguration', { ...at, restrictions });
    for (const version of ['1.0.1', '1.0.2']) {
      const response = await put(endpoint, 'mine', version);
      expect(response.status).toBe(403);
      expect(await response.text()).toContain('This package is configured to block new versions');
    }
    endpoint.learn({ type: 'quotas', account: owner, quotas: { assetSizeBytes: 10 } });
    expect((await put(endpoint, 'large', '1.0.0')).status).toBe(413);
  });

  test('AUT-67: in the form of each protocol', async () => {
    const body = async (format: (typeof allFormats)[number]) => {
      const response = await new Endpoint(format).ask('x', { authorization: null });
      return [response.headers.get('content-type'), await response.json()];
    };
    const plain = ['application/json', { message: 'Unauthorized' }];
    expect(await body('npm')).toEqual(['application/json', { error: 'Unauthorized' }]);
    expect(await body('cargo')).toEqual(['application/json', { errors: [{ detail: 'Unauthorized' }] }]);
    const problem = { status: 401, title: expect.any(String), detail: 'Unauthorized' };
    expect(await body('swift')).toEqual(['application/problem+json', problem]);
    for (const format of ['pypi', 'maven', 'nuget', 'generic', 'ruby'] as const)
      expect(await body(format)).toEqual(plain);
  });

  test('AUT-68: with the reason phrases that clients print', async () => {
    const endpoint = new Endpoint('cargo', { throttling: { reads: 3 } });
    const server = await endpoint.simulator.listen();
    try {
      const authorization = endpoint.token();
      const ask = async (method: string, path: string, body?: Uint8Array) => {
        const url = endpoint.base().replace(endpoint.origin, server.url) + path;
        const { status, statusText } = await fetch(url, {
          method,
          headers: { authorization },
          body: body as undefined,
        });
        return `${status} ${statusText}`;
      };
      expect(await ask('DELETE', 'config.json')).toBe('405 Method Not Allowed');
      await ask('PUT', 'api/v1/crates/new', await publicationOf('mine', '1.0.0'));
      const other = await publicationOf('mine', '1.0.0', {}, { x: 'other' });
      expect(await ask('PUT', 'api/v1/crates/new', other)).toBe('409 Conflict');
      for (let turn = 0; turn < 3; turn++) await ask('GET', 'config.json');
      expect(await ask('GET', 'config.json')).toBe('429 Too Many Requests');
    } finally {
      await server.close();
    }
  });

  test('a body is read to its end, whatever length is announced in process', async () => {
    for (const length of ['', '-1', 'NaN', 'bytes=0-0', '1e3', '99']) {
      const endpoint = new Endpoint('cargo');
      expect((await put(endpoint, 'mine', '1.0.0', { headers: { 'content-length': length } })).status).toBe(200);
    }
  });

  test('AUT-97: a name, version or file name that can be none is 400', async () => {
    const endpoint = new Endpoint('cargo');
    for (const path of ['a%20b/1.0.0', 'a%23b/1.0.0', `${'x'.repeat(256)}/1.0.0`, 'a/1%200', 'a/1.0.0%23']) {
      expect((await endpoint.ask(`api/v1/crates/${path}/download`)).status).toBe(400);
    }
  });
});

describe('throttling', () => {
  test('QUO-36: is 429 without Retry-After', async () => {
    const endpoint = new Endpoint('cargo', { throttling: { reads: 1 } });
    expect((await endpoint.ask('config.json')).status).toBe(200);
    const response = await endpoint.ask('config.json');
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBeNull();
  });

  test('QUO-22: an address without token gets 600 answers a second, where rates hold', async () => {
    const endpoint = new Endpoint('cargo', { throttling: true });
    const status = async (headers: Record<string, string> = {}) =>
      (await endpoint.simulator.fetch(`${endpoint.base()}config.json`, { headers })).status;
    for (let turn = 0; turn < 600; turn++) expect(await status()).toBe(401);
    expect(await status()).toBe(429);
    expect(await status({ authorization: 'Bearer bad' })).toBe(401); // it has one
    expect(await status({ authorization: endpoint.token() })).toBe(200);
    endpoint.clock.set(new Date(endpoint.simulator.now() + 10));
    for (let turn = 0; turn < 6; turn++) expect(await status()).toBe(401);
    expect(await status()).toBe(429);
    const free = new Endpoint('cargo');
    for (let turn = 0; turn < 700; turn++) expect(free.simulator.admit('192.0.2.1')).toBeUndefined();
  });

  test('QUO-22: each address has its own rate, in each Region', () => {
    const { simulator } = new Endpoint('cargo', { throttling: true });
    const admitted = (address: string, region = 'us-west-2') => {
      let count = 0;
      while (count < 700 && simulator.admit(address, { region }) === undefined) count++;
      return count;
    };
    expect([admitted('192.0.2.1'), admitted('192.0.2.1'), admitted('2001:db8::1')]).toEqual([600, 0, 600]);
    expect(admitted('192.0.2.1', 'us-east-1')).toBe(600);
    expect(simulator.admit('192.0.2.1')).toMatchObject({ name: 'ThrottlingException', status: 429, members: {} });
  });
});

test('EVT-60 QUO-30: a request over HTTP is one record and counts once, whatever is asked for it inside', async () => {
  const endpoint = new Endpoint('maven', { trail: true, throttling: { reads: 2 } });
  const before = endpoint.simulator.trail.length;
  const path = 'com/example/app/1.0-SNAPSHOT/app-1.0-20260901.000000-1.jar'; // looked for as two versions
  const authorization = `Bearer ${endpoint.token()}`;
  const statuses = [];
  for (let turn = 0; turn < 3; turn++) statuses.push((await endpoint.ask(path, { authorization })).status);
  expect(statuses).toEqual([404, 404, 429]);
  const names = endpoint.simulator.trail.slice(before).map(({ eventName }) => eventName);
  expect(names.filter((name) => name === 'ReadFromRepository')).toHaveLength(3);
});

test('EVT-62: a record tells the method and the path, without the repository', async () => {
  const endpoint = new Endpoint('cargo', { trail: true });
  await put(endpoint, 'mine', '1.0.0');
  await endpoint.ask('api/v1/crates/mine/1.0.0/download');
  const records = endpoint.simulator.trail.filter(({ additionalEventData }) => additionalEventData);
  expect(records.map(({ eventName, additionalEventData }) => [eventName, additionalEventData])).toEqual([
    ['PublishPackageVersion', { httpMethod: 'PUT', requestUri: '/cargo/api/v1/crates/new' }],
    ['ReadFromRepository', { httpMethod: 'GET', requestUri: '/cargo/api/v1/crates/mine/1.0.0/download' }],
  ]);
});
