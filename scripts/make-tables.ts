/**
 * Makes the tables of `src/api` from AWS's model of the API: `inputs.ts` and `input-shapes.ts`, which the core reads,
 * `operations.ts` and `shapes.ts`, which have the rest, and `shape-names.ts`:
 *
 *     npx tsx scripts/make-tables.ts path/to/codeartifact/2018-09-22/service-2.json
 *
 * The model is botocore's `service-2.json`. Nothing but names, bindings and constraints is taken from it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Member, Members, Operation, Shape } from '../src/api/table';
import type { ExceptionName } from '../src/model/errors';
import { literal, union } from './print';

interface ModelShape {
  readonly type: string;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly members?: Readonly<Record<string, ModelMember>>;
  readonly required?: readonly string[];
  readonly payload?: string;
  readonly exception?: boolean;
}

interface ModelMember {
  readonly shape: string;
  readonly location?: string;
  readonly locationName?: string;
}

interface ModelOperation {
  readonly http: { readonly method: string; readonly requestUri: string };
  readonly input: { readonly shape: string };
  readonly output: { readonly shape: string };
  readonly errors: readonly { readonly shape: string }[];
  readonly idempotent?: boolean;
}

interface Model {
  readonly shapes: Readonly<Record<string, ModelShape>>;
  readonly operations: Readonly<Record<string, ModelOperation>>;
}

/** Where the service is known to differ from its model. */
const shapeCorrections: Readonly<Record<string, Partial<ModelShape>>> = {
  ExternalConnectionStatus: { enum: ['AVAILABLE'] }, // EXT-11
};

const settable = ['Archived', 'Published', 'Unlisted'];
const deletable = ['Archived', 'Disposed', 'Published', 'Unfinished', 'Unlisted'];

/** What the pages of the API reference, and not the model, say of a member of one operation. */
const memberCorrections: Readonly<Record<string, Partial<Member>>> = {
  'ListPackageVersionDependencies.format': { values: ['npm', 'pypi', 'maven', 'nuget'] }, // API-501
  'GetPackageVersionReadme.format': { values: ['npm', 'pypi', 'nuget'] }, // API-502
  'PublishPackageVersion.format': { values: ['generic'] }, // API-503
  'ListPackageVersions.status': { values: deletable }, // API-504
  'UpdatePackageVersionsStatus.expectedStatus': { values: [...settable, 'Unfinished'] }, // API-505
  'UpdatePackageVersionsStatus.targetStatus': { values: settable }, // API-506
  'DeletePackageVersions.expectedStatus': { values: deletable }, // API-507
  'DisposePackageVersions.expectedStatus': { values: deletable }, // API-507
  'PublishPackageVersion.unfinished': { trueWord: 'unfinished' }, // PUB-32
  'ListPackageVersions.defaultDisplayVersion': { nullable: true }, // VER-52
};

const kinds: Readonly<Record<string, Shape['kind']>> = {
  string: 'string',
  integer: 'integer',
  long: 'integer',
  boolean: 'boolean',
  timestamp: 'timestamp',
  blob: 'asset',
  list: 'list',
  map: 'map',
  structure: 'structure',
};

function shapeFrom(name: string, model: ModelShape): Shape {
  const shape = { ...model, ...shapeCorrections[name] };
  const { min, max, pattern } = shape;
  return {
    kind: kinds[shape.type],
    min,
    max,
    pattern: pattern && wholeMatch(pattern),
    source: pattern,
    values: shape.enum,
    of: shape.member?.shape,
    key: shape.key?.shape,
    value: shape.value?.shape,
    members: shape.type === 'structure' ? membersFrom('', shape) : undefined,
  } as unknown as Shape;
}

/** The pattern in JavaScript's words: the property of white space has another name, a final hyphen needs no escape. */
function wholeMatch(pattern: string): RegExp {
  const source = pattern.replaceAll('\\p{IsWhitespace}', '\\p{White_Space}').replaceAll('\\-]', '-]');
  return new RegExp(`^(?:${source})$`, 'u');
}

function membersFrom(operation: string, structure: ModelShape): Members {
  const places = { querystring: 'query', header: 'header' } as const;
  const members = Object.entries(structure.members ?? {}).map(([name, { shape, location, locationName }]) => [
    name,
    {
      shape,
      in: name === structure.payload ? 'payload' : places[location as keyof typeof places],
      as: locationName === name ? undefined : locationName,
      required: structure.required?.includes(name) ? true : undefined,
      ...memberCorrections[`${operation}.${name}`],
    },
  ]);
  return Object.fromEntries(members);
}

