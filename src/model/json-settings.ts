import type { Tag } from '../api/types';
import { byName, integer, list, members, number, oneOf, optional, text } from './codec';
import type {
  AccessKey,
  GroupRestriction,
  PackageGroup,
  PolicyDocument,
  Principal,
  Quotas,
  ResourcePolicy,
  Settings,
} from './state';

/** The tags of a resource or a principal. */
export const tags = list(members<Tag>({ key: text, value: text }));

/** Quotas of an account, or those of all. */
export const quotas = members<Quotas>({
  assetSizeBytes: integer,
  domainsPerAccount: integer,
  repositoriesPerDomain: integer,
  packageGroupsPerDomain: optional(integer),
});

/** Delays, and what is so for all. */
export const settings = members<Settings>({
  ingestionSeconds: number,
  catalogueSeconds: number,
  mavenCatalogueSeconds: number,
  domainCleanUpSeconds: number,
  access: oneOf('enforced', 'off'),
  quotas,
});

const policies = list(members<PolicyDocument>({ document: text }));
/** The policy of a domain or a repository. */
export const permissionsPolicy = optional(members<ResourcePolicy>({ document: text, revision: text }));

/** A principal with his policies. */
export const principal = members<Principal>({
  arn: text,
  policies,
  tags,
  session: optional(members<NonNullable<Principal['session']>>({ policies, expiration: integer })),
});

/** An access key. */
export const accessKey = members<AccessKey>({
  principal: text,
  secretAccessKey: optional(text),
  sessionToken: optional(text),
});

const groupRestriction = members<GroupRestriction>({
  mode: oneOf('ALLOW', 'ALLOW_SPECIFIC_REPOSITORIES', 'BLOCK', 'INHERIT'),
  repositories: byName(oneOf<true>(true)),
});

/** A package group. */
export const packageGroup = members<PackageGroup>({
  pattern: text,
  createdTime: integer,
  contactInfo: optional(text),
  description: optional(text),
  tags,
  restrictions: members<PackageGroup['restrictions']>({
    EXTERNAL_UPSTREAM: groupRestriction,
    INTERNAL_UPSTREAM: groupRestriction,
    PUBLISH: groupRestriction,
  }),
});
