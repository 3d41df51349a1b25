import type { Step } from '../model/trace';
import type { Result } from '../model/view';
import { answerLines, batchOf, checkLines, refusedIds, ruleLines, versionLines } from './answer';
import { arrivalLines, domainIn, effectLines } from './effects';
import { reachable, repositoryGraph } from './graph';
import { isHit, looksOf, searchLines } from './search';
import { Members, question, type Subject, shortQuestion } from './subject';
import { plain, wrapped } from './words';

/** All that can be shown of one request. */
export interface Explanation {
  /** In full, for reading. */
  readonly text: string;
  /** In one line, for lists. */
  readonly line: string;
  /** The steps from which both are told. */
  readonly steps: readonly Step[];
  /** The repositories of the domain with the way of the request; absent when it names no domain that is there. */
  readonly mermaid?: string;
}

/**
 * Tells what became of a request, for a reader who does not know the code: what was asked, where it was looked for,
 * what was found and stored, the answer, and the rules that decided. For any result of either door; it never throws.
 */
export function explain(whole: Result<unknown>, subject: Subject): string {
  const result = { ...whole, trace: withoutIdleBlocks(whole, subject) };
  const sections = [
    [question(subject)],
    arrivalLines(result, subject),
    searchLines(result.trace, unseen(result, subject)),
    [...checkLines(result.trace), ...versionLines(result)],
    effectLines(result, subject),
    answerLines(result, subject),
    ruleLines(result, subject),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(wrapped).join('\n'))
    .join('\n\n');
}

/** As `explain`, in one line: what was asked, the answer, where it was found and what was stored. */
export function explainLine(result: Result<unknown>, subject: Subject): string {
  const asked = shortQuestion(subject);
  const way = looksOf(result.trace);
  const places = way.length === 0 ? [] : [`looked in ${way.map(({ repository }) => repository).join(', ')}`];
  if (!result.ok) {
    const rule = refusedIds(result.trace).at(-1);
    const why = rule === undefined ? '' : ` (${rule})`;
    return [`${asked}: ${result.error.status} ${result.error.name}${why}`, ...places].join('; ');
  }
  const found = way.find((look) => look.kind === 'visit' && isHit(look));
  const source = result.trace.find((step) => step.kind === 'catalogue' && step.found === 'the version');
  const origin = found?.repository ?? (source?.kind === 'catalogue' ? source.connection : undefined);
  const stored = result.trace.flatMap((step) =>
    step.kind === 'store' ? [`${step.how} ${plain(step.version)} in ${step.repository}`] : [],
  );
  const { failed } = batchOf(result.output);
  const failures = failed.length === 0 ? [] : [`${failed.length} failed`];
  const from = origin === undefined ? [] : [`from ${origin}`];
  return [`${asked}: 200`, ...from, ...failures, ...places, ...stored].join('; ');
}

/**
 * Everything that can be shown of a request: the result is that of one of the two doors on the state `subject.before`,
 * which the caller may then keep or drop.
 */
export function explainRequest(
  result: Result<unknown>,
  subject: Subject & Required<Pick<Subject, 'before'>>,
): Explanation {
  const input = new Members(subject.input);
  const domain = domainIn(result.state, input, subject.context) ?? domainIn(subject.before, input, subject.context);
  const shown = { text: explain(result, subject), line: explainLine(result, subject), steps: result.trace };
  if (!domain) return shown;
  const requested = input.text('repository') ?? input.text('sourceRepository');
  return { ...shown, mermaid: repositoryGraph(domain, { requested, trace: result.trace }) };
}

/** The steps but for those of a BLOCK that keeps nothing out, since nothing is above the repository. */
function withoutIdleBlocks({ state, trace }: Result<unknown>, { input, context }: Subject): readonly Step[] {
  const domain = domainIn(state, new Members(input), context);
  return trace.filter((step) => {
    if (step.kind !== 'stop' || (step.id !== 'RES-30' && step.id !== 'RES-31')) return true;
    const repository = domain?.repositories.get(domain.repositoryIds.get(step.repository) ?? -1);
    return !repository || repository.upstreams.length > 0 || repository.externalConnection !== undefined;
  });
}

/** Repositories that can be reached from the requested one and that a search for a version did not look at. */
function unseen(result: Result<unknown>, { input, context }: Subject): string[] {
  const looks = looksOf(result.trace);
  const members = new Members(input);
  const domain = domainIn(result.state, members, context);
  if (!domain || looks.at(-1)?.kind !== 'visit') return [];
  const seen = new Set(looks.map(({ repository }) => repository));
  return reachable(domain, members.text('repository') ?? '')
    .map(({ name }) => name)
    .filter((name) => !seen.has(name));
}
