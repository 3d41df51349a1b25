import { describe, expect, test } from 'vitest';
import { ShapeError } from '../../src/model/codec';
import type { PackageVersionEvent } from '../../src/model/event';
import { deliveries } from '../../src/model/event';
import { matchesPattern } from '../../src/model/event-pattern';

/** The guide's sample event, as the repository's administrator receives it. */
const sample: PackageVersionEvent = {
  time: Date.UTC(2019, 10, 21, 23, 19, 54),
  region: 'us-west-2',
  domainName: 'my_domain',
  domainOwner: '111122223333',
  repositoryName: 'myrepo',
  repositoryAdministrator: '123456789012',
  packageFormat: 'npm',
  packageNamespace: null,
  packageName: 'mypackage',
  packageVersion: '1.0.0',
  packageVersionState: 'Published',
  packageVersionRevision: 'r1',
  changes: { assetsAdded: 1, assetsRemoved: 0, assetsUpdated: 0, metadataUpdated: true, statusChanged: true },
  operationType: 'Created',
  sequenceNumber: 1,
};
const event = deliveries(sample)[1]!;
const common = { source: ['aws.codeartifact'], 'detail-type': ['CodeArtifact Package Version State Change'] };
const domain = { domainName: ['my_domain'], domainOwner: ['111122223333'] };

describe('EVT-49: the documented patterns', () => {
  const ofRepository = { ...common, detail: { ...domain, repositoryName: ['myrepo'] } };
  const ofScope = { ...common, detail: { ...domain, packageNamespace: ['types'], packageFormat: ['npm'] } };
  const scoped = deliveries({ ...sample, repositoryName: 'any', packageNamespace: 'types', packageName: 'node' })[0]!;

  test.each([
    ['of one repository', ofRepository, event, true],
    ['of one repository', ofRepository, scoped, false],
    ['of a scope', ofScope, scoped, true],
    ['of a scope', ofScope, event, false],
  ])('EVT-49: the pattern %s', (_, pattern, received, expected) => {
    expect(matchesPattern(pattern, received)).toBe(expected);
  });
});

