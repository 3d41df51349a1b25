/** The comments in which esbuild names each file; where node_modules is a link, they begin with the way to it. */
const named = /^\s*\/\/ (?:\.\.\/(?:.*\/)?)?node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\//gm;

/** The packages of which there is code in these scripts, by name. Throws an Error when there are none. */
export function bundledPackages(scripts: readonly string[]): string[] {
  const names = new Set(scripts.flatMap((script) => [...script.matchAll(named)].map(([, name]) => name as string)));
  if (names.size > 0) return [...names].sort();
  throw new Error('No comment in dist names a file of node_modules: which packages are bundled cannot be told');
}
