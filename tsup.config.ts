import { rmSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';
import { bundling } from './scripts/package/bundling';

/** What users import: the library, its server for Node, and the reader of world files. */
const entry = {
  index: 'src/index.ts',
  server: 'src/adapters/server/node-server.ts',
  world: 'src/adapters/world/world-file.ts',
};

rmSync('dist', { recursive: true, force: true }); // not `clean`: that would not take what scripts/finish-build.ts made

/**
 * What several modules need lies beside them, once. Modules and types are made once: scripts/finish-build.ts makes
 * those of CommonJS from them.
 */
const options: Options = {
  format: 'esm',
  entry: { ...entry, cli: 'src/adapters/cli.ts' },
  dts: { entry },
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

export default defineConfig(options);
