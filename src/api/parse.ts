import { invalid, type ServiceError } from '../model/errors';
import { brokenByLength, brokenByNumber, brokenByText, constraintsOf, holds } from './constraints';
import { inputShapes } from './input-shapes';
import { inputs } from './inputs';
import type { ShapeName } from './shape-names';
import type { ListShape, MapShape, Members, Shape, StringShape } from './table';
import type { AssetContent, HashAlgorithm, Input, OperationName } from './types';

/**
 * The input of an operation, checked member by member against the tables, without the members that the operation does
 * not know (ERR-38). Undefined and null count as absent. The result shares nothing with what was given, and its maps
 * have no prototype. Throws a ValidationException: CANNOT_PARSE for a value of the wrong type (ERR-37), which goes
 * before all else; FIELD_VALIDATION_FAILED for broken constraints, all of them in one message (ERR-30 to ERR-35).
 */
export function parse<N extends OperationName>(name: N, input: unknown): Input<N> {
  if (!isRecord(input)) throw cannotParse('the input', 'an object', typeName(input));
  const violations: string[] = [];
  const parsed = readMembers(fields[name], input, '', violations);
  if (violations.length > 0) throw invalid(summary(violations), 'FIELD_VALIDATION_FAILED');
  return parsed as unknown as Input<N>;
}

/** The refusal of a value that does not have the type it must have (ERR-37). */
export function cannotParse(what: string, expected: string, found: string): ServiceError {
  return invalid(`Cannot parse ${what}: expected ${expected}, found ${found}`, 'CANNOT_PARSE');
}

/** A member as it is read: everything that can be looked up beforehand is. */
interface Field {
  readonly name: string;
  readonly reportedName: string;
  readonly required: boolean;
  readonly shape: Shape;
  readonly values: readonly string[] | undefined;
}

/** The one member that the service reports under another name than the API's (PKG-04, ERR-32). */
const reportedName = (name: string) => (name === 'package' ? 'packageName' : name);

const fieldsOf = (members: Members): readonly Field[] =>
  Object.entries(members).map(([name, { shape, required, values }]) => {
    const named = shapeOf(shape);
    const accepted = values ?? (named.kind === 'string' ? named.values : undefined);
    return { name, reportedName: reportedName(name), required: required === true, shape: named, values: accepted };
  });

const shapeOf = (name: ShapeName): Shape => inputShapes[name]!;

const fields = Object.fromEntries(
  Object.entries(inputs).map(([name, members]) => [name, fieldsOf(members)]),
) as Readonly<Record<OperationName, readonly Field[]>>;

const structures: ReadonlyMap<Shape, readonly Field[]> = new Map(
  Object.values(inputShapes).flatMap((shape) => (shape.kind === 'structure' ? [[shape, fieldsOf(shape.members)]] : [])),
);

type Fields = Readonly<Record<string, unknown>>;

function readMembers(fields: readonly Field[], input: Fields, prefix: string, violations: string[]): Fields {
  const parsed: Record<string, unknown> = {};
  for (const field of fields) {
    const value = input[field.name];
    if (value !== undefined && value !== null) {
      parsed[field.name] = read(field.shape, field.values, value, prefix + field.reportedName, violations);
    } else if (field.required) {
      violations.push(`Value null at '${prefix}${field.reportedName}' ${failed} Member must not be null`); // ERR-33
    }
  }
  return parsed;
}

function read(shape: Shape, values: Field['values'], value: unknown, at: string, violations: string[]): unknown {
  switch (shape.kind) {
    case 'string':
      if (typeof value !== 'string') throw wrongType(at, 'a string', value);
      if (!holds(shape, values, value)) {
        for (const broken of brokenByText(shape, values, value)) violations.push(violation(value, at, broken));
      }
      return value;
    case 'integer': {
      if (!Number.isSafeInteger(value)) throw wrongType(at, 'an integer', value);
      const broken = brokenByNumber(shape, value as number);
      if (broken) violations.push(violation(value, at, broken));
      return value;
    }
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType(at, 'a boolean', value);
      return value;
    case 'list':
      return readList(shape, value, at, violations);
    case 'map':
      return readMap(shape, value, at, violations);
    case 'structure':
      if (!isRecord(value)) throw wrongType(at, 'an object', value);
      return readMembers(structures.get(shape)!, value, `${at}.`, violations);
    case 'asset':
      return readAsset(value, at);
    case 'timestamp':
      throw new Error(`No input of the API has a timestamp, yet ${at} is one`);
  }
}

