import { describe, expect, test } from 'vitest';
import { isPolicyFault, parsePolicy } from '../../src/access/policy';
import { alice, allow, bob, decided, deny, identityPolicy, isAllowed, resourcePolicy } from './policies';

type Keys = Readonly<Record<string, string | readonly string[]>>;

const holds = (Condition: unknown, keys: Keys = {}): boolean => isAllowed({ keys }, allow({ Condition }));

test('IAM-45: a key that the service does not have is absent', () => {
  expect(holds({ StringLike: { 'codeartifact:Format': '*' } })).toBe(false);
  expect(holds({ Null: { 'codeartifact:Format': true } })).toBe(true);
});

test('IAM-46: conditions on Referer and UserAgent match only as absent ones', () => {
  for (const key of ['aws:Referer', 'aws:UserAgent']) {
    expect(holds({ StringEquals: { [key]: 'x' } })).toBe(false);
    expect(holds({ StringLike: { [key]: '*' } })).toBe(false);
    expect(holds({ Null: { [key]: 'true' } })).toBe(true);
  }
});

test('IAM-50: an organisation lets its members in', () => {
  const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } };
  const effect = (keys: Keys) =>
    decided(
      { caller: bob, relation: 'other', keys },
      { identity: [identityPolicy(allow())], domain: resourcePolicy(allow({ Condition })) },
    ).effect;
  expect(effect({ 'aws:principalorgid': 'o-1' })).toBe('allowed');
  expect(effect({ 'aws:principalorgid': 'o-2' })).toBe('implicitly denied');
  expect(effect({})).toBe('implicitly denied');
  const byArn = { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/alice' } };
  expect(holds(byArn, { 'aws:principalarn': alice.arn })).toBe(true);
  expect(holds(byArn, { 'aws:principalarn': bob.arn })).toBe(false);
});

describe('IAM-51: names of keys are compared without regard to case', () => {
  test.each(['AWS:principalorgid', 'aws:PrincipalOrgID', 'AWS:PRINCIPALORGID'])('%s', (key) => {
    expect(holds({ StringEquals: { [key]: 'o-1' } }, { 'aws:principalorgid': 'o-1' })).toBe(true);
  });

  test('so are the keys of tags, but not values', () => {
    const Condition = { StringEquals: { 'aws:ResourceTag/TagKey1': 'Value1' } };
    expect(holds(Condition, { 'aws:resourcetag/tagkey1': 'Value1' })).toBe(true);
    expect(holds(Condition, { 'aws:resourcetag/tagkey1': 'value1' })).toBe(false);
  });

  test.each(['StringEquals', 'StringNotEquals', 'StringEqualsIfExists', 'StringLike'])(
    'two tags that differ only in case: %s does not match',
    (operator) => {
      const keys = { 'aws:resourcetag/k': ['a', 'b'] };
      for (const value of ['a', 'b', 'c'])
        expect(holds({ [operator]: { 'aws:ResourceTag/K': value } }, keys)).toBe(false);
    },
  );
});

describe('IAM-52: operators and keys are ANDed, values ORed, values of negated operators NORed', () => {
  const keys = { 'a:one': '1', 'a:two': '2' };
  test.each<[unknown, boolean]>([
    [{}, true],
    [{ StringEquals: {} }, true],
    [{ StringEquals: { 'a:one': '1', 'a:two': '2' } }, true],
    [{ StringEquals: { 'a:one': '1', 'a:two': '3' } }, false],
    [{ StringEquals: { 'a:one': '1' }, StringLike: { 'a:two': '?' } }, true],
    [{ StringEquals: { 'a:one': '1' }, StringLike: { 'a:two': '??' } }, false],
    [{ StringEquals: { 'a:one': ['0', '1'] } }, true],
    [{ StringEquals: { 'a:one': ['0', '2'] } }, false],
    [{ StringNotEquals: { 'a:one': ['0', '2'] } }, true],
    [{ StringNotEquals: { 'a:one': ['0', '1'] } }, false],
    [{ NumericNotEquals: { 'a:one': [1, 2] } }, false],
    [{ NumericGreaterThan: { 'a:one': [0, 5] } }, true],
    [{ StringNotLike: { 'a:one': ['*', '2'] } }, false],
  ])('%j: %s', (Condition, expected) => expect(holds(Condition, keys)).toBe(expected));
});

