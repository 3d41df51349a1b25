// Printed from the tables of src/api by scripts/print-types.ts: do not edit.

/** The content of an asset as the core knows it: bytes stay outside. */
export interface AssetContent {
  readonly size: number;
  readonly hashes: Readonly<Partial<Record<HashAlgorithm, string>> & Record<'SHA-256', string>>;
}

export type OperationName =
  | 'AssociateExternalConnection'
  | 'CopyPackageVersions'
  | 'CreateDomain'
  | 'CreatePackageGroup'
  | 'CreateRepository'
  | 'DeleteDomain'
  | 'DeleteDomainPermissionsPolicy'
  | 'DeletePackage'
  | 'DeletePackageGroup'
  | 'DeletePackageVersions'
  | 'DeleteRepository'
  | 'DeleteRepositoryPermissionsPolicy'
  | 'DescribeDomain'
  | 'DescribePackage'
  | 'DescribePackageGroup'
  | 'DescribePackageVersion'
  | 'DescribeRepository'
  | 'DisassociateExternalConnection'
  | 'DisposePackageVersions'
  | 'GetAssociatedPackageGroup'
  | 'GetAuthorizationToken'
  | 'GetDomainPermissionsPolicy'
  | 'GetPackageVersionAsset'
  | 'GetPackageVersionReadme'
  | 'GetRepositoryEndpoint'
  | 'GetRepositoryPermissionsPolicy'
  | 'ListAllowedRepositoriesForGroup'
  | 'ListAssociatedPackages'
  | 'ListDomains'
  | 'ListPackageGroups'
  | 'ListPackageVersionAssets'
  | 'ListPackageVersionDependencies'
  | 'ListPackageVersions'
  | 'ListPackages'
  | 'ListRepositories'
  | 'ListRepositoriesInDomain'
  | 'ListSubPackageGroups'
  | 'ListTagsForResource'
  | 'PublishPackageVersion'
  | 'PutDomainPermissionsPolicy'
  | 'PutPackageOriginConfiguration'
  | 'PutRepositoryPermissionsPolicy'
  | 'TagResource'
  | 'UntagResource'
  | 'UpdatePackageGroup'
  | 'UpdatePackageGroupOriginConfiguration'
  | 'UpdatePackageVersionsStatus'
  | 'UpdateRepository';

export type AllowPublish = 'ALLOW' | 'BLOCK';

export type AllowUpstream = 'ALLOW' | 'BLOCK';

export interface AssetHashes {
  readonly MD5?: string;
  readonly 'SHA-1'?: string;
  readonly 'SHA-256'?: string;
  readonly 'SHA-512'?: string;
}

export interface AssetSummary {
  readonly name: string;
  readonly size?: number;
  readonly hashes?: AssetHashes;
}

export interface AssociatedPackage {
  readonly format?: PackageFormat;
  readonly namespace?: string;
  readonly package?: string;
  readonly associationType?: PackageGroupAssociationType;
}

export interface DomainDescription {
  readonly name?: string;
  readonly owner?: string;
  readonly arn?: string;
  readonly status?: DomainStatus;
  readonly createdTime?: Date;
  readonly encryptionKey?: string;
  readonly repositoryCount?: number;
  readonly assetSizeBytes?: number;
  readonly s3BucketArn?: string;
}

export interface DomainEntryPoint {
  readonly repositoryName?: string;
  readonly externalConnectionName?: string;
}

export type DomainStatus = 'Active' | 'Deleted';

export interface DomainSummary {
  readonly name?: string;
  readonly owner?: string;
  readonly arn?: string;
  readonly status?: DomainStatus;
  readonly createdTime?: Date;
  readonly encryptionKey?: string;
}

export type EndpointType = 'dualstack' | 'ipv4';

export type ExternalConnectionStatus = 'AVAILABLE';

export type HashAlgorithm = 'MD5' | 'SHA-1' | 'SHA-256' | 'SHA-512';

export interface LicenseInfo {
  readonly name?: string;
  readonly url?: string;
}

