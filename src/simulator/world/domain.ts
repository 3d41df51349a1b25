import type { PackageFormat } from '../../api/types';
import { formats } from '../../formats';
import type { SimulatorFact } from '../calls';
import { type Door, type Home, tagsOf } from './door';
import { loadPackageGroup } from './groups';
import { type HistoryStep, historyOf } from './history';
import { coordinatesIn, detailsOf, entriesIn, originIn, repositoryIn, storable } from './packages';
import type { Place } from './place';
import type { WorldDeletedRepository, WorldDomain, WorldPolicy, WorldRepository, WorldStoredPackages } from './world';

type Restrictions = NonNullable<NonNullable<WorldRepository['restrictions']>[PackageFormat]>;

/** Creates a domain; then, as the second step, its repositories with all that is in them. */
export class WorldDomainLoader {
  readonly owner: Home;
  readonly #door: Door;
  readonly #place: Place<WorldDomain>;
  readonly #name: string;
  readonly #repositories: ReadonlyMap<string, Place<WorldRepository>>;
  readonly #names: ReadonlySet<string>;

  constructor(door: Door, place: Place<WorldDomain>, name: string, home: Home) {
    const { owner = home.account, region = home.region, encryptionKey, tags } = place.value;
    this.#door = door;
    this.#place = place;
    this.#name = name;
    this.owner = { account: owner, region };
    this.#repositories = new Map(place.at('repositories')?.entries());
    this.#names = new Set(this.#repositories.keys());
    door.call(place, 'CreateDomain', { domain: name, encryptionKey, tags: tagsOf(tags) }, this.owner);
  }

  load(): void {
    this.#createAndRelate();
    for (const [name, repository] of this.#repositories) this.#connect(name, repository);
    const at = { name: this.#name, owner: this.owner, repositories: this.#names };
    for (const [pattern, group] of this.#place.at('packageGroups')?.entries() ?? []) {
      loadPackageGroup(this.#door, group, pattern, at);
    }
    for (const [name, repository] of this.#repositories) this.#fill(name, repository);
    this.#setPolicies();
  }

  #setPolicies(): void {
    const [domain, domainOwner] = [this.#name, this.owner.account];
    const own = this.#place.at('permissionsPolicy');
    if (own) {
      this.#door.call(
        own,
        'PutDomainPermissionsPolicy',
        { domain, domainOwner, policyDocument: textOf(own) },
        this.owner,
      );
    }
    for (const [name, repository] of this.#repositories) {
      const policy = repository.at('permissionsPolicy');
      if (!policy) continue;
      const input = { ...this.#at(name), policyDocument: textOf(policy) };
      this.#door.call(policy, 'PutRepositoryPermissionsPolicy', input, this.owner);
    }
  }

  #createAndRelate(): void {
    const upstreams = [...this.#repositories].map(([name, place]) => [name, place.at('upstreams')] as const);
    for (const place of upstreams.flatMap(([, list]) => list?.items() ?? [])) {
      if (typeof place.value === 'string') repositoryIn(place as Place<string>, this.#names);
    }
    const { steps, impossible } = historyOf(new Map(upstreams.map(([name, list]) => [name, list?.value])));
    for (const step of steps) this.#happen(step);
    for (const name of impossible) {
      const place = this.#repositories.get(name)!.at('upstreams')!;
      place.fail('these were never there together: some were created only after others had been deleted');
    }
  }

  #happen({ what, name }: HistoryStep): void {
    const [at, place] = [this.#at(name), this.#repositories.get(name)];
    if (what === 'create temporary') this.#door.call(this.#place, 'CreateRepository', at, this.owner);
    else if (what === 'delete') this.#door.call(this.#place, 'DeleteRepository', at, this.owner);
    else if (what === 'create') this.#create(name, place!);
    else this.#relate(name, place!.at('upstreams')!);
  }

  #relate(repository: string, list: Place<readonly (string | WorldDeletedRepository)[]>): void {
    const names = list.value.map((upstream) => (typeof upstream === 'string' ? upstream : upstream.deleted));
    const upstreams = names.map((repositoryName) => ({ repositoryName }));
    this.#door.call(list, 'UpdateRepository', { ...this.#at(repository), upstreams }, this.owner);
  }

  #create(repository: string, place: Place<WorldRepository>): void {
    const { description, tags, administrator = this.owner.account } = place.value;
    const input = { ...this.#at(repository), description, tags: tagsOf(tags) };
    this.#door.call(place, 'CreateRepository', input, { ...this.owner, account: administrator });
  }

  #connect(repository: string, place: Place<WorldRepository>): void {
    const connection = place.at('externalConnection');
    if (!connection) return;
    const input = { ...this.#at(repository), externalConnection: connection.value };
    this.#door.call(connection, 'AssociateExternalConnection', input, this.owner);
  }

  #fill(repository: string, place: Place<WorldRepository>): void {
    for (const [format, packages] of place.at('packages')?.entries() ?? []) this.#store(repository, format, packages);
    for (const [format, restrictions] of place.at('restrictions')?.entries() ?? []) {
      this.#restrict(repository, format, restrictions);
    }
  }

  #store(repository: string, format: PackageFormat, packages: Place<WorldStoredPackages>): void {
    const rules = formats[format];
    for (const entry of entriesIn(packages, format)) {
      const { tags, assets, ...details } = detailsOf(entry);
      const [status, origin] = [entry.place.at('status'), entry.place.at('origin')];
      if (status?.value === 'Unfinished' && !rules.unfinished) status.fail(`no ${format} version is Unfinished`);
      const fact: SimulatorFact = {
        type: 'stored version',
        ...this.#at(repository),
        ...entry.coordinates,
        version: entry.version,
        status: status?.value,
        revision: entry.place.value.revision,
        origin: origin && originIn(origin, this.#names, format),
        tags: tags ?? (rules.defaultDisplayVersion === 'latest-tag' ? ['latest'] : []),
        ...details,
        assets: storable(entry.place, assets),
      };
      this.#door.learn(entry.place, fact, this.owner);
    }
  }

  #restrict(repository: string, format: PackageFormat, packages: Place<Restrictions>): void {
    for (const [name, place] of packages.entries()) {
      const input = { ...this.#at(repository), ...coordinatesIn(place, format, name), restrictions: place.value };
      this.#door.call(place, 'PutPackageOriginConfiguration', input, this.owner);
    }
  }

  #at(repository: string) {
    return { domain: this.#name, domainOwner: this.owner.account, repository };
  }
}

/** The document of a policy: as it was written, or the shortest JSON of an object. */
const textOf = (place: Place<WorldPolicy>): string =>
  typeof place.value === 'string' ? place.value : place.attempt(() => JSON.stringify(place.value));
