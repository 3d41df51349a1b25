import { describe, expect, test } from 'vitest';
import { machinePaths } from '../../scripts/rulebook/rules';
import { type Module, parseModule } from './files';
import { importCycles, importsOf, unusedExports } from './imports';
import { foreignImports, layerBreaches, unknownParts } from './layers';
import {
  defaultExports,
  formatDecisions,
  impurities,
  longFile,
  longFunctions,
  longLines,
  reexports,
  registryHosts,
  unrunTests,
} from './style';

const moduleOf = (text: string, name = 'src/ops/some.ts'): Module => parseModule({ name, text });
const machinePath = (module: Module) => machinePaths([module]);
const lines = (count: number) => 'f();\n'.repeat(count);

describe('each check finds its fault', () => {
  test.each<[check: (module: Module) => string[], fault: string, innocent: string]>([
    [longLines, 'x'.repeat(121), 'é'.repeat(120)],
    [longFile, lines(301), lines(300)],
    [longFunctions, `const f = () => {\n${lines(59)}};`, `const f = () => {\n${lines(58)}};`],
    [longFunctions, `test('t', () => {\n${lines(70)}});`, `describe('t', () => {\n${lines(70)}});`],
    [defaultExports, 'export default 1;', 'switch (a) { default: f(); }'],
    [defaultExports, 'export { a as default };', 'export { a };'],
    [reexports, "export * from './a';", 'export { a };'],
    [impurities, 'const now = Date.now();', 'const now = context.now;'],
    [impurities, 'const now = new Date();', 'const then = new Date(now);'],
    [impurities, 'const id = Math.random();', 'const id = Math.max(1, 2);'],
    [impurities, 'const f = async () => 1;', 'const f = () => 1;'],
    [impurities, 'let f: Promise<void>;', 'let f: Promised;'],
    [formatDecisions, 'switch (request.format) {}', 'switch (request.status) {}'],
    [formatDecisions, "if (format === 'npm') f();", 'if (format === other.format) f();'],
    [formatDecisions, "if ('npm' !== package.format) f();", "if (formats[format].name === 'npm') f();"],
    [unrunTests, "test.skip('t', f);", "test.each(rows)('t', f);"],
    [unrunTests, "describe.each(rows).only('t', f);", 'page.only(rows);'],
    [registryHosts, ['https://crates', 'io/'].join('.'), 'public:crates-io'],
    [machinePath, `see ${['', 'tmp', 'a'].join('/')}`, 'a/tmp/b and </root>'],
  ])('%o names a fault and no innocent', (check, fault, innocent) => {
    expect(check(moduleOf(fault))).toHaveLength(1);
    expect(check(moduleOf(innocent))).toEqual([]);
  });
});

describe('imports', () => {
  const problems = (check: (imports: ReturnType<typeof importsOf>) => string[], files: Record<string, string>) =>
    check(importsOf(Object.entries(files).map(([name, text]) => moduleOf(text, name))));

  test.each([
    ['src/model/a.ts', 'src/formats/b.ts'],
    ['src/ops/a.ts', 'src/core.ts'],
    ['src/explain/a.ts', 'src/ops/b.ts'],
    ['src/ops/a.ts', 'src/explain/b.ts'],
  ])('%s may not import %s', (importer, imported) => {
    const path = imported.replace('src/', importer === 'src/core.ts' ? './' : '../').replace('.ts', '');
    expect(problems(layerBreaches, { [importer]: `import { b } from '${path}';`, [imported]: '' })).toHaveLength(1);
  });

  test.each([
    ['src/api/a.ts', 'src/model/b.ts'],
    ['src/ops/a.ts', 'src/ops/b.ts'],
    ['src/simulator/a.ts', 'src/explain/b.ts'],
    ['src/explain/a.ts', 'src/formats/index.ts'],
  ])('%s may import %s', (importer, imported) => {
    const path = imported.replace('src/', '../').replace(/(\/index)?\.ts$/, '');
    expect(problems(layerBreaches, { [importer]: `import { b } from '${path}';`, [imported]: '' })).toEqual([]);
  });

  test('a cycle is told as a path, also through types', () => {
    const files = { 'src/a.ts': "import type { B } from './b';", 'src/b.ts': "import { a } from './a';" };
    expect(problems(importCycles, files)).toEqual(['import cycle: src/a.ts -> src/b.ts -> src/a.ts']);
  });

  test('modules of Node and the tree library have their places', () => {
    const text = "import { join } from 'node:path';\nimport BTree from 'sorted-btree';";
    expect(problems(foreignImports, { 'src/model/keys.ts': text })).toHaveLength(2);
    expect(problems(foreignImports, { 'src/model/wide-map.ts': text })).toHaveLength(1);
    expect(problems(foreignImports, { 'src/adapters/cli.ts': "import { join } from 'path';" })).toEqual([]);
  });

  test('an unknown part of src is reported', () => {
    expect(unknownParts(['src/ops/a.ts', 'src/explain/a.ts', 'src/odd/a.ts'])).toHaveLength(1);
  });

  test('an export that nobody imports is reported, but for types that its own file uses', () => {
    const owner = moduleOf(
      'export const a = 1; export const b = 2; export interface C {}\nexport type D = C;',
      'src/ops/o.ts',
    );
    const user = moduleOf("import { a as x } from '../../src/ops/o';", 'test/ops/o.test.ts');
    const found = unusedExports([owner], importsOf([owner, user]), new Set());
    expect(found.map((problem) => problem.match(/imports (\w+)/)?.[1])).toEqual(['b', 'D']);
  });
});
