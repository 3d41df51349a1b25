import type { Demand, ServiceAction } from '../access/demand';
import type { Input, OperationName, Tag, UpstreamRepository } from '../api/types';
import { formats } from '../formats';
import { storedCoordinates } from '../formats/coordinates';
import { domainArn, repositoryArn } from '../model/arn';
import type { PackageCoordinates } from '../model/coordinates';
import { rootPattern } from '../model/package-group';
import type { View } from '../model/view';
import { associationOf } from '../package-groups/association';
import { arnTaggable, type TaggableResource, taggableResource } from '../rules/tag';
import { defaultDuration } from '../rules/token';
import {
  domainDemand,
  groupDemand,
  type NamedDomain,
  namedDomain,
  packageDemand,
  repositoryDemand,
  repositoryNamed,
} from './demand-makers';
import { namedKeyArn } from './encryption-key';
import type { EndpointRequest } from './endpoint';
import { coordinatesOf, type DomainRequest, type PackageRequest, type RepositoryRequest } from './find';
import type { PublishInput } from './publish';
import type { PutChecksumInput } from './put-checksum';

type Demands<Request> = (view: View, request: Request) => readonly Demand[];

/** An action on no resource, or on what is not there yet: identity policies alone are evaluated (IAM-22, IAM-72). */
const onAccount = (action: ServiceAction): Demands<unknown> => {
  const demands: readonly Demand[] = [{ action: `codeartifact:${action}`, resource: '*', relation: 'owner' }];
  return () => demands;
};

const onDomain =
  (action: ServiceAction): Demands<DomainRequest> =>
  (view, request) => [domainDemand(view, action, namedDomain(view, request))];

const onRepository =
  (action: ServiceAction): Demands<RepositoryRequest> =>
  (view, request) => [repositoryDemand(view, action, namedDomain(view, request), request.repository)];

const onPackage =
  (action: ServiceAction): Demands<PackageRequest> =>
  (view, request) => [packageDemand(view, action, request, coordinatesOf(view, request))];

const onGroup =
  (action: ServiceAction): Demands<DomainRequest & { readonly packageGroup: string }> =>
  (view, request) => [groupDemand(view, action, namedDomain(view, request), request.packageGroup)];

/** An action on the resource of an ARN; one that cannot be tagged is refused first (TAG-18, IAM-43). */
const onTagged =
  (action: ServiceAction): Demands<{ readonly resourceArn: string }> =>
  (view, { resourceArn }) => [taggedDemand(view, action, resourceArn)];

