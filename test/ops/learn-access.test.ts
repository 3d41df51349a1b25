import { describe, expect, test } from 'vitest';
import { managedPolicies } from '../../src/access/managed-policies';
import type { ServiceError } from '../../src/model/errors';
import type { State } from '../../src/model/state';
import { type Fact, withFacts } from '../../src/ops/learn';
import { alice, allow, by, document, plainWorld } from '../access/people';
import { context, world } from '../support';

const session = `arn:aws:sts::${context.account}:assumed-role/deploy/run-1`;
const role = `arn:aws:iam::${context.account}:role/deploy`;
const root = `arn:aws:iam::${context.account}:root`;

const known = (...facts: readonly Fact[]): State => withFacts(world().state, facts, context);

/** The refusal of a fact. */
function refusal(fact: object): string {
  try {
    known(fact as Fact);
  } catch (error) {
    return (error as ServiceError).message;
  }
  throw new Error('The fact was not refused');
}

describe('a principal', () => {
  test('is known with what he was told to have, in place of what he had', () => {
    const tags = [{ key: 'team', value: 'blue' }];
    const policies = [JSON.parse(document(allow('*'))), 'AWSCodeArtifactReadOnlyAccess', document(allow('s3:*'))];
    const told = { type: 'principal', arn: alice, policies, tags } as const;
    expect(known(told).principals.get(alice)).toEqual({
      arn: alice,
      policies: [
        { document: document(allow('*')) },
        managedPolicies.AWSCodeArtifactReadOnlyAccess,
        { document: document(allow('s3:*')) },
      ],
      tags,
    });
    expect(known(told, { type: 'principal', arn: alice }).principals.get(alice)).toEqual({
      arn: alice,
      policies: [],
      tags: [],
    });
  });

  test('of a session has its policies and when it expires', () => {
    const expiration = context.now + 1000;
    const policies = [JSON.parse(document(allow('*')))];
    expect(
      known({ type: 'principal', arn: session, session: { policies, expiration } }).principals.get(session),
    ).toEqual({
      arn: session,
      policies: [],
      tags: [],
      session: { policies: [{ document: document(allow('*')) }], expiration },
    });
  });

  test('who is no more is not known', () => {
    const state = known({ type: 'principal', arn: alice }, { type: 'absent principal', arn: alice });
    expect(state.principals.has(alice)).toBe(false);
    expect(known({ type: 'absent principal', arn: role }).principals.size).toBe(0);
  });

  test.each([
    [{ arn: 'alice' }, "'alice' is not the ARN of a user, a role, a session or a root user"],
    [{ arn: root, policies: ['AWSCodeArtifactAdminAccess'] }, `'${root}' is a root user, who has no policies`],
    [{ arn: alice, session: { expiration: 0 } }, `'${alice}' is not the ARN of a session of an assumed role`],
    [{ arn: session, session: { expiration: 0.5 } }, 'A session expires at a whole number of milliseconds'],
    [{ arn: session, session: {} }, 'A session expires at a whole number of milliseconds'],
    [{ arn: alice, policies: ['{'] }, `A policy of '${alice}' cannot be read: the policy is not JSON`],
    [{ arn: alice, policies: ['Admin'] }, `A policy of '${alice}' cannot be read: the policy is not JSON`],
    [{ arn: alice, policies: [{}] }, `A policy of '${alice}' cannot be read: lacks the member 'Statement'`],
    [{ arn: session, session: { policies: [{}], expiration: 0 } }, `A policy of '${session}' cannot be read`],
    [
      {
        arn: alice,
        tags: [
          { key: 'k', value: '' },
          { key: 'K', value: '' },
        ],
      },
      `'${alice}' has a tag key twice`,
    ],
    [{ arn: alice, tags: [{ key: 'team' }] }, "A fact of type 'principal': tags[0]: lacks the member 'value'"],
    [{ arn: alice, tags: { team: 'blue' } }, 'tags: expected a list, found an object'],
    [{ arn: alice, policies: 'AWSCodeArtifactAdminAccess' }, 'policies: expected a list'],
    [{ arn: alice, policy: [] }, "unknown member 'policy'"],
    [{ arn: 5 }, 'arn: expected a text, found 5'],
  ])('%j cannot be', (fact, message) => expect(refusal({ type: 'principal', ...fact })).toContain(message));

  test('cannot have a policy that JSON has no form for', () => {
    const policy: Record<string, unknown> = {};
    policy.itself = policy;
    const fact = { type: 'principal', arn: alice, policies: [policy] };
    expect(refusal(fact)).toContain(`A policy of '${alice}' cannot be written as JSON: Converting circular`);
  });

  test('may have members that are undefined, as if they were absent', () => {
    const told = { type: 'principal', arn: session, policies: undefined, tags: undefined, session: undefined } as const;
    expect(known(told).principals.get(session)).toEqual({ arn: session, policies: [], tags: [] });
  });

  test.each([session, root])('%s cannot be deleted', (arn) => {
    expect(refusal({ type: 'absent principal', arn })).toContain(`'${arn}' cannot be deleted`);
  });
});

