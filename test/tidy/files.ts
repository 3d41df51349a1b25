import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../../scripts/rulebook/files';
import type { Page } from '../../scripts/rulebook/rules';

/** A TypeScript file with its syntax tree. */
export interface Module extends Page {
  readonly tree: ts.SourceFile;
}

/** All text files of the project that are not ignored by git, named by their paths from its root. */
export function readTextFiles(): Page[] {
  const ignored = readFileSync(join(root, '.gitignore'), 'utf8').split('\n').filter(Boolean);
  return listFiles('', ['.git', ...ignored]).flatMap((name) => {
    const text = readFileSync(join(root, name), 'utf8');
    return text.includes('\0') ? [] : [{ name, text }];
  });
}

/** Parses a TypeScript file. */
export const parseModule = ({ name, text }: Page): Module => ({
  name,
  text,
  tree: ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true),
});

/** Every node of a tree, parents first. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesOf(child);
}

/** The line of a node, counted from 1. */
export const lineOf = (module: Module, position: number): number =>
  module.tree.getLineAndCharacterOfPosition(position).line + 1;

/** A problem as the checks word it: where, and what to do about it. */
export const problemAt = (module: Module, node: ts.Node, message: string): string =>
  `${module.name}:${lineOf(module, node.getStart(module.tree))}: ${message}`;

function childrenOf(node: ts.Node): ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  return children;
}

function listFiles(folder: string, ignored: readonly string[]): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (ignored.some((pattern) => isIgnored(entry.name, path, pattern))) return [];
    if (entry.isDirectory()) return listFiles(path, ignored);
    return entry.isFile() ? [path] : [];
  });
}

/** Understands the forms of pattern that our .gitignore has: a name, a path, `*` and the ending of a name. */
function isIgnored(name: string, path: string, pattern: string): boolean {
  const bare = pattern.replace(/^\/|\/$/g, '');
  return bare.startsWith('*') ? name.endsWith(bare.slice(1)) : name === bare || path === bare;
}
