import fc from 'fast-check';
import type { ExternalConnectionName, PackageCoordinates } from '../../src/model/coordinates';
import type { Repository } from '../../src/model/state';
import type { PlainRepository, PlainVersion, PlainWorld, Status } from './oracle';
import { Estate } from './support';

/** Names that a careless dictionary takes for its own come first. */
export const names = ['constructor', 'toString', 'valueOf', 'hasOwnProperty'].concat(
  Array.from({ length: 36 }, (_, index) => `repo${index}`),
);

export const versionNames = ['1.0.0', '2.0.0', '__proto__', 'constructor', '10.0.0-rc.1'];
const tagNames = ['latest', 'beta', '__proto__', 'constructor'];
export const statuses: readonly Status[] = ['Published', 'Unfinished', 'Unlisted', 'Archived', 'Disposed'];

export interface Shape {
  readonly repositories?: number;
  /** Also upstreams that lead back, as no operation makes them (RES-07). */
  readonly cycles?: boolean;
  /** Also upstreams that are gone. */
  readonly gone?: boolean;
  /** Also packages and package groups that keep repositories from reading elsewhere. */
  readonly blocks?: boolean;
  readonly connections?: readonly ExternalConnectionName[];
  /** The connections through which stored versions may have come. */
  readonly origins?: readonly (string | undefined)[];
  readonly files?: readonly string[];
  /** Few, and most repositories have them. */
  readonly versions?: readonly string[];
  readonly tags?: boolean;
}

/** Chosen keys, each with a value. */
const mapOf = <V>(keys: readonly string[], value: fc.Arbitrary<V>, maxLength = keys.length) =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...keys), value), { selector: ([key]) => key, maxLength })
    .map((entries) => new Map(entries));

function anyVersion({ origins = [undefined], files = ['asset'] }: Shape): fc.Arbitrary<PlainVersion> {
  const status = fc.oneof({ weight: 2, arbitrary: fc.constant<Status>('Published') }, fc.constantFrom(...statuses));
  return fc
    .record({
      status,
      from: fc.constantFrom(...origins),
      files: fc.uniqueArray(fc.constantFrom(...files), { minLength: 1, maxLength: files.length }),
    })
    .map(({ files: some, ...rest }) => ({ ...rest, files: rest.status === 'Disposed' ? [] : some.sort() }));
}

/** A repository with upstreams or a connection (UPS-26). */
function anyRepository(shape: Shape, index: number, count: number): fc.Arbitrary<PlainRepository> {
  const { cycles, gone, blocks, connections = [], tags, versions = versionNames } = shape;
  const present = names.slice(cycles ? 0 : index + 1, count);
  const anyOf = (candidates: readonly string[]): fc.Arbitrary<string[]> =>
    fc.uniqueArray(fc.constantFrom('gone', ...candidates), { maxLength: 10, size: '+1' });
  const standing = anyOf(present).map((list) => list.filter((name) => name !== 'gone'));
  const upstreams = gone ? fc.oneof({ weight: 12, arbitrary: standing }, anyOf(present)) : standing;
  const relations = fc.oneof(
    { weight: 3, arbitrary: upstreams.map((list) => ({ upstreams: list })) },
    ...(connections.length > 0
      ? [{ weight: 1, arbitrary: fc.constantFrom(...connections).map((connection) => ({ upstreams: [], connection })) }]
      : []),
  );
  const onceIn = (times: number) =>
    blocks ? fc.integer({ max: times - 1, min: 0 }).map((dice) => dice === 0) : fc.constant(false);
  return fc
    .tuple(
      relations,
      fc.tuple(onceIn(6), onceIn(12), onceIn(12)),
      mapOf(versions, anyVersion(shape), 3),
      tags ? mapOf(tagNames, fc.constantFrom(...versions)) : fc.constant(new Map<string, string>()),
    )
    .map(([relation, [blocked, stays, starves], held, own]) => {
      return { ...relation, blocked, pulls: !stays, ingests: !starves, versions: held, tags: own };
    });
}

/** Any world of this shape; the requested repository is the first. */
export function anyWorld(shape: Shape): fc.Arbitrary<PlainWorld> {
  const { repositories: maximum = 8, connections = [], files = ['asset'], versions = versionNames } = shape;
  const someFiles = fc.uniqueArray(fc.constantFrom(...files), { minLength: 1, maxLength: files.length });
  const offer = mapOf(versions, someFiles, 4);
  const someTags = shape.tags ? mapOf(tagNames, fc.constantFrom(...versions)) : fc.constant(new Map<string, string>());
  return fc.integer({ min: 1, max: maximum }).chain((count) =>
    fc
      .record({
        repositories: fc.tuple(...names.slice(0, count).map((_, index) => anyRepository(shape, index, count))),
        offers: fc.tuple(...connections.map(() => offer)),
        tags: fc.tuple(...connections.map(() => someTags)),
      })
      .map(({ repositories, offers, tags }) => ({
        repositories: new Map(repositories.map((repository, index) => [names[index]!, repository])),
        offers: new Map(connections.map((connection, index) => [connection, offers[index]!])),
        offeredTags: new Map(
          connections.map((connection, index) => [
            connection,
            new Map([...tags[index]!].filter(([, version]) => offers[index]!.has(version))),
          ]),
        ),
      })),
  );
}

