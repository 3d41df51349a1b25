import { covers, rangeOf } from '../model/address';
import { type Pattern, patternOf, type Reading } from './pattern';

/** An operator of conditions without `IfExists` and set operator (IAM-55). */
export interface Operator {
  /** Reads the values of the policy: one of them must match. What an operator cannot read matches nothing. */
  readonly read: (values: readonly string[], variables: boolean) => Pattern;
  /** A negated one is true when no value matches (IAM-52). */
  readonly isNegated: boolean;
}

/** The operator of this name, but `Null`; undefined when there is none. */
export const operatorOf = (name: string): Operator | undefined => operators.get(name);

type Read = Operator['read'];

const texts =
  (reading: Reading): Read =>
  (values, variables) =>
    patternOf(values, { ...reading, variables });

/** Case counts neither in the values nor in what is found. */
function foldedTexts(values: readonly string[], variables: boolean): Pattern {
  const pattern = patternOf(values, { wildcards: 'none', folded: true, variables });
  return (found, request) => pattern(found.toLowerCase(), request);
}

/** Values that are read first, and have no variables (IAM-56). */
const valuesBy =
  <T>(read: (text: string) => T | undefined, holds: (found: T, value: T) => boolean): Read =>
  (values) => {
    const known = values.map(read).filter((value): value is T => value !== undefined);
    return (text) => {
      const found = read(text);
      return found !== undefined && known.some((value) => holds(found, value));
    };
  };

function numberOf(text: string): number | undefined {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** The forms of ISO 8601 that W3C's note on date and time admits: a year, a month, a day, or a time with its zone. */
const date = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$/;

/** A date or seconds since 1970, as milliseconds. */
function timeOf(text: string): number | undefined {
  const seconds = numberOf(text);
  const time = date.test(text) ? Date.parse(text) : seconds === undefined ? Number.NaN : seconds * 1000;
  return Number.isNaN(time) ? undefined : time;
}

const comparisons: Readonly<Record<string, (found: number, value: number) => boolean>> = {
  Equals: (found, value) => found === value,
  LessThan: (found, value) => found < value,
  LessThanEquals: (found, value) => found <= value,
  GreaterThan: (found, value) => found > value,
  GreaterThanEquals: (found, value) => found >= value,
};

const arns = texts({ wildcards: 'segments' });

/** The operators that have a negated form, by the two parts of the name between which `Not` stands. */
const negatable: readonly (readonly [string, string, Read])[] = [
  ['String', 'Equals', texts({ wildcards: 'none' })],
  ['String', 'EqualsIgnoreCase', foldedTexts],
  ['String', 'Like', texts({ wildcards: 'text' })],
  ['Arn', 'Equals', arns],
  ['Arn', 'Like', arns],
  ['Numeric', 'Equals', valuesBy(numberOf, comparisons.Equals!)],
  ['Date', 'Equals', valuesBy(timeOf, comparisons.Equals!)],
  ['', 'IpAddress', valuesBy(rangeOf, (found, range) => covers(range, found))],
];

const operators: ReadonlyMap<string, Operator> = new Map([
  ...Object.entries(comparisons).flatMap(([name, holds]): [string, Operator][] => [
    [`Numeric${name}`, { read: valuesBy(numberOf, holds), isNegated: false }],
    [`Date${name}`, { read: valuesBy(timeOf, holds), isNegated: false }],
  ]),
  ...negatable.flatMap(([type, name, read]): [string, Operator][] => [
    [type + name, { read, isNegated: false }],
    [`${type}Not${name}`, { read, isNegated: true }],
  ]),
  ['Bool', { read: foldedTexts, isNegated: false }],
  // Both values are in Base64.
  ['BinaryEquals', { read: (values) => patternOf(values, { wildcards: 'none' }), isNegated: false }],
]);
