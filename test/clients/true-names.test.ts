import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Duplex } from 'node:stream';
import { CodeartifactClient, GetRepositoryEndpointCommand } from '@aws-sdk/client-codeartifact';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/rulebook/files';
import { tunnelled } from '../adapters/tls/support';
import { type Ended, finish, useSession, withClients } from './fetched';

const api = 'codeartifact.us-west-2.amazonaws.com';
const host = 'my-domain-111122223333.d.codeartifact.us-west-2.amazonaws.com';
const dualstack = 'my-domain-111122223333.codeartifact.us-west-2.on.aws';
const place = ['--domain', 'my-domain', '--repository', 'my-repo'];
const asked = [...place, '--format', 'npm', '--query', 'repositoryEndpoint', '--output', 'text'];

const data = mkdtempSync(join(tmpdir(), 'codeartifact-sim-data-'));
process.env.CODEARTIFACT_SIM_DATA = data; // the server and the command have it from here
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** A port that was free a moment ago. */
const port = await new Promise<number>((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
  });
});

/** What a shell of bash's gives to programs after it has read what `env` prints. */
function environment(home: string, ...options: readonly string[]): Record<string, string> {
  const cli = ['node', '--import', 'tsx', 'src/adapters/cli.ts', 'env', '--shell', 'bash', ...options];
  const quoted = cli.map((each) => `'${each}'`).join(' ');
  const fetched = process.env.CODEARTIFACT_SIM_CLIENTS!;
  const folders = [join(fetched, 'bin'), join(fetched, 'npm', 'node_modules', '.bin'), process.env.PATH];
  const bare = { HOME: home, PATH: folders.join(delimiter), CODEARTIFACT_SIM_DATA: data };
  const env = { ...bare, PYTHONDONTWRITEBYTECODE: '1', AWS_EC2_METADATA_DISABLED: 'true' };
  const output = execFileSync('bash', ['-c', `eval "$(${quoted})" && exec env -0`], { cwd: root, env }).toString();
  return Object.fromEntries(output.split('\0').flatMap((line) => (line ? [line.split(/=(.*)/s, 2)] : [])));
}

