import { describe, expect, test } from 'vitest';
import { decide } from '../../src/access/decide';
import { defaultUserPolicies } from '../../src/access/managed-policies';
import { policyOf } from '../../src/access/policy';
import { execute } from '../../src/core';
import { initialState } from '../../src/model/initial-state';
import type { Step } from '../../src/model/trace';
import type { Context } from '../../src/model/view';
import { context, otherAccount, type World, world } from '../support';
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
  document,
  domain,
  domainArn,
  everything,
  grant,
  introduce,
  learn,
  npm,
  onDomain,
  onRepository,
  plainWorld,
  repository,
  repositoryArn,
  session,
} from './people';

/** `allowed`, `denied`, or the name of another error. */
function outcome(made: World, who: string, name: 'DescribeDomain' | 'DescribeRepository' | 'ListPackages'): string {
  const result = execute(made.state, name, name === 'DescribeDomain' ? domain : repository, { ...context, ...by(who) });
  if (result.ok) return 'allowed';
  return result.error.name === 'AccessDeniedException' ? 'denied' : result.error.name;
}

const stepsOf = (made: World, who: string): Step[] => {
  const { trace } = execute(made.state, 'DescribeRepository', repository, { ...context, ...by(who) });
  return trace.filter(({ kind }) => kind === 'access');
};

describe('IAM-29, IAM-30, IAM-31, IAM-32, IAM-20: the decision table', () => {
  /** The administrator of `theirs` is the other account; its policy and the domain's allow who is named in them. */
  function shared(identityAllows: boolean, resourceAllows: boolean, who: string): World {
    const made = plainWorld();
    onDomain(made, allowTo(otherAccount, 'CreateRepository'));
    made.call('CreateRepository', { ...domain, repository: 'theirs' }, { account: otherAccount });
    if (identityAllows) grant(made, who, everything);
    else introduce(made, who);
    if (resourceAllows) onDomain(made, allowTo(who, ['DescribeDomain', 'DescribeRepository']));
    else made.call('DeleteDomainPermissionsPolicy', domain);
    return made;
  }
  const carol = 'arn:aws:iam::999999999999:user/carol';
  const theirs = { ...domain, repository: 'theirs' };

  test.each([
    ['owner', alice, 'repository', true, false, 'allowed'],
    ['owner', alice, 'repository', false, true, 'allowed'],
    ['owner', alice, 'repository', false, false, 'denied'],
    ['owner', alice, 'domain', true, false, 'allowed'],
    ['owner', alice, 'domain', false, true, 'allowed'],
    ['administrator', bob, 'repository', true, false, 'allowed'],
    ['administrator', bob, 'repository', false, true, 'allowed'],
    ['administrator', bob, 'repository', false, false, 'denied'],
    ['administrator', bob, 'domain', true, false, 'denied'],
    ['administrator', bob, 'domain', true, true, 'allowed'],
    ['administrator', bob, 'domain', false, true, 'denied'],
    ['third', carol, 'repository', true, false, 'denied'],
    ['third', carol, 'repository', false, true, 'denied'],
    ['third', carol, 'repository', true, true, 'allowed'],
    ['third', carol, 'repository', false, false, 'denied'],
  ] as const)(
    '%s, %s, on the %s; identity allows: %s, resource policy: %s; %s',
    (_, who, on, identityAllows, resourceAllows, expected) => {
      const made = shared(identityAllows, resourceAllows, who);
      const name = on === 'domain' ? 'DescribeDomain' : 'DescribeRepository';
      const result = execute(made.state, name, on === 'domain' ? domain : theirs, { ...context, ...by(who) });
      expect(result.ok ? 'allowed' : result.error.name).toBe(
        expected === 'allowed' ? expected : 'AccessDeniedException',
      );
    },
  );

  test('IAM-29: the owner may so with a repository that another account administers', () => {
    const made = shared(true, false, alice);
    made.call('DescribeRepository', theirs, by(alice));
    made.call('DeleteRepository', theirs, by(alice));
  });

  test('IAM-30: an administrator lists the packages of his repository without any policy but his own', () => {
    const made = shared(true, false, bob);
    made.call('ListPackages', theirs, by(bob));
    expect(made.refusal('ListPackages', repository, by(bob)).name).toBe('AccessDeniedException');
  });

  test('IAM-31: to the domain he is another account, also for a token', () => {
    const made = shared(true, false, bob);
    expect(made.refusal('GetAuthorizationToken', domain, by(bob)).name).toBe('AccessDeniedException');
    onDomain(made, allowTo(otherAccount, 'GetAuthorizationToken'));
    made.call('GetAuthorizationToken', domain, by(bob));
  });
});

