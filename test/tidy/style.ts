import ts from 'typescript';
import type { Page } from '../../scripts/rulebook/rules';
import { lineOf, type Module, nodesOf, problemAt } from './files';

const maxColumns = 120;
const maxFunctionLines = 60;
const maxFileLines = 300;

/** Reports lines of more than 120 columns. */
export const longLines = ({ name, text }: Page): string[] =>
  text.split('\n').flatMap((line, index) => {
    const columns = [...line].length;
    return columns > maxColumns ? [`${name}:${index + 1}: ${columns} columns, at most ${maxColumns}`] : [];
  });

/** Reports files of more than 300 lines. */
export function longFile({ name, text }: Page): string[] {
  const lines = text.trimEnd().split('\n').length;
  return lines > maxFileLines ? [`${name}: ${lines} lines, at most ${maxFileLines}; split it by subject`] : [];
}

/** Reports functions of more than 60 lines; the callback of a `describe` is a chapter, not a function. */
export function longFunctions(module: Module): string[] {
  return [...nodesOf(module.tree)].filter(isFunctionWithBody).flatMap((node) => {
    const lines = lineOf(module, node.end) - lineOf(module, node.getStart(module.tree)) + 1;
    if (lines <= maxFunctionLines || isDescribed(node)) return [];
    const name = (node as ts.FunctionLikeDeclaration).name?.getText(module.tree) ?? 'a function';
    return [problemAt(module, node, `${name} has ${lines} lines, at most ${maxFunctionLines}`)];
  });
}

/** Reports default exports. */
export function defaultExports(module: Module): string[] {
  return [...nodesOf(module.tree)].flatMap((node) => {
    const isDefault =
      ts.isExportAssignment(node) ||
      (node.kind === ts.SyntaxKind.DefaultKeyword && !ts.isDefaultClause(node.parent)) ||
      (ts.isExportSpecifier(node) && node.name.text === 'default');
    return isDefault ? [problemAt(module, node, 'no default exports: a thing has one name')] : [];
  });
}

/** Reports re-exports: what users import is listed in one place. */
export function reexports(module: Module): string[] {
  return module.tree.statements
    .filter((node) => ts.isExportDeclaration(node) && node.moduleSpecifier)
    .map((node) => problemAt(module, node, 'only src/index.ts re-exports; import it from its own file'));
}

const impureCalls = new Set([
  'Date.now',
  'Math.random',
  'performance.now',
  'crypto.randomUUID',
  'crypto.getRandomValues',
]);

/** Reports what must not stand left of the simulator: clocks, randomness, promises. */
export function impurities(module: Module): string[] {
  return [...nodesOf(module.tree)].flatMap((node) => {
    const found = impurityOf(node, module.tree);
    return found === undefined ? [] : [problemAt(module, node, `${found} is for the simulator and its adapters`)];
  });
}

function impurityOf(node: ts.Node, tree: ts.SourceFile): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const text = node.getText(tree).replace(/^globalThis\./, '');
    return impureCalls.has(text) ? text : undefined;
  }
  const isDate = (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText(tree) === 'Date';
  if (isDate && (ts.isCallExpression(node) || !node.arguments?.length)) return 'the present Date';
  if (ts.isIdentifier(node) && /^Promise(Like)?$/.test(node.text)) return node.text;
  if (node.kind === ts.SyntaxKind.AsyncKeyword || node.kind === ts.SyntaxKind.AwaitKeyword) return node.getText(tree);
  return ts.isAwaitExpression(node) ? 'await' : undefined;
}

/** Reports decisions by the name of a format: they belong into its object in formats/. */
export function formatDecisions(module: Module): string[] {
  const advice = "ask the format's object in formats/ instead";
  return [...nodesOf(module.tree)].flatMap((node) => {
    if (ts.isSwitchStatement(node) && isFormat(node.expression)) {
      return [problemAt(module, node, `switch on a format: ${advice}`)];
    }
    const isComparison = ts.isBinaryExpression(node) && comparisons.has(node.operatorToken.kind);
    if (!isComparison) return [];
    const sides = [node.left, node.right];
    if (!sides.some(isFormat) || !sides.some(ts.isStringLiteralLike)) return [];
    return [problemAt(module, node, `comparison with a format: ${advice}`)];
  });
}

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

const isFormat = (node: ts.Expression): boolean =>
  ts.isIdentifier(node) ? node.text === 'format' : ts.isPropertyAccessExpression(node) && node.name.text === 'format';

/** Reports tests that are skipped, left for later, or that keep the others from running. */
export function unrunTests(module: Module): string[] {
  return [...nodesOf(module.tree)].flatMap((node) => {
    if (!ts.isPropertyAccessExpression(node) || !/^(skip|only|todo|skipIf|runIf)$/.test(node.name.text)) return [];
    const isTest = /^(test|it|describe|suite|bench)\b/.test(node.expression.getText(module.tree));
    return isTest ? [problemAt(module, node, `${node.getText(module.tree)}: every test runs`)] : [];
  });
}

const registries = new RegExp(
  [
    String.raw`npmjs\.(?:org|com)|yarnpkg\.com|npm\.pkg\.github\.com|jsr\.io`,
    String.raw`pypi\.org|pypi\.python\.org|pythonhosted\.org`,
    String.raw`repo1?\.maven|maven\.org|maven\.apache\.org|maven\.google\.com|sonatype\.org|sonatype\.com`,
    String.raw`clojars\.org|plugins\.gradle\.org|repo\.commonsware|jcenter\.bintray`,
    String.raw`nuget\.org|rubygems\.org|crates\.io|swiftpackageregistry\.com`,
  ].join('|'),
  'i',
);

/** Reports hosts of package registries. */
export const registryHosts = ({ name, text }: Page): string[] =>
  text.split('\n').flatMap((line, index) => {
    const host = registries.exec(line)?.[0];
    return host === undefined ? [] : [`${name}:${index + 1}: ${host} is a package registry; name it by its product`];
  });

const isFunctionWithBody = (node: ts.Node): boolean =>
  ts.isFunctionLike(node) && (node as ts.FunctionLikeDeclaration).body !== undefined;

function isDescribed(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && /^describe\b/.test(node.parent.expression.getText());
}