describe('an access key', () => {
  const id = 'AKIAIOSFODNN7EXAMPLE';

  test('is known with its principal and its secrets', () => {
    const told = { type: 'access key', id, principal: alice } as const;
    expect(known(told).accessKeys.get(id)).toEqual({ principal: alice });
    const secret = { secretAccessKey: 'wJalr', sessionToken: 'token' };
    expect(known(told, { ...told, ...secret }).accessKeys.get(id)).toEqual({ principal: alice, ...secret });
  });

  test.each([
    [{ id: '111122223333', principal: alice }, "'111122223333' is no access key id"],
    [{ id: 'AKIA-IOSFODNN7EXAMPLE', principal: alice }, 'is no access key id'],
    [{ id, principal: 'alice' }, "'alice' is not the ARN"],
    [{ id, principal: alice, secretAccessKey: 5 }, 'secretAccessKey: expected a text, found 5'],
  ])('%j cannot be', (fact, message) => expect(refusal({ type: 'access key', ...fact })).toContain(message));
});

describe('an organisation', () => {
  test('has the accounts that it was told to have last', () => {
    const told = { type: 'organization', id: 'o-abcdefghij', accounts: ['111122223333', '123456789012'] } as const;
    const state = known(
      told,
      { ...told, id: 'o-0123456789', accounts: ['999999999999'] },
      { ...told, accounts: ['123456789012', '444455556666'] },
    );
    expect([...state.organizations]).toEqual([
      ['123456789012', 'o-abcdefghij'],
      ['444455556666', 'o-abcdefghij'],
      ['999999999999', 'o-0123456789'],
    ]);
  });

  test.each([
    [{ id: 'abcdefghij', accounts: [] }, "'abcdefghij' is no organisation"],
    [{ id: 'o-abcdefghij', accounts: ['1'] }, "'1' is no AWS account"],
    [{ id: 'o-abcdefghij', accounts: [111122223333] }, 'accounts[0]: expected a text, found 111122223333'],
    [{ id: 'o-abcdefghij' }, "lacks the member 'accounts'"],
  ])('%j cannot be', (fact, message) => expect(refusal({ type: 'organization', ...fact })).toContain(message));
});

test('whether policies decide can be changed', () => {
  expect(known({ type: 'access', mode: 'off' }).settings.access).toBe('off');
  expect(known({ type: 'access', mode: 'off' }, { type: 'access', mode: 'enforced' }).settings).toEqual(
    known().settings,
  );
  expect(refusal({ type: 'access', mode: 'on' })).toBe("access is 'enforced' or 'off', not 'on'");
});

test('TOK-22: what is told of somebody holds from his next call on', () => {
  const made = plainWorld();
  const learn = (...policies: string[]) => {
    made.state = withFacts(made.state, [{ type: 'principal', arn: alice, policies }], context);
  };
  learn('AWSCodeArtifactReadOnlyAccess');
  made.call('ListDomains', {}, by(alice));
  learn();
  expect(made.refusal('ListDomains', {}, by(alice)).name).toBe('AccessDeniedException');
});
