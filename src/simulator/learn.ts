import { isExternalConnectionName } from '../formats';
import { ServiceError } from '../model/errors';
import { domainKey } from '../model/keys';
import type { State } from '../model/state';
import type { Context } from '../model/view';
import { type Fact, factsIn, withFacts } from '../ops/learn';
import { type Given, given, givenAsset } from './assets';
import type { Content, SimulatorFact } from './calls';
import { knownAfter } from './known';
import type { Known, Moment } from './moment';
import { reaches } from './sweep';

/** What telling the facts comes to. */
export interface Learned {
  readonly state: State;
  readonly known: Known;
  readonly contents: readonly Given[];
}

/** The facts, told one after the other. Throws a RangeError when one cannot be, a TypeError when it is none. */
export function learned(moment: Moment, facts: Iterable<SimulatorFact>, context: Context): Learned {
  let { state, known } = moment;
  const contents: Given[] = [];
  for (const told of factsIn(facts)) {
    if (told.type === 'content') {
      const content = contentOf(state, told);
      known = knownAfter(known, [content], state);
      contents.push(content);
      continue;
    }
    const [fact, offered] = withContent(told);
    const before = state;
    state = withFact(before, fact, context);
    const kept = fact.type === 'stored version' ? storedIn(state, placeOf(fact, context), offered) : offered;
    known = knownAfter(known, kept, before);
    contents.push(...kept);
  }
  return { state, known, contents };
}

/** The key of the domain that a request names. */
export const placeOf = (
  { domain, domainOwner }: { readonly domain: string; readonly domainOwner?: string },
  { region, account }: Context,
): string => domainKey(region, domainOwner ?? account, domain);

/** What of the contents the domain has. */
export function storedIn(state: State, domain: string, contents: readonly Given[]): readonly Given[] {
  const assets = state.domains.get(domain)?.assets;
  return contents.filter(({ content }) => assets?.has(content.hashes['SHA-256']));
}

/** Throws a RangeError for bytes of nothing that the state has: they would lie there for ever. */
function contentOf(state: State, { bytes }: Content): Given {
  const content = given(bytes);
  const digest = content.content.hashes['SHA-256'];
  if (reaches(state, digest)) return content;
  throw new RangeError(`No asset has the SHA-256 ${digest}`);
}

function withContent(fact: Exclude<SimulatorFact, Content>): [fact: Fact, offered: readonly Given[]] {
  if (fact.type !== 'public version' && fact.type !== 'stored version') return [fact, []];
  if (fact.type === 'stored version') {
    const offered = fact.assets.map((asset) => givenAsset(asset));
    return [{ ...fact, assets: offered.map(({ asset }) => asset) }, offered];
  }
  const offered = fact.assets.map((asset) => givenAsset(asset));
  const known = offered.filter(({ content }) => content.hashes['SHA-256'] !== undefined);
  return [{ ...fact, assets: offered.map(({ asset }) => asset) }, known];
}

function withFact(state: State, fact: Fact, context: Context): State {
  if ('connection' in fact && !isExternalConnectionName(fact.connection)) {
    throw new RangeError(`There is no public repository '${String(fact.connection)}'`);
  }
  try {
    return withFacts(state, [fact], context);
  } catch (error) {
    throw error instanceof ServiceError ? new RangeError(error.message) : error;
  }
}
