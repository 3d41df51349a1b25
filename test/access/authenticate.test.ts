import { describe, expect, test } from 'vitest';
import { readToken } from '../../src/access/token';
import { execute, request } from '../../src/core';
import { initialState } from '../../src/model/initial-state';
import type { Context } from '../../src/model/view';
import { context, otherAccount, type World, world } from '../support';
import {
  alice,
  allow,
  allowTo,
  ask,
  bob,
  by,
  domain,
  everything,
  grant,
  introduce,
  learn,
  npm,
  onDomain,
  onRepository,
  plainWorld,
  role,
  session,
} from './people';

const maven = { ...domain, repository: 'other', format: 'maven', namespace: 'com', package: 'p' } as const;

const tokenOf = (made: World, who: string, durationSeconds?: number, changes: Partial<Context> = {}): string =>
  made.call('GetAuthorizationToken', { ...domain, durationSeconds }, by(who, changes)).authorizationToken!;

/** What a package manager with this token gets when it asks for a package that is not there: 404 when it may ask. */
const statusOf = (made: World, authorizationToken: string, input: object = npm, changes: Partial<Context> = {}) =>
  ask(made, 'ListVersions', input as never, { ...changes, authorizationToken }).error?.status;

describe('TOK-22, TOK-25: a token acts for who obtained it', () => {
  test('in all repositories of the domain and all formats, as far as he may', () => {
    const made = plainWorld();
    grant(made, alice, everything);
    const token = tokenOf(made, alice);
    expect(statusOf(made, token)).toBe(404);
    expect(statusOf(made, token, maven)).toBe(404);
    onRepository(made, 'other', { Effect: 'Deny', Principal: { AWS: alice }, Action: '*', Resource: '*' });
    expect(statusOf(made, token)).toBe(404);
    expect(statusOf(made, token, maven)).toBe(403);
  });

  test('whoever the context names besides', () => {
    const made = plainWorld();
    grant(made, alice, everything);
    const token = tokenOf(made, alice);
    expect(statusOf(made, token, npm, by(bob))).toBe(404);
    expect(statusOf(made, token, npm, { account: '999999999999' })).toBe(404);
    introduce(made, alice);
    expect(statusOf(made, token, npm)).toBe(403);
  });

  test('TOK-32: with the rights that he has at the time', () => {
    const made = plainWorld();
    const rights = [allow(['GetAuthorizationToken', 'sts:GetServiceBearerToken'])];
    grant(made, alice, ...rights, allow('ReadFromRepository'));
    const authorizationToken = tokenOf(made, alice);
    expect(statusOf(made, authorizationToken)).toBe(404);
    grant(made, alice, ...rights);
    expect(ask(made, 'ListVersions', npm, { authorizationToken }).error).toEqual({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`User: ${alice} is not authorized to perform: codeartifact:ReadFromRepository`),
      members: {},
      status: 403,
    });
    onDomain(made, allowTo(alice, 'ReadFromRepository'));
    expect(statusOf(made, authorizationToken)).toBe(404);
  });

  test('and with none once he is deleted, whatever a policy grants to his account', () => {
    const made = plainWorld();
    grant(made, alice, everything);
    const token = tokenOf(made, alice);
    onDomain(made, allowTo(context.account, '*'), allowTo(alice, '*'));
    expect(statusOf(made, token)).toBe(404);
    learn(made, { type: 'absent principal', arn: alice });
    expect(statusOf(made, token)).toBe(403);
    introduce(made, alice);
    expect(statusOf(made, token)).toBe(404);
  });

  test('also for somebody of another account', () => {
    const made = plainWorld();
    grant(made, bob, everything);
    onDomain(made, allowTo(otherAccount, ['GetAuthorizationToken', 'ReadFromRepository']));
    const token = tokenOf(made, bob);
    expect(statusOf(made, token)).toBe(404);
    onDomain(made, allowTo(otherAccount, 'GetAuthorizationToken'));
    expect(statusOf(made, token)).toBe(403);
  });

  test('IAM-66: to publish as well', () => {
    const made = plainWorld();
    grant(made, alice, allow(['GetAuthorizationToken', 'sts:GetServiceBearerToken', 'ReadFromRepository']));
    const authorizationToken = tokenOf(made, alice);
    const input = { ...npm, version: '1.0.0', assets: [] };
    expect(ask(made, 'Publish', input, { authorizationToken }).error?.name).toBe('AccessDeniedException');
  });
});

