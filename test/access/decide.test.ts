import { describe, expect, test } from 'vitest';
import type { AppliedPolicies, Relation } from '../../src/access/decision';
import {
  alice,
  allow,
  arn,
  bob,
  decided,
  deny,
  domain,
  identityPolicy,
  isAllowed,
  other,
  owner,
  repository,
  resourcePolicy,
  session,
} from './policies';

const all = [identityPolicy(allow())];
const nothing: AppliedPolicies = { identity: [] };

test('IAM-20: what nothing allows is denied', () => {
  const missing = { effect: 'implicitly denied', statements: [], missing: 'identity-based' };
  expect(decided({}, nothing)).toEqual(missing);
  expect(decided({}, { identity: [identityPolicy(allow({ Resource: domain }))] })).toEqual(missing);
});

describe('IAM-21: a deny in any policy wins', () => {
  test.each<[string, Partial<AppliedPolicies>, object]>([
    ['identity', { identity: [...all, identityPolicy(deny())] }, { policy: 'identity', index: 1, statement: 0 }],
    ['session', { session: [identityPolicy(allow(), deny())] }, { policy: 'session', statement: 1 }],
    ['domain', { domain: resourcePolicy(allow(), deny({ Sid: 'No' })) }, { policy: 'domain', statement: 'No' }],
    ['repository', { repository: resourcePolicy(deny()) }, { policy: 'repository', statement: 0 }],
  ])('%s', (kind, policies, statement) => {
    const granting = { identity: all, domain: resourcePolicy(allow()), repository: resourcePolicy(allow()) };
    const missing = kind === 'identity' ? 'identity-based' : kind === 'session' ? kind : 'resource-based';
    const expected = { effect: 'explicitly denied', statements: [statement], missing };
    for (const relation of ['owner', 'administrator', 'other'] as const) {
      expect(decided({ relation, caller: session }, { ...granting, ...policies })).toEqual(expected);
    }
  });

  test('one that does not match denies nothing', () => {
    expect(decided({}, { identity: all, domain: resourcePolicy(deny({ Resource: domain })) }).effect).toBe('allowed');
  });

  test('all denies of the kind that is named are told, identity policies before the others', () => {
    const identity = [identityPolicy(deny({ Sid: 'A' }), allow()), identityPolicy(deny())];
    const policies = { domain: resourcePolicy(allow(), deny()), repository: resourcePolicy(deny({ Sid: 'B' })) };
    expect(decided({}, { identity, ...policies }).statements).toEqual([
      { policy: 'identity', index: 0, statement: 'A' },
      { policy: 'identity', index: 1, statement: 0 },
    ]);
    expect(decided({}, { identity: all, ...policies }).statements).toEqual([
      { policy: 'domain', statement: 1 },
      { policy: 'repository', statement: 'B' },
    ]);
  });
});

