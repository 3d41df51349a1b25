/** What remains to do after tsup: modules and types for CommonJS, and the licenses of what was bundled. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPackages } from './package/bundled-packages';
import { commonModules } from './package/common-modules';
import { root } from './rulebook/files';

const dist = join(root, 'dist');
const read = (name: string) => readFileSync(join(dist, name), 'utf8');

const modules = await commonModules(dist, ['index.js', 'server.js', 'world.js']);
for (const [name, bytes] of modules) writeFileSync(join(dist, name), bytes);

/** The types are the same for both kinds of module, but for the names of the files that they import. */
const imported = /((?:from|import\() ?['"]\.[^'"]*)\.js(?=['"])/g;
for (const name of readdirSync(dist).filter((file) => file.endsWith('.d.ts'))) {
  writeFileSync(join(dist, name.replace(/ts$/, 'cts')), read(name).replace(imported, '$1.cjs'));
}

const scripts = readdirSync(dist).filter((name) => /\.c?js$/.test(name));

/** The licenses of what names its license without having its text. */
const own = join(root, 'scripts', 'package', 'licenses');

function licenseOf(name: string): string {
  const folder = join(root, 'node_modules', name);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const kept = join(own, `${name.replaceAll('/', '+')}.txt`);
  if (!file && !existsSync(kept)) throw new Error(`${name} is bundled and has no license`);
  return `${name}\n\n${readFileSync(file ? join(folder, file) : kept, 'utf8').trim()}\n`;
}

/** Of the data from which src/package-groups/confusables.ts is made. */
const unicodeLicense = readFileSync(join(own, 'unicode-data.txt'), 'utf8');
const unicode = `Unicode's data of confusable characters\n\n${unicodeLicense}`;

const heading = 'This package contains code and data of others. Their licenses:\n';
const licenses = [heading, ...bundledPackages(scripts.map(read)).map(licenseOf), unicode];
writeFileSync(join(dist, 'third-party-licenses.txt'), licenses.join('\n\n'));
