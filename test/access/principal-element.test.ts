import { describe, expect, test } from 'vitest';
import type { Requester } from '../../src/access/decision';
import { isPolicyFault, parsePolicy } from '../../src/access/policy';
import { alice, allow, bob, decided, deny, identityPolicy, other, owner, resourcePolicy, session } from './policies';

/** Whether a domain policy for a principal reaches a caller. */
const reaches = (Principal: unknown, caller: Requester): boolean =>
  decided({ caller }, { domain: resourcePolicy(allow({ Principal })) }).effect === 'allowed';

const root: Requester = { arn: `arn:aws:iam::${owner}:root`, account: owner };
const callers = { alice, bob, session, root };

describe('IAM-36: whom a Principal means', () => {
  test.each<[unknown, readonly (keyof typeof callers)[]]>([
    ['*', ['alice', 'bob', 'session', 'root']],
    [{ AWS: '*' }, ['alice', 'bob', 'session', 'root']],
    [{ AWS: owner }, ['alice', 'session', 'root']],
    [{ AWS: `arn:aws:iam::${owner}:root` }, ['alice', 'session', 'root']],
    [{ AWS: alice.arn }, ['alice']],
    [{ AWS: session.role }, ['session']],
    [{ AWS: session.arn }, ['session']],
    [{ AWS: [other, alice.arn] }, ['alice', 'bob']],
    [{ AWS: ['arn:aws:iam::444455556666:user/eve'] }, []],
    [{ Service: '*' }, []],
    [{ Service: 'codebuild.amazonaws.com', AWS: other }, ['bob']],
    [{ Federated: `arn:aws:iam::${owner}:saml-provider/p` }, []],
    [{ CanonicalUser: ['79a59df900b949e5'] }, []],
  ])('%j', (principal, expected) => {
    const names = Object.keys(callers) as (keyof typeof callers)[];
    expect(names.filter((name) => reaches(principal, callers[name]))).toEqual(expected);
  });

  test.each<[unknown, string]>([
    ['111122223333', ': expected "*" or an object with AWS, Service, Federated, CanonicalUser'],
    [['*'], ': expected "*" or an object with AWS, Service, Federated, CanonicalUser'],
    [{}, ': expected "*" or an object with AWS, Service, Federated, CanonicalUser'],
    [null, ': expected "*" or an object with AWS, Service, Federated, CanonicalUser'],
    [{ Aws: owner }, '.Aws: expected one of AWS, Service, Federated, CanonicalUser'],
    [{ AWS: [] }, '.AWS: expected a text or a list of at least one text'],
    [{ AWS: 'alice' }, `.AWS: 'alice' is not "*", the 12 digits of an account or an ARN`],
    [{ AWS: '11112222333' }, `.AWS: '11112222333' is not "*", the 12 digits of an account or an ARN`],
    [{ Service: 1 }, '.Service: expected a text or a list of at least one text'],
  ])('%j is none: %s', (Principal, message) => {
    const policy = parsePolicy(JSON.stringify({ Statement: allow({ Principal }) }), 'resource');
    expect(isPolicyFault(policy) && policy.fault).toBe(`Statement.Principal${message}`);
  });
});

describe('IAM-37: the ARN of a principal is compared as a whole', () => {
  test.each([
    `arn:aws:iam::${owner}:user/*`,
    `arn:aws:iam::${owner}:user/alic?`,
    'arn:aws:iam::*:root',
    `arn:aws:iam::${owner}:user/Alice`,
    `arn:aws:iam::${owner}:user/alice/`,
    `arn:aws:sts::${owner}:assumed-role/deploy/*`,
    `arn:aws:iam::${owner}:*`,
    'arn:*',
  ])('%s means nobody', (AWS) => {
    expect(Object.values(callers).filter((caller) => reaches({ AWS }, caller))).toEqual([]);
  });
});

test('IAM-35: NotPrincipal means everybody else', () => {
  const isDenied = (caller: Requester, NotPrincipal: unknown) =>
    decided({ caller }, { identity: [identityPolicy(allow())], domain: resourcePolicy(deny({ NotPrincipal })) })
      .effect === 'explicitly denied';
  expect(isDenied(alice, { AWS: alice.arn })).toBe(false);
  expect(isDenied(session, { AWS: alice.arn })).toBe(true);
  expect(isDenied(session, { AWS: session.role })).toBe(false);
  expect(isDenied(alice, { AWS: owner })).toBe(false);
  expect(isDenied(bob, { AWS: [owner, session.arn] })).toBe(true);
  expect(isDenied(bob, { Service: 'codebuild.amazonaws.com' })).toBe(true);
  expect(isDenied(bob, '*')).toBe(false);
});
