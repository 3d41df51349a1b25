import process from 'node:process';
import { parseArgs } from 'node:util';
import { name } from '../../../package.json';
import { accountIn, regionIn } from '../../simulator/caller';
import { switchableClock } from '../../simulator/clock';
import type { Simulator } from '../../simulator/interface';
import { createSimulator } from '../../simulator/simulator';
import type { World } from '../../simulator/world/world';
import { heldBack } from '../answer-call';
import type { Command, Terminal } from '../command';
import type { DeliveryFailure } from '../events/http-target';
import type { DeliveryTarget } from '../events/ordered-target';
import { isHttpAddress } from '../http-address';
import { publicOptionsIn } from '../outside/node/public-option';
import type { HandledRequest } from './handler';
import { type RunningServer, serve } from './node-server';
import { helpText, optionTable } from './serve-options';

/** `codeartifact-sim serve [options]`: serves until the process is told to end. */
export const serveCommand: Command['run'] = async (args, terminal) => {
  const options = optionsIn(args, terminal);
  if (options === undefined) return 2;
  if (options.help) {
    terminal.print(helpText());
    return 0;
  }
  const running = await started(options, terminal);
  if (!running) return 1;
  const { url, tls } = running.server;
  terminal.print(`${name} listening on ${url}`);
  if (tls) terminal.print(`${name} proxy on ${tls.url}, with the certificate authority ${tls.certificateFile}`);
  await told('SIGINT', 'SIGTERM');
  await running.server.close();
  if (running.events) await delivered(running.events, terminal);
  setTimeout(() => process.exit()).unref(); // what is held back, or cannot be delivered, does not hold the process
  return 0;
};

type Options = NonNullable<ReturnType<typeof optionsIn>>;

/** The options; undefined, and a message, when they cannot be understood. */
function optionsIn(args: readonly string[], terminal: Terminal) {
  try {
    const { values } = parseArgs({ args: [...args], options: optionTable });
    checkValues(values);
    const port = portIn('port', values.port);
    const { account, region, 'events-to': address } = values;
    if (account !== undefined) option('account', () => accountIn(account));
    if (region !== undefined) option('region', () => regionIn(region));
    if (address !== undefined && !isHttpAddress(address)) {
      throw new Error(`--events-to is an address that begins with http: or https:, not '${address}'`);
    }
    return {
      ...values,
      port,
      tls: tlsIn(values),
      public: publicOptionsIn(values.public ?? []),
      endpoints: oneOf('endpoints', values.endpoints, ['path', 'host'] as const),
      assets: oneOf('assets', values.assets, ['redirect', 'direct'] as const),
      latency: oneOf('latency', values.latency, ['none', 'documented'] as const),
      access: oneOf('access', values.access, ['enforced', 'off'] as const),
    };
  } catch (error) {
    terminal.printError(`${name} serve: ${(error as Error).message}. See: ${name} serve --help`);
    return undefined;
  }
}

/** An empty value is most often a variable that is not set: as a host it would open the server to everybody. */
function checkValues(values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>): void {
  const empty = Object.entries(values).find(([, value]) => value === '');
  if (empty) throw new Error(`--${empty[0]} needs a value, and it is empty`);
  const wrong = [values['allow-host'] ?? []].flat().find((host) => !allowable.test(String(host)));
  if (wrong !== undefined) throw new Error(`--allow-host is the name of a host, as sim.internal, not '${wrong}'`);
}

function portIn(option: string, text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65535) return port;
  throw new Error(`--${option} is 0 to 65535, not '${text}'`);
}

/** The options of the proxy, which mean nothing without it. */
function tlsIn(values: { readonly tls?: boolean; readonly 'tls-port'?: string; readonly 'proxy-others'?: string }) {
  const { tls, 'tls-port': port, 'proxy-others': others } = values;
  const settings = {
    port: port === undefined ? undefined : portIn('tls-port', port),
    others: oneOf('proxy-others', others, ['refuse', 'pass'] as const),
  };
  if (tls) return settings;
  if (port !== undefined) throw new Error('--tls-port needs --tls');
  if (others !== undefined) throw new Error('--proxy-others needs --tls');
  return undefined;
}

