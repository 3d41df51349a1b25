// Made from AWS's model of the API by scripts/make-tables.ts, where corrections are written: do not edit.
import { inputShapes } from './input-shapes';
import type { ShapeName } from './shape-names';
import type { Shape } from './table';

/** The named shapes that only answers have. */
const outputShapes: Readonly<Record<string, Shape>> = {
  AssetHashes: { kind: 'map', key: 'HashAlgorithm', value: 'HashValue' },
  AssetSummary: {
    kind: 'structure',
    members: {
      name: { shape: 'AssetName', required: true },
      size: { shape: 'LongOptional' },
      hashes: { shape: 'AssetHashes' },
    },
  },
  AssetSummaryList: { kind: 'list', of: 'AssetSummary' },
  AssociatedPackage: {
    kind: 'structure',
    members: {
      format: { shape: 'PackageFormat' },
      namespace: { shape: 'PackageNamespace' },
      package: { shape: 'PackageName' },
      associationType: { shape: 'PackageGroupAssociationType' },
    },
  },
  AssociatedPackageList: { kind: 'list', of: 'AssociatedPackage' },
  DomainDescription: {
    kind: 'structure',
    members: {
      name: { shape: 'DomainName' },
      owner: { shape: 'AccountId' },
      arn: { shape: 'Arn' },
      status: { shape: 'DomainStatus' },
      createdTime: { shape: 'Timestamp' },
      encryptionKey: { shape: 'Arn' },
      repositoryCount: { shape: 'Integer' },
      assetSizeBytes: { shape: 'Long' },
      s3BucketArn: { shape: 'Arn' },
    },
  },
  DomainEntryPoint: {
    kind: 'structure',
    members: {
      repositoryName: { shape: 'RepositoryName' },
      externalConnectionName: { shape: 'ExternalConnectionName' },
    },
  },
  DomainStatus: { kind: 'string', values: ['Active', 'Deleted'] },
  DomainSummary: {
    kind: 'structure',
    members: {
      name: { shape: 'DomainName' },
      owner: { shape: 'AccountId' },
      arn: { shape: 'Arn' },
      status: { shape: 'DomainStatus' },
      createdTime: { shape: 'Timestamp' },
      encryptionKey: { shape: 'Arn' },
    },
  },
  DomainSummaryList: { kind: 'list', of: 'DomainSummary' },
  ErrorMessage: { kind: 'string' },
  ExternalConnectionStatus: { kind: 'string', values: ['AVAILABLE'] },
  HashAlgorithm: { kind: 'string', values: ['MD5', 'SHA-1', 'SHA-256', 'SHA-512'] },
  HashValue: { kind: 'string', min: 32, max: 512, pattern: /^(?:[0-9a-f]+)$/u, source: '[0-9a-f]+' },
  Integer: { kind: 'integer' },
  LicenseInfo: { kind: 'structure', members: { name: { shape: 'String' }, url: { shape: 'String' } } },
  LicenseInfoList: { kind: 'list', of: 'LicenseInfo' },
  Long: { kind: 'integer' },
  LongOptional: { kind: 'integer' },
  PackageDependency: {
    kind: 'structure',
    members: {
      namespace: { shape: 'PackageNamespace' },
      package: { shape: 'PackageName' },
      dependencyType: { shape: 'String' },
      versionRequirement: { shape: 'String' },
    },
  },
  PackageDependencyList: { kind: 'list', of: 'PackageDependency' },
  PackageDescription: {
    kind: 'structure',
    members: {
      format: { shape: 'PackageFormat' },
      namespace: { shape: 'PackageNamespace' },
      name: { shape: 'PackageName' },
      originConfiguration: { shape: 'PackageOriginConfiguration' },
    },
  },
  PackageGroupAllowedRepositoryUpdate: {
    kind: 'map',
    key: 'PackageGroupAllowedRepositoryUpdateType',
    value: 'RepositoryNameList',
  },
  PackageGroupAllowedRepositoryUpdateType: { kind: 'string', values: ['ADDED', 'REMOVED'] },
  PackageGroupAllowedRepositoryUpdates: {
    kind: 'map',
    key: 'PackageGroupOriginRestrictionType',
    value: 'PackageGroupAllowedRepositoryUpdate',
  },
  PackageGroupAssociationType: { kind: 'string', values: ['STRONG', 'WEAK'] },
  PackageGroupDescription: {
    kind: 'structure',
    members: {
      arn: { shape: 'Arn' },
      pattern: { shape: 'PackageGroupPattern' },
      domainName: { shape: 'DomainName' },
      domainOwner: { shape: 'AccountId' },
      createdTime: { shape: 'Timestamp' },
      contactInfo: { shape: 'PackageGroupContactInfo' },
      description: { shape: 'Description' },
      originConfiguration: { shape: 'PackageGroupOriginConfiguration' },
      parent: { shape: 'PackageGroupReference' },
    },
  },
  PackageGroupOriginConfiguration: {
    kind: 'structure',
    members: { restrictions: { shape: 'PackageGroupOriginRestrictions' } },
  },
  PackageGroupOriginRestriction: {
    kind: 'structure',
    members: {
      mode: { shape: 'PackageGroupOriginRestrictionMode' },
      effectiveMode: { shape: 'PackageGroupOriginRestrictionMode' },
      inheritedFrom: { shape: 'PackageGroupReference' },
      repositoriesCount: { shape: 'LongOptional' },
    },
  },
  PackageGroupOriginRestrictions: {
    kind: 'map',
    key: 'PackageGroupOriginRestrictionType',
    value: 'PackageGroupOriginRestriction',
  },
  PackageGroupReference: {
    kind: 'structure',
    members: { arn: { shape: 'Arn' }, pattern: { shape: 'PackageGroupPattern' } },
  },
  PackageGroupSummary: {
    kind: 'structure',
    members: {
      arn: { shape: 'Arn' },
      pattern: { shape: 'PackageGroupPattern' },
      domainName: { shape: 'DomainName' },
      domainOwner: { shape: 'AccountId' },
      createdTime: { shape: 'Timestamp' },
      contactInfo: { shape: 'PackageGroupContactInfo' },
      description: { shape: 'Description' },
      originConfiguration: { shape: 'PackageGroupOriginConfiguration' },
      parent: { shape: 'PackageGroupReference' },
    },
  },
  PackageGroupSummaryList: { kind: 'list', of: 'PackageGroupSummary' },
  PackageOriginConfiguration: { kind: 'structure', members: { restrictions: { shape: 'PackageOriginRestrictions' } } },
  PackageSummary: {
    kind: 'structure',
    members: {
      format: { shape: 'PackageFormat' },
      namespace: { shape: 'PackageNamespace' },
      package: { shape: 'PackageName' },
      originConfiguration: { shape: 'PackageOriginConfiguration' },
    },
  },
  PackageSummaryList: { kind: 'list', of: 'PackageSummary' },
  PackageVersionDescription: {
    kind: 'structure',
    members: {
      format: { shape: 'PackageFormat' },
      namespace: { shape: 'PackageNamespace' },
      packageName: { shape: 'PackageName' },
      displayName: { shape: 'String255' },
      version: { shape: 'PackageVersion' },
      summary: { shape: 'String' },
      homePage: { shape: 'String' },
      sourceCodeRepository: { shape: 'String' },
      publishedTime: { shape: 'Timestamp' },
      licenses: { shape: 'LicenseInfoList' },
      revision: { shape: 'PackageVersionRevision' },
      status: { shape: 'PackageVersionStatus' },
      origin: { shape: 'PackageVersionOrigin' },
    },
  },
  PackageVersionError: {
    kind: 'structure',
    members: { errorCode: { shape: 'PackageVersionErrorCode' }, errorMessage: { shape: 'ErrorMessage' } },
  },
  PackageVersionErrorCode: {
    kind: 'string',
    values: ['ALREADY_EXISTS', 'MISMATCHED_REVISION', 'MISMATCHED_STATUS', 'NOT_ALLOWED', 'NOT_FOUND', 'SKIPPED'],
  },
  PackageVersionErrorMap: { kind: 'map', key: 'PackageVersion', value: 'PackageVersionError' },
  PackageVersionOrigin: {
    kind: 'structure',
    members: { domainEntryPoint: { shape: 'DomainEntryPoint' }, originType: { shape: 'PackageVersionOriginType' } },
  },
  PackageVersionSummary: {
    kind: 'structure',
    members: {
      version: { shape: 'PackageVersion', required: true },
      revision: { shape: 'PackageVersionRevision' },
      status: { shape: 'PackageVersionStatus', required: true },
      origin: { shape: 'PackageVersionOrigin' },
    },
  },
  PackageVersionSummaryList: { kind: 'list', of: 'PackageVersionSummary' },
  RepositoryDescription: {
    kind: 'structure',
    members: {
      name: { shape: 'RepositoryName' },
      administratorAccount: { shape: 'AccountId' },
      domainName: { shape: 'DomainName' },
      domainOwner: { shape: 'AccountId' },
      arn: { shape: 'Arn' },
      description: { shape: 'Description' },
      upstreams: { shape: 'UpstreamRepositoryInfoList' },
      externalConnections: { shape: 'RepositoryExternalConnectionInfoList' },
      createdTime: { shape: 'Timestamp' },
    },
  },
  RepositoryExternalConnectionInfo: {
    kind: 'structure',
    members: {
      externalConnectionName: { shape: 'ExternalConnectionName' },
      packageFormat: { shape: 'PackageFormat' },
      status: { shape: 'ExternalConnectionStatus' },
    },
  },
  RepositoryExternalConnectionInfoList: { kind: 'list', of: 'RepositoryExternalConnectionInfo' },
  RepositoryNameList: { kind: 'list', of: 'RepositoryName' },
  RepositorySummary: {
    kind: 'structure',
    members: {
      name: { shape: 'RepositoryName' },
      administratorAccount: { shape: 'AccountId' },
      domainName: { shape: 'DomainName' },
      domainOwner: { shape: 'AccountId' },
      arn: { shape: 'Arn' },
      description: { shape: 'Description' },
      createdTime: { shape: 'Timestamp' },
    },
  },
  RepositorySummaryList: { kind: 'list', of: 'RepositorySummary' },
  ResourcePolicy: {
    kind: 'structure',
    members: {
      resourceArn: { shape: 'Arn' },
      revision: { shape: 'PolicyRevision' },
      document: { shape: 'PolicyDocument' },
    },
  },
  ResourceType: { kind: 'string', values: ['domain', 'repository', 'package', 'package-version', 'asset'] },
  RetryAfterSeconds: { kind: 'integer' },
  String255: { kind: 'string', min: 1, max: 255 },
  SuccessfulPackageVersionInfo: {
    kind: 'structure',
    members: { revision: { shape: 'String' }, status: { shape: 'PackageVersionStatus' } },
  },
  SuccessfulPackageVersionInfoMap: { kind: 'map', key: 'PackageVersion', value: 'SuccessfulPackageVersionInfo' },
  Timestamp: { kind: 'timestamp' },
  UpstreamRepositoryInfo: { kind: 'structure', members: { repositoryName: { shape: 'RepositoryName' } } },
  UpstreamRepositoryInfoList: { kind: 'list', of: 'UpstreamRepositoryInfo' },
  ValidationExceptionReason: {
    kind: 'string',
    values: ['CANNOT_PARSE', 'ENCRYPTION_KEY_ERROR', 'FIELD_VALIDATION_FAILED', 'UNKNOWN_OPERATION', 'OTHER'],
  },
};

/** Every named shape of the API. */
export const shapes = { ...inputShapes, ...outputShapes } as Readonly<Record<ShapeName, Shape>>;
