// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables are written so.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '../../src/access/decide';
import type { AccessRequest, AppliedPolicies, Policy } from '../../src/access/decision';
import { patternOf } from '../../src/access/pattern';
import { policyOf } from '../../src/access/policy';
import { judged, type PlainPolicies, type PlainStatement } from './access-oracle';

const owner = '111122223333';
const other = '123456789012';
const role = `arn:aws:iam::${owner}:role/deploy`;
const callers = [
  { arn: `arn:aws:iam::${owner}:user/alice`, account: owner },
  { arn: `arn:aws:iam::${other}:user/bob`, account: other },
  { arn: `arn:aws:sts::${owner}:assumed-role/deploy/run`, account: owner, role },
];

const prefix = `arn:aws:codeartifact:us-east-1:${owner}`;
const resources = ['domain/d', 'repository/d/r', 'repository/d/a*', 'package/d/r/npm//a:b'].map(
  (each) => `${prefix}:${each}`,
);
const resourcePatterns = [
  '*',
  ...resources,
  'arn:aws:codeartifact',
  'arn:aws:codeartifact:*',
  'arn:aws:codeartifact:us-*-?',
  `arn:aws:codeartifact:*:*:repository/*`,
  `arn:aws:codeartifact:us-*:repository/d/?`,
  `arn:aws:codeartifact:us-*3:domain/d`,
  `arn:*:${owner}:*a*`,
  `${prefix}:?o*/d*`,
  `${prefix}:package/*:b`,
  `${prefix}:repository/d/\${aws:PrincipalTag/Team}*`,
  `${prefix}:repository/*/\${aws:PrincipalTag/Team, 'r'}`,
  `${prefix}:repository/d/a\${*}`,
];
const actions = ['codeartifact:ReadFromRepository', 'codeartifact:ListPackages', 'sts:GetServiceBearerToken'];
const actionPatterns = [...actions, '*', 'CODEARTIFACT:*', 'codeartifact:Read*', 's?s:*', 'codeartifact:*a*es'];
const principals = [
  '*',
  owner,
  `arn:aws:iam::${other}:root`,
  role,
  `arn:aws:iam::${owner}:user/*`,
  ...callers.map(({ arn }) => arn),
];
const keys = ['aws:principaltag/team', 'aws:tagkeys', 'sts:durationseconds'];
const found = ['r', 'R', 'a*', '', '5', '12', 'true'];
const values = [
  ...found,
  '*',
  '?',
  '10',
  'True',
  '${aws:PrincipalTag/Team}',
  "x${aws:Absent, 'y'}",
  '${aws:Absent}*',
  '${*}',
];
const operators = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
  'Bool',
  'NumericLessThan',
];

/** One of the texts, or a few of them. */
const some = (texts: readonly string[]) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...texts) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom(...texts), { minLength: 1, maxLength: 3 }) },
  );

const anyOperator = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom('', 'ForAllValues:', 'ForAnyValue:'),
        fc.constantFrom(...operators),
        fc.constantFrom('', 'IfExists'),
      )
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.constant('Null') },
);
const anyKey = fc.constantFrom('aws:PrincipalTag/Team', 'AWS:tagkeys', 'sts:DurationSeconds');
const anyCondition = fc.dictionary(anyOperator, fc.dictionary(anyKey, some([...values, 'false']), { maxKeys: 2 }), {
  maxKeys: 2,
});

const element = <T>(name: string, value: fc.Arbitrary<T>) =>
  fc.tuple(fc.constantFrom('', '', '', 'Not'), value).map(([not, each]) => ({ [not + name]: each }));

const statement = (isResource: boolean): fc.Arbitrary<PlainStatement> =>
  fc
    .tuple(
      fc.record(
        { Effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'), Sid: fc.constantFrom('A', 'B') },
        { requiredKeys: ['Effect'] },
      ),
      element('Action', some(actionPatterns)),
      element('Resource', some(resourcePatterns)),
      isResource
        ? element('Principal', fc.oneof(fc.constant('*'), fc.record({ AWS: some(principals) })))
        : fc.constant({}),
      fc.oneof(fc.constant({}), fc.record({ Condition: anyCondition })),
    )
    .map((parts) => Object.assign({}, ...parts) as PlainStatement);

const policy = (isResource: boolean) => fc.array(statement(isResource), { minLength: 1, maxLength: 3 });

const anyPolicies: fc.Arbitrary<PlainPolicies> = fc.record(
  {
    identity: fc.array(policy(false), { maxLength: 2 }),
    session: fc.array(policy(false), { minLength: 1, maxLength: 2 }),
    domain: policy(true),
    repository: policy(true),
  },
  { requiredKeys: ['identity'] },
);

const anyRequest: fc.Arbitrary<AccessRequest> = fc
  .record({
    action: fc.constantFrom(...actions),
    resource: fc.constantFrom('*', ...resources),
    alternative: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, fc.constantFrom(...resources)),
    caller: fc.constantFrom(...callers),
    conditions: fc.dictionary(
      fc.constantFrom(...keys),
      fc.oneof(fc.constantFrom(...found), fc.array(fc.constantFrom(...found), { maxLength: 2 })),
    ),
  })
  .map((request) => ({ ...request, conditions: new Map(Object.entries(request.conditions)) }));

