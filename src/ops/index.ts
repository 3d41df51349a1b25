import type { OperationName } from '../api/types';
import type { Command } from '../model/transaction';
import type { Query } from '../model/view';
import { associateExternalConnection } from './associate-external-connection';
import { copyPackageVersions } from './copy-package-versions';
import { createDomain } from './create-domain';
import { createRepository } from './create-repository';
import { deleteDomain } from './delete-domain';
import { deletePackage } from './delete-package';
import { deletePackageVersions } from './delete-package-versions';
import { deleteRepository } from './delete-repository';
import { describeDomain } from './describe-domain';
import { describePackage } from './describe-package';
import { describePackageVersion } from './describe-package-version';
import { describeRepository } from './describe-repository';
import { disassociateExternalConnection } from './disassociate-external-connection';
import { disposePackageVersions } from './dispose-package-versions';
import { getPackageVersionAsset } from './get-package-version-asset';
import { getPackageVersionReadme } from './get-package-version-readme';
import { getRepositoryEndpoint } from './get-repository-endpoint';
import { listDomains } from './list-domains';
import { listPackageVersionAssets } from './list-package-version-assets';
import { listPackageVersionDependencies } from './list-package-version-dependencies';
import { listPackageVersions } from './list-package-versions';
import { listPackages } from './list-packages';
import { listRepositories } from './list-repositories';
import { listRepositoriesInDomain } from './list-repositories-in-domain';
import { listTagsForResource } from './list-tags-for-resource';
import { publishPackageVersion } from './publish-package-version';
import { putPackageOriginConfiguration } from './put-package-origin-configuration';
import { tagResource } from './tag-resource';
import { untagResource } from './untag-resource';
import { updatePackageVersionsStatus } from './update-package-versions-status';
import { updateRepository } from './update-repository';

/** The operations that read the state as it is. */
export const queries: { readonly [N in OperationName]?: Query<N> } = {
  DescribeDomain: describeDomain,
  DescribePackage: describePackage,
  DescribePackageVersion: describePackageVersion,
  DescribeRepository: describeRepository,
  GetPackageVersionAsset: getPackageVersionAsset,
  GetPackageVersionReadme: getPackageVersionReadme,
  GetRepositoryEndpoint: getRepositoryEndpoint,
  ListDomains: listDomains,
  ListPackageVersionAssets: listPackageVersionAssets,
  ListPackageVersionDependencies: listPackageVersionDependencies,
  ListPackageVersions: listPackageVersions,
  ListPackages: listPackages,
  ListRepositories: listRepositories,
  ListRepositoriesInDomain: listRepositoriesInDomain,
  ListTagsForResource: listTagsForResource,
};

/** The operations that write on drafts. */
export const commands: { readonly [N in OperationName]?: Command<N> } = {
  AssociateExternalConnection: associateExternalConnection,
  CopyPackageVersions: copyPackageVersions,
  CreateDomain: createDomain,
  CreateRepository: createRepository,
  DeleteDomain: deleteDomain,
  DeletePackage: deletePackage,
  DeletePackageVersions: deletePackageVersions,
  DeleteRepository: deleteRepository,
  DisassociateExternalConnection: disassociateExternalConnection,
  DisposePackageVersions: disposePackageVersions,
  PublishPackageVersion: publishPackageVersion,
  PutPackageOriginConfiguration: putPackageOriginConfiguration,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdatePackageVersionsStatus: updatePackageVersionsStatus,
  UpdateRepository: updateRepository,
};
