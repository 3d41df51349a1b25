import { createHash, createHmac } from 'node:crypto';
import {
  type CodeartifactClient,
  CreateDomainCommand,
  CreateRepositoryCommand,
  DescribeDomainCommand,
  ListPackagesCommand,
  PublishPackageVersionCommand,
  TagResourceCommand,
  ValidationException,
} from '@aws-sdk/client-codeartifact';
import { beforeAll, describe, expect, test } from 'vitest';
import { beginning, call, clientOf, type Served, served } from './support';

const alice = { accessKeyId: 'AKIAALICEALICEALICE1', secretAccessKey: 'wonderland/+' };
const session = { accessKeyId: 'ASIABUILDBUILDBUILD1', secretAccessKey: 'build', sessionToken: 'a/token+==' };
const user = 'arn:aws:iam::111122223333:user/alice';
const build = 'arn:aws:sts::111122223333:assumed-role/ci/build-7';
const domain = 'my-domain';

let server: Served;

/** A server that verifies signatures, with a user and a session that it knows. */
async function verifying(): Promise<Served> {
  const made = await served({}, { verifySignatures: true });
  const policies = ['AWSCodeArtifactAdminAccess'];
  const expiration = Date.parse(beginning) + 900_000;
  const { secretAccessKey, sessionToken } = session; // the SDK's client adds members to it
  made.simulator.learn([
    { type: 'principal', arn: user, policies },
    { type: 'access key', id: alice.accessKeyId, principal: user, secretAccessKey: alice.secretAccessKey },
    { type: 'principal', arn: build, policies, session: { expiration } },
    { type: 'access key', id: session.accessKeyId, principal: build, secretAccessKey, sessionToken },
    { type: 'access key', id: 'AKIASECRETLESS000001', principal: user },
  ]);
  return made;
}

/** The name of the error and the status of a call, or 200. */
const outcome = (sent: Promise<unknown>): Promise<unknown> =>
  sent.then(
    () => 200,
    ({ name, $metadata }) => `${$metadata.httpStatusCode} ${name}`,
  );

const describeDomain = (client: CodeartifactClient) => outcome(client.send(new DescribeDomainCommand({ domain })));

beforeAll(async () => {
  server = await verifying();
  await clientOf(server.url, { credentials: alice }).send(new CreateDomainCommand({ domain }));
});

