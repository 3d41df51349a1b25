import type { Policy } from '../access/decision';
import { isPolicyFault, type PolicyFault } from '../access/policy';
import { invalid, type ResourceType, ServiceError } from '../model/errors';
import type { Rule } from '../model/rule';
import type { ResourcePolicy } from '../model/state';

/** The policy of a domain or a repository, and what a caller expects of it. */
export interface PolicyInPlace {
  readonly arn: string;
  readonly resourceType: Extract<ResourceType, 'domain' | 'repository'>;
  readonly resourceId: string;
  readonly policy: ResourcePolicy | undefined;
  readonly policyRevision: string | undefined;
}

/** The document is a policy for a resource (POL-19, POL-21). */
export const policyReadable: Rule<Policy | PolicyFault, ServiceError> = {
  id: 'POL-19',
  holds: (read) => !isPolicyFault(read),
  refusal: (read) => invalid(`The policy cannot be read: ${(read as PolicyFault).fault}`, 'FIELD_VALIDATION_FAILED'),
};

/** There is a policy (ERR-53). */
export const policyPresent: Rule<PolicyInPlace, ServiceError> = {
  id: 'POL-15',
  holds: ({ policy }) => policy !== undefined,
  refusal: ({ arn, resourceId, resourceType }) => {
    const message = `Policy not found. No policy is set on ${arn}.`;
    return new ServiceError('ResourceNotFoundException', message, { resourceId, resourceType });
  },
};

/** The policy has the revision that the caller expects, if he expects one (POL-10 to POL-13, ERR-52). */
export const revisionCurrent: Rule<PolicyInPlace, ServiceError> = {
  id: 'POL-10',
  holds: ({ policy, policyRevision }) => policyRevision === undefined || policy?.revision === policyRevision,
  refusal: ({ resourceId, resourceType }) => {
    const message = 'The policy revision does not match the current revision.';
    return new ServiceError('ConflictException', message, { resourceId, resourceType });
  },
};
