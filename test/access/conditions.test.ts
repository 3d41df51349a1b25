import { describe, expect, test } from 'vitest';
import type { PrincipalFact } from '../../src/ops/learn-access';
import { context, otherAccount, type World } from '../support';
import {
  alice,
  allow,
  allowTo,
  arn,
  ask,
  bob,
  by,
  deny,
  denyTo,
  domain,
  domainArn,
  everything,
  grant,
  introduce,
  learn,
  npm,
  onDomain,
  plainWorld,
  repository,
  repositoryArn,
  role,
  session,
} from './people';

const root = `arn:aws:iam::${context.account}:root`;

type Condition = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Whether somebody may describe the domain when the domain's policy says no while the condition holds. */
function holds(made: World, who: string, Condition: Condition): boolean {
  const Principal = '*';
  onDomain(made, { Effect: 'Deny', Principal, Action: 'codeartifact:DescribeDomain', Resource: '*', Condition });
  try {
    made.call('DescribeDomain', domain, by(who));
    return false;
  } catch {
    return true;
  }
}

/** A world in which they all may do everything, as far as the policy of the domain says nothing else. */
function peopled(more: Partial<PrincipalFact> = {}): World {
  const made = plainWorld();
  const policies = [{ Version: '2012-10-17', Statement: everything }];
  for (const who of [alice, role]) introduce(made, who, { policies, ...more });
  return made;
}

describe('IAM-50: the keys of the caller', () => {
  test.each([
    [alice, 'aws:PrincipalArn', alice],
    [session, 'aws:PrincipalArn', role],
    [root, 'aws:PrincipalArn', root],
    [alice, 'aws:PrincipalAccount', context.account],
    [alice, 'aws:PrincipalIsAWSService', 'false'],
    [session, 'aws:ViaAWSService', 'false'],
    [alice, 'aws:PrincipalType', 'User'],
    [session, 'aws:PrincipalType', 'AssumedRole'],
    [root, 'aws:PrincipalType', 'Account'],
    [alice, 'aws:username', 'alice'],
    [root, 'aws:userid', context.account],
    [alice, 'aws:RequestedRegion', 'us-west-2'],
    [alice, 'aws:ResourceAccount', context.account],
    [alice, 'aws:CurrentTime', '2026-09-01T00:00:00.000Z'],
    [alice, 'aws:EpochTime', '1788220800'],
  ])('of %s %s is %s', (who, key, value) => {
    expect(holds(peopled(), who, { StringEquals: { [key]: value } })).toBe(true);
    expect(holds(peopled(), who, { StringEquals: { [key]: `${value}x` } })).toBe(false);
  });

  test('aws:ResourceOrgID is the organisation of the account that owns the resource', () => {
    const made = peopled();
    const holdsIn = (id: string) => holds(made, alice, { StringEquals: { 'aws:ResourceOrgID': id } });
    expect(holdsIn('o-exampleorgid')).toBe(false);
    learn(made, { type: 'organization', id: 'o-exampleorgid', accounts: [context.account] });
    expect([holdsIn('o-exampleorgid'), holdsIn('o-otherorgids')]).toEqual([true, false]);
  });

  test('aws:userid is one id of a user or a role, of a session with its name', () => {
    const made = peopled();
    expect(holds(made, alice, { StringLike: { 'aws:userid': 'AIDA?????????????????' } })).toBe(true);
    expect(holds(made, session, { StringLike: { 'aws:userid': 'AROA?????????????????:run-1' } })).toBe(true);
  });

  test.each([
    [session, 'aws:username'],
    [root, 'aws:username'],
    [alice, 'aws:PrincipalOrgID'],
    [alice, 'aws:PrincipalTag/team'],
    [alice, 'aws:TagKeys'],
  ])('%s has no %s', (who, key) => {
    expect(holds(peopled(), who, { Null: { [key]: 'true' } })).toBe(true);
  });

  test.each(['aws:SecureTransport', 'aws:SourceIp', 'aws:SourceVpce', 'aws:Referer', 'aws:UserAgent'])(
    'IAM-46: no request has %s',
    (key) => {
      expect(holds(peopled(), alice, { Null: { [key]: 'true' } })).toBe(true);
      expect(holds(peopled(), alice, { StringLike: { [key]: '*' } })).toBe(false);
    },
  );

  test('a date, a number and a moment are compared as such', () => {
    const made = peopled();
    expect(holds(made, alice, { DateLessThan: { 'aws:CurrentTime': '2026-09-01T00:00:01Z' } })).toBe(true);
    expect(holds(made, alice, { DateLessThan: { 'aws:CurrentTime': '2026-09-01T00:00:00Z' } })).toBe(false);
    expect(holds(made, alice, { NumericGreaterThan: { 'aws:EpochTime': 1_788_220_799 } })).toBe(true);
  });

  test('TOK-23: a session has its own tags besides those of its role, its own first', () => {
    const made = peopled({
      tags: [
        { key: 'Team', value: 'role' },
        { key: 'cost', value: '1' },
      ],
    });
    introduce(made, session, { tags: [{ key: 'team', value: 'session' }] });
    expect(holds(made, session, { StringEquals: { 'aws:PrincipalTag/TEAM': 'session' } })).toBe(true);
    expect(holds(made, session, { StringEquals: { 'aws:PrincipalTag/cost': '1' } })).toBe(true);
    expect(holds(made, alice, { StringEquals: { 'aws:PrincipalTag/team': 'role' } })).toBe(true);
  });

  test('a session has the rights and the full ARN of its role, whose path its own ARN does not tell', () => {
    const made = plainWorld();
    const deployer = `arn:aws:iam::${context.account}:role/teams/web/deploy`;
    const account = context.account.replace('1', '9');
    introduce(made, `arn:aws:iam::${context.account}:role/teams/web/redeploy`);
    introduce(made, `arn:aws:iam::${account}:role/teams/web/deploy`);
    introduce(made, session);
    expect(made.refusal('DescribeDomain', domain, by(session)).name).toBe('AccessDeniedException');
    grant(made, deployer, everything);
    made.call('DescribeDomain', domain, by(session));
    expect(holds(made, session, { StringEquals: { 'aws:PrincipalArn': deployer } })).toBe(true);
    onDomain(made, denyTo(deployer, 'DescribeDomain'));
    expect(made.refusal('DescribeDomain', domain, by(session)).message).toContain('with an explicit deny');
  });

  test('a policy for all members of an organisation admits them and nobody else', () => {
    const made = plainWorld();
    const outsider = 'arn:aws:iam::999999999999:user/carol';
    for (const who of [bob, outsider]) grant(made, who, everything);
    learn(made, { type: 'organization', id: 'o-abcdefghij', accounts: [otherAccount] });
    const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } };
    onDomain(made, { ...allow('DescribeDomain', { Condition }), Principal: '*' });
    made.call('DescribeDomain', domain, by(bob));
    expect(made.refusal('DescribeDomain', domain, by(outsider)).name).toBe('AccessDeniedException');
  });
});

