/** The tables against the rulebook's own, row by row. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { operations } from '../../src/api/operations';
import type { ShapeName } from '../../src/api/shape-names';
import { shapes } from '../../src/api/shapes';
import type { Member, Operation } from '../../src/api/table';
import type { OperationName } from '../../src/api/types';
import type { exceptionStatus } from '../../src/model/errors';

const page = readFileSync(new URL('../../docs/rulebook/api-bindings.md', import.meta.url), 'utf8');

/** The cells of the rows whose ids lie in a range. */
const rows = (from: number, to: number): string[][] =>
  page
    .split('\n')
    .filter((line) => line.startsWith('| API-'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter(([id]) => Number(id!.slice(4)) >= from && Number(id!.slice(4)) <= to);

/** The texts in backticks. */
const codes = (cell: string): string[] => [...cell.matchAll(/`([^`]*)`/g)].map(([, code]) => code!);

const standardParameters: Readonly<Record<string, readonly string[]>> = {
  DOM: ['domain*', 'domain-owner=domainOwner'],
  REP: ['DOM', 'repository*'],
  PKG: ['REP', 'format*', 'namespace', 'package*'],
  VER: ['PKG', 'version*=packageVersion'],
  PAGE: ['max-results=maxResults', 'next-token=nextToken'],
};

const expand = (parameter: string): string[] => standardParameters[parameter]?.flatMap(expand) ?? [parameter];

/** `wire*=member`, as the rulebook writes a member: the star when it is required, the wire name when it differs. */
const notation = ([name, { as, required }]: [string, Member]): string =>
  as === undefined ? `${name}${required ? '*' : ''}` : `${as}${required ? '*' : ''}=${name}`;

const membersIn = (operation: Operation, ...places: Member['in'][]): string[] =>
  Object.entries(operation.input)
    .filter(([, member]) => places.includes(member.in))
    .map(notation)
    .sort();

/** The input members of a cell: codes, and the standard sets that stand bare. */
const parametersOf = (cell: string): string[] =>
  cell
    .split(', ')
    .map((part) => part.replaceAll('`', ''))
    .filter((part) => part !== '—')
    .flatMap(expand)
    .sort();

/** `raw bytes = x; header h=x; x`, of the column of body members, as `payload x`, `header h=x`, `x`. */
const bodyOf = (cell: string): string[] =>
  cell === '—'
    ? []
    : cell
        .split(/; |, /)
        .map((part) => part.replaceAll('`', '').replace('raw bytes = ', ''))
        .map((part) => part.replace('header ', ''))
        .sort();

const resultOf = ([name, { shape, in: place, as }]: [string, Member]): string => {
  if (place === 'payload') return `raw bytes = \`${name}\``;
  return place === 'header' ? `header \`${as}=${name}\`` : `\`${name}\`: ${shape}`;
};

const errorLetters: Readonly<Record<string, keyof typeof exceptionStatus>> = {
  AD: 'AccessDeniedException',
  CF: 'ConflictException',
  IS: 'InternalServerException',
  NF: 'ResourceNotFoundException',
  SQ: 'ServiceQuotaExceededException',
  TH: 'ThrottlingException',
  VA: 'ValidationException',
};

describe('operations', () => {
  const all = rows(201, 248);

  test('API-14 API-15: there are 48, each with a row', () => {
    expect(all.map(([, name]) => name!.split(' ')[0]).sort()).toEqual(Object.keys(operations).sort());
    expect(all).toHaveLength(48);
  });

  test.each(all)('%s: %s', (_id, title, method, path, query, body, result, errors) => {
    const [name, mark] = title!.split(' ') as [OperationName, string?];
    const operation = operations[name];
    expect(operation).toMatchObject({ method, path: codes(path!)[0] });
    expect(membersIn(operation, 'query')).toEqual(parametersOf(query!));
    expect(membersIn(operation, undefined, 'header', 'payload')).toEqual(bodyOf(body!));
    const results = Object.entries(operation.output).map(resultOf);
    expect(results).toEqual(result!.startsWith('empty') ? [] : result!.split('; '));
    expect(operation.errors).toEqual(errors!.split(' ').map((letters) => errorLetters[letters]));
    expect(operation.idempotent).toBe(mark === '(idempotent)' ? true : undefined);
  });

  test('API-40: three are idempotent', () => {
    const idempotent = Object.keys(operations).filter((name) => operations[name as OperationName].idempotent);
    expect(idempotent).toEqual(['DeletePackageGroup', 'UpdatePackageGroup', 'UpdatePackageGroupOriginConfiguration']);
  });
});

describe('pagination', () => {
  const all = rows(301, 311);

  test('API-301 API-311: no other operation has pages', () => {
    const paged = Object.keys(operations).filter((name) => operations[name as OperationName].items);
    expect(paged.sort()).toEqual(all.map(([, name]) => name).sort());
  });

  test.each(all)('%s API-30 API-33: %s', (_id, name, items, maxResults, tokenIn) => {
    const { input, output, items: paged } = operations[name as OperationName];
    const place = { querystring: 'query', body: undefined };
    expect(paged).toBe(codes(items!)[0]);
    expect(input.nextToken).toMatchObject({ shape: 'PaginationToken' });
    expect(input.nextToken!.in).toBe(place[tokenIn as keyof typeof place]);
    expect(output.nextToken).toEqual({ shape: 'PaginationToken' });
    if (maxResults === 'none') expect(input.maxResults).toBeUndefined();
    else {
      expect(maxResults).toMatch(/, 1\.\.1000$/);
      expect(shapes[input.maxResults!.shape]).toEqual({ kind: 'integer', min: 1, max: 1000 });
      expect(input.maxResults!.in).toBe(place[maxResults!.split(', ')[0] as keyof typeof place]);
    }
  });
});

describe('constraints', () => {
  /** Where the rulebook itself corrects its row: EXT-11. */
  const corrections: Readonly<Record<string, readonly string[]>> = { ExternalConnectionStatus: ['AVAILABLE'] };

  test.each(rows(401, 451))('%s: %s', (_id, title, usedBy, min, max, form) => {
    const [name, unit] = title!.split(' ') as [ShapeName, string];
    const shape = shapes[name];
    const kinds = { '(length)': 'string', '(value)': 'integer', '(items)': 'list' };
    expect(shape.kind).toBe(kinds[unit as keyof typeof kinds]);
    expect(shape).toMatchObject(limits(min!, max!));
    expect(Object.keys(shape).filter((key) => ['min', 'max'].includes(key))).toEqual(Object.keys(limits(min!, max!)));
    if (shape.kind === 'string') {
      const isEnum = min === '—' && max === '—';
      expect(shape.values).toEqual(isEnum ? (corrections[name] ?? codes(form!)) : undefined);
      expect(shape.source).toBe(isEnum || form === '—' ? undefined : codes(form!)[0]);
      expect(shape.pattern?.source).toBe(shape.source && inJavaScript(shape.source));
      expect(shape.pattern?.flags).toBe(shape.source && 'u');
    }
    for (const member of usedBy!.split(', ').filter((each) => /^\w+$/.test(each))) {
      expect(users(name)).toContain(member);
    }
  });

  const limits = (min: string, max: string) => ({
    ...(min !== '—' && { min: Number(min) }),
    ...(max !== '—' && { max: Number(max) }),
  });

  const inJavaScript = (pattern: string): string =>
    new RegExp(`^(?:${pattern.replace('IsWhitespace', 'White_Space').replace('\\-]', '-]')})$`, 'u').source;

  /** The names of the members of a shape, in operations and structures. */
  const users = (name: ShapeName): string[] =>
    [
      ...Object.values(operations).flatMap(({ input, output }) => [input, output]),
      ...Object.values(shapes).flatMap((shape) => (shape.kind === 'structure' ? [shape.members] : [])),
    ].flatMap((members) => Object.keys(members).filter((member) => members[member]!.shape === name));
});

describe('values that one operation accepts', () => {
  const all = rows(501, 507).map(([id, title, accepted, refused]) => {
    const member = codes(title!)[0]!;
    const names = title!.replace(` \`${member}\``, '').split(', ') as OperationName[];
    return { id, member, names, accepted: codes(accepted!), refused: codes(refused!) };
  });

  test.each(all)('$id: $names $member', ({ names, member, accepted, refused }) => {
    for (const name of names) {
      const { values, shape } = operations[name].input[member]!;
      const all = shapes[shape];
      expect([...values!].sort()).toEqual([...accepted].sort());
      const rest = all.kind === 'string' ? all.values!.filter((each) => !values!.includes(each)) : [];
      if (refused.length > 0) expect(rest).toEqual(refused);
      else expect(rest).toHaveLength(7); // "the other seven"
    }
  });

  test('API-501 API-507: no other member has a narrower set', () => {
    const narrowed = Object.entries(operations).flatMap(([name, { input }]) =>
      Object.keys(input).flatMap((member) => (input[member]!.values ? [`${name}.${member}`] : [])),
    );
    expect(narrowed.sort()).toEqual(
      all.flatMap(({ names, member }) => names.map((name) => `${name}.${member}`)).sort(),
    );
  });
});

describe('structures and maps', () => {
  const table = (heading: string): string[][] =>
    page
      .split(`## ${heading}\n`)[1]!
      .split('\n## ')[0]!
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
      .slice(1)
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );

  test.each(table('Structures with required members'))('%s', (name, required, others) => {
    const shape = shapes[name as ShapeName];
    const members = shape.kind === 'structure' ? Object.entries(shape.members) : [];
    const isRequired = (member: [string, Member]) => member[1].required === true;
    const cell = (texts: string[]) => (texts.length === 0 ? '—' : texts.join(', '));
    expect(cell(members.filter(isRequired).map(([member]) => `\`${member}\``))).toBe(required);
    expect(
      cell(members.filter((each) => !isRequired(each)).map(([member, { shape }]) => `\`${member}\`: ${shape}`)),
    ).toBe(others);
  });

  test.each(table('Maps'))('%s', (name, key, value) => {
    expect(shapes[name as ShapeName]).toEqual({ kind: 'map', key, value });
  });
});
