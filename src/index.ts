export { createSimulator, fromJSON } from './adapters/create-simulator';
export type { Interception, SdkClientClass } from './adapters/intercept';
export type { SdkClientConfig } from './adapters/sdk';
export { type SdkSimulator, withSdk } from './adapters/with-sdk';
export type * from './api/types';
export { execute, request } from './core';
export { type Explanation, explain, explainLine, explainRequest } from './explain/explain';
export { type GraphOptions, repositoryGraph } from './explain/graph';
export { stateTree, type TreeOptions } from './explain/state-tree';
export type { Subject } from './explain/subject';
export { ShapeError } from './model/codec';
export type { ServiceError } from './model/errors';
export { deliveries, type EventBridgeEvent, type PackageVersionEvent } from './model/event';
export { initialState, type Latency, type StateOptions } from './model/initial-state';
export type { State } from './model/state';
export type { Step } from './model/trace';
export type { Context, Result } from './model/view';
export {
  type EncryptionKeyFact,
  type Fact,
  type PublicRepositoryFact,
  type PublicVersionFact,
  type StoredVersionFact,
  type WithdrawnFact,
  withFacts,
} from './ops/learn';
export type { RequestInputs, RequestName, RequestOutputs } from './ops/requests';
export type { AssetInput, ContentInput, ReadableContent } from './simulator/assets';
export type {
  Caller,
  ExplainedInputs,
  SimulatorFact,
  SimulatorInputs,
  SimulatorOutputs,
  SimulatorRequestInputs,
  SimulatorRequestOutputs,
} from './simulator/calls';
export { type Clock, fixedClock, hostClock, type SettableClock, steppedClock, type Time } from './simulator/clock';
export { type ContentStore, hashesOf, memoryStore } from './simulator/content-store';
export type { EventListener } from './simulator/event-log';
export type { Simulator, SimulatorJson } from './simulator/interface';
export type { SimulatorOptions } from './simulator/simulator';
export type { Snapshot } from './simulator/snapshot';
export { type World, WorldError } from './simulator/world';
