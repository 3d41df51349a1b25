import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { examples, remarks } from '../../scripts/docs/world-schema';
import { type Declared, declaredTypes, printSchema } from '../../scripts/print-schema';
import { type Schema, worldSchema } from '../../src/simulator/world/schema';

const types = declaredTypes();
const { $defs, ...world } = worldSchema;
const definitions: readonly (readonly [name: string, schema: Schema])[] = [['World', world], ...Object.entries($defs)];
const printed = JSON.parse(printSchema());

/** The interfaces that the schema defines. */
const interfaces = definitions.flatMap(([name, schema]): [string, Schema, Declared['members']][] => {
  const members = types.get(name)?.members;
  return members && members.size > 0 ? [[name, schema, members]] : [];
});

describe('the schema of world files', () => {
  test('is one of draft 2020-12', () => {
    const ajv = new Ajv2020({ strict: true });
    expect(ajv.validateSchema(printed)).toBe(true);
    expect(printed.$id).toBe('urn:codeartifact-sim:world');
  });

  test.each(interfaces)('has the members of %s, and those are required that must be there', (_, schema, members) => {
    const required = [...members].filter(([, { isOptional }]) => !isOptional).map(([name]) => name);
    expect(Object.keys(schema.properties!).sort()).toEqual([...members.keys()].sort());
    expect([...(schema.required ?? [])].sort()).toEqual(required.sort());
  });

  test('has every interface of a world', () => {
    const declared = [...types].filter(([, { members }]) => members.size > 0).map(([name]) => name);
    const defined = new Set(interfaces.map(([name]) => name));
    const parts = ['WorldVersion', 'WorldAssetNote']; // which others have in them
    expect(declared.filter((name) => !defined.has(name))).toEqual(parts);
  });

  test('describes every definition and every member of one', () => {
    const silent = definitions.flatMap(([name]) => {
      const definition = name === 'World' ? printed : printed.$defs[name];
      const members = Object.entries<{ description?: string }>(definition.properties ?? {});
      const isByName = /^(WorldPublicRepositories)$/.test(name); // its members are all alike
      const mute = isByName ? [] : members.filter(([, { description }]) => !description).map(([member]) => member);
      return [...(definition.description ? [] : [name]), ...mute.map((member) => `${name}.${member}`)];
    });
    expect(silent).toEqual([]);
  });

  test('uses all that is said besides', () => {
    const text = JSON.stringify(printed);
    for (const remark of Object.values(remarks)) expect(text).toContain(JSON.stringify(remark));
    for (const list of Object.values(examples)) expect(text).toContain(JSON.stringify({ examples: list }).slice(1, -1));
  });

  test.each(Object.entries(examples))('the examples of %s are some', (path, values) => {
    const [name, member] = path.split('.') as [string, string?];
    const pointer = `${name === 'World' ? '' : `/$defs/${name}`}${member ? `/properties/${member}` : ''}`;
    const ajv = new Ajv2020({ strict: true }).addSchema(printed);
    const isValid = ajv.compile({ $ref: `urn:codeartifact-sim:world#${pointer}` });
    for (const value of values) expect([value, isValid(value)]).toEqual([value, true]);
  });
});
