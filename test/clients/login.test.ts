import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { useSession, withClients } from './fetched';

describe(withClients('aws codeartifact login'), () => {
  const session = useSession();
  const read = (name: string): string => readFileSync(join(session.folder, name), 'utf8');
  const endpoint = (format: string): string => `${session.url}/${format}/d/my-domain-111122223333/my-repo/`;
  const withoutScheme = (url: string): string => url.replace('http://', '');
  const token = String.raw`eyJ2ZX[\w-]+(\.[\w-]+){4}`;

  session.prepare(async () => {
    await session.control('PUT /_sim/clock', { mode: 'host' }); // the CLI tells how long the token will live
    for (const create of [
      ['create-domain', '--domain', 'my-domain'],
      ['create-repository', '--domain', 'my-domain', '--repository', 'my-repo'],
    ]) {
      await session.run('aws', ['codeartifact', ...create]);
    }
    for (const tool of ['nuget', 'dotnet']) {
      // A program that stands for the tool, and writes down its arguments.
      const path = join(session.folder, tool);
      writeFileSync(path, `#!/bin/sh\necho ${tool} "$@" >>calls\n`);
      chmodSync(path, 0o755);
    }
  });

  const login = (tool: string, ...args: readonly string[]) =>
    session.run(
      'aws',
      ['codeartifact', 'login', '--tool', tool, '--domain', 'my-domain', '--repository', 'my-repo', ...args],
      {
        NPM_CONFIG_USERCONFIG: join(session.folder, '.npmrc'),
        PATH: [session.folder, join(process.env.CODEARTIFACT_SIM_CLIENTS!, 'bin'), process.env.PATH].join(delimiter),
      },
    );

  test('AUT-43: npm', async () => {
    const { stdout, stderr } = await login('npm', '--namespace', 'my-scope');
    expect(stdout, stderr).toMatch(
      /^Successfully configured npm to use AWS CodeArtifact repository http.*\nLogin expires in 12 hours/,
    );
    expect(read('.npmrc')).toContain(`@my-scope:registry=${endpoint('npm')}`);
    const line = `//${withoutScheme(endpoint('npm'))}:_authToken=`;
    expect(
      read('.npmrc')
        .split('\n')
        .find((each) => each.startsWith(line))
        ?.slice(line.length),
    ).toMatch(new RegExp(`^${token}$`));
  });

  test('AUT-45: pip', async () => {
    const { stdout, stderr } = await login('pip', '--duration-seconds', '900');
    expect(stdout, stderr).toContain('Login expires in 15 minutes');
    const url = new RegExp(`^index-url = http://aws:${token}@${withoutScheme(endpoint('pypi'))}simple/$`, 'm');
    expect(read('.config/pip/pip.conf')).toMatch(url);
  });

  test('AUT-46: twine', async () => {
    const { stdout, stderr } = await login('twine');
    expect(stdout, stderr).toContain('Successfully configured twine');
    const lines = [`repository = ${endpoint('pypi')}`, 'username = aws', `password = ${token}`];
    expect(read('.pypirc')).toMatch(new RegExp(String.raw`\[codeartifact\]\n${lines.join(String.raw`\n`)}\n`));
  });

  test('AUT-47 AUT-48: nuget and dotnet', async () => {
    for (const tool of ['nuget', 'dotnet']) await login(tool);
    const source = `${endpoint('nuget')}v3/index.json`;
    const [, nuget, , dotnet] = read('calls').split('\n');
    expect(nuget).toMatch(
      new RegExp(`^nuget sources add -name my-domain/my-repo -source ${source} -username aws -password ${token}$`),
    );
    const plain = '--store-password-in-clear-text';
    expect(dotnet).toMatch(
      new RegExp(
        `^dotnet nuget add source ${source} --name my-domain/my-repo --username aws --password ${token} ${plain}$`,
      ),
    );
  });

  test('AUT-41 AUT-49: swift, without doing it', async () => {
    const { stdout, stderr } = await login('swift', '--namespace', 'my-scope', '--dry-run');
    expect(stdout, stderr).toContain(`swift package-registry set ${endpoint('swift')} --scope my-scope\n`);
    expect(stdout).toContain(`swift package-registry login ${endpoint('swift')}login\n`);
    expect(stdout).toMatch(new RegExp(`^machine 127\\.0\\.0\\.1 login token password ${token}$`, 'm'));
  });

  test.each([
    ['npm', 'npm'],
    ['pip', 'pypi'],
    ['twine', 'pypi'],
    ['nuget', 'nuget'],
    ['dotnet', 'nuget'],
    ['swift', 'swift'],
  ])('AUT-42: %s asks for a token, and then for the endpoint of %s', async (tool, format) => {
    const calls: string[] = [];
    const recorder = createServer((request, response) => {
      calls.push(`${request.method} ${request.url}`);
      const { authorization = '' } = request.headers;
      fetch(session.url + request.url, { method: request.method, headers: { authorization } }).then(async (answer) => {
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
      });
    });
    await new Promise<void>((resolve) => recorder.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = recorder.address() as AddressInfo;
      const at = ['--domain', 'my-domain', '--domain-owner', '111122223333', '--repository', 'my-repo'];
      const more = ['--duration-seconds', '900', '--dry-run'];
      const { stderr } = await session.run('aws', ['codeartifact', 'login', '--tool', tool, ...at, ...more], {
        AWS_ENDPOINT_URL_CODEARTIFACT: `http://127.0.0.1:${port}`,
        PATH: [session.folder, join(process.env.CODEARTIFACT_SIM_CLIENTS!, 'bin'), process.env.PATH].join(delimiter),
      });
      const sorted = (call: string) => call.split(/[?&]/).sort();
      const domain = 'domain=my-domain&domain-owner=111122223333';
      const expected = [
        `POST /v1/authorization-token?${domain}&duration=900`,
        `GET /v1/repository/endpoint?${domain}&repository=my-repo&format=${format}`,
      ];
      expect(calls.map(sorted), stderr).toEqual(expected.map(sorted));
    } finally {
      recorder.close();
    }
  });

  test.each([
    ['AUT-40', 'maven', /argument --tool: Invalid choice/],
    ['AUT-41', 'pip --namespace my-scope', /Argument --namespace is not supported for pip/],
    ['AUT-44', 'npm --namespace MY-SCOPE', /Invalid scope name/],
    ['AUT-50', 'swift --namespace my_scope', /Invalid scope name/],
    ['TOK-07', 'npm --duration-seconds 899', /Duration must be 0 or between 900 and 43200 seconds/],
  ])('%s: aws codeartifact login --tool %s is refused', async (_rule, line, message) => {
    const [tool, ...args] = line.split(' ');
    const { code, stderr } = await login(tool!, ...args);
    expect(stderr).toMatch(message);
    expect(code).not.toBe(0);
  });
});
