import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { HandledRequest } from '../../../src/adapters/server/handler';
import { openAuthority } from '../../../src/adapters/tls/authority';
import { openForwardProxy } from '../../../src/adapters/tls/forward-proxy';
import { hostCertificates } from '../../../src/adapters/tls/host-certificates';
import { atEnd, call, type Served, served } from '../server/support';
import { emptyFolder, getThrough, getWhole, tunnelled, written } from './support';

const world = { domains: { 'my-domain': { repositories: { store: {} } } } };
const api = 'codeartifact.us-west-2.amazonaws.com';
const host = 'my-domain-111122223333.d.codeartifact.us-west-2.amazonaws.com';
const dualstack = 'my-domain-111122223333.codeartifact.us-west-2.on.aws';
const endpoint = '/v1/repository/endpoint?domain=my-domain&repository=store&format=npm';
const heard: HandledRequest[] = [];
let server: Served;
let ca: string;
let port: number;

beforeAll(async () => {
  const log = (request: HandledRequest) => void heard.push(request);
  server = await served({ world }, { log, tls: { port: 0, folder: emptyFolder() } });
  ca = readFileSync(server.tls!.certificateFile, 'utf8');
  port = server.tls!.port;
});

const listening = async (other: ReturnType<typeof createTcpServer>): Promise<number> => {
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  atEnd(() => other.close());
  return (other.address() as AddressInfo).port;
};

describe('the names of the service are answered here, over TLS', () => {
  const addressOf = async (url: string) => JSON.parse((await getThrough(port, url, ca)).body).repositoryEndpoint;

  test.each([
    ['END-02', `https://${api}${endpoint}`, `https://${host}/npm/store/`],
    ['END-02', `https://codeartifact-fips.us-west-2.amazonaws.com${endpoint}`, `https://${host}/npm/store/`],
    ['END-03', `https://${api}${endpoint}&endpointType=dualstack`, `https://${dualstack}/npm/store/`],
    ['END-03', `https://codeartifact.us-west-2.api.aws${endpoint}&endpointType=ipv4`, `https://${host}/npm/store/`],
  ])('%s: GetRepositoryEndpoint at %s gives %s', async (_rule, asked, given) => {
    expect(await addressOf(asked)).toBe(given);
  });

  test('END-11: at its own address the server gives its own', async () => {
    const { json } = await call(server.url, endpoint);
    expect(json.repositoryEndpoint).toBe(`${server.url}/npm/d/my-domain-111122223333/store/`);
  });

  test('END-02 END-03 END-11 END-12: an endpoint answers at each of its hosts', async () => {
    const paths = [`${host}/npm/store/x`, `${dualstack}/npm/store/x`];
    paths.push('vpce-1.d.codeartifact.us-west-2.vpce.amazonaws.com/npm/d/my-domain-111122223333/store/x');
    for (const path of paths) {
      const { status, headers } = await getThrough(port, `https://${path}`, ca);
      expect([status, headers['www-authenticate']]).toEqual([401, expect.stringContaining('"my-domain/store"')]);
    }
  });

  test('AUT-06: port 443 is the same, named or not', async () => {
    const answers = await Promise.all(
      [`${host}:443`, host].map((named) => getThrough(port, `https://${host}/npm/store/x`, ca, { host: named })),
    );
    expect(answers[0]!.body).toBe(answers[1]!.body);
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  });

  test('AUT-83: so does the bucket of assets', async () => {
    const bucket = 'assets-787052242323-us-west-2.s3.us-west-2.amazonaws.com';
    const { status, body } = await getThrough(port, `https://${bucket}/${'0'.repeat(64)}`, ca);
    expect([status, body]).toEqual([403, expect.stringContaining('<Code>AccessDenied</Code>')]);
  });

  test('a client that knows no proxy comes with TLS at once, as by a hosts file', async () => {
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connectTls({ port, host: '127.0.0.1', servername: api, ca }, () => {
        socket.write(`GET ${endpoint} HTTP/1.1\r\nHost: ${api}\r\nConnection: close\r\n\r\n`);
      });
      let all = '';
      socket.on('data', (chunk) => {
        all += chunk;
      });
      socket.on('end', () => resolve(all)).on('error', reject);
    });
    expect(text).toContain(`"repositoryEndpoint":"https://${host}/npm/store/"`);
  });

  test('plain requests with a whole address are answered, and what is plain in a tunnel', async () => {
    const whole = await getWhole(port, `http://${api}${endpoint}`, { host: api });
    expect(JSON.parse(whole.body).repositoryEndpoint).toBe(`https://${host}/npm/store/`);
    const asked = `GET ${endpoint} HTTP/1.1\r\nHost: ${api}\r\nConnection: close\r\n\r\n`;
    const inside = await written(port, `CONNECT ${api}:80 HTTP/1.1\r\nHost: ${api}:80\r\n\r\n${asked}`);
    expect(inside).toContain(`"repositoryEndpoint":"https://${host}/npm/store/"`);
  });

  test('who does not trust the authority is not answered', async () => {
    const other = openAuthority(emptyFolder()).certificate;
    await expect(getThrough(port, `https://${api}${endpoint}`, other)).rejects.toThrow();
  });

  test('several requests go over one connection', async () => {
    const socket = await tunnelled(port, api, ca);
    const asked = `GET ${endpoint} HTTP/1.1\r\nHost: ${api}\r\n\r\n`;
    socket.write(asked.repeat(3));
    let all = '';
    socket.on('data', (chunk) => {
      all += chunk;
    });
    await expect.poll(() => all.split('repositoryEndpoint').length).toBe(4);
    socket.destroy();
  });
});

