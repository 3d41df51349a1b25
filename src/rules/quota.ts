import { ServiceError } from '../model/errors';
import { accountKey } from '../model/keys';
import type { Rule } from '../model/rule';
import type { Quotas } from '../model/state';
import type { View } from '../model/view';

/** The quotas of an account in the called Region: its own, else those of the simulator (QUO-31). */
export const quotasOf = ({ state, context }: Pick<View, 'state' | 'context'>, account: string): Quotas =>
  state.quotas.get(accountKey(context.region, account)) ?? state.settings.quotas;

/** The refusal of what exceeds a quota, which has its name from AWS's page of quotas (ERR-55). */
export const quotaExceeded = (
  quota: string,
  limit: number | string,
  resource: Pick<ServiceError['members'], 'resourceId' | 'resourceType'>,
): ServiceError => new ServiceError('ServiceQuotaExceededException', `${quota} exceeded: ${limit}.`, resource);

/** Something that is about to be created, how many there are of its kind, and how many there may be. */
interface Addition {
  readonly name: string;
  readonly present: number;
  readonly limit: number;
}

/** There is room for one more domain in the account and Region; deleted ones do not count (QUO-33). */
export const domainQuota: Rule<Addition, ServiceError> = {
  id: 'QUO-03',
  holds: ({ present, limit }) => present < limit,
  refusal: ({ name, limit }) =>
    quotaExceeded('Domains per AWS account', limit, { resourceId: name, resourceType: 'domain' }),
};

/** There is room for one more repository in the domain; deleted ones do not count (QUO-33). */
export const repositoryQuota: Rule<Addition, ServiceError> = {
  id: 'QUO-04',
  holds: ({ present, limit }) => present < limit,
  refusal: ({ name, limit }) =>
    quotaExceeded('Repositories per domain', limit, { resourceId: name, resourceType: 'repository' }),
};