describe('TOK-28, ERR-47: what is no valid token', () => {
  const unauthorized = { name: 'NotAuthorized', message: 'Unauthorized', members: {}, status: 401 };
  const refused = (made: World, authorizationToken: string, input: object = npm, changes: Partial<Context> = {}) =>
    ask(made, 'ListVersions', input as never, { ...changes, authorizationToken }).error;

  test('one that has expired', () => {
    const made = plainWorld();
    const token = made.call('GetAuthorizationToken', { ...domain, durationSeconds: 900 }).authorizationToken!;
    expect(statusOf(made, token, npm, { now: context.now + 899_999 })).toBe(404);
    expect(refused(made, token, npm, { now: context.now + 900_000 })).toEqual(unauthorized);
  });

  test.each(['', 'token', 'a.b.c.d.e'])("'%s'", (token) => {
    expect(refused(plainWorld(), token)).toEqual(unauthorized);
  });

  test('one that was tampered with', () => {
    const made = plainWorld();
    const token = made.call('GetAuthorizationToken', domain).authorizationToken!;
    expect(refused(made, `${token.slice(0, -1)}${token.endsWith('A') ? 'Q' : 'A'}`)).toEqual(unauthorized);
  });

  test('TOK-24: one of another Region', () => {
    const made = plainWorld();
    made.call('CreateDomain', { domain: 'my-domain' }, { region: 'us-east-1' });
    made.call('CreateRepository', { domain: 'my-domain', repository: 'my-repo' }, { region: 'us-east-1' });
    const token = made.call('GetAuthorizationToken', domain, { region: 'us-east-1' }).authorizationToken!;
    expect(statusOf(made, token, npm, { region: 'us-east-1' })).toBe(404);
    expect(refused(made, token)).toEqual(unauthorized);
  });

  test('TOK-26: one of another domain, or of one of the same name and another owner', () => {
    const made = plainWorld();
    made.call('CreateDomain', { domain: 'second' });
    const token = made.call('GetAuthorizationToken', { domain: 'second' }).authorizationToken!;
    expect(refused(made, token)).toEqual(unauthorized);
    expect(refused(made, token, { ...npm, domain: 'second', domainOwner: otherAccount })).toEqual(unauthorized);
    expect(refused(made, token, { ...npm, domain: 'second' })?.status).toBe(404);
    expect(refused(made, token, { ...npm, domain: 'second', domainOwner: undefined })?.status).toBe(404);
  });

  test('IAM-43: it is found before anything is read of the request, or looked for', () => {
    const made = plainWorld();
    for (const input of [null, undefined, 'text', {}, { domain: 1 }, { ...npm, format: 'none' }, { domain: 'none' }]) {
      expect(refused(made, 'token', input as never)).toEqual(unauthorized);
    }
    const changes = { ...context, authorizationToken: 'token' };
    const result = request(made.state, 'NoRequest' as 'ListVersions', npm, changes);
    expect(result.ok || result.error).toEqual(unauthorized);
  });

  test('the trace says why', () => {
    const made = plainWorld();
    const { trace } = request(made.state, 'ListVersions', npm, { ...context, authorizationToken: 'token' });
    expect(trace).toEqual([{ kind: 'rule', id: 'TOK-28', held: false, subject: undefined }]);
  });
});

test('TOK-27: tokens of a deleted domain are of no use', () => {
  const made = world();
  made.call('CreateDomain', { domain: 'my-domain' });
  const token = made.call('GetAuthorizationToken', domain).authorizationToken!;
  made.call('DeleteDomain', domain);
  expect(statusOf(made, token)).toBe(404);
});