describe('the decision table', () => {
  test.each<[string, Relation, boolean, boolean, string]>([
    ['IAM-29', 'owner', true, false, 'allowed'],
    ['IAM-29', 'owner', false, true, 'allowed'],
    ['IAM-29', 'owner', false, false, 'identity-based'],
    ['IAM-30', 'administrator', true, false, 'allowed'],
    ['IAM-30', 'administrator', false, true, 'allowed'],
    ['IAM-30', 'administrator', false, false, 'identity-based'],
    ['IAM-31', 'other', true, false, 'resource-based'], // of an administrator, on the domain
    ['IAM-31', 'other', true, true, 'allowed'],
    ['IAM-32', 'other', true, false, 'resource-based'],
    ['IAM-32', 'other', false, true, 'identity-based'],
    ['IAM-32', 'other', false, false, 'identity-based'],
    ['IAM-32', 'other', true, true, 'allowed'],
  ])('%s ERR-41: %s, identity allows %s, a resource policy %s: %s', (_, relation, byIdentity, byResource, expected) => {
    for (const kind of ['domain', 'repository']) {
      const identity = byIdentity ? all : [];
      const granting = resourcePolicy(byResource ? allow() : allow({ Action: 'codeartifact:ListPackages' }));
      const { effect, missing } = decided({ caller: bob, relation }, { identity, [kind]: granting });
      expect(effect === 'allowed' ? effect : missing).toBe(expected);
    }
  });

  test('IAM-28: an allow in one of two resource policies suffices', () => {
    const granting = resourcePolicy(allow({ Sid: 'Yes' }));
    const silent = resourcePolicy(allow({ Action: 'codeartifact:ListPackages' }));
    const asked = { caller: bob, relation: 'other' } as const;
    const statement = (policy: string) => [
      { policy: 'identity', statement: 0 },
      { policy, statement: 'Yes' },
    ];
    expect(decided(asked, { identity: all, domain: granting, repository: silent })).toEqual({
      effect: 'allowed',
      statements: statement('domain'),
    });
    expect(decided(asked, { identity: all, domain: silent, repository: granting })).toEqual({
      effect: 'allowed',
      statements: statement('repository'),
    });
  });

  test('IAM-29: the statements of the identity policy are told when it suffices', () => {
    const { statements } = decided({}, { identity: all, domain: resourcePolicy(allow()) });
    expect(statements).toEqual([{ policy: 'identity', statement: 0 }]);
  });

  test.each([`arn:aws:iam::${owner}:root`, owner])('IAM-38: the account %s in its own policy lets all in', (AWS) => {
    const policies = { identity: [], repository: resourcePolicy(allow({ Principal: { AWS } })) };
    expect(decided({ caller: alice }, policies).effect).toBe('allowed');
    expect(decided({ caller: session }, policies).effect).toBe('allowed');
    expect(decided({ caller: bob, relation: 'other' }, { ...policies, identity: all }).effect).toBe(
      'implicitly denied',
    );
  });
});

describe('IAM-57 TOK-23: session policies', () => {
  const some = identityPolicy(allow());
  const none = identityPolicy(allow({ Action: 'codeartifact:ListPackages' }));
  const by = (AWS: unknown) => resourcePolicy(allow({ Principal: { AWS } }));

  test.each<[string, Partial<AppliedPolicies>, Relation, string]>([
    ['both allow', { identity: all, session: [some] }, 'owner', 'identity 0, session 0'],
    ['one of two allows', { identity: all, session: [none, some] }, 'owner', 'identity 0, session 0'],
    ['the session policy does not', { identity: all, session: [none] }, 'owner', 'session'],
    ['the identity policy does not', { session: [some] }, 'owner', 'identity-based'],
    ['neither does', { session: [none] }, 'owner', 'identity-based'],
    ['a policy for the session', { session: [none], domain: by(session.arn) }, 'owner', 'domain 0'],
    ['a policy for everybody', { session: [none], domain: by('*') }, 'owner', 'domain 0'],
    ['a policy for the role', { session: [none], domain: by(session.role) }, 'owner', 'session'],
    ['a policy for the account', { session: [none], domain: by(owner) }, 'owner', 'session'],
    [
      'a policy for all but others',
      { session: [none], domain: resourcePolicy(allow({ NotPrincipal: { AWS: other } })) },
      'owner',
      'session',
    ],
    [
      'a policy for the role, both allow',
      { session: [some], domain: by(session.role) },
      'owner',
      'domain 0, session 0',
    ],
    [
      'of another account, all allow',
      { identity: all, session: [some], domain: by(session.arn) },
      'other',
      'identity 0, session 0, domain 0',
    ],
    [
      'of another account, not by the session',
      { identity: all, session: [none], domain: by(session.arn) },
      'other',
      'session',
    ],
    [
      'of another account, not by the identity',
      { session: [some], domain: by(session.arn) },
      'other',
      'identity-based',
    ],
    ['of another account, by no resource', { identity: all, session: [some] }, 'other', 'resource-based'],
  ])('%s', (_, policies, relation, expected) => {
    const { missing, statements } = decided({ caller: session, relation }, policies);
    expect(missing ?? statements.map(({ policy, statement }) => `${policy} ${statement}`).join(', ')).toBe(expected);
  });
});

