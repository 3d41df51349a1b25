import { initialState, type StateOptions } from '../model/initial-state';
import { emptyByName } from '../model/wide-map';
import { type Clock, fixedClock, hostClock } from './clock';
import { type ContentStore, memoryStore } from './content-store';
import { Held } from './holder';
import { InProcessSimulator } from './in-process-simulator';
import type { Simulator } from './interface';
import { defaultsOf, loadWorld } from './load-world';
import type { Moment } from './moment';
import type { World } from './world';

/** What a simulator is made with. */
export interface SimulatorOptions extends StateOptions {
  /** The account in whose name calls are made that name none: the world's, else 111122223333. */
  readonly account?: string;
  /** The Region in which calls are made that name none: the world's, else us-west-2. */
  readonly region?: string;
  /** The host's clock, unless another is given. */
  readonly clock?: Clock;
  /** Where the bytes of assets lie: in memory, unless another is given. */
  readonly store?: ContentStore;
  /** What there is from the beginning: nothing, unless it is given. */
  readonly world?: World;
}

/** A simulator in the world that is given, or in one in which nothing exists. Throws a WorldError for a wrong world. */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const { world, clock = hostClock, store = memoryStore() } = options;
  const home = world === undefined ? {} : defaultsOf(world);
  const account = options.account ?? home.account ?? '111122223333';
  const region = options.region ?? home.region ?? 'us-west-2';
  const moment: Moment = { state: initialState(options), known: emptyByName(), log: undefined };
  if (world === undefined) return new InProcessSimulator(account, region, clock, new Held(store, moment));
  const beginning = new InProcessSimulator(account, region, fixedClock(clock.now()), new Held(store, moment));
  loadWorld(beginning, world);
  return beginning.fork({ clock });
}
