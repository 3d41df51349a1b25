import type { Command } from '../model/transaction';
import { connectionPresent } from '../rules/external-connection';
import { findRepository } from './find';
import { repositoryDescription } from './views';

/** Takes the external connection away from a repository; the versions that are stored stay (EXT-14). */
export const disassociateExternalConnection: Command<'DisassociateExternalConnection'> = (tx, request) => {
  const { domain, repository } = findRepository(tx, request);
  const subject = { domain, repository, connection: request.externalConnection };
  tx.demand([connectionPresent], subject, repository.name);
  const draft = tx.repository(domain, repository.id);
  delete draft.externalConnection;
  return { repository: repositoryDescription(domain, draft) };
};
