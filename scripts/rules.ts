/**
 * Tells which rules of the rulebook the tests cover: those whose ids stand in their titles.
 *
 *   npm run rules              print coverage by prefix and level, and the uncovered and deferred rules
 *   npm run rules -- --json    print the score by level
 *   npm run rules -- --write   write the score into README.md
 *   npm run rules -- --check   fail when a documented rule is neither covered nor deferred, when an id is cited
 *                              that is not in the rulebook, or when the score in README.md is not up to date
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Deferral, idleDeferrals, judge, openRules, printCoverage, printScore, score } from './rulebook/coverage';
import { readRulePages, readSources, root } from './rulebook/files';
import { replaceBlock } from './rulebook/print';
import { knownIds, parseRules, unknownIds } from './rulebook/rules';
import { readTitles } from './rulebook/titles';

const pages = readRulePages();
const { rules } = parseRules(pages);
const known = knownIds(rules, pages);
const deferrals: Deferral[] = JSON.parse(readFileSync(join(root, 'test', 'deferred-rules.json'), 'utf8'));
const titles = readTitles();
const titleTexts = titles.map(({ text }) => text);
const judged = judge(rules, titleTexts, deferrals);

const readmePath = join(root, 'README.md');
const readme = existsSync(readmePath) ? readFileSync(readmePath, 'utf8') : '';
const newReadme = replaceBlock(readme, '<!-- score -->', '<!-- /score -->', printScore(score(judged)));
const noBlock = 'README.md has no block <!-- score --> … <!-- /score -->';

/** What `--check` finds wrong. */
function findProblems(): string[] {
  const citedInTitles = unknownIds(titles, known).map((problem) => problem.replace(/:1: /, ': title: '));
  return [
    ...openRules(judged),
    ...idleDeferrals(judged, deferrals),
    ...new Set(citedInTitles),
    ...unknownIds(readSources('src'), known),
    ...(newReadme === undefined ? [noBlock] : []),
    ...(newReadme === undefined || newReadme === readme
      ? []
      : ['README.md: the score is not up to date; npm run rules -- --write']),
  ];
}

const flags = new Set(process.argv.slice(2));
let problems: string[] = [];
if (flags.has('--check')) {
  problems = findProblems();
  console.log(problems.length > 0 ? problems.join('\n') : printScore(score(judged)));
} else if (flags.has('--json')) {
  console.log(JSON.stringify(score(judged)));
} else if (flags.has('--write')) {
  if (newReadme === undefined) problems = [noBlock];
  else writeFileSync(readmePath, newReadme);
  console.log(problems[0] ?? printScore(score(judged)));
} else {
  console.log(printCoverage(judged));
}
process.exitCode = problems.length > 0 ? 1 : 0;
