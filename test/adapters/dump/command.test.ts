import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { dumpCommand } from '../../../src/adapters/dump/command';
import { parseWorld } from '../../../src/adapters/world/parse-world';
import { worldOf } from '../../../src/simulator/world/dump-world';
import type { World } from '../../../src/simulator/world/world';
import { large } from '../../simulator/world/large';
import { served } from '../server/support';

/** What the command prints, and its exit code. */
async function dumped(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await dumpCommand(args, { print: (text) => out.push(text), printError: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const world: World = { domains: { team: { tags: { a: '1.10' }, repositories: { app: {} } } } };

/** The address of a server that gives this answer to everything. */
async function answering(status: number, body: string): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('codeartifact-sim dump', () => {
  test.each(['yaml', 'json'] as const)('prints the world of a server as %s', async (format) => {
    const { url, simulator } = await served({ world });
    simulator.execute('CreateRepository', { domain: 'team', repository: 'made-later' });
    const { code, out, err } = await dumped('--url', url, '--format', format);
    expect([code, err]).toEqual([0, '']);
    expect(parseWorld(out, { name: `world.${format}` })).toEqual(worldOf(simulator));
    expect(out).toContain('made-later');
  });

  test('--no-bytes leaves the bytes of assets out; too many of them are refused with the way out', async () => {
    const { url, simulator } = await served({ world });
    const content = large(2 ** 27 + 1);
    content.offer(simulator, '1.0.0');
    const refused = await dumped('--url', url);
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toMatch(/\/_sim\/world answers 413: The assets .* have 134217729 bytes.* dump --no-bytes/);
    const { code, out, err } = await dumped('--url', url, '--no-bytes');
    expect([code, err]).toEqual([0, '']);
    expect(parseWorld(out)).toEqual(worldOf(simulator, { bytes: false }));
  });

  test('shows the token that a server asks for', async () => {
    const { url } = await served({ world }, { controlToken: 'secret' });
    const without = await dumped('--url', url);
    expect([without.code, without.out]).toEqual([1, '']);
    expect(without.err).toMatch(/\/_sim\/world answers 401: A control request needs the header/);
    expect((await dumped('--url', url, '--control-token', 'secret')).code).toBe(0);
  });

  test.each<[string, number, string, RegExp]>([
    ['an error', 404, 'no such page', /^codeartifact-sim dump: http:\S+\/_sim\/world answers 404: no such page$/],
    ['a page', 200, '<html>', /answers with what is no world: .*JSON/],
    ['something else', 200, '{"status":"ok"}', /answers with what is no world: no member 'status' is known here/],
  ])('tells of a server that answers with %s', async (_, status, body, problem) => {
    const { code, out, err } = await dumped('--url', await answering(status, body));
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(problem);
  });

  test('tells when there is no server', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const { code, err } = await dumped('--url', `http://127.0.0.1:${port}`);
    expect(code).toBe(1);
    expect(err).toBe(
      `codeartifact-sim dump: nobody answers at http://127.0.0.1:${port} (ECONNREFUSED); ` +
        'a server is started by: codeartifact-sim serve',
    );
  });

  test.each([
    [['--format', 'xml'], "--format is yaml or json, not 'xml'"],
    [['--url', 'localhost:4566'], "--url is the address of a server, as http://127.0.0.1:4566, not 'localhost:4566'"],
    [['--nonsense'], "Unknown option '--nonsense'"],
    [['world.yaml'], "Unexpected argument 'world.yaml'"],
  ])('does not understand %j', async (args, problem) => {
    const { code, out, err } = await dumped(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`codeartifact-sim dump: ${problem}`);
    expect(err).toContain('See: codeartifact-sim dump --help');
  });

  test('--help prints the options', async () => {
    const { code, out } = await dumped('--help');
    expect(code).toBe(0);
    for (const option of ['--url URL', '--format WORD', '--no-bytes', '--control-token TOKEN'])
      expect(out).toContain(option);
  });
});
