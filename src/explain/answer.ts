import type { ServiceError } from '../model/errors';
import type { PolicyType, Step } from '../model/trace';
import type { Result } from '../model/view';
import { isHit, looksOf } from './search';
import { sentences } from './sentences';
import { Members, type Subject } from './subject';
import { counted, ordinal, plain, series, size } from './words';

const longestMessage = 600;

/** The checks that passed, in their order; those that a version of a batch did not pass are told with the version. */
export function checkLines(trace: readonly Step[]): string[] {
  const refused = refusedIds(trace);
  const passed = trace.flatMap((step) => (step.kind === 'rule' && step.held ? [step.id] : []));
  const ids = [...new Set(passed)].filter((id) => !refused.includes(id));
  return ids.length === 0 ? [] : [`Checks that pass: ${ids.join(', ')}.`];
}

/** What becomes of each version, where a call names several. */
export function versionLines(result: Result<unknown>): string[] {
  if (!result.ok) return [];
  const { successful, failed } = batchOf(result.output);
  const identical = followed(result.trace, 'CPY-24');
  if (successful.length + failed.length + identical.length === 0) return [];
  const output = new Members(result.output);
  const same = new Set(followed(result.trace, 'STA-31'));
  return [
    'Version by version:',
    ...successful.map((name) => {
      const status = output.of('successfulVersions').of(name).text('status');
      return `  - ${plain(name)}: ${status}${same.has(name) ? ' already, so it stays as it is (STA-31)' : ''}.`;
    }),
    ...identical.map(
      (name) => `  - ${plain(name)}: in the destination already, and identical; it is left alone (CPY-24).`,
    ),
    ...failed.map((name) => {
      const error = output.of('failedVersions').of(name);
      const rule = refusing(result.trace, name, error.text('errorCode'));
      return `  - ${plain(name)}: ${error.text('errorCode')}, "${error.text('errorMessage')}"${rule}.`;
    }),
    ...(failed.length > 0 ? ['All the named versions are changed or none: so nothing changes.'] : []),
  ];
}

/** What a rule was followed for. */
const followed = (trace: readonly Step[], id: string): string[] =>
  trace.flatMap((step) =>
    step.kind === 'follow' && step.id === id && step.subject !== undefined ? [step.subject] : [],
  );

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
  const fault = trace.find((step) => step.kind === 'fault');
  const why = rule
    ? `The rule that decides is ${rule}.`
    : fault
      ? `The fault rule at place ${fault.rule} refuses it, before anything is looked up.`
      : 'The request itself is not as it must be: it is refused before anything is looked up.';
  return [
    `Answer: ${error.status} ${error.name}, "${plain(error.message, longestMessage)}"`,
    ...denialLines(trace),
    why,
    ...(trace.some((step) => step.kind === 'follow' && step.id === 'EXT-29') ? [] : ['Nothing changes.']),
  ];
}

/** The rule by which a whole call was refused: the last that did not hold. */
const deciding = (trace: readonly Step[]): string | undefined => refusedIds(trace).at(-1);

/** The rules that refused something, in their order. */
export const refusedIds = (trace: readonly Step[]): string[] =>
  trace.flatMap((step) => {
    if (step.kind === 'rule') return step.held ? [] : [step.id];
    return step.kind === 'access' && step.effect !== 'allowed' ? [denialRules[step.effect]] : [];
  });

/** The rules by which policies refuse. */
const denialRules = { 'explicitly denied': 'IAM-21', 'implicitly denied': 'IAM-20' } as const;

/** What the caller was not allowed to do, and by which statements. */
function denialLines(trace: readonly Step[]): string[] {
  const denied = trace.find((step) => step.kind === 'access' && step.effect !== 'allowed');
  if (denied?.kind !== 'access') return [];
  const { action, resource, statements } = denied;
  const said = statements.map(({ policy, statement }) => `${statementName(statement)} of ${policyNames[policy]}`);
  const why = said.length === 0 ? 'the policies that would have to allow it do not' : `${series(said)} denies it`;
  return [`The caller may not do ${plain(action)} on ${plain(resource)}: ${why}.`];
}

const statementName = (statement: string | number): string =>
  typeof statement === 'number' ? `the ${ordinal(statement + 1)} statement` : `statement ${plain(statement)}`;

const policyNames: Readonly<Record<PolicyType, string>> = {
  identity: "the caller's identity policies",
  session: "the caller's session policies",
  domain: "the domain's policy",
  repository: "the repository's policy",
};

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
    if (versions.length === 0) return 'The metadata file names no version that is Unfinished: none changes.'; // MVN-13
    const stored = writes ? '' : ' The repository has exactly this already: nothing is stored.';
    return `Version ${series(versions)}.${stored}`;
  }
  const { successful, failed } = batchOf(result.output);
  if (successful.length + failed.length > 0) {
    return `${counted(successful.length, 'version')} done, ${counted(failed.length, 'version')} failed.`.replace(
      /^n/,
      'N',
    );
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
    [hit !== undefined && hit.repository === requested && !stored('refreshed'), 'RET-11'],
    [hit !== undefined && hit.repository !== requested, 'RES-11'],
    [trace.some((step) => step.kind === 'catalogue' && step.found === 'the version'), 'RES-17'],
    [stored('ingested'), 'RET-03'],
    [stored('retained') && !stored('ingested'), 'RET-01'],
    [stored('refreshed') && !trace.some((step) => step.kind === 'follow' && step.id === 'EXT-39'), 'RET-12'],
    [trace.some(({ kind }) => kind === 'schedule'), 'EXT-23'],
    [trace.some((step) => step.kind === 'store' && step.sharedBytes > 0), 'DED-01'],
  ];
  return rules.filter(([applies]) => applies).map(([, id]) => id);
}
