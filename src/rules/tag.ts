import type { Tag } from '../api/types';
import { parseArn } from '../model/arn';
import { invalid, type ResourceType, ServiceError } from '../model/errors';
import type { Rule } from '../model/rule';

const maximum = 50;

/** The tags that a resource is to have. */
interface TaggedResource {
  readonly resourceType: ResourceType;
  readonly resourceId: string;
  readonly tags: readonly Tag[];
}

/** What an ARN names, as far as it can be tagged (TAG-01). */
export type TaggableResource =
  | { readonly kind: 'domain'; readonly region: string; readonly owner: string; readonly domain: string }
  | {
      readonly kind: 'repository';
      readonly region: string;
      readonly owner: string;
      readonly domain: string;
      readonly repository: string;
    }
  | { readonly kind: 'package group' };

/** Reads the ARN of a domain, a repository or a package group; undefined for anything else. */
export function taggableResource(arn: string): TaggableResource | undefined {
  const { region, owner, resource } = parseArn(arn) ?? { region: '', owner: '', resource: '' };
  const [kind, domain, repository, ...more] = resource.split('/');
  if (!region || !domain) return undefined;
  if (kind === 'domain' && repository === undefined) return { kind, region, owner, domain };
  if (kind === 'repository' && repository && more.length === 0) return { kind, region, owner, domain, repository };
  return kind === 'package-group' && repository ? { kind: 'package group' } : undefined;
}

/** The ARN is one of a kind that can be tagged. */
export const arnTaggable: Rule<string, ServiceError> = {
  id: 'TAG-18',
  holds: (arn) => taggableResource(arn) !== undefined,
  refusal: (arn) => {
    const message = `'${arn}' is not the ARN of a domain, a repository or a package group.`;
    return invalid(message, 'FIELD_VALIDATION_FAILED');
  },
};

/** The ARN is of a kind that this simulator has: package groups can be tagged in AWS. */
export const arnSimulated: Rule<string, ServiceError> = {
  id: 'TAG-01',
  holds: (arn) => taggableResource(arn)?.kind !== 'package group',
  refusal: (arn) => invalid(`Package groups are not simulated yet: '${arn}' cannot be tagged.`),
};

/** No key is given twice. */
export const tagKeysDistinct: Rule<readonly Tag[], ServiceError> = {
  id: 'TAG-11',
  holds: (tags) => new Set(tags.map(({ key }) => key)).size === tags.length,
  refusal: (tags) => {
    const keys = tags.map(({ key }) => key);
    const twice = keys.find((key, index) => keys.indexOf(key) < index);
    return invalid(`Tag key '${twice}' is given more than once.`, 'FIELD_VALIDATION_FAILED');
  },
};

/** No key is one of those that AWS keeps for itself. */
export const tagKeysUnreserved: Rule<readonly Tag[], ServiceError> = {
  id: 'TAG-06',
  holds: (tags) => !tags.some(isReserved),
  refusal: (tags) =>
    invalid(
      `Tag key '${tags.find(isReserved)?.key}' begins with the reserved prefix 'aws:'.`,
      'FIELD_VALIDATION_FAILED',
    ),
};

/** The resource does not get too many tags. */
export const tagQuota: Rule<TaggedResource, ServiceError> = {
  id: 'TAG-08',
  holds: ({ tags }) => tags.length <= maximum,
  refusal: ({ resourceId, resourceType }) => {
    const message = `Tags per resource exceeded: ${maximum}.`; // ERR-55
    return new ServiceError('ServiceQuotaExceededException', message, { resourceId, resourceType });
  },
};

const isReserved = ({ key }: Tag): boolean => key.toLowerCase().startsWith('aws:');
