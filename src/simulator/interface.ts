import type { OperationName } from '../api/types';
import type { ServiceError } from '../model/errors';
import type { EventBridgeEvent } from '../model/event';
import type { StateJson } from '../model/json';
import type { State } from '../model/state';
import type { Result } from '../model/view';
import type { RequestName } from '../ops/requests';
import type {
  Caller,
  SimulatorFact,
  SimulatorInputs,
  SimulatorOutputs,
  SimulatorRequestInputs,
  SimulatorRequestOutputs,
} from './calls';
import type { Clock } from './clock';
import type { EventListener, SubscribeOptions } from './event-log';
import type { Snapshot } from './snapshot';
import type { Faults } from './traffic/fault-control';
import type { CloudTrailRecord } from './traffic/trail';

/**
 * AWS CodeArtifact in this process: a state, and calls that replace it one after the other. Every call is synchronous
 * and whole: it answers, or is refused and changes nothing (ERR-27), and the next call sees what it wrote (API-43).
 */
export interface Simulator {
  readonly account: string;
  readonly region: string;
  /** Everything the service remembers now: a frozen value, which no later call changes. */
  readonly state: State;
  /**
   * Calls an operation of the API; a refusal is a value. In PublishPackageVersion `assetContent` may be bytes or text,
   * and the `asset` of GetPackageVersionAsset has its content: `output.asset.bytes()`.
   */
  execute<N extends OperationName>(
    name: N,
    input: SimulatorInputs[N],
    as?: Caller,
  ): SimulatorResult<SimulatorOutputs[N]>;
  /**
   * What a package manager asks for: ListVersions, ReadAsset, Publish. What is read has its bytes: `output.content`.
   */
  request<N extends RequestName>(
    name: N,
    input: SimulatorRequestInputs[N],
    as?: Caller,
  ): SimulatorResult<SimulatorRequestOutputs[N]>;
  /**
   * Counts a package manager's request without token against the rate of the IP address that it came from (QUO-22). The
   * refusal when there were too many; undefined when it may go on, to be refused for want of a token.
   */
  admit(address: string, as?: Caller): ServiceError | undefined;
  /**
   * Tells what no operation can bring about; all of it, or nothing when a fact cannot be: then it throws a RangeError,
   * or a TypeError for what is no fact.
   * `as` says in which Region a public repository is known, and in whose name a repository is looked up.
   */
  learn(facts: Iterable<SimulatorFact>, as?: Caller): void;
  /** The bytes of a content by its SHA-256, if they are known here: the store's own, for nobody to change. */
  bytesOf(digest: string): Uint8Array | undefined;
  /** The time of the simulator's clock, in milliseconds since 1970. */
  now(): number;
  /** The present moment, to come back to; at the same cost whatever the size of the state. */
  snapshot(): Snapshot;
  /** Goes back, or forth, to a moment of this simulator or of one that shares its store; the clock goes on. */
  restore(snapshot: Snapshot): void;
  /**
   * A simulator of its own that begins at this moment, with these events and no listeners; at the same cost
   * whatever the size of the state. It shares the clock, unless it is given its own.
   */
  fork(options?: { readonly clock?: Clock }): Simulator;
  /** Goes back to the beginning: the world it was made with, or of a fork the moment at which it was made. */
  reset(): void;
  /** What EventBridge delivered so far, in the order of the commits, once to each receiver (EVT-45, EVT-48). */
  readonly events: readonly EventBridgeEvent[];
  /** Forgets the events so far; listeners are not concerned. */
  clearEvents(): void;
  /**
   * Lets the listener hear every delivery from now on, after the change is visible (EVT-48), or those that a pattern
   * matches (EVT-49), and gives the way to end it. Throws a ShapeError for a wrong pattern, a TypeError for other
   * options. What a listener throws undoes nothing and keeps no other from hearing; it is thrown out of the call that
   * fired the event when all is done. A listener may call the simulator; what that fires is heard after the present
   * events.
   */
  subscribe(listener: EventListener, options?: SubscribeOptions): () => void;
  /** What goes wrong from now on, also in forks. A snapshot brings back the rules, and how often each had fired. */
  readonly faults: Faults;
  /** CloudTrail's records of all calls so far, the oldest first (EVT-60); none unless `trail` is switched on. */
  readonly trail: readonly CloudTrailRecord[];
  /** Frees at once the bytes that no simulator and no snapshot of the store can reach; else that happens by and by. */
  collect(): void;
  /** The state as JSON, for `fromJSON`; with the bytes of its assets if they are asked for. */
  toJSON(options?: { readonly bytes?: boolean }): SimulatorJson;
}

/** As the core's result. `delayMilliseconds` is for who answers a client: so long the answer is held back. */
export type SimulatorResult<Output> = Result<Output> & { readonly delayMilliseconds?: number };

/** A simulator as JSON: the state of model/json.ts, and bytes in base64 by their SHA-256. */
export interface SimulatorJson {
  readonly kind: 'codeartifact-sim';
  readonly version: 1;
  readonly account: string;
  readonly region: string;
  readonly state: StateJson;
  readonly bytes?: readonly (readonly [digest: string, base64: string])[];
}
