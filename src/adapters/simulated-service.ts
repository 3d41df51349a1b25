import type { AssetContent, Input, OperationName, Output } from '../api/types';
import type { ServiceError } from '../model/errors';

/** What an adapter needs of a simulator. */
export interface SimulatedService {
  /** The account and Region of a call that names none. */
  readonly account: string;
  readonly region: string;
  /** The bytes of assets, which the state knows by their digests only. */
  readonly contents: {
    put(bytes: Uint8Array): AssetContent;
    /** Undefined for content that has a size and digests and no bytes. */
    get(sha256: string): Uint8Array | undefined;
  };
  /** Calls an operation. A refusal is a value; whatever is thrown is a bug of the simulator. */
  execute<N extends OperationName>(name: N, input: Input<N>, as?: Caller): Answered<Output<N>>;
}

/** In whose name and where a call is made; what is left out is the simulator's own. */
export interface Caller {
  readonly account?: string;
  readonly region?: string;
}

export type Answered<Output> =
  | { readonly ok: true; readonly output: Output }
  | { readonly ok: false; readonly error: ServiceError };
