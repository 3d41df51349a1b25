import process from 'node:process';
import { name } from '../../../package.json';
import type { Command } from '../command';
import { LockFileError } from './lock-file';
import { runDemo, type Sdk } from './run';

const helpText = `Usage: ${name} demo [package-lock.json]

Asks a simulated repository for every package of the lock file, as npm ci would, then a second one.`;

/** `codeartifact-sim demo [lock file]`. */
export const demo: Command['run'] = async ([path = 'package-lock.json', ...rest], terminal) => {
  if (path === '--help' || path === '-h') {
    terminal.print(helpText);
    return 0;
  }
  if (path.startsWith('-')) {
    terminal.printError(`${name} demo: there is no option ${JSON.stringify(path)}. See: ${name} demo --help`);
    return 2;
  }
  if (rest.length > 0) {
    terminal.printError(`demo takes one lock file; more was given: ${rest.join(' ')}`);
    return 2;
  }
  const sdk = await importSdk();
  if (!sdk) {
    terminal.printError('The demo drives the AWS SDK: npm install @aws-sdk/client-codeartifact');
    return 1;
  }
  try {
    await runDemo(path, sdk, { write: (text) => terminal.print(text), progress: process.stderr });
    return 0;
  } catch (error) {
    if (!(error instanceof LockFileError)) throw error;
    terminal.printError(`${path}: ${error.message}`);
    return 1;
  }
};

/** The SDK, when it is installed where this package is used. */
const importSdk = (): Promise<Sdk | undefined> =>
  import('@aws-sdk/client-codeartifact').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  });