/** The name of a file as an asset; `asset` stands for the usual one. */
export type FileName = (version: string, file: string) => string;

/** The world as a state; the bytes of a copy tell where it lies. Relations are set past the API: it admits no cycle. */
export function estateOf(
  world: PlainWorld,
  subject: PackageCoordinates,
  fileName: FileName = (_, file) => file,
): Estate {
  const estate = new Estate(Object.fromEntries([...world.repositories.keys()].map((name) => [name, []])), subject);
  relateAll(estate, world);
  fill(estate, world, fileName);
  return estate;
}

/** The same through the API, for a world without cycle and without upstreams that are gone. */
export function estateByApi(
  world: PlainWorld,
  subject: PackageCoordinates,
  fileName: FileName = (_, file) => file,
): Estate {
  const graph = [...world.repositories].map(([name, { upstreams, connection }]) => [name, connection ?? upstreams]);
  const estate = new Estate(Object.fromEntries(graph), subject);
  fill(estate, world, fileName);
  return estate;
}

function fill(estate: Estate, world: PlainWorld, fileName: FileName): void {
  groupIn(estate, world);
  for (const [name, { versions, tags, blocked }] of world.repositories) {
    for (const [version, { status, from, files }] of versions) {
      const of = estate.assets(
        name,
        version,
        files.map((file) => fileName(version, file)),
      );
      const pointing = [...tags].filter(([, target]) => target === version).map(([tag]) => tag);
      estate.hold(name, version, {
        status,
        of,
        tags: pointing,
        ...(from ? { from: from as ExternalConnectionName } : {}),
      });
    }
    if (blocked) estate.restrict(name, 'BLOCK');
  }
  for (const [connection, offered] of world.offers) {
    const tags = world.offeredTags.get(connection)!;
    for (const [version, files] of offered) {
      const pointing = [...tags].filter(([, target]) => target === version).map(([tag]) => tag);
      const of = files.map((file) => fileName(version, file));
      estate.offer(connection as ExternalConnectionName, version, { of, tags: pointing });
    }
  }
}

/** Makes a group of the one package that keeps repositories from reading, if some are kept. */
function groupIn(estate: Estate, { repositories }: PlainWorld): void {
  if ([...repositories.values()].every(({ pulls, ingests }) => pulls && ingests)) return;
  const { format, namespace = '', package: name } = estate.subject;
  const group = { domain: 'my-domain', packageGroup: `/${format}/${namespace}/${name}$` };
  const mode = 'ALLOW_SPECIFIC_REPOSITORIES';
  estate.call('CreatePackageGroup', group);
  estate.call('UpdatePackageGroupOriginConfiguration', {
    ...group,
    restrictions: { INTERNAL_UPSTREAM: mode, EXTERNAL_UPSTREAM: mode },
    addAllowedRepositories: [...repositories].flatMap(([repositoryName, { pulls, ingests }]) => [
      ...(pulls ? [{ repositoryName, originRestrictionType: 'INTERNAL_UPSTREAM' as const }] : []),
      ...(ingests ? [{ repositoryName, originRestrictionType: 'EXTERNAL_UPSTREAM' as const }] : []),
    ]),
  });
}

function relateAll(estate: Estate, { repositories }: PlainWorld): void {
  const ids = new Map(estate.repositories().map(({ name, id }) => [name, id]));
  changeRepositories(estate, (repository) => {
    const { upstreams, connection } = repositories.get(repository.name)!;
    const relations = upstreams.map((name) => Object.freeze({ name, id: ids.get(name) ?? 1_000_000 }));
    return {
      upstreams: Object.freeze(relations),
      ...(connection ? { externalConnection: connection as ExternalConnectionName } : {}),
    };
  });
}

/** Changes repositories past all operations. */
export function changeRepositories(estate: Estate, change: (repository: Repository) => Partial<Repository>): void {
  const [key, domain] = [...estate.state.domains][0]!;
  const repositories = domain.repositories.withAll(
    [...domain.repositories].map(([id, repository]) => [id, Object.freeze({ ...repository, ...change(repository) })]),
  );
  const domains = estate.state.domains.with(key, Object.freeze({ ...domain, repositories }));
  estate.state = Object.freeze({ ...estate.state, domains });
}

/** The same world, in which the repository has no upstreams and no connection. */
export function isolate(estate: Estate, name: string): void {
  changeRepositories(estate, (repository) =>
    repository.name === name ? { upstreams: Object.freeze([]), externalConnection: undefined } : {},
  );
}
