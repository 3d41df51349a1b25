import type { OperationName, PackageFormat, Tag } from '../api/types';
import { externalConnections, formats } from '../formats';
import type { ExternalConnectionName } from '../model/coordinates';
import type { EncryptionKeyFact } from '../ops/learn';
import type { Caller, SimulatorFact, SimulatorInputs } from './calls';
import type { InProcessSimulator } from './in-process-simulator';
import {
  commonMembers,
  connectionIn,
  coordinatesIn,
  detailsOf,
  entriesIn,
  originIn,
  repositoryIn,
} from './world-packages';
import { Place } from './world-place';

/** The account and Region of what names none. */
type Home = Required<Pick<Caller, 'account' | 'region'>>;

/** The simulator's own account and Region as the world has them. */
export function defaultsOf(world: unknown): Caller {
  const { account, region } = membersOf(new Place(world));
  return { account: account?.account(), region: region?.region() };
}

/**
 * Brings about a world in a simulator in which nothing exists, by the operations of the API and by facts. Throws a
 * WorldError that names the place of what cannot be.
 */
export function loadWorld(simulator: InProcessSimulator, world: unknown): void {
  const { account, region, encryptionKeys, domains, publicRepositories, unavailable, listingNoAssets } = membersOf(
    new Place(world),
  );
  const home = { account: account?.account() ?? simulator.account, region: region?.region() ?? simulator.region };
  const door = new Door(simulator);
  const keys = (encryptionKeys?.items() ?? []).map((place) => ({ place, fact: keyIn(place) }));
  // A domain is created with a key that can be used, and loses it afterwards.
  for (const { place, fact } of keys) door.learn(place, { ...fact, state: 'Enabled', accessible: true }, home);
  const made = (domains?.entries() ?? []).map(([name, place]) => new WorldDomainLoader(door, place, name, home));
  const regions = new Set([home.region, ...made.map(({ owner }) => owner.region)]);
  for (const where of regions) {
    const caller = { ...home, region: where };
    for (const [connection, place] of publicRepositories?.entries() ?? []) {
      loadPublic(door, place, connectionIn(place, connection), caller);
    }
    for (const place of listingNoAssets?.items() ?? []) {
      door.learn(place, { type: 'public repository', connection: connectionIn(place), listsAssets: false }, caller);
    }
    for (const place of unavailable?.items() ?? []) {
      door.learn(place, { type: 'public repository', connection: connectionIn(place), available: false }, caller);
    }
  }
  for (const domain of made) domain.load();
  for (const { place, fact } of keys) door.learn(place, fact, home);
}

const membersOf = (world: Place) =>
  world.members(
    'account',
    'region',
    'encryptionKeys',
    'domains',
    'publicRepositories',
    'unavailable',
    'listingNoAssets',
  );

/** The simulator's own doors; what they refuse is a fault of the world. */
class Door {
  constructor(private readonly simulator: InProcessSimulator) {}

  call<N extends OperationName>(place: Place, name: N, input: SimulatorInputs[N], as: Caller): void {
    const result = this.simulator.execute(name, input, as);
    if (!result.ok) place.fail(result.error.message);
  }

  learn(place: Place, fact: SimulatorFact, as: Caller): void {
    try {
      this.simulator.learn([fact], as);
    } catch (error) {
      if (error instanceof RangeError) place.fail(error.message);
      throw error;
    }
  }
}

function keyIn(place: Place): EncryptionKeyFact {
  const {
    arn = place.fail('lacks arn'),
    aliases,
    state,
    kind,
    accessible,
  } = place.members('arn', 'aliases', 'state', 'kind', 'accessible');
  return {
    type: 'encryption key',
    arn: arn.matching(/^arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key\/[^/]+$/, 'the ARN of a KMS key'),
    aliases: aliases?.items().map((alias) => alias.matching(/^alias\/./, 'alias/ and a name')) ?? [],
    state: state?.oneOf(['Enabled', 'Disabled', 'PendingDeletion']) ?? 'Enabled',
    kind: kind?.oneOf(['symmetric', 'asymmetric']) ?? 'symmetric',
    accessible: accessible?.truth() ?? true,
  };
}

function loadPublic(door: Door, packages: Place, connection: ExternalConnectionName, caller: Caller): void {
  for (const entry of entriesIn(packages, externalConnections[connection])) {
    const { namespace, package: name } = entry.coordinates;
    const details = detailsOf(entry, entry.place.members(...commonMembers));
    const fact = { type: 'public version', connection, namespace, package: name, version: entry.version } as const;
    door.learn(entry.place, { ...fact, ...details }, caller);
  }
}

