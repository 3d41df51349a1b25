import { viewOf } from '../assets';
import { Place, type Spot } from './place';
import { type Schema, worldSchema } from './schema';
import type { World } from './world';

/** The world, when it is built as the schema says. Throws a WorldError that names the place for anything else. */
export function worldIn(value: unknown): Place<World> {
  const place = new Place(value as World);
  check(place, worldSchema);
  return place;
}

/** A place with a value of which nothing is known yet. */
type Found = Spot & { readonly value: unknown };

function check(place: Found, schema: Schema): void {
  const found = resolved(schema);
  if (found.orElse && others[found.orElse](place.value)) return;
  if (found.anyOf) check(place, alternative(place, found.anyOf, found.title!));
  else checks[found.type!](place, found);
}

const resolved = (schema: Schema): Schema =>
  schema.$ref === undefined ? schema : worldSchema.$defs[schema.$ref.slice('#/$defs/'.length)]!;

/** The alternative that is meant: by the type of the value, and then by its members. */
function alternative(place: Found, schemas: readonly Schema[], title: string): Schema {
  const { value } = place;
  const fitting = schemas
    .map(resolved)
    .filter(({ type, orElse }) => isOfType[type!](value) || (orElse && others[orElse](value)));
  const meant =
    fitting.length > 1
      ? fitting.find(({ required = [] }) => required.every((name) => has(value as object, name)))
      : fitting[0];
  return meant ?? place.fail(`expected ${title}, found ${described(value)}`);
}

type Type = NonNullable<Schema['type']>;

const isOfType: Readonly<Record<Type, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: Number.isInteger,
  number: Number.isFinite,
  array: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** Also of another realm, as a test runner's sandbox. */
const others: Readonly<Record<NonNullable<Schema['orElse']>, (value: unknown) => boolean>> = {
  Date: (value) => Object.prototype.toString.call(value) === '[object Date]',
  bytes: (value) => viewOf(value) !== undefined,
};

const inWords: Readonly<Record<Type, string>> = {
  string: 'a text',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  array: 'a list',
  object: 'an object',
};

const checks: Readonly<Record<Type, (place: Found, schema: Schema) => void>> = {
  string(place, schema) {
    const value = typed(place, schema) as string;
    const isFound = schema.enum?.includes(value) ?? (schema.pattern === undefined || form(schema.pattern).test(value));
    if (!isFound) place.fail(`expected ${schema.enum?.join(' or ') ?? schema.title}, found ${described(value)}`);
  },
  boolean: typed,
  integer: checkNumber,
  number: checkNumber,
  array(place, { items }) {
    const values = typed(place, { type: 'array' }) as readonly unknown[];
    for (const [index, value] of Array.from(values).entries()) check(place.inside(index, value), items!);
  },
  object(place, schema) {
    const value = typed(place, schema) as Readonly<Record<string, unknown>>;
    const { properties, required = [], propertyNames, additionalProperties } = schema;
    if (!isPlain(value)) {
      place.fail("expected a plain object, found one with a prototype; the name __proto__ is ['__proto__']");
    }
    for (const name of required) if (!has(value, name)) place.fail(`lacks ${name}`);
    if (!properties && !additionalProperties) return;
    for (const name of Object.keys(value)) {
      const inside = place.inside(name, value[name]);
      if (propertyNames) check(place.inside(name, name), propertyNames);
      const own = properties && Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
      if (!own) place.fail(`no member '${name}' is known here, only ${Object.keys(properties!).join(', ')}`, name);
      else if (inside.value !== undefined || !properties) check(inside, own);
    }
  },
};

/** The value, when it is of the type of the schema. */
function typed(place: Found, { type, enum: values, title }: Schema): unknown {
  const { value } = place;
  if (isOfType[type!](value)) return value;
  const isBare = type === 'string' && /^(number|boolean)$/.test(typeof value);
  const advice = isBare ? '; in quotes it is a text' : '';
  return place.fail(`expected ${title ?? values?.join(' or ') ?? inWords[type!]}, found ${described(value)}${advice}`);
}

function checkNumber(place: Found, schema: Schema): void {
  const value = typed(place, schema) as number;
  const { minimum = value, maximum = value, title } = schema;
  if (value < minimum || value > maximum) place.fail(`expected ${title}, found ${value}`);
}

const has = (value: object, name: string): boolean =>
  Object.hasOwn(value, name) && (value as Readonly<Record<string, unknown>>)[name] !== undefined;

/** Made by a literal or by JSON, in whatever realm; a literal's `__proto__:` is no member, but would be ignored. */
function isPlain(value: object): boolean {
  const prototype: object | null = Object.getPrototypeOf(value);
  return prototype === null || Object.hasOwn(prototype, 'isPrototypeOf');
}

const forms = new Map<string, RegExp>();

function form(pattern: string): RegExp {
  const found = forms.get(pattern) ?? new RegExp(pattern, 'u');
  forms.set(pattern, found);
  return found;
}

const longest = 80;

function described(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'string') return typeof value === 'object' && value !== null ? 'an object' : String(value);
  return value.length > longest ? `'${value.slice(0, longest)}\u2026'` : `'${value}'`;
}
