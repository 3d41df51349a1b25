import { describe, expect, test } from 'vitest';
import { readRulePages } from '../scripts/rulebook/files';
import { knownIds, machinePaths, parseRules, unknownIds } from '../scripts/rulebook/rules';
import { parseModule, readTextFiles } from './tidy/files';
import { importCycles, importsOf, unusedExports } from './tidy/imports';
import { foreignImports, isLeftOf, layerBreaches, unknownParts } from './tidy/layers';
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
} from './tidy/style';

/** Files that scripts print: nobody reads them line by line. */
const generated = new Set([
  'src/api/input-shapes.ts',
  'src/api/inputs.ts',
  'src/api/operations.ts',
  'src/api/shapes.ts',
  'src/api/types.ts',
  'src/explain/sentences.ts',
]);

/** Files of src that may be longer than the others, each with the reason. */
const longFiles: Readonly<Record<string, string>> = {};

const texts = readTextFiles();
const code = texts.filter(({ name }) => /^(src|scripts|test|bench)\/.*\.ts$/.test(name)).map(parseModule);
const src = code.filter(({ name }) => name.startsWith('src/'));
const tests = code.filter(({ name }) => name.startsWith('test/'));
const written = code.filter(({ name }) => !generated.has(name));
const imports = importsOf(code);
const srcImports = imports.filter(({ from }) => from.name.startsWith('src/'));

/** The files that users import: src/index.ts, and whatever else the build starts from. */
const build = texts.find(({ name }) => name === 'tsup.config.ts')?.text ?? '';
const entryPoints = new Set(['src/index.ts', ...(build.match(/src\/[\w/-]+\.ts/g) ?? [])]);

describe('text', () => {
  test('names no path of a machine', () => expect(machinePaths(texts)).toEqual([]));

  test('names no host of a package registry', () => expect(texts.flatMap(registryHosts)).toEqual([]));

  test('cites rules that are in the rulebook', () => {
    const pages = readRulePages();
    const known = knownIds(parseRules(pages).rules, pages);
    expect(unknownIds([...src, ...tests], known)).toEqual([]);
  });
});

describe('size', () => {
  test('lines have at most 120 columns', () => expect(written.flatMap(longLines)).toEqual([]));

  test('functions have at most 60 lines', () => expect(written.flatMap(longFunctions)).toEqual([]));

  test('files of src have at most 300 lines', () => {
    const judged = src.filter(({ name }) => !generated.has(name) && !(name in longFiles));
    expect(judged.flatMap(longFile)).toEqual([]);
  });

  test('files that may be longer are there, and are longer', () => {
    const idle = Object.keys(longFiles).filter((path) => {
      const module = src.find(({ name }) => name === path);
      return module === undefined || longFile(module).length === 0;
    });
    expect(idle).toEqual([]);
  });
});

describe('imports and exports', () => {
  test('every part of src has its layer', () => expect(unknownParts(src.map(({ name }) => name))).toEqual([]));

  test('imports go one way', () => expect(layerBreaches(srcImports)).toEqual([]));

  test('there are no import cycles', () => expect(importCycles(srcImports)).toEqual([]));

  test('modules of Node and the tree library stay where they belong', () => {
    expect(foreignImports(srcImports)).toEqual([]);
  });

  test('there are no default exports', () => expect(code.flatMap(defaultExports)).toEqual([]));

  test('only entry points re-export', () => {
    expect(src.filter(({ name }) => !entryPoints.has(name)).flatMap(reexports)).toEqual([]);
  });

  test('every export of src is imported', () => {
    const judged = src.filter(({ name }) => !generated.has(name));
    expect(unusedExports(judged, imports, entryPoints)).toEqual([]);
  });
});

describe('purity', () => {
  test('nothing left of the simulator knows a clock, randomness or promises', () => {
    expect(src.filter(({ name }) => isLeftOf(name, 'simulator')).flatMap(impurities)).toEqual([]);
  });

  test('only formats and their endpoints decide by the name of a format', () => {
    const judged = src.filter(({ name }) => !/^src\/(formats|adapters\/endpoints)\//.test(name));
    expect(judged.flatMap(formatDecisions)).toEqual([]);
  });
});

describe('tests', () => {
  test('all run', () => expect(tests.flatMap(unrunTests)).toEqual([]));
});
