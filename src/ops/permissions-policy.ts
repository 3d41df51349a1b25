import { sha256 } from '@noble/hashes/sha2.js';
import { base64 } from '@scure/base';
import { parsePolicy } from '../access/policy';
import type { ResourcePolicy as ShownPolicy } from '../api/types';
import { domainArn, repositoryArn } from '../model/arn';
import type { Domain, Repository, ResourcePolicy } from '../model/state';
import { asciiJson } from '../model/text';
import type { Transaction } from '../model/transaction';
import type { View } from '../model/view';
import type { Place } from '../resolution/records';
import { type PolicyInPlace, policyPresent, policyReadable, revisionCurrent } from '../rules/policy';

/** A domain, or a repository in it, as what has a policy. */
export type Holder = { readonly domain: Domain; readonly repository?: undefined } | Place;

interface PolicyRequest {
  readonly policyDocument: string;
  readonly policyRevision?: string;
}

/** A policy as the operations answer it (POL-03, POL-05). */
export interface PolicyAnswer {
  readonly policy: ShownPolicy;
}

/** The document is refused before anything is looked for (POL-19, POL-21, IAM-43). */
export function demandReadable(view: View, { policyDocument }: PolicyRequest): void {
  view.demand([policyReadable], parsePolicy(policyDocument, 'resource'));
}

/** The policy of a domain or a repository. Refuses when there is none (POL-15). */
export function policyOn(view: View, holder: Holder): PolicyAnswer {
  const subject = inPlace(holder, undefined);
  view.demand([policyPresent], subject, subject.resourceId);
  return shown(subject.arn, subject.policy!);
}

/** Replaces the whole policy (POL-02), without condition (POL-11) or when it has the expected revision (POL-10). */
export function putPolicy(tx: Transaction, holder: Holder, { policyDocument, policyRevision }: PolicyRequest) {
  const subject = inPlace(holder, policyRevision);
  tx.demand([revisionCurrent], subject, subject.resourceId);
  const digest = sha256(asciiJson([subject.arn, tx.nextId(), policyDocument]));
  const policy = Object.freeze({ document: policyDocument, revision: base64.encode(digest) }); // POL-08, POL-09
  draftOf(tx, holder).permissionsPolicy = policy;
  return shown(subject.arn, policy);
}

/** Removes the policy and answers it (POL-14). Refuses when there is none (POL-16), or another than is expected. */
export function deletePolicy(tx: Transaction, holder: Holder, policyRevision: string | undefined): PolicyAnswer {
  const subject = inPlace(holder, policyRevision);
  tx.demand([policyPresent, revisionCurrent], subject, subject.resourceId);
  delete draftOf(tx, holder).permissionsPolicy;
  return shown(subject.arn, subject.policy!);
}

const draftOf = (tx: Transaction, { domain, repository }: Holder): { permissionsPolicy?: ResourcePolicy } =>
  repository ? tx.repository(domain, repository.id) : tx.domain(domain);

function inPlace({ domain, repository }: Holder, policyRevision: string | undefined): PolicyInPlace {
  const { region, owner, name } = domain;
  const { permissionsPolicy: policy } = repository ?? domain;
  return repository
    ? { ...ofRepository(domain, repository), policy, policyRevision }
    : { arn: domainArn(region, owner, name), resourceType: 'domain', resourceId: name, policy, policyRevision };
}

const ofRepository = ({ region, owner, name: domain }: Domain, { name }: Repository) =>
  ({ arn: repositoryArn(region, owner, domain, name), resourceType: 'repository', resourceId: name }) as const;

const shown = (resourceArn: string, { document, revision }: ResourcePolicy): PolicyAnswer => ({
  policy: { resourceArn, revision, document },
});
