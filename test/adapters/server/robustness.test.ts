import { createHash } from 'node:crypto';
import { Agent, get } from 'node:http';
import type { Socket } from 'node:net';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { receive } from '../../../src/adapters/received';
import { createFetchHandler } from '../../../src/adapters/server/fetch-handler';
import { call, connected, type Program, program, type Served, served, urlIn } from './support';

let server: Served;
const version = 'domain=my-domain&repository=my-repo&format=generic&namespace=ns&package=tool';
const publish = (name: string) => `/v1/package/version/publish?${version}&version=${name}&asset=a`;
const read = (name: string) => `/v1/package/version/asset?${version}&version=${name}&asset=a`;
const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

beforeAll(async () => {
  server = await served();
  await call(server.url, '/v1/domain?domain=my-domain', 'POST');
  await call(server.url, '/v1/repository?domain=my-domain&repository=my-repo', 'POST');
});

/** Others are served as ever, and nothing was changed by who misbehaves. */
async function unharmed(act: () => Promise<unknown>): Promise<void> {
  const { state } = server.simulator;
  await act();
  expect((await call(server.url, '/v1/domain?domain=my-domain')).status).toBe(200);
  expect(server.simulator.state).toBe(state);
}

describe('who sends rubbish or goes away harms nobody else', () => {
  const head = (path: string, ...headers: readonly string[]) =>
    `${[`POST ${path} HTTP/1.1`, 'Host: localhost', ...headers].join('\r\n')}\r\n\r\n`;
  const hashed = `x-amz-content-sha256: ${sha256('content')}`;

  test.each([
    ['a part of the request line', 'GET /v1/dom'],
    ['a part of the head', 'POST /v1/domain?domain=other HTTP/1.1\r\nHost: local'],
    ['a part of a JSON body', `${head('/v1/domain?domain=other', 'Content-Length: 100')}{"tags":`],
    ['a part of an asset', `${head(publish('1.0'), 'Content-Length: 100', hashed)}content`],
    ['a part of a chunked asset', `${head(publish('1.0'), 'Transfer-Encoding: chunked', hashed)}7\r\ncontent\r\n`],
    ['a body that announces gigabytes', `${head(publish('1.0'), 'Content-Length: 5000000000', hashed)}content`],
    ['a part of a control request', `${head('/_sim/reset', 'Content-Length: 10')}{`],
  ])('%s, and then nothing more', (_what, bytes) =>
    unharmed(async () => {
      const socket = await connected(server.port);
      socket.write(bytes);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect((await call(server.url, '/v1/domain?domain=my-domain')).status).toBe(200); // while it hangs
      socket.destroy();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }),
  );

  test.each([
    ['no HTTP', 'hello\r\n\r\n', 400],
    ['a TLS greeting', '\u0016\u0003\u0001\u0000\u0005hello\r\n\r\n', 400],
    ['no Host', 'GET /v1/domain?domain=my-domain HTTP/1.1\r\n\r\n', 400],
    ['two lengths', `${head('/v1/domain', 'Content-Length: 1', 'Content-Length: 2')}{}`, 400],
    ['a length that is no number', `${head('/v1/domain', 'Content-Length: two')}{}`, 400],
    ['a length and chunks', `${head('/v1/domain', 'Content-Length: 1', 'Transfer-Encoding: chunked')}0\r\n\r\n`, 400],
    ['a chunk without size', `${head(publish('1.0'), 'Transfer-Encoding: chunked', hashed)}zz\r\n`, 400],
    ['a head without end', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(100_000)}`, 431],
    ['a Host that is none', 'GET /_sim/health HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n', 400],
    ['two Hosts', 'GET /_sim/health HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\nConnection: close\r\n\r\n', 403],
    ['another address', 'GET http://evil/_sim/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 403],
    ['no path', 'GET * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 400],
    ['a tunnel', 'CONNECT evil:443 HTTP/1.1\r\nHost: localhost\r\n\r\n', 0],
  ])('%s', (_what, bytes, status) =>
    unharmed(async () => {
      const socket = await connected(server.port);
      socket.write(bytes, 'latin1');
      expect(Number(/^HTTP\/1\.1 (\d+)/.exec(await socket.ended)?.[1] ?? 0)).toBe(status);
    }),
  );

  test('more than was announced would be the next request, and is none', () =>
    unharmed(async () => {
      const socket = await connected(server.port);
      socket.write(`${head('/v1/domain?domain=my-domain', 'Content-Length: 2')}{}{}{}`);
      expect(await socket.ended).toMatch(/^HTTP\/1\.1 400 /);
    }));

  test('QUO-01: who never ends an upload is cut off once it is too large', async () => {
    const small = await served({ quotas: { assetSizeBytes: 1_000_000 } });
    const socket = await connected(small.port);
    socket.write(head(publish('1.0'), 'Transfer-Encoding: chunked', hashed));
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const flood = (): void => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('drain', flood);
    flood();
    expect(await socket.ended).toMatch(/^HTTP\/1\.1 402 /);
    expect((await call(small.url, '/_sim/health')).status).toBe(200);
  });

  test('who sends byte by byte is served when he is ready, and others meanwhile', async () => {
    const socket = await connected(server.port);
    const bytes = `${head(publish('slow'), 'Content-Length: 7', hashed, 'Connection: close')}content`;
    for (const [at, byte] of [...bytes].entries()) {
      socket.write(byte);
      if (at % 40 === 0) expect((await call(server.url, '/_sim/health')).status).toBe(200);
    }
    expect(await socket.ended).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('a large asset', () => {
  const content = Buffer.alloc(20_000_000, 'abcdefg');
  const hash = sha256(content);

  beforeEach(async () => {
    const headers = { 'x-amz-content-sha256': hash };
    await fetch(`${server.url}${publish('large')}`, { method: 'POST', body: content, headers });
  });

  test('who goes away in the middle of a download harms nobody, and the asset can be read again', async () => {
    for (let times = 0; times < 20; times++) {
      const abort = new AbortController();
      const response = await fetch(`${server.url}${read('large')}`, { signal: abort.signal });
      await response.body!.getReader().read();
      abort.abort();
    }
    const whole = await fetch(`${server.url}${read('large')}`);
    expect(sha256(new Uint8Array(await whole.arrayBuffer()))).toBe(hash);
  });

  test('it is sent only as it is taken: many slow readers cost little', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const sockets = await Promise.all(Array.from({ length: 30 }, () => connected(server.port)));
    for (const socket of sockets) {
      socket.pause();
      socket.write(`GET ${read('large')} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await call(server.url, '/_sim/health')).status).toBe(200);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10 * content.length);
    for (const socket of sockets.slice(1)) socket.destroy();
    sockets[0]!.resume();
    expect((await sockets[0]!.ended).length).toBeGreaterThan(content.length);
  });

  test('of what is uploaded there is one copy in memory, and a little more while it grows', async () => {
    const size = 150_000_000;
    const whole = createHash('sha256');
    for (let each = 0; each < 150; each++) whole.update(new Uint8Array(1_000_000));
    const headers = { 'content-length': String(size), 'x-amz-content-sha256': whole.digest('hex') };
    let [left, most] = [size, 0];
    const before = process.memoryUsage().arrayBuffers;
    const body = new ReadableStream({
      pull(controller) {
        most = Math.max(most, process.memoryUsage().arrayBuffers);
        const chunk = new Uint8Array(Math.min(left, 1_000_000));
        left -= chunk.length;
        if (chunk.length > 0) controller.enqueue(chunk);
        else controller.close();
      },
    });
    const request = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
    const handler = createFetchHandler(server.simulator);
    const answer = await handler(new Request(`http://localhost${publish('huge')}`, request));
    most = Math.max(most, process.memoryUsage().arrayBuffers);
    expect(await answer.json()).toMatchObject({ asset: { size } });
    expect(most - before).toBeLessThan(1.8 * size);
  });
});