describe('TOK-10, TOK-23: a token of a session', () => {
  const minutes = 60_000;

  function sessionWorld(): World {
    const made = plainWorld();
    grant(made, role, everything);
    const policies = [{ Version: '2012-10-17', Statement: allow(['ReadFromRepository', 'GetAuthorizationToken']) }];
    const sts = { Version: '2012-10-17', Statement: allow('sts:GetServiceBearerToken') };
    const tags = [{ key: 'team', value: 'blue' }];
    const expiration = context.now + 15 * minutes;
    introduce(made, session, { tags, session: { policies: [...policies, sts], expiration } });
    return made;
  }

  test('outlives it', () => {
    const made = sessionWorld();
    const token = tokenOf(made, session);
    const later = { now: context.now + 120 * minutes };
    expect(statusOf(made, token, npm, later)).toBe(404);
    expect(made.refusal('ListDomains', {}, by(session, later)).name).toBe('ExpiredTokenException');
  });

  test('has its session policies and its tags', () => {
    const made = sessionWorld();
    const authorizationToken = tokenOf(made, session);
    const input = { ...npm, version: '1.0.0', assets: [] };
    expect(ask(made, 'Publish', input, { authorizationToken }).error?.message).toContain('because no session policy');
    const Condition = { StringEquals: { 'aws:PrincipalTag/team': 'blue' } };
    onDomain(made, { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*', Condition });
    expect(statusOf(made, authorizationToken)).toBe(403);
  });

  test('has the present rights of its role', () => {
    const made = sessionWorld();
    const token = tokenOf(made, session);
    grant(made, role, allow('GetAuthorizationToken'));
    expect(statusOf(made, token)).toBe(403);
  });
});

describe('ERR-26: credentials of a session that has expired', () => {
  const expired = {
    name: 'ExpiredTokenException',
    message: 'The security token included in the request is expired',
    members: {},
    status: 403,
  };

  function worldAfter(milliseconds: number): [made: World, changes: Partial<Context>] {
    const made = plainWorld();
    grant(made, role, everything);
    introduce(made, session, { session: { expiration: context.now + 1000 } });
    return [made, by(session, { now: context.now + milliseconds })];
  }

  test('are refused at both doors, before the input is read', () => {
    const [early, before] = worldAfter(999);
    early.call('DescribeDomain', domain, before);
    const [made, after] = worldAfter(1000);
    expect(made.refusal('DescribeDomain', { domain: 'A' }, after)).toEqual(expired);
    expect(ask(made, 'ListVersions', null as never, after).error).toEqual(expired);
  });

  test('are not looked at with access off', () => {
    const [made, after] = worldAfter(1000);
    learn(made, { type: 'access', mode: 'off' });
    made.call('DescribeDomain', domain, after);
  });
});

describe('TOK-35: the API takes no tokens', () => {
  test.each(['enforced', 'off'] as const)('with access %s', (access) => {
    const made = world(initialState({ access }));
    made.call('CreateDomain', { domain: 'my-domain' });
    const authorizationToken = made.call('GetAuthorizationToken', domain).authorizationToken!;
    expect(made.refusal('DescribeDomain', domain, { authorizationToken })).toEqual({
      name: 'MissingAuthenticationTokenException',
      message: 'Missing Authentication Token',
      members: {},
      status: 403,
    });
    const result = execute(made.state, 'NoOperation' as 'ListDomains', {}, { ...context, authorizationToken });
    expect(result.ok || result.error.name).toBe('MissingAuthenticationTokenException');
  });
});

test('with access off no token is looked at', () => {
  const made = plainWorld();
  learn(made, { type: 'access', mode: 'off' });
  expect(statusOf(made, 'token')).toBe(404);
});

test('a token says whose it is, where and for how long', () => {
  const made = plainWorld();
  grant(made, alice, everything);
  const token = readToken(tokenOf(made, alice, 900))!;
  expect(token).toEqual({
    serial: made.state.sequence,
    principal: alice,
    account: context.account,
    region: context.region,
    domain: 'my-domain',
    owner: context.account,
    issued: context.now / 1000,
    expires: context.now / 1000 + 900,
  });
});