export interface OriginRestrictions {
  readonly EXTERNAL_UPSTREAM?: PackageGroupOriginRestrictionMode;
  readonly INTERNAL_UPSTREAM?: PackageGroupOriginRestrictionMode;
  readonly PUBLISH?: PackageGroupOriginRestrictionMode;
}

export interface PackageDependency {
  readonly namespace?: string;
  readonly package?: string;
  readonly dependencyType?: string;
  readonly versionRequirement?: string;
}

export interface PackageDescription {
  readonly format?: PackageFormat;
  readonly namespace?: string;
  readonly name?: string;
  readonly originConfiguration?: PackageOriginConfiguration;
}

export type PackageFormat = 'npm' | 'pypi' | 'maven' | 'nuget' | 'generic' | 'ruby' | 'swift' | 'cargo';

export interface PackageGroupAllowedRepository {
  readonly repositoryName?: string;
  readonly originRestrictionType?: PackageGroupOriginRestrictionType;
}

export interface PackageGroupAllowedRepositoryUpdate {
  readonly ADDED?: readonly string[];
  readonly REMOVED?: readonly string[];
}

export type PackageGroupAllowedRepositoryUpdateType = 'ADDED' | 'REMOVED';

export interface PackageGroupAllowedRepositoryUpdates {
  readonly EXTERNAL_UPSTREAM?: PackageGroupAllowedRepositoryUpdate;
  readonly INTERNAL_UPSTREAM?: PackageGroupAllowedRepositoryUpdate;
  readonly PUBLISH?: PackageGroupAllowedRepositoryUpdate;
}

export type PackageGroupAssociationType = 'STRONG' | 'WEAK';

export interface PackageGroupDescription {
  readonly arn?: string;
  readonly pattern?: string;
  readonly domainName?: string;
  readonly domainOwner?: string;
  readonly createdTime?: Date;
  readonly contactInfo?: string;
  readonly description?: string;
  readonly originConfiguration?: PackageGroupOriginConfiguration;
  readonly parent?: PackageGroupReference;
}

export interface PackageGroupOriginConfiguration {
  readonly restrictions?: PackageGroupOriginRestrictions;
}

export interface PackageGroupOriginRestriction {
  readonly mode?: PackageGroupOriginRestrictionMode;
  readonly effectiveMode?: PackageGroupOriginRestrictionMode;
  readonly inheritedFrom?: PackageGroupReference;
  readonly repositoriesCount?: number;
}

export type PackageGroupOriginRestrictionMode = 'ALLOW' | 'ALLOW_SPECIFIC_REPOSITORIES' | 'BLOCK' | 'INHERIT';

export type PackageGroupOriginRestrictionType = 'EXTERNAL_UPSTREAM' | 'INTERNAL_UPSTREAM' | 'PUBLISH';

export interface PackageGroupOriginRestrictions {
  readonly EXTERNAL_UPSTREAM?: PackageGroupOriginRestriction;
  readonly INTERNAL_UPSTREAM?: PackageGroupOriginRestriction;
  readonly PUBLISH?: PackageGroupOriginRestriction;
}

export interface PackageGroupReference {
  readonly arn?: string;
  readonly pattern?: string;
}

export interface PackageGroupSummary {
  readonly arn?: string;
  readonly pattern?: string;
  readonly domainName?: string;
  readonly domainOwner?: string;
  readonly createdTime?: Date;
  readonly contactInfo?: string;
  readonly description?: string;
  readonly originConfiguration?: PackageGroupOriginConfiguration;
  readonly parent?: PackageGroupReference;
}

export interface PackageOriginConfiguration {
  readonly restrictions?: PackageOriginRestrictions;
}

export interface PackageOriginRestrictions {
  readonly publish: AllowPublish;
  readonly upstream: AllowUpstream;
}

export interface PackageSummary {
  readonly format?: PackageFormat;
  readonly namespace?: string;
  readonly package?: string;
  readonly originConfiguration?: PackageOriginConfiguration;
}