describe('IAM-47, IAM-48: the tags of the resource', () => {
  const tagged = (resource: string) => ({ StringEquals: { 'aws:ResourceTag/Key1': resource } });
  const tags = (value: string) => [{ key: 'Key1', value }];

  function world(): World {
    const made = plainWorld();
    made.call('TagResource', { resourceArn: domainArn, tags: tags('domain') });
    made.call('TagResource', { resourceArn: repositoryArn('my-repo'), tags: tags('repository') });
    made.call('CreatePackageGroup', { ...domain, packageGroup: '/npm/*', tags: tags('group') });
    return made;
  }

  test.each([
    ['DescribeDomain', domain, 'domain'],
    ['ListRepositoriesInDomain', domain, 'domain'],
    ['ListPackageGroups', domain, 'domain'],
    ['DescribeRepository', repository, 'repository'],
    ['ListPackages', repository, 'repository'],
    ['GetRepositoryEndpoint', { ...repository, format: 'npm' }, 'repository'],
    ['DescribePackageGroup', { ...domain, packageGroup: '/npm/*' }, 'group'],
    ['GetAssociatedPackageGroup', { ...domain, format: 'npm', package: 'p' }, 'group'],
    ['ListTagsForResource', { resourceArn: domainArn }, 'domain'],
    ['ListTagsForResource', { resourceArn: repositoryArn('my-repo') }, 'repository'],
    ['ListTagsForResource', { resourceArn: arn('package-group/my-domain/npm/%2a') }, 'group'],
  ] as const)('%s of %j has those of the %s', (name, input, owner) => {
    const made = world();
    for (const value of ['domain', 'repository', 'group']) {
      grant(made, alice, allow(name, { Condition: tagged(value) }));
      if (value === owner) made.call(name, input as never, by(alice));
      else expect(made.refusal(name, input as never, by(alice)).name).toBe('AccessDeniedException');
    }
  });

  test('a package has none, whatever its repository has', () => {
    const made = world();
    for (const value of ['domain', 'repository', 'group']) {
      grant(made, alice, allow('ListPackageVersions', { Condition: tagged(value) }));
      expect(made.refusal('ListPackageVersions', npm, by(alice)).name).toBe('AccessDeniedException');
    }
    grant(made, alice, everything, deny('*', { Condition: tagged('repository') }));
    expect(made.refusal('ListPackageVersions', npm, by(alice)).name).toBe('ResourceNotFoundException');
    expect(ask(made, 'ListVersions', npm, by(alice)).error?.name).toBe('AccessDeniedException');
  });

  test('what is created has none yet', () => {
    const made = world();
    grant(made, alice, everything, deny('Create*', { Condition: { Null: { 'aws:ResourceTag/Key1': 'false' } } }));
    made.call('CreateRepository', { ...domain, repository: 'new' }, by(alice));
    made.call('CreateDomain', { domain: 'team-a' }, by(alice));
    made.call('CreatePackageGroup', { ...domain, packageGroup: '/pypi/*' }, by(alice));
  });

  test('IAM-51: of two tags that differ only in case no condition holds', () => {
    const made = world();
    made.call('TagResource', { resourceArn: domainArn, tags: [{ key: 'key1', value: 'domain' }] });
    grant(made, alice, allow('DescribeDomain', { Condition: tagged('domain') }));
    expect(made.refusal('DescribeDomain', domain, by(alice)).name).toBe('AccessDeniedException');
  });
});

