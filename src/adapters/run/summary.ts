import type { State } from '../../model/state';
import { bytes, columns } from '../demo/report';
import type { HandledRequest } from '../server/handler';

/** How many requests there were at package endpoints, and how they ended. */
export class RequestCount {
  #all = 0;
  #absent = 0;
  #refused = 0;

  /** Counts a request, if it was at a package endpoint. */
  readonly add = ({ path, status, operation }: HandledRequest): void => {
    if (operation !== undefined || !/^\/[a-z]+\/d\//.test(path)) return;
    this.#all += 1;
    if (status === 404) this.#absent += 1;
    else if (status >= 400) this.#refused += 1;
  };

  get text(): string {
    const requests = this.#all === 1 ? '1 request' : `${this.#all} requests`;
    return `${requests}, of which ${this.#absent} found nothing and ${this.#refused} ended in a refusal.`;
  }
}

/**
 * What lies in each repository after a run, how it came there, and what the domain stores for it. `before` is the state
 * at the beginning: what was there then is not told.
 */
export function summaryOf(before: State, after: State): string {
  const rows = [['repository', 'versions', 'ingested', 'retained', 'published', 'bytes referenced']];
  let stored = 0;
  let referenced = 0;
  let fetched = 0;
  for (const [key, domain] of after.domains) {
    stored += domain.assetSizeBytes - (before.domains.get(key)?.assetSizeBytes ?? 0);
    for (const repository of domain.repositories.values()) {
      const known = before.domains.get(key)?.repositories.get(repository.id)?.versions;
      const count = { versions: 0, ingested: 0, retained: 0, published: 0, size: 0 };
      for (const [at, { origin, assets }] of repository.versions) {
        if (known?.has(at)) continue;
        const entry = origin.domainEntryPoint;
        const isOwn = entry?.repositoryName === repository.name;
        const isIngested = entry?.externalConnectionName !== undefined && repository.externalConnection !== undefined;
        count[isOwn ? 'published' : isIngested ? 'ingested' : 'retained'] += 1;
        count.versions += 1;
        count.size += assets.reduce((sum, { size }) => sum + size, 0);
      }
      if (count.versions === 0) continue;
      referenced += count.size;
      fetched += count.ingested;
      const { versions, ingested, retained, published, size } = count;
      rows.push([repository.name, ...[versions, ingested, retained, published].map(String), bytes(size, 'all')]);
    }
  }
  const bytesTold = `Bytes stored: ${bytes(stored, 'all')}; referenced: ${bytes(referenced, 'all')}.`;
  const total = `Versions fetched from outside: ${fetched}. ${bytesTold}`;
  return rows.length === 1 ? 'Nothing was stored.' : `${columns(rows)}\n\n${total}`;
}
