import { posix } from 'node:path';
import ts from 'typescript';
import { type Module, nodesOf } from './files';

/** An import, a dynamic import or a re-export. */
export interface Import {
  readonly from: Module;
  readonly node: ts.Node;
  readonly specifier: string;
  /** The file that is imported, when it is one of ours. */
  readonly target: string | undefined;
  /** The names that are taken, as their owner calls them; undefined when the whole file is. */
  readonly names: readonly string[] | undefined;
}

/** Everything that the files import, those of types alone included. */
export function importsOf(modules: readonly Module[]): Import[] {
  const names = new Set(modules.map(({ name }) => name));
  return modules.flatMap((from) =>
    [...nodesOf(from.tree)].flatMap((node) => {
      const specifier = specifierOf(node);
      if (specifier === undefined) return [];
      return [{ from, node, specifier, target: resolve(from.name, specifier, names), names: namesTaken(node) }];
    }),
  );
}

/** Reports cycles, each once. */
export function importCycles(imports: readonly Import[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, target } of imports) {
    if (target !== undefined) targets.set(from.name, [...(targets.get(from.name) ?? []), target]);
  }
  const problems = new Set<string>();
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    const start = path.indexOf(name);
    if (start >= 0) problems.add(`import cycle: ${[...path.slice(start), name].join(' -> ')}`);
    if (start >= 0 || done.has(name)) return;
    for (const target of targets.get(name) ?? []) visit(target, [...path, name]);
    done.add(name);
  };
  for (const name of targets.keys()) visit(name, []);
  return [...problems];
}

/** Reports exports that no other file imports. A type that its own file uses may be exported for the reader's sake. */
export function unusedExports(
  owners: readonly Module[],
  imports: readonly Import[],
  entryPoints: ReadonlySet<string>,
): string[] {
  const used = new Set<string>();
  const whole = new Set<string>();
  for (const { target, names } of imports) {
    if (target !== undefined && names === undefined) whole.add(target);
    for (const name of names ?? []) used.add(`${target} ${name}`);
  }
  return owners
    .filter(({ name }) => !entryPoints.has(name) && !whole.has(name))
    .flatMap((module) =>
      exportsOf(module)
        .filter(({ name, isType }) => !used.has(`${module.name} ${name}`) && !(isType && isUsedWithin(module, name)))
        .map(({ name }) => `${module.name}: nobody imports ${name}; remove it, or its export`),
    );
}

function specifierOf(node: ts.Node): string | undefined {
  const isStatic = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
  const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const isType = ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument);
  const specifier = isStatic
    ? node.moduleSpecifier
    : isDynamic
      ? node.arguments[0]
      : isType
        ? (node.argument as ts.LiteralTypeNode).literal
        : undefined;
  return specifier && ts.isStringLiteralLike(specifier) ? specifier.text : undefined;
}

function namesTaken(node: ts.Node): string[] | undefined {
  const clause = ts.isImportDeclaration(node)
    ? node.importClause?.namedBindings
    : ts.isExportDeclaration(node)
      ? node.exportClause
      : undefined;
  if (clause === undefined || !(ts.isNamedImports(clause) || ts.isNamedExports(clause))) return undefined;
  return clause.elements.map((element) => (element.propertyName ?? element.name).text);
}

function resolve(from: string, specifier: string, names: ReadonlySet<string>): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const path = posix.join(posix.dirname(from), specifier.replace(/\.js$/, ''));
  return [path, `${path}.ts`, `${path}/index.ts`].find((candidate) => names.has(candidate));
}

function exportsOf(module: Module): { name: string; isType: boolean }[] {
  return module.tree.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement) && !statement.moduleSpecifier) {
      return (namesTaken(statement) ?? []).map((name) => ({ name, isType: statement.isTypeOnly }));
    }
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) return [];
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.map(({ name }) => ({ name: name.getText(), isType: false }));
    }
    const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
    const named = isType || ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
    return named && statement.name ? [{ name: statement.name.text, isType }] : [];
  });
}

const isUsedWithin = (module: Module, name: string): boolean =>
  [...nodesOf(module.tree)].filter((node) => ts.isIdentifier(node) && node.text === name).length > 1;
