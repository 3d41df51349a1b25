/** Inputs of the operations with exactly one fault in them, drawn from the same tables that the parser reads. */
import fc from 'fast-check';
import { operations } from '../../src/api/operations';
import type { ShapeName } from '../../src/api/shape-names';
import { shapes } from '../../src/api/shapes';
import type { IntegerShape, ListShape, MapShape, Members, Shape, StringShape } from '../../src/api/table';
import type { OperationName } from '../../src/api/types';
import { allowedIn, alphabet, anyValue, dictionary, text, validInput } from './arbitraries';

export type FaultKind = 'missing' | 'minimum' | 'maximum' | 'pattern' | 'enum' | 'type';

export interface Fault {
  readonly kind: FaultKind;
  /** The member at fault as the API names it, and the value it got. */
  readonly member: string;
  readonly value: unknown;
  /** The place of the fault as messages name it (ERR-32). */
  readonly at: string;
}

/** A valid input in which one member was replaced or left out. */
export function faultyInput(name: OperationName): fc.Arbitrary<{ input: Record<string, unknown>; fault: Fault }> {
  const faults = memberFaults(operations[name].input);
  return fc.tuple(validInput(name), fc.oneof(...faults)).map(([valid, { value, kind, at }]) => {
    const member = at.split('.')[0]!.replace('packageName', 'package');
    return { input: { ...valid, [member]: value }, fault: { kind, member, value, at } };
  });
}

/** A value with a fault, and where in it the fault is: a path that begins with a dot, or nothing. */
interface Faulty {
  readonly value: unknown;
  readonly kind: FaultKind;
  readonly at: string;
}

type Faults = fc.Arbitrary<Faulty>[];

const faulty = (kind: FaultKind, values: fc.Arbitrary<unknown>): fc.Arbitrary<Faulty> =>
  values.map((value) => ({ value, kind, at: '' }));

function memberFaults(members: Members): Faults {
  return Object.entries(members).flatMap(([name, { shape, required, values }]) => {
    const missing = required ? [faulty('missing', fc.constantFrom(undefined, null))] : [];
    const reported = name === 'package' ? 'packageName' : name; // PKG-04
    return [...missing, ...faultsOf(shape, values)].map((each) =>
      each.map((fault) => ({ ...fault, at: `${reported}${fault.at}` })),
    );
  });
}

function faultsOf(name: ShapeName, values?: readonly string[]): Faults {
  const shape = shapes[name];
  const wrongType = faulty('type', valuesOfOtherTypes(shape));
  switch (shape.kind) {
    case 'string':
      return [wrongType, ...textFaults(shape, values)];
    case 'integer':
      return [wrongType, ...integerFaults(shape)];
    case 'list':
      return [wrongType, ...listFaults(shape)];
    case 'map':
      return [wrongType, ...mapFaults(shape)];
    case 'structure':
      return [wrongType, ...structureFaults(name, shape.members)];
    default:
      return [wrongType];
  }
}

function valuesOfOtherTypes({ kind }: Shape): fc.Arbitrary<unknown> {
  const others: [Shape['kind'][], unknown][] = [
    [['string'], 'text'],
    [['string'], ''],
    [['integer'], 1],
    [[], 1.5],
    [[], Number.NaN],
    [['boolean'], true],
    [['list'], []],
    [['map', 'structure'], {}],
  ];
  return fc.constantFrom(...others.filter(([kinds]) => !kinds.includes(kind)).map(([, value]) => value));
}

function textFaults(shape: StringShape, values = shape.values): Faults {
  if (values) {
    const others = [...(shape.values ?? []), 'other', '', '__proto__', 'toString', ` ${values[0]}`];
    const wanted = fc.oneof(fc.constantFrom(...others), fc.string());
    return [
      faulty(
        'enum',
        wanted.filter((each) => !values.includes(each)),
      ),
    ];
  }
  const { min = 0, max, pattern } = shape;
  const characters = fc.constantFrom(...allowedIn(shape));
  const faults: Faults = [];
  if (min > 0) faults.push(faulty('minimum', fc.string({ unit: characters, maxLength: min - 1 })));
  if (max)
    faults.push(
      faulty(
        'maximum',
        characters.map((each) => each.repeat(max + 1)),
      ),
    );
  if (pattern) faults.push(faulty('pattern', brokenPattern(shape, pattern)));
  return faults;
}

/** A text of legal length with one character that must not be where it is. */
function brokenPattern(shape: StringShape, pattern: RegExp): fc.Arbitrary<string> {
  return fc
    .tuple(text(shape), fc.nat(), fc.constantFrom(...alphabet.filter((each) => !allowedIn(shape).includes(each))))
    .map(([valid, at, wrong]) => {
      const characters = [...valid];
      const place = characters.length === 0 ? 0 : at % characters.length;
      characters[place] = wrong;
      return characters.join('');
    })
    .filter((each) => !pattern.test(each) && [...each].length >= (shape.min ?? 0));
}

function integerFaults({ min, max }: IntegerShape): Faults {
  const faults: Faults = [];
  if (min !== undefined) faults.push(faulty('minimum', fc.integer({ min: min - 1000, max: min - 1 })));
  if (max !== undefined) faults.push(faulty('maximum', fc.integer({ min: max + 1, max: max + 1000 })));
  return faults;
}

/** A fault in one of the elements. Lists of texts are reported whole, structures by their place (ERR-32, ERR-35). */
function listFaults(shape: ListShape): Faults {
  const { max } = shape;
  const isText = shapes[shape.of].kind === 'string';
  const inside = fc
    .tuple(fc.array(anyValue(shape.of), { maxLength: 3 }), fc.oneof(...faultsOf(shape.of)))
    .map(([before, { value, kind, at }]) => ({
      value: [...before, value],
      kind,
      at: isText ? '' : `.${before.length + 1}.member${at}`,
    }));
  if (max === undefined) return [inside];
  const tooMany = anyValue(shape.of).map((element) => Array.from({ length: max + 1 }, () => element));
  return [inside, faulty('maximum', tooMany)];
}

function mapFaults(shape: MapShape): Faults {
  const keys = anyValue(shape.key) as fc.Arbitrary<string>;
  const faultyKeys = faultsOf(shape.key).map((each) => each.filter(({ value }) => typeof value === 'string'));
  const brokenKey = fc.tuple(fc.oneof(...faultyKeys.slice(1)), anyValue(shape.value));
  const brokenValue = fc.tuple(keys, fc.oneof(...faultsOf(shape.value)));
  return [
    brokenKey.map(([{ value: key, kind }, value]) => ({ value: dictionary([[key as string, value]]), kind, at: '' })),
    brokenValue.map(([key, { value, kind }]) => ({ value: dictionary([[key, value]]), kind, at: '' })),
  ];
}

function structureFaults(name: ShapeName, members: Members): Faults {
  const faults = fc.oneof(...memberFaults(members));
  return [
    fc.tuple(anyValue(name), faults).map(([valid, { value, kind, at }]) => ({
      value: { ...(valid as object), [at]: value },
      kind,
      at: `.${at}`,
    })),
  ];
}
