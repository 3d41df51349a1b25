import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Input, OperationName } from '../../src/api/types';
import { execute, request } from '../../src/core';
import type { State } from '../../src/model/state';
import type { Context, Result } from '../../src/model/view';
import { type Fact, withFacts } from '../../src/ops/learn';
import type { RequestName } from '../../src/ops/requests';
import { alice, allow, allowTo, arn, bob, by, denyTo, document, domainArn, everything } from '../access/people';
import { operationNames, validInput } from '../api/arbitraries';
import { contentOf, context, otherAccount } from '../support';
import { anyAction, anyHistory, beginning, perform, repositoryNames } from './histories';
import { type Estate, subjects } from './support';
import { plain } from './walk';

const owner = context.account;
const carol = `arn:aws:iam::999999999999:user/carol`;
const session = `arn:aws:sts::${owner}:assumed-role/deploy/run-1`;

/** Somebody without any policy: of the owner's account or another, with a record or without, or a session. */
const strangers = [alice, bob, carol, session] as const;

/** What policies of the domain or a repository say: never anything for a stranger. */
const someStatement = fc.constantFrom(
  allowTo('444455556666', '*'),
  allowTo(`arn:aws:iam::${owner}:user/somebody-else`, '*'),
  denyTo(alice, '*'),
  denyTo(otherAccount, 'codeartifact:Describe*'),
  allow('*', { NotPrincipal: { AWS: '*' } }),
  allowTo('*', '*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } } }),
  allowTo('*', 's3:*'),
);

const anyPolicy: fc.Arbitrary<readonly [OperationName, object]> = fc
  .tuple(someStatement, fc.constantFrom(undefined, ...repositoryNames))
  .map(([statement, repository]) => {
    const input = { domain: 'my-domain', policyDocument: document(statement) };
    return repository === undefined
      ? (['PutDomainPermissionsPolicy', input] as const)
      : (['PutRepositoryPermissionsPolicy', { ...input, repository }] as const);
  });

/** A call's members, some of which name what is there. */
function aimed(input: object, { place, version }: { place: string; version: string }, hits: boolean): object {
  if (!hits) return input;
  const there: Readonly<Record<string, unknown>> = {
    domain: 'my-domain',
    domainOwner: owner,
    repository: place,
    sourceRepository: place,
    packageVersion: version,
    ...subjects.npm,
    namespace: undefined,
    packageGroup: '/*',
    resourceArn: place === 'middle' ? arn('package-group/my-domain/%2a') : domainArn,
  };
  const members = Object.entries(input).map(([name, value]) => [
    name,
    Object.hasOwn(there, name) ? there[name] : value,
  ]);
  const aim = Object.fromEntries(members);
  return 'domain' in aim ? { ...aim, domainOwner: owner } : aim;
}

const aim = fc.record({ place: fc.constantFrom(...repositoryNames), version: fc.constantFrom('1.0.0', '2.0.0') });

const anyOperation: fc.Arbitrary<readonly [OperationName, object]> = fc
  .constantFrom(...operationNames)
  .chain((name) =>
    fc
      .tuple(validInput(name) as fc.Arbitrary<object>, aim, fc.boolean())
      .map(([input, at, hits]) => [name, aimed(input, at, hits)] as const),
  );

const anyRequest: fc.Arbitrary<readonly [RequestName, object]> = fc
  .tuple(fc.constantFrom<RequestName>('ListVersions', 'ReadAsset', 'Publish'), aim)
  .map(([name, { place, version }]) => {
    const asset = 'package.tgz';
    const where = { domain: 'my-domain', domainOwner: owner, repository: place, ...subjects.npm };
    return [name, { ...where, version, asset, assets: [{ name: asset, ...contentOf('stranger') }] }] as const;
  });

type Deed =
  | { readonly by: 'owner'; readonly action: Parameters<typeof perform>[1] }
  | { readonly by: 'policy'; readonly call: readonly [OperationName, object] }
  | { readonly by: 'stranger'; readonly who: string; readonly call: readonly [OperationName, object] }
  | { readonly by: 'package manager'; readonly who: string; readonly call: readonly [RequestName, object] };

const who = fc.constantFrom(...strangers);
const is = <const T extends Deed['by']>(text: T) => fc.constant(text);
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ by: is('owner'), action: anyAction }) },
  { weight: 1, arbitrary: fc.record({ by: is('policy'), call: anyPolicy }) },
  { weight: 6, arbitrary: fc.record({ by: is('stranger'), who, call: anyOperation }) },
  { weight: 3, arbitrary: fc.record({ by: is('package manager'), who, call: anyRequest }) },
);

