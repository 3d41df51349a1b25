import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { cannotParse } from '../../api/parse';
import { type HttpResponse, isUpload } from '../../api/rest-json';
import { ServiceError } from '../../model/errors';
import { quotaExceeded, quotasOf } from '../../rules/quota';
import type { ReadableContent } from '../../simulator/assets';
import { contextFor } from '../../simulator/caller';
import type { Simulator } from '../../simulator/interface';
import { type AnsweredCall, type ApiRequest, answerCall, refused } from '../answer-call';
import { callerOf } from '../caller-of';
import { BrokenBody, receive, receiveContent } from '../received';
import { demandSignature } from './signature';

/** How an API request is taken. */
export interface ApiOptions {
  /** Verifies signatures (ERR-26); left out, whoever calls is believed. */
  readonly verifySignatures?: boolean;
  /**
   * How GetRepositoryEndpoint names a package endpoint of this server: `path`, with the host by which the server was
   * called and the domain in the path (END-11), or `host`, as `<domain>-<owner>.d.codeartifact.<region>.localhost`,
   * which not every resolver knows. Left out, it is `path`.
   */
  readonly endpoints?: 'path' | 'host';
}

/** The most bytes of a JSON body. */
const mostJson = 1024 * 1024;

/** Where package endpoints are, for who called the server so. */
export const endpointIn = (url: URL, { endpoints }: ApiOptions): string =>
  endpoints === 'host' ? `${url.protocol}//*.localhost${url.port && `:${url.port}`}` : url.origin;

/**
 * Answers a request to the API; package endpoints are at the address that is given, else at AWS's. What is refused is
 * an answer too; a bug throws.
 */
export async function answerApi(
  simulator: Simulator,
  request: Request,
  url: URL,
  requestId: string,
  { verifySignatures = false }: ApiOptions,
  endpoint: string | undefined,
): Promise<AnsweredCall> {
  const { method } = request;
  const head = { method, path: url.pathname, query: url.searchParams, headers: headersOf(request) };
  const verify = (payloadHash: () => string): void => {
    if (!verifySignatures) return;
    const header = (name: string) => request.headers.get(name);
    demandSignature({ ...head, header, payloadHash: payloadHash() }, simulator.state);
  };
  try {
    const call = isUpload(head) ? await upload(simulator, request, head, verify) : await json(request, head, verify);
    return answerCall(simulator, call, requestId, { endpoint });
  } catch (error) {
    if (error instanceof ServiceError) return refused(error, requestId);
    if (error instanceof BrokenBody) return refused(cannotParse('the body', 'all of it', 'a part'), requestId);
    throw error;
  }
}

/** The body of a response as it is sent: an asset of some size in pieces, each read when the client takes it. */
export function bodyOf({ body }: HttpResponse): string | Uint8Array | ReadableStream<Uint8Array> {
  if (typeof body === 'string') return body;
  const content = body.asset as ReadableContent;
  if (content.size <= pieceSize) return content.bytes();
  let offset = 0;
  content.slice(0, 0); // throws now and not when the answer has begun
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = content.slice(offset, offset + pieceSize);
      offset += piece.length;
      if (piece.length > 0) controller.enqueue(piece);
      else controller.close();
    },
  });
}

const pieceSize = 64 * 1024;

type Head = Omit<ApiRequest, 'body' | 'content'>;
type Verify = (payloadHash: () => string) => void;

async function json(request: Request, head: Head, verify: Verify): Promise<ApiRequest> {
  const bytes = request.method === 'GET' ? noBytes : await receive(request, mostJson);
  if (!bytes) throw new ServiceError('RequestEntityTooLargeException', `The body has more than ${mostJson} bytes.`);
  verify(() => bytesToHex(sha256(bytes)));
  return bytes.length === 0 ? head : { ...head, body: textOf(bytes) };
}

const noBytes = new Uint8Array();

/** What would be refused for its size anyhow is refused before it has arrived (QUO-01). */
async function upload(simulator: Simulator, request: Request, head: Head, verify: Verify): Promise<ApiRequest> {
  verify(() => head.headers['x-amz-content-sha256'] ?? '');
  const { state } = simulator;
  const context = contextFor(simulator, simulator.now(), callerOf(head));
  const { assetSizeBytes } = quotasOf({ state, context }, head.query.get('domain-owner') ?? context.account);
  const content = await receiveContent(request, assetSizeBytes);
  if (content) return { ...head, content };
  const resource = { resourceType: 'asset', resourceId: head.query.get('asset') ?? undefined } as const;
  throw quotaExceeded('Asset file size', `${assetSizeBytes} bytes`, resource);
}

function textOf(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw cannotParse('the body', 'UTF-8', 'other bytes');
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The headers that the API reads, besides those that are only signed. */
function headersOf({ headers }: Request): Record<string, string | undefined> {
  const read = (name: string): string | undefined => headers.get(name) ?? undefined;
  return { authorization: read('authorization'), 'x-amz-content-sha256': read('x-amz-content-sha256') };
}
