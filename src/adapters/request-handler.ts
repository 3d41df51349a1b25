import { type HttpResponse, isUpload } from '../api/rest-json';
import type { ReadableContent } from '../simulator/assets';
import { abortErrorOf, type SdkAbortSignal, unlessAborted } from './abort';
import { answerCall, heldBack, requestIds } from './answer-call';
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
  private readonly nextRequestId = requestIds();
  private readonly configs: Record<PropertyKey, unknown> = {};

  constructor(private readonly service: SimulatedService) {}

  /** Rejects with an AbortError when the signal fires before the answer; had it fired before, nothing is called. */
  async handle(
    request: SdkHttpRequest,
    { abortSignal }: SdkHandlerOptions = {},
  ): Promise<{ response: SdkHttpResponse }> {
    if (abortSignal?.aborted) throw abortErrorOf(abortSignal);
    const { method, path, headers } = request;
    const content = isUpload(request) ? await unlessAborted(bytesOf(request.body), abortSignal) : undefined;
    const body = content ? undefined : await textOf(request.body);
    const call = { method, path, query: queryOf(request), headers, body, content };
    const { response, delayMilliseconds } = answerCall(this.service, call, this.nextRequestId());
    if (delayMilliseconds) await heldBack(delayMilliseconds, abortSignal);
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
}

function sdkResponse({ status, headers, body }: HttpResponse, signal: SdkAbortSignal | undefined): SdkHttpResponse {
  const response = { statusCode: status, headers: { ...headers } };
  if (typeof body === 'string') return { ...response, body: encoder.encode(body) };
  return { ...response, body: streamOf((body.asset as ReadableContent).bytes(), signal) };
}

const encoder = new TextEncoder();

function queryOf({ query = {} }: SdkHttpRequest): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) parameters.append(name, each ?? '');
  }
  return parameters;
}
