import type { OperationName } from '../api/types';
import type { Command } from '../model/transaction';
import type { Query } from '../model/view';
import { associateExternalConnection } from './associate-external-connection';
import { copyPackageVersions } from './copy-package-versions';
import { createDomain } from './create-domain';
import { createPackageGroup } from './create-package-group';
import { createRepository } from './create-repository';
import { deleteDomain } from './delete-domain';
import { deleteDomainPermissionsPolicy } from './delete-domain-permissions-policy';
import { deletePackage } from './delete-package';
import { deletePackageGroup } from './delete-package-group';
import { deletePackageVersions } from './delete-package-versions';
import { deleteRepository } from './delete-repository';
import { deleteRepositoryPermissionsPolicy } from './delete-repository-permissions-policy';
import { describeDomain } from './describe-domain';
import { describePackage } from './describe-package';
import { describePackageGroup } from './describe-package-group';
import { describePackageVersion } from './describe-package-version';
import { describeRepository } from './describe-repository';
import { disassociateExternalConnection } from './disassociate-external-connection';
import { disposePackageVersions } from './dispose-package-versions';
import { getAssociatedPackageGroup } from './get-associated-package-group';
import { getAuthorizationToken } from './get-authorization-token';
import { getDomainPermissionsPolicy } from './get-domain-permissions-policy';
import { getPackageVersionAsset } from './get-package-version-asset';
import { getPackageVersionReadme } from './get-package-version-readme';
import { getRepositoryEndpoint } from './get-repository-endpoint';
import { getRepositoryPermissionsPolicy } from './get-repository-permissions-policy';
import { listAllowedRepositoriesForGroup } from './list-allowed-repositories-for-group';
import { listAssociatedPackages } from './list-associated-packages';
import { listDomains } from './list-domains';
import { listPackageGroups } from './list-package-groups';
import { listPackageVersionAssets } from './list-package-version-assets';
import { listPackageVersionDependencies } from './list-package-version-dependencies';
import { listPackageVersions } from './list-package-versions';
import { listPackages } from './list-packages';
import { listRepositories } from './list-repositories';
import { listRepositoriesInDomain } from './list-repositories-in-domain';
import { listSubPackageGroups } from './list-sub-package-groups';
import { listTagsForResource } from './list-tags-for-resource';
import { publishPackageVersion } from './publish-package-version';
import { putDomainPermissionsPolicy } from './put-domain-permissions-policy';
import { putPackageOriginConfiguration } from './put-package-origin-configuration';
import { putRepositoryPermissionsPolicy } from './put-repository-permissions-policy';
import { tagResource } from './tag-resource';
import { untagResource } from './untag-resource';
import { updatePackageGroup } from './update-package-group';
import { updatePackageGroupOriginConfiguration } from './update-package-group-origin-configuration';
import { updatePackageVersionsStatus } from './update-package-versions-status';
import { updateRepository } from './update-repository';

/** The operations that read the state as it is. */
export const queries: { readonly [N in OperationName]?: Query<N> } = {
  DescribeDomain: describeDomain,
  DescribePackage: describePackage,
  DescribePackageGroup: describePackageGroup,
  DescribePackageVersion: describePackageVersion,
  DescribeRepository: describeRepository,
  GetDomainPermissionsPolicy: getDomainPermissionsPolicy,
  GetAssociatedPackageGroup: getAssociatedPackageGroup,
  GetPackageVersionAsset: getPackageVersionAsset,
  GetPackageVersionReadme: getPackageVersionReadme,
  GetRepositoryEndpoint: getRepositoryEndpoint,
  GetRepositoryPermissionsPolicy: getRepositoryPermissionsPolicy,
  ListAllowedRepositoriesForGroup: listAllowedRepositoriesForGroup,
  ListAssociatedPackages: listAssociatedPackages,
  ListDomains: listDomains,
  ListPackageGroups: listPackageGroups,
  ListPackageVersionAssets: listPackageVersionAssets,
  ListPackageVersionDependencies: listPackageVersionDependencies,
  ListPackageVersions: listPackageVersions,
  ListPackages: listPackages,
  ListRepositories: listRepositories,
  ListRepositoriesInDomain: listRepositoriesInDomain,
  ListSubPackageGroups: listSubPackageGroups,
  ListTagsForResource: listTagsForResource,
};

/** The operations that write on drafts. */
export const commands: { readonly [N in OperationName]?: Command<N> } = {
  AssociateExternalConnection: associateExternalConnection,
  CopyPackageVersions: copyPackageVersions,
  CreateDomain: createDomain,
  CreatePackageGroup: createPackageGroup,
  CreateRepository: createRepository,
  DeleteDomain: deleteDomain,
  DeleteDomainPermissionsPolicy: deleteDomainPermissionsPolicy,
  DeletePackage: deletePackage,
  DeletePackageGroup: deletePackageGroup,
  DeletePackageVersions: deletePackageVersions,
  DeleteRepository: deleteRepository,
  DeleteRepositoryPermissionsPolicy: deleteRepositoryPermissionsPolicy,
  DisassociateExternalConnection: disassociateExternalConnection,
  DisposePackageVersions: disposePackageVersions,
  GetAuthorizationToken: getAuthorizationToken,
  PublishPackageVersion: publishPackageVersion,
  PutDomainPermissionsPolicy: putDomainPermissionsPolicy,
  PutPackageOriginConfiguration: putPackageOriginConfiguration,
  PutRepositoryPermissionsPolicy: putRepositoryPermissionsPolicy,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdatePackageGroup: updatePackageGroup,
  UpdatePackageGroupOriginConfiguration: updatePackageGroupOriginConfiguration,
  UpdatePackageVersionsStatus: updatePackageVersionsStatus,
  UpdateRepository: updateRepository,
};
