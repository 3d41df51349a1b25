import { expect } from 'vitest';
import type { Input, OperationName, Output, PackageFormat, PackageVersionStatus } from '../../src/api/types';
import { execute, request } from '../../src/core';
import { formats } from '../../src/formats';
import type { ExternalConnectionName, PackageCoordinates } from '../../src/model/coordinates';
import type { ServiceError } from '../../src/model/errors';
import type { PackageVersionEvent } from '../../src/model/event';
import type { Asset, PackageVersion, State, VersionMetadata } from '../../src/model/state';
import type { Result } from '../../src/model/view';
import type { RepositoryRequest } from '../../src/ops/find';
import { type Fact, withFacts } from '../../src/ops/learn';
import type { PublishInput } from '../../src/ops/publish';
import type { RequestInputs, RequestName, RequestOutputs } from '../../src/ops/requests';
import { contentOf, context, worldWith } from '../support';

/** A package in a repository, as every operation on packages names it. */
export type PackageRequest = RepositoryRequest & PackageCoordinates;

const repository: RepositoryRequest = { domain: 'my-domain', repository: 'my-repo' };

/** One package of each format in `my-repo`. */
export const packages: Readonly<Record<PackageFormat, PackageRequest>> = {
  npm: { ...repository, format: 'npm', package: 'lodash' },
  pypi: { ...repository, format: 'pypi', package: 'requests' },
  maven: { ...repository, format: 'maven', namespace: 'com.mycompany', package: 'mypackage' },
  nuget: { ...repository, format: 'nuget', package: 'newtonsoft.json' },
  generic: { ...repository, format: 'generic', namespace: 'my-ns', package: 'my-package' },
  ruby: { ...repository, format: 'ruby', package: 'rails' },
  swift: { ...repository, format: 'swift', namespace: 'myscope', package: 'mypackage' },
  cargo: { ...repository, format: 'cargo', package: 'serde' },
};

export const allFormats = Object.keys(packages) as PackageFormat[];

/** What is published besides the version; assets by name and text. */
export interface Publication
  extends Pick<PublishInput, 'metadata' | 'tags' | 'unfinished' | 'completes' | 'build' | 'buildAssets'> {
  readonly assets?: Readonly<Record<string, string>>;
}

/** The name of an asset that the format allows. */
export const assetName = (of: PackageCoordinates, version: string): string =>
  formats[of.format].assetName?.(of, version) ?? `${of.package}.tgz`;

export const assetsOf = (texts: Readonly<Record<string, string>>): Asset[] =>
  Object.entries(texts).map(([name, text]) => ({ name, ...contentOf(text) }));

/** The input of PublishPackageVersion for one asset. */
export const upload = (
  of: PackageRequest,
  packageVersion: string,
  name: string,
  text: string,
  unfinished?: boolean,
): Input<'PublishPackageVersion'> => {
  const assetContent = contentOf(text);
  const assetSHA256 = assetContent.hashes['SHA-256'];
  return { ...of, packageVersion, assetName: name, assetContent, assetSHA256, unfinished };
};

/** The domain `my-domain` with repositories, a clock, and calls that follow one another. */
export class PackageWorld {
  state: State;
  now = context.now;
  #events: PackageVersionEvent[] = [];

  constructor(...repositories: readonly string[]) {
    this.state = worldWith('my-repo', ...repositories).state;
  }

  /** The output of an operation that must succeed. */
  call<N extends OperationName>(name: N, input: Input<N>): Output<N> {
    return this.#succeeded(name, execute(this.state, name, input, this.#context));
  }

  /** The error of an operation that must be refused; the state must be the very same afterwards (ERR-27). */
  refusal<N extends OperationName>(name: N, input: Input<N>): ServiceError {
    return this.#refused(name, execute(this.state, name, input, this.#context));
  }

  /** The output of a package manager's request that must succeed. */
  request<N extends RequestName>(name: N, input: RequestInputs[N]): RequestOutputs[N] {
    return this.#succeeded(name, request(this.state, name, input, this.#context));
  }

  /** The error of a package manager's request that must be refused. */
  refusedRequest<N extends RequestName>(name: N, input: RequestInputs[N]): ServiceError {
    return this.#refused(name, request(this.state, name, input, this.#context));
  }

  /** Publishes as a package manager does, one asset of the version's own name when none are given. */
  publish(of: PackageRequest, version: string, publication: Publication = {}): readonly PackageVersion[] {
    return this.request('Publish', publishInput(of, version, publication)).versions;
  }

  refusedPublish(of: PackageRequest, version: string, publication: Publication = {}): ServiceError {
    return this.refusedRequest('Publish', publishInput(of, version, publication));
  }