test('1,000 connections at once', async () => {
  const agent = new Agent({ maxSockets: 1_000, keepAlive: true });
  const statusOf = () =>
    new Promise((resolve, reject) => {
      const request = get(`${server.url}/v1/domain?domain=my-domain`, { agent }, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode));
      });
      request.on('error', reject);
    });
  const statuses = await Promise.all(Array.from({ length: 1_000 }, statusOf));
  expect(statuses.every((status) => status === 200)).toBe(true);
  agent.destroy();
});

describe('the process', () => {
  let own: Program;
  let url: string;

  beforeAll(async () => {
    own = program('serve', '--port', '0');
    url = urlIn(await own.ready);
  });

  test('it says nothing of clients that misbehave, and lives on', async () => {
    const port = Number(new URL(url).port);
    await call(url, '/v1/domain?domain=my-domain', 'POST');
    await call(url, '/v1/repository?domain=my-domain&repository=my-repo', 'POST');
    const content = Buffer.alloc(5_000_000);
    const headers = { 'x-amz-content-sha256': sha256(content) };
    await fetch(`${url}${publish('1.0')}`, { method: 'POST', body: content, headers });
    const asking: Socket[] = [];
    for (const bytes of [
      'hello\r\n\r\n',
      `POST ${publish('2.0')} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc`,
      `GET ${read('1.0')} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    ]) {
      const socket = await connected(port);
      socket.write(bytes);
      asking.push(socket);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const socket of asking) socket.resetAndDestroy();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect((await call(url, '/_sim/health')).status).toBe(200);
    own.child.kill('SIGTERM');
    expect(await own.exited).toMatchObject({ code: 0, err: '' });
  });
});

describe('bodies', () => {
  const streamed = (chunks: readonly number[]) =>
    new Request('http://localhost/', {
      method: 'POST',
      body: new ReadableStream({
        start(controller) {
          for (const size of chunks) controller.enqueue(new Uint8Array(size).fill(size));
          controller.close();
        },
      }),
      duplex: 'half',
    } as RequestInit);

  test.each([[[]], [[1]], [[70_000, 1, 300_000, 0, 5]]])('chunks of %j are put together', async (chunks) => {
    const bytes = await receive(streamed(chunks), 1_000_000);
    expect(Buffer.from(bytes!).equals(Buffer.concat(chunks.map((size) => Buffer.alloc(size, size))))).toBe(true);
    expect(bytes!.buffer.byteLength).toBe(bytes!.length);
  });

  test('no more than the limit is taken, and what is heeded is what came', async () => {
    const heeded: number[] = [];
    expect(await receive(streamed([5, 5]), 10, (chunk) => heeded.push(chunk.length))).toHaveLength(10);
    expect(await receive(streamed([5, 6, 100]), 10, (chunk) => heeded.push(chunk.length))).toBeUndefined();
    expect(heeded).toEqual([5, 5, 5]);
  });
});