function option(name: string, check: () => unknown): void {
  try {
    check();
  } catch (error) {
    throw new Error(`--${name}: ${(error as Error).message}`);
  }
}

const allowable = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

function oneOf<Value extends string>(option: string, given: string | undefined, values: readonly Value[]) {
  const found = values.find((value) => value === given);
  if (found !== undefined || given === undefined) return found;
  throw new Error(`--${option} is ${values.join(' or ')}, not '${given}'`);
}

interface Running {
  readonly server: RunningServer;
  readonly events?: DeliveryTarget<unknown>;
}

/** The server and where its events go; undefined, and a message, when it cannot be started. */
async function started(options: Options, terminal: Terminal): Promise<Running | undefined> {
  const { port, host } = options;
  try {
    const world = options.world === undefined ? undefined : await worldIn(options.world);
    const clock = switchableClock(world?.clock);
    const { account, region, latency, access, throttling } = options;
    const simulator = createSimulator({ account, region, latency, access, throttling, world, clock });
    const address = options['events-to'];
    const events = address === undefined ? undefined : await targetAt(address, terminal);
    if (events) simulator.subscribe(events);
    const server = await serve(simulator, {
      outside: await outsideFor(simulator, options, terminal),
      port,
      host,
      clock,
      allowedHosts: options['allow-host'],
      controlToken: options['control-token'],
      verifySignatures: options['verify-signatures'],
      endpoints: options.endpoints,
      assets: options.assets,
      tls: options.tls,
      log: options.log ? (request) => terminal.printError(lineOf(request)) : undefined,
    });
    return { server, events };
  } catch (error) {
    terminal.printError(`${name} serve: ${problemIn(error, port, host)}`);
    return undefined;
  }
}

/** What reads YAML is loaded when there is a file to read. */
async function worldIn(file: string): Promise<World> {
  const { readWorldFile } = await import('../world/world-file');
  return readWorldFile(file);
}

/** What reads public repositories is loaded when there is one to read. */
async function outsideFor(simulator: Simulator, { public: given }: Options, terminal: Terminal) {
  if (given.length === 0) return undefined;
  const { outsideOf } = await import('../outside/node/outside-of');
  return outsideOf(simulator, given, (line) => terminal.printError(`${name}: ${line}`));
}

async function targetAt(address: string, terminal: Terminal): Promise<DeliveryTarget<unknown>> {
  const { httpTarget } = await import('../events/http-target');
  const onFailure = ({ event, problem }: DeliveryFailure) =>
    terminal.printError(`${name}: event ${event.id} not delivered: ${problem}`);
  return httpTarget(address, { onFailure });
}

function problemIn(error: unknown, port: number, host: string): string {
  const { code, message, syscall, port: wanted = port } = error as NodeJS.ErrnoException & { readonly port?: number };
  const option = wanted === port ? '--port' : '--tls-port';
  const others = `another is chosen by ${option}, any free one by ${option} 0`;
  if (code === 'EADDRINUSE') return `port ${wanted} of ${host} is taken by another program; ${others}`;
  if (code === 'EACCES' && syscall === 'listen') return `port ${wanted} of ${host} is not open to this user; ${others}`;
  const isNoAddress = code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN';
  return isNoAddress ? `--host '${host}' is no address of this machine` : message;
}

/** Waits until all events are delivered or given up, but two seconds at most. */
async function delivered(target: DeliveryTarget<unknown>, terminal: Terminal): Promise<void> {
  const isSettled = await Promise.race([target.settled().then(() => true), heldBack(2000)]);
  if (isSettled) return;
  const events = target.waiting() === 1 ? '1 event' : `${target.waiting()} events`;
  terminal.printError(`${name}: ${events} not delivered: --events-to took too long`);
}

/** A request in one line: method, path, status, operation, principal and refusal; - for what there is none of. */
function lineOf({ method, path, status, operation, principal, refusal }: HandledRequest): string {
  const line = [method, path, status, operation ?? '-', principal ?? '-', refusal ?? '-'].join(' ');
  const unfit = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g; // to a terminal they are commands
  return line.replace(unfit, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Resolves when the process gets one of the signals. */
const told = (...signals: readonly NodeJS.Signals[]): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve());
  });
