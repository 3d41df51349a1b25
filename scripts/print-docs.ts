/**
 * Prints the pages of docs/ that come from the code.
 *
 *   npm run docs               write them
 *   npm run docs -- --check    write nothing; fail when one is not up to date
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { printApi } from './docs/api';
import { printSearchOrder } from './docs/search-order';
import { printStateMachine } from './docs/state-machine';
import { printSchema } from './print-schema';
import { root } from './rulebook/files';

/** The printed pages by their paths from the root of the project. */
export const pages: Readonly<Record<string, () => string>> = {
  'docs/api.md': printApi,
  'docs/search-order.md': printSearchOrder,
  'docs/state-machine.md': printStateMachine,
  'docs/world.schema.json': printSchema,
};

/** Pages whose text on the disk is not what the code prints. */
export const stalePages = (): string[] =>
  Object.entries(pages)
    .filter(([path, print]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== print())
    .map(([path]) => path);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const isCheck = process.argv.includes('--check');
  const stale = stalePages();
  if (!isCheck) for (const path of stale) writeFileSync(join(root, path), pages[path]!());
  for (const path of stale) console.log(isCheck ? `${path} is not up to date; npm run docs` : `${path} written`);
  if (isCheck && stale.length > 0) process.exitCode = 1;
}
