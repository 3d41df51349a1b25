import type {
  PackageGroupDescription,
  PackageGroupOriginRestriction,
  PackageGroupOriginRestrictionType,
  PackageGroupReference,
} from '../api/types';
import { packageGroupArn } from '../model/arn';
import type { Domain, PackageGroup } from '../model/state';
import { effectiveRestriction, parentOf } from '../package-groups/hierarchy';

/** A package group, as every operation that gives one shows it, lists too. */
export function packageGroupDescription(domain: Domain, group: PackageGroup): PackageGroupDescription {
  const { pattern, createdTime, contactInfo, description } = group;
  const parent = parentOf(domain.packageGroups, pattern);
  const restriction = (type: PackageGroupOriginRestrictionType) => originRestriction(domain, group, type);
  return {
    ...reference(domain, group),
    domainName: domain.name,
    domainOwner: domain.owner,
    createdTime: new Date(createdTime),
    ...(contactInfo === undefined ? {} : { contactInfo }), // GRP-18
    ...(description === undefined ? {} : { description }),
    originConfiguration: {
      restrictions: {
        EXTERNAL_UPSTREAM: restriction('EXTERNAL_UPSTREAM'), // GRP-85
        INTERNAL_UPSTREAM: restriction('INTERNAL_UPSTREAM'),
        PUBLISH: restriction('PUBLISH'),
      },
    },
    ...(parent ? { parent: reference(domain, parent) } : {}),
  };
}

function originRestriction(
  domain: Domain,
  group: PackageGroup,
  type: PackageGroupOriginRestrictionType,
): PackageGroupOriginRestriction {
  const { mode, repositories } = group.restrictions[type];
  const { restriction, source } = effectiveRestriction(domain.packageGroups, group, type);
  return {
    mode,
    effectiveMode: restriction.mode,
    ...(source === group ? {} : { inheritedFrom: reference(domain, source) }), // GRP-91
    repositoriesCount: repositories.size, // GRP-94
  };
}

const reference = ({ region, owner, name }: Domain, { pattern }: PackageGroup) =>
  ({ arn: packageGroupArn(region, owner, name, pattern), pattern }) satisfies PackageGroupReference; // IAM-06
