import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../rulebook/files';
import { typedProgram } from './consumer';

/** The ways in which a package is imported: the files that do it, and the settings by which it is resolved. */
const ways: readonly (readonly [name: string, files: readonly string[], options: ts.CompilerOptions])[] = [
  [
    'node16 (ES module and CommonJS)',
    ['typed.mts', 'typed.cts'],
    { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
  ],
  ['bundler', ['typed.ts'], { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }],
];

/** Compiles a program that uses the package installed in the folder, in each way; gives the ways' names. */
export function checkTypes(folder: string): string[] {
  return ways.map(([name, files, options]) => {
    const paths = files.map((file) => join(folder, file));
    for (const path of paths) writeFileSync(path, typedProgram);
    const program = ts.createProgram(paths, {
      ...options,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts'],
      types: ['node'], // a body of the SDK's handler may be a stream of Node
      typeRoots: [join(root, 'node_modules', '@types')],
      strict: true,
      noEmit: true,
      skipLibCheck: false, // our declarations must hold in any project
      skipDefaultLibCheck: true,
    });
    const problems = [...program.getOptionsDiagnostics(), ...program.getSyntacticDiagnostics(), ...semantic(program)];
    if (problems.length === 0) return name;
    const host = { getCanonicalFileName: String, getCurrentDirectory: () => folder, getNewLine: () => '\n' };
    throw new Error(`Types by ${name}:\n${ts.formatDiagnostics(problems, host)}`);
  });
}

/** The faults of the programs and of our declarations; those of others are not ours to find. */
function semantic(program: ts.Program): ts.Diagnostic[] {
  const judged = program
    .getSourceFiles()
    .filter(({ fileName }) => !/node_modules\/(@types|typescript)\//.test(fileName));
  return judged.flatMap((file) => program.getSemanticDiagnostics(file));
}
