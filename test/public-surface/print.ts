import { posix } from 'node:path';
import ts from 'typescript';
import { root } from '../../scripts/rulebook/files';
import { nodesOf } from '../tidy/files';

const index = 'src/index';

/**
 * All that the public API says, as TypeScript: each export of src/index.ts with its signature, and behind them the
 * declarations that they name and that users cannot import. In the order of their names, without comments.
 */
export function printSurface(): string {
  const { checker, entry } = declarations();
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(entry)!).map((symbol) => ({
    name: symbol.name,
    target: resolved(checker, symbol),
  }));
  const named = new Set(exported.map(({ target }) => target));
  const hidden = reachable(checker, named).map((target) => ({ name: target.name, target }));
  return [section('Exports', exported), section('Named by exports, not exported', hidden)].join('\n');
}

/** Compiles src/index.ts to declarations, in memory, and reads those. */
function declarations(): { checker: ts.TypeChecker; entry: ts.SourceFile } {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    skipLibCheck: true,
    types: ['node'],
    declaration: true,
    emitDeclarationOnly: true,
    outDir: root,
    rootDir: root,
  };
  const printed = new Map<string, string>();
  const source = ts.createProgram([posix.join(root, `${index}.ts`)], options);
  source.emit(undefined, (name, text) => printed.set(name, text), undefined, true);

  const host = ts.createCompilerHost(options, true);
  const { getSourceFile } = host;
  host.fileExists = (name) => printed.has(name) || (!isOurs(name) && ts.sys.fileExists(name));
  host.getSourceFile = (name, languageVersion, ...rest) => {
    const text = printed.get(name);
    if (text !== undefined) return ts.createSourceFile(name, text, languageVersion, true);
    return source.getSourceFile(name) ?? getSourceFile(name, languageVersion, ...rest);
  };
  const entryName = posix.join(root, `${index}.d.ts`);
  const program = ts.createProgram([entryName], { ...options, noEmit: true }, host, source);
  return { checker: program.getTypeChecker(), entry: program.getSourceFile(entryName)! };
}

const isOurs = (name: string): boolean => name.startsWith(posix.join(root, 'src/'));

const resolved = (checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

/** The declarations of ours that these name, and those that they name, and so on. */
function reachable(checker: ts.TypeChecker, from: ReadonlySet<ts.Symbol>): ts.Symbol[] {
  const seen = new Set(from);
  for (const symbol of seen) {
    for (const declaration of symbol.declarations ?? []) {
      for (const node of nodesOf(declaration)) {
        const found = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined;
        const target = found && resolved(checker, found);
        if (target?.declarations?.some((other) => isOurs(other.getSourceFile().fileName) && isTopLevel(other))) {
          seen.add(target);
        }
      }
    }
  }
  return [...seen].filter((symbol) => !from.has(symbol));
}

const isTopLevel = (node: ts.Declaration): boolean => ts.isSourceFile(statementOf(node).parent);

/** A variable's statement, else the declaration itself. */
const statementOf = (node: ts.Declaration): ts.Node => (ts.isVariableDeclaration(node) ? node.parent.parent : node);

function section(title: string, entries: readonly { name: string; target: ts.Symbol }[]): string {
  const printer = ts.createPrinter({ removeComments: true });
  const print = (node: ts.Declaration): string =>
    printer
      .printNode(ts.EmitHint.Unspecified, statementOf(node), node.getSourceFile())
      .replace(/^export /, '')
      .replace(/^declare /, '');
  const texts = entries
    .map(({ name, target }) => ({ name, alias: name === target.name ? '' : `// ${name} is\n`, target }))
    .map(({ name, alias, target }) => ({ name, text: alias + (target.declarations ?? []).map(print).join('\n') }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return `// ${title}: ${texts.length}\n\n${texts.map(({ text }) => `${text}\n`).join('\n')}`;
}
