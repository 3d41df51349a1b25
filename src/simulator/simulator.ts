import { initialState, type StateOptions } from '../model/initial-state';
import type { Quotas, State } from '../model/state';
import { emptyByName } from '../model/wide-map';
import { type Clock, fixedClock, hostClock } from './clock';
import { type ContentStore, memoryStore } from './content-store';
import { Held } from './holder';
import { InProcessSimulator } from './in-process-simulator';
import type { Simulator } from './interface';
import { type TrafficOptions, trafficOf } from './traffic/traffic';
import { loadAccounts } from './world/accounts';
import { loadWorld } from './world/load-world';
import { type Place, timeIn } from './world/place';
import { worldIn } from './world/shape';
import { locating } from './world/source';
import type { World } from './world/world';

/** What a simulator is made with; what is given here goes before what the world says. */
export interface SimulatorOptions extends StateOptions, TrafficOptions {
  /** The account in whose name calls are made that name none: the world's, else 111122223333. */
  readonly account?: string;
  /** The Region in which calls are made that name none: the world's, else us-west-2. */
  readonly region?: string;
  /** The world's, which stands still, or the host's clock, unless another is given. */
  readonly clock?: Clock;
  /** Where the bytes of assets lie: in memory, unless another is given. */
  readonly store?: ContentStore;
  /** What there is from the beginning: nothing, unless it is given. */
  readonly world?: World;
}

const optionNames: Readonly<Record<keyof SimulatorOptions, true>> = {
  access: true,
  account: true,
  clock: true,
  domainCleanUpSeconds: true,
  latency: true,
  quotas: true,
  region: true,
  store: true,
  throttling: true,
  trail: true,
  world: true,
};

/**
 * A simulator in the world that is given, or in one in which nothing exists. Throws a WorldError for a wrong world, a
 * TypeError for an option that there is not.
 */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(optionNames, name)) throw new TypeError(`There is no option ${name}`);
  }
  const { world } = options;
  return world === undefined ? empty(options) : locating(world, () => inWorld(worldIn(world), options));
}

function empty({ account = '111122223333', region = 'us-west-2', clock = hostClock, ...options }: SimulatorOptions) {
  const { store = memoryStore() } = options;
  const moment = { ...momentOf(initialState(options)), traffic: trafficOf(options) };
  return new InProcessSimulator(account, region, clock, new Held(store, moment));
}

function inWorld(world: Place<World>, options: SimulatorOptions): Simulator {
  const { account = '111122223333', region = 'us-west-2' } = { ...world.value, ...given(options) };
  const own = clockOf(world);
  const { store = memoryStore(), clock = own ?? hostClock } = options;
  const traffic = trafficOf(options);
  const final = stateFor(world, options);
  const held = new Held(store, momentOf(initialState({ access: 'off', quotas: unlimited })));
  const beginning = new InProcessSimulator(account, region, fixedClock(clock.now()), held);
  loadWorld(beginning, world);
  const state = Object.freeze({ ...held.moment.state, settings: final.settings }); // what is there, nobody refuses
  held.move({ ...held.moment, state });
  loadAccounts(beginning, world);
  return new InProcessSimulator(account, region, clock, new Held(store, { ...held.moment, traffic }));
}

const unlimited: Quotas = {
  assetSizeBytes: Number.MAX_SAFE_INTEGER,
  domainsPerAccount: Number.MAX_SAFE_INTEGER,
  repositoriesPerDomain: Number.MAX_SAFE_INTEGER,
};

const momentOf = (state: State) => ({ state, known: emptyByName<true>(), log: undefined });

/** The clock of the world, if it says where it stands. */
function clockOf(world: Place<World>): Clock | undefined {
  const time = world.at('clock');
  return time && fixedClock(timeIn(time));
}

/** An empty state with the settings of the world. */
function stateFor(world: Place<World>, options: SimulatorOptions): State {
  const { access, quotas } = world.value;
  const [latency, cleanUp] = [world.at('latency'), world.at('domainCleanUpSeconds')];
  latency?.attempt(() => initialState({ latency: latency.value }));
  cleanUp?.attempt(() => initialState({ domainCleanUpSeconds: cleanUp.value }));
  const ours = { access, latency: latency?.value, domainCleanUpSeconds: cleanUp?.value };
  return initialState({ ...ours, ...given(options), quotas: { ...quotas, ...options.quotas } });
}

/** Without the options that are undefined, which do not count as given. */
const given = (options: SimulatorOptions): SimulatorOptions =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
