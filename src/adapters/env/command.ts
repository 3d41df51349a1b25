import process from 'node:process';
import { parseArgs } from 'node:util';
import { name } from '../../../package.json';
import { accountIn, regionIn } from '../../simulator/caller';
import type { Command, Terminal } from '../command';
import type { Variables } from '../environment';
import { isHttpAddress } from '../http-address';
import { type ClientSettings, clientEnvironment } from './client-environment';
import { likelyShell, type Shell, type ShellName, shells } from './shells';
import { beforeChange, recordedChange, undoneChange } from './undo';

const optionTable = {
  shell: { type: 'string' },
  url: { type: 'string', default: 'http://127.0.0.1:4566' },
  'no-url': { type: 'boolean' },
  proxy: { type: 'string' },
  account: { type: 'string', default: '111122223333' },
  region: { type: 'string', default: 'us-west-2' },
  credentials: { type: 'boolean' },
  unset: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const help = `Usage: ${name} env [options]

Prints the variables that lead AWS CLI, SDKs and package managers to a running server:

  eval "$(${name} env)"                                              (bash, zsh, sh)
  ${name} env --shell fish | source                                  (fish)
  ${name} env --shell powershell | Out-String | Invoke-Expression    (PowerShell)

Options:
  --shell NAME     bash, fish or powershell (the one that is likely here)
  --url URL        the server's address (http://127.0.0.1:4566)
  --no-url         AWS_ENDPOINT_URL_CODEARTIFACT stays as it is: clients ask by AWS's own names, over the proxy
  --proxy URL      the address of the server's proxy, if it has one: http://127.0.0.1:4567 by serve --tls
  --account ID     the account in whose name clients call (111122223333)
  --region NAME    the Region that they call (us-west-2)
  --credentials    account and Region hold also where there are credentials or a Region already
  --unset          how to undo it
  --help           print this text`;

/** `codeartifact-sim env [options]`: prints what a shell shall read. */
export const envCommand: Command['run'] = async (args, terminal) => printEnvironment(args, terminal, process.env);

/** What the command does where the environment is so. */
export async function printEnvironment(args: readonly string[], terminal: Terminal, current: Variables) {
  const options = optionsIn(args, terminal, current);
  if (options === undefined) return 2;
  if (options.help) {
    terminal.print(help);
    return 0;
  }
  const shell: Shell = shells[options.shell];
  if (options.unset) {
    const lines = Object.entries(undoneChange(current)).map(([variable, value]) =>
      value === undefined ? shell.unset(variable) : shell.set(variable, value),
    );
    if (lines.length > 0) terminal.print(lines.join('\n'));
    else terminal.printError(`${name} env: nothing was set here`);
    return 0;
  }
  try {
    const set = recordedChange(clientEnvironment(await settingsOf(options, terminal, current)), current);
    terminal.print(
      Object.entries(set)
        .map(([variable, value]) => shell.set(variable, value))
        .join('\n'),
    );
    return 0;
  } catch (error) {
    terminal.printError(`${name} env: ${(error as Error).message}`);
    return 1;
  }
}

type Options = NonNullable<ReturnType<typeof optionsIn>>;

/** The options; undefined, and a message, when they cannot be understood. */
function optionsIn(args: readonly string[], terminal: Terminal, current: Variables) {
  try {
    const { values } = parseArgs({ args: [...args], options: optionTable });
    for (const option of ['url', 'proxy'] as const) {
      const address = values[option];
      if (address === undefined || (isHttpAddress(address) && !unfit.test(address))) continue;
      throw new Error(`--${option} is an address that begins with http: or https:, not '${address}'`);
    }
    if (values['no-url'] && values.proxy === undefined) throw new Error('--no-url needs --proxy');
    accountIn(values.account);
    regionIn(values.region);
    const shell = values.shell ?? likelyShell(process.platform, current.SHELL);
    if (!Object.hasOwn(shells, shell)) throw new Error(`--shell is ${Object.keys(shells).join(', ')}, not '${shell}'`);
    return { ...values, shell: shell as ShellName };
  } catch (error) {
    terminal.printError(`${name} env: ${(error as Error).message}. See: ${name} env --help`);
    return undefined;
  }
}

const unfit = /[\u0000-\u0020]/;

async function settingsOf(options: Options, terminal: Terminal, current: Variables): Promise<ClientSettings> {
  const { account, region, proxy } = options;
  const before = beforeChange(current);
  const url = options['no-url'] ? undefined : options.url;
  const settings = { url, account, region, credentials: options.credentials ? 'always' : 'unset', before } as const;
  if (proxy === undefined) return settings;
  const [{ openAuthority }, { clientTrust }] = await Promise.all([
    import('../tls/authority'),
    import('../tls/client-trust'),
  ]);
  const trust = await clientTrust(openAuthority().certificateFile, before);
  if (trust.trustStoreFile === undefined) {
    terminal.printError(`${name} env: Java is not told whom to trust: no keytool made a trust store`);
  }
  return { ...settings, proxy: { url: proxy, trust } };
}
