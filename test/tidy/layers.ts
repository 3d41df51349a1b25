import { isBuiltin } from 'node:module';
import { problemAt } from './files';
import type { Import } from './imports';

/**
 * The parts of src from left to right: each may import those that stand left of it, and those beside it. A part is
 * a folder or a file directly in src.
 */
export const layers: readonly (readonly string[])[] = [
  ['api', 'model'],
  ['formats'],
  ['package-groups', 'resolution', 'access'],
  ['rules'],
  ['ops'],
  ['core.ts'],
  ['simulator'],
  ['adapters'],
  ['index.ts'],
];

/** Explanations read results: they stand aside, and whoever is right of the core may import them. */
const aside: Readonly<Record<string, { readonly imports: readonly string[]; readonly importedBy: readonly string[] }>> =
  {
    explain: { imports: ['api', 'model', 'formats'], importedBy: ['simulator', 'adapters', 'index.ts'] },
  };

/** The part of src in which a file lies. */
export const partOf = (name: string): string => name.split('/')[1] as string;

/** Whether a file lies left of a part: on explanations the same demands are made as on the core. */
export const isLeftOf = (name: string, part: string): boolean =>
  partOf(name) in aside || levelOf(partOf(name)) < levelOf(part);

/** Reports imports against the order of the layers. */
export function layerBreaches(imports: readonly Import[]): string[] {
  return imports.flatMap(({ from, node, target }) => {
    if (target === undefined) return [];
    const [importer, imported] = [partOf(from.name), partOf(target)];
    if (mayImport(importer, imported)) return [];
    return [problemAt(from, node, `${importer} may not import ${imported}: imports go one way (test/tidy/layers.ts)`)];
  });
}

/** Reports files in parts of src of which the order of the layers knows nothing. */
export const unknownParts = (names: readonly string[]): string[] =>
  [...new Set(names.map(partOf))]
    .filter((part) => levelOf(part) < 0 && !(part in aside))
    .map((part) => `src/${part}: give it a place in test/tidy/layers.ts`);

/** Reports modules of Node outside adapters, and the tree library outside the one file that hides it. */
export function foreignImports(imports: readonly Import[]): string[] {
  return imports.flatMap(({ from, node, specifier }) => {
    if (isBuiltin(specifier) && isLeftOf(from.name, 'adapters')) {
      return [problemAt(from, node, `only adapters may import a module of Node (${specifier})`)];
    }
    if (/^(sorted-btree|immutable)(\/|$)/.test(specifier) && from.name !== 'src/model/wide-map.ts') {
      return [problemAt(from, node, `only src/model/wide-map.ts may import ${specifier}`)];
    }
    return [];
  });
}

const levelOf = (part: string): number => layers.findIndex((layer) => layer.includes(part));

function mayImport(importer: string, imported: string): boolean {
  if (importer === imported) return true;
  const own = aside[importer];
  if (own) return own.imports.includes(imported);
  const other = aside[imported];
  return other ? other.importedBy.includes(importer) : levelOf(imported) <= levelOf(importer);
}
