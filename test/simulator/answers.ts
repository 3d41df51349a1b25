import type { Input, OperationName } from '../../src/api/types';
import { domainArn, packageGroupArn, repositoryArn } from '../../src/model/arn';
import { coordinatesOf } from '../../src/model/keys';
import type { Domain, Repository, State } from '../../src/model/state';
import type { Caller } from '../../src/simulator/calls';
import type { Simulator } from '../../src/simulator/interface';

/**
 * What a simulator answers to every query there is about what it has, and to what package managers and everybody who
 * has rights may ask; without times of creation and revisions of policies. Nothing is changed by it.
 */
export function answersOf(sim: Simulator): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  const asking = sim.fork();
  asking.learn([{ type: 'access', mode: 'off' }]);
  const { state } = sim;
  const regions = new Set([sim.region, ...[...state.domains.values()].map(({ region }) => region)]);
  for (const region of regions) {
    for (const account of accountsIn(sim)) {
      for (const name of ['ListDomains', 'ListRepositories'] as const) {
        answers[`${name} ${region} ${account}`] = settled(asking.execute(name, {}, { account, region }));
      }
    }
  }
  for (const domain of state.domains.values()) {
    for (const [question, ask] of questionsOn(domain, state)) answers[question] = settled(ask(asking.fork()));
  }
  for (const principal of state.principals.keys()) {
    for (const { name, owner, region } of state.domains.values()) {
      const input = { domain: name, domainOwner: owner };
      for (const operation of ['DescribeDomain', 'ListRepositoriesInDomain', 'ListPackageGroups'] as const) {
        const result = sim.fork().execute(operation, input, { principal, region } as Caller);
        answers[`${operation} ${region} ${owner} ${name} as ${principal}`] = result.ok ? true : result.error.message;
      }
    }
  }
  return answers;
}

const accountsIn = ({ account, state }: Simulator): Set<string> => {
  const domains = [...state.domains.values()];
  const repositories = domains.flatMap((domain) => [...domain.repositories.values()]);
  return new Set([
    account,
    ...domains.map(({ owner }) => owner),
    ...repositories.map(({ administratorAccount }) => administratorAccount),
  ]);
};

type Question = readonly [question: string, ask: (sim: Simulator) => unknown];

function* questionsOn(domain: Domain, state: State): Generator<Question> {
  const { name, owner, region } = domain;
  const as = { account: owner, region };
  const ask = <N extends OperationName>(operation: N, input: Input<N>): Question => [
    `${operation} ${region} ${owner} ${JSON.stringify(input)}`,
    (sim) => sim.execute(operation, input as never, as),
  ];
  const at = { domain: name, domainOwner: owner };
  yield ask('DescribeDomain', at);
  yield ask('GetDomainPermissionsPolicy', at);
  yield ask('ListRepositoriesInDomain', at);
  yield ask('ListPackageGroups', at);
  yield ask('ListTagsForResource', { resourceArn: domainArn(region, owner, name) });
  for (const packageGroup of domain.packageGroups.keys()) {
    yield ask('DescribePackageGroup', { ...at, packageGroup });
    yield ask('ListAssociatedPackages', { ...at, packageGroup });
    yield ask('ListTagsForResource', { resourceArn: packageGroupArn(region, owner, name, packageGroup) });
    for (const originRestrictionType of ['PUBLISH', 'EXTERNAL_UPSTREAM', 'INTERNAL_UPSTREAM'] as const) {
      yield ask('ListAllowedRepositoriesForGroup', { ...at, packageGroup, originRestrictionType });
    }
  }
  for (const repository of domain.repositories.values()) {
    yield* questionsIn(domain, repository, state, ask);
  }
}

function* questionsIn(
  { name: domain, owner, region, repositories }: Domain,
  repository: Repository,
  state: State,
  ask: <N extends OperationName>(operation: N, input: Input<N>) => Question,
): Generator<Question> {
  const at = { domain, domainOwner: owner, repository: repository.name };
  yield ask('DescribeRepository', at);
  yield ask('GetRepositoryPermissionsPolicy', at);
  yield ask('ListPackages', at);
  yield ask('ListTagsForResource', { resourceArn: repositoryArn(region, owner, domain, repository.name) });
  const maps = [
    ...[...repositories.values()].flatMap(({ packages, versions }) => [packages, versions]),
    ...[...state.catalogues.values()].map(({ versions }) => versions),
  ];
  const found = maps.flatMap((map) => [...map.keys()].map(coordinatesOf));
  const packages = new Map(found.map((coordinates) => [JSON.stringify(coordinates), coordinates]));
  for (const coordinates of packages.values()) {
    const whole = { ...at, ...coordinates };
    yield ask('DescribePackage', whole);
    yield ask('ListPackageVersions', whole);
    yield [`ListVersions ${region} ${JSON.stringify(whole)}`, (sim) => listed(sim, whole, { account: owner, region })];
    for (const [key, version] of repository.versions) {
      if (JSON.stringify(coordinatesOf(key)) !== JSON.stringify(coordinates)) continue;
      const packageVersion = version.version;
      yield ask('DescribePackageVersion', { ...whole, packageVersion });
      yield ask('ListPackageVersionAssets', { ...whole, packageVersion });
      yield ask('ListPackageVersionDependencies', { ...whole, packageVersion });
      yield ask('GetPackageVersionReadme', { ...whole, packageVersion });
      for (const { name: asset } of version.assets) {
        yield ask('GetPackageVersionAsset', { ...whole, packageVersion, asset });
      }
    }
  }
}

/** What a package manager sees, and what it gets. */
function listed(
  sim: Simulator,
  whole: Parameters<Simulator['request']>[1] & { readonly domain: string },
  as: Caller,
): unknown {
  const list = sim.fork().request('ListVersions', whole as never, as);
  if (!list.ok) return list;
  const reads = list.output.versions.flatMap(({ version, assets }) =>
    assets.map(({ name }) => {
      const result = sim.fork().request('ReadAsset', { ...whole, version, asset: name } as never, as);
      return result.ok ? [result.output.version, result.output.content] : result.error;
    }),
  );
  return [list.output, reads];
}

/** An answer as plain data. */
function settled(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (name, inner) => {
      if (name === 'createdTime' || name === 'trace' || name === 'state' || name === 'events') return undefined;
      if (typeof inner === 'string') return inner.replace(/RepoId: \d+/, 'RepoId'); // by order of creation
      if (name === 'policy') return { ...inner, revision: undefined };
      const content = inner as { hasBytes?: boolean; size: number; hashes: object; text(): string };
      if (content?.hasBytes === undefined) return inner;
      const bytes = content.hasBytes ? [...(content as unknown as { bytes(): Uint8Array }).bytes()] : undefined;
      return { size: content.size, hashes: content.hashes, bytes };
    }),
  );
}