describe('EVT-49: a leaf is a list, of which one item must hold', () => {
  const object = {
    text: 'Running-2',
    empty: '',
    number: 301.8,
    zero: 0,
    large: 6e9,
    yes: true,
    nothing: null,
    list: ['a', 'b', ['c']],
    none: [],
    object: { inner: 'x' },
    objects: [
      { first: 'Anna', last: 'Smith' },
      { first: 'Peter', last: 'Jones' },
    ],
    ip: '10.0.0.33',
    ip6: '2001:db8::ff',
    path: 'a*b\\c/lib/d',
    $or: 'field',
  };

  test.each<[pattern: object, expected: boolean]>([
    // exact
    [{ text: ['Running-2'] }, true],
    [{ text: ['x', 'Running-2'] }, true],
    [{ text: ['running-2'] }, false],
    [{ empty: [''] }, true],
    [{ number: [3.018e2] }, true],
    [{ number: ['301.8'] }, false],
    [{ zero: [-0] }, true],
    [{ yes: [true] }, true],
    [{ yes: ['true'] }, false],
    [{ nothing: [null] }, true],
    [{ absent: [null] }, false],
    [{ text: ['Running-2'], number: [1] }, false],
    // lists in the event, and what lies deeper
    [{ list: ['b'] }, true],
    [{ list: ['c'] }, true],
    [{ list: ['z'] }, false],
    [{ object: { inner: ['x'] } }, true],
    [{ object: ['x'] }, false],
    [{ text: { inner: ['x'] } }, false],
    [{ objects: { first: ['Anna'] } }, true],
    [{ objects: { first: ['Anna'], last: ['Smith'] } }, true],
    [{ objects: { first: ['Anna'], last: ['Jones'] } }, false],
    // prefix, suffix
    [{ text: [{ prefix: 'Run' }] }, true],
    [{ text: [{ prefix: 'run' }] }, false],
    [{ text: [{ prefix: { 'equals-ignore-case': 'rUN' } }] }, true],
    [{ text: [{ prefix: { 'equals-ignore-case': '-2' } }] }, false],
    [{ number: [{ prefix: '3' }] }, false],
    [{ text: [{ suffix: '-2' }] }, true],
    [{ text: [{ suffix: 'ING-2' }] }, false],
    [{ text: [{ suffix: { 'equals-ignore-case': 'ING-2' } }] }, true],
    [{ list: [{ prefix: 'b' }] }, true],
    // equals-ignore-case
    [{ text: [{ 'equals-ignore-case': 'rUNNING-2' }] }, true],
    [{ text: [{ 'equals-ignore-case': 'running' }] }, false],
    // anything-but
    [{ text: [{ 'anything-but': 'Running-2' }] }, false],
    [{ text: [{ 'anything-but': 'running-2' }] }, true],
    [{ text: [{ 'anything-but': ['x', 'Running-2'] }] }, false],
    [{ number: [{ 'anything-but': 301.8 }] }, false],
    [{ number: [{ 'anything-but': [1, 2] }] }, true],
    [{ number: [{ 'anything-but': '301.8' }] }, true],
    [{ absent: [{ 'anything-but': 'x' }] }, false],
    [{ list: [{ 'anything-but': 'a' }] }, true],
    [{ list: [{ 'anything-but': ['a', 'b', 'c'] }] }, false],
    [{ text: [{ 'anything-but': { prefix: 'Run' } }] }, false],
    [{ text: [{ 'anything-but': { prefix: ['x', 'Run'] } }] }, false],
    [{ text: [{ 'anything-but': { prefix: 'run' } }] }, true],
    [{ text: [{ 'anything-but': { suffix: '2' } }] }, false],
    [{ text: [{ 'anything-but': { suffix: ['3', '4'] } }] }, true],
    [{ text: [{ 'anything-but': { 'equals-ignore-case': 'RUNNING-2' } }] }, false],
    [{ text: [{ 'anything-but': { 'equals-ignore-case': ['a', 'b'] } }] }, true],
    [{ path: [{ 'anything-but': { wildcard: '*/lib/*' } }] }, false],
    [{ path: [{ 'anything-but': { wildcard: ['*/bin/*', '*.js'] } }] }, true],
    [{ nothing: [{ 'anything-but': 'x' }] }, true],
    // numeric
    [{ number: [{ numeric: ['=', 301.8] }] }, true],
    [{ number: [{ numeric: ['=', 301] }] }, false],
    [{ number: [{ numeric: ['<', 301.8] }] }, false],
    [{ number: [{ numeric: ['<=', 301.8] }] }, true],
    [{ number: [{ numeric: ['>', 301.8] }] }, false],
    [{ number: [{ numeric: ['>=', 301.8] }] }, true],
    [{ number: [{ numeric: ['>', 300, '<=', 301.8] }] }, true],
    [{ number: [{ numeric: ['>=', 301.8, '<', 302] }] }, true],
    [{ number: [{ numeric: ['>', 0, '<', 301.8] }] }, false],
    [{ text: [{ numeric: ['>', 0] }] }, false],
    [{ large: [{ numeric: ['>', 0] }] }, false],
    // exists: of leaves only
    [{ text: [{ exists: true }] }, true],
    [{ text: [{ exists: false }] }, false],
    [{ nothing: [{ exists: true }] }, true],
    [{ absent: [{ exists: false }] }, true],
    [{ absent: [{ exists: true }] }, false],
    [{ object: [{ exists: true }] }, false],
    [{ object: [{ exists: false }] }, true],
    [{ none: [{ exists: true }] }, false],
    [{ absent: { deeper: [{ exists: false }] } }, true],
    [{ absent: { deeper: ['x'] } }, false],
    [{ toString: [{ exists: true }] }, false],
    [{ text: ['x', { exists: true }] }, true],
    // wildcard
    [{ text: [{ wildcard: 'R*-2' }] }, true],
    [{ text: [{ wildcard: '*' }] }, true],
    [{ text: [{ wildcard: 'R*n*n*2' }] }, true],
    [{ text: [{ wildcard: 'R*2*2' }] }, false],
    [{ text: [{ wildcard: 'Running-2' }] }, true],
    [{ text: [{ wildcard: 'unning*' }] }, false],
    [{ path: [{ wildcard: 'a\\*b\\\\c*' }] }, true],
    [{ path: [{ wildcard: 'a\\*x*' }] }, false],
    // cidr
    [{ ip: [{ cidr: '10.0.0.0/24' }] }, true],
    [{ ip: [{ cidr: '10.0.1.0/24' }] }, false],
    [{ ip: [{ cidr: '10.0.0.32/31' }] }, true],
    [{ ip: [{ cidr: '0.0.0.0/0' }] }, true],
    [{ ip: [{ cidr: '::/0' }] }, false],
    [{ ip6: [{ cidr: '2001:DB8::/32' }] }, true],
    [{ ip6: [{ cidr: '2001:db8:0:0:0:0:0:ff/128' }] }, true],
    [{ ip6: [{ cidr: '2001:db9::/32' }] }, false],
    [{ text: [{ cidr: '0.0.0.0/0' }] }, false],
    // $or, beside others and inside one another
    [{ $or: [{ text: ['x'] }, { number: [301.8] }] }, true],
    [{ $or: [{ text: ['x'] }, { number: [1] }] }, false],
    [{ yes: [false], $or: [{ text: ['x'] }, { number: [301.8] }] }, false],
    [{ object: { $or: [{ inner: ['x'] }, { outer: ['x'] }] } }, true],
    [{ $or: [{ text: ['x'] }, { yes: [true], $or: [{ zero: [1] }, { zero: [0] }] }] }, true],
    [{ objects: { $or: [{ first: ['x'] }, { last: ['Jones'] }] } }, true],
  ])('%j: %s', (pattern, expected) => {
    expect(matchesPattern(pattern as never, object)).toBe(expected);
  });
});

