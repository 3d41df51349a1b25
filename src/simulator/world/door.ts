import type { OperationName, Tag } from '../../api/types';
import type { Caller, SimulatorFact, SimulatorInputs } from '../calls';
import type { InProcessSimulator } from '../in-process-simulator';
import type { Spot } from './place';

/** The account and Region of what names none. */
export type Home = Required<Pick<Caller, 'account' | 'region'>>;

/** The simulator's own doors; what they refuse is a fault of the world. */
export class Door {
  readonly #simulator: InProcessSimulator;

  constructor(simulator: InProcessSimulator) {
    this.#simulator = simulator;
  }

  call<N extends OperationName>(place: Spot, name: N, input: SimulatorInputs[N], as: Home): void {
    const result = this.#simulator.execute(name, input, as);
    if (!result.ok) place.fail(result.error.message);
  }

  learn(place: Spot, fact: SimulatorFact, as: Home): void {
    try {
      this.#simulator.learn([fact], as);
    } catch (error) {
      if (error instanceof RangeError) place.fail(error.message);
      throw error;
    }
  }
}

/** Tags by key, as operations take them. */
export const tagsOf = (tags: Readonly<Record<string, string>> | undefined): Tag[] | undefined =>
  tags && Object.entries(tags).map(([key, value]) => ({ key, value }));