export interface PackageVersionDescription {
  readonly format?: PackageFormat;
  readonly namespace?: string;
  readonly packageName?: string;
  readonly displayName?: string;
  readonly version?: string;
  readonly summary?: string;
  readonly homePage?: string;
  readonly sourceCodeRepository?: string;
  readonly publishedTime?: Date;
  readonly licenses?: readonly LicenseInfo[];
  readonly revision?: string;
  readonly status?: PackageVersionStatus;
  readonly origin?: PackageVersionOrigin;
}

export interface PackageVersionError {
  readonly errorCode?: PackageVersionErrorCode;
  readonly errorMessage?: string;
}

export type PackageVersionErrorCode =
  | 'ALREADY_EXISTS'
  | 'MISMATCHED_REVISION'
  | 'MISMATCHED_STATUS'
  | 'NOT_ALLOWED'
  | 'NOT_FOUND'
  | 'SKIPPED';

export interface PackageVersionOrigin {
  readonly domainEntryPoint?: DomainEntryPoint;
  readonly originType?: PackageVersionOriginType;
}

export type PackageVersionOriginType = 'INTERNAL' | 'EXTERNAL' | 'UNKNOWN';

export type PackageVersionSortType = 'PUBLISHED_TIME';

export type PackageVersionStatus = 'Published' | 'Unfinished' | 'Unlisted' | 'Archived' | 'Disposed' | 'Deleted';

export interface PackageVersionSummary {
  readonly version: string;
  readonly revision?: string;
  readonly status: PackageVersionStatus;
  readonly origin?: PackageVersionOrigin;
}

export interface RepositoryDescription {
  readonly name?: string;
  readonly administratorAccount?: string;
  readonly domainName?: string;
  readonly domainOwner?: string;
  readonly arn?: string;
  readonly description?: string;
  readonly upstreams?: readonly UpstreamRepositoryInfo[];
  readonly externalConnections?: readonly RepositoryExternalConnectionInfo[];
  readonly createdTime?: Date;
}

export interface RepositoryExternalConnectionInfo {
  readonly externalConnectionName?: string;
  readonly packageFormat?: PackageFormat;
  readonly status?: ExternalConnectionStatus;
}

export interface RepositorySummary {
  readonly name?: string;
  readonly administratorAccount?: string;
  readonly domainName?: string;
  readonly domainOwner?: string;
  readonly arn?: string;
  readonly description?: string;
  readonly createdTime?: Date;
}

export interface ResourcePolicy {
  readonly resourceArn?: string;
  readonly revision?: string;
  readonly document?: string;
}

export type ResourceType = 'domain' | 'repository' | 'package' | 'package-version' | 'asset';

export interface SuccessfulPackageVersionInfo {
  readonly revision?: string;
  readonly status?: PackageVersionStatus;
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface UpstreamRepository {
  readonly repositoryName: string;
}

export interface UpstreamRepositoryInfo {
  readonly repositoryName?: string;
}

export type ValidationExceptionReason =
  | 'CANNOT_PARSE'
  | 'ENCRYPTION_KEY_ERROR'
  | 'FIELD_VALIDATION_FAILED'
  | 'UNKNOWN_OPERATION'
  | 'OTHER';

export interface AssociateExternalConnectionInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly externalConnection: string;
}

export interface AssociateExternalConnectionOutput {
  readonly repository?: RepositoryDescription;
}

export interface CopyPackageVersionsInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly sourceRepository: string;
  readonly destinationRepository: string;
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
  readonly versions?: readonly string[];
  readonly versionRevisions?: Readonly<Record<string, string>>;
  readonly allowOverwrite?: boolean;
  readonly includeFromUpstream?: boolean;
}

export interface CopyPackageVersionsOutput {
  readonly successfulVersions?: Readonly<Record<string, SuccessfulPackageVersionInfo>>;
  readonly failedVersions?: Readonly<Record<string, PackageVersionError>>;
}

