import { spawn } from 'node:child_process';
import { setMaxListeners } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { name } from '../../../package.json';
import type { PackageFormat } from '../../api/types';
import type { Simulator } from '../../simulator/interface';
import { createSimulator } from '../../simulator/simulator';
import type { World } from '../../simulator/world/world';
import type { Command, Terminal } from '../command';
import { publicOptionsIn } from '../outside/node/public-option';
import { type RunningServer, serve } from '../server/node-server';
import { type ClientSettings, clientSettings } from './client-settings';
import { defaultWorld } from './default-world';
import { outsideByFormat } from './outside';
import { RequestCount, summaryOf } from './summary';

const helpText = `Usage: ${name} run [options] -- COMMAND [ARGUMENT...]

Runs a command whose package managers and AWS SDKs use a simulated repository, and tells what CodeArtifact did with it.
Files of the user are not touched: settings and caches are in a folder of the run, which goes with it.

Options:
  --world FILE       what there is at the beginning (a domain my-domain, in which team has a store for each format)
  --domain NAME      the domain of the repository (the world's only one)
  --repository NAME  the repository that the command uses (team)
  --public NAME=URL  the address of a public repository, as npmjs; auto: that of your own client (auto); may be repeated
  --offline          public repositories are only what the world says
  -h, --help         print this text`;

/** `codeartifact-sim run [options] -- COMMAND`: ends with the command's exit code. */
export const runCommand: Command['run'] = async (args, terminal) => {
  const end = args.indexOf('--');
  const options = optionsIn(end < 0 ? args : args.slice(0, end), terminal);
  if (options === undefined) return 2;
  if (options.help) {
    terminal.print(helpText);
    return 0;
  }
  const [program, ...rest] = end < 0 ? [] : args.slice(end + 1);
  if (program === undefined) return misused(terminal, 'there is no command after --');
  try {
    const simulator = createSimulator({ world: await worldIn(options.world) });
    return await withServer(simulator, options, program, rest, terminal);
  } catch (error) {
    terminal.printError(`${name} run: ${(error as Error).message}`);
    return 1;
  }
};

function misused(terminal: Terminal, problem: string): 2 {
  terminal.printError(`${name} run: ${problem}. See: ${name} run --help`);
  return 2;
}

type Options = NonNullable<ReturnType<typeof optionsIn>>;

function optionsIn(args: readonly string[], terminal: Terminal) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        world: { type: 'string' },
        domain: { type: 'string' },
        repository: { type: 'string', default: 'team' },
        public: { type: 'string', multiple: true, default: [] },
        offline: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.offline && values.public.length > 0) throw new Error('--offline and --public exclude each other');
    return { ...values, public: publicOptionsIn(values.public) };
  } catch (error) {
    misused(terminal, (error as Error).message);
    return undefined;
  }
}

async function worldIn(file: string | undefined): Promise<World> {
  if (file === undefined) return defaultWorld();
  const { readWorldFile } = await import('../world/world-file');
  return readWorldFile(file);
}

async function withServer(
  simulator: Simulator,
  options: Options,
  program: string,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { domain, owner } = domainIn(simulator, options.domain);
  const place = { domain, domainOwner: owner, repository: options.repository };
  const count = new RequestCount();
  const before = simulator.state;
  const ending = new AbortController();
  const { signal } = ending;
  setMaxListeners(0, signal); // every request that is repeated listens
  const log = (line: string): void => void (signal.aborted || terminal.printError(`${name}: ${line}`));
  const outside = options.offline ? undefined : outsideByFormat(simulator, options.public, { log, signal });
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  let server: RunningServer | undefined;
  try {
    server = await serve(simulator, { port: 0, log: count.add, outside });
    const settings = settingsFor(simulator, server, place, folder);
    write(folder, settings);
    const code = await finished(program, args, folder, settings.variables, terminal);
    terminal.printError(`\n${count.text}\n\n${summaryOf(before, simulator.state)}`);
    return code;
  } finally {
    ending.abort(); // what is still asked of public repositories does not hold the process
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The domain of that name, or the only one. Throws an Error with a sentence for the user. */
function domainIn({ state }: Simulator, wanted: string | undefined) {
  const domains = [...state.domains.values()].filter((each) => wanted === undefined || each.name === wanted);
  const [only] = domains;
  if (only && domains.length === 1) return { domain: only.name, owner: only.owner };
  const names = [...state.domains.values()].map((each) => each.name).join(', ');
  throw new Error(`--domain names one of the domains of the world, which are: ${names || 'none'}`);
}

interface Place {
  readonly domain: string;
  readonly domainOwner: string;
  readonly repository: string;
}

function settingsFor(simulator: Simulator, server: RunningServer, place: Place, folder: string): ClientSettings {
  const { repository: _, ...domain } = place;
  const token = simulator.execute('GetAuthorizationToken', domain);
  if (!token.ok) throw new Error(token.error.message);
  const endpoint = (format: PackageFormat): string => {
    const asked = simulator.execute('GetRepositoryEndpoint', { ...place, format }, { endpoint: server.url });
    if (!asked.ok) throw new Error(asked.error.message);
    return asked.output.repositoryEndpoint!;
  };
  const { region } = simulator;
  const told = { origin: server.url, region, token: token.output.authorizationToken!, endpoint, folder };
  return clientSettings({ ...told, noProxy: process.env.NO_PROXY ?? process.env.no_proxy, npmrc: userNpmrc() });
}

/** The user's settings of npm, if there are any. */
function userNpmrc(): string | undefined {
  try {
    return readFileSync(process.env.npm_config_userconfig ?? join(homedir(), '.npmrc'), 'utf8');
  } catch {
    return undefined;
  }
}

function write(folder: string, { files }: ClientSettings): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: 0o600 });
    if (path.startsWith('bin/')) chmodSync(file, 0o700);
  }
}

/** Runs the program to its end, and gives its exit code as a shell does: 127 when it is not there. */
function finished(
  program: string,
  args: readonly string[],
  folder: string,
  variables: Readonly<Record<string, string>>,
  terminal: Terminal,
): Promise<number> {
  const env = { ...credentials, ...process.env, ...variables };
  const path = [join(folder, 'bin'), process.env.PATH].join(delimiter);
  const child = spawn(program, args, { stdio: 'inherit', env: { ...env, PATH: path } });
  const passed = (['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const).map((signal) => {
    // What a key of the terminal sends, it sends to the command too.
    const isOfTerminal = process.stdin.isTTY && (signal === 'SIGINT' || signal === 'SIGQUIT');
    const pass = (): void => void (isOfTerminal || child.kill(signal));
    process.on(signal, pass);
    return () => process.off(signal, pass);
  });
  return new Promise<number>((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') return reject(error);
      terminal.printError(`${name} run: there is no program ${program}`);
      resolve(127);
    });
    child.on('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  }).finally(() => {
    for (const stop of passed) stop();
  });
}

/** Credentials for AWS SDKs that find none: any will do. */
const credentials = { AWS_ACCESS_KEY_ID: '111122223333', AWS_SECRET_ACCESS_KEY: 'simulated' };
