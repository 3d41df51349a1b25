import type { Tag } from '../api/types';
import type { Domain, Repository } from '../model/state';
import type { Transaction } from '../model/transaction';
import type { View } from '../model/view';
import { arnSimulated, arnTaggable, taggableResource } from '../rules/tag';
import { findDomain, findRepository, notFound } from './find';

/** A resource that has tags, as it is before the call. */
export interface Tagged {
  readonly domain: Domain;
  /** Absent when the domain itself is meant. */
  readonly repository?: Repository;
}

/** The resource of an ARN. Refuses what cannot be tagged, and what is not there in the called Region (TAG-18). */
export function findTagged(view: View, arn: string): Tagged {
  view.demand([arnTaggable, arnSimulated], arn, arn);
  const resource = taggableResource(arn)!;
  if (resource.kind === 'package group') throw new TypeError('A rule refuses package groups');
  const { kind, region, owner, domain } = resource;
  if (region !== view.context.region) {
    const message = `Resource not found. '${arn}' is not in Region '${view.context.region}'.`;
    throw view.refuse('TAG-18', notFound(message, kind, kind === 'domain' ? domain : resource.repository), arn);
  }
  const request = { domain, domainOwner: owner };
  return kind === 'domain'
    ? { domain: findDomain(view, request) }
    : findRepository(view, { ...request, repository: resource.repository });
}

/** The tags of a resource to which none were given. */
export const noTags: readonly Tag[] = Object.freeze([]);

/** The tags of a resource. */
export const tagsOf = ({ domain, repository }: Tagged): readonly Tag[] => (repository ?? domain).tags;

/** Gives a resource these tags in place of those it has. */
export function writeTags(tx: Transaction, tagged: Tagged, tags: readonly Tag[]): void {
  if (tags === tagsOf(tagged)) return; // TAG-13
  const { domain, repository } = tagged;
  const draft = repository ? tx.repository(domain, repository.id) : tx.domain(domain);
  draft.tags = tags;
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
