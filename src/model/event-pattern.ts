import { covers, rangeOf } from './address';
import { ShapeError, within } from './codec';
import { hasParts } from './text';

/** An EventBridge pattern: an object whose leaves are lists of values and of operators, of which one must hold. */
export type EventPattern = { readonly [member: string]: unknown };

/** Whether the pattern matches the event (EVT-49). Throws as `eventMatcher` does. */
export const matchesPattern = (pattern: EventPattern, event: unknown): boolean => eventMatcher(pattern)(event);

/**
 * The test that a pattern is: every member that it names has a value that one of the list's items lets pass; of a list
 * in the event any item counts. Throws a ShapeError, which names the place, for a pattern that EventBridge refuses.
 */
export const eventMatcher = (pattern: unknown): ((event: unknown) => boolean) => membersTest(pattern, deepest);

/** How many objects of a pattern may stand in one another: one that holds itself has endlessly many. */
const deepest = 100;

function membersTest(pattern: unknown, levels: number): Test {
  if (levels === 0) throw new ShapeError(`expected at most ${deepest} objects in one another, found more`);
  const members = Object.entries(objectOf(pattern)).map(([name, value]) =>
    within(name, () => {
      if (name === '$or') return eitherOf(value, levels - 1);
      const test = memberTest(value, levels - 1);
      return (found: object) => test(Object.hasOwn(found, name) ? (found as EventPattern)[name] : undefined);
    }),
  );
  if (members.length === 0) throw new ShapeError('expected members, found none');
  return (found) => objectsIn(found).some((each) => members.every((holds) => holds(each)));
}

type Test = (value: unknown) => boolean;

function eitherOf(value: unknown, levels: number): Test {
  const patterns = listOf(value).map((each, index) => within(index, () => membersTest(each, levels)));
  if (patterns.length < 2) throw new ShapeError(`expected at least 2 patterns, found ${patterns.length}`);
  return (found) => patterns.some((matches) => matches(found));
}

function memberTest(value: unknown, levels: number): Test {
  if (!Array.isArray(value)) return membersTest(value, levels);
  if (value.length === 0) throw new ShapeError('expected at least one value, found an empty list');
  const tests = value.map((item, index) => within(index, () => leafTest(item)));
  return (found) => {
    const leaves = leavesIn(found);
    return tests.some((holds) => holds(leaves));
  };
}

type LeafTest = (leaves: readonly unknown[]) => boolean;

function leafTest(item: unknown): LeafTest {
  if (typeof item !== 'object' || item === null) {
    const value = scalarOf(item);
    return (leaves) => leaves.includes(value);
  }
  const [name, operand] = onlyMember(item);
  return within(name, () => {
    if (name === 'exists') {
      if (typeof operand !== 'boolean') throw wrong('true or false', operand);
      return (leaves) => leaves.length > 0 === operand;
    }
    if (!Object.hasOwn(operators, name)) throw new ShapeError('there is no such operator');
    const holds = operators[name]!(operand);
    return (leaves) => leaves.some(holds);
  });
}

const operators: Readonly<Record<string, (operand: unknown) => Test>> = {
  prefix: (operand) => affix(operand, (text, part) => text.startsWith(part)),
  suffix: (operand) => affix(operand, (text, part) => text.endsWith(part)),
  'equals-ignore-case': (operand) => onText(textOf(operand).toLowerCase(), (text, same) => text.toLowerCase() === same),
  wildcard: (operand) => onText(partsOf(textOf(operand)), (text, parts) => hasParts(parts, text)),
  'anything-but': anythingBut,
  numeric,
  cidr,
};

const onText = <T>(operand: T, holds: (text: string, operand: T) => boolean): Test => {
  return (value) => typeof value === 'string' && holds(value, operand);
};

function affix(operand: unknown, holds: (text: string, part: string) => boolean): Test {
  if (typeof operand !== 'object') return onText(textOf(operand), holds);
  const [name, text] = onlyMember(operand);
  if (name !== 'equals-ignore-case') throw wrong("a text or 'equals-ignore-case'", name);
  return onText(textOf(text).toLowerCase(), (value, part) => holds(value.toLowerCase(), part));
}

/** What an 'anything-but' can hold for all but these: texts, numbers, or one of these operators with texts. */
const deniable: readonly string[] = ['prefix', 'suffix', 'equals-ignore-case', 'wildcard'];

