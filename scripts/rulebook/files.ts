import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from './rules';

/** The folder of the project. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The folder of the rulebook. */
export const rulebookFolder = join(root, 'docs', 'rulebook');

/** The pages of the rulebook that define rules: all but its README. */
export const readRulePages = (): Page[] =>
  readdirSync(rulebookFolder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort()
    .map(readRulebookPage);

/** One file of the rulebook. */
export const readRulebookPage = (name: string): Page => ({
  name,
  text: readFileSync(join(rulebookFolder, name), 'utf8'),
});

/** The TypeScript files below a folder of the project, named by their paths from its root. */
export const readSources = (folder: string): Page[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => join(folder, path).replaceAll('\\', '/'))
    .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));
