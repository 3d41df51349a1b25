// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables are written so.
import { describe, expect, test } from 'vitest';
import { isPolicyFault, parsePolicy, policyOf } from '../../src/access/policy';
import {
  allow,
  arn,
  decided,
  domain,
  identityPolicy,
  isAllowed,
  other,
  owner,
  repository,
  resourcePolicy,
} from './policies';

const prefix = `arn:aws:codeartifact:us-east-1:${owner}`;
const matches = (Resource: string, resource: string) => isAllowed({ resource }, allow({ Resource }));

describe('IAM-09: ARNs of all resources, and incomplete ones', () => {
  test.each([
    ['*', '*', true],
    ['*', domain, true],
    ['arn:aws:codeartifact:*', domain, true],
    ['arn:aws:codeartifact:*', arn('package/d/r/npm//a'), true],
    [`arn:aws:codeartifact:us-east-1:${owner}:*`, repository, true],
    [`arn:aws:codeartifact:us-west-2:${owner}:*`, repository, false],
    ['arn:aws:codeartifact', domain, true],
    ['arn:aws:codeartifact:us-east-1', domain, true],
    ['arn:aws:codeartifact:us-west-2', domain, false],
    [`arn:aws:codeartifact:us-east-1:${owner}`, domain, true],
    [`arn:aws:codeartifact:us-east-1:${other}`, domain, false],
    ['arn:aws:s3', domain, false],
  ])('%s in an identity policy, %s: %s', (pattern, resource, expected) => {
    expect(matches(pattern, resource)).toBe(expected);
  });

  test('resource policies complete nothing', () => {
    const effect = (Resource: string) => decided({}, { domain: resourcePolicy(allow({ Resource })) }).effect;
    expect(effect('arn:aws:codeartifact')).toBe('implicitly denied');
    expect(effect('arn:aws:codeartifact:*')).toBe('allowed');
  });
});

describe('IAM-10: apart from wildcards a resource is matched exactly', () => {
  test.each([
    [`${prefix}:domain:d`, domain, false],
    [`${prefix}:domain/d`, domain, true],
    [`${prefix}:domain/D`, domain, false],
    [`${prefix}:domain/d/`, domain, false],
    [`${prefix}:domain/`, domain, false],
    [`${prefix}:Domain/*`, domain, false],
    [`${prefix}:domain.d`, domain, false],
    [`${prefix}:package-group/d/%2a`, arn('package-group/d/%2a'), true],
    [`${prefix}:package-group/d/%2A`, arn('package-group/d/%2a'), false],
  ])('%s, %s: %s', (pattern, resource, expected) => expect(matches(pattern, resource)).toBe(expected));
});

