import type { Tag } from '../api/types';
import { decodedPattern, parseArn } from '../model/arn';
import { invalid, type ResourceType, type ServiceError } from '../model/errors';
import type { Rule } from '../model/rule';
import { quotaExceeded } from './quota';

const maximum = 50;

/** The tags that a resource is to have. */
interface TaggedResource {
  /** Absent for package groups (ERR-11). */
  readonly resourceType?: ResourceType;
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
  | {
      readonly kind: 'package group';
      readonly region: string;
      readonly owner: string;
      readonly domain: string;
      /** Absent when the text encodes none (IAM-08). */
      readonly pattern: string | undefined;
      readonly text: string;
    };

/** Reads the ARN of a domain, a repository or a package group; undefined for anything else. */
export function taggableResource(arn: string): TaggableResource | undefined {
  const { region, owner, resource } = parseArn(arn) ?? { region: '', owner: '', resource: '' };
  const [kind, domain, repository, ...more] = resource.split('/');
  if (!region || !domain) return undefined;
  if (kind === 'domain' && repository === undefined) return { kind, region, owner, domain };
  if (kind === 'repository' && repository && more.length === 0) return { kind, region, owner, domain, repository };
  if (kind !== 'package-group' || !repository) return undefined;
  const text = resource.slice(`${kind}/${domain}`.length);
  return { kind: 'package group', region, owner, domain, pattern: decodedPattern(text), text };
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
  // QUO-08
  refusal: ({ resourceId, resourceType }) => quotaExceeded('Tags per resource', maximum, { resourceId, resourceType }),
};

const isReserved = ({ key }: Tag): boolean => key.toLowerCase().startsWith('aws:');
