import type { ServiceError } from '../model/errors';
import type { PackageVersionEvent } from '../model/event';
import type { State } from '../model/state';

/** What a call came to: its output, or a refusal that left a trace in the state, which only EXT-29 knows. */
export type Answer<Output> = { readonly state: State } & (
  | { readonly output: Output; readonly events: readonly PackageVersionEvent[] }
  | { readonly error: ServiceError }
);