describe('ERR-40, ERR-41, ERR-42: the text of a denial', () => {
  const text = (made: World, who: string): string =>
    made.refusal('DescribeRepository', repository, by(who)).message.replace(/^.* on resource: \S+ /, '');
  const action = 'codeartifact:DescribeRepository';

  test('names who, what and on what', () => {
    const made = plainWorld();
    introduce(made, alice);
    expect(made.refusal('DescribeRepository', repository, by(alice))).toEqual({
      name: 'AccessDeniedException',
      message:
        'User: arn:aws:iam::111122223333:user/alice is not authorized to perform: codeartifact:DescribeRepository ' +
        'on resource: arn:aws:codeartifact:us-west-2:111122223333:repository/my-domain/my-repo ' +
        'because no identity-based policy allows the codeartifact:DescribeRepository action',
      members: {},
      status: 403,
    });
  });

  test('IAM-12: of an asset names the package', () => {
    const made = plainWorld();
    introduce(made, alice);
    const input = { ...npm, packageVersion: '1.0.0', asset: 'package.tgz' };
    expect(made.refusal('GetPackageVersionAsset', input, by(alice)).message).toContain(
      'on resource: arn:aws:codeartifact:us-west-2:111122223333:package/my-domain/my-repo/npm//lodash because',
    );
  });

  test('a session is named by its own ARN', () => {
    const made = plainWorld();
    introduce(made, session);
    expect(made.refusal('DescribeDomain', domain, by(session)).message).toContain(`User: ${session} is not authorized`);
  });

  test('another account is told of the resource policy only when its own policy allows', () => {
    const made = plainWorld();
    introduce(made, bob);
    expect(text(made, bob)).toBe(`because no identity-based policy allows the ${action} action`);
    onDomain(made, allowTo(otherAccount, 'DescribeRepository'));
    expect(text(made, bob)).toBe(`because no identity-based policy allows the ${action} action`);
    grant(made, bob, everything);
    made.call('DescribeRepository', repository, by(bob));
    made.call('DeleteDomainPermissionsPolicy', domain);
    expect(text(made, bob)).toBe(`because no resource-based policy allows the ${action} action`);
  });

  test('an explicit deny says in which kind of policy it is', () => {
    const made = plainWorld();
    grant(made, alice, everything, deny('DescribeRepository'));
    expect(text(made, alice)).toBe('with an explicit deny in an identity-based policy');
    grant(made, alice, everything);
    onDomain(made, denyTo('*', 'DescribeRepository'));
    expect(text(made, alice)).toBe('with an explicit deny in a resource-based policy');
    onDomain(made, allowTo('*', 'DescribeRepository'));
    onRepository(made, 'my-repo', denyTo('*', 'DescribeRepository'));
    expect(text(made, alice)).toBe('with an explicit deny in a resource-based policy');
  });

  test('a session policy is named too', () => {
    const made = plainWorld();
    const policies = [{ Version: '2012-10-17', Statement: allow('DescribeDomain') }];
    grant(made, `arn:aws:iam::${context.account}:role/deploy`, everything);
    introduce(made, session, { session: { policies, expiration: context.now + 1 } });
    made.call('DescribeDomain', domain, by(session));
    expect(text(made, session)).toBe(`because no session policy allows the ${action} action`);
  });
});