function readList(shape: ListShape, list: unknown, at: string, violations: string[]): readonly unknown[] {
  if (!Array.isArray(list)) throw wrongType(at, 'a list', list);
  const element = shapeOf(shape.of);
  const parsed: unknown[] = [];
  const own: string[] = []; // what elements that are structures break is told after what the list breaks
  let allHold = true;
  for (let index = 0; index < list.length; index += 1) {
    const value = list[index];
    if (element.kind === 'string') allHold = textHolds(element, value, at) && allHold;
    parsed.push(element.kind === 'string' ? value : read(element, undefined, value, `${at}.${index + 1}.member`, own));
  }
  const broken = brokenByLength(shape, list.length);
  if (broken) violations.push(violation(parsed, at, broken));
  if (!allHold) violations.push(violation(parsed, at, `Member must satisfy constraint: ${quoted(shape.of)}`));
  for (const each of own) violations.push(each);
  return parsed;
}

function readMap(shape: MapShape, map: unknown, at: string, violations: string[]): Fields {
  if (!isRecord(map)) throw wrongType(at, 'an object', map);
  const parsed: Record<string, unknown> = Object.create(null); // the keys are the caller's: `__proto__` is one
  let keysHold = true;
  let valuesHold = true;
  for (const key of Object.keys(map)) {
    const value = map[key];
    keysHold = textHolds(shapeOf(shape.key) as StringShape, key, at) && keysHold;
    valuesHold = textHolds(shapeOf(shape.value) as StringShape, value, at) && valuesHold;
    parsed[key] = value;
  }
  if (!keysHold) violations.push(violation(parsed, at, `Map keys must satisfy constraint: ${quoted(shape.key)}`));
  if (!valuesHold) violations.push(violation(parsed, at, `Map value must satisfy constraint: ${quoted(shape.value)}`));
  return parsed;
}

const digestForm: Readonly<Record<HashAlgorithm, RegExp>> = {
  MD5: /^[0-9a-f]{32}$/,
  'SHA-1': /^[0-9a-f]{40}$/,
  'SHA-256': /^[0-9a-f]{64}$/,
  'SHA-512': /^[0-9a-f]{128}$/,
};

function readAsset(value: unknown, at: string): AssetContent {
  if (!isRecord(value) || !isRecord(value.hashes)) throw wrongType(at, 'a size and hashes', value);
  const { size, hashes } = value;
  if (!Number.isSafeInteger(size) || (size as number) < 0) throw wrongType(`${at}.size`, 'a number of bytes', size);
  const digest = (algorithm: HashAlgorithm) => {
    const found = hashes[algorithm];
    if (typeof found === 'string' && digestForm[algorithm].test(found)) return found;
    throw wrongType(`${at}.hashes.${algorithm}`, 'a digest in lower-case hexadecimal', found);
  };
  return {
    size: size as number,
    hashes: {
      MD5: digest('MD5'),
      'SHA-1': digest('SHA-1'),
      'SHA-256': digest('SHA-256'),
      'SHA-512': digest('SHA-512'),
    },
  };
}

function textHolds(shape: StringShape, value: unknown, at: string): boolean {
  if (typeof value !== 'string') throw wrongType(at, 'strings only', value);
  return holds(shape, shape.values, value);
}

const failed = 'failed to satisfy constraint:';
const quoted = (name: ShapeName) => constraintsOf(shapeOf(name) as StringShape);
const violation = (value: unknown, at: string, broken: string) =>
  `Value '${printed(value)}' at '${at}' ${failed} ${broken}`;
const wrongType = (at: string, expected: string, found: unknown) => cannotParse(`'${at}'`, expected, typeName(found));

function summary(violations: readonly string[]): string {
  const errors = violations.length === 1 ? 'error' : 'errors';
  return `${violations.length} validation ${errors} detected: ${violations.join('; ')}`;
}

/** A value as messages print it: `[a, b]`, `{k=v}` (ERR-35). */
function printed(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printed).join(', ')}]`;
  if (!isRecord(value)) return String(value);
  const parts = Object.keys(value).map((key) => `${key}=${printed(value[key])}`);
  return `{${parts.join(', ')}}`;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeName(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
