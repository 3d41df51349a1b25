export { createSimulator, fromJSON } from './adapters/create-simulator';
export type { Outside } from './adapters/endpoints/outside';
export { type DeliveryFailure, type HttpTargetOptions, httpTarget } from './adapters/events/http-target';
export {
  type InvocationRecord,
  type LambdaContext,
  type LambdaHandler,
  type LambdaOptions,
  lambdaTarget,
} from './adapters/events/lambda-target';
export type { DeliveryTarget } from './adapters/events/ordered-target';
export type { Interception, SdkClientClass } from './adapters/intercept';
export type { Cache } from './adapters/outside/cache';
export {
  type PublicAddress,
  type PublicAddresses,
  type PublicRepositoriesOptions,
  publicRepositories,
} from './adapters/outside/public-repositories';
export type { SdkClientConfig } from './adapters/sdk';
export { createFetchHandler, type FetchHandler } from './adapters/server/fetch-handler';
export type { Peer } from './adapters/server/guard';
export type { FetchHandlerOptions, HandledRequest } from './adapters/server/handler';
export type { RunningServer, ServeOptions } from './adapters/server/node-server';
export { type SdkSimulator, withSdk } from './adapters/with-sdk';
export type * from './api/types';
export { execute, request } from './core';
export { type Explanation, explain, explainLine, explainRequest } from './explain/explain';
export { type GraphOptions, repositoryGraph } from './explain/graph';
export { stateTree, type TreeOptions } from './explain/state-tree';
export type { Subject } from './explain/subject';
export { ShapeError } from './model/codec';
export type { ExternalConnectionName } from './model/coordinates';
export type { ServiceError } from './model/errors';
export { deliveries, type EventBridgeEvent, type PackageVersionEvent } from './model/event';
export { type EventPattern, matchesPattern } from './model/event-pattern';
export { initialState, type Latency, type StateOptions } from './model/initial-state';
export type { State } from './model/state';
export type { Step } from './model/trace';
export type { Context, Result } from './model/view';
export type { QuotasFact } from './ops/account-quotas';
export {
  type EncryptionKeyFact,
  type Fact,
  type PublicRepositoryFact,
  type PublicVersionFact,
  type StoredVersionFact,
  type WithdrawnFact,
  withFacts,
} from './ops/learn';
export type {
  AbsentPrincipalFact,
  AccessFact,
  AccessKeyFact,
  AccessModeFact,
  OrganizationFact,
  PolicyInput,
  PrincipalFact,
} from './ops/learn-access';
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
export {
  type Clock,
  fixedClock,
  hostClock,
  type SettableClock,
  type SwitchableClock,
  steppedClock,
  switchableClock,
  type Time,
} from './simulator/clock';
export { type ContentStore, hashesOf, memoryStore } from './simulator/content-store';
export type { EventListener, SubscribeOptions } from './simulator/event-log';
export type { Simulator, SimulatorJson, SimulatorResult } from './simulator/interface';
export type { SimulatorOptions } from './simulator/simulator';
export type { Snapshot } from './simulator/snapshot';
export type { Faults } from './simulator/traffic/fault-control';
export type { FaultError, FaultRule } from './simulator/traffic/faults';
export type { Throttling } from './simulator/traffic/rates';
export type { CloudTrailRecord, UserIdentity } from './simulator/traffic/trail';
export { worldOf } from './simulator/world/dump-world';
export { type World, WorldError } from './simulator/world/world';
