import { describe, expect, test } from 'vitest';
import type { Context } from '../../src/model/view';
import {
  alice,
  allow,
  allowTo,
  ask,
  bob,
  by,
  deny,
  domain,
  everything,
  grant,
  introduce,
  npm,
  onDomain,
  plainWorld,
  role,
  session,
} from '../access/people';
import { context, otherAccount, type World } from '../support';

/** A world in which a session of a role with full permissions has so many seconds left. */
function worldOf(seconds: number, ...statements: readonly object[]): World {
  const made = plainWorld();
  introduce(made, role, { policies: [{ Version: '2012-10-17', Statement: [everything, ...statements] }] });
  introduce(made, session, { session: { expiration: context.now + seconds * 1000 } });
  return made;
}

const lifetime = (made: World, durationSeconds?: number, changes: Partial<Context> = by(session)): number => {
  const { expiration } = made.call('GetAuthorizationToken', { ...domain, durationSeconds }, changes);
  return (expiration!.getTime() - context.now) / 1000;
};

describe('the table of durations', () => {
  test.each([
    ['TOK-03', undefined, 43200],
    ['TOK-08', 0, 3600],
    ['TOK-04', 900, 900],
    ['TOK-10', 3601, 3601],
    ['TOK-04', 43200, 43200],
  ])('%s: %s lives %s seconds', (_, durationSeconds, expected) => {
    expect(lifetime(worldOf(3600), durationSeconds)).toBe(expected);
  });

  const outOfRange = (value: number, constraint: string) =>
    `1 validation error detected: Value '${value}' at 'durationSeconds' failed to satisfy constraint: ` +
    `Member must have value ${constraint}`;

  test.each([
    ['TOK-07', 1, 'Duration must be 0 or between 900 and 43200 seconds', 'FIELD_VALIDATION_FAILED'],
    ['TOK-07', 899, 'Duration must be 0 or between 900 and 43200 seconds', 'FIELD_VALIDATION_FAILED'],
    ['TOK-05', 43201, outOfRange(43201, 'less than or equal to 43200'), 'FIELD_VALIDATION_FAILED'],
    ['TOK-06', -1, outOfRange(-1, 'greater than or equal to 0'), 'FIELD_VALIDATION_FAILED'],
    ['ERR-37', 'abc', expect.stringContaining("'durationSeconds'"), 'CANNOT_PARSE'],
  ])('%s: %s is refused', (_, durationSeconds, message, reason) => {
    const input = { ...domain, durationSeconds: durationSeconds as number };
    expect(worldOf(3600).refusal('GetAuthorizationToken', input, by(session))).toEqual({
      name: 'ValidationException',
      message,
      members: { reason },
      status: 400,
    });
  });

  test.each([600, 1, 43201])('TOK-08: with 0 the token lives as long as the session, %s seconds', (seconds) => {
    expect(lifetime(worldOf(seconds), 0)).toBe(seconds);
  });

  test('TOK-09: duration 0 is not for users, nor for a session of which nobody knows when it expires', () => {
    const made = worldOf(3600);
    const input = { ...domain, durationSeconds: 0 };
    for (const changes of [{}, by(role), by(session.replace('run-1', 'run-2'))]) {
      expect(made.refusal('GetAuthorizationToken', input, changes)).toMatchObject({ name: 'ValidationException' });
    }
  });

  test('TOK-21, TOK-20: expiration is the exp of the token, in whole seconds', () => {
    const made = worldOf(3600);
    const { authorizationToken, expiration } = made.call('GetAuthorizationToken', domain, { now: context.now + 999 });
    const header = JSON.parse(Buffer.from(authorizationToken!.split('.')[0]!, 'base64url').toString());
    expect(expiration).toEqual(new Date(header.exp * 1000));
    expect(header.exp - header.isu).toBe(43200);
    expect(header.isu).toBe(context.now / 1000);
  });
});

test('TOK-11: every call gives a new token, and older ones stay valid', () => {
  const made = plainWorld();
  const [first, second] = [1, 2].map(() => made.call('GetAuthorizationToken', domain).authorizationToken!);
  expect(first).not.toBe(second);
  for (const authorizationToken of [first, second]) {
    expect(ask(made, 'ListVersions', npm, { authorizationToken }).error?.status).toBe(404);
  }
});

