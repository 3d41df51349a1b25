import { domainKey, dueKey } from '../model/keys';
import type { Domain } from '../model/state';
import type { Command, Transaction } from '../model/transaction';
import { domainDeletable } from '../rules/domain';
import { domainDescription } from './views';

/** Deletes an empty domain, or one whose key is lost. Without such a domain it changes nothing (DOM-34). */
export const deleteDomain: Command<'DeleteDomain'> = (tx, request) => {
  const owner = request.domainOwner ?? tx.context.account; // DOM-06
  const key = domainKey(tx.context.region, owner, request.domain);
  const domain = tx.state.domains.get(key);
  if (!domain) {
    tx.trace.push({ kind: 'follow', id: 'DOM-34', subject: request.domain });
    return {};
  }
  tx.demand([domainDeletable], { state: tx.state, domain }, domain.name);
  tx.root.domains = tx.root.domains.without(key); // DOM-35
  if (domain.repositories.size > 0) scheduleCleanUp(tx, domain);
  return { domain: { ...domainDescription(domain), status: 'Deleted' } }; // DOM-33
};

/** The repositories of the domain stay in ListRepositories until this falls due (DOM-43). */
function scheduleCleanUp(tx: Transaction, domain: Domain): void {
  tx.trace.push({ kind: 'follow', id: 'DOM-43', subject: domain.name });
  const time = tx.context.now + tx.state.settings.domainCleanUpSeconds * 1000;
  tx.root.due = tx.root.due.with(dueKey(time, tx.nextId()), Object.freeze({ kind: 'clean-up', time, domain }));
}
