import { isExternalConnectionName } from '../formats';
import { ServiceError } from '../model/errors';
import { domainKey } from '../model/keys';
import type { State } from '../model/state';
import type { Context } from '../model/view';
import { type Fact, factsIn, withFacts } from '../ops/learn';
import { type Given, givenAsset } from './assets';
import type { SimulatorFact } from './calls';
import { knownAfter } from './known';
import type { Known, Moment } from './moment';

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

function withContent(fact: SimulatorFact): [fact: Fact, offered: readonly Given[]] {
  if (fact.type !== 'public version' && fact.type !== 'stored version') return [fact, []];
  const offered = fact.assets.map(givenAsset);
  return [{ ...fact, assets: offered.map(({ asset }) => asset) }, offered];
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
