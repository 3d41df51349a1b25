import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { negotiate } from '../../../src/adapters/endpoints/pypi/negotiate';
import type { Ended } from '../fetched';
import type { Estate } from './estate';
import { installed, offered, pipEnvironment, site, testWith, wheelOf } from './pypi-fixtures';
import { type Install, indexOf, installing } from './python-installer';
import { type ClientUnderTest, failed, succeeded, testClient } from './scenarios';

/** Runs a pip, by the arguments of Python that start it. */
type Pip = (estate: Estate, args: readonly string[], index?: string) => Promise<Ended>;

const newest: Pip = (estate, args, index) =>
  estate.run('python', ['-m', 'pip', ...args], { env: pipEnvironment(estate, index) });

/** The one that Python itself brings along: a wheel, which can be run as it is. */
const bundled: Pip = async (estate, args, index) => {
  const find = [
    'import ensurepip, pathlib',
    'package = ensurepip._get_packages()["pip"]',
    'folder = pathlib.Path(ensurepip.__file__).parent / "_bundled"',
    'print(package.wheel_path or folder / package.wheel_name)',
  ].join('\n');
  const wheel = succeeded(await estate.run('python', ['-c', find])).stdout.trim();
  return estate.run('python', [`${wheel}/pip`, ...args], { env: pipEnvironment(estate, index) });
};

const installBy =
  (pip: Pip): Install =>
  (estate, index, ...requirements) =>
    pip(estate, ['install', '--upgrade', '--target', site(estate), ...requirements], index);

const noPublishing = 'pip does not publish';

/** The refusal is what this pip prints of a token that is not good. */
const client = (name: string, pip: Pip, refusal: RegExp): ClientUnderTest => ({
  name,
  format: 'pypi',
  connection: 'public:pypi',
  async version(estate) {
    return /^pip (\S+)/.exec(succeeded(await pip(estate, ['--version'])).stdout)?.[1];
  },
  scenarios: {
    ...installing(installBy(pip), refusal),
    'publish, and install what was published': noPublishing,
    'publish again, the same': noPublishing,
    'publish again, with other content': noPublishing,
    'publishing is blocked by the origin controls': noPublishing,
  },
});

testClient(client('pip', newest, /401 Error, Credentials not correct/));
testClient(client('pip of Python', bundled, /No matching distribution found/));

