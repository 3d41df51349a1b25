import { describe, expect, test } from 'vitest';
import { checkRulebook } from '../../scripts/rulebook/check';
import {
  type Deferral,
  idleDeferrals,
  judge,
  openRules,
  printCoverage,
  printScore,
  score,
} from '../../scripts/rulebook/coverage';
import { readRulebookPage, readRulePages } from '../../scripts/rulebook/files';
import { replaceBlock } from '../../scripts/rulebook/print';
import { idsIn, parseRules, type Rule } from '../../scripts/rulebook/rules';
import deferrals from '../deferred-rules.json';

/** Ids that nobody defines, made up here so that the sources cite none. */
const [absentRule, absentTable] = ['02', 'T9'].map((end) => `DOM-${end}`);

const emptyReadme = '# Rules\n\n<!-- counts: written by npm run rulebook -->\n<!-- /counts -->\n';

/** A page of rules: a heading, the header of a table, and rows. */
const pageOf = (...rows: string[]) => ({
  name: 'page.md',
  text: ['## 1. Domains', '', '| id | rule | level |', '|---|---|---|', ...rows, ''].join('\n'),
});

/** A table without its padding. */
const unpad = (text: string) => text.replace(/ +/g, ' ');

const check = (...rows: string[]) =>
  checkRulebook({
    pages: [pageOf(...rows)],
    readme: { name: 'README.md', text: emptyReadme },
    index: { name: 'rules.json', text: '' },
  });

describe('the rulebook of the project', () => {
  const verdict = checkRulebook({
    pages: readRulePages(),
    readme: readRulebookPage('README.md'),
    index: readRulebookPage('rules.json'),
  });

  test('has no problem', () => expect(verdict.problems).toEqual([]));

  test('has an index and counts that are up to date', () => expect(verdict.stale).toEqual([]));

  test('knows every rule that is deferred', () => {
    expect(idleDeferrals(judge(verdict.rules, [], deferrals), deferrals)).toEqual([]);
  });
});

describe('checking a rulebook', () => {
  test('reads id, level, file and section of a rule', () => {
    expect(check('| DOM-03 | b | C |', '| DOM-01 | a \\| b | D+C |').rules).toEqual([
      { id: 'DOM-01', level: 'D+C', file: 'page.md', section: '1. Domains' },
      { id: 'DOM-03', level: 'C', file: 'page.md', section: '1. Domains' },
    ]);
  });

  test.each([
    ['an id that is defined twice', ['| DOM-01 | a | D |', '| DOM-01 | b | D |'], 'DOM-01 is defined a second time'],
    ['an unknown level', ['| DOM-01 | a | X |'], 'DOM-01 has no known level (X)'],
    ['a row that is too wide', ['| DOM-01 | a | b | D |'], '4 cells under a header of 3'],
    ['a reference into the void', [`| DOM-01 | as ${absentRule} | D |`], `${absentRule} is not in the rulebook`],
    ['a table that is not there', [`| DOM-01 | as ${absentTable} | D |`], `${absentTable} is not in the rulebook`],
    [
      'a path of a machine',
      [`| DOM-01 | see ${['', 'home', 'me'].join('/')} | D |`],
      "is a path of somebody's machine",
    ],
  ])('finds %s', (_, rows, problem) => {
    expect(check(...rows).problems).toEqual([expect.stringContaining(problem)]);
  });

  test('finds generated parts that are not up to date, and prints them', () => {
    const first = check('| DOM-01 | a | D |');
    expect(first.stale).toEqual(['README.md: the table of counts is not up to date', 'rules.json is not up to date']);
    expect(first.index).toBe('[\n  {"id":"DOM-01","level":"D","file":"page.md","section":"1. Domains"}\n]\n');
    expect(unpad(first.readme)).toContain('| DOM | domains | `page.md` | 1 | | | | | | 1 |');
    const second = checkRulebook({
      pages: [pageOf('| DOM-01 | a | D |')],
      readme: { name: 'README.md', text: first.readme },
      index: { name: 'rules.json', text: first.index },
    });
    expect(second.stale).toEqual([]);
  });

  test('finds a README without room for the counts', () => {
    const readme = { name: 'README.md', text: '# Rules' };
    const { problems } = checkRulebook({ pages: [], readme, index: { name: 'rules.json', text: '' } });
    expect(problems).toEqual([expect.stringContaining('README.md: no block')]);
  });
});