export interface CreateDomainInput {
  readonly domain: string;
  readonly encryptionKey?: string;
  readonly tags?: readonly Tag[];
}

export interface CreateDomainOutput {
  readonly domain?: DomainDescription;
}

export interface CreatePackageGroupInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly packageGroup: string;
  readonly contactInfo?: string;
  readonly description?: string;
  readonly tags?: readonly Tag[];
}

export interface CreatePackageGroupOutput {
  readonly packageGroup?: PackageGroupDescription;
}

export interface CreateRepositoryInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly description?: string;
  readonly upstreams?: readonly UpstreamRepository[];
  readonly tags?: readonly Tag[];
}

export interface CreateRepositoryOutput {
  readonly repository?: RepositoryDescription;
}

export interface DeleteDomainInput {
  readonly domain: string;
  readonly domainOwner?: string;
}

export interface DeleteDomainOutput {
  readonly domain?: DomainDescription;
}

export interface DeleteDomainPermissionsPolicyInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly policyRevision?: string;
}

export interface DeleteDomainPermissionsPolicyOutput {
  readonly policy?: ResourcePolicy;
}

export interface DeletePackageInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
}

export interface DeletePackageOutput {
  readonly deletedPackage?: PackageSummary;
}

export interface DeletePackageGroupInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly packageGroup: string;
}

export interface DeletePackageGroupOutput {
  readonly packageGroup?: PackageGroupDescription;
}

export interface DeletePackageVersionsInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
  readonly versions: readonly string[];
  readonly expectedStatus?: PackageVersionStatus;
}

export interface DeletePackageVersionsOutput {
  readonly successfulVersions?: Readonly<Record<string, SuccessfulPackageVersionInfo>>;
  readonly failedVersions?: Readonly<Record<string, PackageVersionError>>;
}

export interface DeleteRepositoryInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
}

export interface DeleteRepositoryOutput {
  readonly repository?: RepositoryDescription;
}

export interface DeleteRepositoryPermissionsPolicyInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly policyRevision?: string;
}

export interface DeleteRepositoryPermissionsPolicyOutput {
  readonly policy?: ResourcePolicy;
}

export interface DescribeDomainInput {
  readonly domain: string;
  readonly domainOwner?: string;
}

export interface DescribeDomainOutput {
  readonly domain?: DomainDescription;
}

export interface DescribePackageInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
}

export interface DescribePackageOutput {
  readonly package: PackageDescription;
}

export interface DescribePackageGroupInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly packageGroup: string;
}

export interface DescribePackageGroupOutput {
  readonly packageGroup?: PackageGroupDescription;
}

export interface DescribePackageVersionInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
  readonly packageVersion: string;
}

export interface DescribePackageVersionOutput {
  readonly packageVersion: PackageVersionDescription;
}

export interface DescribeRepositoryInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
}

export interface DescribeRepositoryOutput {
  readonly repository?: RepositoryDescription;
}

export interface DisassociateExternalConnectionInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly externalConnection: string;
}

export interface DisassociateExternalConnectionOutput {
  readonly repository?: RepositoryDescription;
}

export interface DisposePackageVersionsInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
  readonly versions: readonly string[];
  readonly versionRevisions?: Readonly<Record<string, string>>;
  readonly expectedStatus?: PackageVersionStatus;
}

export interface DisposePackageVersionsOutput {
  readonly successfulVersions?: Readonly<Record<string, SuccessfulPackageVersionInfo>>;
  readonly failedVersions?: Readonly<Record<string, PackageVersionError>>;
}

export interface GetAssociatedPackageGroupInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
}

export interface GetAssociatedPackageGroupOutput {
  readonly packageGroup?: PackageGroupDescription;
  readonly associationType?: PackageGroupAssociationType;
}

export interface GetAuthorizationTokenInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly durationSeconds?: number;
}

export interface GetAuthorizationTokenOutput {
  readonly authorizationToken?: string;
  readonly expiration?: Date;
}