describe('pip besides', () => {
  const install = installBy(newest);
  const hello = { package: 'hello' };
  const [first, second] = [
    { name: 'hello', version: '1.0' },
    { name: 'hello', version: '1.0', tag: 'py2-none-any' },
  ];

  testWith('pip', 'PYP-33: pip download', async (estate) => {
    estate.learn(offered([first]));
    succeeded(await newest(estate, ['download', '--dest', site(estate), 'hello'], indexOf(estate)));
    expect(estate.assets(hello, '1.0')).toEqual([wheelOf(first).name]);
  });

  testWith('pip', 'PYP-16 PYP-26: a client that asks for HTML alone', async (estate) => {
    estate.learn(offered([{ ...first, requiresPython: '>=3.8, <4' }]));
    const html = [
      'import sys, runpy',
      'from pip._internal.index import collector',
      'get = collector._get_simple_response',
      'class Session:',
      '    def __init__(self, session): self.session = session',
      '    def __getattr__(self, name): return getattr(self.session, name)',
      '    def get(self, url, headers):',
      '        response = self.session.get(url, headers={**headers, "Accept": "text/html"})',
      '        print("got", response.headers["content-type"])',
      '        return response',
      'collector._get_simple_response = lambda url, session, **more: get(url, session=Session(session), **more)',
      'sys.argv = ["pip", *sys.argv[1:]]',
      'runpy.run_module("pip", run_name="__main__")',
    ].join('\n');
    const args = ['-c', html, 'install', '--target', site(estate), 'hello'];
    const ended = await estate.run('python', args, { env: pipEnvironment(estate, indexOf(estate)) });
    expect(succeeded(ended).stdout).toContain('got text/html\n');
    expect(installed(estate, 'hello')).toBe('1.0');
  });

  testWith('pip', 'PYP-21: requires-python is heeded', async (estate) => {
    estate.learn(offered([first]), offered([{ name: 'hello', version: '2.0', requiresPython: '<3' }]));
    succeeded(await install(estate, indexOf(estate), 'hello'));
    expect(installed(estate, 'hello')).toBe('1.0');
    failed(await install(estate, indexOf(estate), 'hello==2.0'), /require a different python version/);
  });

  testWith('pip', 'RET-12 EXT-42: a wheel that is public later comes with the next install', async (estate) => {
    estate.learn(offered([second]));
    failed(await install(estate, indexOf(estate), 'hello'), /No matching distribution/);
    succeeded(await newest(estate, downloadFor2(estate), indexOf(estate)));
    expect(estate.assets(hello, '1.0')).toEqual([wheelOf(second).name]);
    estate.learn(offered([first, second]));
    succeeded(await install(estate, indexOf(estate), 'hello'));
    expect(estate.assets(hello, '1.0')).toEqual([wheelOf(second).name, wheelOf(first).name]);
  });

  /** Downloads the wheel that this Python cannot install. */
  const downloadFor2 = (estate: Estate) => {
    const other = '--python-version 2.7 --implementation py --only-binary :all:';
    return `download --no-deps ${other} --dest ${site(estate)} hello`.split(' ');
  };

  testWith('pip', 'PYP-25 EXT-42: it passes over a yanked version, and says why when it is pinned', async (estate) => {
    estate.learn(offered([first]), offered([{ name: 'hello', version: '2.0' }], 'broken on Windows'));
    succeeded(await install(estate, indexOf(estate), 'hello'));
    expect(installed(estate, 'hello')).toBe('1.0');
    const ended = succeeded(await install(estate, indexOf(estate), 'hello==2.0'));
    expect(ended.stderr).toContain('Reason for being yanked: broken on Windows');
  });

  testWith('pip', 'PYP-31: an unknown project', async (estate) => {
    failed(await install(estate, indexOf(estate), 'goodbye'), /No matching distribution found for goodbye/);
  });

  testWith('pip', 'PYP-34 PYP-35: commands that ask no repository', async (estate) => {
    const { name, bytes } = wheelOf(first);
    writeFileSync(join(estate.folder, name), bytes);
    const commands = [
      `install --target ${site(estate)} --no-index ./${name}`,
      'freeze',
      'list',
      'show pip',
      'check',
      'config list',
      `wheel --no-deps --wheel-dir ${site(estate)} ./${name}`,
      `hash ${name}`,
      'completion --bash',
      'debug',
      'help',
      'uninstall --yes hello',
    ];
    const asked = await listening(async (origin) => {
      for (const command of commands) succeeded(await newest(estate, command.split(' '), `${origin}/simple/`));
      const nowhere = { HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: '127.0.0.1' };
      const env = { ...pipEnvironment(estate, `${origin}/simple/`), ...nowhere };
      failed(await estate.run('python', ['-m', 'pip', 'search', 'hello'], { env }), /Failed to connect to proxy/);
    });
    expect(asked).toEqual([]);
  });

  testWith('pip', 'PYP-37: pip and uv ask for JSON', async (estate) => {
    const asked = await listening(async (origin) => {
      await install(estate, `${origin}/simple/`, 'hello');
      const env = { UV_NO_CACHE: '1', UV_NO_CONFIG: '1', UV_DEFAULT_INDEX: `${origin}/simple/` };
      await estate.run('uv', ['pip', 'install', '--python', 'python', '--target', site(estate), 'hello'], { env });
    });
    expect(asked).toHaveLength(2);
    for (const { url, accept } of asked) {
      expect(url).toBe('/simple/hello/');
      expect(negotiate(accept)).toBe('application/vnd.pypi.simple.v1+json');
    }
  });
});

/** What arrives at a server that has nothing while something is done. */
async function listening(act: (origin: string) => Promise<void>) {
  const asked: { readonly url: string; readonly accept: string }[] = [];
  const server = createServer(({ url = '', headers: { accept = '' } }, response) => {
    asked.push({ url, accept });
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await act(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
  return asked;
}
