/** What remains to do after tsup: the types for CommonJS, and the licenses of what was bundled. */
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './rulebook/files';

const dist = join(root, 'dist');
const read = (name: string) => readFileSync(join(dist, name), 'utf8');

const declarations = read('index.d.ts');
const relative = declarations.match(/(from|import\() ?['"]\.[^'"]*['"]/)?.[0];
if (relative) throw new Error(`dist/index.d.ts is not the same for both kinds of module, since it has ${relative}`);
copyFileSync(join(dist, 'index.d.ts'), join(dist, 'index.d.cts'));

/** The packages of which there is code, by the comments in which esbuild names each file. */
function bundledPackages(): string[] {
  const scripts = readdirSync(dist).filter((name) => /\.c?js$/.test(name));
  const found = scripts.flatMap((name) => [...read(name).matchAll(/^\s*\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)\//gm)]);
  return [...new Set(found.map(([, name]) => name as string))].sort();
}

function licenseOf(name: string): string {
  const folder = join(root, 'node_modules', name);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} is bundled and has no license`);
  return `${name}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}

const heading = 'This package contains code of other packages. Their licenses:\n';
writeFileSync(join(dist, 'third-party-licenses.txt'), [heading, ...bundledPackages().map(licenseOf)].join('\n\n'));
