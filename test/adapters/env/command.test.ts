import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../../scripts/rulebook/files';
import { printEnvironment } from '../../../src/adapters/env/command';
import { emptyFolder } from '../tls/support';

async function printed(args: readonly string[], current: Readonly<Record<string, string>> = {}) {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal = { print: (text: string) => out.push(text), printError: (text: string) => err.push(text) };
  const code = await printEnvironment(args, terminal, current);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** The environment after bash has read a text. */
function environmentAfter(text: string, current: Readonly<Record<string, string>>): Record<string, string> {
  const output = execFileSync('bash', { input: `${text}\nexec env -0\n`, env: { ...current } }).toString();
  const pairs = output.split('\0').flatMap((line) => (line ? [line.split(/=(.*)/s, 2) as [string, string]] : []));
  const own = new Set(['_', 'PWD', 'SHLVL', 'OLDPWD']);
  return Object.fromEntries(pairs.filter(([name]) => !own.has(name)));
}

describe('codeartifact-sim env', () => {
  test('what bash has read leads to the server, and --unset brings back what was', async () => {
    const before = { PATH: process.env.PATH!, AWS_REGION: 'eu-west-1', HTTPS_PROXY: 'http://old:1', EMPTY: '' };
    const first = await printed(['--shell', 'bash', '--url', 'http://127.0.0.1:1'], before);
    expect([first.code, first.err]).toEqual([0, '']);
    const once = environmentAfter(first.out, before);
    expect(once).toMatchObject({ AWS_ENDPOINT_URL_CODEARTIFACT: 'http://127.0.0.1:1', AWS_REGION: 'eu-west-1' });
    const twice = environmentAfter((await printed(['--shell', 'bash', '--credentials'], once)).out, once);
    expect(twice).toMatchObject({ AWS_ENDPOINT_URL_CODEARTIFACT: 'http://127.0.0.1:4566', AWS_REGION: 'us-west-2' });
    expect(environmentAfter((await printed(['--unset', '--shell', 'bash'], twice)).out, twice)).toEqual(before);
    expect((await printed(['--unset', '--shell', 'bash'], before)).err).toContain('nothing was set here');
  });

  test('the default is the login shell', async () => {
    expect((await printed([], { SHELL: '/usr/bin/fish' })).out).toMatch(/^set -gx AWS_ENDPOINT_URL_CODEARTIFACT 'http/);
    expect((await printed(['--shell', 'powershell'])).out).toMatch(/^\$env:AWS_ENDPOINT_URL_CODEARTIFACT = 'http/);
  });

  test('with a proxy the bundle has the authority, and all that was trusted', async () => {
    const folder = emptyFolder();
    const system = '/etc/ssl/certs/ca-certificates.crt';
    process.env.CODEARTIFACT_SIM_DATA = folder;
    try {
      const { code, out } = await printed(['--proxy', 'http://127.0.0.1:4567', '--shell', 'bash', '--no-url']);
      expect(code).toBe(0);
      expect(out).not.toContain('AWS_ENDPOINT_URL');
      expect(out).toContain(`export AWS_CA_BUNDLE='${join(folder, 'ca-bundle.pem')}'`);
      const bundle = readFileSync(join(folder, 'ca-bundle.pem'), 'utf8');
      expect(bundle).toContain(readFileSync(join(folder, 'ca.pem'), 'utf8').trim());
      expect(bundle.split('BEGIN CERTIFICATE').length).toBeGreaterThan(50);
      expect(bundle).not.toContain('PRIVATE');
      if (existsSync(system))
        expect(bundle).toContain(readFileSync(system, 'utf8').split(/(?<=END CERTIFICATE-----)/)[0]);
    } finally {
      delete process.env.CODEARTIFACT_SIM_DATA;
    }
  });

  test('an authority that others can read is told, with the exit code 1', async () => {
    process.env.CODEARTIFACT_SIM_DATA = 'relative';
    try {
      const { code, out, err } = await printed(['--proxy', 'http://127.0.0.1:4567']);
      expect([code, out]).toEqual([1, '']);
      expect(err).toBe("codeartifact-sim env: CODEARTIFACT_SIM_DATA is an absolute path of a folder, not 'relative'");
    } finally {
      delete process.env.CODEARTIFACT_SIM_DATA;
    }
  });

  test('--help and the page tell of every option', async () => {
    const { code, out } = await printed(['--help']);
    expect(code).toBe(0);
    const page = readFileSync(join(root, 'docs', 'addresses.md'), 'utf8');
    for (const option of ['shell', 'url', 'no-url', 'proxy', 'account', 'region', 'credentials', 'unset', 'help']) {
      expect(out).toMatch(new RegExp(`^  --${option}\\b`, 'm'));
      if (option !== 'help') expect(page).toMatch(new RegExp(`^\\|.*\`--${option}[ \`]`, 'm'));
    }
  });

  test.each([
    [['--shell', 'csh'], "--shell is bash, fish, powershell, not 'csh'"],
    [['--shell', 'toString'], "--shell is bash, fish, powershell, not 'toString'"],
    [['--url', 'sim:4566'], "--url is an address that begins with http: or https:, not 'sim:4566'"],
    [['--proxy', 'socks5://sim'], "--proxy is an address that begins with http: or https:, not 'socks5://sim'"],
    [['--proxy', ''], "--proxy is an address that begins with http: or https:, not ''"],
    [['--url', 'http://a\nb'], '--url is an address'],
    [['--no-url'], '--no-url needs --proxy'],
    [['--account', '12'], "'12' is no AWS account: twelve digits"],
    [['--region', 'US WEST'], "'US WEST' is no name of a Region"],
    [['--nonsense'], '--nonsense'],
    [['bash'], 'bash'],
  ])('%j is not understood', async (args, problem) => {
    const { code, out, err } = await printed(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(problem);
    expect(err).toContain('See: codeartifact-sim env --help');
  });
});