test.each<[pattern: unknown, message: string]>([
  [null, 'expected an object or a list, found null'],
  [[], 'expected an object or a list, found []'],
  [{}, 'expected members, found none'],
  [{ source: 'aws' }, 'source: expected an object or a list, found aws'],
  [{ source: [] }, 'source: expected at least one value, found an empty list'],
  [{ detail: {} }, 'detail: expected members, found none'],
  [{ source: [['a']] }, 'source[0]: expected an object or a list, found ["a"]'],
  [{ source: [undefined] }, 'source[0]: expected a text, a number, true, false, null or an operator, found undefined'],
  [{ source: [{}] }, 'source[0]: expected an object with one member, found {}'],
  [
    { source: [{ prefix: 'a', suffix: 'b' }] },
    'source[0]: expected an object with one member, found {"prefix":"a","suffix":"b"}',
  ],
  [{ detail: { x: ['a', { like: 'b' }] } }, 'detail.x[1].like: there is no such operator'],
  [{ x: [{ toString: 'b' }] }, 'x[0].toString: there is no such operator'],
  [{ x: [{ prefix: 1 }] }, 'x[0].prefix: expected a text, found 1'],
  [{ x: [{ prefix: { wildcard: 'a' } }] }, "x[0].prefix: expected a text or 'equals-ignore-case', found wildcard"],
  [{ x: [{ suffix: null }] }, 'x[0].suffix: expected an object or a list, found null'],
  [{ x: [{ 'equals-ignore-case': ['a'] }] }, 'x[0].equals-ignore-case: expected a text, found ["a"]'],
  [{ x: [{ exists: 'true' }] }, 'x[0].exists: expected true or false, found true'],
  [{ x: [{ 'anything-but': true }] }, 'x[0].anything-but: expected texts or numbers, found true'],
  [{ x: [{ 'anything-but': [] }] }, 'x[0].anything-but: expected at least one value, found an empty list'],
  [{ x: [{ 'anything-but': ['a', 1] }] }, 'x[0].anything-but: expected only texts, or only numbers, found 1'],
  [{ x: [{ 'anything-but': { prefix: '' } }] }, 'x[0].anything-but: expected a text, found an empty one'],
  [{ x: [{ 'anything-but': { prefix: [1] } }] }, 'x[0].anything-but: expected a text, found 1'],
  [
    { x: [{ 'anything-but': { numeric: ['=', 1] } }] },
    'x[0].anything-but: expected one of prefix, suffix, equals-ignore-case, wildcard, found numeric',
  ],
  [{ x: [{ numeric: '=' }] }, 'x[0].numeric: expected a list, found ='],
  [{ x: [{ numeric: ['!', 1] }] }, 'x[0].numeric: expected =, <, <=, > or >=, found !'],
  [{ x: [{ numeric: ['=', '1'] }] }, 'x[0].numeric: expected a number from -5e9 to 5e9, found 1'],
  [{ x: [{ numeric: ['=', 5e9 + 1] }] }, 'x[0].numeric: expected a number from -5e9 to 5e9, found 5000000001'],
  [{ x: [{ numeric: ['=', 1, '<', 2] }] }, 'x[0].numeric: expected one comparison, or a lower bound'],
  [{ x: [{ numeric: ['<', 1, '>', 0] }] }, 'x[0].numeric: expected one comparison, or a lower bound'],
  [{ x: [{ numeric: ['>', 0, '>', 1] }] }, 'x[0].numeric: expected one comparison, or a lower bound'],
  [{ x: [{ numeric: ['>', 0, '<', 1, '<', 2] }] }, 'x[0].numeric: expected one comparison, or a lower bound'],
  [{ x: [{ numeric: ['>', 2, '<', 1] }] }, 'x[0].numeric: expected a range, found none between 2 and 1'],
  [{ x: [{ wildcard: 'a**' }] }, 'x[0].wildcard: expected no two * side by side'],
  [{ x: [{ wildcard: '**a' }] }, 'x[0].wildcard: expected no two * side by side'],
  [{ x: [{ wildcard: 'a\\b' }] }, "x[0].wildcard: expected * or \\ after \\, found 'b'"],
  [{ x: [{ wildcard: 'a\\' }] }, "x[0].wildcard: expected * or \\ after \\, found ''"],
  [{ x: [{ cidr: '10.0.0.0' }] }, 'x[0].cidr: expected an address, / and a number of bits, found 10.0.0.0'],
  [{ x: [{ cidr: '10.0.0.0/33' }] }, 'x[0].cidr: expected an address, / and a number of bits'],
  [{ x: [{ cidr: '10.0.0.256/8' }] }, 'x[0].cidr: expected an address, / and a number of bits'],
  [{ x: [{ cidr: '1::2::3/8' }] }, 'x[0].cidr: expected an address, / and a number of bits'],
  [{ x: [{ cidr: '1:2:3:4:5:6:7:8::/8' }] }, 'x[0].cidr: expected an address, / and a number of bits'],
  [{ x: [{ cidr: 'x::/8' }] }, 'x[0].cidr: expected an address, / and a number of bits'],
  [{ x: [{ cidr: '::/129' }] }, 'x[0].cidr: expected an address, / and a number of bits'],
  [{ $or: { a: ['b'] } }, '$or: expected a list, found {"a":["b"]}'],
  [{ $or: [{ a: ['b'] }] }, '$or: expected at least 2 patterns, found 1'],
  [{ $or: [{ a: ['b'] }, 'c'] }, '$or[1]: expected an object or a list, found c'],
])('EVT-49: the pattern %j is refused, with its place', (pattern, message) => {
  expect(() => matchesPattern(pattern as never, event)).toThrow(TypeError);
  expect(() => matchesPattern(pattern as never, event)).toThrow(message);
});

