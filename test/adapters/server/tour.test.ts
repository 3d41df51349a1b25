import { createHash } from 'node:crypto';
import {
  AssociateExternalConnectionCommand,
  type CodeartifactClient,
  CreateDomainCommand,
  CreateRepositoryCommand,
  DescribeDomainCommand,
  DescribeRepositoryCommand,
  GetPackageVersionAssetCommand,
  GetRepositoryEndpointCommand,
  ListPackagesCommand,
  ListPackageVersionsCommand,
  PublishPackageVersionCommand,
  ResourceNotFoundException,
  ServiceQuotaExceededException,
  UpdatePackageVersionsStatusCommand,
  ValidationException,
} from '@aws-sdk/client-codeartifact';
import { beforeAll, describe, expect, test } from 'vitest';
import { call, clientOf, type Served, served } from './support';

const domain = 'my-domain';
const place = { domain, repository: 'my-repo' };
const version = { ...place, format: 'generic', namespace: 'ns', package: 'tool', packageVersion: '1.0.0' } as const;
const requestIdForm = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
const publication = (content: Uint8Array, assetName: string) => ({
  ...version,
  assetName,
  assetContent: content,
  assetSHA256: sha256(content),
  unfinished: true,
});

let server: Served;
let client: CodeartifactClient;

beforeAll(async () => {
  server = await served();
  client = clientOf(server.url);
});

