/**
 * How everything of ours is bundled by esbuild: for no platform in particular. tsup takes in whatever is no dependency
 * in package.json, and that is all that we import (docs/decisions/0001-dependencies.md).
 */
export const bundling = {
  platform: 'neutral' as const,
  mainFields: ['module', 'main'], // the neutral platform has none
  define: { 'process.env.NODE_ENV': '"production"' }, // immer asks, also where there is no `process`
};
