import type { ServiceError } from '../model/errors';
import type { Step } from '../model/trace';
import type { Result } from '../model/view';
import { isHit, looksOf } from './search';
import { sentences } from './sentences';
import { Members, type Subject } from './subject';
import { counted, plain, series, size } from './words';

const longestMessage = 600;

/** The checks that passed, in their order, before the answer was found. */
export function checkLines(trace: readonly Step[]): string[] {
  const passed = trace.filter((step) => step.kind === 'rule' && step.held).map(({ id }: { id?: string }) => id!);
  const refused = trace.filter((step) => step.kind === 'rule' && !step.held);
  const heading = refused.length > 0 ? 'Checks that pass before' : 'Checks that pass';
  return passed.length === 0 ? [] : [`${heading}: ${[...new Set(passed)].join(', ')}.`];
}

/** What becomes of each version, where a call names several. */
export function versionLines(result: Result<unknown>): string[] {
  if (!result.ok) return [];
  const { successful, failed } = batchOf(result.output);
  if (successful.length + failed.length === 0) return [];
  const output = new Members(result.output);
  return [
    'Version by version:',
    ...successful.map((name) => `  - ${plain(name)}: ${output.of('successfulVersions').of(name).text('status')}.`),
    ...failed.map((name) => {
      const error = output.of('failedVersions').of(name);
      const rule = refusing(result.trace, name, error.text('errorCode'));
      return `  - ${plain(name)}: ${error.text('errorCode')}, "${error.text('errorMessage')}"${rule}.`;
    }),
    ...(failed.length > 0 ? ['All the named versions are changed or none: so nothing changes.'] : []),
  ];
}

/** The names in the two maps of a batch. */
export function batchOf(output: unknown): { successful: string[]; failed: string[] } {
  const members = new Members(output);
  return { successful: members.keys('successfulVersions'), failed: members.keys('failedVersions') };
}

/** The rule that refused a version of a batch; what was only skipped is told apart by its code. */
function refusing(trace: readonly Step[], version: string, code: string | undefined): string {
  const refused = trace.filter((step) => step.kind === 'rule').filter(({ held }) => !held);
  const own = refused.find((step) => step.subject === version && (step.id === 'STA-63') === (code === 'SKIPPED'));
  const id = own?.id ?? (code === 'SKIPPED' ? 'STA-63' : undefined);
  return id === undefined ? '' : ` (${id})`;
}

/** The answer: what the caller gets, or with what he is refused and what he is told. */
export function answerLines(result: Result<unknown>, subject: Subject): string[] {
  if (!result.ok) return refusalLines(result.error, result.trace);
  return [`Answer: 200. ${outcome(result, subject)}`];
}

function refusalLines(error: ServiceError, trace: readonly Step[]): string[] {
  const rule = deciding(trace);
  const why = rule
    ? `The rule that decides is ${rule}.`
    : 'The request itself is not as it must be: it is refused before anything is looked up.';
  return [
    `Answer: ${error.status} ${error.name}, "${plain(error.message, longestMessage)}"`,
    why,
    ...(trace.some((step) => step.kind === 'follow' && step.id === 'EXT-29') ? [] : ['Nothing changes.']),
  ];
}

/** The rule by which a whole call was refused: the last that did not hold. */
const deciding = (trace: readonly Step[]): string | undefined => refusedIds(trace).at(-1);

const refusedIds = (trace: readonly Step[]): string[] =>
  trace.flatMap((step) => (step.kind === 'rule' && !step.held ? [step.id] : []));

function outcome(result: Extract<Result<unknown>, { ok: true }>, { name, input, before }: Subject): string {
  const output = new Members(result.output);
  const writes = result.trace.some(({ kind }) => kind === 'store' || kind === 'schedule');
  if (name === 'ReadAsset') {
    const asset = output.of('asset');
    const got = `The package manager gets ${asset.text('name')}, ${size(asset.number('size') ?? 0)}.`;
    return writes ? got : `${got} ${nothingStored(result.trace, new Members(input))}`;
  }
  if (name === 'ListVersions') return `${listed(output)} To read a list stores nothing.`;
  if (name === 'Publish') {
    const versions = output.items('versions').map((each) => `${each.text('version')} is ${each.text('status')}`);
    return `Version ${series(versions)}.${writes ? '' : ' The repository has exactly this already: nothing is stored.'}`;
  }
  const { successful, failed } = batchOf(result.output);
  if (successful.length + failed.length > 0) {
    return `${counted(successful.length, 'version')} successful, ${counted(failed.length, 'version')} failed.`;
  }
  if (writes) return 'The change is made.';
  return before === undefined || before !== result.state
    ? 'The call succeeds.'
    : 'The call succeeds and changes nothing.';
}

function nothingStored(trace: readonly Step[], input: Members): string {
  if (input.isFalse('retain')) return 'Nothing is stored, since it only looks.';
  const own = looksOf(trace).find(isHit)?.repository === input.text('repository');
  return own ? 'Nothing is stored: the repository has its own record.' : 'Nothing more is stored.';
}

function listed(output: Members): string {
  const versions = output.items('versions').map((each) => each.text('version') ?? '?');
  const tags = output.of('tags');
  const names = output.keys('tags').map((tag) => `${tag} = ${tags.text(tag)}`);
  const said = `The list has ${counted(versions.length, 'version')}: ${series(versions)}.`;
  return names.length === 0 ? said : `${said} Tags: ${series(names)}.`;
}

/** The rules that brought the answer about, each with what it says. */
export function ruleLines(result: Result<unknown>, { name, input }: Subject): string[] {
  const { trace } = result;
  const refused = result.ok ? refusedIds(trace) : refusedIds(trace).slice(-1);
  const noted = trace.flatMap((step) => (step.kind === 'stop' || step.kind === 'follow' ? [step.id] : []));
  const implied = result.ok ? impliedIds(trace, name, new Members(input).text('repository')) : [];
  const ids = [...new Set([...refused, ...implied, ...noted])];
  return ids.length === 0 ? [] : ['Rules:', ...ids.map((id) => `  ${id}: ${sentences[id] ?? 'see the rulebook.'}`)];
}

/** The rules of the kinds of step themselves: of what was found where, and of what was stored why. */
function impliedIds(trace: readonly Step[], name: string, requested: string | undefined): string[] {
  const hit = name === 'ReadAsset' ? looksOf(trace).find(isHit) : undefined;
  const stored = (how: string) => trace.some((step) => step.kind === 'store' && step.how === how);
  const rules: readonly (readonly [boolean, string])[] = [
    [name === 'ListVersions', 'RES-19'],
    [hit !== undefined && hit.repository === requested, 'RET-11'],
    [hit !== undefined && hit.repository !== requested, 'RES-11'],
    [trace.some((step) => step.kind === 'catalogue' && step.found === 'the version'), 'RES-17'],
    [stored('ingested'), 'RET-03'],
    [stored('retained') && !stored('ingested'), 'RET-01'],
    [trace.some(({ kind }) => kind === 'schedule'), 'EXT-23'],
    [trace.some((step) => step.kind === 'store' && step.sharedBytes > 0), 'DED-01'],
  ];
  return rules.filter(([applies]) => applies).map(([, id]) => id);
}
