import { describe, expect, test } from 'vitest';
import { isPolicyFault, parsePolicy, policyOf } from '../../src/access/policy';
import { decided } from './policies';

const statement = { Effect: 'Allow', Action: 'codeartifact:*', Resource: '*' };
const granted = { ...statement, Principal: '*' };
const fault = (policy: unknown, kind: 'identity' | 'resource' = 'identity') => {
  const parsed = parsePolicy(typeof policy === 'string' ? policy : JSON.stringify(policy), kind);
  return isPolicyFault(parsed) ? parsed.fault : undefined;
};

describe('POL-19: what a policy is', () => {
  test.each([
    ['a statement', { Statement: granted }],
    ['statements', { Statement: [granted, granted] }],
    ['a bare value, and a list of one', { Statement: { ...granted, Action: ['a:B'], Resource: ['*'] } }],
    ['NotPrincipal', { Statement: { ...statement, NotPrincipal: { AWS: '111122223333' } } }],
    [
      'NotAction and NotResource',
      { Statement: { Effect: 'Deny', Principal: '*', NotAction: 'a:B', NotResource: '*' } },
    ],
    [
      'the example with an organisation',
      {
        Version: '2012-10-17',
        Statement: {
          Sid: 'Domain Policy for Organization',
          Effect: 'Allow',
          Action: ['codeartifact:GetAuthorizationToken'],
          Resource: '*',
          Principal: '*',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': ['o-xxxxxxxxxxx'] } },
        },
      },
    ],
  ])('%s', (_, policy) => expect(fault(policy, 'resource')).toBeUndefined());

  const { Effect, Action, Resource } = statement;
  test.each([
    ['{"Statement":', 'the policy is not JSON'],
    ['', 'the policy is not JSON'],
    ['"text"', 'expected an object, found text'],
    [[statement], 'expected an object, found a list'],
    [null, 'expected an object, found null'],
    [{}, "lacks the member 'Statement'"],
    [{ Statement: 'all' }, 'Statement: expected an object, found all'],
    [{ Statement: [] }, 'Statement: expected at least one statement'],
    [{ Statement: [statement, 1] }, 'Statement[1]: expected an object, found 1'],
    [{ Statement: { Action, Resource } }, "Statement: lacks the member 'Effect'"],
    [{ Statement: { ...statement, Effect: 'allow' } }, 'Statement.Effect: expected Allow or Deny, found allow'],
    [{ Statement: [{ Effect, Resource }] }, 'Statement[0]: lacks both Action and NotAction: expected one of them'],
    [{ Statement: { Effect, Action } }, 'Statement: lacks both Resource and NotResource: expected one of them'],
    [
      { Statement: { ...statement, NotAction: 'a:B' } },
      'Statement: has both Action and NotAction: expected one of them',
    ],
    [{ Statement: { ...statement, Action: [] } }, 'Statement.Action: expected a text or a list of at least one text'],
    [{ Statement: { ...statement, Action: 1 } }, 'Statement.Action: expected a text or a list of at least one text'],
    [
      { Statement: { ...statement, Resource: ['*', null] } },
      'Statement.Resource: expected a text or a list of at least one text',
    ],
    [
      { Statement: { ...statement, Action: 'DescribeDomain' } },
      `Statement.Action: 'DescribeDomain' is not "*" or service:Action`,
    ],
    [{ Statement: { ...statement, Resource: 'my-domain' } }, `Statement.Resource: 'my-domain' is not "*" or an ARN`],
    [{ Statement: granted }, 'Statement: names a principal, which only policies of domains and repositories do'],
    [
      { Statement: { ...statement, NotPrincipal: '*' } },
      'Statement: names a principal, which only policies of domains and repositories do',
    ],
  ])('%j is none: %s', (policy, message) => expect(fault(policy)).toBe(message));

  test('a resource policy says for whom it is', () => {
    expect(fault({ Statement: statement }, 'resource')).toBe(
      'Statement: lacks both Principal and NotPrincipal: expected one of them',
    );
    expect(fault({ Statement: { ...granted, NotPrincipal: '*' } }, 'resource')).toBe(
      'Statement: has both Principal and NotPrincipal: expected one of them',
    );
  });
});

describe('POL-21: elements that may be there, and no others', () => {
  test.each([
    { Version: '2012-10-17', Statement: granted },
    { Version: '2008-10-17', Statement: granted },
    { Id: 'the policy of a team', Statement: granted },
    { Statement: { ...granted, Sid: 'Any text' } },
    { Statement: { ...granted, Condition: {} } },
  ])('%j', (policy) => expect(fault(policy, 'resource')).toBeUndefined());

  test.each([
    [{ Version: '2012-10-18', Statement: statement }, 'Version: expected 2012-10-17 or 2008-10-17, found 2012-10-18'],
    [{ Version: 20121017, Statement: statement }, 'Version: expected 2012-10-17 or 2008-10-17, found 20121017'],
    [{ Statement: statement, Name: 'a' }, "unknown member 'Name'"],
    [{ statement }, "unknown member 'statement'"],
    [{ Statement: [{ ...statement, Actions: '*' }] }, "Statement[0]: unknown member 'Actions'"],
    ['{"Statement":{"__proto__":1}}', "Statement: unknown member '__proto__'"],
    [{ Statement: { ...statement, Sid: 1 } }, 'Statement.Sid: expected a text, found 1'],
    [{ Id: 'a', Statement: statement }, 'has an Id, which only resource policies have'],
  ])('%j is none: %s', (policy, message) => expect(fault(policy)).toBe(message));

  test.each([
    ['Statement', '{"Statement":[],"Statement":[]}'],
    ['Statement', '{"Statement":{"Condition":{}},"Statement":1}'],
    ['Effect', '{"Statement":{"Effect":"Allow","Action":"a:B","Resource":"*","Effect":"Deny"}}'],
    ['Effect', '{"Statement":{"Effect":"Allow","\\u0045ffect" :"Deny","Action":"a:B","Resource":"*"}}'],
    [
      'a:b',
      '{"Statement":{"Effect":"Allow","Action":"a:B","Resource":"*","Condition":{"Bool":{"a:b":true,"a:b":false}}}}',
    ],
  ])('%s given twice: %s', (name, policy) => {
    expect(fault(policy)).toBe(`the element '${name}' is given twice in one object`);
  });

  test('a text that reads like an element is none', () => {
    const Sid = '{"Effect":"Allow", "Effect" :"}\\';
    expect(fault({ Statement: [{ ...statement, Sid }, statement] })).toBeUndefined();
  });
});

describe('POL-22 POL-23: the names of actions are not looked up', () => {
  test.each([
    'sts:GetServiceBearerToken',
    'codeartifact:NoSuchAction',
    'other-service:*',
    'codeartifact:CreateRepository',
  ])('%s', (Action) => expect(fault({ Statement: { ...granted, Action } }, 'resource')).toBeUndefined());
});

test('POL-24: principals are not looked up', () => {
  const Principal = { AWS: 'arn:aws:iam::999999999999:user/nobody' };
  expect(fault({ Statement: { ...granted, Principal } }, 'resource')).toBeUndefined();
});

describe('documents of the state', () => {
  test('are read once', () => {
    const document = Object.freeze({ document: JSON.stringify({ Statement: statement }) });
    expect(policyOf(document, 'identity')).toBe(policyOf(document, 'identity'));
    expect(decided({}, { identity: [policyOf(document, 'identity')] }).effect).toBe('allowed');
  });

  test('that are no policies are errors of the program', () => {
    expect(() => policyOf({ document: '{}' }, 'resource')).toThrow(TypeError);
  });
});
