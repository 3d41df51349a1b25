import { coordinatesOf, versionsOf } from '../model/keys';
import type { Domain, PackageVersion, Repository, State } from '../model/state';
import { counted, plain, size } from './words';

/** How much of a state is shown. */
export interface TreeOptions {
  /** At most so many repositories, packages of a repository and versions of a package; of the others, how many. */
  readonly most?: number;
}

interface Branch {
  readonly label: string;
  readonly branches: readonly Branch[];
}

/** The domains with all that is in them, as a tree of text; each version with its status, origin and size. */
export function stateTree({ domains }: State, { most = 20 }: TreeOptions = {}): string {
  const trees = few(domains.values(), domains.size, most, 'domain', (domain) => domainBranch(domain, most));
  return trees.length === 0
    ? '(no domains)'
    : trees.flatMap(({ label, branches }) => [label, ...drawn(branches, '')]).join('\n');
}

function domainBranch(domain: Domain, most: number): Branch {
  const { name, owner, region, repositories, assets, assetSizeBytes } = domain;
  const stored = `${size(assetSizeBytes)} in ${counted(assets.size, 'asset')}`;
  const underWay = domain.arrivals.size === 0 ? '' : `, ${counted(domain.arrivals.size, 'version')} under way`;
  return {
    label: `${name} (${owner}, ${region}): ${stored}${underWay}`,
    branches: few(repositories.values(), repositories.size, most, 'repository', (each) =>
      repositoryBranch(domain, each, most),
    ),
  };
}

function repositoryBranch(domain: Domain, repository: Repository, most: number): Branch {
  const { name, upstreams, externalConnection, packages } = repository;
  const to = upstreams.map(
    (upstream) => `${upstream.name}${domain.repositories.get(upstream.id) ? '' : ' (no longer exists)'}`,
  );
  if (externalConnection !== undefined) to.push(externalConnection);
  return {
    label: to.length === 0 ? name : `${name} -> ${to.join(', ')}`,
    branches: few(packages.keys(), packages.size, most, 'package', (key) => packageBranch(repository, key, most)),
  };
}

function packageBranch(repository: Repository, key: string, most: number): Branch {
  const { format, namespace, package: name } = coordinatesOf(key);
  const { restrictions, tags } = repository.packages.get(key)!;
  const named = Object.keys(tags).map((tag) => `${tag}=${tags[tag]}`);
  const notes = [`publish ${restrictions.publish}`, `upstream ${restrictions.upstream}`, ...named.slice(0, most)];
  const { from, before } = versionsOf(key);
  return {
    label: plain(`${format} ${namespace === undefined ? '' : `${namespace}/`}${name} (${notes.join(', ')})`),
    branches: few(repository.versions.values(from, before), undefined, most, 'version', versionBranch),
  };
}

function versionBranch({ version, status, origin, assets }: PackageVersion): Branch {
  const entry = origin.domainEntryPoint;
  const from = entry?.externalConnectionName ?? entry?.repositoryName;
  const bytes = assets.reduce((sum, asset) => sum + asset.size, 0);
  const files = `${size(bytes)} in ${counted(assets.length, 'asset')}`;
  return {
    label: plain(`${version} ${status}, ${origin.originType}${from ? ` from ${from}` : ''}, ${files}`),
    branches: [],
  };
}

/** The first of many as branches, and one that tells how many more there are: counted when `total` is not known. */
function few<T>(
  items: Iterable<T>,
  total: number | undefined,
  most: number,
  noun: string,
  branch: (item: T) => Branch,
): Branch[] {
  const branches: Branch[] = [];
  let rest = 0;
  for (const item of items) {
    if (branches.length < most) branches.push(branch(item));
    else if (total === undefined) rest++;
    else {
      rest = total - most;
      break;
    }
  }
  if (rest > 0) branches.push({ label: `… ${counted(rest, `more ${noun}`)}`, branches: [] });
  return branches;
}

function drawn(branches: readonly Branch[], indent: string): string[] {
  return branches.flatMap(({ label, branches: inner }, index) => {
    const isLast = index === branches.length - 1;
    const line = `${indent}${isLast ? '└─ ' : '├─ '}${label}`;
    return [line, ...drawn(inner, `${indent}${isLast ? '   ' : '│  '}`)];
  });
}
