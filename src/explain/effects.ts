import type { PackageVersionEvent } from '../model/event';
import { domainKey } from '../model/keys';
import type { Domain, State } from '../model/state';
import type { Step, StoreReason } from '../model/trace';
import type { Result } from '../model/view';
import { Members, type Subject } from './subject';
import { duration, moment, plain, size } from './words';

type Of<Kind extends Step['kind']> = Extract<Step, { readonly kind: Kind }>;

/** What a request wrote, and what it scheduled; one line when it wrote nothing. */
export function effectLines(result: Result<unknown>, subject: Subject): string[] {
  if (!result.ok) return [];
  const written = result.trace
    .filter((step) => step.kind === 'store')
    .map((step) => `  - ${storeSentence(step, subject)}`);
  const planned = result.trace
    .filter((step) => step.kind === 'schedule')
    .map((step) => `  - ${scheduleSentence(step, subject.context.now)}`);
  const lines = [
    ...(written.length > 0 ? ['What changes:', ...written] : []),
    ...(planned.length > 0 ? ['What changes later:', ...planned] : []),
  ];
  const sizes = sizeSentence(subject, result.state);
  return [...lines, ...(sizes === undefined ? [] : [sizes])];
}

/** What had fallen due before the request, as far as its events tell. */
export function arrivalLines(result: Result<unknown>, { context }: Subject): string[] {
  const early = result.ok ? result.events.filter(({ time }) => time < context.now) : [];
  return early.map((event) => `Before the request, at ${moment(event.time)}: ${arrivalSentence(event)}`);
}

const arrivalSentence = ({ packageName, packageVersion, repositoryName }: PackageVersionEvent): string =>
  `version ${plain(packageVersion)} of ${plain(packageName)}, which was under way, arrives in ${repositoryName}.`;

const verbs: Readonly<Record<StoreReason, (repository: string, version: string) => string>> = {
  published: (repository, version) => `${repository} stores version ${version} (published)`,
  retained: (repository, version) => `${repository} keeps a record of version ${version} of its own (retained)`,
  ingested: (repository, version) => `${repository} takes in version ${version} from outside (ingested)`,
  copied: (repository, version) => `${repository} gets a record of version ${version} (copied)`,
  refreshed: (repository, version) => `${repository} adds what is new to its version ${version} (refreshed)`,
  'status changed': (repository, version) => `${repository} changes the status of version ${version}`,
  disposed: (repository, version) =>
    `${repository} gives up the files of version ${version}; its record stays, Disposed`,
  deleted: (repository, version) => `${repository} deletes version ${version}`,
};

/** Reasons after which no bytes are expected, so that none are no news. */
const bytesAreNoMatter: ReadonlySet<StoreReason> = new Set(['status changed', 'disposed', 'deleted']);

function storeSentence({ how, repository, version, newBytes, sharedBytes }: Of<'store'>, subject: Subject): string {
  const target = how === 'status changed' ? new Members(subject.input).text('targetStatus') : undefined;
  const head = verbs[how](repository, plain(version)) + (target === undefined ? '' : ` to ${target}`);
  const bytes = bytesSentence(newBytes, sharedBytes);
  return bytesAreNoMatter.has(how) && newBytes + sharedBytes === 0 ? `${head}.` : `${head}: ${bytes}.`;
}

function bytesSentence(newBytes: number, sharedBytes: number): string {
  if (newBytes + sharedBytes === 0) return 'no bytes come in';
  if (sharedBytes === 0) return `${size(newBytes)} that the domain did not have`;
  if (newBytes === 0) return `all ${size(sharedBytes)} are in the domain already and are shared`;
  return `${size(newBytes)} that the domain did not have, and ${size(sharedBytes)} that it had and that are shared`;
}

const scheduleSentence = ({ repository, version, time }: Of<'schedule'>, now: number): string =>
  `${repository} will have version ${plain(version)} at ${moment(time)}, in ${duration(time - now)} (EXT-23).`;

/** How the stored size of the domain changes. */
function sizeSentence({ before, input, context }: Subject, after: State): string | undefined {
  const members = new Members(input);
  const old = before && domainIn(before, members, context)?.assetSizeBytes;
  const now = domainIn(after, members, context)?.assetSizeBytes;
  if (old === undefined || now === undefined || old === now) return undefined;
  return `The stored size of the domain goes from ${size(old)} to ${size(now)}.`;
}

/** The domain that a request names, if there is one. */
export function domainIn(state: State, input: Members, context: Subject['context']): Domain | undefined {
  const owner = input.text('domainOwner') ?? context.account;
  return state.domains.get(domainKey(context.region, owner, input.text('domain') ?? ''));
}
