import { printTable } from './print';
import { idsIn, type Level, levels, prefixes, prefixOf, type Rule } from './rules';

/** Rules that no test has to cover yet, and why. `GRP-*` stands for all rules of a prefix. */
export interface Deferral {
  readonly rules: readonly string[];
  readonly reason: string;
}

export type State = 'covered' | 'deferred' | 'uncovered';

/** A rule with what the tests make of it. A test outweighs a deferral. */
export interface JudgedRule {
  readonly rule: Rule;
  readonly state: State;
  readonly reason?: string;
}

/** The score of the levels by their first letter: what is partly documented counts as documented. */
export const scoreLevels = ['D', 'O', 'C'] as const;
export type Score = Record<(typeof scoreLevels)[number], { covered: number; deferred: number; total: number }>;

/** Judges every rule by the titles of the tests, in which the ids of the covered rules stand. */
export function judge(
  rules: readonly Rule[],
  titles: readonly string[],
  deferrals: readonly Deferral[],
): readonly JudgedRule[] {
  const covered = new Set(idsIn(titles.join('\n')));
  return rules.map((rule) => {
    if (covered.has(rule.id)) return { rule, state: 'covered' };
    const deferral = deferrals.find(({ rules }) => rules.some((pattern) => matches(pattern, rule.id)));
    return deferral ? { rule, state: 'deferred', reason: deferral.reason } : { rule, state: 'uncovered' };
  });
}

/** Reports documented rules that nobody covers or defers. */
export const openRules = (judged: readonly JudgedRule[]): string[] =>
  judged
    .filter(({ rule, state }) => state === 'uncovered' && rule.level.startsWith('D'))
    .map(({ rule }) => `${rule.id} (${rule.level}) is neither covered by a test nor deferred`);

/** Reports deferrals that say nothing: of no known rule, without a reason, or of a single rule that a test covers. */
export function idleDeferrals(judged: readonly JudgedRule[], deferrals: readonly Deferral[]): string[] {
  return deferrals.flatMap(({ rules, reason }) => [
    ...(reason.trim() === '' ? [`the deferral of ${rules.join(', ')} has no reason`] : []),
    ...rules.flatMap((pattern) => {
      const found = judged.filter(({ rule }) => matches(pattern, rule.id));
      if (found.length === 0) return [`${pattern} is deferred and not in the rulebook`];
      const covered = !pattern.endsWith('*') && found[0]?.state === 'covered';
      return covered ? [`${pattern} is deferred although a test covers it`] : [];
    }),
  ]);
}

/** Counts the rules by the first letter of their level. */
export function score(judged: readonly JudgedRule[]): Score {
  const count = (letter: string) => {
    const own = judged.filter(({ rule }) => rule.level.startsWith(letter));
    const inState = (state: State) => own.filter((each) => each.state === state).length;
    return { covered: inState('covered'), deferred: inState('deferred'), total: own.length };
  };
  return { D: count('D'), O: count('O'), C: count('C') };
}

/** The score as the README shows it. */
export function printScore(score: Score): string {
  const names = { D: 'documented', O: 'observed', C: 'chosen' };
  const rows = scoreLevels.map((level) => {
    const { covered, deferred, total } = score[level];
    return [names[level], covered, deferred, total];
  });
  return printTable(['level', 'covered', 'deferred', 'total'], rows, 1);
}

/** Coverage per prefix and level, then the rules that are uncovered, then those that are deferred, with the reasons. */
export function printCoverage(judged: readonly JudgedRule[]): string {
  const rows = prefixes.map((prefix) => {
    const own = judged.filter(({ rule }) => prefixOf(rule.id) === prefix);
    return [prefix, ...levels.map((level) => printCell(own, level)), printCell(own)];
  });
  const all = ['all', ...levels.map((level) => printCell(judged, level)), printCell(judged)];
  const reasons = [...new Set(judged.flatMap(({ reason }) => reason ?? []))];
  return [
    'Covered rules of all rules, and in brackets the deferred ones:',
    '',
    printTable(['prefix', ...levels, 'all'], [...rows, all], 1),
    '',
    'Uncovered:',
    ...levels.map((level) => `  ${level}: ${printIds(judged, (each) => each.state === 'uncovered', level)}`),
    '',
    'Deferred:',
    ...reasons.map((reason) => `  ${reason}: ${printIds(judged, (each) => each.reason === reason)}`),
  ].join('\n');
}

const matches = (pattern: string, id: string): boolean =>
  pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern;

function printCell(judged: readonly JudgedRule[], level?: Level): string {
  const own = judged.filter(({ rule }) => level === undefined || rule.level === level);
  if (own.length === 0) return '';
  const covered = own.filter(({ state }) => state === 'covered').length;
  const deferred = own.filter(({ state }) => state === 'deferred').length;
  return `${covered}/${own.length}${deferred > 0 ? ` (${deferred})` : ''}`;
}

function printIds(judged: readonly JudgedRule[], wanted: (each: JudgedRule) => boolean, level?: Level): string {
  const own = judged.filter((each) => wanted(each) && (level === undefined || each.rule.level === level));
  return own.map(({ rule }) => rule.id).join(' ') || 'none';
}
