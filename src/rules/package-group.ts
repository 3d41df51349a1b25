import type { PackageGroupAllowedRepository, PackageGroupOriginRestrictionMode } from '../api/types';
import { invalid, ServiceError } from '../model/errors';
import { rootPattern } from '../model/package-group';
import type { Rule } from '../model/rule';
import type { Domain, PackageGroup } from '../model/state';
import { restrictionTypes } from '../package-groups/hierarchy';
import { quotaExceeded } from './quota';

interface NamedGroup {
  readonly domain: Domain;
  readonly pattern: string;
}

/** No group of the domain has the pattern; case counts (GRP-10). */
export const patternFree: Rule<NamedGroup, ServiceError> = {
  id: 'GRP-09',
  holds: ({ domain, pattern }) => !domain.packageGroups.has(pattern),
  refusal: ({ domain, pattern }) => {
    const place = `in domain '${domain.name}' owned by account '${domain.owner}'`;
    const message = `Package group already exists. Package group '${pattern}' ${place} already exists.`; // as ERR-50
    return new ServiceError('ConflictException', message, { resourceId: pattern }); // ERR-11
  },
};

/** There is room for one more group in the domain, where a quota is set; the root group counts. */
export const packageGroupQuota: Rule<NamedGroup & { readonly limit: number | undefined }, ServiceError> = {
  id: 'QUO-37',
  holds: ({ domain, limit }) => limit === undefined || domain.packageGroups.size < limit,
  // ERR-11
  refusal: ({ pattern, limit }) => quotaExceeded('Package groups per domain', limit!, { resourceId: pattern }),
};

/** The group can go: it is not the root. */
export const groupDeletable: Rule<string, ServiceError> = {
  id: 'GRP-04',
  holds: (pattern) => pattern !== rootPattern,
  refusal: () => invalid(`The root package group '${rootPattern}' cannot be deleted.`),
};

type Modes = { readonly [Type in (typeof restrictionTypes)[number]]?: PackageGroupOriginRestrictionMode };

/** The root group inherits nothing, since it has no parent. */
export const rootInheritsNothing: Rule<{ readonly pattern: string; readonly modes: Modes }, ServiceError> = {
  id: 'GRP-05',
  holds: ({ pattern, modes }) => pattern !== rootPattern || restrictionTypes.every((type) => modes[type] !== 'INHERIT'),
  refusal: () => invalid(`The root package group '${rootPattern}' has no parent, and cannot be set to INHERIT.`),
};

const mostEntries = 100;

/** Not too many entries are added and removed in one call. */
export const fewEntries: Rule<readonly PackageGroupAllowedRepository[], ServiceError> = {
  id: 'GRP-108',
  holds: (entries) => entries.length <= mostEntries,
  refusal: ({ length }) =>
    invalid(`At most ${mostEntries} allowed repositories can be added and removed in one call, not ${length}.`),
};

/** Each entry names its repository and its type. */
export const entriesComplete: Rule<readonly PackageGroupAllowedRepository[], ServiceError> = {
  id: 'GRP-106',
  holds: (entries) => entries.every(isComplete),
  refusal: (entries) => {
    const index = entries.findIndex((entry) => !isComplete(entry));
    const found = JSON.stringify(entries[index]);
    const needed = 'An allowed repository has a repositoryName and an originRestrictionType';
    return invalid(`${needed}; entry ${index + 1} is ${found}.`, 'FIELD_VALIDATION_FAILED');
  },
};

const isComplete = ({ repositoryName, originRestrictionType }: PackageGroupAllowedRepository): boolean =>
  repositoryName !== undefined && originRestrictionType !== undefined;

/** A list that is to be changed is there: the mode of its type, after the call, is the one that has a list. */
export const listsThere: Rule<
  { readonly restrictions: PackageGroup['restrictions']; readonly entries: readonly PackageGroupAllowedRepository[] },
  ServiceError
> = {
  id: 'GRP-101',
  holds: ({ restrictions, entries }) => entries.every(hasListIn(restrictions)),
  refusal: ({ restrictions, entries }) => {
    const { originRestrictionType: type } = entries.find((entry) => !hasListIn(restrictions)(entry))!;
    const mode = restrictions[type!].mode;
    return invalid(
      `${type} has the mode ${mode}: only ALLOW_SPECIFIC_REPOSITORIES has a list of allowed repositories.`,
    );
  },
};

const hasListIn =
  (restrictions: PackageGroup['restrictions']) =>
  ({ originRestrictionType: type }: PackageGroupAllowedRepository): boolean =>
    restrictions[type!].mode === 'ALLOW_SPECIFIC_REPOSITORIES';
