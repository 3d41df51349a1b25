import type { Tag } from '../api/types';
import { type ExceptionMembers, ServiceError } from '../model/errors';
import type { Domain, PackageGroup, Repository } from '../model/state';
import type { Transaction } from '../model/transaction';
import type { View } from '../model/view';
import { arnTaggable, type TaggableResource, taggableResource } from '../rules/tag';
import { findDomain, findRepository } from './find';
import { missingPackageGroup, packageGroupIn } from './find-package-group';

/** A resource that has tags, as it is before the call. */
export interface Tagged {
  readonly domain: Domain;
  /** Without these the domain itself is meant. */
  readonly repository?: Repository;
  readonly group?: PackageGroup;
}

/** The resource of an ARN. Refuses what cannot be tagged, and what is not there in the called Region (TAG-18). */
export function findTagged(view: View, arn: string): Tagged {
  view.demand([arnTaggable], arn, arn);
  const resource = taggableResource(arn)!;
  const { region, owner: domainOwner, domain: name } = resource;
  if (region !== view.context.region) {
    const message = `Resource not found. '${arn}' is not in Region '${view.context.region}'.`;
    const error = new ServiceError('ResourceNotFoundException', message, identityOf(resource));
    throw view.refuse('TAG-18', error, arn);
  }
  const request = { domain: name, domainOwner };
  if (resource.kind === 'repository') return findRepository(view, { ...request, repository: resource.repository });
  const domain = findDomain(view, request);
  if (resource.kind === 'domain') return { domain };
  const { pattern, text } = resource;
  if (pattern === undefined) throw missingPackageGroup(view, domain, text); // IAM-08
  return { domain, group: packageGroupIn(view, domain, pattern) };
}

/** What an error tells of the resource of an ARN (ERR-10, ERR-11). */
export function identityOf(resource: TaggableResource): ExceptionMembers & { readonly resourceId: string } {
  if (resource.kind === 'package group') return { resourceId: resource.pattern ?? resource.text };
  const { kind: resourceType } = resource;
  return { resourceType, resourceId: resource.kind === 'domain' ? resource.domain : resource.repository };
}

/** The tags of a resource to which none were given. */
export const noTags: readonly Tag[] = Object.freeze([]);

/** The tags of a resource. */
export const tagsOf = ({ domain, repository, group }: Tagged): readonly Tag[] => (group ?? repository ?? domain).tags;

/** Gives a resource these tags in place of those it has. */
export function writeTags(tx: Transaction, tagged: Tagged, tags: readonly Tag[]): void {
  if (tags === tagsOf(tagged)) return; // TAG-13
  const { domain, repository, group } = tagged;
  if (group) {
    const draft = tx.domain(domain);
    draft.packageGroups = draft.packageGroups.with(group.pattern, Object.freeze({ ...group, tags }));
  } else {
    const draft = repository ? tx.repository(domain, repository.id) : tx.domain(domain);
    draft.tags = tags;
  }
}

/** The tags together with added ones, which go before tags of the same key (TAG-10), ordered by key (TAG-16). */
export function withTags(tags: readonly Tag[], added: readonly Tag[]): readonly Tag[] {
  const byKey = new Map(tags.map((tag) => [tag.key, tag]));
  const news = added.filter(({ key, value }) => byKey.get(key)?.value !== value);
  if (news.length === 0) return tags;
  for (const { key, value } of news) byKey.set(key, Object.freeze({ key, value }));
  return Object.freeze([...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1)));
}

/** The tags without those of the keys (TAG-14). */
export function withoutTags(tags: readonly Tag[], keys: readonly string[]): readonly Tag[] {
  const gone = new Set(keys);
  return tags.some(({ key }) => gone.has(key)) ? Object.freeze(tags.filter(({ key }) => !gone.has(key))) : tags;
}