/** What each operation demands of its caller (IAM-101 to IAM-151). */
export const demands: { readonly [N in OperationName]: Demands<Input<N>> } = {
  AssociateExternalConnection: onRepository('AssociateExternalConnection'),
  // IAM-69
  CopyPackageVersions: (view, { sourceRepository, destinationRepository, ...request }) => {
    const place = namedDomain(view, request);
    return [
      repositoryDemand(view, 'CopyPackageVersions', place, destinationRepository),
      repositoryDemand(view, 'ReadFromRepository', place, sourceRepository), // IAM-68: not on its upstreams
    ];
  },
  // IAM-71, IAM-77
  CreateDomain: (view, { domain, encryptionKey, tags }) => {
    const { region, account: owner } = view.context;
    const resource = domainArn(region, owner, domain);
    const creation = { action: 'codeartifact:CreateDomain', resource, owner, relation: 'owner' } as const;
    return [...creating(creation, tags), ...keyDemands(view, encryptionKey)];
  },
  CreatePackageGroup: (view, request) => {
    const group = groupDemand(view, 'CreatePackageGroup', namedDomain(view, request), request.packageGroup);
    return creating({ ...group, resourceTags: undefined }, request.tags); // IAM-71
  },
  CreateRepository: (view, { repository, upstreams = [], tags, ...request }) => {
    const place = namedDomain(view, request);
    const { region, owner, name } = place;
    const creation: Demand = {
      ...domainDemand(view, 'CreateRepository', place),
      resource: repositoryArn(region, owner, name, repository),
      alternative: domainArn(region, owner, name), // IAM-70
      resourceTags: undefined,
    };
    return [...creating(creation, tags), ...upstreamDemands(view, place, namesIn(upstreams))];
  },
  DeleteDomain: onDomain('DeleteDomain'),
  DeleteDomainPermissionsPolicy: onDomain('DeleteDomainPermissionsPolicy'), // IAM-27
  DeletePackage: onPackage('DeletePackage'),
  DeletePackageGroup: onGroup('DeletePackageGroup'),
  DeletePackageVersions: onPackage('DeletePackageVersions'),
  DeleteRepository: onRepository('DeleteRepository'),
  DeleteRepositoryPermissionsPolicy: onRepository('DeleteRepositoryPermissionsPolicy'),
  DescribeDomain: onDomain('DescribeDomain'),
  DescribePackage: onPackage('DescribePackage'),
  DescribePackageGroup: onGroup('DescribePackageGroup'),
  DescribePackageVersion: onPackage('DescribePackageVersion'),
  DescribeRepository: onRepository('DescribeRepository'),
  DisassociateExternalConnection: onRepository('DisassociateExternalConnection'),
  DisposePackageVersions: onPackage('DisposePackageVersions'),
  // IAM-73
  GetAssociatedPackageGroup: (view, request) => {
    const place = namedDomain(view, request);
    const { format, namespace, package: name } = request;
    const pattern = patternOver(view, place, { format, namespace, package: name });
    return [groupDemand(view, 'GetAssociatedPackageGroup', place, pattern)];
  },
  // TOK-13 to TOK-17
  GetAuthorizationToken: (view, request) => [
    domainDemand(view, 'GetAuthorizationToken', namedDomain(view, request)),
    {
      action: 'sts:GetServiceBearerToken',
      resource: '*',
      relation: 'owner', // identity policies alone
      conditions: {
        'sts:awsservicename': 'codeartifact.amazonaws.com',
        'sts:durationseconds': String(request.durationSeconds ?? defaultDuration),
      },
    },
  ],
  GetDomainPermissionsPolicy: onDomain('GetDomainPermissionsPolicy'),
  GetPackageVersionAsset: onPackage('GetPackageVersionAsset'),
  GetPackageVersionReadme: onPackage('GetPackageVersionReadme'),
  GetRepositoryEndpoint: onRepository('GetRepositoryEndpoint'),
  GetRepositoryPermissionsPolicy: onRepository('GetRepositoryPermissionsPolicy'),
  ListAllowedRepositoriesForGroup: onGroup('ListAllowedRepositoriesForGroup'), // IAM-74
  ListAssociatedPackages: onGroup('ListAssociatedPackages'),
  ListDomains: onAccount('ListDomains'),
  ListPackageGroups: onDomain('ListPackageGroups'),
  ListPackageVersionAssets: onPackage('ListPackageVersionAssets'),
  ListPackageVersionDependencies: onPackage('ListPackageVersionDependencies'),
  ListPackageVersions: onPackage('ListPackageVersions'),
  ListPackages: onRepository('ListPackages'),
  ListRepositories: onAccount('ListRepositories'),
  ListRepositoriesInDomain: onDomain('ListRepositoriesInDomain'),
  ListSubPackageGroups: onGroup('ListSubPackageGroups'),
  ListTagsForResource: onTagged('ListTagsForResource'),
  PublishPackageVersion: onPackage('PublishPackageVersion'),
  // IAM-25: the domain's policy does not decide who may replace it
  PutDomainPermissionsPolicy: (view, request) => {
    const domain = domainDemand(view, 'PutDomainPermissionsPolicy', namedDomain(view, request));
    return [{ ...domain, domainPolicy: undefined }];
  },
  PutPackageOriginConfiguration: onPackage('PutPackageOriginConfiguration'),
  // IAM-26: neither does the repository's
  PutRepositoryPermissionsPolicy: (view, request) => {
    const place = namedDomain(view, request);
    const repository = repositoryDemand(view, 'PutRepositoryPermissionsPolicy', place, request.repository);
    return [{ ...repository, repositoryPolicy: undefined }];
  },
  TagResource: (view, { resourceArn, tags }) => [
    { ...taggedDemand(view, 'TagResource', resourceArn), requestTags: tags },
  ],
  UntagResource: (view, { resourceArn, tagKeys }) => [{ ...taggedDemand(view, 'UntagResource', resourceArn), tagKeys }],
  UpdatePackageGroup: onGroup('UpdatePackageGroup'),
  UpdatePackageGroupOriginConfiguration: onGroup('UpdatePackageGroupOriginConfiguration'),
  UpdatePackageVersionsStatus: onPackage('UpdatePackageVersionsStatus'),
  // IAM-75
  UpdateRepository: (view, request) => {
    const place = namedDomain(view, request);
    const attached = new Set(repositoryNamed(view, place, request.repository)?.upstreams.map(({ id }) => id));
    const added = namesIn(request.upstreams ?? []).filter((name) => {
      const id = place.domain?.repositoryIds.get(name);
      return id === undefined || !attached.has(id);
    });
    return [
      repositoryDemand(view, 'UpdateRepository', place, request.repository),
      ...upstreamDemands(view, place, added),
    ];
  },
};

