import { arch, platform, report } from 'node:process';
import { coordinatesFault } from '../../formats/coordinates';

/** A package that a lock file names, as `npm ci` would treat it. */
export interface LockedPackage {
  /** Where it is installed, below the folder of the lock file. */
  readonly path: string;
  /** The registry's name of it, with scope. */
  readonly name: string;
  readonly version: string;
  readonly kind: 'registry' | 'alias' | 'link' | 'git' | 'file' | 'bundled';
  /** It is made for machines like this one. */
  readonly isForHere: boolean;
  /** It may be left out. */
  readonly isOptional: boolean;
  readonly license?: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** What is wrong with a file that was given as a lock file, in a sentence for its reader. */
export class LockFileError extends Error {}

interface Entry {
  readonly name?: string;
  readonly version?: string;
  readonly resolved?: unknown;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly os?: unknown;
  readonly cpu?: unknown;
  readonly libc?: unknown;
  readonly license?: string;
  readonly dependencies?: Record<string, string>;
}

/** The packages of an npm lock file of version 2 or 3, in its order. Throws a LockFileError for any other text. */
export function readLockFile(text: string): LockedPackage[] {
  const { lockfileVersion, packages } = parsed(text);
  if (lockfileVersion !== 2 && lockfileVersion !== 3) {
    const found =
      lockfileVersion === undefined ? 'it has no lockfileVersion' : `its lockfileVersion is ${lockfileVersion}`;
    throw new LockFileError(`This is no npm lock file of version 2 or 3: ${found}.`);
  }
  if (typeof packages !== 'object' || packages === null || Array.isArray(packages)) {
    throw new LockFileError('This lock file has no "packages": write it anew with npm 7 or later.');
  }
  return Object.entries(packages as Record<string, Entry>)
    .filter(([path]) => path.includes('node_modules/')) // the others are the project and its workspaces
    .map(([path, entry]) => locked(path, entry));
}

function parsed(text: string): { lockfileVersion?: unknown; packages?: unknown } {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new LockFileError('This is no npm lock file: it is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new LockFileError('This is no npm lock file: it is not a JSON object.');
  }
  return value;
}

function locked(path: string, entry: Entry): LockedPackage {
  const installedAs = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const fault = faultOf(entry) ?? nameFault(entry.name ?? installedAs);
  if (fault) throw new LockFileError(`This lock file's entry ${JSON.stringify(path)} cannot be read: ${fault}.`);
  return {
    path,
    name: entry.name ?? installedAs,
    version: entry.version ?? '',
    kind: kindOf(entry, installedAs),
    isForHere: matches(entry.os, platform) && matches(entry.cpu, arch) && matches(entry.libc, libc),
    isOptional: entry.optional === true || entry.devOptional === true,
    license: entry.license,
    dependencies: entry.dependencies ?? {},
  };
}

/** What is wrong with an entry, as far as it is read here. */
function faultOf(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return 'it is no object';
  const { name, version, license, dependencies } = entry as Record<string, unknown>;
  for (const [member, value] of Object.entries({ name, version, license })) {
    if (value !== undefined && typeof value !== 'string') return `its ${member} is no text`;
  }
  if (version === '') return 'its version is empty';
  const isRecord = typeof dependencies === 'object' && dependencies !== null;
  if (dependencies !== undefined && !(isRecord && Object.values(dependencies).every((v) => typeof v === 'string'))) {
    return 'its dependencies are no texts';
  }
  return undefined;
}

function nameFault(name: string): string | undefined {
  const [namespace, bare] = name.startsWith('@') ? name.slice(1).split('/', 2) : [undefined, name];
  const fault = coordinatesFault({ format: 'npm', namespace, package: bare ?? '' });
  return fault && `${JSON.stringify(name)} is no package name`;
}

/** The C library of this machine, as lock files name it; where it is no Linux it does not matter. */
const libc = ((): string => {
  const { header } = report.getReport() as { readonly header: { readonly glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
})();

/** Whether one of the lists `os`, `cpu` and `libc` admits a machine: all but those with `!`, or those that it names. */
function matches(list: unknown, value: string): boolean {
  if (!Array.isArray(list) || list.length === 0) return true;
  const refused = list.filter((item) => typeof item === 'string' && item.startsWith('!'));
  return refused.length === list.length ? !list.includes(`!${value}`) : list.includes(value);
}

function kindOf({ link, inBundle, resolved: from, name, version }: Entry, installedAs: string): LockedPackage['kind'] {
  const resolved = typeof from === 'string' ? from : '';
  if (link) return 'link';
  if (inBundle) return 'bundled';
  if (/^git[+:]/.test(resolved)) return 'git';
  if (resolved.startsWith('file:') || version === undefined) return 'file';
  return name !== undefined && name !== installedAs ? 'alias' : 'registry';
}