describe(withClients("AWS's own host names, over the proxy, as codeartifact-sim env tells clients"), () => {
  const session = useSession('--tls', '--tls-port', String(port));
  let variables: Record<string, string> = {};

  session.prepare(async () => {
    await session.control('PUT /_sim/clock', { mode: 'host' }); // the CLI tells how long the token will live
    await session.control('POST /_sim/public-packages', {
      connection: 'public:npmjs',
      package: 'tiny',
      version: '1.0.0',
      assets: [{ name: 'package.tgz', text: 'not really a tarball' }],
    });
    const proxy = `http://127.0.0.1:${port}`;
    variables = environment(session.folder, '--proxy', proxy, '--no-url');
    for (const create of [
      ['create-domain', '--domain', 'my-domain'],
      ['create-repository', ...place],
      ['associate-external-connection', ...place, '--external-connection', 'public:npmjs'],
    ]) {
      const { code, stderr } = await run('aws', 'codeartifact', ...create);
      if (code !== 0) throw new Error(stderr);
    }
  });

  const run = (program: string, ...args: readonly string[]): Promise<Ended> =>
    finish(program, args, session.folder, variables);

  const printed = async (program: string, ...args: readonly string[]): Promise<string> => {
    const { stdout, stderr } = await run(program, ...args);
    return stdout.trim() || stderr;
  };

  test('END-02 END-03: the AWS CLI', async () => {
    const endpoint = ['codeartifact', 'get-repository-endpoint', ...asked];
    expect(await printed('aws', ...endpoint)).toBe(`https://${host}/npm/my-repo/`);
    const both = await printed('aws', ...endpoint, '--endpoint-type', 'dualstack');
    expect(both).toBe(`https://${dualstack}/npm/my-repo/`);
  });

  test('END-02 END-03: boto3, by the names of either kind', async () => {
    const program = `
import boto3, sys
from botocore.config import Config
for both in (False, True):
    client = boto3.client('codeartifact', config=Config(use_dualstack_endpoint=both))
    for kind in ('ipv4', 'dualstack'):
        print(client.meta.endpoint_url, client.get_repository_endpoint(
            domain='my-domain', repository='my-repo', format='pypi', endpointType=kind)['repositoryEndpoint'])
`;
    const answers = [`https://${host}/pypi/my-repo/`, `https://${dualstack}/pypi/my-repo/`];
    const hosts = [api, 'codeartifact.us-west-2.api.aws'];
    const lines = hosts.flatMap((each) => answers.map((answer) => `https://${each} ${answer}`));
    expect((await printed('python', '-c', program)).split('\n')).toEqual(lines);
  });

  test('END-02: the AWS SDK for JavaScript, whose connections are told of the proxy', async () => {
    const ca = readFileSync(variables.NODE_EXTRA_CA_CERTS!, 'utf8');
    const agent = new Agent();
    agent.createConnection = (({ host: name }: { host: string }, done: (error: unknown, socket?: Duplex) => void) => {
      tunnelled(port, name, ca).then((socket) => done(null, socket), done);
    }) as never;
    const credentials = { accessKeyId: '111122223333', secretAccessKey: 'simulated' };
    const client = new CodeartifactClient({ region: 'us-west-2', credentials, requestHandler: { httpsAgent: agent } });
    const input = { domain: 'my-domain', repository: 'my-repo', format: 'npm' } as const;
    const { repositoryEndpoint } = await client.send(new GetRepositoryEndpointCommand(input));
    expect(repositoryEndpoint).toBe(`https://${host}/npm/my-repo/`);
    client.destroy();
    agent.destroy();
  });

  test('END-12: curl', async () => {
    const url = `https://${host}/npm/my-repo/-/nothing`;
    expect(await printed('curl', '-sS', '-o', 'answer', '-w', '%{http_code} %{ssl_verify_result}', url)).toBe('401 0');
    expect(await printed('curl', '-sS', 'https://example.com/')).toContain('403');
  });

  test('AUT-43 END-02: npm, after aws codeartifact login', async () => {
    const login = await run('aws', 'codeartifact', 'login', '--tool', 'npm', ...place);
    expect(login.stdout, login.stderr).toContain(
      `Successfully configured npm to use AWS CodeArtifact repository https://${host}/npm/my-repo/`,
    );
    const { code, stdout, stderr } = await run('npm', 'ping');
    expect([code, stdout + stderr]).toEqual([0, expect.stringContaining(`https://${host}/npm/my-repo/`)]);
  });

  test('AUT-06 AUT-07 AUT-83: the address of a tarball has its port, and leads to the bucket', async () => {
    const url = await printed('npm', 'view', 'tiny', 'dist.tarball');
    expect(url).toBe(`https://${host}:443/npm/my-repo/tiny/-/tiny-1.0.0.tgz`);
    const got = ['codeartifact', 'get-authorization-token', '--domain', 'my-domain', '--output', 'text'];
    const token = await printed('aws', ...got, '--query', 'authorizationToken');
    const told = ' %{http_code} %{num_redirects} %{url_effective}';
    for (const each of [url, url.replace(':443', '')]) {
      expect(await printed('curl', '-sSL', '-H', `Authorization: Bearer ${token}`, '-w', told, each)).toMatch(
        /^not really a tarball 200 1 https:\/\/assets-\d{12}-us-west-2\.s3\.us-west-2\.amazonaws\.com\//,
      );
    }
  });

  test('AUT-45 END-02: pip, after aws codeartifact login', async () => {
    const login = await run('aws', 'codeartifact', 'login', '--tool', 'pip', ...place);
    expect(login.stdout, login.stderr).toContain(`https://${host}/pypi/my-repo/`);
    const { stdout, stderr } = await run('pip', 'download', '--no-deps', '--retries', '0', 'absent');
    expect(stdout).toMatch(
      new RegExp(`^Looking in indexes: https://aws:\\*\\*\\*\\*@${host}/pypi/my-repo/simple/$`, 'm'),
    );
    expect(stderr).toContain('No matching distribution found for absent');
    expect(stderr).not.toMatch(/SSL|proxy/i);
  });

  test('END-02 END-03: Java', async (context) => {
    if (spawnSync('java', ['-version']).status !== 0) context.skip('there is no Java');
    const path = '/v1/repository/endpoint?domain=my-domain&repository=my-repo&format=maven';
    const source = join(root, 'test', 'clients', 'TrustedProxy.java');
    const addresses = [`https://${api}${path}&endpointType=dualstack`, `https://${host}/maven/my-repo/x`, session.url];
    const { stdout, stderr } = await run('java', source, ...addresses);
    expect(stdout.split('\n'), stderr).toEqual([
      `200 {"repositoryEndpoint":"https://${dualstack}/maven/my-repo/"}`,
      expect.stringMatching(/^401 /),
      expect.stringMatching(/^404 /), // without proxy
      '',
    ]);
  });

  test('Node, by NODE_EXTRA_CA_CERTS', async () => {
    const program = `
      const { request } = require('node:http');
      const proxy = new URL(process.env.HTTPS_PROXY);
      const asked = request({ host: proxy.hostname, port: proxy.port, method: 'CONNECT', path: '${api}:443' });
      asked.on('connect', (_response, socket) => {
        const secure = require('node:tls').connect({ socket, servername: '${api}' }, () => {
          console.log(secure.authorized);
          secure.destroy();
        });
      }).end();`;
    expect(await printed('node', '-e', program)).toBe('true');
  });

  test('with the address of the server the local form is given', async () => {
    const { stdout } = await finish('aws', ['codeartifact', 'get-repository-endpoint', ...asked], session.folder, {
      ...environment(session.folder, '--proxy', `http://127.0.0.1:${port}`, '--url', session.url),
    });
    expect(stdout.trim()).toBe(`${session.url}/npm/d/my-domain-111122223333/my-repo/`);
  });
});