describe('IAM-11: what wildcards run over', () => {
  test.each([
    [`${prefix}:repository/d/*`, arn('repository/d/r'), true],
    [`${prefix}:repository/d/*`, arn('repository/other/r'), false],
    [`${prefix}:package/d/*`, arn('package/d/r/maven/org.a/b'), true],
    [`${prefix}:package/*/b`, arn('package/d/r/maven/org.a/b'), true],
    [`${prefix}:package/d/r/npm//*`, arn('package/d/r/npm//a:b'), true],
    [`${prefix}:package/d/r/npm//a?b`, arn('package/d/r/npm//a:b'), true],
    [`${prefix}:repository?d/?`, repository, true],
    [`${prefix}:repository/d/??`, repository, false],
    [`${prefix}:repository/d/?`, arn('repository/d/😀'), true],
    [`arn:aws:codeartifact:us-*-?:${owner}:domain/d`, domain, true],
    ['arn:aws:codeartifact:*:domain/d', domain, true],
    ['arn:aws:codeartifact:us-*:domain/d', domain, true],
    ['arn:aws:codeartifact:us-*3:domain/d', domain, false],
    ['arn:aws:codeartifact:us-east-1?111122223333:domain/d:*', arn('domain/d:x'), false],
    ['arn:*:d', arn('a:d'), true],
    ['arn:aws:codeartifact:us-east-1:1*/d', domain, false],
    ['arn:aws:codeartifact:us-east-1:11112222333?domain/d', domain, false],
  ])('%s, %s: %s', (pattern, resource, expected) => {
    expect(decided({ resource }, { domain: resourcePolicy(allow({ Resource: pattern })) }).effect === 'allowed').toBe(
      expected,
    );
  });

  test('the documented policy of three ARNs covers a domain and all in it', () => {
    const Resource = [domain, arn('repository/d/*'), arn('package/d/*')];
    const covered = [domain, repository, arn('package/d/r/npm//a'), arn('domain/e'), arn('repository/e/r')];
    expect(covered.map((resource) => isAllowed({ resource }, allow({ Resource })))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

test('IAM-35: NotAction and NotResource mean all else', () => {
  expect(isAllowed({ action: 'ListPackages' }, allow({ NotAction: 'codeartifact:Describe*' }))).toBe(true);
  expect(isAllowed({ action: 'DescribeDomain' }, allow({ NotAction: ['a:B', 'codeartifact:describe*'] }))).toBe(false);
  expect(isAllowed({ resource: domain }, allow({ NotResource: repository }))).toBe(true);
  expect(isAllowed({ resource: repository }, allow({ NotResource: [domain, repository] }))).toBe(false);
});

describe('IAM-60: names of actions', () => {
  test.each([
    ['codeArtifact:readfromrepository', 'ReadFromRepository', true],
    ['CODEARTIFACT:READFROMREPOSITORY', 'ReadFromRepository', true],
    ['codeartifact:*', 'ReadFromRepository', true],
    ['codeartifact:describe*', 'DescribeDomain', true],
    ['codeartifact:?istPackages', 'ListPackages', true],
    ['codeartifact:*Package*', 'ListPackages', true],
    ['code*:ListPackages', 'ListPackages', true],
    ['*', 'sts:GetServiceBearerToken', true],
    ['codeartifact:*', 'sts:GetServiceBearerToken', false],
    ['codeartifact:ListPackage', 'ListPackages', false],
    ['codeartifact:ListPackages', 'ListPackageVersions', false],
    ['s3:ListPackages', 'ListPackages', false],
  ])('%s, %s: %s', (Action, action, expected) => expect(isAllowed({ action }, allow({ Action }))).toBe(expected));
});

test('IAM-61: of the usual wildcards only Read* covers ReadFromRepository', () => {
  const covers = (name: string) =>
    isAllowed({ action: 'ReadFromRepository' }, allow({ Action: `codeartifact:${name}` }));
  expect(['Read*', 'Get*', 'List*', 'Describe*'].filter(covers)).toEqual(['Read*']);
});

test('IAM-64: a package as Resource gives no right to read from its repository', () => {
  expect(isAllowed({ action: 'ReadFromRepository' }, allow({ Resource: arn('package/d/r/*') }))).toBe(false);
});

test('IAM-65: package versions are granted by package or by repository', () => {
  const action = 'PublishPackageVersion';
  const publish = (name: string, Resource: string) =>
    isAllowed({ action, resource: arn(`package/d/r/npm/parity/${name}`) }, allow({ Resource }));
  expect(publish('ui', arn('package/d/r/npm/parity/ui'))).toBe(true);
  expect(publish('x', arn('package/d/r/npm/parity/ui'))).toBe(false);
  expect(publish('x', arn('package/d/r/*'))).toBe(true);
});

test('IAM-70: of two ARNs a statement needs to match one, and to exclude neither', () => {
  const asked = { action: 'CreateRepository', resource: domain, alternative: repository };
  const allows = (statement: object) => isAllowed(asked, allow(statement as Record<string, unknown>));
  expect([domain, repository, '*', arn('repository/d/*')].every((Resource) => allows({ Resource }))).toBe(true);
  expect(allows({ Resource: arn('repository/d/s') })).toBe(false);
  expect(allows({ NotResource: repository })).toBe(false);
  expect(allows({ NotResource: arn('repository/d/s') })).toBe(true);
  expect(allows({ NotResource: [repository, domain] })).toBe(false);
});

test('IAM-72: a narrower Resource does not match an action on no resource', () => {
  const asked = { action: 'ListDomains', resource: '*' };
  expect(isAllowed(asked, allow())).toBe(true);
  expect(isAllowed(asked, allow({ Resource: ['arn:aws:codeartifact:*', arn('domain/*')] }))).toBe(false);
});

describe('IAM-56: policy variables in Resource', () => {
  const at = (Resource: string, keys: Readonly<Record<string, string | string[]>>, resource = repository) =>
    isAllowed({ resource, keys }, allow({ Resource }));
  const team = 'aws:principaltag/team';

  test.each<[string, Record<string, string | string[]>, string, boolean]>([
    ['repository/*/${aws:PrincipalTag/team}-*', { [team]: 'web' }, 'repository/d/web-test', true],
    ['repository/*/${aws:PrincipalTag/team}-*', { [team]: 'web' }, 'repository/d/api-test', false],
    ['repository/*/${aws:PrincipalTag/team}-*', {}, 'repository/d/web-test', false],
    ['repository/d/${AWS:principaltag/TEAM}', { [team]: 'r' }, 'repository/d/r', true],
    ['repository/d/${aws:username}${aws:userid}', { 'aws:username': 'r', 'aws:userid': '1' }, 'repository/d/r1', true],
    ["repository/d/${aws:PrincipalTag/team, 'shared'}", {}, 'repository/d/shared', true],
    ["repository/d/${aws:PrincipalTag/team,'a, b}'}", {}, 'repository/d/a, b}', true],
    ["repository/d/${aws:PrincipalTag/team, 'shared'}", { [team]: 'r' }, 'repository/d/shared', false],
    ['repository/d/${aws:PrincipalTag/team}', { [team]: '*' }, 'repository/d/r', false],
    ['repository/d/${aws:PrincipalTag/team}', { [team]: '*' }, 'repository/d/*', true],
    ['repository/d/${aws:PrincipalTag/team}', { [team]: ['r', 's'] }, 'repository/d/r', false],
    ['repository/d/${aws:PrincipalTag/team}', { [team]: ['r', 's'] }, 'repository/d/rs', false],
    ['repository/d/${*}', {}, 'repository/d/*', true],
    ['repository/d/${*}', {}, 'repository/d/r', false],
    ['repository/d/${?}', {}, 'repository/d/?', true],
    ['repository/d/${$}{a}', {}, 'repository/d/${a}', true],
    ['repository/d/$r', {}, 'repository/d/$r', true],
  ])('%s with %j, %s: %s', (pattern, keys, resource, expected) => {
    expect(at(arn(pattern), keys, arn(resource))).toBe(expected);
  });

  test('in NotResource a variable without value matches nothing', () => {
    expect(isAllowed({}, allow({ NotResource: arn('repository/d/${aws:username}') }))).toBe(true);
  });

  test.each([{ Version: '2008-10-17' }, {}])('are texts as they stand in policies of %j', (version) => {
    const Statement = allow({ Resource: arn('repository/d/${aws:username}') });
    const policy = policyOf({ document: JSON.stringify({ ...version, Statement }) }, 'identity');
    const effect = (resource: string) =>
      decided({ resource: arn(resource), keys: { 'aws:username': 'r' } }, { identity: [policy] }).effect;
    expect(effect('repository/d/r')).toBe('implicitly denied');
    expect(effect('repository/d/${aws:username}')).toBe('allowed');
    const early = JSON.stringify({ ...version, Statement: allow({ Resource: 'arn:aws:codeartifact:${a' }) });
    expect(isPolicyFault(parsePolicy(early, 'identity'))).toBe(false);
  });

  test.each([
    [arn('repository/${aws:username'), 'has a malformed variable'],
    [arn('repository/${}'), 'has a malformed variable'],
    [arn('repository/${aws:PrincipalTag/my team}'), 'has a malformed variable'],
    [arn('repository/${aws:username, none}'), 'has a malformed variable'],
    ['arn:aws:codeartifact:us-east-1:${aws:PrincipalAccount}:*', 'has a variable before the fifth colon of the ARN'],
  ])('%s is none: %s', (Resource, message) => {
    const document = JSON.stringify({ Version: '2012-10-17', Statement: allow({ Resource: ['*', Resource] }) });
    const policy = parsePolicy(document, 'identity');
    expect(isPolicyFault(policy) && policy.fault).toBe(`Statement.Resource: '${Resource}' ${message}`);
  });

  test('policies without them are not touched by what the request has', () => {
    expect(decided({ keys: { 'aws:username': 'x' } }, { identity: [identityPolicy(allow())] }).effect).toBe('allowed');
  });
});
