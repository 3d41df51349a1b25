import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Input, OperationName } from '../../src/api/types';
import {
  allow,
  allowTo,
  ask,
  bob,
  by,
  denyTo,
  document,
  domain,
  domainArn,
  everything,
  grant,
  learn,
  npm,
  onDomain,
  onRepository,
  plainWorld,
  repository,
  repositoryArn,
} from '../access/people';
import { otherAccount, type World, world } from '../support';
import { assetsOf } from './packages-support';

const first = document(allowTo(otherAccount, 'DescribeDomain'));
const second = document(allowTo(otherAccount, 'ListPackages'));

/** The three operations on the policy of the domain, and those on the policy of a repository. */
const kinds = [
  { kind: 'domain', place: domain, arn: domainArn, id: 'my-domain', of: 'Domain' },
  { kind: 'repository', place: repository, arn: repositoryArn('my-repo'), id: 'my-repo', of: 'Repository' },
] as const;

describe.each(kinds)('the policy of a $kind', ({ kind, place, arn, id, of }) => {
  const put = `Put${of}PermissionsPolicy` as 'PutRepositoryPermissionsPolicy';
  const get = `Get${of}PermissionsPolicy` as 'GetRepositoryPermissionsPolicy';
  const remove = `Delete${of}PermissionsPolicy` as 'DeleteRepositoryPermissionsPolicy';
  const at = place as typeof repository;
  const write = (made: World, policyDocument: string, policyRevision?: string) =>
    made.call(put, { ...at, policyDocument, policyRevision }).policy!;
  const read = (made: World) => made.call(get, at).policy;

  test('POL-01, POL-02, POL-03, POL-05: it is put as a whole, read as it was written, and removed', () => {
    const made = plainWorld();
    const spaced = ` ${first}\n`;
    const written = write(made, spaced);
    expect(written).toEqual({ resourceArn: arn, revision: expect.any(String), document: spaced });
    expect(read(made)).toEqual(written);
    const replaced = write(made, second);
    expect(replaced.document).toBe(second);
    expect(read(made)).toEqual(replaced);
    expect(made.call(remove, at).policy).toEqual(replaced); // POL-14
    expect(made.refusal(get, at).name).toBe('ResourceNotFoundException');
  });

  test('POL-14, POL-16: the answer of a removal is what was removed', () => {
    const made = plainWorld();
    const written = write(made, first);
    expect(made.call(remove, at)).toEqual({ policy: written });
    expect(made.refusal(remove, at).name).toBe('ResourceNotFoundException');
  });

  test('POL-15, POL-16, ERR-53: without one there is nothing to read or to remove', () => {
    const made = plainWorld();
    const error = {
      name: 'ResourceNotFoundException',
      message: `Policy not found. No policy is set on ${arn}.`,
      members: { resourceType: kind, resourceId: id },
      status: 404,
    };
    expect(made.refusal(get, at)).toEqual(error);
    expect(made.refusal(remove, at)).toEqual(error);
    expect(made.refusal(remove, { ...at, policyRevision: 'x' })).toEqual(error);
  });

  test('POL-07, POL-08, POL-09: every write has a revision of its own, by ARN, number and document', () => {
    const made = plainWorld();
    const revisions = [first, first, second].map((text) => {
      const { revision } = write(made, text);
      const expected = createHash('sha256')
        .update(JSON.stringify([arn, made.state.sequence, text]))
        .digest('base64');
      expect(revision).toBe(expected);
      expect(revision).toMatch(/^\S{44}$/);
      return revision;
    });
    expect(new Set(revisions).size).toBe(3);
  });

  test('POL-10, POL-11, POL-12, POL-13, ERR-52: it may be expected to have a revision', () => {
    const made = plainWorld();
    const conflict = {
      name: 'ConflictException',
      message: 'The policy revision does not match the current revision.',
      members: { resourceType: kind, resourceId: id },
      status: 409,
    };
    const stale = { ...at, policyDocument: second, policyRevision: 'stale' };
    expect(made.refusal(put, stale)).toEqual(conflict); // POL-12
    const { revision } = write(made, first);
    expect(made.refusal(put, stale)).toEqual(conflict);
    expect(made.refusal(remove, { ...at, policyRevision: 'stale' })).toEqual(conflict);
    expect(read(made)?.document).toBe(first);
    const next = write(made, second, revision);
    expect(made.refusal(put, { ...stale, policyRevision: revision })).toEqual(conflict);
    write(made, first);
    const last = write(made, first);
    expect(last.revision).not.toBe(next.revision);
    made.call(remove, { ...at, policyRevision: last.revision });
  });

  test('POL-06: a document has at most 7168 characters', () => {
    const made = plainWorld();
    const long = (length: number) => first.replace('{', `{${' '.repeat(length - first.length)}`);
    write(made, long(7168));
    const { message } = made.refusal(put, { ...at, policyDocument: long(7169) });
    expect(message).toContain('Member must have length less than or equal to 7168');
    expect(made.refusal(put, { ...at, policyDocument: '' }).message).toContain('greater than or equal to 1');
    expect(made.refusal(put, { ...at, policyDocument: `${first}\u0000` }).message).toContain('regular expression');
  });

  test.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['no Statement', '{"Version":"2012-10-17"}'],
    ['an unknown version', document(allowTo('*', '*')).replace('2012', '2013')],
    ['no Principal', document(allow('*'))],
    ['an unknown element', document(allowTo('*', '*', { Owner: 'x' }))],
    ['an element twice', document(allowTo('*', '*')).replace('{', '{"Version":"2012-10-17",')],
  ])('POL-19, POL-21: %s is refused, before anything is looked for', (_, policyDocument) => {
    const made = plainWorld();
    const error = { name: 'ValidationException', members: { reason: 'FIELD_VALIDATION_FAILED' } };
    expect(made.refusal(put, { ...at, policyDocument })).toMatchObject(error);
    expect(made.refusal(put, { ...at, domain: 'none', policyDocument })).toMatchObject(error);
  });

  test('POL-19: a statement may stand alone, an Id may be given', () => {
    const Condition = { StringEquals: { 'aws:PrincipalOrgID': ['o-xxxxxxxxxxx'] } };
    const alone = { Version: '2012-10-17', Id: 'x', Statement: { ...allowTo('*', '*'), Condition } };
    write(plainWorld(), JSON.stringify(alone));
  });

  test('POL-22, POL-23, POL-24: it may name any actions and anybody', () => {
    const nobody = 'arn:aws:iam::999999999999:user/nobody';
    write(plainWorld(), document(allowTo(nobody, ['sts:GetServiceBearerToken', 'CreateRepository', 's3:GetObject'])));
  });

  test('POL-26: on what is not there there can be none', () => {
    const made = plainWorld();
    const absent = kind === 'domain' ? { ...at, domain: 'none' } : { ...at, repository: 'none' };
    const calls: [OperationName, object][] = [
      [put, { ...absent, policyDocument: first }],
      [get, absent],
      [remove, absent],
    ];
    for (const [name, input] of calls) {
      expect(made.refusal(name, input as never)).toMatchObject({
        name: 'ResourceNotFoundException',
        members: { resourceType: kind, resourceId: 'none' },
      });
    }
  });

  test('ERR-27: to read it changes nothing', () => {
    const made = plainWorld();
    write(made, first);
    const before = made.state;
    read(made);
    expect(made.state).toBe(before);
  });
});

