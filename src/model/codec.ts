import { emptyById, emptyByName, type WideMap } from './wide-map';

/** A value as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** How values of a type are written as JSON, and read from it; what is read is frozen. */
export interface Codec<T> {
  readonly write: (value: T) => Json;
  /** Throws a ShapeError for anything that `write` does not give. */
  readonly read: (json: unknown) => T;
  /** Whether a member of the type may be absent. */
  readonly isOptional?: true;
}

/** A value that is not as it must be, and where it stands. */
export class ShapeError extends TypeError {
  readonly #problem: string;
  #path = '';

  constructor(problem: string) {
    super(problem);
    this.#problem = problem;
  }

  /** The same error, seen from one step farther out. */
  within(step: string | number): this {
    this.#path = `${typeof step === 'number' ? `[${step}]` : `.${step}`}${this.#path}`;
    this.message = `${this.#path.replace(/^\./, '')}: ${this.#problem}`;
    return this;
  }
}

/** Does something inside a value: a ShapeError then tells where. */
export function within<R>(step: string | number, act: () => R): R {
  try {
    return act();
  } catch (error) {
    throw error instanceof ShapeError ? error.within(step) : error;
  }
}

const unexpected = (expected: string, found: unknown): ShapeError =>
  new ShapeError(`expected ${expected}, found ${typeof found === 'object' && found ? kindOf(found) : String(found)}`);
const kindOf = (value: object): string => (Array.isArray(value) ? 'a list' : 'an object');

function primitive<T extends string | number | boolean>(
  expected: string,
  holds: (value: unknown) => boolean,
): Codec<T> {
  const check = (value: unknown): T => {
    if (holds(value)) return value as T;
    throw unexpected(expected, value);
  };
  return { write: check, read: check };
}

export const text = primitive<string>('a text', (value) => typeof value === 'string');
export const integer = primitive<number>('a whole number', Number.isSafeInteger);
export const number = primitive<number>('a number', Number.isFinite);
export const truth = primitive<boolean>('true or false', (value) => typeof value === 'boolean');

/** One of these values. */
export const oneOf = <T extends string | boolean>(...values: readonly T[]): Codec<T> =>
  primitive<T>(values.join(' or '), (value) => values.includes(value as T));

/** A list. */
export function list<T>(of: Codec<T>): Codec<readonly T[]> {
  return {
    write: (values) => values.map((value, index) => within(index, () => of.write(value))),
    read: (json) => Object.freeze(listIn(json).map((value, index) => within(index, () => of.read(value)))),
  };
}

/** A member that may be absent. */
export const optional = <T>(of: Codec<T>): Codec<T | undefined> => ({
  write: (value) => of.write(value as T),
  read: of.read,
  isOptional: true,
});

/** How each member of a type is written; one that is left out here does not compile. */
export type Members<T> = { readonly [M in keyof T]-?: Codec<T[M]> };

/** An object with these members and no others, written in this order; those that may be absent are left out then. */
export function members<T extends object>(codecs: Members<T>): Codec<T> {
  const known = Object.entries(codecs) as [string, Codec<unknown>][];
  const names = new Set(known.map(([name]) => name));
  const checked = (value: unknown): Readonly<Record<string, unknown>> => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unexpected('an object', value);
    for (const name of Object.keys(value)) if (!names.has(name)) throw new ShapeError(`unknown member '${name}'`);
    return value as Readonly<Record<string, unknown>>;
  };
  return {
    write(value) {
      const source = checked(value);
      const json: Record<string, Json> = {};
      for (const [name, codec] of known) {
        if (source[name] !== undefined) json[name] = within(name, () => codec.write(source[name]));
        else if (!codec.isOptional) throw new ShapeError(`lacks the member '${name}'`);
      }
      return json;
    },
    read(json) {
      const source = checked(json);
      const value: Record<string, unknown> = {};
      for (const [name, codec] of known) {
        if (Object.hasOwn(source, name)) value[name] = within(name, () => codec.read(source[name]));
        else if (!codec.isOptional) throw new ShapeError(`lacks the member '${name}'`);
      }
      return Object.freeze(value) as T;
    },
  };
}

/** A map by name, as a list of entries in the order of their keys. */
export const byName = <V>(of: Codec<V>): Codec<WideMap<string, V>> => wideMap(text, of, emptyByName<V>());

/** A map by number, as a list of entries in the order of their keys. */
export const byId = <V>(of: Codec<V>): Codec<WideMap<number, V>> => wideMap(integer, of, emptyById<V>());

function wideMap<K extends string | number, V>(
  key: Codec<K>,
  of: Codec<V>,
  empty: WideMap<K, V>,
): Codec<WideMap<K, V>> {
  return {
    write: (map) => [...map].map(([name, value]) => [name, within(name, () => of.write(value))]),
    read: (json) => empty.withAll(entriesIn(json, key, of)),
  };
}

/** A dictionary without prototype, as a list of entries in the order of their keys. */
export const dictionary = <V>(of: Codec<V>): Codec<Readonly<Record<string, V>>> => ({
  write: (record) =>
    Object.keys(record)
      .sort()
      .map((name) => [name, within(name, () => of.write(record[name] as V))]),
  read(json) {
    const record = Object.create(null) as Record<string, V>;
    for (const [name, value] of entriesIn(json, text, of)) record[name] = value;
    return Object.freeze(record);
  },
});

function entriesIn<K extends string | number, V>(json: unknown, key: Codec<K>, of: Codec<V>): readonly [K, V][] {
  let last: K | undefined;
  return listIn(json).map((entry, index) =>
    within(index, () => {
      const [name, value, ...rest] = listIn(entry);
      if (rest.length > 0) throw new ShapeError('an entry is a key and a value, and no more');
      const found = within(0, () => key.read(name));
      if (last !== undefined && found <= last) throw new ShapeError(`the key ${found} does not come after ${last}`);
      last = found;
      return [found, within(1, () => of.read(value))];
    }),
  );
}

function listIn(json: unknown): readonly unknown[] {
  if (Array.isArray(json)) return json;
  throw unexpected('a list', json);
}