/** Refused with nothing but the denial, or with what the request itself breaks; and the state is the very same. */
function expectNothing(result: Result<unknown>, before: State): void {
  expect(result.ok ? result.output : result.error.name).toMatch(/^(AccessDenied|Validation)Exception$/);
  expect(result.state).toBe(before);
  const told = result.trace.filter(({ kind }) => kind !== 'rule').map((step) => 'effect' in step && step.effect);
  if (!result.ok && result.error.name === 'AccessDeniedException') expect(told.pop()).toMatch(/denied$/);
  for (const effect of told) expect(effect).toBe('allowed');
}

const withStrangers: readonly Fact[] = [
  { type: 'principal', arn: alice },
  { type: 'principal', arn: bob },
  { type: 'principal', arn: session, session: { expiration: context.now * 2 } },
  { type: 'organization', id: 'o-abcdefghij', accounts: ['444455556666'] },
];

test('IAM-20, IAM-42, IAM-78, ERR-27: who has no permission reads and changes nothing, whatever happens', () => {
  fc.assert(
    fc.property(fc.array(anyDeed, { maxLength: 40, size: 'max' }), (deeds) => {
      const estate = beginning({ format: 'npm', latency: 'documented' });
      estate.learn(...withStrangers);
      for (const deed of deeds) {
        const { state, now } = estate;
        if (deed.by === 'owner') perform(estate, deed.action);
        else if (deed.by === 'policy') estate.attempt(deed.call[0], deed.call[1] as never);
        else {
          const as = { ...context, ...by(deed.who), now };
          const [name, input] = deed.call;
          const result =
            deed.by === 'stranger'
              ? execute(state, name as OperationName, input as Input<OperationName>, as)
              : request(state, name as RequestName, input as never, as);
          expectNothing(result, state);
        }
      }
    }),
    { numRuns: 80 },
  );
});

test('a history of somebody who may do all of it is what it is with access off', () => {
  const outcome = (result: Result<unknown> | undefined) =>
    result && (result.ok ? result.output : [result.error.name, result.error.message]);
  const isAccess = ({ kind }: { readonly kind: string }) => kind === 'access';
  fc.assert(
    fc.property(anyHistory(), fc.boolean(), ({ format, latency, actions }, hasPolicies) => {
      const [enforced, off] = [beginning({ format, latency }), beginning({ format, latency })];
      off.learn({ type: 'access', mode: 'off' });
      if (hasPolicies) {
        const policyDocument = document(allowTo('444455556666', '*'), denyTo(carol, '*'));
        for (const estate of [enforced, off]) {
          estate.call('PutDomainPermissionsPolicy', { domain: 'my-domain', policyDocument });
        }
      }
      for (const action of actions) {
        const [one, other] = [perform(enforced, action), perform(off, action)];
        expect(outcome(one)).toEqual(outcome(other));
        expect(one?.trace.filter((step) => !isAccess(step))).toEqual(other?.trace);
      }
      off.learn({ type: 'access', mode: 'enforced' });
      expect(plain(enforced.state)).toEqual(plain(off.state));
    }),
    { numRuns: 40 },
  );
});

/** What a package manager with the token gets at that time. */
function statusAt(estate: Estate, authorizationToken: string, now: number): number {
  const input = { domain: 'my-domain', domainOwner: owner, repository: 'store', ...subjects.npm };
  const result = request(estate.state, 'ListVersions', input, { ...context, now, authorizationToken });
  return result.ok ? 200 : result.error.status;
}

test('TOK-04, TOK-08, TOK-10, TOK-28: a token is good until its expiration and never after, for every duration', () => {
  const duration = fc.oneof(fc.constantFrom(undefined, 0, 900, 43200), fc.integer({ min: 900, max: 43200 }));
  const left = fc.integer({ min: 1, max: 12 * 3600 * 1000 });
  fc.assert(
    fc.property(duration, fc.nat(10_000_000), left, (durationSeconds, wait, sessionLeft) => {
      const estate = beginning({ format: 'npm', latency: 'none' });
      const now = context.now + wait;
      const policies = [{ Version: '2012-10-17', Statement: everything }];
      const told: Fact = { type: 'principal', arn: session, policies, session: { expiration: now + sessionLeft } };
      estate.state = withFacts(estate.state, [told], context);
      const as: Context = { ...context, ...by(session), now };
      const result = execute(estate.state, 'GetAuthorizationToken', { domain: 'my-domain', durationSeconds }, as);
      if (!result.ok) throw new Error(result.error.message);
      const { authorizationToken, expiration } = result.output;
      const ends = now + (durationSeconds === 0 ? sessionLeft : (durationSeconds ?? 43200) * 1000);
      expect(expiration!.getTime()).toBe(ends - (ends % 1000)); // TOK-21: whole seconds
      estate.state = result.state;
      const last = expiration!.getTime() - 1;
      if (last >= now) expect(statusAt(estate, authorizationToken!, last)).toBe(200);
      for (const later of [0, 1, 1000, 86_400_000, 1e12]) {
        expect(statusAt(estate, authorizationToken!, expiration!.getTime() + later)).toBe(401);
      }
    }),
    { numRuns: 200 },
  );
});