describe('judging coverage', () => {
  const { rules } = parseRules([
    pageOf(
      '| DOM-01 | a | D |',
      '| DOM-03 | b | D+C |',
      '| DOM-04 | c | O |',
      '| GRP-01 | d | D |',
      '| GRP-02 | e | C |',
    ),
  ]);
  const deferGroups: Deferral[] = [{ rules: ['GRP-*'], reason: 'package groups are not simulated yet' }];
  const judged = judge(rules, ['domains > DOM-01 DOM-04: a name', 'GRP-02: a group'], deferGroups);

  test('a rule is covered when its id stands in a title, also when a pattern defers it', () => {
    expect(judged.map(({ rule, state }) => `${rule.id} ${state}`)).toEqual([
      'DOM-01 covered',
      'DOM-03 uncovered',
      'DOM-04 covered',
      'GRP-01 deferred',
      'GRP-02 covered',
    ]);
  });

  test('a documented rule must be covered or deferred', () => {
    expect(openRules(judged)).toEqual(['DOM-03 (D+C) is neither covered by a test nor deferred']);
  });

  test('a level counts under its first letter', () => {
    expect(score(judged)).toEqual({
      D: { covered: 1, deferred: 1, total: 3 },
      O: { covered: 1, deferred: 0, total: 1 },
      C: { covered: 1, deferred: 0, total: 1 },
    });
    expect(printScore(score(judged))).toMatchInlineSnapshot(`
      "| level      | covered | deferred | total |
      | ---------- | ------: | -------: | ----: |
      | documented |       1 |        1 |     3 |
      | observed   |       1 |        0 |     1 |
      | chosen     |       1 |        0 |     1 |"
    `);
  });

  test('prints cells by prefix and level, and the reasons', () => {
    const text = printCoverage(judged);
    expect(unpad(text)).toContain('| GRP | 0/1 (1) | | | | | 1/1 | 1/2 (1) |');
    expect(text).toContain('  D+C: DOM-03\n');
    expect(text).toContain('  package groups are not simulated yet: GRP-01');
  });

  test.each([
    [{ rules: ['DOM-01'], reason: 'later' }, 'DOM-01 is deferred although a test covers it'],
    [{ rules: ['TAG-*'], reason: 'later' }, 'TAG-* is deferred and not in the rulebook'],
    [{ rules: ['DOM-03'], reason: ' ' }, 'the deferral of DOM-03 has no reason'],
  ])('finds an idle deferral: row %#', (deferral, problem) => {
    expect(idleDeferrals(judged, [deferral])).toEqual([problem]);
  });
});

describe('the small parts', () => {
  test('ids are words of their own, each once', () => {
    expect(idsIn('DOM-01 (DOM-01), EXT-T1, XDOM-01, SHA-256, STA-60')).toEqual(['DOM-01', 'EXT-T1', 'STA-60']);
  });

  test('a block is replaced between its markers only', () => {
    expect(replaceBlock('a\n<b>\nold\n</b>\nc', '<b>', '</b>', 'new')).toBe('a\n<b>\nnew\n</b>\nc');
    expect(replaceBlock('a', '<b>', '</b>', 'new')).toBeUndefined();
  });

  test('rules stand in the order of the index', () => {
    const ids = (rules: readonly Rule[]) => rules.map(({ id }) => id);
    expect(ids(check('| TAG-01 | a | D |', '| DOM-10 | a | D |', '| DOM-04 | a | D |').rules)).toEqual([
      'DOM-04',
      'DOM-10',
      'TAG-01',
    ]);
  });
});
