import type { PlainResponse } from '../plain-response';
import { digestOf } from './hashing';

/** A body that can be sent whole, in part, or not at all, as the request's conditions say. */
export interface Transfer {
  readonly body: string | Uint8Array;
  readonly type: string;
  /** In quotes; left out, it is computed. */
  readonly etag?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly ranges: boolean;
}

/**
 * The response to a GET or HEAD of a body: 304 when the client has it already, by If-None-Match or If-Modified-Since
 * (AUT-84), 206 or 416 for a Range of one piece where ranges are heeded, else 200 with all of it.
 */
export function transferred(request: Request, { body, type, headers, ranges, ...given }: Transfer): PlainResponse {
  const etag = given.etag ?? `"${digestOf('md5', body)}"`;
  const named = { ...headers, etag, ...(ranges && { 'accept-ranges': 'bytes' }) };
  if (isKnown(request.headers, etag, headers?.['last-modified'])) return { status: 304, headers: named, body: null };
  const whole = { ...named, 'content-type': type };
  if (request.method === 'HEAD') {
    return { status: 200, headers: { ...whole, 'content-length': String(sizeOf(body)) }, body: null }; // AUT-12
  }
  const range = ranges ? request.headers.get('range') : null;
  if (range === null || !isSame(request.headers.get('if-range'), etag)) return { status: 200, headers: whole, body };
  const bytes = typeof body === 'string' ? encoder.encode(body) : body;
  const piece = pieceOf(range, bytes.length);
  if (piece === undefined) return { status: 200, headers: whole, body: bytes };
  if (piece === 'none')
    return { status: 416, headers: { ...named, 'content-range': `bytes */${bytes.length}` }, body: null };
  const [from, before] = piece;
  const partial = { ...whole, 'content-range': `bytes ${from}-${before - 1}/${bytes.length}` };
  return { status: 206, headers: partial, body: bytes.subarray(from, before) };
}

const encoder = new TextEncoder();

const sizeOf = (body: string | Uint8Array): number =>
  typeof body === 'string' ? encoder.encode(body).length : body.length;

function isKnown(headers: Headers, etag: string, lastModified: string | undefined): boolean {
  const tags = headers.get('if-none-match');
  if (tags !== null)
    return tags.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
  const since = headers.get('if-modified-since');
  return since !== null && lastModified !== undefined && Date.parse(lastModified) <= Date.parse(since);
}

const isSame = (ifRange: string | null, etag: string): boolean => ifRange === null || ifRange === etag;

/** The first and the last byte that a Range asks for, and whether there are such; undefined for what is no Range. */
function pieceOf(range: string, size: number): readonly [from: number, before: number] | 'none' | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const before = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  return from < before ? [from, before] : 'none';
}
