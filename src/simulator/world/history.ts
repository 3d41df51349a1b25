import type { WorldDeletedRepository } from './world';

/** An upstream of a repository: one that is there, or one that was deleted. */
type Upstream = string | WorldDeletedRepository;

/** Something that happened to a repository; what is temporary is deleted later. */
export interface HistoryStep {
  readonly what: 'create temporary' | 'create' | 'relate' | 'delete';
  readonly name: string;
}

/**
 * An order of events after which the repositories have these upstreams. One that was deleted is there until all that
 * point to it do; another of its name is created afterwards (UPS-15, UPS-16). `impossible` are the repositories
 * whose upstreams cannot have been there together.
 */
export function historyOf(repositories: ReadonlyMap<string, readonly Upstream[] | undefined>): {
  readonly steps: readonly HistoryStep[];
  readonly impossible: readonly string[];
} {
  const absent = new Set(repositories.keys());
  const unrelated = new Map(
    [...repositories].flatMap(([name, upstreams]) => (upstreams ? [[name, upstreams] as const] : [])),
  );
  const temporary = new Set([...unrelated.values()].flat().flatMap((each) => deletedIn(each) ?? []));
  const steps: HistoryStep[] = [...temporary].map((name) => ({ what: 'create temporary', name }));
  const isThere = (upstream: Upstream): boolean =>
    typeof upstream === 'string' ? !absent.has(upstream) : temporary.has(upstream.deleted);
  for (let before = -1; before < steps.length; ) {
    before = steps.length;
    for (const name of absent) {
      if (!temporary.has(name) && absent.delete(name)) steps.push({ what: 'create', name });
    }
    for (const [name, upstreams] of unrelated) {
      if (absent.has(name) || !upstreams.every(isThere)) continue;
      unrelated.delete(name);
      steps.push({ what: 'relate', name });
    }
    const needed = new Set([...unrelated.values()].flat().map(deletedIn));
    for (const name of temporary) {
      if (!needed.has(name) && temporary.delete(name)) steps.push({ what: 'delete', name });
    }
  }
  return { steps, impossible: [...unrelated.keys()] };
}

const deletedIn = (upstream: Upstream): string | undefined =>
  typeof upstream === 'string' ? undefined : upstream.deleted;
