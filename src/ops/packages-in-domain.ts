import type { Domain } from '../model/state';

type Keys = Iterator<readonly [string, unknown]>;

/**
 * The keys of the packages of all repositories of a domain that follow one key and come before another, ascending and
 * each once (GRP-123, GRP-126); what comes with a key is of no matter.
 */
export function packagesInDomain(
  { repositories }: Domain,
  after?: string,
  before?: string,
): Iterable<readonly [string, unknown]> {
  const all = union([...repositories.values()].map(({ packages }) => packages.after(after, before)));
  return { [Symbol.iterator]: () => all };
}

/** Merges by halves, so that a key passes through few hands however many repositories there are. */
function union(sources: readonly Keys[]): Keys {
  if (sources.length < 2) return sources[0] ?? [].values();
  const half = Math.ceil(sources.length / 2);
  return merged(union(sources.slice(0, half)), union(sources.slice(half)));
}

function* merged(some: Keys, others: Keys): Generator<readonly [string, unknown]> {
  let one = some.next();
  let other = others.next();
  while (!one.done || !other.done) {
    const order = one.done ? 1 : other.done ? -1 : compare(one.value[0], other.value[0]);
    yield order > 0 ? other.value : one.value;
    if (order <= 0) one = some.next();
    if (order >= 0) other = others.next();
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
