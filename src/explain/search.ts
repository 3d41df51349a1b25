import type { Step } from '../model/trace';
import { plain, series } from './words';

type Of<Kind extends Step['kind']> = Extract<Step, { readonly kind: Kind }>;

/** A repository that a request looked at, and what it found there. */
export type Look = Of<'visit'> | Of<'list'>;

/** The repositories that a request looked at, in its order. */
export const looksOf = (trace: readonly Step[]): Look[] =>
  trace.filter((step) => step.kind === 'visit' || step.kind === 'list');

/** Whether something was found there. */
export const isHit = (look: Look): boolean => (look.kind === 'visit' ? look.found !== 'nothing' : look.versions > 0);

/**
 * How a request went through the repositories: those that it looked at, numbered in its order, then where the way
 * ended, then the public repositories. `unseen` are repositories farther on.
 */
export function searchLines(trace: readonly Step[], unseen: readonly string[]): string[] {
  const looks = looksOf(trace);
  const lines = looks.map((look, index) => `  ${index + 1}. ${look.repository}: ${foundIn(look)}`);
  if (lines.length > 0) lines.unshift('The search, repository by repository:');
  const last = looks.at(-1);
  if (last?.kind === 'visit' && isHit(last)) lines.push(endOf(looks.length), ...notNeeded(unseen));
  const stops = stopSentences(trace);
  if (stops.length > 0) lines.push('Where the way over the upstreams ends:', ...stops.map((stop) => `  - ${stop}`));
  return [...lines, ...publicLines(trace)];
}

function foundIn(look: Look): string {
  if (look.kind === 'list') {
    if (look.versions === 0) return 'has no version of the package.';
    return `has ${look.versions === 1 ? '1 version' : `${look.versions} versions`} of the package.`;
  }
  return look.found === 'nothing' ? 'does not have the version.' : `has the version; its status is ${look.found}.`;
}

const endOf = (count: number): string =>
  count === 1
    ? 'The repository itself has a record of the version. That record decides.'
    : 'The search ends here: the first repository that has a record of the version decides.';

const notNeeded = (unseen: readonly string[]): string[] =>
  unseen.length === 0 ? [] : [`Not looked at: ${series(unseen)}.`];

/** Where the walk over the upstreams went no further, and why. What ends for the same reason is told once. */
function stopSentences(trace: readonly Step[]): string[] {
  const stops = trace.filter((step) => step.kind === 'stop');
  const beyondLimit = stops.filter(({ id }) => id === 'RES-05').map(({ upstream }) => upstream ?? '?');
  const group = trace.find((step) => step.kind === 'follow' && step.id === 'GRP-70');
  const pattern = group?.kind === 'follow' ? (group.subject ?? '?') : '?';
  const others = stops.filter(({ id }) => id !== 'RES-05').map((stop) => stopSentence(stop, pattern));
  if (beyondLimit.length > 0) {
    const names = series([...new Set(beyondLimit)]);
    others.push(`The limit of 25 upstream repositories is reached; left out without a word: ${names} (RES-05).`);
  }
  return [...new Set(others)];
}

const blocked = 'blocks what comes from upstream for this package (its setting "upstream" is BLOCK)';
const noFiles = 'No files are taken over from';

function stopSentence({ id, repository, upstream = '?' }: Of<'stop'>, pattern: string): string {
  const name = `group ${plain(pattern)}`;
  const group = `the package's ${name}`;
  switch (id) {
    case 'GRP-75':
      return `${repository} takes nothing from elsewhere: the package is but a weak member of its ${name} (${id}).`;
    case 'ORG-41':
      return `${repository} may not use its external connection: ${group} does not let it (${id}).`;
    case 'ORG-42':
    case 'ORG-43':
      return `${repository} may not read from its upstreams: ${group} does not let it (${id}).`;
    case 'RES-07':
      return `${repository} leads to ${upstream}, which is in the search already; it is looked at once (${id}).`;
    case 'RES-30':
      return `${repository} ${blocked}: neither its upstreams nor its external connection count (${id}).`;
    case 'RES-31':
      return `${repository}, on the way, ${blocked}: nothing above it counts (${id}).`;
    case 'UPS-16':
      return `${repository} has an upstream ${upstream} that no longer exists (${id}).`;
    case 'EXT-46':
      return `${noFiles} ${repository} and above: there the version is neither Published nor Unlisted (${id}).`;
    case 'EXT-47':
      return `${noFiles} ${repository} and above: there the version was published directly (${id}).`;
    default:
      return `At ${repository} the way goes no further (${id}).`;
  }
}

const answers: Readonly<Record<Of<'catalogue'>['found'], string>> = {
  'the version': 'offers the version',
  versions: 'offers versions of the package',
  nothing: 'does not offer it',
  'no asset of that name': 'offers the version, but no asset of that name',
};

/** Which public repositories were asked, through which repository, and what they had. */
function publicLines(trace: readonly Step[]): string[] {
  const lines = new Set<string>();
  for (const step of trace) {
    if (step.kind === 'catalogue') {
      lines.add(`  - ${step.connection}, through ${step.repository}: ${answers[step.found]}.`);
    } else if (step.kind === 'outage') {
      lines.add(`  - ${step.connection} is not available at this moment (outage).`);
    }
  }
  return lines.size === 0 ? [] : [publicHeading(trace), ...lines];
}

function publicHeading(trace: readonly Step[]): string {
  const looks = looksOf(trace);
  if (looks.some(({ kind }) => kind === 'list')) return 'The public repositories that are reached:';
  if (looks.some(isHit)) return 'A public repository is asked as well:';
  return 'No repository has the version, so the public repositories within reach are asked:';
}