describe('IAM-49: the tags of the request', () => {
  const tags = [
    { key: 'Key1', value: 'Value1' },
    { key: 'Other', value: 'x' },
  ];
  const resourceArn = repositoryArn('my-repo');

  test.each([
    ['CreateDomain', { domain: 'team-a', tags }],
    ['CreateRepository', { ...domain, repository: 'new', tags }],
    ['CreatePackageGroup', { ...domain, packageGroup: '/npm/*', tags }],
    ['TagResource', { resourceArn, tags }],
  ] as const)('%s has them, and their keys', (name, input) => {
    const made = plainWorld();
    const keys = { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['Key1', 'Other'] } };
    const Condition = { StringEquals: { 'aws:RequestTag/key1': 'Value1' }, ...keys };
    grant(made, alice, allow([name, 'TagResource'], { Condition }));
    made.call(name, input as never, by(alice));
    const fewer = { ...Condition, 'ForAllValues:StringEquals': { 'aws:TagKeys': ['Key1'] } };
    grant(made, alice, allow([name, 'TagResource'], { Condition: fewer }));
    expect(made.refusal(name, input as never, by(alice)).name).toBe('AccessDeniedException');
  });

  test('UntagResource has the keys to remove alone', () => {
    const made = plainWorld();
    const input = { resourceArn, tagKeys: ['Key1'] };
    grant(made, alice, allow('UntagResource', { Condition: { StringEquals: { 'aws:RequestTag/Key1': 'Value1' } } }));
    expect(made.refusal('UntagResource', input, by(alice)).name).toBe('AccessDeniedException');
    const Condition = { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'Key1' }, Null: { 'aws:RequestTag/Key1': true } };
    grant(made, alice, allow('UntagResource', { Condition }));
    made.call('UntagResource', input, by(alice));
  });

  test('other operations, and calls without tags, have neither', () => {
    const made = plainWorld();
    const Condition = { Null: { 'aws:TagKeys': 'true', 'aws:RequestTag/Key1': 'true' } };
    grant(made, alice, allow('*', { Condition }));
    made.call('DescribeDomain', domain, by(alice));
    made.call('CreateRepository', { ...domain, repository: 'new' }, by(alice));
    made.call('TagResource', { resourceArn, tags: [] }, by(alice));
  });

  test('the right to tag a new repository may depend on them', () => {
    const made = plainWorld();
    const input = { ...domain, repository: 'new', tags };
    const Condition = { StringEquals: { 'aws:RequestTag/Key1': 'Value2' } };
    grant(made, alice, allow('CreateRepository'), allow('TagResource', { Condition }));
    expect(made.refusal('CreateRepository', input, by(alice)).message).toContain('codeartifact:TagResource');
  });
});

test('aws:ResourceAccount is the account of the resource, not of the caller', () => {
  const made = plainWorld();
  grant(made, bob, allow('*', { Condition: { StringEquals: { 'aws:ResourceAccount': context.account } } }));
  onDomain(made, allowTo(otherAccount, '*'));
  made.call('DescribeDomain', domain, by(bob));
  expect(made.refusal('DescribeDomain', { domain: 'mine' }, by(bob)).name).toBe('AccessDeniedException');
});
