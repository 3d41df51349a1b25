import {
  createSimulator,
  type SdkSimulator,
  type SettableClock,
  type SimulatorFact,
  type SimulatorOptions,
  switchableClock,
} from '../../../src';
import type { PackageFormat, PackageVersionStatus } from '../../../src/api/types';
import { formats } from '../../../src/formats';
import type { ExternalConnectionName } from '../../../src/model/coordinates';

/** What is asked of an endpoint. */
export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | FormData;
  /** `team`, unless another is named. */
  readonly repository?: string;
  /** Left out, a good token is sent as Bearer; null sends none. */
  readonly authorization?: string | null;
  /** Follows redirects to assets: true unless it is given. */
  readonly follow?: boolean;
}

/**
 * A simulator with repositories `team` -> `shared` -> `store` -> the public repository of the format, whose clock
 * stands at 2026-09-01T00:00:00Z, and its endpoints in this process.
 */
export class Endpoint {
  readonly simulator: SdkSimulator;
  readonly clock: SettableClock;
  readonly format: PackageFormat;
  readonly origin = 'http://127.0.0.1:4566';

  constructor(
    format: PackageFormat,
    options: { readonly connection?: ExternalConnectionName } & Pick<SimulatorOptions, 'throttling' | 'trail'> = {},
  ) {
    this.format = format;
    const clock = switchableClock('2026-09-01T00:00:00Z');
    this.clock = clock;
    const connection = options.connection ?? formats[format].externalConnections[0];
    this.simulator = createSimulator({
      clock,
      throttling: options.throttling,
      trail: options.trail,
      world: {
        domains: {
          'my-domain': {
            repositories: {
              team: { upstreams: ['shared'] },
              shared: { upstreams: ['store'] },
              store: connection ? { externalConnection: connection } : {},
            },
          },
          'other-domain': { repositories: { team: {} } },
        },
      },
    });
  }

  /** The endpoint of a repository, with its final slash. */
  base(repository = 'team'): string {
    return `${this.origin}/${this.format}/d/my-domain-111122223333/${repository}/`;
  }

  token(domain = 'my-domain'): string {
    const result = this.simulator.execute('GetAuthorizationToken', { domain });
    if (!result.ok) throw new Error(result.error.message);
    return result.output.authorizationToken!;
  }

  /** Asks at a path below the endpoint, or at a whole address. */
  async ask(path: string, asking: Asking = {}): Promise<Response> {
    const { method = 'GET', headers = {}, body, repository, authorization, follow = true } = asking;
    const sent = authorization === undefined ? `Bearer ${this.token()}` : authorization;
    const all = new Headers({ ...(sent === null ? {} : { authorization: sent }), ...headers });
    const url = /^https?:/.test(path) ? path : this.base(repository) + path;
    const response = await this.simulator.fetch(url, { method, headers: all, body: body as string | undefined });
    const location = response.headers.get('location');
    if (!follow || location === null || response.status !== 307) return response;
    return this.simulator.fetch(new URL(location, url), { method });
  }

  learn(...facts: readonly SimulatorFact[]): void {
    this.simulator.learn(facts);
  }

  /** The versions that a repository has, with their status. */
  versions(of: { namespace?: string; package: string }, repository = 'team') {
    const at = { domain: 'my-domain', repository, format: this.format, ...of };
    const result = this.simulator.execute('ListPackageVersions', at);
    return Object.fromEntries((result.ok ? result.output.versions! : []).map((each) => [each.version!, each.status!]));
  }

  setStatus(
    of: { namespace?: string; package: string },
    version: string,
    targetStatus: PackageVersionStatus,
    repository = 'team',
  ): void {
    const at = { domain: 'my-domain', repository, format: this.format, versions: [version], targetStatus, ...of };
    const result = this.simulator.execute('UpdatePackageVersionsStatus', at);
    if (!result.ok || !result.output.successfulVersions?.[version]) throw new Error(JSON.stringify(result));
  }

  /** What DescribePackageVersion tells. */
  describe(of: { namespace?: string; package: string }, packageVersion: string, repository = 'team') {
    const at = { domain: 'my-domain', repository, format: this.format, packageVersion, ...of };
    const result = this.simulator.execute('DescribePackageVersion', at);
    if (!result.ok) throw new Error(result.error.message);
    return result.output.packageVersion!;
  }
}
