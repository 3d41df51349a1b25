import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import {
  createSimulator,
  type ExternalConnectionName,
  type RunningServer,
  type SdkSimulator,
  type SimulatorFact,
  switchableClock,
} from '../../../src';
import type { PackageFormat, PackageVersionStatus } from '../../../src/api/types';
import { type Ended, finish } from '../fetched';

/** A package as a test names it. */
export interface Named {
  readonly namespace?: string;
  readonly package: string;
}

const domain = 'my-domain';

/**
 * What a package manager under test finds: repository `team`, whose upstream is `shared`, whose upstream is `store`,
 * which is connected to the public repository of the format; and a domain beside it, whose tokens are not good here.
 */
export class Estate {
  readonly simulator: SdkSimulator;
  readonly format: PackageFormat;
  /** An empty folder: where the client runs, and its home. */
  readonly folder: string;
  readonly #clock = switchableClock();
  #server: RunningServer | undefined;

  constructor(format: PackageFormat, connection: ExternalConnectionName | undefined) {
    this.format = format;
    this.folder = mkdtempSync(join(tmpdir(), 'codeartifact-sim-clients-'));
    this.simulator = createSimulator({
      clock: this.#clock,
      world: {
        domains: {
          [domain]: {
            repositories: {
              team: { upstreams: ['shared'] },
              shared: { upstreams: ['store'] },
              store: connection ? { externalConnection: connection } : {},
            },
          },
          'other-domain': {},
        },
      },
    });
  }

  async open(): Promise<void> {
    this.#server = await this.simulator.listen({ clock: this.#clock });
  }

  async close(): Promise<void> {
    await this.#server?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get origin(): string {
    return this.#server!.url;
  }

  /** The endpoint of a repository, with its final slash. */
  endpoint(repository = 'team'): string {
    return `${this.origin}/${this.format}/d/${domain}-111122223333/${repository}/`;
  }

  /** A token, of this domain unless another is named. */
  token(of = domain): string {
    const result = this.simulator.execute('GetAuthorizationToken', { domain: of, durationSeconds: 900 });
    if (!result.ok) throw new Error(result.error.message);
    return result.output.authorizationToken!;
  }

  /** Lets all tokens given out so far expire. */
  letTokensExpire(): void {
    this.#clock.set(new Date(this.simulator.now() + 901_000));
  }

  learn(...facts: readonly SimulatorFact[]): void {
    this.simulator.learn(facts);
  }

  /** The versions of a package that a repository has, with their status; none when it has no such package. */
  versions(of: Named, repository = 'team'): Readonly<Record<string, PackageVersionStatus>> {
    const at = { domain, repository, format: this.format, ...of };
    const result = this.simulator.execute('ListPackageVersions', at);
    if (!result.ok) return {};
    return Object.fromEntries(result.output.versions!.map(({ version, status }) => [version!, status!]));
  }

  /** The names of the assets of a version. */
  assets(of: Named, packageVersion: string, repository = 'team'): readonly string[] {
    const at = { domain, repository, format: this.format, packageVersion, ...of };
    const result = this.simulator.execute('ListPackageVersionAssets', at);
    if (!result.ok) throw new Error(result.error.message);
    return result.output.assets!.map(({ name }) => name!);
  }

  setStatus(of: Named, version: string, targetStatus: PackageVersionStatus, repository = 'team'): void {
    const at = { domain, repository, format: this.format, versions: [version], targetStatus, ...of };
    const result = this.simulator.execute('UpdatePackageVersionsStatus', at);
    if (!result.ok || !result.output.successfulVersions?.[version]) throw new Error(JSON.stringify(result));
  }

  /** Sets the origin controls of a package. */
  restrict(of: Named, publish: 'ALLOW' | 'BLOCK', upstream: 'ALLOW' | 'BLOCK', repository = 'team'): void {
    const at = { domain, repository, format: this.format, restrictions: { publish, upstream }, ...of };
    const result = this.simulator.execute('PutPackageOriginConfiguration', at);
    if (!result.ok) throw new Error(result.error.message);
  }

  /** Runs a program to its end in the folder, or in another; it knows nothing of this machine's settings. */
  run(
    program: string,
    args: readonly string[],
    { cwd = this.folder, env = {} }: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
  ): Promise<Ended> {
    return finish(program, args, cwd, { ...bare(this.folder), ...env });
  }
}

/** The fetched clients first, then those of this machine. */
const bare = (home: string): Record<string, string> => {
  const fetched = process.env.CODEARTIFACT_SIM_CLIENTS;
  const folders = fetched === undefined ? [] : [join(fetched, 'bin'), join(fetched, 'npm', 'node_modules', '.bin')];
  return { HOME: home, PATH: [...folders, process.env.PATH].join(delimiter), LANG: 'C.UTF-8', CI: 'true' };
};
