/** What remains to do after tsup: the types for CommonJS, and the licenses of what is bundled. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPackages } from './package/bundled-packages';
import { root } from './rulebook/files';

const inDist = (name: string) => join(root, 'dist', name);

const declarations = readFileSync(inDist('index.d.ts'), 'utf8');
const relative = declarations.match(/(from|import\() ?['"]\.[^'"]*['"]/)?.[0];
if (relative) throw new Error(`dist/index.d.ts is not the same for both kinds of module, since it has ${relative}`);
copyFileSync(inDist('index.d.ts'), inDist('index.d.cts'));

const licenses = bundledPackages.map((name) => {
  const text = readFileSync(join(root, 'node_modules', name, 'LICENSE'), 'utf8');
  return `${name}\n\n${text.trim()}\n`;
});
const heading = 'This package contains code of other packages. Their licenses:\n';
writeFileSync(inDist('third-party-licenses.txt'), [heading, ...licenses].join('\n\n'));
