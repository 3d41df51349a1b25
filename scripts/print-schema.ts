/** Prints `docs/world.schema.json`: the table by which worlds are checked, described by the comments on its types. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { type Schema, worldSchema } from '../src/simulator/world/schema';
import { examples, remarks } from './docs/world-schema';
import { root } from './rulebook/files';

/** Where the types of the table are declared, and with them what is said of each. */
export const typesFile = 'src/simulator/world/world.ts';

/** A type of a world, as its declaration has it. */
export interface Declared {
  readonly comment: string | undefined;
  /** Of an interface, those that it inherits included. */
  readonly members: ReadonlyMap<string, { readonly comment: string | undefined; readonly isOptional: boolean }>;
}

/** The types that are declared for worlds, by name. */
export function declaredTypes(): ReadonlyMap<string, Declared> {
  const text = readFileSync(join(root, typesFile), 'utf8');
  const tree = ts.createSourceFile(typesFile, text, ts.ScriptTarget.ES2022, true);
  const found = new Map<string, Declared>();
  for (const node of tree.statements) {
    if (ts.isTypeAliasDeclaration(node)) found.set(node.name.text, { comment: commentOn(node), members: new Map() });
    if (!ts.isInterfaceDeclaration(node)) continue;
    const bases = node.heritageClauses?.flatMap(({ types }) => types.map((type) => type.expression.getText())) ?? [];
    const own = node.members.filter(ts.isPropertySignature).map((member) => {
      const isOptional = member.questionToken !== undefined;
      return [member.name.getText(), { comment: commentOn(member), isOptional }] as const;
    });
    const members = new Map([...bases.flatMap((base) => [...found.get(base)!.members]), ...own]);
    found.set(node.name.text, { comment: commentOn(node), members });
  }
  return found;
}

function commentOn(node: ts.Node): string | undefined {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return ts.getTextOfJSDocComment(doc?.comment)?.replace(/\s+/g, ' ').replaceAll('`', "'");
}

/** The text of the schema: JSON Schema, draft 2020-12. */
export function printSchema(): string {
  const types = declaredTypes();
  const { $defs, ...world } = worldSchema;
  const names = Object.keys($defs);
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:codeartifact-sim:world',
    ...described('World', world, types),
    title: 'A world of codeartifact-sim',
    $defs: Object.fromEntries(names.map((name) => [name, described(name, $defs[name]!, types)])),
  };
  return `${json(schema, '', 0)}\n`;
}

/** A definition with what is said of it and of its members. */
function described(name: string, schema: Schema, types: ReadonlyMap<string, Declared>): object {
  const type = types.get(name);
  const describe = (part: Schema): object => {
    const { orElse: _, properties, items, additionalProperties, anyOf, ...rest } = part;
    return {
      ...rest,
      ...(properties && { properties: mapped(properties, (each, member) => memberOf(each, member)) }),
      ...(items && { items: describe(items) }),
      ...(additionalProperties !== undefined && {
        additionalProperties: additionalProperties && describe(additionalProperties),
      }),
      ...(anyOf && { anyOf: anyOf.map(describe) }),
    };
  };
  const memberOf = (part: Schema, member: string): object => {
    const path = `${name}.${member}`;
    return {
      ...said(type?.members.get(member)?.comment ?? remarks[path]),
      ...describe(part),
      ...(examples[path] && { examples: examples[path] }),
    };
  };
  return {
    ...said(type?.comment ?? remarks[name]),
    ...describe(schema),
    ...(examples[name] && { examples: examples[name] }),
  };
}

const said = (description: string | undefined) => (description === undefined ? {} : { description });

const mapped = (schemas: Readonly<Record<string, Schema>>, map: (schema: Schema, name: string) => object) =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, map(schema, name)]));

const width = 120;

/** JSON in the form that biome gives it: lists of plain values on one line if it ends before column 120. */
function json(value: unknown, indent: string, before: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const [open, close] = isList ? '[]' : '{}';
  const deeper = `${indent}  `;
  const parts = isList
    ? value.map((item) => json(item, deeper, deeper.length))
    : Object.entries(value).map(([name, item]) => {
        const head = `${JSON.stringify(name)}: `;
        return head + json(item, deeper, deeper.length + head.length);
      });
  if (parts.length === 0) return `${open}${close}`;
  const flat = `[${parts.join(', ')}]`;
  const isPlain = isList && !parts.some((part) => part.includes('\n') || part.startsWith('{'));
  if (isPlain && before + flat.length < width) return flat;
  return `${open}\n${parts.map((part) => deeper + part).join(',\n')}\n${indent}${close}`;
}
