import { printCounts, printIndex, replaceBlock } from './print';
import { knownIds, machinePaths, type Page, parseRules, type Rule, unknownIds } from './rules';

/** The rulebook as it lies in its folder. */
export interface Rulebook {
  readonly pages: readonly Page[];
  readonly readme: Page;
  readonly index: Page;
}

/** What the rulebook says, how its two generated parts should read, and what is wrong with it. */
export interface Verdict {
  readonly rules: readonly Rule[];
  readonly known: ReadonlySet<string>;
  readonly readme: string;
  readonly index: string;
  /** Faults that only an author can mend. */
  readonly problems: readonly string[];
  /** Generated parts that are not up to date. */
  readonly stale: readonly string[];
}

const begin = '<!-- counts: written by npm run rulebook -->';
const end = '<!-- /counts -->';

/** Reads the rules, prints their index and counts anew, and checks ids, references, levels, tables and paths. */
export function checkRulebook({ pages, readme, index }: Rulebook): Verdict {
  const { rules, problems } = parseRules(pages);
  const known = knownIds(rules, pages);
  const newReadme = replaceBlock(readme.text, begin, end, printCounts(rules));
  const newIndex = printIndex(rules);
  const all = [...pages, readme];
  return {
    rules,
    known,
    readme: newReadme ?? readme.text,
    index: newIndex,
    problems: [
      ...problems,
      ...(newReadme === undefined ? [`${readme.name}: no block ${begin}`] : []),
      ...unknownIds(all, known),
      ...machinePaths(all),
    ],
    stale: [
      ...((newReadme ?? readme.text) === readme.text ? [] : [`${readme.name}: the table of counts is not up to date`]),
      ...(newIndex === index.text ? [] : [`${index.name} is not up to date`]),
    ],
  };
}
