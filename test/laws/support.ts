import type { Input, OperationName, Output, PackageFormat, PackageVersionStatus } from '../../src/api/types';
import { execute, request } from '../../src/core';
import type { ExternalConnectionName, PackageCoordinates } from '../../src/model/coordinates';
import type { PackageVersionEvent } from '../../src/model/event';
import { initialState, type StateOptions } from '../../src/model/initial-state';
import { packageKey, versionKey } from '../../src/model/keys';
import type { Asset, Domain, PackageVersion, PublicAsset, Repository, State } from '../../src/model/state';
import type { Step } from '../../src/model/trace';
import type { Result } from '../../src/model/view';
import { type Fact, type StoredVersionFact, withFacts } from '../../src/ops/learn';
import type { PublishInput } from '../../src/ops/publish';
import type { RequestInputs, RequestName, RequestOutputs } from '../../src/ops/requests';
import { contentOf, context } from '../support';

/** Repositories in the order of their names here, each with its upstreams or with its external connection. */
export type Graph = Readonly<Record<string, readonly string[] | ExternalConnectionName>>;

/** One package of each format, whose versions are what the tests are about. */
export const subjects: Readonly<Record<PackageFormat, PackageCoordinates>> = {
  npm: { format: 'npm', package: 'lodash' },
  pypi: { format: 'pypi', package: 'requests' },
  maven: { format: 'maven', namespace: 'com.android.tools.build', package: 'aapt2' },
  nuget: { format: 'nuget', package: 'newtonsoft.json' },
  generic: { format: 'generic', namespace: 'tools', package: 'compiler' },
  ruby: { format: 'ruby', package: 'rake' },
  swift: { format: 'swift', namespace: 'apple', package: 'nio' },
  cargo: { format: 'cargo', package: 'serde' },
};

/** The usual asset of a version. */
export const assetOf = ({ format, package: name }: PackageCoordinates, version: string): string =>
  ({
    npm: 'package.tgz',
    pypi: `${name}-${version}.tar.gz`,
    maven: `${name}-${version}.jar`,
    nuget: `${name}.${version}.nupkg`,
    generic: 'file',
    ruby: `${name}-${version}.gem`,
    swift: 'source-archive.zip',
    cargo: `${name}-${version}.crate`,
  })[format];

/** What a version is made of: names of assets, whose bytes tell from where they first came, or assets. */
export interface Made extends Partial<Omit<StoredVersionFact, 'type' | 'assets' | 'origin'>> {
  readonly of?: readonly (string | Asset)[];
  /** External: it entered the domain through this connection. Left out, it was published here. */
  readonly from?: ExternalConnectionName | 'unknown';
}

/** A domain with repositories, a clock, and one package that is published, offered, fetched and listed. */
export class Estate {
  state: State;
  /** Milliseconds since 1970. */
  now = context.now;
  /** All events so far. */
  readonly events: PackageVersionEvent[] = [];
  /** Why the last call was answered as it was. */
  trace: readonly Step[] = [];
  readonly #makers = new Map<string, string>();

  constructor(
    graph: Graph,
    readonly subject: PackageCoordinates = subjects.npm,
    options: StateOptions = {},
  ) {
    this.state = initialState(options);
    this.call('CreateDomain', { domain: 'my-domain' });
    const relations = new Map(Object.entries(graph));
    const create = (repository: string): void => {
      const upstreams = relations.get(repository);
      if (!relations.delete(repository)) return;
      if (Array.isArray(upstreams)) upstreams.forEach(create);
      this.createRepository(repository, Array.isArray(upstreams) ? upstreams : []);
      if (typeof upstreams === 'string') this.connect(repository, upstreams);
    };
    Object.keys(graph).forEach(create);
  }

  /** The output of an operation that must succeed. */
  call<N extends OperationName>(name: N, input: Input<N>): Output<N> {
    const result = this.attempt(name, input);
    if (!result.ok) throw new Error(`${name} was refused: ${result.error.name}: ${result.error.message}`);
    return result.output;
  }

