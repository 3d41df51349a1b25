/**
 * Runs benchmarks of bench/: `npm run bench`, or `npm run bench -- core` for one of them.
 *
 * They are bundled by esbuild alone and run by Node alone: tsx would wrap every function to keep its name, and that is
 * a good part of what small functions cost.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './rulebook/files';

const given = process.argv.slice(2);
const names = given.length > 0 ? given : ['core', 'simulator', 'sdk'];
const outdir = join(root, 'node_modules', '.cache', 'bench'); // below node_modules, so that imports of packages resolve

await build({
  absWorkingDir: root,
  entryPoints: names.map((name) => `bench/${name}.ts`),
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
});
for (const name of names) {
  console.log(`\n${name}\n`);
  const { status } = spawnSync(process.execPath, ['--expose-gc', join(outdir, `${name}.mjs`)], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
