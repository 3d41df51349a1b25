/** Prints `src/api/types.ts` from the tables of the API: `npx tsx scripts/print-types.ts`. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { operations } from '../src/api/operations';
import type { ShapeName } from '../src/api/shape-names';
import { shapes } from '../src/api/shapes';
import type { MapShape, Member, Members } from '../src/api/table';
import type { OperationName } from '../src/api/types';
import { key, union } from './print';

const header = `// Printed from the tables of src/api by scripts/print-types.ts: do not edit.

/** The content of an asset as the core knows it: bytes stay outside. */
export interface AssetContent {
  readonly size: number;
  readonly hashes: Readonly<Partial<Record<HashAlgorithm, string>> & Record<'SHA-256', string>>;
}`;

const footer = `/** What an operation takes. */
export type Input<N extends OperationName> = Inputs[N];

/** What an operation answers. */
export type Output<N extends OperationName> = Outputs[N];
`;

/** The text of `src/api/types.ts`. */
export function printTypes(): string {
  const names = Object.keys(operations) as OperationName[];
  return [
    header,
    union('OperationName', names),
    ...(Object.keys(shapes) as ShapeName[]).sort().flatMap(declaration),
    ...names.flatMap((name) => [
      structure(`${name}Input`, operations[name].input),
      structure(`${name}Output`, operations[name].output),
    ]),
    map('Inputs', names, 'Input'),
    map('Outputs', names, 'Output'),
    footer,
  ].join('\n\n');
}

/** Enums, structures and the maps of an enum have names of their own; all else is written out where it is used. */
function declaration(name: ShapeName): string[] {
  const shape = shapes[name];
  if (shape.kind === 'structure') return [structure(name, shape.members)];
  if (shape.kind === 'map') return mapOfEnum(name, shape);
  return shape.kind === 'string' && shape.values ? [union(name, shape.values)] : [];
}

function mapOfEnum(name: ShapeName, { key: keyName, value }: MapShape): string[] {
  const keys = enumOf(keyName);
  return keys ? [structure(name, Object.fromEntries(keys.map((each) => [key(each), { shape: value }])))] : [];
}

function enumOf(name: ShapeName): readonly string[] | undefined {
  const shape = shapes[name];
  return shape.kind === 'string' ? shape.values : undefined;
}

function structure(name: string, members: Members): string {
  const lines = Object.entries(members).map(
    ([member, row]) => `  readonly ${member}${row.required ? '' : '?'}: ${typeOf(row)};`,
  );
  if (lines.length === 0) return `export type ${name} = Readonly<Record<string, never>>;`;
  return `export interface ${name} {\n${lines.join('\n')}\n}`;
}

function typeOf({ shape, nullable }: Member): string {
  return nullable ? `${typeNamed(shape)} | null` : typeNamed(shape);
}

function typeNamed(name: ShapeName): string {
  const shape = shapes[name];
  switch (shape.kind) {
    case 'string':
      return shape.values ? name : 'string';
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'timestamp':
      return 'Date';
    case 'asset':
      return 'AssetContent';
    case 'list':
      return `readonly ${typeNamed(shape.of)}[]`;
    case 'map':
      return enumOf(shape.key) ? name : `Readonly<Record<string, ${typeNamed(shape.value)}>>`;
    case 'structure':
      return name;
  }
}

function map(name: string, operationNames: readonly string[], suffix: string): string {
  const lines = operationNames.map((operation) => `  readonly ${operation}: ${operation}${suffix};`);
  return `export interface ${name} {\n${lines.join('\n')}\n}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(fileURLToPath(new URL('../src/api/types.ts', import.meta.url)), printTypes());
}
