/**
 * What the rulebook says of resolution, retention and lists, on plain arrays and maps. It shares no code with src, and
 * is made in another way: whole lists are computed first and read afterwards.
 */
export type Status = 'Published' | 'Unfinished' | 'Unlisted' | 'Archived' | 'Disposed';

export interface PlainRepository {
  /** Names; one that no repository has is that of a deleted one. */
  readonly upstreams: readonly string[];
  readonly connection?: string;
  /** `upstream` is `BLOCK` for the package. */
  readonly blocked: boolean;
  /** The package's group lets it read from its upstreams (ORG-42). */
  readonly pulls: boolean;
  /** The package's group lets it use its connection (ORG-41). */
  readonly ingests: boolean;
  readonly versions: ReadonlyMap<string, PlainVersion>;
  readonly tags: ReadonlyMap<string, string>;
}

export interface PlainVersion {
  readonly status: Status;
  /** The connection through which it entered; absent: published directly. */
  readonly from?: string;
  readonly files: readonly string[];
}

export interface PlainWorld {
  readonly repositories: ReadonlyMap<string, PlainRepository>;
  /** Versions with their files, by connection. */
  readonly offers: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  readonly offeredTags: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** RES-30, RES-31, ORG-42, ORG-43. */
const cut = ({ upstreams, blocked, pulls }: PlainRepository): readonly string[] => (blocked || !pulls ? [] : upstreams);

/** RES-30, ORG-41. */
const used = ({ connection, blocked, ingests }: PlainRepository): string | undefined =>
  blocked || !ingests ? undefined : connection;

/** RES-02, RES-05, RES-07, RES-30, RES-31: the requested repository and at most 25 more. */
export function searchOrder({ repositories }: PlainWorld, asked: string): string[] {
  const order: string[] = [];
  let pending = [asked];
  while (pending.length > 0) {
    const [next, ...rest] = pending as [string, ...string[]];
    const repository = repositories.get(next);
    if (!repository || order.includes(next)) pending = rest;
    else {
      order.push(next);
      pending = [...cut(repository), ...rest];
    }
  }
  return order.slice(0, 26);
}

/** UPS-16: a searched repository has an upstream that is gone. */
export const isBroken = (world: PlainWorld, asked: string): boolean =>
  searchOrder(world, asked).some((name) =>
    cut(world.repositories.get(name)!).some((upstream) => !world.repositories.has(upstream)),
  );

/** RES-17, RES-30: the connections of the search list, each with its repository, in order. */
export const connectionsOf = (world: PlainWorld, asked: string): { holder: string; connection: string }[] =>
  searchOrder(world, asked).flatMap((holder) => {
    const connection = used(world.repositories.get(holder)!);
    return connection === undefined ? [] : [{ holder, connection }];
  });

/** Who has the deciding copy of a version: a repository, or a connection through a repository. */
export type Decision =
  | { readonly kind: 'stored'; readonly holder: string; readonly status: Status }
  | { readonly kind: 'public'; readonly holder: string; readonly connection: string }
  | { readonly kind: 'nowhere' }
  | { readonly kind: 'broken' };

/** RES-11, RES-16, RES-17, UPS-16, UPS-22. */
export function decide(world: PlainWorld, asked: string, version: string): Decision {
  const stored = searchOrder(world, asked).flatMap((holder) => {
    const found = world.repositories.get(holder)!.versions.get(version);
    return found ? [{ kind: 'stored' as const, holder, status: found.status }] : [];
  });
  if (stored[0]?.holder === asked) return stored[0];
  if (isBroken(world, asked)) return { kind: 'broken' };
  const offers = connectionsOf(world, asked).filter(({ connection }) => world.offers.get(connection)?.has(version));
  return stored[0] ?? (offers[0] ? { kind: 'public', ...offers[0] } : { kind: 'nowhere' });
}

const isGiven = (status: Status): boolean => ['Published', 'Unlisted'].includes(status); // RES-12 to RES-14

/** Whose bytes a client gets; undefined for 404. */
export function bytesOf(world: PlainWorld, asked: string, version: string): string | undefined {
  const decision = decide(world, asked, version);
  if (decision.kind === 'stored' && isGiven(decision.status)) return decision.holder;
  return decision.kind === 'public' ? decision.connection : undefined;
}

/** RET-01 to RET-05: the repositories that have the version after a fetch and had not before. */
export function retainedIn(world: PlainWorld, asked: string, version: string): Set<string> {
  const decision = decide(world, asked, version);
  if (decision.kind === 'public') return new Set([asked, decision.holder]);
  if (decision.kind === 'stored' && isGiven(decision.status) && decision.holder !== asked) return new Set([asked]);
  return new Set();
}

/** RES-19 to RES-21: each listed version with the repository or connection whose copy it is; undefined for 404. */
export function listedFrom(world: PlainWorld, asked: string): Map<string, string> | undefined {
  if (isBroken(world, asked)) return undefined;
  const listed = new Map<string, string>();
  for (const version of everyVersion(world)) {
    const decision = decide(world, asked, version);
    if (decision.kind === 'stored' && decision.status === 'Published') listed.set(version, decision.holder);
    if (decision.kind === 'public') listed.set(version, decision.connection);
  }
  return listed.size > 0 ? listed : undefined; // RES-32
}

function everyVersion({ repositories, offers }: PlainWorld): Set<string> {
  const stored = [...repositories.values()].flatMap(({ versions }) => [...versions.keys()]);
  return new Set([...stored, ...[...offers.values()].flatMap((offered) => [...offered.keys()])]);
}

/**
 * RES-24 to RES-27, for graphs without cycle in which the limit does not bite: what a repository's upstreams say,
 * the first of them first, and then the repository itself.
 */
export function tagsSeen(world: PlainWorld, asked: string): Map<string, string> {
  const listed = listedFrom(world, asked) ?? new Map();
  const said = (name: string): (readonly [string, string])[] => {
    const repository = world.repositories.get(name)!;
    const offered = world.offeredTags.get(used(repository) ?? '');
    return [...cut(repository).flatMap(said), ...(offered ?? []), ...repository.tags];
  };
  const first = new Map([...said(asked)].reverse());
  return new Map([...first].filter(([, version]) => listed.has(version)));
}

/** RES-28, EXT-42 to EXT-47: the files of a listed PyPI version, each with the place that gives it. */
export function filesSeen(world: PlainWorld, asked: string, version: string): Map<string, string> {
  const decision = decide(world, asked, version);
  if (decision.kind === 'public') {
    return new Map(
      world.offers
        .get(decision.connection)!
        .get(version)!
        .map((file) => [file, decision.connection]),
    );
  }
  if (decision.kind !== 'stored') return new Map();
  const holding = searchOrder(world, asked)
    .map((name) => ({ name, held: world.repositories.get(name)!.versions.get(version) }))
    .filter((item): item is { name: string; held: PlainVersion } => item.held !== undefined);
  // EXT-46, EXT-47
  const isOpen = ({ held }: { held: PlainVersion }) => held.from !== undefined && isGiven(held.status);
  const closed = holding.findIndex((item) => !isOpen(item));
  const giving = closed === 0 ? holding.slice(0, 1) : closed > 0 ? holding.slice(0, closed) : holding;
  const sources = giving.map(({ name, held }) => ({ name, files: held.files }));
  if (closed < 0) {
    for (const { connection } of connectionsOf(world, asked)) {
      sources.push({ name: connection, files: world.offers.get(connection)?.get(version) ?? [] });
    }
  }
  return new Map(sources.flatMap(({ name, files }) => files.map((file) => [file, name] as const)).reverse());
}
