import type { AssetContent } from '../../api/types';
import type { Step } from '../../model/trace';
import type { Simulator } from '../../simulator/interface';
import type { LockedPackage } from './lock-file';

/** A package of the lock file with what its installed files come to; without them its size is not known. */
export interface Measured {
  readonly locked: LockedPackage;
  readonly content: AssetContent | undefined;
}

/** What one install came to. */
export interface Install {
  readonly repository: string;
  readonly requests: number;
  /** Repositories that were looked at. */
  readonly searches: number;
  /** Versions that came from the public repository. */
  readonly fetches: number;
  readonly newBytes: number;
  readonly sharedBytes: number;
  /** How many records each repository wrote, by reason. */
  readonly written: ReadonlyMap<string, Written>;
}

/** Records that a repository wrote: of versions from outside, and of versions that an upstream had or brought. */
export interface Written {
  readonly ingested: number;
  readonly retained: number;
}

export const domain = 'demo';
export const asset = 'package.tgz';

/** Every version is asked for once: npm keeps what it has downloaded. */
export function distinct(packages: readonly Measured[]): Measured[] {
  const seen = new Map<string, Measured>();
  for (const measured of packages) {
    const { name, version } = measured.locked;
    const known = seen.get(`${name}@${version}`);
    if (!known || (!known.content && measured.content)) seen.set(`${name}@${version}`, measured);
  }
  return [...seen.values()];
}

/** The namespace and the name of an npm package. */
export function coordinatesOf(name: string): { namespace?: string; package: string } {
  const slash = name.indexOf('/');
  return name.startsWith('@') && slash > 0
    ? { namespace: name.slice(1, slash), package: name.slice(slash + 1) }
    : { package: name };
}

/** The request for the tarball of a package, as npm sends it for a locked one: no version list is read before. */
export const tarballRequest = (repository: string, { name, version }: LockedPackage) =>
  ({ domain, repository, format: 'npm', ...coordinatesOf(name), version, asset }) as const;

/** Asks a repository for each package in turn, as `npm ci` would. `progress` hears how many are done. */
export function install(
  sim: Simulator,
  repository: string,
  packages: readonly Measured[],
  progress: (done: number) => void,
): Install {
  const steps: Step[] = [];
  for (const [i, { locked }] of packages.entries()) {
    const result = sim.request('ReadAsset', tarballRequest(repository, locked));
    if (!result.ok) throw new Error(`${locked.name} ${locked.version}: ${result.error.message}`);
    steps.push(...result.trace);
    progress(i + 1);
  }
  const stores = steps.filter((step) => step.kind === 'store');
  return {
    repository,
    requests: packages.length,
    searches: steps.filter(({ kind }) => kind === 'visit').length,
    fetches: stores.filter(({ how }) => how === 'ingested').length,
    newBytes: stores.reduce((sum, { newBytes }) => sum + newBytes, 0),
    sharedBytes: stores.reduce((sum, { sharedBytes }) => sum + sharedBytes, 0),
    written: writtenBy(stores),
  };
}

function writtenBy(stores: readonly Extract<Step, { kind: 'store' }>[]): Map<string, Written> {
  const written = new Map<string, Written>();
  for (const { repository, how } of stores) {
    const { ingested, retained } = written.get(repository) ?? { ingested: 0, retained: 0 };
    written.set(repository, {
      ingested: ingested + Number(how === 'ingested'),
      retained: retained + Number(how === 'retained'),
    });
  }
  return written;
}
