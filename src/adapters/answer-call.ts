import { type HttpRequest, type HttpResponse, readRequest, writeError, writeResponse } from '../api/rest-json';
import type { OperationName } from '../api/types';
import { ServiceError } from '../model/errors';
import type { ContentInput } from '../simulator/assets';
import type { Caller } from '../simulator/calls';
import { type SdkAbortSignal, unlessAborted } from './abort';
import { callerOf, type SignedParts } from './caller-of';
import type { SimulatedService } from './simulated-service';

/** A request to the API as plain values; header names are in lower case, and the content may be bytes. */
export interface ApiRequest extends Omit<HttpRequest, 'content' | 'query' | 'headers'>, SignedParts {
  readonly content?: ContentInput;
}

/** An answer of the API, what was called, and why it was refused. */
export interface AnsweredCall {
  readonly response: HttpResponse;
  readonly operation?: OperationName;
  /** Who called, as far as the request says. */
  readonly caller?: Caller;
  readonly refusal?: ServiceError;
  /** How long the answer is to be held back. */
  readonly delayMilliseconds?: number;
}

/**
 * What the API answers to a request, over whatever it came: all refusals are answers, and an error that the simulator
 * throws is a bug and passes. `as` goes before what the signature says of the caller.
 */
export function answerCall(
  service: SimulatedService,
  request: ApiRequest,
  requestId: string,
  as: Caller = {},
): AnsweredCall {
  let caller: Caller = {};
  try {
    caller = callerFrom(callerOf(request), as);
    const { name, input } = readRequest(request as HttpRequest); // the simulator computes the digests of bytes
    const answered = service.execute(name, input as never, caller);
    const refusal = answered.ok ? undefined : answered.error;
    const response = answered.ok
      ? writeResponse(name, answered.output, requestId)
      : writeError(answered.error, requestId);
    return { response, refusal, operation: name, caller, delayMilliseconds: answered.delayMilliseconds };
  } catch (error) {
    if (error instanceof ServiceError) return { ...refused(error, requestId), caller }; // the binding's refusals
    throw error;
  }
}

/** Written out, since each call of the API comes here and to spread two objects takes longer than to look them up. */
const callerFrom = (said: Caller, as: Caller): Caller => ({
  account: as.account ?? said.account,
  region: as.region ?? said.region,
  principal: as.principal ?? said.principal,
  accessKeyId: as.accessKeyId ?? said.accessKeyId,
  authorizationToken: as.authorizationToken ?? said.authorizationToken,
  endpoint: as.endpoint ?? said.endpoint,
});

/** The answer to a call that was refused before it was carried out. */
export const refused = (refusal: ServiceError, requestId: string): AnsweredCall => ({
  response: writeError(refusal, requestId),
  refusal,
});

/** Gives identifiers: each a UUID in form, and a number in content, so that a run of the same calls has the same. */
export function requestIds(): () => string {
  let requests = 0;
  return () => {
    requests += 1;
    return `00000000-0000-4000-8000-${requests.toString(16).padStart(12, '0')}`;
  };
}

/** Waits so long of the host's time, or rejects with an AbortError as soon as the signal fires. */
export async function heldBack(milliseconds: number, signal?: SdkAbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  try {
    await unlessAborted(over, signal);
  } finally {
    clearTimeout(timer);
  }
}