test('POL-17, POL-18: what a policy said applies at once, and no longer when it is removed', () => {
  const made = plainWorld();
  grant(made, bob, everything);
  onDomain(made, allowTo(otherAccount, 'DescribeRepository'));
  made.call('DescribeRepository', repository, by(bob));
  onRepository(made, 'my-repo', denyTo('*', 'DescribeRepository'));
  expect(made.refusal('DescribeRepository', repository).name).toBe('AccessDeniedException');
  made.call('DeleteRepositoryPermissionsPolicy', repository);
  made.call('DescribeRepository', repository);
  made.call('DescribeRepository', repository, by(bob));
  made.call('DeleteDomainPermissionsPolicy', domain);
  expect(made.refusal('DescribeRepository', repository, by(bob)).name).toBe('AccessDeniedException');
});

test('DOM-37, DOM-35: a domain or a repository that is created anew has no policy', () => {
  const made = world();
  made.call('CreateDomain', { domain: 'my-domain' });
  made.call('CreateRepository', repository);
  onDomain(made, allowTo('*', '*'));
  onRepository(made, 'my-repo', allowTo('*', '*'));
  made.call('DeleteRepository', repository);
  made.call('CreateRepository', repository);
  expect(made.refusal('GetRepositoryPermissionsPolicy', repository).name).toBe('ResourceNotFoundException');
  made.call('DeleteRepository', repository);
  made.call('DeleteDomain', domain);
  made.call('CreateDomain', { domain: 'my-domain' });
  expect(made.refusal('GetDomainPermissionsPolicy', domain).name).toBe('ResourceNotFoundException');
});

