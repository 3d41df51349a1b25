import type { Simulator } from '../simulator/interface';

/** What the adapters of the SDK need of a simulator. */
export type SimulatedService = Pick<Simulator, 'account' | 'region' | 'execute'>;
