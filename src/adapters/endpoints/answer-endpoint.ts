import { authenticateRequest } from '../../access/authenticate';
import { readToken } from '../../access/token';
import { ServiceError } from '../../model/errors';
import { View } from '../../model/view';
import { contextFor } from '../../simulator/caller';
import type { Caller } from '../../simulator/calls';
import type { Simulator } from '../../simulator/interface';
import type { PlainResponse } from '../plain-response';
import { BrokenBody, receive } from '../received';
import { type EndpointAddress, isFormat } from './address';
import type { Answer, AssetAnswer } from './answer';
import { assetAt, bucketOf, presigned } from './bucket';
import { tokenIn } from './credentials';
import type { Outside } from './outside';
import { matched } from './path';
import { messageRefusal, type Protocol } from './protocol';
import { protocolOf } from './protocols';
import { noSuchMethod, noSuchPath, unacceptable } from './refusals';
import { bytesOf, RepositoryDoor } from './repository-door';
import { transferred } from './transfer';

/** How package endpoints answer. */
export interface EndpointOptions {
  /**
   * `redirect`, as AWS does, leads clients to the store for assets, but those of Python and Swift (END-14); `direct`
   * gives them the bytes at once (AUT-82). Left out, it is `redirect`.
   */
  readonly assets?: 'redirect' | 'direct';
  /** The real public repositories; left out, there are only those that the simulator was told of. */
  readonly outside?: Outside;
}

/** An answer of an endpoint, and why it is a refusal. */
export interface AnsweredEndpoint {
  readonly response: PlainResponse;
  readonly refusal?: ServiceError;
}

/**
 * What a package endpoint answers to a request: first whose token it is (TOK-28), then whether the path is one
 * (AUT-69), then what the protocol says (IAM-43). All refusals are answers; a bug throws. `peer` is the IP address of
 * who asks, as far as it is known.
 */
export async function answerEndpoint(
  simulator: Simulator,
  request: Request,
  url: URL,
  address: EndpointAddress,
  options: EndpointOptions,
  peer?: string,
): Promise<AnsweredEndpoint> {
  const protocol = isFormat(address.format) ? await protocolOf(address.format) : undefined;
  try {
    const as = callerOf(simulator, request, url, address, peer);
    if (!protocol) throw noSuchPath(url.pathname);
    const { route, params } = routeOf(protocol, request.method, address);
    const isHead = request.method === 'HEAD';
    const repository = new RepositoryDoor(simulator, address, protocol.format, as, {
      isHead,
      outside: options.outside,
    });
    const { method, headers } = request;
    const call = { method, headers, query: url.searchParams, params, base: address.base, repository };
    const answer = await route.handle({ ...call, now: () => simulator.now(), body: (limit) => bodyOf(request, limit) });
    return { response: respond(simulator, request, url, as.region, answer, options) };
  } catch (error) {
    const refusal = error instanceof BrokenBody ? unacceptable(error.message) : error;
    if (!(refusal instanceof ServiceError)) throw error;
    return { response: refused(refusal, protocol, address), refusal };
  }
}

/** Answers a request to the store of assets: a presigned address gives the bytes, any other nothing (AUT-38). */
export function answerBucket(simulator: Simulator, request: Request, url: URL): PlainResponse {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const asset = isRead ? assetAt(url, simulator.now()) : undefined;
  const bytes = asset && simulator.bytesOf(asset.digest);
  const headers = { 'content-type': 'application/xml' };
  if (!asset) return { status: 403, headers, body: s3Error('AccessDenied', 'Request has expired or is not signed') };
  if (!bytes) return { status: 404, headers, body: s3Error('NoSuchKey', 'The specified key does not exist.') };
  const { digest, type, lastModified } = asset;
  const told = lastModified === undefined ? undefined : { 'last-modified': lastModified };
  return transferred(request, { body: bytes, type, etag: `"${digest}"`, headers: told, ranges: true });
}

