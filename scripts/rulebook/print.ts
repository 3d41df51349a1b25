import { levels, prefixOf, type Rule, subjects } from './rules';

/** The text of rules.json: one rule a line, so that a difference shows the rules that changed. */
export const printIndex = (rules: readonly Rule[]): string =>
  `[\n${rules.map((rule) => `  ${JSON.stringify(rule)}`).join(',\n')}\n]\n`;

/** The table of counts: a row per prefix, a column per level. */
export function printCounts(rules: readonly Rule[]): string {
  const rows = Object.entries(subjects).map(([prefix, subject]) => {
    const own = rules.filter((rule) => prefixOf(rule.id) === prefix);
    const files = [...new Set(own.map((rule) => `\`${rule.file}\``))].join(', ');
    return [prefix, subject, files, ...countByLevel(own).map((count) => count || ''), own.length];
  });
  return printTable(
    ['prefix', 'subject', 'file', ...levels, 'all'],
    [...rows, ['all', '', '', ...countByLevel(rules), rules.length]],
    3,
  );
}

/** A Markdown table, padded as the formatter does; the columns from `firstNumber` on are aligned to the right. */
export function printTable(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  firstNumber: number,
): string {
  const table = [header, ...rows.map((row) => row.map(String))];
  const widths = header.map((_, column) => Math.max(3, ...table.map((row) => row[column]?.length ?? 0)));
  const isNumber = (column: number) => column >= firstNumber;
  const print = (row: readonly string[]) =>
    `| ${widths.map((width, c) => (isNumber(c) ? row[c]?.padStart(width) : row[c]?.padEnd(width))).join(' | ')} |`;
  const alignment = widths.map((width, c) => (isNumber(c) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [header, alignment, ...table.slice(1)].map(print).join('\n');
}

/** The text between two markers replaced; undefined when the markers are not there. */
export function replaceBlock(text: string, begin: string, end: string, content: string): string | undefined {
  const start = text.indexOf(begin);
  const stop = text.indexOf(end, start);
  if (start < 0 || stop < 0) return undefined;
  return `${text.slice(0, start + begin.length)}\n${content}\n${text.slice(stop)}`;
}

const countByLevel = (rules: readonly Rule[]): number[] =>
  levels.map((level) => rules.filter((rule) => rule.level === level).length);
