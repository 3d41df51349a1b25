import type { ServiceError } from '../model/errors';
import type { PackageVersionEvent } from '../model/event';
import type { State } from '../model/state';

/** What a call came to: its output with the new state, or a refusal of which something is remembered. */
export type Answer<Output> =
  | { readonly state: State; readonly output: Output; readonly events: readonly PackageVersionEvent[] }
  | {
      readonly error: ServiceError;
      /** The state before the call with what is kept of it all the same (EXT-29, MVN-34); the rest stays. */
      kept(state: State): State;
    };