  /** An operation that may be refused. */
  attempt<N extends OperationName>(name: N, input: Input<N>): Result<Output<N>> {
    return this.#take(execute(this.state, name, input, { ...context, now: this.now }));
  }

  /** What a package manager does. */
  ask<N extends RequestName>(name: N, input: RequestInputs[N]): Result<RequestOutputs[N]> {
    return this.#take(request(this.state, name, input, { ...context, now: this.now }));
  }

  #take<T>(result: Result<T>): Result<T> {
    this.state = result.state;
    this.trace = result.trace;
    if (result.ok) this.events.push(...result.events);
    return result;
  }

  learn(...facts: readonly Fact[]): void {
    this.state = withFacts(this.state, facts, { ...context, now: this.now });
  }

  /** Lets time pass, and what falls due meanwhile. */
  wait(seconds: number): void {
    this.now += seconds * 1000;
    this.call('DescribeDomain', { domain: 'my-domain' });
  }

  // Relations.

  createRepository(repository: string, upstreams: readonly string[] = []): void {
    this.call('CreateRepository', { ...at(repository), upstreams: named(upstreams) });
  }
  deleteRepository(repository: string): void {
    this.call('DeleteRepository', at(repository));
  }
  relate(repository: string, upstreams: readonly string[]): void {
    this.call('UpdateRepository', { ...at(repository), upstreams: named(upstreams) });
  }
  connect(repository: string, externalConnection: ExternalConnectionName): void {
    this.call('AssociateExternalConnection', { ...at(repository), externalConnection });
  }
  disconnect(repository: string, externalConnection: ExternalConnectionName): void {
    this.call('DisassociateExternalConnection', { ...at(repository), externalConnection });
  }
  /** Sets the package's `upstream` in a repository; it can always be published. */
  restrict(repository: string, upstream: 'ALLOW' | 'BLOCK'): void {
    const restrictions = { publish: 'ALLOW', upstream } as const;
    this.call('PutPackageOriginConfiguration', { ...this.in(repository), restrictions });
  }

  // Versions.

  /** A repository has the version, published there or from a connection; the package can be had from anywhere. */
  hold(repository: string, version: string, made: Made = {}): void {
    const { of, from, ...rest } = made;
    const origin =
      from === undefined
        ? undefined
        : from === 'unknown'
          ? ({ originType: 'UNKNOWN' } as const)
          : ({ originType: 'EXTERNAL', domainEntryPoint: { externalConnectionName: from } } as const);
    const restrictions = { publish: 'ALLOW', upstream: 'ALLOW' } as const;
    const assets = this.assets(from ?? repository, version, of);
    this.learn({
      type: 'stored version',
      ...this.in(repository),
      version,
      restrictions,
      publishedTime: this.now,
      ...rest,
      assets,
      ...(origin ? { origin } : {}),
    });
  }

  /** A public repository offers the version. */
  offer(connection: ExternalConnectionName, version: string, made: Omit<Made, 'from'> = {}): void {
    const { of, publishedTime, metadata, tags } = made;
    const assets = this.assets(connection, version, of);
    const { namespace, package: name } = this.subject;
    this.learn({
      type: 'public version',
      connection,
      namespace,
      package: name,
      version,
      assets,
      publishedTime,
      metadata,
      tags,
    });
  }

  /** A public repository offers the version no more. */
  withdraw(connection: ExternalConnectionName, version: string): void {
    const { namespace, package: name } = this.subject;
    this.learn({ type: 'public version withdrawn', connection, namespace, package: name, version });
  }

  assets(maker: string, version: string, of: Made['of'] = [assetOf(this.subject, version)]): Asset[] {
    return of.map((item) => {
      if (typeof item !== 'string') return item;
      const asset = { name: item, ...contentOf(`${maker} ${version} ${item}`) };
      this.#makers.set(asset.hashes['SHA-256'], maker);
      return asset;
    });
  }

  /** Publishes as a package manager does: the status of the answer. */
  publish(
    repository: string,
    version: string,
    of?: Made['of'],
    more: Partial<Pick<PublishInput, 'tags' | 'metadata' | 'unfinished' | 'build'>> = {},
  ): number {
    const assets = this.assets(repository, version, of);
    const result = this.ask('Publish', { ...this.in(repository), version, assets, ...more });
    return result.ok ? 200 : result.error.status;
  }

  setStatus(repository: string, version: string, targetStatus: PackageVersionStatus): void {
    const { failedVersions } = this.call('UpdatePackageVersionsStatus', {
      ...this.in(repository),
      versions: [version],
      targetStatus,
    });
    if (Object.keys(failedVersions ?? {}).length > 0) throw new Error(`${version} does not become ${targetStatus}`);
  }
  dispose(repository: string, version: string): void {
    this.call('DisposePackageVersions', { ...this.in(repository), versions: [version] });
  }
  delete(repository: string, version: string): void {
    this.call('DeletePackageVersions', { ...this.in(repository), versions: [version] });
  }

  // What a package manager sees.

  /** GET of an asset: whose bytes come back, or the status of the refusal. */
  get(repository: string, version: string, asset = assetOf(this.subject, version), retain = true): string | number {
    const result = this.ask('ReadAsset', { ...this.in(repository), version, asset, retain });
    return result.ok ? this.makerOf(result.output.asset) : result.error.status;
  }

  /** The versions in the package's list, or the status of the refusal. */
  list(repository: string): string[] | number {
    const result = this.ask('ListVersions', this.in(repository));
    return result.ok ? result.output.versions.map(({ version }) => version) : result.error.status;
  }

  /** The files of a version in the package's list, each with its maker. */
  files(repository: string, version: string): Record<string, string> | undefined {
    const result = this.ask('ListVersions', this.in(repository));
    const listed = result.ok ? result.output.versions.find((other) => other.version === version) : undefined;
    return listed && Object.fromEntries(listed.assets.map((asset) => [asset.name, this.makerOf(asset)]));
  }

  /** The npm dist-tags in the package's list. */
  tags(repository: string): Record<string, string> {
    const result = this.ask('ListVersions', this.in(repository));
    return result.ok ? { ...result.output.tags } : {};
  }

  makerOf = ({ hashes }: Pick<PublicAsset, 'hashes'>): string => this.#makers.get(hashes['SHA-256']!)!;

  // What is stored.

  /** Versions that the API lists in the repository. */
  stored(repository: string): string[] {
    const result = this.attempt('ListPackageVersions', this.in(repository));
    return result.ok ? (result.output.versions ?? []).map(({ version }) => version) : [];
  }

  /** The names of the assets of a stored version. */
  assetNames(repository: string, version: string): string[] {
    const input = { ...this.in(repository), packageVersion: version };
    return (this.call('ListPackageVersionAssets', input).assets ?? []).map(({ name }) => name);
  }

  describe(repository: string, version: string) {
    return this.call('DescribePackageVersion', { ...this.in(repository), packageVersion: version }).packageVersion;
  }

  /** The repositories that have a record of the version, in alphabetical order. */
  holders = (version: string): string[] =>
    this.repositories()
      .filter(({ versions }) => versions.has(this.key(version)))
      .map(({ name }) => name)
      .sort();

  record = (repository: string, version: string): PackageVersion | undefined =>
    this.repository(repository).versions.get(this.key(version));

  size = (): number => this.call('DescribeDomain', { domain: 'my-domain' }).domain!.assetSizeBytes!;

  domain(): Domain {
    return [...this.state.domains.values()].find(({ name }) => name === 'my-domain')!;
  }
  repositories = (): Repository[] => [...this.domain().repositories.values()];
  repository = (name: string): Repository => this.repositories().find((repository) => repository.name === name)!;
  key = (version: string): string => versionKey(packageKey(this.subject), version);

  /** The package in a repository, as a request names it. */
  in = (repository: string) => ({ ...at(repository), ...this.subject });

  /** The names of the repositories that the last call looked at, in order. */
  visited = (): string[] =>
    this.trace.flatMap((step) => (step.kind === 'visit' || step.kind === 'list' ? [step.repository] : []));
}

export const at = (repository: string) => ({ domain: 'my-domain', repository });
export const named = (names: readonly string[]) => names.map((repositoryName) => ({ repositoryName }));
