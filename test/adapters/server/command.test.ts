import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { serveCommand } from '../../../src/adapters/server/command';
import { optionTable, optionTexts } from '../../../src/adapters/server/serve-options';
import { call, program, urlIn } from './support';

const folder = mkdtempSync(join(tmpdir(), 'codeartifact-sim-serve-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** What the command prints and gives without ever serving. */
async function refused(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await serveCommand(args, { print: (text) => out.push(text), printError: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('codeartifact-sim serve', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('it is ready with a line, and ends with 0 by %s', async (signal) => {
    const { child, ready, exited } = program('serve', '--port', '0');
    const line = await ready;
    expect(line).toMatch(/^codeartifact-sim listening on http:\/\/127\.0\.0\.1:\d+$/);
    const url = urlIn(line);
    expect((await call(url, '/_sim/health')).status).toBe(200);
    const idle = createConnection(Number(new URL(url).port), '127.0.0.1');
    const closed = new Promise((resolve) => idle.once('close', resolve));
    idle.on('error', () => {});
    await new Promise((resolve) => idle.once('connect', resolve));
    idle.write('POST /v1/domain?domain=my-domain HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{');
    child.kill(signal);
    expect(await exited).toEqual({ code: 0, out: `${line}\n`, err: '' });
    await closed;
  });

  test('a taken port is told, with the exit code 1', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as AddressInfo;
    const { exited } = program('serve', '--port', String(port));
    const { code, out, err } = await exited;
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(`port ${port} of 127.0.0.1 is taken`);
  });

  test('what is given at the start holds', async () => {
    const file = fileWith('world.json', '{ "clock": "2026-05-05T00:00:00Z", "domains": { "my-domain": {} } }');
    const given = ['--account', '444455556666', '--region', 'eu-west-1', '--world', file, '--allow-host', 'sim'];
    const { child, ready, exited } = program('serve', '--port', '0', ...given, '--log', '--control-token', 'secret');
    const url = urlIn(await ready);
    const { json } = await call(url, '/v1/domain?domain=my-domain');
    expect(json.domain).toMatchObject({
      arn: 'arn:aws:codeartifact:eu-west-1:444455556666:domain/my-domain',
      createdTime: Date.parse('2026-05-05T00:00:00Z') / 1000,
    });
    const authorization = 'Bearer secret';
    expect((await call(url, '/_sim/clock')).status).toBe(401);
    expect((await call(url, '/_sim/clock', 'GET', undefined, { authorization })).json.mode).toBe('set');
    await call(url, '/v1/domain?domain=my%0adomain');
    await call(url, '/v1/nothing%0a');
    child.kill('SIGTERM');
    const { err } = await exited;
    const user = 'arn:aws:iam::444455556666:user/default';
    expect(err.trimEnd().split('\n')).toEqual([
      `GET /v1/domain 200 DescribeDomain ${user} -`,
      'GET /_sim/clock 401 - - A control request needs the header Authorization: Bearer and the control token.',
      'GET /_sim/clock 200 - - -',
      expect.stringMatching(
        new RegExp(`^GET /v1/domain 400 DescribeDomain ${user} ValidationException: .*'my.u000adomain'`),
      ),
      expect.stringMatching(/^GET \/v1\/nothing%0a 404 - \S+ UnknownOperationException: /),
    ]);
  });

  test('how the simulator is: access, delays, quotas and signatures', async () => {
    const file = fileWith('clock.json', '{ "clock": "2026-05-05T00:00:00Z" }');
    const given = ['--access', 'off', '--latency', 'documented', '--throttling', '--verify-signatures'];
    const { ready } = program('serve', '--port', '0', '--world', file, ...given);
    const url = urlIn(await ready);
    const { json } = await call(url, '/_sim/world');
    expect(json).toMatchObject({ access: 'off', latency: 'documented' });
    const path = '/v1/package/versions/copy?domain=my-domain&source-repository=aa&destination-repository=bb&format=npm';
    expect((await call(url, `${path}&package=a`, 'POST')).status).toBe(403);
    const scope = '111122223333/20260505/us-west-2/codeartifact/aws4_request';
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
    const signed = { authorization, 'x-amz-date': '20260505T000000Z' };
    const statuses = [];
    for (let times = 0; times < 6; times++) {
      statuses.push((await call(url, `${path}&package=a`, 'POST', { versions: ['1.0.0'] }, signed)).status);
    }
    expect(statuses).toEqual([404, 404, 404, 404, 404, 429]); // QUO-12
  });

  test('--tls: a proxy beside it, with an authority of the user', async () => {
    process.env.CODEARTIFACT_SIM_DATA = join(folder, 'data');
    try {
      const { child, ready, exited } = program(
        'serve',
        '--port',
        '0',
        '--tls',
        '--tls-port',
        '0',
        '--endpoints',
        'host',
      );
      const url = urlIn(await ready);
      await call(url, '/v1/domain?domain=my-domain', 'POST');
      await call(url, '/v1/repository?domain=my-domain&repository=my-repo', 'POST');
      const { json } = await call(url, '/v1/repository/endpoint?domain=my-domain&repository=my-repo&format=npm');
      expect(json.repositoryEndpoint).toMatch(
        /^http:\/\/my-domain-111122223333\.d\.codeartifact\.us-west-2\.localhost:/,
      );
      child.kill('SIGTERM');
      const { code, out } = await exited;
      const certificate = join(folder, 'data', 'ca.pem');
      expect([code, out.split('\n')[1]]).toEqual([
        0,
        expect.stringMatching(/^codeartifact-sim proxy on http:\/\/127\.0\.0\.1:\d+, with the certificate authority /),
      ]);
      expect(out.trimEnd().endsWith(certificate)).toBe(true);
    } finally {
      delete process.env.CODEARTIFACT_SIM_DATA;
    }
  });

  test("a proxy's port that is taken is told, and so is a key that others can read", async () => {
    const data = join(folder, 'open');
    process.env.CODEARTIFACT_SIM_DATA = data;
    try {
      const taken = createServer();
      await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => void taken.close());
      const { port } = taken.address() as AddressInfo;
      const first = await refused('--port', '0', '--tls', '--tls-port', String(port));
      expect(first).toMatchObject({ code: 1, out: '' });
      expect(first.err).toContain(
        `port ${port} of 127.0.0.1 is taken by another program; another is chosen by --tls-port`,
      );
      chmodSync(join(data, 'authority.pem'), 0o644);
      const second = await refused('--port', '0', '--tls', '--tls-port', '0');
      expect(second).toMatchObject({ code: 1, out: '', err: expect.stringContaining('others can read or write') });
    } finally {
      delete process.env.CODEARTIFACT_SIM_DATA;
    }
  });

  test('it serves on when nobody reads its log any more', async () => {
    const { child, ready, exited } = program('serve', '--port', '0', '--log');
    const url = urlIn(await ready);
    child.stderr.destroy();
    for (let times = 0; times < 5; times++) expect((await call(url, '/_sim/health')).status).toBe(200);
    child.kill('SIGTERM');
    expect((await exited).code).toBe(0);
  });

  test('an answer that is held back does not hold up the end', async () => {
    const { child, ready, exited } = program('serve', '--port', '0');
    const url = urlIn(await ready);
    await call(url, '/_sim/faults', 'POST', { delayMilliseconds: 600_000 });
    const waiting = call(url, '/v1/domain?domain=my-domain').catch(() => 'closed');
    await expect.poll(async () => (await call(url, '/_sim/faults')).json.faults[0].fired).toBe(1);
    child.kill('SIGTERM');
    expect((await exited).code).toBe(0);
    expect(await waiting).toBe('closed');
  });

  test('--events-to posts each event, and the end does not wait for an address that is down', async () => {
    const heard: string[] = [];
    const listener = createServer((request, response) => {
      request.on('data', (chunk) => heard.push(String(chunk)));
      request.on('end', () => response.end());
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void listener.close());
    const address = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`;
    const { child, ready, exited } = program('serve', '--port', '0', '--events-to', address);
    const url = urlIn(await ready);
    const publish = async () => {
      await call(url, '/v1/domain?domain=my-domain', 'POST');
      await call(url, '/v1/repository?domain=my-domain&repository=my-repo', 'POST');
      const query = 'domain=my-domain&repository=my-repo&format=generic&namespace=ns&package=tool&version=1.0&asset=a';
      const hash = 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb';
      return call(url, `/v1/package/version/publish?${query}`, 'POST', 'a', { 'x-amz-content-sha256': hash });
    };
    expect((await publish()).status).toBe(200);
    await expect.poll(() => heard.join('')).toContain('"operationType":"Created"');
    await new Promise((resolve) => listener.close(resolve));
    await call(url, '/_sim/reset', 'POST');
    await publish();
    const stopped = performance.now();
    child.kill('SIGTERM');
    const { code, err } = await exited;
    expect([code, err]).toEqual([
      0,
      expect.stringContaining('codeartifact-sim: 1 event not delivered: --events-to took too long'),
    ]);
    expect(performance.now() - stopped).toBeLessThan(10_000);
  });

  test('--help tells of every option', async () => {
    const { code, out, err } = await refused('--help');
    expect([code, err]).toEqual([0, '']);
    expect(Object.keys(optionTexts)).toEqual(Object.keys(optionTable));
    for (const option of Object.keys(optionTable)) expect(out).toContain(`  --${option} `);
  });

  test.each([
    [['--port', '65536'], '--port is 0 to 65535'],
    [['--port', 'http'], '--port is 0 to 65535'],
    [['--latency', 'some'], "--latency is none or documented, not 'some'"],
    [['--access', 'on'], "--access is enforced or off, not 'on'"],
    [['--endpoints', 'dns'], "--endpoints is path or host, not 'dns'"],
    [['--assets', 'inline'], "--assets is redirect or direct, not 'inline'"],
    [['--tls', '--tls-port', '65536'], "--tls-port is 0 to 65535, not '65536'"],
    [['--tls', '--proxy-others', 'allow'], "--proxy-others is refuse or pass, not 'allow'"],
    [['--tls-port', '4567'], '--tls-port needs --tls'],
    [['--proxy-others', 'pass'], '--proxy-others needs --tls'],
    [['--nonsense'], '--nonsense'],
    [['4566'], '4566'],
    [['--host', ''], '--host needs a value, and it is empty'],
    [['--control-token', ''], '--control-token needs a value, and it is empty'],
    [['--allow-host', 'http://sim/'], "--allow-host is the name of a host, as sim.internal, not 'http://sim/'"],
    [['--allow-host', 'sim', '--allow-host', ''], '--allow-host is the name of a host'],
    [['--account', '12'], "--account: '12' is no AWS account: twelve digits"],
    [['--region', 'US WEST'], "--region: 'US WEST' is no name of a Region"],
    [['--events-to', 'nowhere'], "--events-to is an address that begins with http: or https:, not 'nowhere'"],
    [['--events-to', 'ftp://sim/'], "--events-to is an address that begins with http: or https:, not 'ftp://sim/'"],
  ])('%j is not understood', async (args, problem) => {
    const { code, out, err } = await refused(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(problem);
    expect(err).toContain('See: codeartifact-sim serve --help');
  });

  test.each<[readonly string[], string]>([
    [['--world', join(folder, 'absent.yaml')], 'absent.yaml'],
    [['--world', fileWith('wrong.json', '{ "domain": {} }')], 'wrong.json:1:'],
    [['--host', '192.0.2.1'], "--host '192.0.2.1' is no address of this machine"],
  ])('%j cannot be served', async (args, problem) => {
    const { code, out, err } = await refused('--port', '0', ...args);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(problem);
  });
});