describe('ERR-26: with signature checks', () => {
  test('API-01: what the SDK signs is right, with and without body, whatever stands in it', async () => {
    const client = clientOf(server.url, { credentials: alice });
    const place = { domain, repository: 'my-repo' };
    await client.send(new CreateRepositoryCommand({ ...place, description: 'größer, mit "Zeichen"' }));
    const arn = `arn:aws:codeartifact:us-west-2:111122223333:domain/${domain}`;
    await client.send(new TagResourceCommand({ resourceArn: arn, tags: [{ key: 'a b', value: "!'()*~+&=%/ü" }] }));
    const listed = await client.send(
      new ListPackagesCommand({ ...place, domainOwner: '111122223333', packagePrefix: "ab!'()*~+&=%ü", maxResults: 5 }),
    );
    expect(listed.packages).toEqual([]);
  });

  test('API-19: so are uploads, and other bytes than were signed are found by their digest', async () => {
    const client = clientOf(server.url, { credentials: alice });
    const content = Buffer.from('content');
    const input = {
      domain,
      repository: 'uploads',
      format: 'generic',
      namespace: 'ns',
      package: 'tool',
      packageVersion: '1.0.0',
      assetName: 'a',
      assetContent: content,
      assetSHA256: createHash('sha256').update(content).digest('hex'),
    } as const;
    await client.send(new CreateRepositoryCommand({ domain, repository: 'uploads' }));
    expect((await client.send(new PublishPackageVersionCommand(input))).asset?.size).toBe(7);
    const other = { ...input, packageVersion: '2.0.0', assetContent: Buffer.from('another') };
    await expect(client.send(new PublishPackageVersionCommand(other))).rejects.toBeInstanceOf(ValidationException);
  });

  test('a wrong secret is told from a right one', async () => {
    const wrong = { ...alice, secretAccessKey: 'wonderland' };
    expect(await describeDomain(clientOf(server.url, { credentials: alice }))).toBe(200);
    expect(await describeDomain(clientOf(server.url, { credentials: wrong }))).toBe('403 InvalidSignatureException');
  });

  test('an unknown access key is told from a known one', async () => {
    const unknown = { ...alice, accessKeyId: 'AKIABOBBOBBOBBOBBOB1' };
    expect(await describeDomain(clientOf(server.url, { credentials: unknown }))).toBe(
      '403 UnrecognizedClientException',
    );
  });

  test('the session token of temporary credentials must be theirs', async () => {
    expect(await describeDomain(clientOf(server.url, { credentials: session }))).toBe(200);
    for (const sessionToken of [undefined, 'another']) {
      const client = clientOf(server.url, { credentials: { ...session, sessionToken } });
      expect(await describeDomain(client)).toBe('403 UnrecognizedClientException');
    }
    const tokened = clientOf(server.url, { credentials: { ...alice, sessionToken: 'any' } });
    expect(await describeDomain(tokened)).toBe('403 UnrecognizedClientException');
  });

  test('a session expires', async () => {
    const own = await verifying();
    const client = clientOf(own.url, { credentials: session });
    await client.send(new CreateDomainCommand({ domain }));
    own.clock.advance(899);
    expect(await describeDomain(client)).toBe(200);
    own.clock.advance(1);
    expect(await describeDomain(client)).toBe('403 ExpiredTokenException');
  });

  test("a key without secret, and an account's number, need no right signature", async () => {
    for (const accessKeyId of ['AKIASECRETLESS000001', '111122223333']) {
      const credentials = { accessKeyId, secretAccessKey: 'anything' };
      expect(await describeDomain(clientOf(server.url, { credentials }))).toBe(200);
    }
  });

  test('the date of a signature may be any, since the clock of the simulator may stand anywhere', async () => {
    const client = clientOf(server.url, { credentials: alice, systemClockOffset: -1e11 });
    expect(await describeDomain(client)).toBe(200);
  });

  test('who has not signed is told so', async () => {
    const { status, json, headers } = await call(server.url, `/v1/domain?domain=${domain}`);
    expect([status, json.message]).toEqual([403, 'Missing Authentication Token']);
    expect(headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
    const bearer = await call(server.url, `/v1/domain?domain=${domain}`, 'GET', undefined, {
      authorization: 'Bearer x',
    });
    expect([bearer.status, bearer.json.message]).toEqual([403, 'Missing Authentication Token']); // TOK-35
  });

  test('API-26: a presigned URL is taken as well, and is as strict', async () => {
    const url = await presigned(`/v1/domain?domain=${domain}`);
    expect((await fetch(url)).status).toBe(200);
    const changed = await fetch(url.replace(domain, 'other'));
    expect([changed.status, changed.headers.get('x-amzn-errortype')]).toEqual([403, 'InvalidSignatureException']);
    const withToken = await presigned(`/v1/domain?domain=${domain}`, session);
    expect((await fetch(withToken)).status).toBe(200);
    const tokenless = withToken.replace(/&X-Amz-Security-Token=[^&]*/, '');
    expect((await fetch(tokenless)).headers.get('x-amzn-errortype')).toBe('UnrecognizedClientException');
  });
});

/** The address of a GET request, signed in its query by the SDK's own signer. */
async function presigned(path: string, credentials: typeof alice = alice): Promise<string> {
  const client = clientOf(server.url, { credentials });
  const signer = (await client.config.signer()) as unknown as { presign(request: object): Promise<Presigned> };
  const { host, hostname, port, pathname, searchParams } = new URL(path, server.url);
  const query = Object.fromEntries(searchParams);
  const request = { method: 'GET', protocol: 'http:', hostname, port, path: pathname, query, headers: { host } };
  const signed = await signer.presign(Object.assign(request, { clone: () => request }));
  return `${server.url}${pathname}?${new URLSearchParams(signed.query)}`;
}

interface Presigned {
  readonly query: Record<string, string>;
}

describe('ERR-14: what is left out of a signature', () => {
  const date = '20260901T120000Z';
  const scope = '20260901/us-west-2/codeartifact/aws4_request';
  const headers = { 'x-amz-date': date };

  /** A right signature of the request for the domain, of these parts. */
  function authorization({
    signedHeaders = 'host;x-amz-date',
    algorithm = 'AWS4-HMAC-SHA256',
    without = '',
  } = {}): string {
    const { host } = new URL(server.url);
    const values: Record<string, string> = { host, 'x-amz-date': date };
    const lines = signedHeaders.split(';').map((name) => `${name}:${values[name]}\n`);
    const emptyHash = createHash('sha256').digest('hex');
    const canonical = ['GET', '/v1/domain', `domain=${domain}`, lines.join(''), signedHeaders, emptyHash].join('\n');
    const toSign = ['AWS4-HMAC-SHA256', date, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
    const sign = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
    const key = scope.split('/').reduce<string | Buffer>(sign, `AWS4${alice.secretAccessKey}`);
    const parts = [
      `Credential=${alice.accessKeyId}/${scope}`,
      `SignedHeaders=${signedHeaders}`,
      `Signature=${sign(key, toSign).toString('hex')}`,
    ];
    return `${algorithm} ${parts.filter((part) => without === '' || !part.startsWith(without)).join(', ')}`;
  }

  const named = async (given: Record<string, string>) => {
    const { status, headers: answered } = await call(
      server.url,
      `/v1/domain?domain=${domain}`,
      'GET',
      undefined,
      given,
    );
    return `${status} ${answered.get('x-amzn-errortype') ?? ''}`.trim();
  };

  test('a signature by hand is right', async () => {
    expect(await named({ ...headers, authorization: authorization() })).toBe('200');
  });

  test.each([
    ['no Credential', { without: 'Credential' }, headers],
    ['no SignedHeaders', { without: 'SignedHeaders' }, headers],
    ['no Signature', { without: 'Signature' }, headers],
    ['no date', {}, {}],
    ['the date of another day', {}, { 'x-amz-date': '20260902T120000Z' }],
    ['a date in another form', {}, { 'x-amz-date': '2026-09-01T12:00:00Z' }],
    ['the host not signed', { signedHeaders: 'x-amz-date' }, headers],
    ['another algorithm', { algorithm: 'AWS4-ECDSA-P256-SHA256' }, headers],
  ])('%s: IncompleteSignature', async (_what, parts, given) => {
    expect(await named({ ...(given as object), authorization: authorization(parts) })).toBe('403 IncompleteSignature');
  });
});

test('without signature checks whoever calls is believed', async () => {
  const trusting = await served();
  const unknown = clientOf(trusting.url, {
    credentials: { accessKeyId: 'AKIABOBBOBBOBBOBBOB1', secretAccessKey: 'x' },
  });
  expect(await outcome(unknown.send(new CreateDomainCommand({ domain })))).toBe(200);
  expect((await call(trusting.url, `/v1/domain?domain=${domain}`)).status).toBe(200);
  const url = `${trusting.url}/v1/domain?domain=${domain}&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=0`;
  const scope = 'AKIABOBBOBBOBBOBBOB1/20260901/eu-west-1/codeartifact/aws4_request';
  const elsewhere = await fetch(`${url}&X-Amz-Credential=${encodeURIComponent(scope)}`);
  expect(elsewhere.status).toBe(404); // API-26: the Region is the signature's
});
