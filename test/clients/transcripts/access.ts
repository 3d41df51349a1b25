/** Package groups and policies. */
import { expect } from 'vitest';
import type { Step } from '../transcript';
import { arn, now } from './domains';

/** The policy of the user guide with which a domain lets another account in, as policy.json has it. */
export const policy = JSON.stringify(
  {
    Version: '2012-10-17',
    Statement: [
      {
        Action: [
          'codeartifact:GetDomainPermissionsPolicy',
          'codeartifact:ListRepositoriesInDomain',
          'codeartifact:GetAuthorizationToken',
          'codeartifact:DescribeDomain',
          'codeartifact:CreateRepository',
        ],
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::123456789012:root' },
        Resource: '*',
      },
    ],
  },
  null,
  4,
);

const put =
  'put-domain-permissions-policy --domain my-domain --domain-owner 111122223333 --policy-document file://policy.json';
const ofRepository = '--domain my-domain --repository my-repo';
const answer = (tail: string) => ({
  policy: { resourceArn: arn(tail), document: policy, revision: expect.stringMatching(/^[\w+/]{43}=$/) },
});

export const policies: readonly Step[] = [
  {
    of: 'POL-15 ERR-53',
    run: 'get-domain-permissions-policy --domain my-domain',
    refused: ['ResourceNotFoundException', `Policy not found. No policy is set on ${arn('domain/my-domain')}.`],
  },
  { of: 'POL-03 POL-09', run: put, prints: answer('domain/my-domain'), keeps: { first: 'policy revision' } },
  {
    of: 'POL-05 POL-31',
    run: 'get-domain-permissions-policy --domain my-domain --domain-owner 111122223333',
    prints: answer('domain/my-domain'),
  },
  {
    of: 'POL-10',
    run: `${put} --policy-revision {first}`,
    prints: answer('domain/my-domain'),
    keeps: { second: 'policy revision' },
  },
  {
    of: 'POL-10 ERR-52',
    run: `${put} --policy-revision {first}`,
    refused: ['ConflictException', 'The policy revision does not match the current revision.'],
  },
  {
    of: 'POL-13 ERR-52',
    run: 'delete-domain-permissions-policy --domain my-domain --policy-revision {first}',
    refused: ['ConflictException', 'The policy revision does not match the current revision.'],
  },
  {
    of: 'POL-13 POL-14',
    run: 'delete-domain-permissions-policy --domain my-domain --policy-revision {second}',
    prints: answer('domain/my-domain'),
  },
  {
    of: 'POL-03',
    run: `put-repository-permissions-policy ${ofRepository} --policy-document file://policy.json`,
    prints: answer('repository/my-domain/my-repo'),
  },
  {
    of: 'POL-05',
    run: `get-repository-permissions-policy ${ofRepository} --query policy.document --output text`,
    says: policy,
  },
  {
    of: 'POL-14',
    run: `delete-repository-permissions-policy ${ofRepository}`,
    prints: answer('repository/my-domain/my-repo'),
  },
];

type Mode = 'ALLOW' | 'BLOCK' | 'ALLOW_SPECIFIC_REPOSITORIES';

const reference = (pattern: string, encoded: string) => ({
  arn: arn(`package-group/my-domain${encoded}`),
  pattern,
});
const root = reference('/*', '/%2a');
const nuget = reference('/nuget/*', '/nuget/%2a');
const inherited = { mode: 'INHERIT', effectiveMode: 'ALLOW', inheritedFrom: root, repositoriesCount: 0 };
const own = (mode: Mode, repositoriesCount = 0) => ({ mode, effectiveMode: mode, repositoriesCount });
const group = (named: typeof root, restrictions: object, others: object = {}) => ({
  ...named,
  domainName: 'my-domain',
  domainOwner: '111122223333',
  createdTime: now,
  originConfiguration: { restrictions },
  ...others,
});
const fresh = { PUBLISH: inherited, EXTERNAL_UPSTREAM: inherited, INTERNAL_UPSTREAM: inherited };
const texts = { contactInfo: 'contact@email.com', description: 'description of my package group' };
const restricted = { ...fresh, INTERNAL_UPSTREAM: own('ALLOW_SPECIFIC_REPOSITORIES', 1) };
const ofNuget = "--domain my-domain --package-group '/nuget/*'";

