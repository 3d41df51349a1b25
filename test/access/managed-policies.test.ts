import { describe, expect, test } from 'vitest';
import { defaultUserPolicies, managedPolicies, rootPolicies } from '../../src/access/managed-policies';
import { isPolicyFault, parsePolicy } from '../../src/access/policy';
import type { OperationName } from '../../src/api/types';
import { commands, queries } from '../../src/ops';
import type { World } from '../support';
import { ask, by, introduce, plainWorld } from './people';

const user = 'arn:aws:iam::111122223333:user/somebody';
const operationNames = [...Object.keys(queries), ...Object.keys(commands)] as OperationName[];

/** A world in which the user has this managed policy. */
function worldOf(name: keyof typeof managedPolicies): World {
  const made = plainWorld();
  introduce(made, user, { policies: [name] });
  return made;
}

test('every document here is an identity policy', () => {
  for (const { document } of [...Object.values(managedPolicies), ...defaultUserPolicies, ...rootPolicies]) {
    expect(isPolicyFault(parsePolicy(document, 'identity'))).toBe(false);
  }
});

describe('IAM-62: AWSCodeArtifactAdminAccess', () => {
  test('lets its user do everything in his account, and obtain tokens for this service', () => {
    const made = worldOf('AWSCodeArtifactAdminAccess');
    made.call('CreateDomain', { domain: 'team-a' }, by(user));
    made.call('CreateRepository', { domain: 'team-a', repository: 'repo' }, by(user));
    made.call('GetAuthorizationToken', { domain: 'my-domain' }, by(user));
    made.call('DeleteRepository', { domain: 'my-domain', repository: 'other' }, by(user));
  });

  test('is no right to use keys', () => {
    const made = worldOf('AWSCodeArtifactAdminAccess');
    const input = { domain: 'team-a', encryptionKey: 'alias/aws/codeartifact' };
    expect(made.refusal('CreateDomain', input, by(user)).message).toContain('kms:DescribeKey');
  });
});

describe('IAM-63: AWSCodeArtifactReadOnlyAccess', () => {
  const at = { domain: 'my-domain', repository: 'my-repo' };

  test('lets its user read, also as a package manager, and obtain tokens', () => {
    const made = worldOf('AWSCodeArtifactReadOnlyAccess');
    made.call('DescribeDomain', { domain: 'my-domain' }, by(user));
    made.call('ListRepositories', {}, by(user));
    made.call('GetRepositoryEndpoint', { ...at, format: 'npm' }, by(user));
    made.call('GetAuthorizationToken', { domain: 'my-domain' }, by(user));
    const { error } = ask(made, 'ListVersions', { ...at, format: 'npm', package: 'lodash' }, by(user));
    expect(error?.name).toBe('ResourceNotFoundException');
  });

  test('lets him change nothing', () => {
    const made = worldOf('AWSCodeArtifactReadOnlyAccess');
    expect(made.refusal('CreateDomain', { domain: 'team-a' }, by(user)).name).toBe('AccessDeniedException');
    expect(made.refusal('DeleteRepository', at, by(user)).name).toBe('AccessDeniedException');
    const publication = { ...at, format: 'npm', package: 'p', version: '1.0.0', assets: [] } as const;
    expect(ask(made, 'Publish', publication, by(user)).error?.name).toBe('AccessDeniedException');
  });

  test('names every operation that only reads, and no other', () => {
    const reads = operationNames.filter((name) => /^(Describe|Get|List)/.test(name));
    expect(reads.filter((name) => !(name in queries))).toEqual(['GetAuthorizationToken']);
    expect(Object.keys(queries).filter((name) => !reads.includes(name as OperationName))).toEqual([]);
  });
});
