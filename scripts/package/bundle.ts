import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from '../rulebook/files';
import { bundling } from './bundling';

/** What a bundler makes of a program for some place unknown, with all that the program imports. */
export interface Bundle {
  readonly text: string;
  readonly size: number;
  readonly gzipped: number;
}

/** Bundles a program that lies at the root of the project into a script; its exports become the global `exported`. */
export async function bundle(program: string): Promise<Bundle> {
  const { outputFiles } = await build({
    ...bundling,
    stdin: { contents: program, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    minify: true,
    legalComments: 'none',
    format: 'iife',
    globalName: 'exported',
    target: 'es2022',
    logLevel: 'silent',
  });
  const [{ text, contents }] = outputFiles as [(typeof outputFiles)[0]];
  return { text, size: contents.length, gzipped: gzipSync(contents, { level: 9 }).length };
}