describe('the sets of permissions that the guide recommends', () => {
  const partner = [
    'GetDomainPermissionsPolicy',
    'ListRepositoriesInDomain',
    'GetAuthorizationToken',
    'DescribeDomain',
    'CreateRepository',
  ];
  const reader = [
    'DescribePackageVersion',
    'DescribeRepository',
    'GetPackageVersionReadme',
    'GetRepositoryEndpoint',
    'ListPackages',
    'ListPackageVersions',
    'ListPackageVersionAssets',
    'ListPackageVersionDependencies',
    'ReadFromRepository',
  ];
  const cross = (): World => {
    const made = plainWorld();
    grant(made, bob, everything);
    return made;
  };

  test('POL-31: a partner makes repositories of his own', () => {
    const made = cross();
    onDomain(made, allowTo(otherAccount, partner));
    made.call('DescribeDomain', domain, by(bob));
    made.call('ListRepositoriesInDomain', domain, by(bob));
    made.call('GetDomainPermissionsPolicy', domain, by(bob));
    made.call('GetAuthorizationToken', domain, by(bob));
    made.call('CreateRepository', { ...domain, repository: 'theirs' }, by(bob));
    made.call('ListPackages', { ...domain, repository: 'theirs' }, by(bob));
    expect(made.refusal('ListPackages', repository, by(bob)).name).toBe('AccessDeniedException');
  });

  test('POL-33: who may read from a repository may not list what is in it', () => {
    const made = cross();
    onRepository(made, 'my-repo', allowTo(otherAccount, 'ReadFromRepository'));
    expect(ask(made, 'ListVersions', npm, by(bob)).error?.name).toBe('ResourceNotFoundException');
    expect(made.refusal('ListPackages', repository, by(bob)).name).toBe('AccessDeniedException');
    expect(made.refusal('ListPackageVersions', npm, by(bob)).name).toBe('AccessDeniedException');
  });

  const denied = 'AccessDeniedException';
  test.each([
    [1, [], ['*'], denied, 200, 'no token', 200],
    [2, ['GetAuthorizationToken'], [], 200, denied, 403, denied],
    [3, ['GetAuthorizationToken'], ['ReadFromRepository'], 200, denied, 200, denied],
    [4, ['GetAuthorizationToken', 'ReadFromRepository', 'ListPackages'], [], 200, denied, 200, 200],
    [5, ['GetAuthorizationToken'], reader, 200, 200, 200, 200],
  ])('POL-32: row %s of the install from another account', (_, inDomain, inRepository, ...expected) => {
    const made = cross();
    const assets = assetsOf({ 'package.tgz': 'tarball' });
    learn(made, { type: 'stored version', ...npm, version: '1.0.0', assets });
    if (inDomain.length > 0) onDomain(made, allowTo(otherAccount, inDomain));
    if (inRepository.length > 0) onRepository(made, 'my-repo', allowTo(otherAccount, inRepository));
    const call = <N extends OperationName>(name: N, input: Input<N>) => {
      try {
        return made.call(name, input, by(bob));
      } catch {
        return undefined;
      }
    };
    const token = call('GetAuthorizationToken', domain)?.authorizationToken;
    const input = { ...npm, version: '1.0.0', asset: 'package.tgz' };
    const got = token && (ask(made, 'ReadAsset', input, { authorizationToken: token }).error?.status ?? 200);
    expect([
      token ? 200 : denied,
      call('GetRepositoryEndpoint', { ...repository, format: 'npm' }) ? 200 : denied,
      got ?? 'no token',
      call('ListPackages', repository) ? 200 : denied,
    ]).toEqual(expected);
  });
});