  /** Lets facts hold that no operation brings about. */
  learn(...facts: readonly Fact[]): void {
    this.state = withFacts(this.state, facts, this.#context);
  }

  /** Offers a version in a public repository, with assets of these names or one of the version's own name. */
  offer(
    connection: ExternalConnectionName,
    of: PackageCoordinates,
    version: string,
    more: { assets?: readonly string[]; publishedTime?: number; metadata?: VersionMetadata; tags?: string[] } = {},
  ): void {
    const { namespace, package: name } = of;
    const { assets: names = [assetName(of, version)], ...rest } = more;
    const assets = assetsOf(Object.fromEntries(names.map((each) => [each, `public ${each} ${version}`])));
    this.learn({ type: 'public version', connection, namespace, package: name, version, assets, ...rest });
  }

  upstreams(downstream: string, ...upstreams: readonly string[]): void {
    const named = upstreams.map((repositoryName) => ({ repositoryName }));
    this.call('UpdateRepository', { ...repository, repository: downstream, upstreams: named });
  }

  connect(externalConnection: ExternalConnectionName, of: string = repository.repository): void {
    this.call('AssociateExternalConnection', { ...repository, repository: of, externalConnection });
  }

  /** Fetches the asset of the version's own name as a package manager does. */
  install(of: PackageRequest, version: string, asset = assetName(of, version)): RequestOutputs['ReadAsset'] {
    return this.request('ReadAsset', { ...of, version, asset });
  }

  /** The error that a package manager gets for that asset. */
  refusedInstall(of: PackageRequest, version: string, asset = assetName(of, version)): ServiceError {
    return this.refusedRequest('ReadAsset', { ...of, version, asset });
  }

  /** The versions that a package manager sees; none when the list is refused. */
  listed(of: PackageRequest): string[] {
    const result = request(this.state, 'ListVersions', of, this.#context);
    return result.ok ? result.output.versions.map(({ version }) => version) : [];
  }

  describe(of: PackageRequest, packageVersion: string) {
    return this.call('DescribePackageVersion', { ...of, packageVersion }).packageVersion!;
  }

  /** The versions that the repository itself has, with their statuses. */
  statuses(of: PackageRequest): Record<string, PackageVersionStatus> {
    const { versions } = this.call('ListPackageVersions', { ...of, maxResults: 1000 });
    return Object.fromEntries(versions!.map(({ version, status }) => [version, status!]));
  }

  /** The names of a version's assets. */
  assets(of: PackageRequest, packageVersion: string): string[] {
    return this.call('ListPackageVersionAssets', { ...of, packageVersion }).assets!.map(({ name }) => name!);
  }

  /** A package's own origin settings, as `publish/upstream`. */
  settings(of: PackageRequest): string {
    const { publish, upstream } = this.call('DescribePackage', of).package!.originConfiguration!.restrictions!;
    return `${publish}/${upstream}`;
  }

  /** Sets them. */
  restrict(of: PackageRequest, settings: `${'ALLOW' | 'BLOCK'}/${'ALLOW' | 'BLOCK'}`): void {
    const [publish, upstream] = settings.split('/') as ['ALLOW' | 'BLOCK', 'ALLOW' | 'BLOCK'];
    this.call('PutPackageOriginConfiguration', { ...of, restrictions: { publish, upstream } });
  }

  setStatus(of: PackageRequest, version: string, targetStatus: PackageVersionStatus): void {
    const input = { ...of, versions: [version] };
    const { failedVersions } =
      targetStatus === 'Disposed'
        ? this.call('DisposePackageVersions', input)
        : this.call('UpdatePackageVersionsStatus', { ...input, targetStatus });
    expect(failedVersions).toEqual({});
  }

  /** A generic or Maven version with one asset in this status; it becomes so by operations alone. */
  make(of: PackageRequest, version: string, status: PackageVersionStatus): void {
    this.publish(of, version, { unfinished: status === 'Unfinished' });
    if (status !== 'Published' && status !== 'Unfinished') this.setStatus(of, version, status);
  }

  /** The events since this was last asked for. */
  events(): PackageVersionEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  get #context() {
    return { ...context, now: this.now };
  }

  #succeeded<T>(name: string, result: Result<T>): T {
    if (!result.ok) throw new Error(`${name} was refused: ${result.error.name}: ${result.error.message}`);
    this.state = result.state;
    this.#events.push(...result.events);
    return result.output;
  }

  #refused<T>(name: string, result: Result<T>): ServiceError {
    if (result.ok) throw new Error(`${name} was not refused: ${JSON.stringify(result.output)}`);
    expect(result.state).toBe(this.state);
    return result.error;
  }
}

function publishInput(of: PackageRequest, version: string, { assets, ...rest }: Publication): PublishInput {
  return {
    ...of,
    version,
    assets: assetsOf(assets ?? { [assetName(of, version)]: `${of.package} ${version}` }),
    ...rest,
  };
}
