import { rmSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';
import { bundling } from './scripts/package/bundling';

const shared: Options = {
  target: 'es2022',
  platform: bundling.platform,
  define: bundling.define,
  outDir: 'dist',
  external: [/^node:/],
  removeNodeProtocol: false,
  silent: true,
  esbuildOptions(options) {
    options.mainFields = bundling.mainFields;
  },
};

rmSync('dist', { recursive: true, force: true }); // not `clean`: the two builds run side by side

/** What users import: the library, its server for Node, and the reader of world files. */
const entry = {
  index: 'src/index.ts',
  server: 'src/adapters/server/node-server.ts',
  world: 'src/adapters/world/world-file.ts',
};

/**
 * What several ES modules need lies beside them, once; each CommonJS module has all in itself. The types are printed
 * once: scripts/finish-build.ts copies them for CommonJS.
 */
export default defineConfig([
  { ...shared, format: 'esm', entry: { ...entry, cli: 'src/adapters/cli.ts' }, dts: { entry } },
  { ...shared, format: 'cjs', entry },
]);
