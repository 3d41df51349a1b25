import type { Demand, ServiceAction } from '../access/demand';
import { domainArn, packageArn, packageGroupArn, repositoryArn } from '../model/arn';
import type { PackageCoordinates } from '../model/coordinates';
import type { Domain, Repository } from '../model/state';
import type { View } from '../model/view';
import type { DomainRequest, RepositoryRequest } from './find';

/** A domain as a request names it, which need not be there (IAM-42). */
export interface NamedDomain {
  readonly region: string;
  readonly owner: string;
  readonly name: string;
  readonly domain: Domain | undefined;
}

/** The domain that a request names. */
export function namedDomain(view: View, { domain: name, domainOwner }: DomainRequest): NamedDomain {
  const { region, account } = view.context;
  const owner = domainOwner ?? account; // DOM-06
  return { region, owner, name, domain: view.domainNamed(owner, name) };
}

/** The repository of this name, if it is there. */
export const repositoryNamed = (view: View, { domain }: NamedDomain, name: string): Repository | undefined =>
  domain && view.repositoryNamed(domain, name);

/** An action on a domain: its policy is evaluated (IAM-23), its tags count (IAM-47). */
export function domainDemand(view: View, action: ServiceAction, { region, owner, name, domain }: NamedDomain): Demand {
  return {
    action: `codeartifact:${action}`,
    resource: domainArn(region, owner, name),
    owner,
    relation: owner === view.context.account ? 'owner' : 'other', // IAM-31
    domainPolicy: domain?.permissionsPolicy,
    resourceTags: domain?.tags,
  };
}

/** An action on a package group: the domain's policy is evaluated (IAM-23), the tags of the group count (IAM-47). */
export function groupDemand(view: View, action: ServiceAction, place: NamedDomain, pattern: string): Demand {
  return {
    ...domainDemand(view, action, place),
    resource: packageGroupArn(place.region, place.owner, place.name, pattern),
    resourceTags: place.domain?.packageGroups.get(pattern)?.tags,
  };
}

/**
 * An action on a repository: the policies of the domain and of the repository are evaluated (IAM-24), the tags of the
 * repository count (IAM-47).
 */
export function repositoryDemand(view: View, action: ServiceAction, place: NamedDomain, name: string): Demand {
  const { region, owner, name: domainName, domain } = place;
  const repository = repositoryNamed(view, place, name);
  return {
    action: `codeartifact:${action}`,
    resource: repositoryArn(region, owner, domainName, name),
    owner,
    relation: relationTo(view, owner, repository),
    domainPolicy: domain?.permissionsPolicy,
    repositoryPolicy: repository?.permissionsPolicy,
    resourceTags: repository?.tags,
  };
}

/** An action on a package, or on a version or an asset of it (IAM-12): evaluated as its repository, without tags. */
export function packageDemand(
  view: View,
  action: ServiceAction,
  request: RepositoryRequest,
  coordinates: PackageCoordinates,
): Demand {
  const { region, owner, name, domain } = namedDomain(view, request);
  const repository = repositoryNamed(view, { region, owner, name, domain }, request.repository);
  return {
    action: `codeartifact:${action}`,
    resource: packageArn(region, owner, name, request.repository, coordinates),
    owner,
    relation: relationTo(view, owner, repository),
    domainPolicy: domain?.permissionsPolicy,
    repositoryPolicy: repository?.permissionsPolicy,
  }; // IAM-48
}

/** Where the caller's account stands to a repository (IAM-29, IAM-30, IAM-32). */
function relationTo({ context: { account } }: View, owner: string, repository: Repository | undefined) {
  if (owner === account) return 'owner';
  return repository?.administratorAccount === account ? 'administrator' : 'other';
}
