import { description, name, version } from '../../package.json';
import type { Command, Terminal } from './command';

/** Each command's own code is loaded when the command is given: none waits for what another needs. */
const commands: Readonly<Record<string, Command>> = Object.freeze({
  serve: {
    summary: 'a local server of the API, for any SDK and the AWS CLI: serve [options]',
    run: async (...given: Given) => (await import('./server/command')).serveCommand(...given),
  },
  run: {
    summary: 'a command whose package managers use a simulated repository: run [options] -- COMMAND',
    run: async (...given: Given) => (await import('./run/command')).runCommand(...given),
  },
  dump: {
    summary: 'the world of a running server, as a world file: dump [options]',
    run: async (...given: Given) => (await import('./dump/command')).dumpCommand(...given),
  },
  env: {
    summary: 'the variables that lead clients to a running server: env [options]',
    run: async (...given: Given) => (await import('./env/command')).envCommand(...given),
  },
  demo: {
    summary: 'what CodeArtifact would do with npm ci: demo [package-lock.json]',
    run: async (...given: Given) => (await import('./demo/command')).demo(...given),
  },
});

type Given = Parameters<Command['run']>;

/** The exit code of a command line that could not be understood, as shells have it. */
const misunderstood = 2;

/** Does what the arguments after the program's name ask for, and gives the exit code. */
export async function runCommandLine(
  [first, ...rest]: readonly string[],
  terminal: Terminal,
  known = commands,
): Promise<number> {
  if (first === '--version' || first === '-v') {
    terminal.print(version);
    return 0;
  }
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    terminal.print(helpText(known));
    return 0;
  }
  const command = Object.hasOwn(known, first) ? known[first] : undefined;
  if (command) return command.run(rest, terminal);
  const kind = first.startsWith('-') ? 'option' : 'command';
  terminal.printError(`${name}: there is no ${kind} ${JSON.stringify(first)}. See: ${name} --help`);
  return misunderstood;
}

function helpText(known: Readonly<Record<string, Command>>): string {
  const list = Object.entries(known).map(([command, { summary }]) => [command, summary] as const);
  const sections = [
    description,
    `Usage: ${name} ${list.length > 0 ? '<command> | ' : ''}--help | --version`,
    ...(list.length > 0 ? [`Commands:\n${columns(list)}`] : []),
    `Options:\n${columns([
      ['-h, --help', 'print this text'],
      ['-v, --version', 'print the version'],
    ])}`,
    `The simulator itself is a library: import { createSimulator } from '${name}'`,
  ];
  return sections.join('\n\n');
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
