/** The SDKs on which the suites run, and what the suites share. */
import { createHash } from 'node:crypto';
import * as latest from '@aws-sdk/client-codeartifact';
import * as oldest from 'sdk-oldest';
import type {
  SdkHandlerOptions,
  SdkHttpRequest,
  SdkHttpResponse,
  SimulatorRequestHandler,
} from '../../src/adapters/request-handler';
import { clientConfig, type SdkClientConfig } from '../../src/adapters/sdk';
import type { SimulatedService } from '../../src/adapters/simulated-service';
import type { OperationName } from '../../src/api/types';
import { commands, queries } from '../../src/ops';
import { newSimulator } from './simulated';

/** An SDK by its version: its classes, of which those of the newest are a superset. */
export type Sdk = typeof latest;

/** The newest SDK and one of May 2022, before CodeArtifact could publish. */
export const sdks: readonly (readonly [version: string, sdk: Sdk])[] = [
  ['3.1124.0', latest],
  ['3.100.0', oldest as unknown as Sdk],
];

export const operationsOf = (sdk: Sdk): readonly OperationName[] =>
  simulatedOperations.filter((name) => `${name}Command` in sdk);

export const simulatedOperations = Object.keys({ ...commands, ...queries }) as OperationName[];

/** A client's answer without its metadata, and without members that are undefined. */
export type Answer = Record<string, unknown>;

export interface Caller {
  readonly client: latest.CodeartifactClient;
  call(name: OperationName, input: object, options?: { readonly abortSignal?: AbortSignal }): Promise<Answer>;
}

const ignore = () => {};
const silent = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };

/** A client that does not retry, and its calls by name. */
export function callerOf(
  sdk: Sdk,
  config: SdkClientConfig = clientConfig(newSimulator()),
  settings: object = { maxAttempts: 1, logger: silent },
): Caller {
  const client = new sdk.CodeartifactClient({ ...config, ...settings });
  return {
    client,
    async call(name, input, options) {
      const { $metadata, ...output } = (await client.send(commandOf(sdk, name, input), options)) as object as Answer;
      return output;
    },
  };
}

export function commandOf(sdk: Sdk, name: string, input: object): latest.DescribeDomainCommand {
  const Command = (sdk as object as Record<string, new (input: object) => latest.DescribeDomainCommand>)[
    `${name}Command`
  ]!;
  return new Command(input);
}

export const sha256Of = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Where packages are. */
export const place = { domain: 'my-domain', repository: 'my-repo' };
export const coordinates = { ...place, format: 'generic', namespace: 'ns', package: 'tool' } as const;

/** The input of a publication of one asset. */
export const publication = (content: string | Uint8Array, packageVersion = '1.0.0', assetName = 'tool.txt') => ({
  ...coordinates,
  packageVersion,
  assetName,
  assetContent: content,
  assetSHA256: sha256Of(content),
});

/** What went over the seam between a client and its handler. */
export interface Exchange {
  readonly request: SdkHttpRequest;
  readonly response: SdkHttpResponse;
}

/** The configuration with a handler that writes down each exchange. */
export function recorded(config: SdkClientConfig): {
  readonly config: SdkClientConfig;
  readonly exchanges: Exchange[];
} {
  const exchanges: Exchange[] = [];
  const requestHandler: SimulatorRequestHandler = Object.assign(Object.create(config.requestHandler), {
    async handle(request: SdkHttpRequest, options?: SdkHandlerOptions) {
      const { response } = await config.requestHandler.handle(request, options);
      exchanges.push({ request, response });
      return { response };
    },
  });
  return { config: { ...config, requestHandler }, exchanges };
}

export const textOfBody = ({ response }: Exchange): string => new TextDecoder().decode(response.body as Uint8Array);

/** A service that answers every call in one way, and the callers and names of the calls. */
export function serviceThat(execute: (...call: Parameters<SimulatedService['execute']>) => object): SimulatedService {
  return { account: '111122223333', region: 'us-west-2', execute: execute as SimulatedService['execute'] };
}