test('who changes what a trace says of a decision changes no later one', () => {
  const made = plainWorld();
  grant(made, alice, everything);
  const [first] = stepsOf(made, alice) as unknown as { statements: { statement: unknown }[] }[];
  expect(() => first!.statements.pop()).toThrow(TypeError);
  expect(() => Object.assign(first!.statements[0]!, { statement: 'Forged' })).toThrow(TypeError);
  expect(stepsOf(made, alice)).toEqual([
    expect.objectContaining({ statements: [{ policy: 'identity', statement: 0 }] }),
  ]);
});

describe('IAM-47, IAM-50, POL-18: a decision that was made before is made anew', () => {
  const asked = (made: World, changes: Partial<Context> = {}) =>
    execute(made.state, 'DescribeDomain', domain, { ...context, ...by(bob), ...changes }).ok;
  const onlyIf = (Condition: object): World => {
    const made = plainWorld();
    grant(made, bob, everything);
    onDomain(made, allowTo(otherAccount, 'DescribeDomain', { Condition }));
    return made;
  };

  test('when the tags of the resource are others', () => {
    const made = onlyIf({ StringEquals: { 'aws:ResourceTag/stage': 'open' } });
    const resourceArn = domainArn;
    expect(asked(made)).toBe(false);
    made.call('TagResource', { resourceArn, tags: [{ key: 'stage', value: 'open' }] });
    expect(asked(made)).toBe(true);
    made.call('TagResource', { resourceArn, tags: [{ key: 'stage', value: 'shut' }] });
    expect(asked(made)).toBe(false);
  });

  test('when time has passed', () => {
    const made = onlyIf({ DateLessThan: { 'aws:CurrentTime': '2026-09-01T00:00:10Z' } });
    expect(asked(made)).toBe(true);
    expect(asked(made, { now: context.now + 10_000 })).toBe(false);
  });

  test('when the account has joined or left an organisation', () => {
    const made = onlyIf({ StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } });
    expect(asked(made)).toBe(false);
    learn(made, { type: 'organization', id: 'o-abcdefghij', accounts: [otherAccount] });
    expect(asked(made)).toBe(true);
    learn(made, { type: 'organization', id: 'o-abcdefghij', accounts: [] });
    expect(asked(made)).toBe(false);
  });

  test('when the caller or the policy is another, and back in an earlier state as then', () => {
    const made = onlyIf({ StringEquals: { 'aws:PrincipalTag/team': 'web' } });
    const policies = [document(everything)];
    expect(asked(made)).toBe(false);
    introduce(made, bob, { policies, tags: [{ key: 'team', value: 'web' }] });
    expect(asked(made)).toBe(true);
    const { state } = made;
    introduce(made, bob, { policies });
    expect(asked(made)).toBe(false);
    expect(asked({ ...made, state })).toBe(true);
    onDomain(made, allowTo(otherAccount, 'DescribeDomain'));
    expect(asked(made)).toBe(true);
    expect(asked({ ...made, state })).toBe(true);
    learn(made, { type: 'absent principal', arn: bob });
    expect(asked(made)).toBe(false);
  });
});

