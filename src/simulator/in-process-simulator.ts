import { base64 } from '@scure/base';
import type { AssetContent, Input, OperationName, Output } from '../api/types';
import { execute, request } from '../core';
import type { ServiceError } from '../model/errors';
import type { EventBridgeEvent, PackageVersionEvent } from '../model/event';
import { stateToJson } from '../model/json';
import type { State } from '../model/state';
import type { Context, Result } from '../model/view';
import type { RequestInputs, RequestName, RequestOutputs } from '../ops/requests';
import { throttled } from '../rules/rate';
import { type Given, given, givenAsset, ReadableContent } from './assets';
import { accountIn, contextFor, regionIn } from './caller';
import type {
  Caller,
  Publish,
  PublishPackageVersion,
  SimulatorFact,
  SimulatorInputs,
  SimulatorOutputs,
  SimulatorRequestInputs,
  SimulatorRequestOutputs,
} from './calls';
import { type Clock, millisecondsOf } from './clock';
import { allDeliveries, type EventListener, Listeners, logged, type SubscribeOptions } from './event-log';
import { Held } from './holder';
import type { Simulator, SimulatorJson, SimulatorResult } from './interface';
import { knownAfter } from './known';
import { learned, placeOf, storedIn } from './learn';
import { Snapshot } from './snapshot';
import { digestsOf, sweepAll } from './sweep';
import { type Faults, faultsOf } from './traffic/fault-control';
import { allRecords, counted, inNameOf, noTraffic, pass, passAddress, refused, traced } from './traffic/traffic';
import type { CloudTrailRecord } from './traffic/trail';

/** The one thing with a state: what it holds is replaced by each call, and nothing else changes. */
export class InProcessSimulator implements Simulator {
  readonly account: string;
  readonly region: string;
  readonly faults: Faults;
  readonly #clock: Clock;
  readonly #held: Held;
  readonly #listeners = new Listeners();
  /** The requests over HTTP of which a call was let through. */
  readonly #begun = new WeakSet<object>();

  constructor(account: string, region: string, clock: Clock, held: Held) {
    this.account = accountIn(account);
    this.region = regionIn(region);
    this.#clock = clock;
    this.#held = held;
    this.faults = faultsOf(held);
  }

  get state(): State {
    return this.#held.moment.state;
  }

  get events(): readonly EventBridgeEvent[] {
    return allDeliveries(this.#held.moment.log);
  }

  get trail(): readonly CloudTrailRecord[] {
    return allRecords(this.#held.moment.traffic ?? noTraffic);
  }

  execute<N extends OperationName>(
    name: N,
    input: SimulatorInputs[N],
    as?: Caller,
  ): SimulatorResult<SimulatorOutputs[N]> {
    return this.#through(name, input, as, (context) => this.#execute(name, input, context));
  }

  request<N extends RequestName>(
    name: N,
    input: SimulatorRequestInputs[N],
    as?: Caller,
  ): SimulatorResult<SimulatorRequestOutputs[N]> {
    return this.#through(name, input, as, (context) => this.#request(name, input, context));
  }

  #execute<N extends OperationName>(name: N, input: SimulatorInputs[N], context: Context): Result<SimulatorOutputs[N]> {
    if (name === 'PublishPackageVersion' && isObject(input)) return this.#publishOne(name, input, context);
    const result = execute(this.state, name, input as Input<N>, context);
    const output = result.ok ? (result.output as Output<'GetPackageVersionAsset'>) : undefined;
    const isRead = name === 'GetPackageVersionAsset' && output?.asset;
    const asset = isRead ? this.#readable(isRead) : undefined;
    this.#commit(result);
    if (!result.ok || !asset) return result as Result<SimulatorOutputs[N]>;
    return { ...result, output: { ...output, asset } as SimulatorOutputs[N] };
  }

  #request<N extends RequestName>(
    name: N,
    input: SimulatorRequestInputs[N],
    context: Context,
  ): Result<SimulatorRequestOutputs[N]> {
    const assets = name === 'Publish' ? (input as Partial<Publish> | null)?.assets : undefined;
    const areObjects = Array.isArray(assets) && assets.every(isObject); // others are for the core to refuse
    const offered = areObjects ? (assets as Publish['assets']).map(givenAsset) : [];
    const passed = areObjects ? { ...input, assets: offered.map(({ asset }) => asset) } : input;
    const result = request(this.state, name, passed as RequestInputs[N], context);
    const output = result.ok && name === 'ReadAsset' ? (result.output as RequestOutputs['ReadAsset']) : undefined;
    const content = output && this.#readable(output.asset);
    this.#commit(result, offered, result.ok ? placeOf(input, context) : undefined);
    if (!result.ok || !content) return result as Result<SimulatorRequestOutputs[N]>;
    return { ...result, output: { ...output, content } as SimulatorRequestOutputs[N] };
  }

