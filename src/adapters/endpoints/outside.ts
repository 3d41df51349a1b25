import type { Asset } from '../../model/state';
import type { RequestName } from '../../ops/requests';
import type { Caller, SimulatorRequestInputs } from '../../simulator/calls';

/**
 * What lies outside the simulation: before a request is answered it brings in what public repositories say and hold
 * that the answer depends on. Without one nothing comes from there.
 */
export interface Outside {
  /** Tells the simulator what a request needs to know. A public repository that fails is down from then on (EXT-33). */
  prepare<N extends RequestName>(name: N, input: SimulatorRequestInputs[N], as: Caller): Promise<void>;
  /** Tells the simulator the bytes of a stored asset that it knows only by size and digests; false when it cannot. */
  bring(input: SimulatorRequestInputs['ReadAsset'], asset: Asset, as: Caller): Promise<boolean>;
}