describe('IAM-53: keys that are absent', () => {
  const present = { 'a:key': 'v' };
  test.each<[string, unknown, boolean, boolean]>([
    ['StringEquals', 'v', true, false],
    ['StringLike', '*', true, false],
    ['Bool', 'false', false, false],
    ['StringNotEquals', 'v', false, true],
    ['StringNotLike', '*', false, true],
    ['NotIpAddress', '::1', true, true],
    ['NumericNotEquals', '1', true, true],
    ['DateNotEquals', '2020', true, true],
    ['ArnNotLike', 'arn:*', true, true],
    ['StringEqualsIfExists', 'v', true, true],
    ['StringEqualsIfExists', 'w', false, true],
    ['StringNotEqualsIfExists', 'v', false, true],
    ['NumericLessThanIfExists', '1', false, true],
    ['Null', 'true', false, true],
    ['Null', 'false', true, false],
    ['Null', false, true, false],
    ['Null', 'no', false, false],
  ])('%s %j: %s when present, %s when absent', (operator, value, whenPresent, whenAbsent) => {
    const Condition = { [operator]: { 'a:key': value } };
    expect(holds(Condition, present)).toBe(whenPresent);
    expect(holds(Condition)).toBe(whenAbsent);
    expect(holds(Condition, { 'a:key': [] })).toBe(whenAbsent);
  });
});

describe('IAM-54: set operators', () => {
  const all = { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['environment', 'cost-center'] } };
  const some = { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['environment', 'cost-center'] } };
  const given = { Null: { 'aws:TagKeys': 'false' } };

  test.each<[readonly string[] | undefined, boolean, boolean]>([
    [['environment'], true, true],
    [['environment', 'cost-center'], true, true],
    [['environment', 'dept'], false, true],
    [['dept'], false, false],
    [undefined, false, false],
  ])('tag keys %j: ForAllValues with Null %s, ForAnyValue %s', (tagKeys, matchesAll, matchesSome) => {
    const keys: Keys = tagKeys ? { 'aws:tagkeys': tagKeys } : {};
    expect(holds({ ...all, ...given }, keys)).toBe(matchesAll);
    expect(holds(some, keys)).toBe(matchesSome);
    if (!tagKeys) expect(holds(all, keys)).toBe(true);
  });

  test.each<[string, unknown, string | readonly string[] | undefined, boolean]>([
    ['ForAllValues:StringEquals', 'a', [], true],
    ['ForAllValues:StringEquals', 'a', '', true],
    ['ForAllValues:StringEquals', 'a', 'a', true],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'd'], true],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['a', 'c'], false],
    ['ForAllValues:StringNotEquals', ['a', 'b'], undefined, true],
    ['ForAllValues:StringLike', ['a*'], ['a', 'ab'], true],
    ['ForAllValues:StringLikeIfExists', ['a*'], ['b'], false],
    ['ForAnyValue:StringEquals', 'a', [], false],
    ['ForAnyValue:StringEquals', 'a', 'a', true],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'c'], true],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'b'], false],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], undefined, false],
    ['ForAnyValue:StringEqualsIfExists', 'a', undefined, true],
    ['ForAnyValue:NumericGreaterThan', 5, ['1', '9'], true],
    ['ForAllValues:Null', 'true', 'a', true],
    ['ForAnyValue:Null', 'true', undefined, false],
  ])('%s %j, found %j: %s', (operator, value, found, expected) => {
    expect(holds({ [operator]: { 'a:key': value } }, found === undefined ? {} : { 'a:key': found })).toBe(expected);
  });
});

describe('IAM-55: other operators are refused', () => {
  test.each<[unknown, string]>([
    [{ StringMatches: { 'a:b': 'c' } }, '.StringMatches: there is no such condition operator'],
    [{ stringequals: { 'a:b': 'c' } }, '.stringequals: there is no such condition operator'],
    [{ NullIfExists: { 'a:b': 'true' } }, '.NullIfExists: there is no such condition operator'],
    [{ NotBool: { 'a:b': 'true' } }, '.NotBool: there is no such condition operator'],
    [{ NumericNotLessThan: { 'a:b': '1' } }, '.NumericNotLessThan: there is no such condition operator'],
    [{ 'ForSomeValues:Bool': { 'a:b': 'true' } }, '.ForSomeValues:Bool: there is no such condition operator'],
    [{ 'ForAnyValue:': { 'a:b': 'true' } }, '.ForAnyValue:: there is no such condition operator'],
    [{ constructor: { 'a:b': 'true' } }, '.constructor: there is no such condition operator'],
    ['Null', ': expected an object'],
    [null, ': expected an object'],
    [{ StringEquals: ['a'] }, '.StringEquals: expected an object'],
    [{ StringEquals: { 'a:b': [] } }, '.StringEquals.a:b: expected at least one value'],
    [{ StringEquals: { 'a:b': null } }, '.StringEquals.a:b: expected texts, numbers or Boolean values'],
    [{ StringEquals: { 'a:b': ['c', {}] } }, '.StringEquals.a:b: expected texts, numbers or Boolean values'],
  ])('%j: %s', (Condition, message) => {
    const policy = parsePolicy(JSON.stringify({ Statement: [deny({ Condition })] }), 'identity');
    expect(isPolicyFault(policy) && policy.fault).toBe(`Statement[0].Condition${message}`);
  });
});