describe('who may', () => {
  test.each([context.account, otherAccount])(
    'TOK-12: not the root user of %s, whatever is granted to him',
    (account) => {
      const made = plainWorld();
      const root = `arn:aws:iam::${account}:root`;
      onDomain(made, allowTo(root, '*'), allowTo('*', '*'));
      expect(made.refusal('GetAuthorizationToken', domain, by(root)).name).toBe('AccessDeniedException');
      made.call('DescribeDomain', domain, by(root));
    },
  );

  test('TOK-13, TOK-14, TOK-18: sts:GetServiceBearerToken counts in the identity policy alone', () => {
    const made = plainWorld();
    grant(made, bob, allow('codeartifact:*'));
    onDomain(made, allowTo(otherAccount, ['GetAuthorizationToken', 'sts:GetServiceBearerToken']));
    expect(made.refusal('GetAuthorizationToken', domain, by(bob)).message).toBe(
      `User: ${bob} is not authorized to perform: sts:GetServiceBearerToken on resource: * ` +
        'because no identity-based policy allows the sts:GetServiceBearerToken action',
    );
    grant(made, bob, allow('sts:GetServiceBearerToken'));
    expect(made.refusal('GetAuthorizationToken', domain, by(bob)).message).toContain('GetAuthorizationToken on');
    grant(made, bob, allow(['GetAuthorizationToken', 'sts:GetServiceBearerToken']));
    made.call('GetAuthorizationToken', domain, by(bob));
  });

  test('a deny of it in the domain policy has no effect either', () => {
    const made = plainWorld();
    onDomain(made, { Effect: 'Deny', Principal: '*', Action: 'sts:*', Resource: '*' });
    made.call('GetAuthorizationToken', domain);
  });

  const onlyFor = (condition: object) => [
    allow('GetAuthorizationToken'),
    allow('sts:GetServiceBearerToken', { Condition: condition }),
  ];

  test('TOK-15: it is asked for on everything, in the name of this service', () => {
    const made = plainWorld();
    grant(made, alice, ...onlyFor({ StringEquals: { 'sts:AWSServiceName': 'codeartifact.amazonaws.com' } }));
    made.call('GetAuthorizationToken', domain, by(alice));
    grant(made, alice, ...onlyFor({ StringEquals: { 'sts:AWSServiceName': 's3.amazonaws.com' } }));
    expect(made.refusal('GetAuthorizationToken', domain, by(alice)).name).toBe('AccessDeniedException');
    grant(made, alice, allow('GetAuthorizationToken'), {
      ...allow('sts:GetServiceBearerToken'),
      Resource: 'arn:aws:codeartifact:*',
    });
    expect(made.refusal('GetAuthorizationToken', domain, by(alice)).name).toBe('AccessDeniedException');
  });

  test.each([
    ['TOK-17', { NumericEquals: { 'sts:DurationSeconds': 43200 } }, [43200, undefined], [3600, 0]],
    ['TOK-16', { NumericLessThanEquals: { 'sts:DurationSeconds': 3600 } }, [0, 900, 3600], [3601, 43200, undefined]],
  ])('%s: sts:DurationSeconds is what is asked for', (_, Condition, admitted, others) => {
    const made = worldOf(3600);
    grant(made, role, ...onlyFor(Condition));
    for (const durationSeconds of admitted) lifetime(made, durationSeconds);
    for (const durationSeconds of others) {
      const error = made.refusal('GetAuthorizationToken', { ...domain, durationSeconds }, by(session));
      expect(error.name).toBe('AccessDeniedException');
    }
  });

  test('who may not is told so before anything is looked for', () => {
    const made = worldOf(3600, deny('GetAuthorizationToken'));
    const input = { domain: 'none', durationSeconds: 0 };
    expect(made.refusal('GetAuthorizationToken', input, by(session)).name).toBe('AccessDeniedException');
  });
});

test('TOK-19, ERR-43: of a domain that is not there', () => {
  expect(plainWorld().refusal('GetAuthorizationToken', { domain: 'none' })).toMatchObject({
    name: 'ResourceNotFoundException',
    message: "Domain not found. Domain 'none' owned by account '111122223333' does not exist.",
    members: { resourceType: 'domain', resourceId: 'none' },
  });
});