/** Objects in one another, so many. */
function nested(levels: number, name = 'a'): Record<string, unknown> {
  let value: Record<string, unknown> = { a: ['x'] };
  for (let level = 1; level < levels; level++) value = { [name]: name === '$or' ? [value, { b: ['y'] }] : value };
  return value;
}

function circular(): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  value.a = value;
  return value;
}

test('EVT-49: a pattern may be nested a hundred deep', () => {
  expect(matchesPattern(nested(100), nested(100))).toBe(true);
  expect(matchesPattern(nested(100, '$or'), { a: 'x' })).toBe(true);
});

test.each([
  ['too deep', nested(101)],
  ['far too deep', nested(100_000)],
  ['far too deep by $or', nested(100_000, '$or')],
  ['circular', circular()],
])('EVT-49: a pattern that is %s is refused', (_, pattern) => {
  expect(() => matchesPattern(pattern, event)).toThrow(ShapeError);
  expect(() => matchesPattern(pattern, event)).toThrow('expected at most 100 objects in one another, found more');
});

test.each<[string, unknown, string]>([
  ['circular', { a: circular(), b: 1 }, 'an object'],
  ['deep', [[nested(100_000)]], 'a list'],
])('EVT-49: an operator that is %s is refused', (_, item, found) => {
  expect(() => matchesPattern({ x: [item] }, event)).toThrow(ShapeError);
  expect(() => matchesPattern({ x: [item] }, event)).toThrow(`, found ${found}`);
});
