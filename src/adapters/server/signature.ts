import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { ServiceError } from '../../model/errors';
import type { State } from '../../model/state';
import { callerOf, incompleteSignature, type SignedParts } from '../caller-of';

/** A request as far as its signature depends on it. */
export interface SignedRequest extends SignedParts {
  readonly method: string;
  readonly path: string;
  /** A header of the request as it came. */
  header(name: string): string | null;
  /** The SHA-256 of the body, in lower-case hexadecimal; of an upload what its header says (API-19). */
  readonly payloadHash: string;
}

/**
 * Demands that the request is signed with an access key that the state knows, and with the key's secret. A key that is
 * an account's number, and one without secret, need no right signature. The date of the signature is not compared with
 * a clock: the simulator's may stand anywhere, and the client's is another. Throws the ServiceErrors of ERR-26, and an
 * IncompleteSignature. That the session of a key has expired is found when the call is carried out.
 */
export function demandSignature(request: SignedRequest, { accessKeys }: State): void {
  const { accessKeyId } = callerOf(request);
  if (accessKeyId === undefined) {
    throw new ServiceError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  const signature = readSignature(request);
  const key = accessKeys.get(accessKeyId);
  if (!key && /^\d{12}$/.test(accessKeyId)) return;
  if (!key || key.sessionToken !== signature.sessionToken) {
    const message = 'The security token included in the request is invalid';
    throw new ServiceError('UnrecognizedClientException', `${message}: there are no such credentials ${accessKeyId}.`);
  }
  const secret = key.secretAccessKey;
  if (secret === undefined || signatureOf(request, signature, secret) === signature.signature) return;
  throw new ServiceError(
    'InvalidSignatureException',
    'The signature of the request is not the one that comes from its contents and the secret of its access key.',
  );
}

/** What a signature says, wherever it stands. */
interface Signature {
  /** `<date>/<Region>/codeartifact/aws4_request`. */
  readonly scope: string;
  readonly date: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly sessionToken?: string;
}

const algorithm = 'AWS4-HMAC-SHA256';

function readSignature({ headers: { authorization }, query, header }: SignedRequest): Signature {
  const [used, ...rest] = authorization?.split(' ') ?? [query.get('X-Amz-Algorithm')]; // API-26
  if (used !== algorithm) throw incompleteSignature(`the algorithm is '${used}' and not ${algorithm}`);
  const parts = new Map(
    rest
      .join(' ')
      .split(',')
      .map((part) => part.trim().split('=', 2) as [string, string]),
  );
  const part = (name: string): string | undefined =>
    (authorization === undefined ? query.get(`X-Amz-${name}`) : parts.get(name)) ?? undefined;
  const value = (name: string): string | undefined =>
    (authorization === undefined ? query.get(name) : header(name)) ?? undefined;
  const scope = (part('Credential') ?? '').split('/').slice(1).join('/');
  const date = value('X-Amz-Date') ?? lacking('X-Amz-Date');
  if (!/^\d{8}T\d{6}Z$/.test(date) || !scope.startsWith(date.slice(0, 8))) {
    throw incompleteSignature(`the date is '${date}', and not of the day of its Credential, as 20260901T120000Z`);
  }
  const signedHeaders = (part('SignedHeaders') ?? lacking('SignedHeaders')).split(';');
  if (!signedHeaders.includes('host')) throw incompleteSignature('host is not among the SignedHeaders');
  const signature = part('Signature') ?? lacking('Signature');
  return { scope, date, signedHeaders, signature, sessionToken: value('X-Amz-Security-Token') };
}

function lacking(name: string): never {
  throw incompleteSignature(`the ${name} is missing`);
}

/** The signature that the request has when it is signed with this secret (Signature Version 4). */
function signatureOf(request: SignedRequest, { scope, date, signedHeaders }: Signature, secret: string): string {
  const canonical = [
    request.method,
    request.path.split('/').map(escaped).join('/'), // encoded a second time, as by all services but one
    canonicalQuery(request.query),
    ...signedHeaders.map((name) => `${name}:${(request.header(name) ?? '').trim().replace(/\s+/g, ' ')}`),
    '',
    signedHeaders.join(';'),
    request.payloadHash,
  ].join('\n');
  const toSign = [algorithm, date, scope, bytesToHex(sha256(bytesOf(canonical)))].join('\n');
  const key = scope.split('/').reduce((secretOf, part) => keyed(secretOf, part), bytesOf(`AWS4${secret}`));
  return bytesToHex(keyed(key, toSign));
}

const canonicalQuery = (query: URLSearchParams): string =>
  [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [escaped(name), escaped(value)] as const)
    .sort(([a, x], [b, y]) => (a === b ? ascending(x, y) : ascending(a, b)))
    .map((pair) => pair.join('='))
    .join('&');

const ascending = (a: string, b: string): number => (a < b ? -1 : 1);

const keyed = (key: Uint8Array, text: string): Uint8Array => hmac(sha256, key, bytesOf(text));

/** As encodeURIComponent, but nothing is left as it is that may be reserved (RFC 3986). */
const escaped = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const encoder = new TextEncoder();
const bytesOf = (text: string): Uint8Array => encoder.encode(text);
