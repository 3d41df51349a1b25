import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesPattern } from '../../src/model/event-pattern';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Leaf = string | number | boolean | null | { [operator: string]: Json };
type Pattern = { [name: string]: Pattern | Leaf[] | Pattern[] };

const letters = fc.string({ unit: fc.constantFrom('a', 'B', 'b', '*', '\\', '.'), maxLength: 4 });
const address = fc.tuple(fc.constantFrom(10, 11), fc.nat(3), fc.nat(255)).map(([a, b, c]) => `${a}.0.${b}.${c}`);
const text = fc.oneof(letters, address);
const number = fc.integer({ min: -3, max: 3 });
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const name = fc.constantFrom('x', 'y', '__proto__');

const wildcard = fc
  .array(fc.constantFrom('a', 'b', 'B', '.', '\\*', '\\\\', '*'), { maxLength: 5 })
  .map((parts) => parts.filter((part, index) => part !== '*' || parts[index - 1] !== '*').join(''));
const bounds = fc.tuple(fc.constantFrom('>', '>='), number, fc.constantFrom('<', '<='), number);
const comparison = fc.tuple(fc.constantFrom('=', '<', '<=', '>', '>='), number);
const oneOrMore = <T extends Json>(item: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> =>
  fc.oneof(item, fc.array(item, { minLength: 1, maxLength: 3 }));
const affix = fc.oneof(
  letters,
  letters.map((part) => ({ 'equals-ignore-case': part })),
);
const filled = letters.filter((part) => part !== '');

const operator: fc.Arbitrary<Leaf> = fc.oneof(
  affix.map((prefix) => ({ prefix })),
  affix.map((suffix) => ({ suffix })),
  letters.map((same) => ({ 'equals-ignore-case': same })),
  wildcard.map((like) => ({ wildcard: like })),
  fc.boolean().map((exists) => ({ exists })),
  comparison.map((numeric) => ({ numeric })),
  bounds.filter(([, low, , high]) => low < high).map((numeric) => ({ numeric })),
  fc.tuple(address, fc.nat(32)).map(([base, bits]) => ({ cidr: `${base}/${bits}` })),
  fc
    .oneof(
      oneOrMore(text),
      oneOrMore(number),
      oneOrMore(filled).map((prefix) => ({ prefix })),
      oneOrMore(filled).map((suffix) => ({ suffix })),
      oneOrMore(letters).map((same) => ({ 'equals-ignore-case': same })),
      oneOrMore(wildcard).map((like) => ({ wildcard: like })),
    )
    .map((but) => ({ 'anything-but': but as Json })),
);
const leaves = fc.array(fc.oneof(scalar, operator), { minLength: 1, maxLength: 3 });

const { pattern } = fc.letrec<{ pattern: Pattern }>((tie) => ({
  pattern: fc
    .tuple(
      fc.dictionary(name, fc.oneof({ depthSize: 'small', maxDepth: 3 }, leaves, tie('pattern')), { maxKeys: 2 }),
      fc.option(fc.array(tie('pattern'), { minLength: 2, maxLength: 3 }), { nil: undefined, freq: 4, maxDepth: 2 }),
    )
    .filter(([members, either]) => Object.keys(members).length > 0 || either !== undefined)
    .map(([members, either]) => ({ ...members, ...(either && { $or: either }) }) as Pattern),
}));

/** Events whose lists hold no objects: of what their members are in one another, EventBridge's documents say little. */
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    scalar,
    fc.array(scalar, { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 2 }),
  ),
}));
const event = fc.dictionary(name, value, { minKeys: 2, maxKeys: 3 });

/** The leaves of an event by their paths. */
function flattened(found: Json, path: readonly string[] = []): [path: string, leaf: Json][] {
  if (Array.isArray(found)) return found.flatMap((item) => flattened(item, path));
  if (typeof found !== 'object' || found === null) return [[JSON.stringify(path), found]];
  return Object.entries(found).flatMap(([step, inner]) => flattened(inner, [...path, step]));
}

function oracle(wanted: Pattern, entries: readonly [string, Json][], path: readonly string[] = []): boolean {
  return Object.keys(wanted).every((step) => {
    const inner = wanted[step]!;
    if (step === '$or') return (inner as Pattern[]).some((each) => oracle(each, entries, path));
    const here = [...path, step];
    if (!Array.isArray(inner)) return oracle(inner, entries, here);
    const found = entries.filter(([place]) => place === JSON.stringify(here)).map(([, leaf]) => leaf);
    return (inner as Leaf[]).some((item) => {
      if (typeof item === 'object' && item !== null && 'exists' in item) return item.exists === found.length > 0;
      return found.some((leaf) => passes(item, leaf));
    });
  });
}

function passes(item: Leaf, leaf: Json): boolean {
  if (typeof item !== 'object' || item === null) return JSON.stringify(item) === JSON.stringify(leaf);
  const [[operation, operand]] = Object.entries(item) as [[string, Json]];
  if (operation === 'anything-but') return !denied(operand).some((each) => passes(each, leaf));
  if (operation === 'numeric') return typeof leaf === 'number' && inRange(operand as Json[], leaf);
  return typeof leaf === 'string' && expressionOf(operation, operand, leaf);
}

const denied = (operand: Json): Leaf[] => {
  if (typeof operand !== 'object' || operand === null || Array.isArray(operand)) return [operand].flat() as Leaf[];
  return Object.entries(operand).flatMap(([operation, texts]) => [texts].flat().map((each) => ({ [operation]: each })));
};

const inRange = ([sign, bound, ...more]: Json[], leaf: number): boolean => {
  const difference = Math.sign(leaf - (bound as number));
  const allowed = { '=': [0], '<': [-1], '<=': [-1, 0], '>': [1], '>=': [0, 1] }[sign as '='];
  return allowed.includes(difference + 0) && (more.length === 0 || inRange(more, leaf));
};

const quoted = (part: string): string => part.replace(/[.*\\]/g, '\\$&');
const binary = (ip: string): string =>
  ip
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('');

/** Texts are judged by regular expressions. */
function expressionOf(operation: string, operand: Json, leaf: string): boolean {
  if (operation === 'cidr') {
    const [base, bits] = (operand as string).split('/');
    return /^\d+\.0\.\d+\.\d+$/.test(leaf) && binary(leaf).startsWith(binary(base!).slice(0, Number(bits)));
  }
  const isInsensitive = typeof operand === 'object' || operation === 'equals-ignore-case';
  const part = (typeof operand === 'object' ? Object.values(operand!)[0] : operand) as string;
  const source = {
    prefix: `^${quoted(part)}`,
    suffix: `${quoted(part)}$`,
    'equals-ignore-case': `^${quoted(part)}$`,
    wildcard: `^${part.replace(/\\[*\\]|[.*]/g, (found) => (found === '*' ? '.*' : found === '.' ? '\\.' : found))}$`,
  }[operation]!;
  return new RegExp(source, isInsensitive ? 'isu' : 'su').test(leaf);
}

test('EVT-49: a pattern matches an event exactly when its leaves do, one by one', () => {
  let matched = 0;
  fc.assert(
    fc.property(pattern, event, (wanted, given) => {
      const expected = oracle(wanted, flattened(given));
      if (expected) matched++;
      expect(matchesPattern(wanted, given)).toBe(expected);
    }),
    { numRuns: 5_000 },
  );
  expect(matched).toBeGreaterThan(100);
});