const read = (kind: 'identity' | 'resource', Statement: readonly PlainStatement[]): Policy =>
  policyOf({ document: JSON.stringify({ Version: '2012-10-17', Statement }) }, kind);

const readAll = ({ identity, session, domain, repository }: PlainPolicies): AppliedPolicies => ({
  identity: identity.map((each) => read('identity', each)),
  ...(session && { session: session.map((each) => read('identity', each)) }),
  ...(domain && { domain: read('resource', domain) }),
  ...(repository && { repository: read('resource', repository) }),
});

test('IAM-20 IAM-21 IAM-28 IAM-29 IAM-30 IAM-32 IAM-35 IAM-52 IAM-53 IAM-54 IAM-56: decisions follow the rules', () => {
  const effects = new Map<string, number>();
  fc.assert(
    fc.property(
      anyRequest,
      anyPolicies,
      fc.constantFrom('owner', 'administrator', 'other'),
      (request, policies, relation) => {
        const decision = decide(request, readAll(policies), relation);
        expect(decision).toEqual(judged(request, policies, relation));
        effects.set(decision.effect, (effects.get(decision.effect) ?? 0) + 1);
      },
    ),
    { numRuns: 3000 },
  );
  expect([...effects.values()].every((count) => count > 100)).toBe(true);
  expect(effects.size).toBe(3);
});

/** A pattern and a text that fits it, or nearly: part by part. */
const anyFit = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom<[string, string]>(['a', 'a'], ['b', 'b'], [':', ':'], [':', ':']) },
      { weight: 3, arbitrary: fc.tuple(fc.constant('*'), fc.constantFrom('', '', 'a', 'ab', 'b😀', ':', 'a:b')) },
      { weight: 1, arbitrary: fc.tuple(fc.constant('?'), fc.constantFrom('a', ':', '😀', '')) },
      { weight: 1, arbitrary: fc.constantFrom<[string, string]>(['a', 'b'], ['a', ''], ['', 'b']) },
    ),
    { maxLength: 16 },
  )
  .map((parts) => [parts.map(([each]) => each).join(''), parts.map(([, each]) => each).join('')] as const);

test('IAM-11 IAM-55: a text fits a pattern when a regular expression says so', () => {
  const request = { conditions: new Map<string, string>() };
  const expressions = {
    text: (pattern: string) => pattern.replace(/./gsu, (each) => (each === '*' ? '.*' : each === '?' ? '.' : each)),
    segments: (pattern: string) => byColon(pattern, (each) => (each === '*' ? '[^:]*' : each)),
    resource: (pattern: string) => byColon(pattern, (each, isLast) => (each !== '*' ? each : isLast ? '.*' : '[^:]*')),
  };
  fc.assert(
    fc.property(fc.constantFrom('text', 'segments', 'resource'), anyFit, (wildcards, [pattern, text]) => {
      const expected = new RegExp(`^(?:${expressions[wildcards](pattern)})$`, 'su').test(text);
      expect(patternOf([pattern], { wildcards })(text, request)).toBe(expected);
    }),
    { numRuns: 5000 },
  );
});

/** The regular expression of a pattern whose first five segments have wildcards of their own. */
function byColon(pattern: string, read: (character: string, isLast: boolean) => string): string {
  const segments = pattern.split(':');
  const bound = segments.slice(0, 5).map((segment) => {
    const characters = [...segment];
    return characters
      .map((each, index) => (each === '?' ? '[^:]' : read(each, index === characters.length - 1)))
      .join('');
  });
  const rest = segments.slice(5).join(':').replaceAll('*', '.*').replaceAll('?', '.');
  return segments.length > 5 ? `${bound.join(':')}:${rest}` : bound.join(':');
}