  admit(address: string, as?: Caller): ServiceError | undefined {
    const { moment } = this.#held;
    const traffic = moment.traffic && passAddress(moment.traffic, address, this.#context(as));
    if (traffic && traffic !== moment.traffic) this.#held.move({ ...moment, traffic });
    return moment.traffic && !traffic ? throttled('ReadRepository') : undefined;
  }

  learn(facts: Iterable<SimulatorFact>, as?: Caller): void {
    const { moment } = this.#held;
    const { contents, ...to } = learned(moment, facts, this.#context(as));
    this.#held.move({ ...moment, ...to }, contents);
  }

  bytesOf(digest: string): Uint8Array | undefined {
    const { store, moment } = this.#held;
    return moment.known.has(digest) ? store.get(digest) : undefined;
  }

  now(): number {
    return millisecondsOf(this.#clock.now());
  }

  snapshot(): Snapshot {
    return new Snapshot(this.#held.store, this.#held.moment);
  }

  restore(snapshot: Snapshot): void {
    this.#held.move(snapshot.momentIn(this.#held.store));
  }

  fork({ clock = this.#clock }: { readonly clock?: Clock } = {}): InProcessSimulator {
    const { store, moment } = this.#held;
    return new InProcessSimulator(this.account, this.region, clock, new Held(store, moment));
  }

  reset(): void {
    this.#held.reset();
  }

  clearEvents(): void {
    this.#held.move({ ...this.#held.moment, log: undefined });
  }

  subscribe(listener: EventListener, options?: SubscribeOptions): () => void {
    return this.#listeners.add(listener, options);
  }

  collect(): void {
    sweepAll(this.#held.store);
  }

  toJSON({ bytes = false }: { readonly bytes?: boolean } = {}): SimulatorJson {
    const { account, region, state } = this;
    const json = { kind: 'codeartifact-sim', version: 1, account, region, state: stateToJson(state) } as const;
    if (!bytes) return json;
    const known = [...digestsOf(state)].filter((digest) => this.#held.moment.known.has(digest)).sort();
    return { ...json, bytes: known.map((digest) => [digest, base64.encode(this.#held.store.get(digest)!)]) };
  }

  #publishOne<N extends OperationName>(
    name: 'PublishPackageVersion',
    input: SimulatorInputs[N],
    context: Context,
  ): Result<SimulatorOutputs[N]> {
    const request = input as PublishPackageVersion;
    const offered = given(request.assetContent);
    const result = execute(this.state, name, { ...request, assetContent: offered.content }, context);
    this.#commit(result, [offered], placeOf(request, context));
    return result as Result<SimulatorOutputs[N]>;
  }

  /** Lets a call through what is around the core; listeners hear of its events when all else of it is done. */
  #through<Output>(
    name: string,
    input: unknown,
    as: Caller | undefined,
    call: (context: Context) => Result<Output>,
  ): SimulatorResult<Output> {
    const context = this.#context(as);
    const before = this.#held.moment;
    const result = before.traffic ? this.#withTraffic(name, input, context, as, call) : call(context);
    const { log } = this.#held.moment;
    if (log && log !== before.log) this.#listeners.deliver(log);
    return result;
  }

  #withTraffic<Output>(
    name: string,
    input: unknown,
    context: Context,
    { accessKeyId, httpRequest, countsAnew = false }: Caller = {},
    call: (context: Context) => Result<Output>,
  ): SimulatorResult<Output> {
    const { state, traffic: waiting = noTraffic } = this.#held.moment;
    const asked = inNameOf(state, context);
    const goesOn = !countsAnew && httpRequest !== undefined && this.#begun.has(httpRequest);
    if (httpRequest) this.#begun.add(httpRequest);
    const passage = pass(waiting, name, input, asked, { goesOn });
    const { delayMilliseconds } = passage;
    if (passage.traffic !== waiting) this.#held.move({ ...this.#held.moment, traffic: passage.traffic });
    const result: Result<Output> = passage.error ? refused(passage, state) : call(context);
    let { traffic } = passage;
    if (result.ok) traffic = counted(traffic, name, input, asked, result.output);
    if (traffic.isTraced)
      traffic = traced(traffic, { name, input, context: asked, accessKeyId, httpRequest, before: state, result });
    if (traffic !== passage.traffic) this.#held.move({ ...this.#held.moment, traffic });
    return delayMilliseconds === undefined ? result : { ...result, delayMilliseconds };
  }

  /** Goes to the state of a result with its events, and keeps the content that came to lie in the domain. */
  #commit(
    result: Result<unknown> & { readonly events?: readonly PackageVersionEvent[] },
    offered: readonly Given[] = [],
    domain?: string,
  ): void {
    const { state, events = [] } = result;
    const { moment } = this.#held;
    if (state === moment.state && events.length === 0 && offered.length === 0) return;
    const stored = result.ok && domain !== undefined ? storedIn(state, domain, offered) : [];
    const known = knownAfter(moment.known, stored, moment.state);
    const log = logged(moment.log, events);
    this.#held.move({ ...moment, state, known, log }, stored);
  }

  #readable(content: AssetContent): ReadableContent {
    return new ReadableContent(content, this.bytesOf(content.hashes['SHA-256']));
  }

  #context(as?: Caller): Context {
    return contextFor(this, this.now(), as);
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