describe('everything else is refused', () => {
  test.each([
    ['example.com:443', 403],
    ['s3.us-west-2.amazonaws.com:443', 403],
    [`${api}:22`, 403],
    [`${api}.example:443`, 403],
    ['127.0.0.1:4566', 403],
    ['[::1]:22', 403],
    ['example.com', 400],
    ['example.com:99999', 400],
    ['https://example.com/', 400],
  ])('CONNECT %s: %i', async (authority, status) => {
    const answer = await written(port, `CONNECT ${authority} HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(heard.at(-1)).toMatchObject({ method: 'CONNECT', path: authority, status });
    if (status === 403) expect(answer).toContain('--proxy-others pass');
  });

  test('a request for another host, and one for the proxy itself', async () => {
    expect(await getWhole(port, 'http://example.com/')).toMatchObject({
      status: 403,
      body: expect.stringContaining('passes nothing on to example.com:80'),
    });
    expect(heard.at(-1)).toMatchObject({ method: 'GET', path: 'http://example.com/', status: 403 });
    expect((await getWhole(port, '/_sim/health')).status).toBe(400);
    expect((await getWhole(port, `${server.url}/_sim/health`)).status).toBe(403);
    expect((await getWhole(port, 'https://example.com/')).status).toBe(400);
  });

  test('nothing is controlled over the proxy, and no other Host is believed', async () => {
    expect((await getThrough(port, `https://${api}/_sim/reset`, ca)).status).toBe(404);
    expect((await getThrough(port, `https://${host}/_sim/reset`, ca)).status).not.toBe(200);
    for (const other of ['localhost', '127.0.0.1', 'example.com']) {
      const { status, body } = await getThrough(port, `https://${api}/_sim/health`, ca, { host: other });
      expect([status, body]).toEqual([403, expect.stringContaining(`The Host '${other}'`)]);
    }
  });

  test('no web page gets through', async () => {
    const headers = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: `http://${api}` },
    ];
    for (const each of headers) {
      expect((await getThrough(port, `https://${api}${endpoint}`, ca, each)).status).toBe(403);
    }
    const own = await getThrough(port, `https://${api}${endpoint}`, ca, { origin: `https://${api}` });
    expect(own.body).toContain('repositoryEndpoint');
  });

  test.each(['example.com', 'localhost', `${api}.example`])('there is no certificate for %s', async (servername) => {
    const ended = new Promise<string>((resolve) => {
      const socket = connectTls({ port, host: '127.0.0.1', servername, ca }, () => resolve('trusted'));
      socket.on('error', () => resolve('refused'));
    });
    expect(await ended).toBe('refused');
  });
});

