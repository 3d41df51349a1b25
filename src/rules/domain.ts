import { invalid, ServiceError } from '../model/errors';
import { domainKey } from '../model/keys';
import type { Rule } from '../model/rule';
import type { Domain, EncryptionKey, State } from '../model/state';

interface DomainInState {
  readonly state: State;
  readonly domain: Domain;
}

/** A text that names a KMS key, and the key that was found by it. */
interface NamedKey {
  readonly text: string | undefined;
  readonly key: EncryptionKey | undefined;
}

/** The service can use the domain's key: it is there, enabled, symmetric and its grant stands. */
export const keyUsable: Rule<DomainInState, ServiceError> = {
  id: 'DOM-41',
  holds: ({ state, domain }) => {
    const key = state.encryptionKeys.get(domain.encryptionKey);
    return !key || (key.state === 'Enabled' && key.accessible); // a key nobody described is AWS's managed key (DOM-14)
  },
  refusal: ({ domain: { name } }) =>
    invalid(`The KMS key of domain '${name}' is not accessible.`, 'ENCRYPTION_KEY_ERROR'), // ERR-56
};

/** No live domain of this owner and Region has the name (DOM-03). */
export const domainNameFree: Rule<Pick<Domain, 'region' | 'owner' | 'name'> & { state: State }, ServiceError> = {
  id: 'DOM-04',
  holds: ({ state, region, owner, name }) => !state.domains.has(domainKey(region, owner, name)),
  refusal: ({ owner, name }) => {
    const message = `Domain already exists. Domain '${name}' owned by account '${owner}' already exists.`; // ERR-50
    return new ServiceError('ConflictException', message, { resourceId: name, resourceType: 'domain' });
  },
};

/** The domain can go: it has no repository, or the service can no longer look, its key being lost (DOM-42). */
export const domainDeletable: Rule<DomainInState, ServiceError> = {
  id: 'DOM-31',
  holds: (subject) => subject.domain.repositories.size === 0 || !keyUsable.holds(subject),
  refusal: ({ domain: { name } }) => {
    const message = `Domain '${name}' contains repositories and cannot be deleted.`; // ERR-51
    return new ServiceError('ConflictException', message, { resourceId: name, resourceType: 'domain' });
  },
};

/** There is such a key, and it can be used now (DOM-16). */
export const keyFound: Rule<NamedKey, ServiceError> = {
  id: 'ERR-46',
  holds: ({ key }) => key?.state === 'Enabled' && key.accessible,
  refusal: ({ text }) => invalid(`KMS key not found: ${text}`, 'ENCRYPTION_KEY_ERROR'),
};

/** The key is of the kind that encrypts data (DOM-16). */
export const keySymmetric: Rule<NamedKey, ServiceError> = {
  id: 'ERR-49',
  holds: ({ key }) => key?.kind === 'symmetric',
  refusal: ({ text }) => invalid(`Unsupported KMS key: ${text}`, 'ENCRYPTION_KEY_ERROR'),
};
