import type { Server } from 'node:http';
import type { createServer, ServerOptions } from 'node:https';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Door, Handler } from './handler';

/** What a server is made with that speaks TLS. */
interface TlsMaking {
  readonly createServer: typeof createServer;
  readonly serverOptions: ServerOptions;
}

/** A server of Node's that answers as the handler does. It does not listen yet. */
export const adaptorOf = (handle: Handler, door: Door, making?: TlsMaking): Server =>
  createAdaptorServer({
    ...making,
    overrideGlobalObjects: false,
    async fetch(request, env) {
      const { incoming, outgoing } = env as HttpBindings;
      const { status, headers, body } = await handle(request, { address: incoming.socket.remoteAddress }, door);
      if (body instanceof ReadableStream) return new Response(body, { status, headers });
      const lines = linesOf(headers);
      const bytes = typeof body === 'string' ? Buffer.from(body) : body; // a text would be written in twice the time
      const length = bytes?.length ?? (hasNoBody(status, request.method) ? undefined : 0);
      outgoing.writeHead(status, length === undefined ? lines : { ...lines, 'content-length': length }).end(bytes);
      return RESPONSE_ALREADY_SENT;
    },
  }) as Server;

/** Whether an answer has no body by itself, so that no length is told, or the length of another one. */
const hasNoBody = (status: number, method: string): boolean => method === 'HEAD' || status === 204 || status === 304;

/** The challenges of a 401 in a line each: the HTTP client of Maven reads one scheme of a line (TOK-30). */
function linesOf(headers: Readonly<Record<string, string>>): Readonly<Record<string, string | string[]>> {
  const challenges = headers['www-authenticate']?.split(/, (?=\w+ realm=)/);
  return challenges ? { ...headers, 'www-authenticate': challenges } : headers;
}