describe('which policies are evaluated', () => {
  test('IAM-21: a deny in any policy wins', () => {
    const made = plainWorld();
    grant(made, alice, everything);
    expect(outcome(made, alice, 'DescribeRepository')).toBe('allowed');
    onDomain(made, denyTo(alice, 'DescribeRepository'), allowTo(alice, 'DescribeRepository'));
    expect(outcome(made, alice, 'DescribeRepository')).toBe('denied');
  });

  test('IAM-22: operations on an account look at identity policies alone', () => {
    const made = plainWorld();
    grant(made, alice, allow(['ListDomains', 'ListRepositories', 'CreateDomain']));
    onRepository(made, 'my-repo', denyTo('*', '*'));
    onDomain(made, denyTo('*', '*'));
    made.call('ListDomains', {}, by(alice));
    made.call('ListRepositories', {}, by(alice));
    made.call('CreateDomain', { domain: 'team-a' }, by(alice));
  });

  test('IAM-23, IAM-40: operations on the domain do not look at repository policies', () => {
    const made = plainWorld();
    onRepository(made, 'my-repo', denyTo('*', '*'));
    made.call('DescribeDomain', domain);
    made.call('CreateRepository', { ...domain, repository: 'third' });
    made.call('DescribeRepository', { ...domain, repository: 'other' });
    made.call('ListPackageGroups', domain);
    expect(made.refusal('DescribeRepository', repository).name).toBe('AccessDeniedException');
  });

  test('IAM-24, IAM-28: operations on a repository look at both, and an Allow in one suffices', () => {
    const made = plainWorld();
    introduce(made, alice);
    onDomain(made, allowTo(alice, 'DescribeRepository'));
    onRepository(made, 'my-repo', allowTo(alice, 'ListPackages'));
    expect(outcome(made, alice, 'DescribeRepository')).toBe('allowed');
    expect(outcome(made, alice, 'ListPackages')).toBe('allowed');
    onDomain(made, denyTo(alice, 'ListPackages'));
    expect(outcome(made, alice, 'ListPackages')).toBe('denied');
    expect(outcome(made, alice, 'DescribeRepository')).toBe('denied');
  });

  test('IAM-25: who may replace the policy of the domain is not for that policy to say', () => {
    const made = plainWorld();
    onDomain(made, denyTo('*', '*'));
    expect(made.refusal('DescribeDomain', domain).name).toBe('AccessDeniedException');
    onDomain(made, allowTo('*', '*'));
    made.call('DescribeDomain', domain);
  });

  test('IAM-26: so with that of a repository, but for the policy of the domain', () => {
    const made = plainWorld();
    onRepository(made, 'my-repo', denyTo('*', '*'));
    onRepository(made, 'my-repo', denyTo('*', 'DescribeDomain'));
    onDomain(made, denyTo('*', 'PutRepositoryPermissionsPolicy'));
    const policyDocument = '{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}';
    const input = { ...repository, policyDocument };
    expect(made.refusal('PutRepositoryPermissionsPolicy', input).name).toBe('AccessDeniedException');
  });

  test('IAM-27: to read and to delete policies is like any other operation', () => {
    const made = plainWorld();
    onRepository(made, 'my-repo', denyTo('*', '*'));
    expect(made.refusal('GetRepositoryPermissionsPolicy', repository).name).toBe('AccessDeniedException');
    expect(made.refusal('DeleteRepositoryPermissionsPolicy', repository).name).toBe('AccessDeniedException');
    onDomain(made, denyTo('*', '*'));
    expect(made.refusal('GetDomainPermissionsPolicy', domain).name).toBe('AccessDeniedException');
    expect(made.refusal('DeleteDomainPermissionsPolicy', domain).name).toBe('AccessDeniedException');
  });

  test('IAM-33: no policy lets another account replace the policy of the domain', () => {
    const made = plainWorld();
    grant(made, bob, everything);
    onDomain(made, allowTo(otherAccount, '*'));
    const input = { ...domain, policyDocument: '{}' };
    expect(made.refusal('PutDomainPermissionsPolicy', input, by(bob)).message).toMatch(
      /because no resource-based policy allows the codeartifact:PutDomainPermissionsPolicy action$/,
    );
  });

  test('IAM-34: that of the domain lets it replace the policy of a repository, that of the repository does not', () => {
    const made = plainWorld();
    grant(made, bob, everything);
    onRepository(made, 'my-repo', allowTo(otherAccount, '*'));
    const policyDocument = '{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}';
    const input = { ...repository, policyDocument };
    expect(made.refusal('PutRepositoryPermissionsPolicy', input, by(bob)).name).toBe('AccessDeniedException');
    onDomain(made, allowTo(otherAccount, 'PutRepositoryPermissionsPolicy'));
    made.call('PutRepositoryPermissionsPolicy', input, by(bob));
  });

  test('IAM-39, IAM-41: the policy of the domain reaches all in it, or what its Resource says', () => {
    const made = plainWorld();
    grant(made, bob, everything);
    onDomain(made, allowTo(otherAccount, 'DescribeRepository', { Resource: repositoryArn('other') }));
    expect(outcome(made, bob, 'DescribeRepository')).toBe('denied');
    made.call('DescribeRepository', { ...domain, repository: 'other' }, by(bob));
    onDomain(made, allowTo(otherAccount, 'ReadFromRepository'));
    for (const repository of ['my-repo', 'other']) {
      const { error } = ask(made, 'ListVersions', { ...npm, repository }, by(bob));
      expect(error?.name).toBe('ResourceNotFoundException');
    }
  });
});

