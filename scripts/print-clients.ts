/**
 * Prints the table of docs/clients.md from what the tests of package managers found:
 *
 *   CODEARTIFACT_SIM_CLIENTS=<folder> npx vitest run test/clients && npm run clients
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outcomesFolder, type Scenario, scenarios } from '../test/clients/package-managers/outcomes';
import { root } from './rulebook/files';

interface Outcomes {
  readonly name: string;
  readonly format: string;
  readonly version: string;
  readonly outcomes: Readonly<Partial<Record<Scenario, string>>>;
}

const page = join(root, 'docs', 'clients.md');
const [begin, end] = ['<!-- printed: begin -->', '<!-- printed: end -->'];
const folder = join(root, outcomesFolder);
const found: readonly Outcomes[] = existsSync(folder)
  ? readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')))
  : [];
if (found.length === 0) throw new Error(`${outcomesFolder} is empty: run the tests of test/clients first`);

const sorted = [...found].sort((a, b) => `${a.format} ${a.name}`.localeCompare(`${b.format} ${b.name}`));
const reasons: string[] = [];
const cell = (outcome: string | undefined): string => {
  if (outcome === undefined) return 'not run';
  if (outcome === 'passed') return 'passed';
  if (!reasons.includes(outcome)) reasons.push(outcome);
  return `[${reasons.indexOf(outcome) + 1}]`;
};
const rows = sorted.map(({ name, format, version, outcomes }) => [
  format,
  name,
  version,
  ...scenarios.map((scenario) => cell(outcomes[scenario])),
]);
const heading = ['format', 'client', 'version', ...scenarios.map((_, index) => String.fromCharCode(97 + index))];
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = [heading, heading.map(() => '---'), ...rows].map(line);
const legend = scenarios.map((scenario, index) => `- ${String.fromCharCode(97 + index)}: ${scenario}`);
const notes = reasons.map((reason, index) => `- [${index + 1}]: ${reason}`);
const printed = [begin, '', ...table, '', ...legend, ...(notes.length > 0 ? ['', ...notes] : []), '', end].join('\n');

const text = readFileSync(page, 'utf8');
const [before] = text.split(begin);
const after = text.split(end)[1];
if (before === undefined || after === undefined) throw new Error(`${page} lacks ${begin} and ${end}`);
writeFileSync(page, before + printed + after);
console.log(`${page}: ${rows.length} clients`);
