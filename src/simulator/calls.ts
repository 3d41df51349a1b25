import type { GetPackageVersionAssetOutput, Inputs, Outputs, PublishPackageVersionInput } from '../api/types';
import type { QuotasFact } from '../ops/account-quotas';
import type {
  EncryptionKeyFact,
  PublicRepositoryFact,
  PublicVersionFact,
  StoredVersionFact,
  WithdrawnFact,
} from '../ops/learn';
import type { AccessFact } from '../ops/learn-access';
import type { PublishInput } from '../ops/publish';
import type { ReadAssetOutput } from '../ops/read-asset';
import type { RequestInputs, RequestOutputs } from '../ops/requests';
import type { AssetInput, ContentInput, PublicAssetInput, ReadableContent } from './assets';
import type { HttpRequestData } from './traffic/trail';

/** In whose name and where a call is made; what is left out is the simulator's own. */
export interface Caller {
  readonly account?: string;
  readonly region?: string;
  /** The ARN of who calls; his account goes before `account`. Left out, it is `user/default` of the account. */
  readonly principal?: string;
  /**
   * The access key of who calls, in place of `principal`: one of twelve digits stands for `user/default` of that
   * account, another for the principal whose key it is, an unknown one for the simulator's own account.
   */
  readonly accessKeyId?: string;
  /** The authorization token with which a package manager asks; only for requests. */
  readonly authorizationToken?: string;
  /**
   * The address at which package endpoints are served: `http://127.0.0.1:4566`, with the domain in the path, or
   * `http://*.localhost:4566`, with the domain in the place of the star. Left out, it is AWS's.
   */
  readonly endpoint?: string;
  /** The HTTP request with which a package manager asks, as CloudTrail's record has it (EVT-62). */
  readonly httpRequest?: HttpRequestData;
  /** Counts against the rate quotas though an earlier call of the same HTTP request did (QUO-30). */
  readonly countsAnew?: boolean;
}

/** As the API's PublishPackageVersion, but the content may be given as bytes or as text. */
export interface PublishPackageVersion extends Omit<PublishPackageVersionInput, 'assetContent'> {
  readonly assetContent: ContentInput;
}

/** As the API's GetPackageVersionAsset, and the bytes can be read. */
export interface GotPackageVersionAsset extends Omit<GetPackageVersionAssetOutput, 'asset'> {
  readonly asset: ReadableContent;
}

/** What each operation takes. */
export interface SimulatorInputs extends Omit<Inputs, 'PublishPackageVersion'> {
  readonly PublishPackageVersion: PublishPackageVersion;
}

/** What each operation answers. */
export interface SimulatorOutputs extends Omit<Outputs, 'GetPackageVersionAsset'> {
  readonly GetPackageVersionAsset: GotPackageVersionAsset;
}

/** As the core's Publish, but each asset may be given with its bytes or as a text. */
export interface Publish extends Omit<PublishInput, 'assets'> {
  readonly assets: readonly AssetInput[];
}

/** As the core's ReadAsset, and the bytes can be read from `content`. */
export interface ReadAsset extends ReadAssetOutput {
  readonly content: ReadableContent;
}

/** What a package manager's requests take. */
export interface SimulatorRequestInputs extends Omit<RequestInputs, 'Publish'> {
  readonly Publish: Publish;
}

/** What can be explained: the operations of the API and the requests of package managers. */
export interface ExplainedInputs extends SimulatorInputs, SimulatorRequestInputs {}

/** What a package manager's requests answer. */
export interface SimulatorRequestOutputs extends Omit<RequestOutputs, 'ReadAsset'> {
  readonly ReadAsset: ReadAsset;
}

/** As the core's fact, but each asset may be given with its bytes or as a text. */
export interface PublicVersion extends Omit<PublicVersionFact, 'assets'> {
  readonly assets: readonly PublicAssetInput[];
}

/** As the core's fact, but each asset may be given with its bytes or as a text. */
export interface StoredVersion extends Omit<StoredVersionFact, 'assets'> {
  readonly assets: readonly AssetInput[];
}

/** The bytes of an asset that the state has already, and of which only size and digests were known. */
export interface Content {
  readonly type: 'content';
  readonly bytes: Uint8Array;
}

/** What a simulator can be told of the world, as the core's facts, and the bytes of what it has. */
export type SimulatorFact =
  | Content
  | PublicVersion
  | StoredVersion
  | WithdrawnFact
  | PublicRepositoryFact
  | EncryptionKeyFact
  | QuotasFact
  | AccessFact;
