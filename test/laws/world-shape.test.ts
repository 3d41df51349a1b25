import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printSchema } from '../../scripts/print-schema';
import { root } from '../../scripts/rulebook/files';
import { parseWorld } from '../../src/adapters/world/parse-world';
import { createSimulator } from '../../src/simulator/simulator';
import { type Schema, worldSchema } from '../../src/simulator/world/schema';
import { worldIn } from '../../src/simulator/world/shape';
import { type World, WorldError } from '../../src/simulator/world/world';

const isValid = new Ajv2020({ strict: true }).compile(JSON.parse(printSchema()));

/** What the simulator finds wrong with the shape of a value; undefined when nothing is. */
function faultOf(value: unknown): string | undefined {
  try {
    worldIn(value);
    return undefined;
  } catch (error) {
    if (error instanceof WorldError) return error.message;
    throw error;
  }
}

const name = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', '1.10', 'a', 'team', 'app'), fc.string());
const free = fc.dictionary(name, fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2, noNullPrototype: true });

const known = new Map<Schema, fc.Arbitrary<unknown>>();

/** Values that a part of the schema describes, of few members each. */
function anyOf(schema: Schema): fc.Arbitrary<unknown> {
  const found = known.get(schema) ?? made(schema);
  known.set(schema, found);
  return found;
}

function made(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.$ref) return anyOf(worldSchema.$defs[schema.$ref.slice('#/$defs/'.length)]!);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(anyOf));
  const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = schema;
  switch (schema.type!) {
    case 'string':
      if (schema.enum) return fc.constantFrom(...schema.enum);
      return schema.pattern ? fc.stringMatching(new RegExp(schema.pattern, 'u')) : name;
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: minimum, max: maximum });
    case 'number':
      return fc.double({ min: minimum, noNaN: true, noDefaultInfinity: true });
    case 'array':
      return fc.array(anyOf(schema.items!), { maxLength: 2 });
    case 'object':
      return objectOf(schema);
  }
}

function objectOf({ properties, required = [], propertyNames, additionalProperties }: Schema): fc.Arbitrary<unknown> {
  if (!properties && !additionalProperties) return free;
  if (!properties) {
    const key = propertyNames ? (anyOf(propertyNames) as fc.Arbitrary<string>) : name;
    return fc.dictionary(key, anyOf(additionalProperties as Schema), { maxKeys: 2, noNullPrototype: true });
  }
  const members = Object.keys(properties);
  return fc.subarray(members, { maxLength: Math.min(3, members.length) }).chain((chosen) => {
    const present = members.filter((member) => required.includes(member) || chosen.includes(member));
    return fc.record(Object.fromEntries(present.map((member) => [member, anyOf(properties[member]!)])), {
      noNullPrototype: true,
    });
  });
}

const anyShape = anyOf(worldSchema);

/** A world with one of everything: faults are put into its depth. */
const example = parseWorld(readFileSync(join(root, 'docs', 'examples', 'world.yaml'), 'utf8'));

const junk = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 2 ** 53, 1e300, '', 'x', 'ALLOW', '2026-13-45', [], {}, ['x']),
  fc.constantFrom<unknown>({ x: 1 }, { base64: '', size: 1 }, { deleted: 'x' }, { size: 1, hashes: {} }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** The value with one thing in it replaced, left out, added or renamed; `at` says where, and how deep. */
function changed(value: unknown, at: readonly number[], kind: string, by: unknown): unknown {
  const [step, ...deeper] = at;
  const entries = Object.entries(Object(value));
  if (typeof value !== 'object' || value === null || step === undefined) return by;
  const list = Array.isArray(value);
  const whole = (all: readonly (readonly [string, unknown])[]) =>
    list ? all.map(([, item]) => item) : Object.fromEntries(all);
  const index = step % Math.max(1, entries.length);
  const inner = entries[index];
  const replaced = (key: string, item: unknown) =>
    entries.map((entry, other) => (other === index ? ([key, item] as const) : entry));
  if (deeper.length > 0 && inner) {
    return whole(replaced(inner[0], changed(inner[1], deeper, kind, by)));
  }
  if (kind === 'add') return whole([...entries, ['unknown', by]]);
  if (kind === 'remove' || !inner) return whole(entries.filter((_, other) => other !== index));
  return whole(kind === 'rename' ? replaced('X', inner[1]) : replaced(inner[0], by));
}

const anyChanged = fc
  .tuple(
    fc.oneof(anyShape, fc.constant(example)),
    fc.array(fc.nat(), { maxLength: 12 }),
    fc.constantFrom('replace', 'replace', 'remove', 'add', 'rename'),
    junk,
  )
  .map(([value, at, kind, by]) => changed(value, at, kind, by));

describe('the schema of world files and the simulator', () => {
  test('take the same worlds for well-built', () => {
    fc.assert(
      fc.property(anyShape, (value) => {
        expect([isValid(value), faultOf(value)]).toEqual([true, undefined]);
      }),
      { numRuns: 500 },
    );
  });

  test('find the same faults, wherever they are', () => {
    fc.assert(
      fc.property(anyChanged, (value) => {
        expect({ value, isFine: faultOf(value) === undefined }).toEqual({ value, isFine: isValid(value) });
      }),
      { numRuns: 4000 },
    );
  });
});

test('whatever is built as the schema says is loaded, or refused with a WorldError of its place', () => {
  fc.assert(
    fc.property(anyShape, (value) => {
      try {
        createSimulator({ world: value as World });
      } catch (error) {
        expect(error).toBeInstanceOf(WorldError);
      }
    }),
    { numRuns: 500 },
  );
});
