import { describe, expect, test } from 'vitest';
import { version } from '../../package.json';
import type { Command } from '../../src/adapters/command';
import { runCommandLine } from '../../src/adapters/command-line';

const echo: Command = {
  summary: 'says what it was given',
  run: (args, { print }) => {
    print(args.join(' '));
    return 3;
  },
};

/** What a command line printed and its exit code. */
async function run(args: readonly string[], commands?: Readonly<Record<string, Command>>) {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal = { print: (text: string) => out.push(text), printError: (text: string) => err.push(text) };
  const code = await runCommandLine(args, terminal, commands);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('the command line', () => {
  test.each([[['--version']], [['-v']]])('%s prints the version', async (args) => {
    expect(await run(args)).toEqual({ code: 0, out: version, err: '' });
  });

  test.each([[[]], [['--help']], [['-h']], [['help']]])('%s prints the help, with every command', async (args) => {
    const { code, out, err } = await run(args, { echo });
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^AWS CodeArtifact as a TypeScript library .*, and as a local server: /);
    expect(out).toContain('Usage: codeartifact-sim <command> | --help | --version');
    expect(out).toContain('  echo  says what it was given');
  });

  test('a command gets the arguments after its name, and gives the exit code', async () => {
    expect(await run(['echo', 'a', '--help'], { echo })).toEqual({ code: 3, out: 'a --help', err: '' });
  });

  test.each([
    ['nonsense', 'command "nonsense"'],
    ['__proto__', 'command "__proto__"'],
    ['--nonsense', 'option "--nonsense"'],
  ])('%s is not understood', async (arg, found) => {
    const err = `codeartifact-sim: there is no ${found}. See: codeartifact-sim --help`;
    expect(await run([arg], { echo })).toEqual({ code: 2, out: '', err });
  });
});
