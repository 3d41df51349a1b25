import { isExternalConnectionName } from '../formats';
import type { ExternalConnectionName } from '../model/coordinates';
import { ServiceError } from '../model/errors';
import type { Command } from '../model/transaction';
import type { View } from '../model/view';
import { noConnectionYet, noUpstreamsBesides } from '../rules/external-connection';
import { findRepository } from './find';
import { repositoryDescription } from './views';

/** Gives a repository an external connection when it has neither one nor upstreams; nothing is fetched yet (EXT-19). */
export const associateExternalConnection: Command<'AssociateExternalConnection'> = (tx, request) => {
  const { domain, repository } = findRepository(tx, request);
  const connection = connectionOf(tx, request.externalConnection);
  tx.demand([noConnectionYet, noUpstreamsBesides], { domain, repository, connection }, repository.name);
  const draft = tx.repository(domain, repository.id);
  draft.externalConnection = connection;
  return { repository: repositoryDescription(domain, draft) };
};

/** A name that has the form of one need not be one (EXT-08). */
function connectionOf(view: View, name: string): ExternalConnectionName {
  if (isExternalConnectionName(name)) return name;
  const message = `External connection not found. External connection '${name}' does not exist.`;
  throw view.refuse('EXT-08', new ServiceError('ResourceNotFoundException', message, { resourceId: name }), name);
}
