/** Small worlds for the printed docs: a domain with a graph of repositories, and what package managers do in it. */
import { createHash } from 'node:crypto';
import type { Input, OperationName } from '../../src/api/types';
import { execute, request } from '../../src/core';
import { type Explanation, explainRequest } from '../../src/explain/explain';
import { initialState } from '../../src/model/initial-state';
import { packageKey } from '../../src/model/keys';
import type { Asset, Domain, State } from '../../src/model/state';
import { type Context, type Result, View } from '../../src/model/view';
import { type Fact, withFacts } from '../../src/ops/learn';
import { searchList } from '../../src/resolution/search-list';

const context: Context = { account: '111122223333', region: 'us-west-2', now: Date.UTC(2026, 8, 1) };
const lodash = { format: 'npm', package: 'lodash', version: '4.17.20' } as const;
const hashes = Object.fromEntries(
  [
    ['MD5', 'md5'],
    ['SHA-1', 'sha1'],
    ['SHA-256', 'sha256'],
    ['SHA-512', 'sha512'],
  ].map(([name, algorithm]) => [name, createHash(algorithm!).update(lodash.package).digest('hex')]),
) as Asset['hashes'];
const assets: readonly Asset[] = [{ name: 'package.tgz', size: 318_961, hashes }];

/** Repositories by name, each with its upstreams in order, or with the public repository to which it is connected. */
export type Graph = Readonly<Record<string, readonly string[]>>;

/** A state with the domain `my-domain`, in which this graph is. */
export function stateOf(graph: Graph): State {
  let state = initialState();
  const call = <N extends OperationName>(name: N, input: Input<N>): void => {
    const result = execute(state, name, input, context);
    if (!result.ok) throw new Error(`${name}: ${result.error.message}`);
    state = result.state;
  };
  call('CreateDomain', { domain: 'my-domain' });
  for (const repository of Object.keys(graph)) call('CreateRepository', { domain: 'my-domain', repository });
  for (const [repository, names] of Object.entries(graph)) {
    const place = { domain: 'my-domain', repository };
    for (const name of names.filter(isPublic)) {
      call('AssociateExternalConnection', { ...place, externalConnection: name });
    }
    const upstreams = names.filter((name) => !isPublic(name)).map((repositoryName) => ({ repositoryName }));
    if (upstreams.length > 0) call('UpdateRepository', { ...place, upstreams });
  }
  return state;
}

const isPublic = (name: string): boolean => name.startsWith('public:');

/** The state in which these repositories, or public ones, have lodash too. */
export function withLodash(state: State, ...holders: readonly string[]): State {
  const { version, package: name } = lodash;
  const facts = holders.map(
    (holder): Fact =>
      isPublic(holder)
        ? { type: 'public version', connection: 'public:npmjs', package: name, version, assets }
        : { type: 'stored version', domain: 'my-domain', repository: holder, ...lodash, assets, restrictions: open },
  );
  return withFacts(state, facts, context);
}

const open = { publish: 'ALLOW', upstream: 'ALLOW' } as const;

/** The domain of a state. */
export const domainOf = ({ domains }: State): Domain => [...domains.values()][0]!;

/** The search list of a repository, by name. */
export function searchNames(state: State, repository: string): string[] {
  const domain = domainOf(state);
  const requested = domain.repositories.get(domain.repositoryIds.get(repository)!)!;
  const list = searchList(new View(state, context), domain, requested, packageKey(lodash));
  return list.repositories.map(({ name }) => name);
}

/** A package manager fetches lodash from a repository. */
export function fetchLodash(state: State, repository: string): { result: Result<unknown>; explanation: Explanation } {
  const input = { domain: 'my-domain', repository, ...lodash, asset: assets[0]!.name };
  const result = request(state, 'ReadAsset', input, context);
  return { result, explanation: explainRequest(result, { name: 'ReadAsset', input, context, before: state }) };
}

/** Which repository a fetch of lodash is served from, or with what it is refused; and which it never looked at. */
export function outcomeOf(state: State, repository: string): { answer: string; unseen: string[] } {
  const { result } = fetchLodash(state, repository);
  const visits = result.trace.filter((step) => step.kind === 'visit');
  const seen = new Set(visits.map((step) => step.repository));
  const answer = result.ok ? `200, from ${visits.at(-1)!.repository}` : String(result.error.status);
  return { answer, unseen: searchNames(state, repository).filter((name) => !seen.has(name)) };
}