/** Creates a domain with its repositories; then, as the second step, fills them. */
class WorldDomainLoader {
  readonly owner: Home;
  readonly #door: Door;
  readonly #name: string;
  readonly #repositories: readonly (readonly [name: string, members: ReturnType<typeof repositoryMembers>])[];
  readonly #names: ReadonlySet<string>;

  constructor(door: Door, place: Place, name: string, home: Home) {
    const members = place.members('owner', 'region', 'encryptionKey', 'tags', 'repositories');
    this.#door = door;
    this.#name = name;
    this.owner = { account: members.owner?.account() ?? home.account, region: members.region?.region() ?? home.region };
    const repositories = members.repositories?.entries() ?? [];
    this.#repositories = repositories.map(([repository, inside]) => [repository, repositoryMembers(inside)]);
    this.#names = new Set(repositories.map(([repository]) => repository));
    const encryptionKey = members.encryptionKey?.text();
    door.call(place, 'CreateDomain', { domain: name, encryptionKey, tags: tagsIn(members.tags) }, this.owner);
  }

  load(): void {
    for (const [name, repository] of this.#repositories) this.#create(name, repository);
    for (const [name, repository] of this.#repositories) this.#connect(name, repository);
    for (const [name, repository] of this.#repositories) this.#fill(name, repository);
  }

  #create(repository: string, { place, description, administrator, tags }: RepositoryMembers): void {
    const input = { ...this.#at(repository), description: description?.text(), tags: tagsIn(tags) };
    const caller = { ...this.owner, account: administrator?.account() ?? this.owner.account };
    this.#door.call(place, 'CreateRepository', input, caller);
  }

  #connect(repository: string, { upstreams, externalConnection }: RepositoryMembers): void {
    const at = this.#at(repository);
    if (upstreams) {
      const names = upstreams.items().map((upstream) => repositoryIn(upstream, this.#names));
      const relations = names.map((repositoryName) => ({ repositoryName }));
      this.#door.call(upstreams, 'UpdateRepository', { ...at, upstreams: relations }, this.owner);
    }
    if (externalConnection) {
      const connection = connectionIn(externalConnection);
      const input = { ...at, externalConnection: connection };
      this.#door.call(externalConnection, 'AssociateExternalConnection', input, this.owner);
    }
  }

  #fill(repository: string, { packages, restrictions }: RepositoryMembers): void {
    for (const [format, place] of packages?.entries() ?? []) this.#store(repository, formatIn(place, format), place);
    for (const [format, place] of restrictions?.entries() ?? []) {
      for (const [name, set] of place.entries()) this.#restrict(repository, formatIn(place, format), name, set);
    }
  }

  #store(repository: string, format: PackageFormat, packages: Place): void {
    for (const entry of entriesIn(packages, format)) {
      const { status, origin, ...common } = entry.place.members('status', 'origin', ...commonMembers);
      const { tags, ...details } = detailsOf(entry, common);
      const hasTags = formats[format].defaultDisplayVersion === 'latest-tag';
      const fact: SimulatorFact = {
        type: 'stored version',
        ...this.#at(repository),
        ...entry.coordinates,
        version: entry.version,
        status: status?.oneOf(['Published', 'Unfinished', 'Unlisted', 'Archived', 'Disposed']),
        origin: origin && originIn(origin, this.#names, format),
        tags: tags ?? (hasTags ? ['latest'] : []),
        ...details,
      };
      if (status?.value === 'Unfinished' && !formats[format].unfinished)
        status.fail(`no ${format} version is Unfinished`);
      this.#door.learn(entry.place, fact, this.owner);
    }
  }

  #restrict(repository: string, format: PackageFormat, name: string, place: Place): void {
    const { publish = place.fail('lacks publish'), upstream = place.fail('lacks upstream') } = place.members(
      'publish',
      'upstream',
    );
    const restrictions = { publish: publish.oneOf(['ALLOW', 'BLOCK']), upstream: upstream.oneOf(['ALLOW', 'BLOCK']) };
    const input = { ...this.#at(repository), ...coordinatesIn(place, format, name), restrictions };
    this.#door.call(place, 'PutPackageOriginConfiguration', input, this.owner);
  }

  #at(repository: string) {
    return { domain: this.#name, domainOwner: this.owner.account, repository };
  }
}

const repositoryMembers = (place: Place) => ({
  place,
  ...place.members(
    'description',
    'administrator',
    'upstreams',
    'externalConnection',
    'tags',
    'packages',
    'restrictions',
  ),
});
type RepositoryMembers = ReturnType<typeof repositoryMembers>;

const formatIn = (place: Place, name: string): PackageFormat =>
  Object.hasOwn(formats, name) ? (name as PackageFormat) : place.fail(`no package format '${name}'`);

const tagsIn = (tags: Place | undefined): Tag[] | undefined =>
  tags?.entries().map(([key, value]) => ({ key, value: value.text() }));
