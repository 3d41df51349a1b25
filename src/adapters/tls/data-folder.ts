import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import process from 'node:process';
import type { Variables } from '../environment';

/** The machine and its user, as far as the place of the data depends on them. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly variables: Variables;
  readonly home: string;
}

/** This machine, and who runs this process. */
const thisMachine = (): Machine => ({
  platform: process.platform,
  variables: process.env,
  home: homedir(),
});

/**
 * The folder of what is kept from one run to the next: what CODEARTIFACT_SIM_DATA names, else the place that the
 * platform has for the data of programs. Throws an Error when the variable is no absolute path.
 */
export function dataFolder({ platform, variables, home }: Machine = thisMachine()): string {
  const given = variables.CODEARTIFACT_SIM_DATA;
  if (given) {
    if (isAbsolute(given)) return given;
    throw new Error(`CODEARTIFACT_SIM_DATA is an absolute path of a folder, not '${given}'`);
  }
  const folder = 'codeartifact-sim';
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', folder);
  if (platform === 'win32') return join(variables.LOCALAPPDATA || join(home, 'AppData', 'Local'), folder);
  const data = variables.XDG_DATA_HOME;
  return join(data && isAbsolute(data) ? data : join(home, '.local', 'share'), folder);
}

/** Makes a folder that its owner alone can enter, unless it is there. Throws an Error when others could write in it. */
export function ensurePrivateFolder(folder: string): void {
  if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) chmodSync(folder, 0o700);
  demandPrivate(folder, 0o022, 'write in', `chmod 700 '${folder}'`);
}

/** Throws an Error when others than the owner could read or write the file. */
export const demandPrivateFile = (file: string): void =>
  demandPrivate(file, 0o077, 'read or write', `chmod 600 '${file}'`);

/** Windows has no such bits: there the folder of the user is what protects. */
function demandPrivate(path: string, forbidden: number, act: string, remedy: string): void {
  const user = process.getuid?.();
  if (user === undefined || process.platform === 'win32') return;
  const { mode, uid } = statSync(path);
  if (uid !== user) throw new Error(`${path} belongs to another user (${uid}), and not to this one (${user})`);
  if ((mode & forbidden) === 0) return;
  const bits = (mode & 0o777).toString(8);
  throw new Error(`others can ${act} ${path} (mode ${bits}), which holds or guards a private key: ${remedy}`);
}