const s3Error = (code: string, message: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;

/**
 * Who asks, and in which Region. Refuses with 401 who has no token that is good here and now (TOK-24 to TOK-28), and
 * with 429 who asks without one too often (QUO-22).
 */
function callerOf(
  simulator: Simulator,
  request: Request,
  url: URL,
  { domain, owner, format, path, ...at }: EndpointAddress,
  peer: string | undefined,
): Caller & { readonly region: string } {
  const authorizationToken = tokenIn(request.headers);
  const region = at.region ?? readToken(authorizationToken)?.region ?? simulator.region;
  const httpRequest = { httpMethod: request.method, requestUri: `/${format}/${path}` };
  const as = { authorizationToken, region, endpoint: url.origin, httpRequest };
  const throttled = authorizationToken === '' && peer !== undefined ? simulator.admit(peer, { region }) : undefined;
  if (throttled) throw throttled;
  const view = new View(simulator.state, contextFor(simulator, simulator.now(), as));
  authenticateRequest(view, { domain, domainOwner: owner });
  return as;
}

function routeOf({ routes, partsEscapedSlashes }: Protocol, method: string, { path }: EndpointAddress) {
  const steps = stepsOf(path, partsEscapedSlashes ?? false);
  const wanted = method === 'HEAD' ? 'GET' : method;
  let isNamed = false;
  for (const route of steps ? routes : []) {
    const params = matched(route.path, steps!);
    if (!params) continue;
    if (route.method === wanted) return { route, params };
    isNamed = true;
  }
  throw isNamed ? noSuchMethod() : noSuchPath(`/${path}`);
}

/** The steps of a path; undefined when one cannot be decoded, or hides a slash. */
function stepsOf(path: string, partsEscapedSlashes: boolean): readonly string[] | undefined {
  try {
    if (partsEscapedSlashes) return decodeURIComponent(path).split('/');
    const steps = path.split('/').map(decodeURIComponent);
    return steps.some((step) => step.includes('/')) ? undefined : steps;
  } catch {
    return undefined;
  }
}

async function bodyOf(request: Request, limit: number): Promise<Uint8Array> {
  const bytes = await receive(request, limit);
  if (bytes) return bytes;
  throw new ServiceError('RequestEntityTooLargeException', `The body has more than ${limit} bytes.`);
}

function respond(
  simulator: Simulator,
  request: Request,
  url: URL,
  region: string,
  answer: Answer,
  options: EndpointOptions,
): PlainResponse {
  if (answer.kind === 'status')
    return { status: answer.status, headers: answer.headers ?? {}, body: answer.body ?? null };
  if (answer.kind === 'document') return transferred(request, { ranges: false, ...answer });
  const isDirect = answer.direct || options.assets === 'direct' || request.method === 'HEAD'; // AUT-12
  return isDirect ? sent(simulator, request, answer) : led(simulator, url, region, answer);
}

/** The asset itself. A HEAD is answered also where only its size is known. */
function sent(
  simulator: Simulator,
  request: Request,
  { read, type, headers, ranges = true }: AssetAnswer,
): PlainResponse {
  const { size, hashes } = read.asset;
  const etag = `"${hashes['SHA-256']}"`;
  if (request.method === 'HEAD' && !read.content.hasBytes) {
    const length = { 'content-type': type, 'content-length': String(size) };
    return { status: 200, headers: { ...headers, ...length, etag }, body: null };
  }
  return transferred(request, { body: bytesOf(simulator, read), type, etag, headers, ranges });
}

/** Leads to the asset in the Region's bucket (AUT-81). */
function led(simulator: Simulator, url: URL, region: string, { read, type, headers }: AssetAnswer): PlainResponse {
  bytesOf(simulator, read);
  const bucket = bucketOf(region);
  const isReal = /\.(?:amazonaws\.com|on\.aws)$/.test(url.hostname);
  const origin = isReal ? `https://${bucket}.s3.${region}.amazonaws.com` : `${url.origin}/${bucket}`;
  const stored = { digest: read.asset.hashes['SHA-256'], type, lastModified: headers?.['last-modified'] };
  const location = presigned(origin, stored, simulator.now());
  return { status: 307, headers: { ...headers, location }, body: null };
}

/** A refusal in the words of the protocol; one for want of a token says how to give one (TOK-30). */
function refused(refusal: ServiceError, protocol: Protocol | undefined, address: EndpointAddress): PlainResponse {
  const { type, body, headers } = protocol?.refusal(refusal) ?? messageRefusal(refusal);
  const realm = `"${address.domain}/${address.repository.replace(/[^\w.-]/g, '')}"`;
  const challenge = { 'www-authenticate': `Bearer realm=${realm}, Basic realm=${realm}` };
  const shown = { ...headers, 'content-type': type };
  return { status: refusal.status, headers: refusal.status === 401 ? { ...shown, ...challenge } : shown, body };
}
