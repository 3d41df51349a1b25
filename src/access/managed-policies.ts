import type { PolicyDocument } from '../model/state';

const written = (...statements: readonly object[]): PolicyDocument =>
  Object.freeze({ document: JSON.stringify({ Version: '2012-10-17', Statement: statements }) });

const all = { Effect: 'Allow', Resource: '*' } as const;

/** The permission to obtain an authorization token (TOK-13), for this service alone. */
const bearerToken = {
  ...all,
  Action: 'sts:GetServiceBearerToken',
  Condition: { StringEquals: { 'sts:AWSServiceName': 'codeartifact.amazonaws.com' } },
} as const;

/** The identity policies that AWS manages for the service, by name (IAM-62, IAM-63). */
export const managedPolicies = Object.freeze({
  AWSCodeArtifactAdminAccess: written({ ...all, Action: ['codeartifact:*'] }, bearerToken),
  AWSCodeArtifactReadOnlyAccess: written(
    {
      ...all,
      Action: ['codeartifact:Describe*', 'codeartifact:Get*', 'codeartifact:List*', 'codeartifact:ReadFromRepository'],
    },
    bearerToken,
  ),
});

/** What the default user of an account may do besides: create domains with keys of its own (IAM-77). */
const keyUse = written({ ...all, Action: ['kms:DescribeKey', 'kms:CreateGrant'] });

/** The identity policies of an account's default user, unless the state knows him. */
export const defaultUserPolicies: readonly PolicyDocument[] = Object.freeze([
  managedPolicies.AWSCodeArtifactAdminAccess,
  keyUse,
]);

/** As which an account's root user is evaluated: he may do everything but obtain a token (TOK-12). */
export const rootPolicies: readonly PolicyDocument[] = Object.freeze([
  written(
    { ...all, Action: '*' },
    { Sid: 'RootUser', Effect: 'Deny', Action: 'codeartifact:GetAuthorizationToken', Resource: '*' },
  ),
]);