export interface GetDomainPermissionsPolicyInput {
  readonly domain: string;
  readonly domainOwner?: string;
}

export interface GetDomainPermissionsPolicyOutput {
  readonly policy?: ResourcePolicy;
}

export interface GetPackageVersionAssetInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
  readonly packageVersion: string;
  readonly asset: string;
  readonly packageVersionRevision?: string;
}

export interface GetPackageVersionAssetOutput {
  readonly asset?: AssetContent;
  readonly assetName?: string;
  readonly packageVersion?: string;
  readonly packageVersionRevision?: string;
}

export interface GetPackageVersionReadmeInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
  readonly packageVersion: string;
}

export interface GetPackageVersionReadmeOutput {
  readonly format?: PackageFormat;
  readonly namespace?: string;
  readonly package?: string;
  readonly version?: string;
  readonly versionRevision?: string;
  readonly readme?: string;
}

export interface GetRepositoryEndpointInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly format: PackageFormat;
  readonly endpointType?: EndpointType;
}

export interface GetRepositoryEndpointOutput {
  readonly repositoryEndpoint?: string;
}

export interface GetRepositoryPermissionsPolicyInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
}

export interface GetRepositoryPermissionsPolicyOutput {
  readonly policy?: ResourcePolicy;
}

export interface ListAllowedRepositoriesForGroupInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly packageGroup: string;
  readonly originRestrictionType: PackageGroupOriginRestrictionType;
  readonly maxResults?: number;
  readonly nextToken?: string;
}

export interface ListAllowedRepositoriesForGroupOutput {
  readonly allowedRepositories?: readonly string[];
  readonly nextToken?: string;
}

export interface ListAssociatedPackagesInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly packageGroup: string;
  readonly maxResults?: number;
  readonly nextToken?: string;
  readonly preview?: boolean;
}

export interface ListAssociatedPackagesOutput {
  readonly packages?: readonly AssociatedPackage[];
  readonly nextToken?: string;
}

export interface ListDomainsInput {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

export interface ListDomainsOutput {
  readonly domains?: readonly DomainSummary[];
  readonly nextToken?: string;
}

export interface ListPackageGroupsInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly maxResults?: number;
  readonly nextToken?: string;
  readonly prefix?: string;
}

export interface ListPackageGroupsOutput {
  readonly packageGroups?: readonly PackageGroupSummary[];
  readonly nextToken?: string;
}

export interface ListPackageVersionAssetsInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
  readonly packageVersion: string;
  readonly maxResults?: number;
  readonly nextToken?: string;
}

export interface ListPackageVersionAssetsOutput {
  readonly format?: PackageFormat;
  readonly namespace?: string;
  readonly package?: string;
  readonly version?: string;
  readonly versionRevision?: string;
  readonly nextToken?: string;
  readonly assets?: readonly AssetSummary[];
}

export interface ListPackageVersionDependenciesInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
  readonly packageVersion: string;
  readonly nextToken?: string;
}

export interface ListPackageVersionDependenciesOutput {
  readonly format?: PackageFormat;
  readonly namespace?: string;
  readonly package?: string;
  readonly version?: string;
  readonly versionRevision?: string;
  readonly nextToken?: string;
  readonly dependencies?: readonly PackageDependency[];
}

export interface ListPackageVersionsInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
  readonly status?: PackageVersionStatus;
  readonly sortBy?: PackageVersionSortType;
  readonly maxResults?: number;
  readonly nextToken?: string;
  readonly originType?: PackageVersionOriginType;
}

export interface ListPackageVersionsOutput {
  readonly defaultDisplayVersion?: string | null;
  readonly format?: PackageFormat;
  readonly namespace?: string;
  readonly package?: string;
  readonly versions?: readonly PackageVersionSummary[];
  readonly nextToken?: string;
}

export interface ListPackagesInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly format?: PackageFormat;
  readonly namespace?: string;
  readonly packagePrefix?: string;
  readonly maxResults?: number;
  readonly nextToken?: string;
  readonly publish?: AllowPublish;
  readonly upstream?: AllowUpstream;
}

