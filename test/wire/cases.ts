/**
 * Inputs at, under and over every bound of the model, with a broken pattern, a wrong value of an enum or without a
 * required member: each with the words of its refusal, or none if it keeps the constraints.
 */
import { operations } from '../../src/api/operations';
import type { ShapeName } from '../../src/api/shape-names';
import { shapes } from '../../src/api/shapes';
import type { Member, Members, StringShape } from '../../src/api/table';
import type { OperationName } from '../../src/api/types';
import { inputs } from './world';

/** A call of one operation, and what is said of the member that it is about. */
export interface Case {
  readonly name: OperationName;
  /** What is tried, for a reader. */
  readonly what: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The violation that the message must name; absent: none of this member may be named. */
  readonly violation?: string;
  /** The member as messages name it (ERR-32). */
  readonly at: string;
  /** A header that is taken from the signed request, since a client always sends it. */
  readonly without?: string;
}

/** All cases of an operation. */
export function casesOf(name: OperationName): Case[] {
  return Object.entries(operations[name].input).flatMap(([member, description]) => {
    const at = member === 'package' ? 'packageName' : member; // PKG-04
    const withValue = (value: unknown) => ({ ...inputs[name], [member]: value });
    const isHeader = description.in === 'header';
    const missing = {
      name,
      what: `${member} is missing`,
      input: isHeader ? inputs[name] : withValue(undefined),
      without: isHeader ? description.as : undefined,
      violation: `Value null at '${at}' failed to satisfy constraint: Member must not be null`, // ERR-33
      at,
    };
    const others = trialsOf(description.shape, at, description.values).map(({ what, value, violation, place }) => ({
      name,
      what: `${member} ${what}`,
      input: withValue(value),
      violation,
      at: place ?? at,
    }));
    const canMiss = description.required && description.in !== 'payload'; // no body is an empty one
    return canMiss ? [missing, ...others] : others;
  });
}

interface Trial {
  readonly what: string;
  readonly value: unknown;
  readonly violation?: string;
  readonly place?: string;
}

const failed = 'failed to satisfy constraint:';
const violation = (value: unknown, at: string, constraint: string) =>
  `Value '${value}' at '${at}' ${failed} ${constraint}`;

function trialsOf(name: ShapeName, at: string, accepted?: readonly string[]): Trial[] {
  const shape = shapes[name];
  switch (shape.kind) {
    case 'string':
      return textTrials(shape, accepted ?? shape.values).map(({ what, value, constraint }) => ({
        what,
        value,
        violation: constraint && violation(value, at, constraint),
      }));
    case 'integer':
      return [
        ...bound('at the minimum', shape.min, (min) => ({ value: min })),
        ...bound('under the minimum', shape.min, (min) => ({
          value: min - 1,
          violation: violation(min - 1, at, `Member must have value greater than or equal to ${min}`),
        })),
        ...bound('at the maximum', shape.max, (max) => ({ value: max })),
        ...bound('over the maximum', shape.max, (max) => ({
          value: max + 1,
          violation: violation(max + 1, at, `Member must have value less than or equal to ${max}`),
        })),
      ];
    case 'list':
      return [...listTrials(shape.of, shape.max, at), ...elementTrials(shape.of, at)];
    case 'map':
      return mapTrials(shape.key, shape.value, at);
    case 'structure':
      return memberTrials(shape.members, at, (value) => value);
    default:
      return [];
  }
}

function bound(what: string, limit: number | undefined, make: (limit: number) => Omit<Trial, 'what'>): Trial[] {
  return limit === undefined ? [] : [{ what, ...make(limit) }];
}

interface TextTrial {
  readonly what: string;
  readonly value: string;
  readonly constraint?: string;
}

/** The texts at which a shape changes its mind. */
function textTrials({ min, max, pattern, source }: StringShape, values?: readonly string[]): TextTrial[] {
  if (values) {
    const constraint = `Member must satisfy enum value set: [${values.join(', ')}]`;
    return [
      ...values.map((value) => ({ what: `is ${value}`, value })),
      { what: 'is no value of the enum', value: 'nonsense', constraint },
    ];
  }
  const letter = !pattern || pattern.test('a'.repeat(Math.max(min ?? 1, 1))) ? 'a' : '1';
  const trials: TextTrial[] = [];
  if (min !== undefined) trials.push({ what: 'at the minimum', value: letter.repeat(min) });
  if (min !== undefined && min > 0) {
    const constraint = `Member must have length greater than or equal to ${min}`;
    trials.push({ what: 'under the minimum', value: letter.repeat(min - 1), constraint });
  }
  if (max !== undefined) {
    trials.push({ what: 'at the maximum', value: letter.repeat(max) });
    const constraint = `Member must have length less than or equal to ${max}`;
    trials.push({ what: 'over the maximum', value: letter.repeat(max + 1), constraint });
  }
  if (pattern && source) {
    const broken = [' ', '\u0007', 'A', 'ß'].map((each) => letter.repeat(Math.max(min ?? 1, 2) - 1) + each);
    const value = broken.find((each) => !pattern.test(each));
    if (value === undefined) throw new Error(`No text tried breaks ${source}`);
    trials.push({
      what: 'breaks the pattern',
      value,
      constraint: `Member must satisfy regular expression pattern: ${source}`,
    });
  }
  return trials;
}