describe('when it is asked', () => {
  test('IAM-42: before anything is looked for', () => {
    const made = plainWorld();
    grant(made, bob, everything);
    for (const name of ['my-domain', 'none']) {
      const named = { domain: name, domainOwner: context.account };
      expect(made.refusal('DescribeDomain', named, by(bob)).name).toBe('AccessDeniedException');
      for (const place of ['my-repo', 'nowhere']) {
        const there = { ...named, repository: place };
        expect(made.refusal('DescribeRepository', there, by(bob)).name).toBe('AccessDeniedException');
        const { error } = ask(made, 'ListVersions', { ...there, format: 'npm', package: 'p' }, by(bob));
        expect(error?.name).toBe('AccessDeniedException');
      }
    }
    grant(made, alice, everything);
    const absent = { domain: 'none', repository: 'nowhere' };
    expect(made.refusal('DescribeRepository', absent, by(alice)).name).toBe('ResourceNotFoundException');
  });

  test('IAM-43: after the input was read', () => {
    const made = plainWorld();
    introduce(made, alice);
    expect(made.refusal('DescribeDomain', { domain: 'A' }, by(alice)).name).toBe('ValidationException');
    const maven = { ...repository, format: 'maven', package: 'p' } as const;
    expect(made.refusal('DescribePackage', maven, by(alice)).name).toBe('ValidationException');
    expect(made.refusal('ListTagsForResource', { resourceArn: 'no ARN' }, by(alice)).name).toBe('ValidationException');
    const { error } = ask(made, 'ListVersions', { ...npm, package: 1 } as never, by(alice));
    expect(error?.name).toBe('ValidationException');
  });

  test('IAM-43: before the state is', () => {
    const made = plainWorld();
    introduce(made, alice);
    expect(made.refusal('DeleteDomain', domain, by(alice)).name).toBe('AccessDeniedException');
    grant(made, alice, everything);
    expect(made.refusal('DeleteDomain', domain, by(alice)).name).toBe('ConflictException');
  });
});