export interface ListPackagesOutput {
  readonly packages?: readonly PackageSummary[];
  readonly nextToken?: string;
}

export interface ListRepositoriesInput {
  readonly repositoryPrefix?: string;
  readonly maxResults?: number;
  readonly nextToken?: string;
}

export interface ListRepositoriesOutput {
  readonly repositories?: readonly RepositorySummary[];
  readonly nextToken?: string;
}

export interface ListRepositoriesInDomainInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly administratorAccount?: string;
  readonly repositoryPrefix?: string;
  readonly maxResults?: number;
  readonly nextToken?: string;
}

export interface ListRepositoriesInDomainOutput {
  readonly repositories?: readonly RepositorySummary[];
  readonly nextToken?: string;
}

export interface ListSubPackageGroupsInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly packageGroup: string;
  readonly maxResults?: number;
  readonly nextToken?: string;
}

export interface ListSubPackageGroupsOutput {
  readonly packageGroups?: readonly PackageGroupSummary[];
  readonly nextToken?: string;
}

export interface ListTagsForResourceInput {
  readonly resourceArn: string;
}

export interface ListTagsForResourceOutput {
  readonly tags?: readonly Tag[];
}

export interface PublishPackageVersionInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
  readonly packageVersion: string;
  readonly assetContent: AssetContent;
  readonly assetName: string;
  readonly assetSHA256: string;
  readonly unfinished?: boolean;
}

export interface PublishPackageVersionOutput {
  readonly format?: PackageFormat;
  readonly namespace?: string;
  readonly package?: string;
  readonly version?: string;
  readonly versionRevision?: string;
  readonly status?: PackageVersionStatus;
  readonly asset?: AssetSummary;
}

export interface PutDomainPermissionsPolicyInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly policyRevision?: string;
  readonly policyDocument: string;
}

export interface PutDomainPermissionsPolicyOutput {
  readonly policy?: ResourcePolicy;
}

export interface PutPackageOriginConfigurationInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
  readonly restrictions: PackageOriginRestrictions;
}

export interface PutPackageOriginConfigurationOutput {
  readonly originConfiguration?: PackageOriginConfiguration;
}

export interface PutRepositoryPermissionsPolicyInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly policyRevision?: string;
  readonly policyDocument: string;
}

export interface PutRepositoryPermissionsPolicyOutput {
  readonly policy?: ResourcePolicy;
}

export interface TagResourceInput {
  readonly resourceArn: string;
  readonly tags: readonly Tag[];
}

export type TagResourceOutput = Readonly<Record<string, never>>;

export interface UntagResourceInput {
  readonly resourceArn: string;
  readonly tagKeys: readonly string[];
}

export type UntagResourceOutput = Readonly<Record<string, never>>;

export interface UpdatePackageGroupInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly packageGroup: string;
  readonly contactInfo?: string;
  readonly description?: string;
}

export interface UpdatePackageGroupOutput {
  readonly packageGroup?: PackageGroupDescription;
}

export interface UpdatePackageGroupOriginConfigurationInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly packageGroup: string;
  readonly restrictions?: OriginRestrictions;
  readonly addAllowedRepositories?: readonly PackageGroupAllowedRepository[];
  readonly removeAllowedRepositories?: readonly PackageGroupAllowedRepository[];
}

export interface UpdatePackageGroupOriginConfigurationOutput {
  readonly packageGroup?: PackageGroupDescription;
  readonly allowedRepositoryUpdates?: PackageGroupAllowedRepositoryUpdates;
}

export interface UpdatePackageVersionsStatusInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
  readonly versions: readonly string[];
  readonly versionRevisions?: Readonly<Record<string, string>>;
  readonly expectedStatus?: PackageVersionStatus;
  readonly targetStatus: PackageVersionStatus;
}

