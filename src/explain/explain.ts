import type { Step } from '../model/trace';
import type { Result } from '../model/view';
import { answerLines, batchOf, checkLines, ruleLines, versionLines } from './answer';
import { arrivalLines, domainIn, effectLines } from './effects';
import { reachable, repositoryGraph } from './graph';
import { isHit, looksOf, searchLines } from './search';
import { Members, question, type Subject, shortQuestion } from './subject';
import { plain } from './words';

/** All that can be shown of one request. */
export interface Explanation {
  /** In full, for reading. */
  readonly text: string;
  /** In one line, for lists. */
  readonly line: string;
  /** The steps from which both are told. */
  readonly steps: readonly Step[];
  /** The repositories of the domain with the way that the request took; absent when it names no domain that is there. */
  readonly mermaid?: string;
}

/**
 * Tells what became of a request, for a reader who does not know the code: what was asked, where it was looked for,
 * what was found and stored, the answer, and the rules that decided. For any result of either door; it never throws.
 */
export function explain(result: Result<unknown>, subject: Subject): string {
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
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** As `explain`, in one line: what was asked, the answer, where it was found and what was stored. */
export function explainLine(result: Result<unknown>, subject: Subject): string {
  const asked = shortQuestion(subject);
  const way = looksOf(result.trace);
  const places = way.length === 0 ? [] : [`looked in ${way.map(({ repository }) => repository).join(', ')}`];
  if (!result.ok) {
    const rule = result.trace.findLast((step) => step.kind === 'rule' && !step.held);
    const why = rule?.kind === 'rule' ? ` (${rule.id})` : '';
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

/** Repositories that the request could have come to, and that it did not look at since it had found the version. */
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