describe('API-01: the SDK over loopback', () => {
  test('API-16: operations without body, and with one', async () => {
    await client.send(new CreateDomainCommand({ domain, tags: [{ key: 'k', value: 'ü' }] }));
    const { repository } = await client.send(new CreateRepositoryCommand({ ...place, description: 'größer' }));
    expect(repository).toMatchObject({ name: 'my-repo', description: 'größer' });
    expect((await client.send(new ListPackagesCommand(place))).packages).toEqual([]);
    const described = await client.send(new DescribeDomainCommand({ domain }));
    expect(described.domain).toMatchObject({ repositoryCount: 1, createdTime: new Date('2026-09-01T00:00:00Z') });
  });

  test('API-18 API-19: bytes go in and come out, small and in many pieces', async () => {
    const contents = {
      small: Buffer.from([0, 255, 10, 13]),
      none: Buffer.alloc(0),
      large: Buffer.alloc(3_000_001, 'ab'),
    };
    for (const [name, content] of Object.entries(contents)) {
      const { asset } = await client.send(new PublishPackageVersionCommand(publication(content, name)));
      const digest = (algorithm: string) => createHash(algorithm).update(content).digest('hex');
      expect(asset).toMatchObject({ name, size: content.length });
      expect(asset!.hashes).toEqual({
        MD5: digest('md5'),
        'SHA-1': digest('sha1'),
        'SHA-256': digest('sha256'),
        'SHA-512': digest('sha512'),
      });
    }
    const { packageVersion, ...tool } = version;
    const published = { ...tool, versions: [packageVersion], targetStatus: 'Published' as const };
    await client.send(new UpdatePackageVersionsStatusCommand(published));
    for (const [name, content] of Object.entries(contents)) {
      const read = await client.send(new GetPackageVersionAssetCommand({ ...version, asset: name }));
      expect(read).toMatchObject({ assetName: name, packageVersion: '1.0.0' });
      expect(Buffer.from(await read.asset!.transformToByteArray()).equals(content)).toBe(true);
    }
    const query =
      'domain=my-domain&repository=my-repo&format=generic&namespace=ns&package=tool&version=1.0.0&asset=large';
    const response = await fetch(`${server.url}/v1/package/version/asset?${query}`);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': '3000001',
      'x-assetname': 'large',
      'x-packageversion': '1.0.0',
      'x-packageversionrevision': expect.any(String),
    });
    await response.body?.cancel();
  });

  test('API-19 ERR-48: other bytes than announced are refused, and nothing is published', async () => {
    const { state } = server.simulator;
    const wrong = { ...publication(Buffer.from('one'), 'one'), assetSHA256: sha256('other') };
    await expect(client.send(new PublishPackageVersionCommand(wrong))).rejects.toBeInstanceOf(ValidationException);
    expect(server.simulator.state).toBe(state);
  });

  test('API-20: a payload that is not hashed cannot be published', async () => {
    const query = 'domain=my-domain&repository=my-repo&format=generic&namespace=ns&package=tool&version=2.0.0&asset=a';
    const path = `/v1/package/version/publish?${query}`;
    const { status, json } = await call(server.url, path, 'POST', 'bytes', {
      'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
    });
    expect([status, json.reason]).toEqual([400, 'FIELD_VALIDATION_FAILED']);
  });

  test('ERR-24: every answer is JSON with an identifier, also an error', async () => {
    const error = await client.send(new DescribeRepositoryCommand({ domain, repository: 'absent' })).catch((e) => e);
    expect(error).toBeInstanceOf(ResourceNotFoundException);
    expect(error.$metadata).toMatchObject({ httpStatusCode: 404, requestId: expect.stringMatching(requestIdForm) });
    const good = await call(server.url, '/v1/domain?domain=my-domain');
    const bad = await call(server.url, '/v1/domain?domain=absent');
    for (const { headers } of [good, bad]) {
      expect(headers.get('content-type')).toBe('application/json');
      expect(headers.get('x-amzn-requestid')).toMatch(requestIdForm);
    }
    expect(bad.headers.get('x-amzn-errortype')).toBe('ResourceNotFoundException');
  });

  test.each([
    ['GET', '/v1/nothing'],
    ['PUT', '/v1/domain'],
    ['GET', '/'],
    ['OPTIONS', '/v1/domain'],
  ])('ERR-25: %s %s is no operation', async (method, path) => {
    const { status, headers } = await call(server.url, path, method);
    expect([status, headers.get('x-amzn-errortype')]).toEqual([404, 'UnknownOperationException']);
  });

  test('API-18: a name beyond Latin-1 goes as its UTF-8, as other headers do', async () => {
    const version = 'format=generic&namespace=ns&package=names&version=1.0.0';
    const named = `${place.domain}&repository=${place.repository}&${version}`;
    const asset = encodeURIComponent('日本語.txt');
    const sent = { 'x-amz-content-sha256': sha256('hello') };
    const published = await call(
      server.url,
      `/v1/package/version/publish?domain=${named}&asset=${asset}`,
      'POST',
      'hello',
      sent,
    );
    expect(published.status).toBe(200);
    const read = await fetch(`${server.url}/v1/package/version/asset?domain=${named}&asset=${asset}`);
    const bytes = Uint8Array.from(read.headers.get('x-assetname')!, (letter) => letter.charCodeAt(0));
    expect([read.status, await read.text(), new TextDecoder().decode(bytes)]).toEqual([200, 'hello', '日本語.txt']);
  });

  test('API-22 API-23: booleans are words, and the last of equal parameters counts', async () => {
    const path =
      '/v1/package/versions?domain=absent&domain=my-domain&repository=my-repo&format=generic&namespace=ns&package=tool';
    expect((await call(server.url, path, 'POST')).json.versions).toHaveLength(1);
    const content =
      'domain=my-domain&repository=my-repo&format=generic&namespace=ns&package=tool&version=3.0.0&asset=a';
    const publish = (unfinished: string) =>
      call(server.url, `/v1/package/version/publish?${content}&unfinished=${unfinished}`, 'POST', 'a', {
        'x-amz-content-sha256': sha256('a'),
      });
    expect((await publish('yes')).json).toMatchObject({ reason: 'CANNOT_PARSE' });
    expect((await publish('true')).json).toMatchObject({ status: 'Unfinished' });
  });

  test('API-24: header names may be in any case, query names may not', async () => {
    const path =
      '/v1/package/version/publish?domain=my-domain&repository=my-repo&format=generic&namespace=ns&package=tool';
    const rest = '&version=4.0.0&asset=a';
    const publish = (query: string) =>
      call(server.url, `${path}${query}`, 'POST', 'a', { 'X-AMZ-Content-SHA256': sha256('a') });
    expect((await publish(rest)).status).toBe(200);
    expect((await publish(rest.replace('asset', 'Asset'))).json.message).toContain("Value null at 'assetName'");
  });

  test('ERR-37: a body that is no JSON is refused', async () => {
    const { status, json } = await call(server.url, '/v1/domain?domain=other', 'POST', '{');
    expect([status, json.reason]).toEqual([400, 'CANNOT_PARSE']);
  });

  test('ERR-37: a body that is no UTF-8 is refused, and not read as something else', async () => {
    const body = Buffer.from('{"description":"\xff"}', 'latin1');
    const made = await fetch(`${server.url}/v1/repository?domain=my-domain&repository=latin`, { method: 'POST', body });
    const message = 'Cannot parse the body: expected UTF-8, found other bytes';
    expect([made.status, await made.json()]).toEqual([400, expect.objectContaining({ message })]);
  });

  test('the Region and the account are those of the signature', async () => {
    const credentials = { accessKeyId: '444455556666', secretAccessKey: 'x' };
    const other = clientOf(server.url, { region: 'eu-west-1', credentials });
    const made = await other.send(new CreateDomainCommand({ domain: 'far-domain' }));
    expect(made.domain?.arn).toBe('arn:aws:codeartifact:eu-west-1:444455556666:domain/far-domain');
  });

  test('AUT-07: the endpoint of a repository is an address of this very server', async () => {
    const asked = { ...place, format: 'npm' } as const;
    const { repositoryEndpoint } = await client.send(new GetRepositoryEndpointCommand(asked));
    expect(repositoryEndpoint).toMatch(new RegExp(`^${server.url}/[a-z]+/d/my-domain-111122223333/`));
    const { status, headers } = await call(repositoryEndpoint!, 'lodash');
    expect([status, headers.get('www-authenticate')]).toEqual([
      401,
      expect.stringContaining('Bearer realm="my-domain/'),
    ]);
  });

  test('TOK-35: the API takes no tokens', async () => {
    for (const authorization of ['Bearer eyJ2ZX', `Basic ${btoa('aws:eyJ2ZX')}`]) {
      const { status, headers, json } = await call(server.url, '/v1/domain', 'GET', undefined, { authorization });
      expect([status, json.message]).toEqual([403, 'Missing Authentication Token']);
      expect(headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
    }
  });

  test('ERR-14: a signature whose scope cannot be read is refused', async () => {
    const authorization = 'AWS4-HMAC-SHA256 Credential=me/20260901/us-west-2/s3/aws4_request, SignedHeaders=host';
    const { status, headers } = await call(server.url, '/v1/domain', 'GET', undefined, { authorization });
    expect([status, headers.get('x-amzn-errortype')]).toEqual([403, 'IncompleteSignature']);
  });
});