type Tags = Readonly<Record<string, string>>;

const resourceTags = (tags: Tags) =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:resourcetag/${key.toLowerCase()}`, value]));
const requestTags = (tags: Tags) => ({
  ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:requesttag/${key.toLowerCase()}`, value])),
  ...(Object.keys(tags).length > 0 && { 'aws:tagkeys': Object.keys(tags) }),
});

const named = (...names: readonly string[]) => names.map((name) => `codeartifact:${name}`);

describe('IAM-49 IAM-53 IAM-54: repositories only with a cost centre', () => {
  const CreateRepository = { Action: 'codeartifact:CreateRepository' };
  const statements = [
    allow({ Action: 'codeartifact:*' }),
    deny({ ...CreateRepository, Condition: { Null: { 'aws:RequestTag/costcenter': 'true' } } }),
    deny({
      ...CreateRepository,
      Condition: { 'ForAnyValue:StringNotEquals': { 'aws:RequestTag/costcenter': ['1', '2'] } },
    }),
  ];

  test.each<[Tags, boolean]>([
    [{}, false],
    [{ costcenter: '3' }, false],
    [{ costcenter: '1' }, true],
    [{ costcenter: '2' }, true],
    [{ CostCenter: '2', other: 'x' }, true],
  ])('tags %j: %s', (tags, expected) => {
    expect(isAllowed({ action: 'CreateRepository', keys: requestTags(tags) }, ...statements)).toBe(expected);
  });
});

describe('IAM-47 IAM-48: denial of actions on tagged resources', () => {
  const Action = named(
    'TagResource',
    'UntagResource',
    'DescribeDomain',
    'DescribeRepository',
    'PutDomainPermissionsPolicy',
    'PutRepositoryPermissionsPolicy',
    'ListRepositoriesInDomain',
    'UpdateRepository',
    'ReadFromRepository',
    'ListPackages',
    'ListTagsForResource',
  );
  const Condition = { StringEquals: { 'aws:ResourceTag/Key1': ['Value1', 'Value2'] } };
  const statements = [allow({ Action: 'codeartifact:*' }), deny({ Action, Condition })];

  test.each<[string, Tags, boolean]>([
    ['DescribeRepository', { Key1: 'Value2' }, false],
    ['DescribeRepository', { Key1: 'Other' }, true],
    ['DescribeRepository', {}, true], // only its domain is tagged
    ['ListPackageVersions', {}, true], // its resource is a package, which has no tags
    ['ListPackageVersions', { Key1: 'Value1' }, true], // it is not named
    ['ReadFromRepository', { Key1: 'Value1' }, false],
  ])('%s, tags %j: %s', (action, tags, expected) => {
    expect(isAllowed({ action, keys: resourceTags(tags) }, ...statements)).toBe(expected);
  });
});

describe('IAM-47 IAM-51: permission of actions on tagged resources', () => {
  const Action = named('UpdateRepository', 'DeleteRepository', 'ListPackages');
  const Condition = { StringEquals: { 'aws:ResourceTag/Key1': 'Value1' } };

  test.each<[string, Tags, boolean]>([
    ['ListPackages', { Key1: 'Value1' }, true],
    ['ListPackages', { key1: 'Value1' }, true],
    ['ListPackages', { key1: 'value1' }, false],
    ['ListPackages', {}, false],
    ['ListPackageVersions', { Key1: 'Value1' }, false],
  ])('%s, tags %j: %s', (action, tags, expected) => {
    expect(isAllowed({ action, keys: resourceTags(tags) }, allow({ Action, Condition }))).toBe(expected);
  });
});