/** What a list or a map says of its elements: all constraints, whichever is broken (ERR-35). */
function allConstraints({ min, max, source, values }: StringShape): string {
  const all = [
    ...(min === undefined ? [] : [`Member must have length greater than or equal to ${min}`]),
    ...(max === undefined ? [] : [`Member must have length less than or equal to ${max}`]),
    ...(source === undefined ? [] : [`Member must satisfy regular expression pattern: ${source}`]),
    ...(values === undefined ? [] : [`Member must satisfy enum value set: [${values.join(', ')}]`]),
  ];
  return `[${all.join(', ')}]`;
}

function listTrials(of: ShapeName, max: number | undefined, at: string): Trial[] {
  if (max === undefined) return [];
  const items = (count: number) => Array.from({ length: count }, (_, index) => itemOf(of, index));
  return [
    { what: 'has no item', value: [] },
    { what: 'has the most items', value: items(max) },
    {
      what: 'has one item too many',
      value: items(max + 1),
      violation: `at '${at}' ${failed} Member must have length less than or equal to ${max}`,
    },
  ];
}

/** The item of this number, which keeps all constraints. */
function itemOf(of: ShapeName, index: number): unknown {
  const shape = shapes[of];
  if (shape.kind === 'string') return `item-${index}`;
  if (shape.kind !== 'structure') throw new Error(`No list of the API has items like ${of}`);
  return Object.fromEntries(Object.entries(shape.members).map(([name, member]) => [name, sample(member, index)]));
}

function sample({ shape, values }: Member, index: number): string {
  const found = shapes[shape];
  if (found.kind !== 'string') throw new Error(`No item of the API has a member like ${shape}`);
  return (values ?? found.values)?.[0] ?? `item-${index}`;
}

function elementTrials(of: ShapeName, at: string): Trial[] {
  const shape = shapes[of];
  if (shape.kind === 'structure') {
    const item = itemOf(of, 1) as Record<string, unknown>;
    const place = `${at}.1.member`; // ERR-32
    return memberTrials(shape.members, place, (value) => [{ ...item, ...(value as object) }], item);
  }
  if (shape.kind !== 'string') return [];
  return textTrials(shape).map(({ what, value, constraint }) => ({
    what: `has an item: ${what}`,
    value: [value],
    violation: constraint && violation(`[${value}]`, at, `Member must satisfy constraint: ${allConstraints(shape)}`),
  }));
}

function mapTrials(key: ShapeName, value: ShapeName, at: string): Trial[] {
  const [keys, values] = [shapes[key], shapes[value]];
  if (keys.kind !== 'string' || values.kind !== 'string') throw new Error('No map of an input holds other than texts');
  const [goodKey, goodValue] = [keys.values?.[0] ?? 'key', values.values?.[0] ?? 'value'];
  return [
    ...textTrials(keys, keys.values).map(({ what, value: each, constraint }) => ({
      what: `has a key: ${what}`,
      value: { [each]: goodValue },
      violation:
        constraint &&
        violation(`{${each}=${goodValue}}`, at, `Map keys must satisfy constraint: ${allConstraints(keys)}`),
    })),
    ...textTrials(values, values.values).map(({ what, value: each, constraint }) => ({
      what: `has a value: ${what}`,
      value: { [goodKey]: each },
      violation:
        constraint &&
        violation(`{${goodKey}=${each}}`, at, `Map value must satisfy constraint: ${allConstraints(values)}`),
    })),
  ];
}

function memberTrials(
  members: Members,
  at: string,
  wrap: (value: object) => unknown,
  whole: Readonly<Record<string, unknown>> = {},
): Trial[] {
  const item = {
    ...Object.fromEntries(Object.keys(members).map((name) => [name, sample(members[name]!, 1)])),
    ...whole,
  };
  return Object.entries(members).flatMap(([name, { shape, required, values }]) => {
    const place = `${at}.${name}`;
    const missing: Trial = {
      what: `without ${name}`,
      value: wrap({ ...item, [name]: undefined }),
      violation: `Value null at '${place}' ${failed} Member must not be null`,
      place,
    };
    const others = trialsOf(shape, place, values).map(({ what, value, violation: words }) => ({
      what: `whose ${name} ${what}`,
      value: wrap({ ...item, [name]: value }),
      violation: words,
      place,
    }));
    return required ? [missing, ...others] : others;
  });
}
