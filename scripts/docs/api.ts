/** Prints `docs/api.md`: the operations, how each is called, the rules that its code follows, and known divergences. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { operations } from '../../src/api/operations';
import type { OperationName } from '../../src/api/types';
import { commands, queries } from '../../src/ops';
import { root } from '../rulebook/files';
import { prefixes } from '../rulebook/rules';
import { divergences } from './divergences';

const names = (Object.keys(operations) as OperationName[]).sort();
const simulated = Object.keys({ ...commands, ...queries });

const intro = `<!-- Printed by scripts/print-docs.ts from src/api, src/ops and src/rules: do not edit. -->

# The API

All ${names.length} operations of CodeArtifact's API, of which ${simulated.length} are simulated. What an operation
takes and answers is in the tables of \`src/api\`, printed from AWS's model; its behaviour is in the file of its name
in \`src/ops\`. The rules are those that this file names, and what it uses by name of \`src/ops\` and \`src/rules\`;
those that hold for all operations (validation, authorisation, pages, errors) are not repeated. Ids are rows of the
[rulebook](rulebook/README.md).`;

const divergenceIntro = `## Known divergences

Where the simulator knowingly does something else than AWS. What no source tells is no divergence but a choice: the
rules of level C in the rulebook.`;

/** The text of the page. */
export function printApi(): string {
  const rows = names.map((name, index) => {
    const { method, path } = operations[name];
    const kind = name in commands ? 'changes' : name in queries ? 'reads' : 'not simulated';
    return [name, `\`${method} ${path}\``, kind, [`API-${201 + index}`, ...rulesOf(name)].join(', ')]; // in their order
  });
  const lines = [
    '| operation | request | state | rules |',
    '| --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ];
  const known = names.flatMap((name) => divergences[name]?.map((text) => `- **${name}**: ${text}`) ?? []);
  return `${[intro, lines.join('\n'), divergenceIntro, known.join('\n')].join('\n\n')}\n`;
}

const ruleId = new RegExp(`\\b(?:${prefixes.join('|')})-\\d+\\b`, 'g');

/** The rules that the operation's own file names, and what it imports from other files of src/ops and src/rules. */
function rulesOf(name: OperationName): string[] {
  const file = `src/ops/${name.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()}.ts`;
  if (!existsSync(join(root, file))) return [];
  const text = read(file);
  const texts = [...text.matchAll(/import \{([^}]*)\} from '(\.\.?\/[^']+)'/g)].flatMap(([, imported, path]) => {
    const source = `${join(dirname(file), path!)}.ts`;
    if (!/^src\/(?:ops|rules)\//.test(source)) return [];
    return imported!.split(',').map((each) => declaration(read(source), each.replace(/\btype\b/, '').trim()));
  });
  const ids = new Set([text, ...texts].flatMap((each) => each.match(ruleId) ?? []));
  return [...ids].sort((a, b) => compareIds(a, b));
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The text of a declaration with the comment above it, and of those in its file that it uses. */
function declaration(text: string, name: string): string {
  const parts = text.split(/\n(?=\/\*\*|(?:export )?(?:const|function|interface|type|class) )/);
  const declared = new Map(parts.map((part) => [/^(?:export )?(?:const|function|class) (\w+)/m.exec(part)?.[1], part]));
  const found = new Set<string>();
  const visit = (each: string): void => {
    const part = declared.get(each);
    if (part === undefined || found.has(each)) return;
    found.add(each);
    for (const [word] of part.matchAll(/\w+/g)) visit(word);
  };
  visit(name);
  return [...found].map((each) => declared.get(each)).join('\n');
}

function compareIds(a: string, b: string): number {
  const [[prefixA, numberA], [prefixB, numberB]] = [a.split('-'), b.split('-')] as [[string, string], [string, string]];
  return prefixes.indexOf(prefixA) - prefixes.indexOf(prefixB) || Number(numberA) - Number(numberB);
}