export interface UpdatePackageVersionsStatusOutput {
  readonly successfulVersions?: Readonly<Record<string, SuccessfulPackageVersionInfo>>;
  readonly failedVersions?: Readonly<Record<string, PackageVersionError>>;
}

export interface UpdateRepositoryInput {
  readonly domain: string;
  readonly domainOwner?: string;
  readonly repository: string;
  readonly description?: string;
  readonly upstreams?: readonly UpstreamRepository[];
}

export interface UpdateRepositoryOutput {
  readonly repository?: RepositoryDescription;
}

export interface Inputs {
  readonly AssociateExternalConnection: AssociateExternalConnectionInput;
  readonly CopyPackageVersions: CopyPackageVersionsInput;
  readonly CreateDomain: CreateDomainInput;
  readonly CreatePackageGroup: CreatePackageGroupInput;
  readonly CreateRepository: CreateRepositoryInput;
  readonly DeleteDomain: DeleteDomainInput;
  readonly DeleteDomainPermissionsPolicy: DeleteDomainPermissionsPolicyInput;
  readonly DeletePackage: DeletePackageInput;
  readonly DeletePackageGroup: DeletePackageGroupInput;
  readonly DeletePackageVersions: DeletePackageVersionsInput;
  readonly DeleteRepository: DeleteRepositoryInput;
  readonly DeleteRepositoryPermissionsPolicy: DeleteRepositoryPermissionsPolicyInput;
  readonly DescribeDomain: DescribeDomainInput;
  readonly DescribePackage: DescribePackageInput;
  readonly DescribePackageGroup: DescribePackageGroupInput;
  readonly DescribePackageVersion: DescribePackageVersionInput;
  readonly DescribeRepository: DescribeRepositoryInput;
  readonly DisassociateExternalConnection: DisassociateExternalConnectionInput;
  readonly DisposePackageVersions: DisposePackageVersionsInput;
  readonly GetAssociatedPackageGroup: GetAssociatedPackageGroupInput;
  readonly GetAuthorizationToken: GetAuthorizationTokenInput;
  readonly GetDomainPermissionsPolicy: GetDomainPermissionsPolicyInput;
  readonly GetPackageVersionAsset: GetPackageVersionAssetInput;
  readonly GetPackageVersionReadme: GetPackageVersionReadmeInput;
  readonly GetRepositoryEndpoint: GetRepositoryEndpointInput;
  readonly GetRepositoryPermissionsPolicy: GetRepositoryPermissionsPolicyInput;
  readonly ListAllowedRepositoriesForGroup: ListAllowedRepositoriesForGroupInput;
  readonly ListAssociatedPackages: ListAssociatedPackagesInput;
  readonly ListDomains: ListDomainsInput;
  readonly ListPackageGroups: ListPackageGroupsInput;
  readonly ListPackageVersionAssets: ListPackageVersionAssetsInput;
  readonly ListPackageVersionDependencies: ListPackageVersionDependenciesInput;
  readonly ListPackageVersions: ListPackageVersionsInput;
  readonly ListPackages: ListPackagesInput;
  readonly ListRepositories: ListRepositoriesInput;
  readonly ListRepositoriesInDomain: ListRepositoriesInDomainInput;
  readonly ListSubPackageGroups: ListSubPackageGroupsInput;
  readonly ListTagsForResource: ListTagsForResourceInput;
  readonly PublishPackageVersion: PublishPackageVersionInput;
  readonly PutDomainPermissionsPolicy: PutDomainPermissionsPolicyInput;
  readonly PutPackageOriginConfiguration: PutPackageOriginConfigurationInput;
  readonly PutRepositoryPermissionsPolicy: PutRepositoryPermissionsPolicyInput;
  readonly TagResource: TagResourceInput;
  readonly UntagResource: UntagResourceInput;
  readonly UpdatePackageGroup: UpdatePackageGroupInput;
  readonly UpdatePackageGroupOriginConfiguration: UpdatePackageGroupOriginConfigurationInput;
  readonly UpdatePackageVersionsStatus: UpdatePackageVersionsStatusInput;
  readonly UpdateRepository: UpdateRepositoryInput;
}

