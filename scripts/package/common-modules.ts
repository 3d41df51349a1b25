import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

/**
 * The modules of a folder and all that they import there, as CommonJS, by name. Module for module, and not each with
 * all in itself: a class is there once, and what one module throws is an error to another too.
 */
export async function commonModules(
  folder: string,
  entries: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const names = new Set(entries);
  const modules = new Map<string, Uint8Array>();
  const beside: Plugin = {
    name: 'beside',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\// }, ({ path, kind }) => {
        if (kind === 'entry-point') return undefined;
        names.add(path.slice('./'.length));
        return { path: commonName(path), external: true };
      });
    },
  };
  for (const name of names) {
    const { outputFiles } = await build({
      entryPoints: [`./${name}`],
      absWorkingDir: folder,
      bundle: true,
      write: false,
      format: 'cjs',
      platform: 'node',
      target: 'es2022',
      packages: 'external',
      plugins: [beside],
      outdir: join(folder, 'common'), // where it would be, if it were written
      logLevel: 'silent',
    });
    modules.set(commonName(name), outputFiles[0]!.contents);
  }
  return modules;
}

const commonName = (name: string): string => name.replace(/\.js$/, '.cjs');
