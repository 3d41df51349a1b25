/** Arbitrary inputs and outputs of the operations, drawn from the same tables that the parser reads. */
import fc from 'fast-check';
import { operations } from '../../src/api/operations';
import type { ShapeName } from '../../src/api/shape-names';
import { shapes } from '../../src/api/shapes';
import type { ListShape, MapShape, Member, Members, StringShape } from '../../src/api/table';
import type { AssetContent, Input, OperationName, Output } from '../../src/api/types';

export const operationNames = Object.keys(operations) as OperationName[];

/** Legal names that break a dictionary with a prototype. */
export const hostileNames = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

/** An input that keeps every constraint; every member may appear, the required ones do. */
export function validInput<N extends OperationName>(name: N): fc.Arbitrary<Input<N>> {
  return structure(operations[name].input) as unknown as fc.Arbitrary<Input<N>>;
}

/** An output of the form that the tables give it. */
export function anyOutput<N extends OperationName>(name: N): fc.Arbitrary<Output<N>> {
  const members = operations[name].output;
  const always = Object.keys(members).filter((member) => members[member]!.in !== undefined); // headers and payloads
  return structure(members, always) as unknown as fc.Arbitrary<Output<N>>;
}

/** Letters, digits and signs of each kind that some pattern tells apart, among them two that take two code units. */
export const alphabet = [
  ...'abcdefxyzABCXYZ0123456789-._:/#@%+&=~!$\'"(){}[]<>,;*?|^`\\ ',
  ...['\t', '\n', '\r', '\u0000', '\u00a0', '\u200b', '\u3000', '\ud800', 'ß', 'é', '中', '🎉', '𝒳'],
];

/** The characters that a text of the shape may have somewhere; half a character is none, since no wire carries it. */
export const allowedIn = ({ pattern }: StringShape): string[] =>
  alphabet
    .filter((each) => each !== '\ud800')
    .filter((each) => !pattern || [each, `a${each}a`, each.repeat(12)].some((text) => pattern.test(text)));

/** A text that keeps the constraints of its shape: mostly short, at times as long as it may be, at times hostile. */
export function text(shape: StringShape, values = shape.values): fc.Arbitrary<string> {
  if (values) return fc.constantFrom(...values);
  const { min = 0, max = 300, pattern } = shape;
  const allowed = allowedIn(shape);
  const fits = (each: string) => (pattern?.test(each) ?? true) && [...each].length >= min && [...each].length <= max;
  const short = fc.string({
    unit: fc.constantFrom(...allowed),
    minLength: min,
    maxLength: Math.max(min, Math.min(max, 12)),
  });
  const long = allowed.map((each) => each.repeat(max)).filter(fits);
  const hostile = hostileNames.filter(fits);
  return fc.oneof(
    { weight: 8, arbitrary: short.filter(fits) },
    { weight: 1, arbitrary: fc.constantFrom(...long) },
    ...(hostile.length > 0 ? [{ weight: 2, arbitrary: fc.constantFrom(...hostile) }] : []),
  );
}

/** A value of the named shape that keeps its constraints. */
export function anyValue(name: ShapeName, values?: readonly string[]): fc.Arbitrary<unknown> {
  const shape = shapes[name];
  switch (shape.kind) {
    case 'string':
      return text(shape, values);
    case 'integer':
      return fc.integer({ min: shape.min ?? 0, max: shape.max ?? 2 ** 31 - 1 });
    case 'boolean':
      return fc.boolean();
    case 'timestamp':
      return fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
    case 'asset':
      return assetContent;
    case 'list':
      return list(shape);
    case 'map':
      return map(shape);
    case 'structure':
      return structure(shape.members);
  }
}

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });

const assetContent: fc.Arbitrary<AssetContent> = fc.record({
  size: fc.nat(),
  hashes: fc.record({ MD5: hex(32), 'SHA-1': hex(40), 'SHA-256': hex(64), 'SHA-512': hex(128) }),
});

const list = (shape: ListShape): fc.Arbitrary<readonly unknown[]> =>
  fc.array(anyValue(shape.of), { minLength: shape.min, maxLength: Math.min(shape.max ?? 4, 4) });

/** A record without prototype, so that every name is a key like another. */
const map = (shape: MapShape): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .array(fc.tuple(anyValue(shape.key) as fc.Arbitrary<string>, anyValue(shape.value)), { maxLength: 4 })
    .map((entries) => dictionary(entries));

export function dictionary(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const record: Record<string, unknown> = Object.create(null);
  for (const [key, value] of entries) record[key] = value;
  return record;
}

function structure(members: Members, always: readonly string[] = []): fc.Arbitrary<Record<string, unknown>> {
  const requiredKeys = Object.keys(members).filter((name) => members[name]!.required || always.includes(name));
  const arbitraries = Object.entries(members).map(([name, member]) => [name, memberValue(member)]);
  return fc.record(Object.fromEntries(arbitraries), { requiredKeys, noNullPrototype: true });
}

const memberValue = ({ shape, values, nullable }: Member): fc.Arbitrary<unknown> =>
  nullable ? fc.option(anyValue(shape, values), { nil: null }) : anyValue(shape, values);