export interface Outputs {
  readonly AssociateExternalConnection: AssociateExternalConnectionOutput;
  readonly CopyPackageVersions: CopyPackageVersionsOutput;
  readonly CreateDomain: CreateDomainOutput;
  readonly CreatePackageGroup: CreatePackageGroupOutput;
  readonly CreateRepository: CreateRepositoryOutput;
  readonly DeleteDomain: DeleteDomainOutput;
  readonly DeleteDomainPermissionsPolicy: DeleteDomainPermissionsPolicyOutput;
  readonly DeletePackage: DeletePackageOutput;
  readonly DeletePackageGroup: DeletePackageGroupOutput;
  readonly DeletePackageVersions: DeletePackageVersionsOutput;
  readonly DeleteRepository: DeleteRepositoryOutput;
  readonly DeleteRepositoryPermissionsPolicy: DeleteRepositoryPermissionsPolicyOutput;
  readonly DescribeDomain: DescribeDomainOutput;
  readonly DescribePackage: DescribePackageOutput;
  readonly DescribePackageGroup: DescribePackageGroupOutput;
  readonly DescribePackageVersion: DescribePackageVersionOutput;
  readonly DescribeRepository: DescribeRepositoryOutput;
  readonly DisassociateExternalConnection: DisassociateExternalConnectionOutput;
  readonly DisposePackageVersions: DisposePackageVersionsOutput;
  readonly GetAssociatedPackageGroup: GetAssociatedPackageGroupOutput;
  readonly GetAuthorizationToken: GetAuthorizationTokenOutput;
  readonly GetDomainPermissionsPolicy: GetDomainPermissionsPolicyOutput;
  readonly GetPackageVersionAsset: GetPackageVersionAssetOutput;
  readonly GetPackageVersionReadme: GetPackageVersionReadmeOutput;
  readonly GetRepositoryEndpoint: GetRepositoryEndpointOutput;
  readonly GetRepositoryPermissionsPolicy: GetRepositoryPermissionsPolicyOutput;
  readonly ListAllowedRepositoriesForGroup: ListAllowedRepositoriesForGroupOutput;
  readonly ListAssociatedPackages: ListAssociatedPackagesOutput;
  readonly ListDomains: ListDomainsOutput;
  readonly ListPackageGroups: ListPackageGroupsOutput;
  readonly ListPackageVersionAssets: ListPackageVersionAssetsOutput;
  readonly ListPackageVersionDependencies: ListPackageVersionDependenciesOutput;
  readonly ListPackageVersions: ListPackageVersionsOutput;
  readonly ListPackages: ListPackagesOutput;
  readonly ListRepositories: ListRepositoriesOutput;
  readonly ListRepositoriesInDomain: ListRepositoriesInDomainOutput;
  readonly ListSubPackageGroups: ListSubPackageGroupsOutput;
  readonly ListTagsForResource: ListTagsForResourceOutput;
  readonly PublishPackageVersion: PublishPackageVersionOutput;
  readonly PutDomainPermissionsPolicy: PutDomainPermissionsPolicyOutput;
  readonly PutPackageOriginConfiguration: PutPackageOriginConfigurationOutput;
  readonly PutRepositoryPermissionsPolicy: PutRepositoryPermissionsPolicyOutput;
  readonly TagResource: TagResourceOutput;
  readonly UntagResource: UntagResourceOutput;
  readonly UpdatePackageGroup: UpdatePackageGroupOutput;
  readonly UpdatePackageGroupOriginConfiguration: UpdatePackageGroupOriginConfigurationOutput;
  readonly UpdatePackageVersionsStatus: UpdatePackageVersionsStatusOutput;
  readonly UpdateRepository: UpdateRepositoryOutput;
}

/** What an operation takes. */
export type Input<N extends OperationName> = Inputs[N];

/** What an operation answers. */
export type Output<N extends OperationName> = Outputs[N];