describe('sizes', () => {
  test('ERR-14: a JSON body of more than a mebibyte is too large', async () => {
    const { status, headers } = await call(server.url, '/v1/domain?domain=other', 'POST', ' '.repeat(1024 * 1024 + 1));
    expect([status, headers.get('x-amzn-errortype')]).toEqual([413, 'RequestEntityTooLargeException']);
    expect((await call(server.url, '/v1/domain?domain=other', 'POST', ' '.repeat(1024 * 1024))).json.reason).toBe(
      'CANNOT_PARSE',
    );
  });

  test('QUO-01: an asset over the quota is refused, whether its size is announced or not', async () => {
    const small = await served({ quotas: { assetSizeBytes: 100_000 } });
    const quick = clientOf(small.url);
    await quick.send(new CreateDomainCommand({ domain }));
    await quick.send(new CreateRepositoryCommand(place));
    const exact = publication(Buffer.alloc(100_000), 'exact');
    expect((await quick.send(new PublishPackageVersionCommand(exact))).asset?.size).toBe(100_000);
    const large = publication(Buffer.alloc(100_001), 'large');
    const refusal = await quick.send(new PublishPackageVersionCommand(large)).catch((error) => error);
    expect(refusal).toBeInstanceOf(ServiceQuotaExceededException);
    expect(refusal).toMatchObject({ resourceType: 'asset', resourceId: 'large' });
    const body = new ReadableStream({
      async pull(controller) {
        await new Promise((resolve) => setImmediate(resolve));
        controller.enqueue(new Uint8Array(10_000)); // without end
      },
    });
    const query = 'domain=my-domain&repository=my-repo&format=generic&namespace=ns&package=tool&version=1.0.0&asset=a';
    const headers = { 'x-amz-content-sha256': sha256('') };
    const request = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
    const response = await fetch(`${small.url}/v1/package/version/publish?${query}`, request);
    expect(response.status).toBe(402);
    await response.body?.cancel();
  });

  test('the versions of a package come in pages', async () => {
    const { versions } = await client.send(new ListPackageVersionsCommand({ ...version, maxResults: 1 }));
    expect(versions).toHaveLength(1);
  });
});

test('EXT-05: a repository is connected, and what it fetches is there', async () => {
  const repository = 'npm-store';
  await client.send(new CreateRepositoryCommand({ domain, repository }));
  const externalConnection = 'public:npmjs';
  const answer = await client.send(new AssociateExternalConnectionCommand({ domain, repository, externalConnection }));
  expect(answer.repository?.externalConnections).toHaveLength(1);
});
