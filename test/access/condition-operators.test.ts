// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables are written so.
import { describe, expect, test } from 'vitest';
import { allow, isAllowed } from './policies';

/** Whether a condition on one key holds; undefined: the key is absent. */
const holds = (operator: string, expected: unknown, found: string | undefined, keys = {}): boolean =>
  isAllowed(
    { keys: { ...keys, ...(found !== undefined && { 'a:key': found }) } },
    allow({ Condition: { [operator]: { 'a:Key': expected } } }),
  );

const user = 'arn:aws:iam::111122223333:user/team/alice';

describe('IAM-55: what operators compare', () => {
  test.each<[string, unknown, string, boolean]>([
    ['StringEquals', 'Value1', 'Value1', true],
    ['StringEquals', 'Value1', 'value1', false], // IAM-51
    ['StringEquals', 'Val*', 'Value1', false],
    ['StringEquals', 'Val*', 'Val*', true],
    ['StringEquals', 1, '1', true],
    ['StringEquals', true, 'true', true],
    ['StringEquals', '', '', true],
    ['StringEqualsIgnoreCase', 'Value1', 'vALUE1', true],
    ['StringEqualsIgnoreCase', 'Value1', 'Value2', false],
    ['StringLike', 'V*1', 'Value1', true],
    ['StringLike', 'V*1', 'value1', false],
    ['StringLike', '?alue?', 'Value1', true],
    ['StringLike', '*', 'any:thing/at all', true],
    ['StringLike', '*', '', true],
    ['StringLike', '?', '', false],
    ['StringLike', 'a:*:b', 'a:x:y:b', true],
    ['NumericEquals', '43200', '43200', true],
    ['NumericEquals', 43200, '43200.0', true],
    ['NumericEquals', '43200', '43201', false],
    ['NumericLessThan', '10', '9', true],
    ['NumericLessThan', '10', '10', false],
    ['NumericLessThanEquals', '3600', '0', true], // TOK-16
    ['NumericLessThanEquals', '10', '10', true],
    ['NumericLessThanEquals', '10', '10.5', false],
    ['NumericGreaterThan', '10', '9', false],
    ['NumericGreaterThan', '-10', '-9.5', true],
    ['NumericGreaterThanEquals', '10', '10', true],
    ['NumericGreaterThanEquals', '10', '9.99', false],
    ['NumericEquals', '10', 'ten', false],
    ['NumericEquals', 'ten', 'ten', false],
    ['NumericEquals', '', '0', false],
    ['NumericEquals', '0x10', '16', false],
    ['DateEquals', '2020-04-01T00:00:00Z', '2020-04-01T00:00:00.000Z', true],
    ['DateEquals', '2020-04-01', '2020-04-01T00:00:00Z', true],
    ['DateEquals', '2020-04', '2020-04-01T00:00:00Z', true],
    ['DateEquals', '2020', '2020-01-01T00:00Z', true],
    ['DateEquals', '2020-04-01T02:00:00+02:00', '2020-04-01T00:00:00Z', true],
    ['DateEquals', '1585699200', '2020-04-01T00:00:00Z', true],
    ['DateEquals', 1585699200, '1585699200', true],
    ['DateEquals', '2020-04-01T00:00:00', '2020-04-01T00:00:00', false],
    ['DateEquals', '1 April 2020', '2020-04-01T00:00:00Z', false],
    ['DateEquals', '2020-13-01', '2020-13-01', false],
    ['DateLessThan', '2020-07-01T00:00:00Z', '2020-06-30T23:59:59.999Z', true],
    ['DateLessThan', '2020-07-01T00:00:00Z', '2020-07-01T00:00:00Z', false],
    ['DateLessThanEquals', '2020-07-01T00:00:00Z', '2020-07-01T00:00:00Z', true],
    ['DateGreaterThan', '2020-07-01T00:00:00Z', '2020-07-01T00:00:00Z', false],
    ['DateGreaterThan', '2020-07-01T00:00:00Z', '1593561601', true],
    ['DateGreaterThanEquals', '2020-07-01T00:00:00Z', '2020-07-01T00:00:00Z', true],
    ['Bool', true, 'true', true],
    ['Bool', 'true', 'TRUE', true],
    ['Bool', 'False', 'false', true],
    ['Bool', 'true', 'false', false],
    ['BinaryEquals', 'QmluYXJ5VmFsdWVJbkJhc2U2NA==', 'QmluYXJ5VmFsdWVJbkJhc2U2NA==', true],
    ['BinaryEquals', 'QmluYXJ5VmFsdWVJbkJhc2U2NA==', 'qmluYXJ5VmFsdWVJbkJhc2U2NA==', false],
    ['IpAddress', '203.0.113.0/24', '203.0.113.9', true],
    ['IpAddress', '203.0.113.0/24', '203.0.112.9', false],
    ['IpAddress', ['203.0.113.0/24', '2001:DB8:1234:5678::/64'], '2001:db8:1234:5678::9', true],
    ['IpAddress', '203.0.113.*', '203.0.113.9', false],
    ['ArnEquals', 'arn:aws:iam::*:user/*', user, true],
    ['ArnLike', 'arn:aws:iam::*:user/*', user, true],
    ['ArnLike', 'arn:aws:iam::*:user/t?am/alice', user, true],
    ['ArnLike', 'arn:aws:iam::1*:role/*', user, false],
    ['ArnLike', 'arn:aws:iam::111122223333:user/Team/*', user, false],
    ['ArnLike', 'arn:aws:iam:*', user, false],
    ['ArnLike', '*', user, false],
    ['ArnLike', 'arn:*:*:*:*:*', user, true],
    ['ArnLike', 'arn:*:user/team/alice', user, false],
    ['ArnLike', 'arn:aws:iam:?111122223333:user/*', user, false],
    ['ArnLike', 'arn:aws:sns:us-east-1:1:a?b', 'arn:aws:sns:us-east-1:1:a:b', true],
    [
      'ArnLike',
      'arn:aws:someservice:*:111122223333:finance/*',
      'arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt',
      false,
    ],
    [
      'StringLike',
      'arn:aws:someservice:*:111122223333:finance/*',
      'arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt',
      true,
    ],
  ])('%s %j, found %s: %s', (operator, value, found, expected) => {
    expect(holds(operator, value, found)).toBe(expected);
  });

  test.each<[string, string, unknown, string]>([
    ['StringNotEquals', 'StringEquals', 'a', 'b'],
    ['StringNotEqualsIgnoreCase', 'StringEqualsIgnoreCase', 'A', 'b'],
    ['StringNotLike', 'StringLike', 'a*', 'b'],
    ['NumericNotEquals', 'NumericEquals', 1, 'b'],
    ['DateNotEquals', 'DateEquals', '2020-01-01', '2021-01-01'],
    ['NotIpAddress', 'IpAddress', '203.0.113.0/24', '2001:db8::1'],
    ['ArnNotEquals', 'ArnEquals', 'arn:aws:iam::*:role/*', user],
    ['ArnNotLike', 'ArnLike', 'arn:aws:iam::*:role/*', user],
  ])('%s is true when %s is not', (negated, plain, value, found) => {
    expect(holds(plain, value, found)).toBe(false);
    expect(holds(negated, value, found)).toBe(true);
    const equal = String(value).replaceAll('*', 'x').replace('/24', '');
    expect(holds(plain, value, equal)).toBe(true);
    expect(holds(negated, value, equal)).toBe(false);
  });
});

