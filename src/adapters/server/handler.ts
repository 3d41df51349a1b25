import { defaultUserArn } from '../../access/principal';
import type { OperationName } from '../../api/types';
import { ServiceError } from '../../model/errors';
import { contextFor } from '../../simulator/caller';
import type { Caller } from '../../simulator/calls';
import type { SwitchableClock } from '../../simulator/clock';
import type { Simulator } from '../../simulator/interface';
import { type AnsweredCall, heldBack, refused, requestIds } from '../answer-call';
import { addressOf, type EndpointAddress } from '../endpoints/address';
import { answerBucket, answerEndpoint, type EndpointOptions } from '../endpoints/answer-endpoint';
import { isBucket } from '../endpoints/bucket';
import type { PlainResponse } from '../plain-response';
import { type ApiOptions, answerApi, bodyOf, endpointIn } from './api';
import { controlEndpoints } from './control/endpoints';
import { failed, route } from './control/router';
import { foreign, type GuardOptions, hostName, misdirected, type Peer, uncontrolled } from './guard';

export interface FetchHandlerOptions extends ApiOptions, EndpointOptions, GuardOptions {
  /** The clock with which the simulator was made; left out, control requests cannot set it. */
  readonly clock?: SwitchableClock;
  /** Hears of each request when it is answered. */
  readonly log?: (request: HandledRequest) => void;
}

/** What became of a request. */
export interface HandledRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** The operation of the API that was called. */
  readonly operation?: OperationName;
  /** The ARN of who called it. */
  readonly principal?: string;
  /** The name of the error and its message. */
  readonly refusal?: string;
}

/**
 * Where a request came in: at the server's own address, or over its proxy, where it goes by the service's own host
 * names, which are then what it is answered with, and where nothing is controlled.
 */
export type Door = 'own' | 'proxy';

/** Answers every request, whatever it is: a bug is an InternalFailure. */
export type Handler = (request: Request, peer?: Peer, door?: Door) => Promise<PlainResponse>;

/** What a server does with a request, below the Web's Response, which costs more than most answers. */
export function createHandler(simulator: Simulator, options: FetchHandlerOptions): Handler {
  const endpoints = controlEndpoints(simulator, options.clock);
  const nextRequestId = requestIds();
  return async (request, peer, door = 'own') => {
    const url = new URL(request.url);
    const requestId = nextRequestId();
    let handled: Handled;
    try {
      handled = await handle(request, url, requestId, peer, door);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      handled = ofCall(refused(new ServiceError('InternalFailure', message), requestId));
    }
    options.log?.(told(simulator, request.method, url.pathname, handled));
    return handled.response;
  };

  async function handle(
    request: Request,
    url: URL,
    requestId: string,
    peer: Peer | undefined,
    door: Door,
  ): Promise<Handled> {
    const stranger =
      (options.isInProcess ? undefined : foreign(request, url, options)) ??
      (door === 'proxy' ? misdirected(request, url) : undefined);
    if (stranger) return ofCall(refused(new ServiceError('AccessDeniedException', stranger.message), requestId));
    if (door === 'own' && url.pathname.startsWith('/_sim/')) {
      const closed = uncontrolled(request, peer, options);
      return { response: closed ? failed(closed.status, closed.message) : await route(endpoints, request, url) };
    }
    const host = hostName(request.headers.get('host') ?? url.host);
    if (isBucket(url, host)) return { response: answerBucket(simulator, request, url) };
    const address = addressOf(url, host);
    if (address)
      return { ...(await answerEndpoint(simulator, request, url, address, options, peer?.address)), address };
    const endpoint = door === 'own' ? endpointIn(url, options) : undefined;
    const call = await answerApi(simulator, request, url, requestId, options, endpoint);
    if (call.delayMilliseconds) await heldBack(call.delayMilliseconds);
    return ofCall(call);
  }
}

/** A response, and the call of the API that it answers. */
interface Handled {
  readonly response: PlainResponse;
  readonly call?: AnsweredCall;
  /** The package endpoint that was asked, and why it refused. */
  readonly address?: EndpointAddress;
  readonly refusal?: ServiceError;
}

const ofCall = (call: AnsweredCall): Handled => {
  const { status, headers } = call.response;
  return { response: { status, headers: sendable(headers), body: bodyOf(call.response) }, call };
};

/** Headers as HTTP carries them: texts beyond Latin-1, as the names of assets may be, go as their UTF-8. */
function sendable(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const names = Object.keys(headers);
  if (names.every((name) => !/[^\u0000-\u00ff]/.test(headers[name]!))) return headers;
  const utf8 = (text: string) => Array.from(encoder.encode(text), (byte) => String.fromCharCode(byte)).join('');
  return Object.fromEntries(names.map((name) => [name, utf8(headers[name]!)]));
}

const encoder = new TextEncoder();

function told(simulator: Simulator, method: string, path: string, handled: Handled): HandledRequest {
  const { response, call, refusal: refused } = handled;
  const { status } = response;
  if (call) {
    const { operation, caller, refusal } = call;
    const principal = caller && !caller.authorizationToken ? principalOf(simulator, caller) : undefined;
    return { method, path, status, operation, principal, refusal: refusal && inWords(refusal) };
  }
  if (refused || handled.address || status < 400) return { method, path, status, refusal: refused && inWords(refused) };
  const isJson = response.headers['content-type'] === 'application/json';
  return { method, path, status, refusal: isJson ? JSON.parse(String(response.body)).message : undefined };
}

const inWords = ({ name, message }: ServiceError): string => `${name}: ${message}`;

function principalOf(simulator: Simulator, { accessKeyId }: Caller): string {
  const { principal, account } = contextFor(simulator, 0, { accessKeyId });
  return principal ?? defaultUserArn(account);
}
