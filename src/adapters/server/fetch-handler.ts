import type { Simulator } from '../../simulator/interface';
import type { Peer } from './guard';
import { createHandler, type FetchHandlerOptions } from './handler';

/** Answers a request of the Web's kind. The peer is who sent it: without one nobody counts as being on this machine. */
export type FetchHandler = (request: Request, peer?: Peer) => Promise<Response>;

/**
 * A server of the API and of control endpoints below `/_sim/`, for any runtime that has the Web's Request and Response.
 * No web page can drive it. It never rejects: a bug is an InternalFailure.
 */
export function createFetchHandler(simulator: Simulator, options: FetchHandlerOptions = {}): FetchHandler {
  const handle = createHandler(simulator, options);
  return async (request, peer) => {
    const { status, headers, body } = await handle(request, peer);
    return new Response(request.method === 'HEAD' ? null : body, { status, headers }); // AUT-12
  };
}
