import { ShapeError, within } from '../model/codec';
import { operatorOf } from './condition-operators';
import type { AccessRequest } from './decision';
import type { Pattern } from './pattern';

type Condition = (request: AccessRequest) => boolean;

/** Reads a Condition element: all of its conditions must hold (IAM-52). Throws a ShapeError that names the place. */
export function conditionOf(element: unknown, variables: boolean): Condition {
  const conditions = entriesOf(element).flatMap(([operator, keys]) =>
    within(operator, () => {
      const create = creatorOf(operator, variables);
      return entriesOf(keys).map(([key, values]) => within(key, () => create(key.toLowerCase(), valuesOf(values))));
    }),
  );
  return (request) => conditions.every((condition) => condition(request));
}

function entriesOf(value: unknown): readonly [string, unknown][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  throw new ShapeError('expected an object');
}

/** A value or a list of them; quotation marks around numbers and Boolean values are optional. */
function valuesOf(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (values.length === 0) throw new ShapeError('expected at least one value');
  return values.map((each) => {
    if (['string', 'number', 'boolean'].includes(typeof each)) return String(each);
    throw new ShapeError('expected texts, numbers or Boolean values');
  });
}

type Creator = (key: string, values: readonly string[]) => Condition;

function creatorOf(name: string, variables: boolean): Creator {
  const [, set, bare, ifExists] = /^(ForAllValues:|ForAnyValue:)?(.*?)(IfExists)?$/.exec(name)!;
  const operator = operatorOf(bare!);
  if (bare === 'Null' && !ifExists) return set ? () => () => set === 'ForAllValues:' : isAbsent;
  if (!operator) throw new ShapeError('there is no such condition operator');
  return (key, values) => {
    const pattern = operator.read(values, variables);
    const test: Pattern = operator.isNegated ? (found, request) => !pattern(found, request) : pattern;
    if (set === 'ForAllValues:') return forAllValues(key, test);
    if (set) return forAnyValue(key, test, ifExists !== undefined);
    return forOneValue(key, test, operator.isNegated || ifExists !== undefined);
  };
}

/** IAM-53: `Null`. */
function isAbsent(key: string, values: readonly string[]): Condition {
  const expected = values.map((value) => value.toLowerCase());
  return (request) => expected.includes(String(valuesIn(request, key).length === 0));
}

/** IAM-54: true also for an absent or empty key, of which an empty text is one. */
function forAllValues(key: string, test: Pattern): Condition {
  return (request) => valuesIn(request, key).every((value) => value === '' || test(value, request));
}

/** IAM-54: false for an absent key, unless the operator ends in `IfExists`. */
function forAnyValue(key: string, test: Pattern, whenAbsent: boolean): Condition {
  return (request) => {
    const found = valuesIn(request, key);
    return found.length === 0 ? whenAbsent : found.some((value) => test(value, request));
  };
}

/**
 * IAM-53: true for an absent key when the operator is negated or ends in `IfExists`. Without set operator a key with
 * several values never matches (IAM-51).
 */
function forOneValue(key: string, test: Pattern, whenAbsent: boolean): Condition {
  return (request) => {
    const found = valuesIn(request, key);
    return found.length === 0 ? whenAbsent : found.length === 1 && test(found[0]!, request);
  };
}

function valuesIn({ conditions }: AccessRequest, key: string): readonly string[] {
  const found = conditions.get(key);
  return typeof found === 'string' ? [found] : (found ?? []);
}
