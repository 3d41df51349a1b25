/**
 * Prints `src/explain/sentences.ts` from the rulebook: a sentence for every rule that a trace or an explanation can
 * name.
 *
 *   npx tsx scripts/print-sentences.ts            write the file
 *   npx tsx scripts/print-sentences.ts --check    write nothing; fail when it is not up to date
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { quote } from './print';
import { readRulePages, readSources, root } from './rulebook/files';
import { idsIn, type Page } from './rulebook/rules';

const target = 'src/explain/sentences.ts';
const longest = 240;
const columns = 120;

/** The parts of src in which steps are written, and the one that adds names of its own. */
const writers = /^src\/(formats|model|package-groups|resolution|access|rules|ops|explain)\/|^src\/core\.ts$/;

/** The cells of the table of transitions: a trace names the rule that asks the table, not the cell. */
const cellMakers: ReadonlySet<string> = new Set(['yes', 'no']);

const header = `// Printed from docs/rulebook by scripts/print-sentences.ts: do not edit.

/** What each rule that a trace or an explanation can name says, in plain text. */
export const sentences: Readonly<Record<string, string>> = {`;

/** The rule ids that stand as literals in the code that writes and reads traces, ascending; comments do not count. */
export function nameableIds(pages: readonly Page[]): string[] {
  const found = new Set<string>();
  for (const { name, text } of pages) {
    if (!writers.test(name) || name === target) continue;
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node) && idsIn(node.text)[0] === node.text && !isCell(node)) found.add(node.text);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true));
  }
  return [...found].sort();
}

function isCell({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && ts.isIdentifier(parent.expression) && cellMakers.has(parent.expression.text);
}

/** The text of `src/explain/sentences.ts`. Throws when the code names a rule that the rulebook does not have. */
export function printSentences(): string {
  const rows = rowsById(readRulePages());
  const lines = nameableIds(readSources('src')).map((id) => {
    const row = rows.get(id);
    if (!row) throw new Error(`${id} is named in src and has no row in the rulebook`);
    return entry(id, shortened(plainText(row)));
  });
  return `${header}\n${lines.join('')}};\n`;
}

/** The statement in each row of the rulebook: that of a rule, of an error, or of a constraint. */
function rowsById(pages: readonly Page[]): Map<string, string> {
  const rows = new Map<string, string>();
  for (const { text } of pages) {
    let columnNames: string[] | undefined;
    for (const line of text.split('\n')) {
      const cells = line.startsWith('|') ? cellsOf(line) : undefined;
      if (cells && columnNames && cells[0] === idsIn(cells[0]!)[0]) rows.set(cells[0]!, statement(columnNames, cells));
      columnNames = cells && (columnNames ?? cells);
    }
  }
  return rows;
}

const cellsOf = (line: string): string[] =>
  line
    .trim()
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));

function statement(columnNames: readonly string[], cells: readonly string[]): string {
  const cell = (name: string) => cells[columnNames.indexOf(name)];
  if (cell('situation') && cell('exception')) return `${capitalized(cell('situation')!)}: ${cell('exception')}.`;
  if (cell('shape')) return `${cell('shape')} has ${cell('min')} to ${cell('max')} characters.`;
  return cell('rule') ?? cells[1]!;
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The short names of the rulebook (its README, Conventions), written out. */
const shortNames: Readonly<Record<string, string>> = {
  RNF: 'ResourceNotFoundException',
  VE: 'ValidationException',
  CE: 'ConflictException',
  SQE: 'ServiceQuotaExceededException',
  ADE: 'AccessDeniedException',
  UPVS: 'UpdatePackageVersionsStatus',
  ASR: 'ALLOW_SPECIFIC_REPOSITORIES',
  PM: 'package manager',
  PMs: 'package managers',
};

/** A cell without marks of Markdown, without brackets and without sentences that only say how a rule was chosen. */
export function plainText(cell: string): string {
  const code: string[] = [];
  let text = cell.replace(/`([^`]*)`/g, (_, inner: string) => `\u0001${code.push(inner) - 1}\u0002`);
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/\s*\*?\([^()]*\)\*?/g, '');
  }
  return sentencesOf(text.replaceAll('*', ''))
    .filter((each) => !/^(?:[CDO](?:[:.]| for | that )|Choice|Chosen)/.test(each))
    .join(' ')
    .replace(/\b[A-Z]+s?\b/g, (word) => shortNames[word] ?? word)
    .replaceAll(' → ', ': ')
    .replace(/\s+([,.;:])/g, '$1')
    .replace(/\u0001(\d+)\u0002/g, (_, index: string) => quoted(code[Number(index)]!));
}

/** A code span of several words, or of signs alone, reads better in quotation marks. */
const quoted = (code: string): string => (/ |^\W+$/.test(code) ? `"${code}"` : code);

const sentencesOf = (text: string): string[] => text.trim().split(/(?<=[.!?])\s+(?=[A-Z\u0001])/);

/** As many whole sentences as fit, but at least one, of which no more than fits. */
export function shortened(text: string): string {
  let result = '';
  for (const sentence of sentencesOf(text)) {
    const longer = result === '' ? sentence : `${result} ${sentence}`;
    if (longer.length > longest) break;
    result = longer;
  }
  if (result === '') {
    const start = text.slice(0, longest);
    const end = Math.max(start.lastIndexOf('; '), start.lastIndexOf(': '), start.lastIndexOf(', '));
    result = start.slice(0, end > longest / 2 ? end : start.lastIndexOf(' '));
  }
  return /[.!?]"?$/.test(result) ? result : `${result}.`;
}

/** A member of the table in the form that biome gives it: a text that is too long is joined of parts. */
function entry(id: string, sentence: string): string {
  const flat = `  '${id}': ${literal(sentence)},\n`;
  if (flat.length <= columns + 1) return flat;
  const parts: string[] = [];
  for (const word of sentence.split(/(?<= )/)) {
    const last = parts.length - 1;
    const fits = last >= 0 && literal(parts[last] + word).length <= columns - '     +'.length;
    if (fits) parts[last] += word;
    else parts.push(word);
  }
  return `  '${id}':\n${parts.map((part) => `    ${literal(part)}`).join(' +\n')},\n`;
}

const literal = (text: string): string =>
  text.includes("'") && !text.includes('"') ? JSON.stringify(text) : quote(text);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const path = join(root, target);
  const text = printSentences();
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    console.log(`${target} is not up to date; npx tsx scripts/print-sentences.ts`);
    process.exitCode = 1;
  }
}
