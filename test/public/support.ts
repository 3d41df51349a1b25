import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createSimulator, type ExternalConnectionName, type SdkSimulator } from '../../src';
import { diskCache } from '../../src/adapters/outside/node/disk-cache';
import { publicRepositories } from '../../src/adapters/outside/public-repositories';
import type { PackageFormat } from '../../src/api/types';
import { finish } from '../clients/fetched';

/** What came of an installation. */
export interface Run {
  readonly seconds: number;
  /** Requests that left this machine, and those that would have. */
  readonly requests: number;
  readonly bytes: number;
  readonly stored: number;
  readonly code: number | null;
  readonly said: string;
}

/** A folder for one test, with a cache that its runs share. */
export class Ground {
  readonly folder = mkdtempSync(join(tmpdir(), 'codeartifact-sim-public-'));
  readonly #connection: ExternalConnectionName;
  readonly #format: PackageFormat;
  readonly #address: string;

  constructor(format: PackageFormat, connection: ExternalConnectionName, address: string) {
    this.#format = format;
    this.#connection = connection;
    this.#address = address;
  }

  /** A fresh folder in it. */
  room = (): string => mkdtempSync(join(this.folder, 'room-'));

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * Runs a client at an endpoint of a new simulation, team -> store -> the real public repository, with the network on
   * or off. `of` makes the command from the endpoint and a token.
   */
  async run(
    network: 'on' | 'off',
    of: (
      endpoint: string,
      token: string,
    ) => {
      readonly program: string;
      readonly args: readonly string[];
      readonly cwd: string;
      readonly env?: Readonly<Record<string, string>>;
    },
  ): Promise<Run> {
    let requests = 0;
    const simulator = simulated(this.#connection);
    const outside = publicRepositories(
      simulator,
      { [this.#connection]: this.#address },
      {
        cache: diskCache(join(this.folder, 'cache')),
        fetch: (url, init) => {
          requests += 1;
          return network === 'on' ? fetch(url, init) : Promise.reject(new TypeError('the network is off'));
        },
      },
    );
    const server = await simulator.listen({ outside });
    const begin = performance.now();
    try {
      const endpoint = `${server.url}/${this.#format}/d/my-domain-111122223333/team/`;
      const { program, args, cwd, env = {} } = of(endpoint, tokenOf(simulator));
      const { PATH = '' } = process.env;
      const { code, stdout, stderr } = await finish(program, args, cwd, { PATH, HOME: this.room(), ...env });
      const seconds = (performance.now() - begin) / 1000;
      const stored = storedIn(simulator, this.#format);
      return {
        seconds,
        requests,
        bytes: sizeOf(join(this.folder, 'cache')),
        stored,
        code,
        said: `${stdout}\n${stderr}`,
      };
    } finally {
      await server.close();
    }
  }
}

/** Prints what came of a run, for who reads along. */
export const report = (what: string, { seconds, requests, bytes, stored }: Run): void =>
  console.log(
    `${what}: ${seconds.toFixed(1)} s, ${requests} requests, ${stored} versions, cache ${(bytes / 1e6).toFixed(1)} MB`,
  );

const simulated = (connection: ExternalConnectionName): SdkSimulator =>
  createSimulator({
    world: {
      domains: {
        'my-domain': { repositories: { team: { upstreams: ['store'] }, store: { externalConnection: connection } } },
      },
    },
  });

function tokenOf(simulator: SdkSimulator): string {
  const result = simulator.execute('GetAuthorizationToken', { domain: 'my-domain' });
  if (!result.ok) throw new Error(result.error.message);
  return result.output.authorizationToken!;
}

/** How many versions team has. */
function storedIn(simulator: SdkSimulator, format: PackageFormat): number {
  const [domain] = [...simulator.state.domains.values()];
  const team = [...domain!.repositories.values()].find(({ name }) => name === 'team')!;
  return [...team.versions.keys()].filter((key) => key.startsWith(format)).length;
}

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .reduce((sum, each) => sum + statSync(join(each.parentPath, each.name)).size, 0);
