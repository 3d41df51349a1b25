import type { Tag } from '../../api/types';
import { rootPattern } from '../../model/package-group';
import type { Domain, EncryptionKey, GroupRestriction, PackageGroup, Repository, State } from '../../model/state';
import { settle } from '../../resolution/settle';
import type { Simulator } from '../interface';
import { accountsOf, policyOf, principalsOf, settingsOf } from './dump-accounts';
import { withBytes } from './dump-bytes';
import { dictionary, isoOf, present, storedIn } from './dump-packages';
import { publicOf } from './dump-public';
import type { World, WorldDomain, WorldGroupRestriction, WorldKey, WorldPackageGroup, WorldRepository } from './world';

/**
 * The world in which a simulator is now: loaded, it answers every query alike, but for times of creation, numbers of
 * events and revisions of policies. What is under way is not in it: versions that were fetched and not yet stored,
 * repositories of deleted domains, and when Maven's catalogues were refreshed. Nor are tokens, events and faults. With
 * `bytes` false an asset that has bytes is its size and digests. Throws a RangeError for more than 128 MiB of bytes.
 */
export function worldOf(simulator: Simulator, { bytes = true }: { readonly bytes?: boolean } = {}): World {
  const { account, region } = simulator;
  const now = simulator.now();
  const { state } = settle(simulator.state, { account, region, now });
  const world = present<World>({
    account,
    region,
    clock: isoOf(now),
    ...settingsOf(state),
    accounts: accountsOf(state),
    principals: principalsOf(state, account),
    encryptionKeys: keysOf(state),
    domains: domainsOf(state, account, region),
    ...publicOf(state, region, now),
  });
  return bytes ? withBytes(world, simulator.snapshot()) : world;
}

function keysOf({ encryptionKeys }: State): readonly WorldKey[] | undefined {
  const keys = [...encryptionKeys.values()].map(({ arn, aliases, state, kind, accessible }: EncryptionKey) =>
    present<WorldKey>({
      arn,
      aliases: aliases.length > 0 ? aliases : undefined,
      state: state === 'Enabled' ? undefined : state,
      kind: kind === 'symmetric' ? undefined : kind,
      accessible: accessible ? undefined : false,
    }),
  );
  return keys.length > 0 ? keys : undefined;
}

/** Domains by name; a list where several have one name. */
function domainsOf(state: State, account: string, region: string): World['domains'] {
  const byName = new Map<string, WorldDomain[]>();
  for (const domain of state.domains.values()) {
    const world = present<WorldDomain>({
      owner: domain.owner === account ? undefined : domain.owner,
      region: domain.region === region ? undefined : domain.region,
      encryptionKey: state.encryptionKeys.has(domain.encryptionKey) ? domain.encryptionKey : undefined,
      tags: tagsOf(domain),
      permissionsPolicy: domain.permissionsPolicy && policyOf(domain.permissionsPolicy),
      packageGroups: dictionary(
        [...domain.packageGroups.values()].flatMap((group) => {
          const own = groupOf(group);
          return group.pattern === rootPattern && Object.keys(own).length === 0 ? [] : [[group.pattern, own] as const];
        }),
      ),
      repositories: dictionary(
        [...domain.repositories.values()]
          .sort((a, b) => (a.name < b.name ? -1 : 1))
          .map((repository) => [repository.name, repositoryOf(domain, repository)] as const),
      ),
    });
    byName.set(domain.name, [...(byName.get(domain.name) ?? []), world]);
  }
  return dictionary(
    [...byName].map(([name, [first, ...more]]) => [name, more.length > 0 ? [first!, ...more] : first!]),
  );
}

function repositoryOf(domain: Domain, repository: Repository): WorldRepository {
  const { description, administratorAccount, upstreams, externalConnection, permissionsPolicy } = repository;
  return present<WorldRepository>({
    description,
    administrator: administratorAccount === domain.owner ? undefined : administratorAccount,
    upstreams:
      upstreams.length > 0
        ? upstreams.map(({ id, name }) => (domain.repositories.has(id) ? name : { deleted: name }))
        : undefined,
    externalConnection,
    tags: tagsOf(repository),
    permissionsPolicy: permissionsPolicy && policyOf(permissionsPolicy),
    ...storedIn(domain, repository),
  });
}

/** A package group; of its restrictions those that are others than at its creation. */
function groupOf(group: PackageGroup): WorldPackageGroup {
  const first = group.pattern === rootPattern ? 'ALLOW' : 'INHERIT';
  const restrictions = Object.entries(group.restrictions).filter(([, { mode }]) => mode !== first);
  return present<WorldPackageGroup>({
    contactInfo: group.contactInfo,
    description: group.description,
    tags: tagsOf(group),
    restrictions: dictionary(restrictions.map(([type, restriction]) => [type, restrictionOf(restriction)])),
  });
}

const restrictionOf = ({ mode, repositories }: GroupRestriction): WorldGroupRestriction =>
  mode === 'ALLOW_SPECIFIC_REPOSITORIES' ? { allow: [...repositories.keys()] } : mode;

const tagsOf = ({ tags }: { readonly tags: readonly Tag[] }): Readonly<Record<string, string>> | undefined =>
  dictionary(tags.map(({ key, value }) => [key, value]));