function operationFrom(model: Model, name: string, operation: ModelOperation): Operation {
  const input = membersFrom(name, model.shapes[operation.input.shape]!);
  const output = membersFrom(name, model.shapes[operation.output.shape]!);
  const lists = Object.keys(output).filter((member) => model.shapes[output[member]!.shape]!.type === 'list');
  if (output.nextToken && lists.length !== 1) throw new Error(`${name}: which of ${lists} do its pages divide?`);
  return {
    method: operation.http.method as Operation['method'],
    path: operation.http.requestUri,
    input,
    output,
    errors: operation.errors.map(({ shape }) => shape as ExceptionName).sort(),
    idempotent: operation.idempotent ? true : undefined,
    items: output.nextToken && lists[0],
  };
}

/** The shapes with a row of their own: not the whole input or output of an operation, nor an exception. */
function shapeNames(model: Model): string[] {
  const whole = new Set(Object.values(model.operations).flatMap(({ input, output }) => [input.shape, output.shape]));
  return Object.keys(model.shapes)
    .filter((name) => !whole.has(name) && !model.shapes[name]!.exception)
    .sort();
}

/** The names of the shapes from which inputs are made. */
function inputShapeNames(model: Model): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    const { member, key, value, members = {} } = model.shapes[name]!;
    for (const each of [member, key, value, ...Object.values(members)]) if (each) visit(each.shape);
  };
  for (const { input } of Object.values(model.operations)) {
    for (const { shape } of Object.values(model.shapes[input.shape]!.members ?? {})) visit(shape);
  }
  return found;
}

function shapeRows(model: Model, names: readonly string[]): string {
  return rowsOf(names.map((name) => [name, literal(shapeFrom(name, model.shapes[name]!), 2, name.length + 4)]));
}

function printInputShapes(model: Model, names: readonly string[]): string {
  return `${header}import type { ShapeName } from './shape-names';
import type { Shape } from './table';

/** The named shapes of which inputs are made: what a caller's texts, numbers, lists, maps and structures must be. */
export const inputShapes: Readonly<Partial<Record<ShapeName, Shape>>> = {
${shapeRows(model, names)}};
`;
}

function printShapes(model: Model, names: readonly string[], inputs: readonly string[]): string {
  return `${header}import { inputShapes } from './input-shapes';
import type { ShapeName } from './shape-names';
import type { Shape } from './table';

/** The named shapes that only answers have. */
const outputShapes: Readonly<Record<string, Shape>> = {
${shapeRows(
  model,
  names.filter((name) => !inputs.includes(name)),
)}};

/** Every named shape of the API. */
export const shapes = { ...inputShapes, ...outputShapes } as Readonly<Record<ShapeName, Shape>>;
`;
}

function printInputs(operations: readonly (readonly [name: string, operation: Operation])[]): string {
  return `${header}import type { Members } from './table';
import type { OperationName } from './types';

/** What each operation takes: where a member travels, and which are required. */
export const inputs: Readonly<Record<OperationName, Members>> = {
${rowsOf(operations.map(([name, { input }]) => [name, literal(input, 2, name.length + 4)]))}};
`;
}

function printOperations(operations: readonly (readonly [name: string, operation: Operation])[]): string {
  const rows = operations.map(([name, operation]) => {
    const text = literal({ ...operation, input: `inputs.${name}` }, 2, Number.POSITIVE_INFINITY);
    return [name, text.replace(`'inputs.${name}'`, `inputs.${name}`)] as const;
  });
  return `${header}import { inputs } from './inputs';
import type { Operation } from './table';
import type { OperationName } from './types';

/** The operations of the API: how each is called, what it takes and answers, and which errors it may give. */
export const operations: Readonly<Record<OperationName, Operation>> = {
${rowsOf(rows)}};
`;
}

/** A row to a line or more. */
const rowsOf = (rows: readonly (readonly [name: string, text: string])[]): string =>
  rows.map(([name, text]) => `  ${name}: ${text},\n`).join('');

const header = `\
// Made from AWS's model of the API by scripts/make-tables.ts, where corrections are written: do not edit.
`;

const path = process.argv[2];
if (path === undefined) throw new Error('Give the path of the service-2.json of codeartifact as argument.');
const model: Model = JSON.parse(readFileSync(path, 'utf8'));
const names = shapeNames(model);
const write = (file: string, text: string) =>
  writeFileSync(fileURLToPath(new URL(`../src/api/${file}`, import.meta.url)), text);
const inputNames = inputShapeNames(model);
const operations = Object.keys(model.operations)
  .sort()
  .map((name) => [name, operationFrom(model, name, model.operations[name]!)] as const);
write('shape-names.ts', `${header}${union('ShapeName', names)}\n`);
write(
  'input-shapes.ts',
  printInputShapes(
    model,
    names.filter((name) => inputNames.has(name)),
  ),
);
write('shapes.ts', printShapes(model, names, [...inputNames]));
write('inputs.ts', printInputs(operations));
write('operations.ts', printOperations(operations));
