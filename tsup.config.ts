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

/** The types are printed once: scripts/finish-build.ts copies them for CommonJS. */
export default defineConfig([
  {
    ...shared,
    format: 'esm',
    entry: { index: 'src/index.ts', cli: 'src/adapters/cli.ts' },
    dts: { entry: { index: 'src/index.ts' } },
  },
  { ...shared, format: 'cjs', entry: { index: 'src/index.ts' } },
]);
