import type { DomainDescription, DomainSummary, RepositoryDescription, RepositorySummary } from '../api/types';
import { externalConnections } from '../formats';
import { domainArn, repositoryArn } from '../model/arn';
import type { Domain, Repository } from '../model/state';
import { assetBucketArn } from './asset-bucket';

/** A domain as ListDomains shows it. */
export const domainSummary = (domain: Domain): DomainSummary => ({
  name: domain.name,
  owner: domain.owner,
  arn: domainArn(domain.region, domain.owner, domain.name), // IAM-01
  status: 'Active', // DOM-10
  createdTime: new Date(domain.createdTime),
  encryptionKey: domain.encryptionKey, // DOM-14
});

/** A domain with all nine members (DOM-11). */
export const domainDescription = (domain: Domain): DomainDescription => ({
  ...domainSummary(domain),
  repositoryCount: domain.repositories.size, // DOM-21
  assetSizeBytes: domain.assetSizeBytes, // DOM-22
  s3BucketArn: assetBucketArn(domain.region), // DOM-23
});

/** A repository as lists show it. */
export const repositorySummary = (domain: Domain, repository: Repository): RepositorySummary => ({
  name: repository.name,
  administratorAccount: repository.administratorAccount,
  domainName: domain.name,
  domainOwner: domain.owner,
  arn: repositoryArn(domain.region, domain.owner, domain.name, repository.name), // IAM-02
  ...(repository.description === undefined ? {} : { description: repository.description }), // REP-11
  createdTime: new Date(repository.createdTime),
});

/** A repository with its upstreams and external connections, dangling upstreams included (REP-11, UPS-20). */
export const repositoryDescription = (domain: Domain, repository: Repository): RepositoryDescription => ({
  ...repositorySummary(domain, repository),
  upstreams: repository.upstreams.map(({ name }) => ({ repositoryName: name })),
  externalConnections:
    repository.externalConnection === undefined
      ? []
      : [
          {
            externalConnectionName: repository.externalConnection,
            packageFormat: externalConnections[repository.externalConnection],
            status: 'AVAILABLE', // EXT-11
          },
        ],
});
