import type { PackageVersionEvent } from '../model/event';
import { arrivalKey, coordinatesOf, packageKey } from '../model/keys';
import type { Due, State } from '../model/state';
import { Transaction } from '../model/transaction';
import type { Context } from '../model/view';
import { storeNow } from './fetch';
import { versionIn } from './stored';

/**
 * Lets happen what has fallen due, in the order of time and each at its own time (EXT-24, DOM-43). Every call begins
 * with it. The very same state when nothing was due.
 */
export function settle(state: State, context: Context): { state: State; events: readonly PackageVersionEvent[] } {
  let current = state;
  const events: PackageVersionEvent[] = [];
  for (const [key, due] of state.due) {
    if (due.time > context.now) break;
    const tx = new Transaction(current, { ...context, now: due.time });
    tx.root.due = tx.root.due.without(key);
    if (due.kind === 'arrival') arrive(tx, due);
    current = tx.commit();
    events.push(...tx.events);
  }
  return { state: current, events };
}

/** A version that was fetched becomes visible, unless its repository is gone, or got the version in another way. */
function arrive(tx: Transaction, { domain: key, repository: id, version }: Extract<Due, { kind: 'arrival' }>): void {
  const domain = tx.state.domains.get(key);
  const arrival = domain?.arrivals.get(arrivalKey(id, version));
  if (!domain || !arrival) return;
  tx.domain(domain).arrivals = domain.arrivals.without(arrivalKey(id, version));
  const repository = domain.repositories.get(id);
  const coordinates = coordinatesOf(version);
  if (!repository || versionIn(repository, coordinates.format, packageKey(coordinates), arrival.record.version)) return;
  storeNow(tx, { domain, repository }, { coordinates, key: packageKey(coordinates) }, arrival);
}