describe('IAM-56: policy variables in conditions', () => {
  const keys = { 'aws:username': 'Alice', 'aws:tagkeys': ['a', 'b'], 'aws:securetransport': 'true' };
  test.each<[string, string, string, boolean]>([
    ['StringEquals', '${aws:username}', 'Alice', true],
    ['StringEquals', '${aws:username}', 'alice', false],
    ['StringEquals', 'user-${aws:username}-${aws:username}', 'user-Alice-Alice', true],
    ['StringEqualsIgnoreCase', '${aws:username}', 'aLICE', true],
    ['StringLike', '${aws:username}*', 'Alice-1', true],
    ['StringLike', '${*}*', '*1', true],
    ['StringLike', '${*}*', '1', false],
    ['StringEquals', "${aws:PrincipalTag/team, 'None'}", 'None', true],
    ['ArnLike', 'arn:aws:iam::*:user/${aws:username}', 'arn:aws:iam::1:user/Alice', true],
    ['ArnLike', 'arn:aws:iam::${aws:username}:user/*', 'arn:aws:iam::Alice:user/x', true],
    ['Bool', '${aws:SecureTransport}', 'true', true],
    ['StringEquals', '${aws:absent}', '${aws:absent}', false],
    ['StringNotEquals', '${aws:absent}', 'a', true],
    ['StringEquals', '${aws:TagKeys}', 'a', false],
    ['NumericEquals', '${aws:username}', 'Alice', false],
    ['DateEquals', '${aws:username}', 'Alice', false],
    ['BinaryEquals', '${aws:username}', 'Alice', false],
    ['IpAddress', '${aws:username}', 'Alice', false],
  ])('%s %s, found %s: %s', (operator, value, found, expected) => {
    expect(holds(operator, value, found, keys)).toBe(expected);
  });
});