describe('other hosts can be passed on to', () => {
  let passing: Served;

  beforeAll(async () => {
    passing = await served({ world }, { tls: { port: 0, folder: emptyFolder(), others: 'pass' } });
  });

  test('bytes go both ways as they are, also after one side has said all', async () => {
    const echo = createTcpServer({ allowHalfOpen: true }, (socket) => void socket.pipe(socket));
    const other = await listening(echo);
    const client = connect({ port: passing.tls!.port, host: '127.0.0.1', allowHalfOpen: true });
    const sent = Buffer.alloc(300_000, 'abc');
    client.write(`CONNECT 127.0.0.1:${other} HTTP/1.1\r\nHost: x\r\n\r\n`);
    client.end(sent);
    const chunks: Buffer[] = [];
    for await (const chunk of client) chunks.push(chunk);
    const head = 'HTTP/1.1 200 Connection Established\r\n\r\n';
    expect(Buffer.concat(chunks).equals(Buffer.concat([Buffer.from(head), sent]))).toBe(true);
  });

  test('plain requests are asked again, without what is for the proxy alone', async () => {
    const other = await listening(
      createServer((request, response) => {
        request.pipe(response.writeHead(418, { 'x-heard': JSON.stringify([request.url, request.headers]) }));
      }),
    );
    const headers = { host: `127.0.0.1:${other}`, 'proxy-authorization': 'Basic x', 'x-own': '1', connection: 'x-one' };
    const answer = await getWhole(passing.tls!.port, `http://127.0.0.1:${other}/a?b=c`, { ...headers, 'x-one': '1' });
    const [url, got] = JSON.parse(String(answer.headers['x-heard']));
    expect([answer.status, url]).toEqual([418, '/a?b=c']);
    expect(got).toMatchObject({ host: `127.0.0.1:${other}`, 'x-own': '1' });
    expect(Object.keys(got)).not.toContain('proxy-authorization');
    expect(Object.keys(got)).not.toContain('x-one');
  });

  test('the service stays here, and what cannot be reached is told', async () => {
    const own = readFileSync(passing.tls!.certificateFile, 'utf8');
    expect((await getThrough(passing.tls!.port, `https://${api}${endpoint}`, own)).status).toBe(200);
    const gone = createTcpServer();
    const dead = await listening(gone);
    await new Promise((resolve) => gone.close(resolve));
    const refused = `127.0.0.1:${dead}`;
    expect(await written(passing.tls!.port, `CONNECT ${refused} HTTP/1.1\r\nHost: x\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 502 Bad Gateway\r\n.*cannot be reached: .*ECONNREFUSED/s,
    );
    expect(await getWhole(passing.tls!.port, `http://${refused}/`)).toMatchObject({ status: 502 });
  });
});

describe('who misbehaves harms nobody else', () => {
  const unharmed = async (act: () => Promise<unknown>) => {
    const { state } = server.simulator;
    await act();
    expect((await getThrough(port, `https://${api}${endpoint}`, ca)).status).toBe(200);
    expect(server.simulator.state).toBe(state);
  };

  test.each([
    ['nothing', ''],
    ['a part of a request line', 'CONNEC'],
    ['a part of a head', `CONNECT ${api}:443 HTTP/1.1\r\nHost: x`],
    ['a part of a TLS record', Buffer.from([0x16, 0x03, 0x01, 0x02])],
    ['a part of a TLS record in a tunnel', `CONNECT ${api}:443 HTTP/1.1\r\nHost: x\r\n\r\n\x16\x03`],
    ['rubbish in a tunnel', `CONNECT ${api}:443 HTTP/1.1\r\nHost: x\r\n\r\n\x16rubbish rubbish rubbish rubbish`],
    ['rubbish', '\0\x01\x02\xff\r\n\r\n'],
    ['rubbish that begins as TLS', Buffer.concat([Buffer.from([0x16]), Buffer.alloc(5_000, 0x41)])],
    ['headers without end', `GET http://${api}/ HTTP/1.1\r\n${'x: y\r\n'.repeat(20_000)}`],
    ['a method without end', 'A'.repeat(200_000)],
    ['two lengths', `POST http://${api}/ HTTP/1.1\r\nHost: ${api}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab`],
    ['no Host', `GET http://${api}/ HTTP/1.1\r\n\r\n`],
  ])('%s, and then it resets the connection', (_what, bytes) =>
    unharmed(async () => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      await new Promise((resolve) => socket.once('connect', resolve));
      socket.write(bytes);
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect((await getThrough(port, `https://${api}${endpoint}`, ca)).status).toBe(200); // while it hangs
      socket.resetAndDestroy();
    }),
  );

  test('a head of more than 16 KiB gets 431, also behind TLS', async () => {
    const head = `GET / HTTP/1.1\r\nHost: ${api}\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`;
    expect(await written(port, head)).toMatch(/^HTTP\/1.1 431 /);
    const socket = await tunnelled(port, api, ca);
    let all = '';
    socket.on('data', (chunk) => {
      all += chunk;
    });
    socket.on('error', () => {});
    socket.write(head);
    await new Promise((resolve) => socket.once('close', resolve));
    expect(all).not.toMatch(/ 200 /);
  });

  test('rubbish of any kind', () =>
    unharmed(() =>
      fc.assert(
        fc.asyncProperty(
          fc.constantFrom('', '\x16', 'CONNECT ', `CONNECT ${api}:443 HTTP/1.1\r\nHost: x\r\n\r\n`, 'GET http://'),
          fc.uint8Array({ maxLength: 300 }),
          async (before, bytes) => {
            const socket = connect(port, '127.0.0.1');
            socket.on('error', () => {});
            const closed = new Promise((resolve) => socket.once('close', resolve));
            socket.end(Buffer.concat([Buffer.from(before, 'latin1'), bytes]));
            socket.resume();
            setTimeout(() => socket.destroy(), 100);
            await closed;
          },
        ),
        { numRuns: 200 },
      ),
    ));

  test('who says nothing at all is sent away in time, and others are not', async () => {
    const authority = openAuthority(emptyFolder());
    const handle = async () => ({ status: 200, headers: {}, body: 'answered' });
    const proxy = await openForwardProxy({
      handle,
      contextOf: hostCertificates(authority),
      port: 0,
      host: '127.0.0.1',
      others: 'refuse',
      patienceMilliseconds: 1_000,
    });
    const kept = await tunnelled(proxy.port, api, authority.certificate);
    kept.write(`GET / HTTP/1.1\r\nHost: ${api}\r\n\r\n`);
    await new Promise((resolve) => kept.once('data', resolve));
    const slow = await tunnelled(proxy.port, api, authority.certificate);
    slow.on('error', () => {}).write('GET / HTTP/1.1\r\nHost: ');
    slow.resume();
    const sentAway = new Promise((resolve) => slow.once('close', resolve));
    const started = performance.now();
    const silent = [
      '',
      `CONNECT ${api}:443 HTTP/1.1\r\nHost: x\r\n\r\n`,
      Buffer.from([0x16, 0x03]),
      'CONNECT x',
      'GET /',
    ];
    await Promise.all(silent.map((bytes) => written(proxy.port, bytes)));
    await sentAway;
    expect(performance.now() - started).toBeGreaterThan(900);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(kept.destroyed).toBe(false);
    const closed = new Promise((resolve) => kept.once('close', resolve));
    await proxy.close();
    await closed;
  });

  test('when the server closes, tunnels are closed', async () => {
    const own = await served({ world }, { tls: { port: 0, folder: emptyFolder(), others: 'pass' } });
    const joined: Socket[] = [];
    const other = await listening(createTcpServer((socket) => void joined.push(socket)));
    const client = connect(own.tls!.port, '127.0.0.1');
    client.on('error', () => {});
    client.write(`CONNECT 127.0.0.1:${other} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await expect.poll(() => joined.length).toBe(1);
    const closed = Promise.all([client, joined[0]!].map((each) => new Promise((done) => each.once('close', done))));
    client.resume();
    joined[0]!.resume();
    await own.close();
    await closed;
  });
});