export const groups: readonly Step[] = [
  {
    of: 'GRP-07 IAM-06 IAM-07',
    run:
      `create-package-group ${ofNuget} --domain-owner 111122223333 --contact-info contact@email.com ` +
      '--description "description of my package group" --tags key=team,value=build',
    prints: { packageGroup: group(nuget, fresh, { ...texts, parent: root }) },
  },
  {
    of: 'GRP-09',
    run: `create-package-group ${ofNuget}`,
    refused: ['ConflictException', /\/nuget\/\*/],
  },
  {
    of: 'GRP-02 GRP-18',
    run: "describe-package-group --domain my-domain --package-group '/*'",
    prints: {
      packageGroup: group(root, {
        PUBLISH: own('ALLOW'),
        EXTERNAL_UPSTREAM: own('ALLOW'),
        INTERNAL_UPSTREAM: own('ALLOW'),
      }),
    },
  },
  {
    of: 'GRP-98 GRP-100 GRP-105',
    run:
      `update-package-group-origin-configuration ${ofNuget} ` +
      '--restrictions INTERNAL_UPSTREAM=ALLOW_SPECIFIC_REPOSITORIES ' +
      '--add-allowed-repositories originRestrictionType=INTERNAL_UPSTREAM,repositoryName=my-repo ' +
      'originRestrictionType=INTERNAL_UPSTREAM,repositoryName=npm-store ' +
      '--remove-allowed-repositories originRestrictionType=INTERNAL_UPSTREAM,repositoryName=npm-store',
    prints: {
      packageGroup: group(nuget, restricted, { ...texts, parent: root }),
      allowedRepositoryUpdates: { INTERNAL_UPSTREAM: { ADDED: ['my-repo'] } },
    },
  },
  {
    of: 'GRP-99',
    run: `list-allowed-repositories-for-group ${ofNuget} --origin-restriction-type INTERNAL_UPSTREAM`,
    prints: { allowedRepositories: ['my-repo'] },
  },
  {
    of: 'GRP-23',
    run: `update-package-group ${ofNuget} --contact-info ""`,
    prints: { packageGroup: group(nuget, restricted, { description: texts.description, parent: root }) },
  },
  {
    of: 'GRP-117',
    run: 'list-package-groups --domain my-domain --query packageGroups[].pattern --output text',
    says: '/*\t/nuget/*',
  },
  {
    of: 'GRP-118',
    run: "list-sub-package-groups --domain my-domain --package-group '/*' --query packageGroups[].pattern",
    prints: ['/nuget/*'],
  },
  {
    of: 'GRP-78 GRP-70',
    run: 'get-associated-package-group --domain my-domain --format nuget --package newtonsoft.json',
    prints: {
      packageGroup: group(nuget, restricted, { description: texts.description, parent: root }),
      associationType: 'STRONG',
    },
  },
  {
    of: 'GRP-121 GRP-126',
    run: "list-associated-packages --domain my-domain --package-group '/*' --query packages[].package --output text",
    says: 'chalk\tlodash\tpat-test\tpatch-math3\tpath\twebpack',
  },
  {
    of: 'TAG-01 TAG-02 IAM-06',
    run: `list-tags-for-resource --resource-arn ${nuget.arn} --query tags`,
    prints: [{ key: 'team', value: 'build' }],
  },
  {
    of: 'GRP-24',
    run: `delete-package-group ${ofNuget}`,
    prints: { packageGroup: group(nuget, restricted, { description: texts.description, parent: root }) },
  },
];