function anythingBut(operand: unknown): Test {
  if (typeof operand === 'object' && operand !== null && !Array.isArray(operand)) {
    const [name, value] = onlyMember(operand);
    if (!deniable.includes(name)) throw wrong(`one of ${deniable.join(', ')}`, name);
    const tests = oneOrMore(value).map((text) => {
      if (textOf(text) === '' && name.endsWith('fix')) throw new ShapeError('expected a text, found an empty one');
      return operators[name]!(text);
    });
    return (found) => !tests.some((holds) => holds(found));
  }
  const values = oneOrMore(operand);
  const type = typeof values[0];
  if (type !== 'string' && type !== 'number') throw wrong('texts or numbers', values[0]);
  for (const value of values) if (typeof scalarOf(value) !== type) throw wrong('only texts, or only numbers', value);
  return (found) => !values.includes(found);
}

/** EventBridge compares numbers between these. */
const greatest = 5e9;

function numeric(operand: unknown): Test {
  const [operator, first, ...more] = listOf(operand);
  const isRange = (operator === '>' || operator === '>=') && more.length > 0;
  const comparisons = isRange ? [compare(operator, first), compare(more[0], more[1])] : [compare(operator, first)];
  const isUpper = more[0] === '<' || more[0] === '<=';
  if (more.length !== (isRange ? 2 : 0) || (isRange && !isUpper)) {
    throw new ShapeError('expected one comparison, or a lower bound with > or >= and then an upper one with < or <=');
  }
  if (isRange && (first as number) >= (more[1] as number)) {
    throw new ShapeError(`expected a range, found none between ${first} and ${more[1]}`);
  }
  return (value) =>
    typeof value === 'number' && Math.abs(value) <= greatest && comparisons.every((holds) => holds(value));
}

const comparers: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

function compare(operator: unknown, bound: unknown): (value: number) => boolean {
  if (typeof operator !== 'string' || !Object.hasOwn(comparers, operator)) throw wrong('=, <, <=, > or >=', operator);
  if (typeof bound !== 'number' || !(Math.abs(bound) <= greatest)) throw wrong('a number from -5e9 to 5e9', bound);
  return (value) => comparers[operator]!(value, bound);
}

function cidr(operand: unknown): Test {
  const text = textOf(operand);
  const range = text.includes('/') ? rangeOf(text) : undefined;
  if (!range) throw wrong('an address, / and a number of bits', operand);
  return (value) => {
    const found = typeof value === 'string' && !value.includes('/') ? rangeOf(value) : undefined;
    return found !== undefined && covers(range, found);
  };
}

/** The texts between the `*` of a wildcard pattern; `\*` and `\\` stand for themselves. */
function partsOf(pattern: string): string[] {
  const parts = [''];
  for (const token of pattern.match(/\\?[\s\S]/gu) ?? []) {
    if (/^\\[^*\\]?$/u.test(token)) throw new ShapeError(`expected * or \\ after \\, found '${token.slice(1)}'`);
    if (token !== '*') parts[parts.length - 1] += token.replace(/^\\/, '');
    else if (parts.length > 1 && parts.at(-1) === '') throw new ShapeError('expected no two * side by side');
    else parts.push('');
  }
  return parts;
}

/** The objects of a value for members to be found in: itself, those in a list, or one without members. */
function objectsIn(value: unknown): readonly object[] {
  const objects = [value].flat(Infinity).filter((each) => typeof each === 'object' && each !== null) as object[];
  return objects.length > 0 ? objects : [{}];
}

/** The values of a member that are no objects, out of all lists. */
const leavesIn = (value: unknown): readonly unknown[] =>
  [value].flat(Infinity).filter((each) => each !== undefined && (typeof each !== 'object' || each === null));

const wrong = (expected: string, found: unknown): ShapeError =>
  new ShapeError(`expected ${expected}, found ${typeof found === 'object' ? shown(found) : String(found)}`);

/** A list or an object as JSON, unless it holds itself or more than that can write. */
function shown(value: object | null): string {
  try {
    return JSON.stringify(value);
  } catch {
    return Array.isArray(value) ? 'a list' : 'an object';
  }
}

function objectOf(value: unknown): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong('an object or a list', value);
  return value;
}

function onlyMember(value: unknown): [name: string, value: unknown] {
  const [entry, ...more] = Object.entries(objectOf(value));
  if (!entry || more.length > 0) throw wrong('an object with one member', value);
  return entry;
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong('a list', value);
  return value;
}

function oneOrMore(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) return [value];
  if (value.length === 0) throw new ShapeError('expected at least one value, found an empty list');
  return value;
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw wrong('a text', value);
  return value;
}

function scalarOf(value: unknown): unknown {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value;
  throw wrong('a text, a number, true, false, null or an operator', value);
}
