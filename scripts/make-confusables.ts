/**
 * Makes `src/package-groups/confusables.ts` from `confusables.txt`, the data file of Unicode Technical Standard 39:
 *
 *   npx tsx scripts/make-confusables.ts path/to/confusables.txt
 *
 * What is a letter, and of which script, is asked of the running Node.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { caseFolded } from '../src/package-groups/case-folding';
import { quote } from './print';
import { root } from './rulebook/files';

const target = 'src/package-groups/confusables.ts';

/** Letters of scripts of their own: mathematical letters and the like belong to no script. */
const isOtherLetter = (text: string): boolean =>
  /^\p{L}$/u.test(text) && !/[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(text);

const isLatinLetter = (text: string): boolean => /^\p{L}$/u.test(text) && /\p{Script=Latin}/u.test(text);

/**
 * The letters of other scripts that are confused with one Latin letter, by that letter (GRP-66). All are folded, as
 * the texts are in which they are replaced (GRP-63); what is folded to another character never occurs there.
 */
export function confusablesIn(data: string): Map<string, string> {
  const found = new Map<string, string[]>();
  for (const line of data.split('\n')) {
    const [source, prototype] = line.split(';').map(charactersOf);
    if (!source || !prototype || !isOtherLetter(source) || !isLatinLetter(prototype)) continue;
    if (caseFolded(source) !== source) continue;
    const latin = caseFolded(prototype);
    found.set(latin, [...(found.get(latin) ?? []), source].sort());
  }
  return new Map([...found].sort().map(([latin, letters]) => [latin, letters.join('')]));
}

/** The characters of a field of hexadecimal code points. */
const charactersOf = (field: string): string =>
  (field.match(/^\s*(?:[0-9A-F]{4,6}\s*)+$/)?.[0].match(/[0-9A-F]+/g) ?? [])
    .map((code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .join('');

/** The text of the module. */
export function printConfusables(data: string): string {
  const version = /^# Version: (\S+)/m.exec(data)?.[1] ?? 'unknown';
  const source = `confusables.txt, version ${version},`;
  const lines = [...confusablesIn(data)].map(([latin, letters]) => `  ${memberName(latin)}: ${quote(letters)},\n`);
  return `// Made by scripts/make-confusables.ts from ${source} of Unicode Technical Standard 39: do
// not edit. Copyright Unicode, Inc., under the Unicode License V3.

/** Letters of other scripts by the Latin letter that they are taken for (GRP-66), all case-folded. */
export const confusables: Readonly<Record<string, string>> = {
${lines.join('')}};
`;
}

const memberName = (latin: string): string => (/^[\p{ID_Start}]+$/u.test(latin) ? latin : quote(latin));

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [path] = process.argv.slice(2);
  if (path === undefined) throw new Error('Give the path of confusables.txt');
  writeFileSync(join(root, target), printConfusables(readFileSync(path, 'utf8')));
}
