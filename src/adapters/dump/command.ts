import { parseArgs } from 'node:util';
import { name } from '../../../package.json';
import { worldIn } from '../../simulator/world/shape';
import type { World } from '../../simulator/world/world';
import type { Command } from '../command';
import { isHttpAddress } from '../http-address';
import { worldPrinters } from '../world/print-world';

const helpText = `Usage: ${name} dump [options]

Prints the world in which a running server is now, as a world file.

Options:
  --url URL              the server (http://127.0.0.1:4566)
  --format WORD          yaml or json (yaml)
  --no-bytes             assets are sizes and digests, without their bytes
  --control-token TOKEN  that of the server, if it asks for one
  -h, --help             print this text`;

const optionTable = {
  url: { type: 'string', default: 'http://127.0.0.1:4566' },
  format: { type: 'string', default: 'yaml' },
  'no-bytes': { type: 'boolean' },
  'control-token': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** `codeartifact-sim dump [options]`. */
export const dumpCommand: Command['run'] = async (args, terminal) => {
  const options = optionsIn(args);
  if (typeof options === 'string') {
    terminal.printError(`${name} dump: ${options}. See: ${name} dump --help`);
    return 2;
  }
  if (options.help) {
    terminal.print(helpText);
    return 0;
  }
  const { url, print, token } = options;
  try {
    terminal.print(print(await worldAt(url, token)).trimEnd());
    return 0;
  } catch (error) {
    terminal.printError(`${name} dump: ${(error as Error).message}`);
    return 1;
  }
};

/** The options, or what is wrong with them. */
function optionsIn(args: readonly string[]) {
  try {
    const { values } = parseArgs({ args: [...args], options: optionTable });
    const forms = Object.entries(worldPrinters);
    const print = forms.find(([form]) => form === values.format)?.[1];
    if (!print) return `--format is ${forms.map(([form]) => form).join(' or ')}, not '${values.format}'`;
    if (!isHttpAddress(values.url)) {
      return `--url is the address of a server, as http://127.0.0.1:4566, not '${values.url}'`;
    }
    const url = new URL(`/_sim/world${values['no-bytes'] ? '?bytes=false' : ''}`, values.url);
    return { url, print, token: values['control-token'], help: values.help };
  } catch (error) {
    return (error as Error).message;
  }
}

/** What a server gives; rejects with an Error that says what is missing when it is no world. */
async function worldAt(url: URL, token: string | undefined): Promise<World> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(url, { headers }).catch(({ cause, message }) => {
    throw new Error(
      `nobody answers at ${url.origin} (${cause?.code ?? message}); a server is started by: ${name} serve`,
    );
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answers ${response.status}: ${messageIn(text)}`);
  try {
    return worldIn(JSON.parse(text)).value;
  } catch (error) {
    throw new Error(`${url} answers with what is no world: ${(error as Error).message}`);
  }
}

function messageIn(text: string): string {
  try {
    return String(JSON.parse(text).message ?? text);
  } catch {
    return text;
  }
}