/** What a package manager's read demands: the whole repository can be read or nothing of it (IAM-64). */
export const readDemands: Demands<RepositoryRequest> = onRepository('ReadFromRepository');

/**
 * What a package manager's publication demands (IAM-65, IAM-66): a file of a version that is not complete, and the
 * metadata file that completes it, one of its actions each (MVN-23).
 */
export const publishDemands: Demands<PublishInput> = (view, request) => {
  const { format, namespace, package: name, unfinished, completes, build } = request;
  const spared = completes || build !== undefined ? 'PublishPackageVersion' : unfinished && 'PutPackageMetadata';
  const coordinates = storedCoordinates({ format, namespace, package: name }); // IAM-03
  const place = namedDomain(view, request);
  const actions = formats[format].publishActions.filter((action) => action !== spared);
  return actions.map((action) =>
    action === 'ReadFromRepository'
      ? repositoryDemand(view, action, place, request.repository)
      : packageDemand(view, action, request, coordinates),
  );
};

/** What a checksum demands: the same as the file that it is of (MVN-23). */
export const checksumDemands: Demands<PutChecksumInput> = (view, request) => {
  const { format, namespace, package: name, asset } = request;
  const coordinates = storedCoordinates({ format, namespace, package: name });
  return [
    packageDemand(view, asset === undefined ? 'PutPackageMetadata' : 'PublishPackageVersion', request, coordinates),
  ];
};

/** What a package manager's change of dist-tags or deprecations demands (IAM-67). */
export const putMetadataDemands: Demands<EndpointRequest> = (view, request) => {
  const { format, namespace, package: name } = request;
  return [packageDemand(view, 'PutPackageMetadata', request, storedCoordinates({ format, namespace, package: name }))];
};

/** A creation, and the right to give tags with it (IAM-76). */
function creating(creation: Demand, tags: readonly Tag[] = []): Demand[] {
  const demand = { ...creation, requestTags: tags };
  return tags.length === 0
    ? [demand]
    : [demand, { ...demand, action: 'codeartifact:TagResource', alternative: undefined }];
}

/** The key of a domain to be is described, and a grant on it is created (IAM-77). */
function keyDemands(view: View, key: string | undefined): Demand[] {
  if (key === undefined) return [];
  const resource = namedKeyArn(view, key);
  return (['kms:DescribeKey', 'kms:CreateGrant'] as const).map((action) => ({ action, resource, relation: 'owner' }));
}

/** The right to put each of these repositories under another (IAM-75). */
const upstreamDemands = (view: View, place: NamedDomain, names: readonly string[]): Demand[] =>
  names.map((name) => repositoryDemand(view, 'AssociateWithDownstreamRepository', place, name));

const namesIn = (upstreams: readonly UpstreamRepository[]): string[] => [
  ...new Set(upstreams.map(({ repositoryName }) => repositoryName)),
];

/** An action on what an ARN names: in another Region than the called one nothing is known of it. */
function taggedDemand(view: View, action: ServiceAction, arn: string): Demand {
  view.demand([arnTaggable], arn, arn);
  const named = taggableResource(arn)!;
  const here = namedDomain(view, { domain: named.domain, domainOwner: named.owner });
  const place = named.region === here.region ? here : { ...here, domain: undefined };
  return { ...taggedIn(view, action, place, named), resource: arn }; // IAM-08: also one that encodes no pattern
}

function taggedIn(view: View, action: ServiceAction, place: NamedDomain, named: TaggableResource): Demand {
  if (named.kind === 'domain') return domainDemand(view, action, place);
  if (named.kind === 'repository') return repositoryDemand(view, action, place, named.repository);
  return groupDemand(view, action, place, named.pattern ?? '');
}

/**
 * The pattern of the group that a package belongs to; that of the root for another account which no policy lets in, so
 * that a denial does not tell which domains and groups there are (IAM-42).
 */
function patternOver({ context }: View, { domain, owner }: NamedDomain, coordinates: PackageCoordinates): string {
  const isClosed = owner !== context.account && !domain?.permissionsPolicy;
  return domain && !isClosed ? associationOf(domain.packageGroups, coordinates).group.pattern : rootPattern;
}