describe('what a trace says', () => {
  test('one step for each demand, with the statement that decided', () => {
    const made = plainWorld();
    grant(made, alice, allow('s3:*'), { ...allow('DescribeRepository'), Sid: 'Read' });
    const step = { kind: 'access', action: 'codeartifact:DescribeRepository', resource: repositoryArn('my-repo') };
    expect(stepsOf(made, alice)).toEqual([
      { ...step, effect: 'allowed', statements: [{ policy: 'identity', statement: 'Read' }] },
    ]);
    onRepository(made, 'my-repo', denyTo('*', '*'));
    expect(stepsOf(made, alice)).toEqual([
      { ...step, effect: 'explicitly denied', statements: [{ policy: 'repository', statement: 0 }] },
    ]);
    introduce(made, bob);
    made.call('PutRepositoryPermissionsPolicy', {
      ...repository,
      policyDocument: '{"Statement":{"Effect":"Allow","Principal":"*","Action":"a:b","Resource":"*"}}',
    });
    expect(stepsOf(made, bob)).toEqual([{ ...step, effect: 'implicitly denied', statements: [] }]);
  });

  test('the default user is decided as his policies decide', () => {
    const made = plainWorld();
    const { trace } = execute(made.state, 'DescribeRepository', repository, context);
    const caller = { arn: `arn:aws:iam::${context.account}:user/default`, account: context.account };
    const action = 'codeartifact:DescribeRepository';
    const asked = { action, resource: repositoryArn('my-repo'), caller, conditions: new Map<string, string>() };
    const identity = defaultUserPolicies.map((document) => policyOf(document, 'identity'));
    const { effect, statements } = decide(asked, { identity }, 'owner');
    expect(trace[0]).toEqual({ kind: 'access', action, resource: asked.resource, effect, statements });
  });
});

describe('who needs no record', () => {
  test('the default user of an account has the rights of its administrator, in his own account', () => {
    const made = plainWorld();
    const named = `arn:aws:iam::${context.account}:user/default`;
    made.call('DescribeDomain', domain);
    made.call('DescribeDomain', domain, by(named));
    expect(made.refusal('DescribeDomain', domain, { account: otherAccount }).name).toBe('AccessDeniedException');
    introduce(made, named);
    expect(made.refusal('DescribeDomain', domain).name).toBe('AccessDeniedException');
    learn(made, { type: 'absent principal', arn: named });
    made.call('DescribeDomain', domain);
  });

  test('somebody else may do only what a resource policy of his account lets him', () => {
    const made = plainWorld();
    expect(outcome(made, alice, 'DescribeDomain')).toBe('denied');
    onDomain(made, allowTo(alice, 'DescribeDomain'));
    expect(outcome(made, alice, 'DescribeDomain')).toBe('allowed');
  });

  test('a root user may do what his account may', () => {
    const made = plainWorld();
    const root = (account: string) => by(`arn:aws:iam::${account}:root`);
    made.call('DescribeDomain', domain, root(context.account));
    expect(made.refusal('DescribeDomain', domain, root(otherAccount)).name).toBe('AccessDeniedException');
    onDomain(made, allowTo(otherAccount, 'DescribeDomain'));
    made.call('DescribeDomain', domain, root(otherAccount));
  });

  test('a principal who is none, or of another account than the context says, is a fault of the program', () => {
    const made = plainWorld();
    const principals = ['alice', bob, ''];
    for (const principal of principals) {
      expect(() => execute(made.state, 'ListDomains', {}, { ...context, principal })).toThrow(TypeError);
    }
  });
});

test('with access off nobody is asked anything, and no step is written', () => {
  const made = world(initialState({ access: 'off' }));
  made.call('CreateDomain', { domain: 'my-domain' });
  onDomain(made, denyTo('*', '*'));
  introduce(made, bob);
  made.call('CreateRepository', repository, by(bob));
  expect(stepsOf(made, bob)).toEqual([]);
  learn(made, { type: 'access', mode: 'enforced' });
  expect(outcome(made, bob, 'DescribeRepository')).toBe('denied');
});

test('IAM-01, IAM-02: a statement may name the domain and the repository as the API answers their ARNs', () => {
  const made = plainWorld();
  const shown = [
    made.call('DescribeDomain', domain).domain?.arn,
    made.call('DescribeRepository', repository).repository?.arn,
  ];
  expect(shown).toEqual([domainArn, arn('repository/my-domain/my-repo')]);
  grant(made, alice, allow('*', { Resource: shown }));
  expect(outcome(made, alice, 'DescribeDomain')).toBe('allowed');
  expect(outcome(made, alice, 'DescribeRepository')).toBe('allowed');
});
