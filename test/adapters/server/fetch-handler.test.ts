import { createHash } from 'node:crypto';
import { createContext, runInContext } from 'node:vm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { bundle } from '../../../scripts/package/bundle';
import { createFetchHandler, type FetchHandler } from '../../../src/adapters/server/fetch-handler';
import type { HandledRequest } from '../../../src/adapters/server/handler';
import type { createSimulator } from '../../../src/simulator/simulator';
import { createSimulator as create } from '../../../src/simulator/simulator';

const here = { address: '127.0.0.1' };
const program = `
export { createFetchHandler } from './src/adapters/server/fetch-handler';
export { createSimulator } from './src/simulator/simulator';
`;

/** What the handler needs of a runtime besides the language. */
const web = {
  Request,
  Response,
  URL,
  URLSearchParams,
  TextEncoder,
  TextDecoder,
  ReadableStream,
  setTimeout,
  clearTimeout,
};

describe('in a runtime that has the Web and no Node', () => {
  let handler: FetchHandler;

  beforeAll(async () => {
    const place = createContext({ ...web });
    runInContext((await bundle(program)).text, place);
    const { exported } = place as {
      exported: { createFetchHandler: typeof createFetchHandler; createSimulator: typeof createSimulator };
    };
    handler = exported.createFetchHandler(exported.createSimulator(), { verifySignatures: true });
  });

  const scope = '111122223333/20260901/us-west-2/codeartifact/aws4_request';
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
  const send = (method: string, path: string, body?: string, more: Record<string, string> = {}) => {
    const headers = { authorization, 'x-amz-date': '20260901T000000Z', ...more };
    return handler(new Request(`http://localhost${path}`, { method, body, headers }), here);
  };

  test('API-18 API-19: the API answers, and bytes go in and out', async () => {
    await send('POST', '/v1/domain?domain=my-domain', '{}');
    await send('POST', '/v1/repository?domain=my-domain&repository=my-repo');
    const content = 'content '.repeat(50_000);
    const version = 'domain=my-domain&repository=my-repo&format=generic&namespace=ns&package=tool&version=1.0&asset=a';
    const hash = { 'x-amz-content-sha256': createHash('sha256').update(content).digest('hex') };
    const published = await send('POST', `/v1/package/version/publish?${version}`, content, hash);
    expect(await published.json()).toMatchObject({
      asset: { hashes: { MD5: createHash('md5').update(content).digest('hex') } },
    });
    const got = await send('GET', `/v1/package/version/asset?${version}`);
    expect(await got.text()).toBe(content);
  });

  test('the control endpoints answer', async () => {
    const answer = await handler(new Request('http://localhost/_sim/health'), here);
    expect(await answer.json()).toEqual({ status: 'ok' });
  });
});

describe('what is told of a request', () => {
  test('the operation, who called and the refusal', async () => {
    const log = vi.fn<(request: HandledRequest) => void>();
    const handler = createFetchHandler(create(), { log });
    await handler(new Request('http://localhost/v1/domain?domain=my-domain', { method: 'POST' }), here);
    await handler(new Request('http://localhost/v1/domain?domain=other'), here);
    await handler(new Request('http://localhost/v1/nothing'), here);
    await handler(new Request('http://localhost/_sim/health', { method: 'POST' }), here);
    await handler(new Request('http://evil.example/_sim/health'), here);
    const principal = 'arn:aws:iam::111122223333:user/default';
    expect(log.mock.calls.map(([request]) => request)).toEqual([
      { method: 'POST', path: '/v1/domain', status: 200, operation: 'CreateDomain', principal },
      {
        method: 'GET',
        path: '/v1/domain',
        status: 404,
        operation: 'DescribeDomain',
        principal,
        refusal: expect.stringMatching(/^ResourceNotFoundException: Domain not found/),
      },
      { method: 'GET', path: '/v1/nothing', status: 404, principal, refusal: expect.stringContaining('/v1/nothing') },
      { method: 'POST', path: '/_sim/health', status: 405, refusal: '/_sim/health takes GET, not POST' },
      { method: 'GET', path: '/_sim/health', status: 403, refusal: expect.stringMatching(/^AccessDeniedException: /) },
    ]);
  });

  test('a bug is an InternalFailure, and the next request is answered', async () => {
    const simulator = create();
    const handler = createFetchHandler(simulator);
    const request = () => new Request('http://localhost/v1/domain?domain=my-domain', { method: 'POST' });
    const end = simulator.subscribe(() => {});
    vi.spyOn(simulator, 'execute').mockImplementationOnce(() => {
      throw new Error('a bug');
    });
    const answer = await handler(request(), here);
    expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([500, 'InternalFailure']);
    expect(await answer.json()).toEqual({ message: 'a bug' });
    expect((await handler(request(), here)).status).toBe(200);
    end();
  });

  test('ERR-14: of an asset without bytes nothing is sent, and why is said', async () => {
    const packages = { generic: { 'ns/tool': { '1.0': { assets: { small: { size: 10 }, large: { size: 1e9 } } } } } };
    const world = { domains: { 'my-domain': { repositories: { 'my-repo': { packages } } } } };
    const handler = createFetchHandler(create({ world }));
    for (const asset of ['small', 'large']) {
      const query = `domain=my-domain&repository=my-repo&format=generic&namespace=ns&package=tool&version=1.0`;
      const path = `/v1/package/version/asset?${query}&asset=${asset}`;
      const answer = await handler(new Request(`http://localhost${path}`), here);
      expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([500, 'InternalFailure']);
      const message = expect.stringContaining('Only the size and the digests of this content were given');
      expect(await answer.json()).toEqual({ message });
    }
  });
});
