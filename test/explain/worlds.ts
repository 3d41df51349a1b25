import type { Input, OperationName } from '../../src/api/types';
import { execute, request } from '../../src/core';
import { explain, explainLine, explainRequest } from '../../src/explain/explain';
import type { ExternalConnectionName } from '../../src/model/coordinates';
import { initialState, type StateOptions } from '../../src/model/initial-state';
import type { Asset } from '../../src/model/state';
import { type Fact, type PublicVersionFact, type StoredVersionFact, withFacts } from '../../src/ops/learn';
import type { RequestInputs, RequestName } from '../../src/ops/requests';
import { contentOf, context, type World, world } from '../support';

/** Repositories by name with what they look to: names of upstreams in order, or a public repository. */
export type Graph = Readonly<Record<string, readonly string[]>>;

/** A world with the domain `my-domain` and this graph in it. */
export function worldOf(graph: Graph, options?: StateOptions): World {
  const made = world(initialState(options));
  made.call('CreateDomain', { domain: 'my-domain' });
  for (const repository of Object.keys(graph)) made.call('CreateRepository', { domain: 'my-domain', repository });
  for (const [repository, names] of Object.entries(graph)) {
    const place = { domain: 'my-domain', repository };
    const connection = names.find((name) => name.startsWith('public:'));
    if (connection) made.call('AssociateExternalConnection', { ...place, externalConnection: connection });
    const upstreams = names.filter((name) => name !== connection).map((repositoryName) => ({ repositoryName }));
    if (upstreams.length > 0) made.call('UpdateRepository', { ...place, upstreams });
  }
  return made;
}

/** A file of so many bytes, whose content is its name and size. */
export const assetOf = (name: string, size: number): Asset => ({ name, size, hashes: contentOf(name + size).hashes });

const tarball = assetOf('package.tgz', 1500);

/** lodash 4.17.21 of npm, whose only file has 1.5 kB. */
export const lodash = {
  format: 'npm',
  package: 'lodash',
  version: '4.17.21',
  assets: [tarball],
} as const satisfies Partial<StoredVersionFact>;

/** The fact that a repository holds a version: lodash unless told otherwise. */
export const stored = (repository: string, changes: Partial<StoredVersionFact> = {}): Fact => ({
  type: 'stored version',
  domain: 'my-domain',
  repository,
  ...lodash,
  ...changes,
});

/** The fact that a public repository offers a version: lodash on npmjs unless told otherwise. */
export const offered = (changes: Partial<PublicVersionFact> = {}): Fact => ({
  type: 'public version',
  connection: 'public:npmjs',
  package: lodash.package,
  version: lodash.version,
  assets: lodash.assets,
  ...changes,
});

/** The fact that a public repository is down. */
export const down = (connection: ExternalConnectionName = 'public:npmjs'): Fact => ({
  type: 'public repository',
  connection,
  available: false,
});

/** The world in which these facts hold too. */
export function learn(made: World, ...facts: Fact[]): World {
  made.state = withFacts(made.state, facts, context);
  return made;
}

/** What a package manager asks a repository for: lodash unless told otherwise. */
export const read = (repository: string, changes: Partial<RequestInputs['ReadAsset']> = {}) => ({
  domain: 'my-domain',
  repository,
  format: lodash.format,
  package: lodash.package,
  version: lodash.version,
  asset: tarball.name,
  ...changes,
});

/** What a package manager does, and its explanation; the state stays. */
export function explained<N extends RequestName>(made: World, name: N, input: RequestInputs[N]) {
  const result = request(made.state, name, input, context);
  return explainRequest(result, { name, input, context, before: made.state });
}

/** A call of the API, and its explanation; the state stays. */
export function explainedCall<N extends OperationName>(made: World, name: N, input: Input<N>) {
  const result = execute(made.state, name, input, context);
  const subject = { name, input, context };
  return { text: explain(result, subject), line: explainLine(result, subject) };
}
