/**
 * Indexes and checks the rulebook in docs/rulebook.
 *
 *   npm run rulebook              write rules.json and the table of counts in README.md, then check
 *   npm run rulebook -- --check   write nothing; fail when either is not up to date or a check fails
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkRulebook } from './rulebook/check';
import { readRulebookPage, readRulePages, rulebookFolder } from './rulebook/files';

const { rules, problems, stale, readme, index } = checkRulebook({
  pages: readRulePages(),
  readme: readRulebookPage('README.md'),
  index: readRulebookPage('rules.json'),
});
const checkOnly = process.argv.includes('--check');
if (!checkOnly) {
  writeFileSync(join(rulebookFolder, 'README.md'), readme);
  writeFileSync(join(rulebookFolder, 'rules.json'), index);
}
const found = checkOnly ? [...problems, ...stale] : problems;
console.log(found.length > 0 ? found.join('\n') : `${rules.length} rules, no problem`);
process.exitCode = found.length > 0 ? 1 : 0;