describe('IAM-49 IAM-54: repositories only with a tag', () => {
  const Action = named('CreateRepository', 'TagResource');
  const StringEquals = { 'aws:RequestTag/Key1': 'Value1' };
  const older = { StringEquals, 'ForAllValues:StringEquals': { 'aws:TagKeys': ['Key1'] } };

  test.each<[Tags, boolean, boolean]>([
    [{ Key1: 'Value1' }, true, true],
    [{ Key1: 'Value1', Other: 'x' }, true, false],
    [{ key1: 'Value1' }, true, false],
    [{ Key1: 'Value2' }, false, false],
    [{}, false, false],
  ])('tags %j: %s, in the older form %s', (tags, expected, expectedOfOlder) => {
    const asked = { action: 'CreateRepository', keys: requestTags(tags) };
    expect(isAllowed(asked, allow({ Action, Condition: { StringEquals } }))).toBe(expected);
    expect(isAllowed(asked, allow({ Action, Condition: older }))).toBe(expectedOfOlder);
  });
});

describe('IAM-11 IAM-60 IAM-61 IAM-65: repositories whose names end in test', () => {
  const statements = [
    allow({
      Action: named('List*', 'Describe*', 'Get*', 'Read*'),
      Resource: 'arn:aws:codeartifact:*:*:repository/*/*test',
    }),
    allow({ Action: named('List*', 'Describe*'), Resource: 'arn:aws:codeartifact:*:*:package/*/*test/*/*/*' }),
    allow({
      Action: 'sts:GetServiceBearerToken',
      Condition: { StringEquals: { 'sts:AWSServiceName': 'codeartifact.amazonaws.com' } },
    }),
    allow({ Action: 'codeartifact:GetAuthorizationToken' }),
  ];

  test.each([
    ['DescribeRepository', 'repository/d/mytest', true],
    ['GetRepositoryEndpoint', 'repository/d/mytest', true],
    ['ReadFromRepository', 'repository/d/mytest', true],
    ['DescribeRepository', 'repository/d/prod', false],
    ['GetRepositoryEndpoint', 'repository/d/prod', false],
    ['ReadFromRepository', 'repository/d/prod', false],
    ['ListPackageVersions', 'package/d/mytest/npm//lodash', true],
    ['GetPackageVersionAsset', 'package/d/mytest/npm//lodash', false],
    ['GetAuthorizationToken', 'domain/d', true],
    ['DescribeDomain', 'domain/d', false],
    ['CreateRepository', 'repository/d/mytest', false],
    ['PublishPackageVersion', 'package/d/mytest/npm//lodash', false],
  ])('%s on %s: %s', (action, resource, expected) => {
    expect(isAllowed({ action, resource: arn(resource) }, ...statements)).toBe(expected);
  });

  test.each([
    ['codeartifact.amazonaws.com', true],
    ['sso.amazonaws.com', false],
  ])('sts:GetServiceBearerToken for %s: %s', (service, expected) => {
    const asked = { action: 'sts:GetServiceBearerToken', resource: '*', keys: { 'sts:awsservicename': service } };
    expect(isAllowed(asked, ...statements)).toBe(expected);
  });
});

describe('IAM-21 IAM-35: protection from deletion', () => {
  const Action = 'codeartifact:DeleteRepository';
  const s = arn('repository/d/s');
  const effect = (policies: Partial<AppliedPolicies>, resource: string, action = 'DeleteRepository') =>
    decided({ action, resource }, { identity: all, ...policies }).effect;

  test('of every repository', () => {
    const policies = { domain: resourcePolicy(deny({ Action })) };
    expect(effect(policies, repository)).toBe('explicitly denied');
    expect(effect(policies, s)).toBe('explicitly denied');
    expect(effect(policies, repository, 'UpdateRepository')).toBe('allowed');
    expect(effect({}, domain, 'PutDomainPermissionsPolicy')).toBe('allowed'); // IAM-25: without the domain policy
  });

  test('of all but one', () => {
    const policies = { domain: resourcePolicy(deny({ Action, NotResource: repository })) };
    expect(effect(policies, repository)).toBe('allowed');
    expect(effect(policies, s)).toBe('explicitly denied');
  });

  test('of one, by its own policy', () => {
    expect(effect({ repository: resourcePolicy(deny({ Action })) }, repository)).toBe('explicitly denied');
    expect(effect({}, s)).toBe('allowed');
  });
});
