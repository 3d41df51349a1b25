import { operations } from '../api/operations';
import { type HttpResponse, readRequest, writeError, writeResponse } from '../api/rest-json';
import type { AssetContent } from '../api/types';
import { ServiceError } from '../model/errors';
import type { ReadableContent } from '../simulator/assets';
import type { Caller } from '../simulator/calls';
import { abortErrorOf, type SdkAbortSignal, unlessAborted } from './abort';
import { bytesOf, type RequestBody, textOf } from './request-body';
import { type ResponseStream, streamOf } from './response-stream';
import type { SimulatedService } from './simulated-service';

/** A request as the SDK gives it to its handler: serialised and signed. */
export interface SdkHttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | null | readonly (string | null)[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: RequestBody;
}

/** A response as the SDK takes it from its handler. */
export interface SdkHttpResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body?: Uint8Array | ResponseStream;
}

/** What the SDK says of a single call; its timeouts mean nothing where nothing waits. */
export interface SdkHandlerOptions {
  readonly abortSignal?: SdkAbortSignal;
}

/**
 * The end of an SDK client's pipeline that asks a simulator instead of the network: the client serialises, signs,
 * retries and parses as in production. A refusal becomes the HTTP response that the service would give; an error that
 * the simulator throws is a bug and rejects as it is. The handler may be shared by any number of clients.
 */
export class SimulatorRequestHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  private requests = 0;
  private readonly configs: Record<PropertyKey, unknown> = {};

  constructor(private readonly service: SimulatedService) {}

  /** Rejects with an AbortError when the signal fires before the answer; had it fired before, nothing is called. */
  async handle(
    request: SdkHttpRequest,
    { abortSignal }: SdkHandlerOptions = {},
  ): Promise<{ response: SdkHttpResponse }> {
    if (abortSignal?.aborted) throw abortErrorOf(abortSignal);
    const isUpload = uploads.has(`${request.method} ${request.path}`);
    const bytes = isUpload ? await unlessAborted(bytesOf(request.body), abortSignal) : undefined;
    const response = this.answer(request, isUpload ? undefined : await textOf(request.body), bytes);
    if (abortSignal?.aborted) throw abortErrorOf(abortSignal);
    return { response: sdkResponse(response, abortSignal) };
  }

  /** Nothing is held that could be given back, and other clients may go on using the handler. */
  destroy(): void {}

  /** Keeps a setting of an HTTP client; none changes what a simulator does. */
  updateHttpClientConfig(key: PropertyKey, value: unknown): void {
    this.configs[key] = value;
  }

  httpHandlerConfigs(): Record<PropertyKey, unknown> {
    return this.configs;
  }

  private answer(request: SdkHttpRequest, body: string | undefined, bytes: Uint8Array | undefined): HttpResponse {
    this.requests += 1;
    const requestId = requestIdOf(this.requests);
    try {
      const { method, path, headers } = request;
      const content = bytes as object | undefined as AssetContent | undefined; // the simulator computes the digests
      const { name, input } = readRequest({ method, path, query: queryOf(request), headers, body, content });
      const answered = this.service.execute(name, input as never, callerOf(request));
      return answered.ok ? writeResponse(name, answered.output, requestId) : writeError(answered.error, requestId);
    } catch (error) {
      if (error instanceof ServiceError) return writeError(error, requestId); // the binding's refusals
      throw error;
    }
  }
}

function sdkResponse({ status, headers, body }: HttpResponse, signal: SdkAbortSignal | undefined): SdkHttpResponse {
  const response = { statusCode: status, headers: { ...headers } };
  if (typeof body === 'string') return { ...response, body: encoder.encode(body) };
  return { ...response, body: streamOf((body.asset as ReadableContent).bytes(), signal) };
}

const encoder = new TextEncoder();

/** The methods and paths of operations whose body is the bytes of an asset. */
const uploads: ReadonlySet<string> = new Set(
  Object.values(operations)
    .filter(({ input }) => Object.values(input).some((member) => member.in === 'payload'))
    .map(({ method, path }) => `${method} ${path}`),
);

/** A UUID in form, the number of the request in content: a run of the same calls gives the same identifiers. */
const requestIdOf = (number: number): string => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

function queryOf({ query = {} }: SdkHttpRequest): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) parameters.append(name, each ?? '');
  }
  return parameters;
}

/** The signature says where a call goes, and its access key, when it is an account's number, in whose name. */
function callerOf({ headers }: SdkHttpRequest): Caller {
  const [, accessKey = '', region] = credential.exec(headers.authorization ?? '') ?? [];
  return { ...(/^\d{12}$/.test(accessKey) && { account: accessKey }), ...(region && { region }) };
}

/** The access key and the Region of a credential scope: `<access key>/<date>/<Region>/codeartifact/aws4_request`. */
const credential = /\bCredential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\//;
