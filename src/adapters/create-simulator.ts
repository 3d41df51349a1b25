import { fromJSON as plainFromJSON } from '../simulator/from-json';
import { createSimulator as createPlainSimulator, type SimulatorOptions } from '../simulator/simulator';
import { type SdkSimulator, withSdk } from './with-sdk';

/** A simulator in the world that is given, or in one in which nothing exists. Throws a WorldError for a wrong world. */
export const createSimulator = (options?: SimulatorOptions): SdkSimulator => withSdk(createPlainSimulator(options));

/**
 * The simulator that `toJSON` wrote, as `fromJSON` of the simulator reads it. Throws a ShapeError for anything else.
 */
export const fromJSON = (...args: Parameters<typeof plainFromJSON>): SdkSimulator => withSdk(plainFromJSON(...args));
