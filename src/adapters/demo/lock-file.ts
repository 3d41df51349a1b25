/** A package that a lock file names, as `npm ci` would treat it. */
export interface LockedPackage {
  /** Where it is installed, below the folder of the lock file. */
  readonly path: string;
  /** The registry's name of it, with scope. */
  readonly name: string;
  readonly version: string;
  readonly kind: 'registry' | 'alias' | 'link' | 'git' | 'file' | 'bundled';
  /** It may be left out on machines that it is not made for. */
  readonly optional: boolean;
  readonly license?: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** What is wrong with a file that was given as a lock file, in a sentence for its reader. */
export class LockFileError extends Error {}

interface Entry {
  readonly name?: string;
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
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
  if (typeof packages !== 'object' || packages === null) {
    throw new LockFileError('This lock file has no "packages": write it anew with npm 7 or later.');
  }
  return Object.entries(packages as Record<string, Entry>)
    .filter(([path]) => path.includes('node_modules/')) // the others are the project and its workspaces
    .map(([path, entry]) => locked(path, entry));
}

function parsed(text: string): { lockfileVersion?: unknown; packages?: unknown } {
  let value: unknown;
  try {
    value = JSON.parse(text);
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
  return {
    path,
    name: entry.name ?? installedAs,
    version: entry.version ?? '',
    kind: kindOf(entry, installedAs),
    optional: entry.optional === true || entry.devOptional === true,
    license: entry.license,
    dependencies: entry.dependencies ?? {},
  };
}

function kindOf({ link, inBundle, resolved = '', name, version }: Entry, installedAs: string): LockedPackage['kind'] {
  if (link) return 'link';
  if (inBundle) return 'bundled';
  if (/^git[+:]/.test(resolved)) return 'git';
  if (resolved.startsWith('file:') || version === undefined) return 'file';
  return name !== undefined && name !== installedAs ? 'alias' : 'registry';
}
