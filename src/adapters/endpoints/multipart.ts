import { getMultipartBoundary, type MultipartPart, parseMultipart } from '@remix-run/multipart-parser';
import type { EndpointCall } from './protocol';
import { unacceptable } from './refusals';

/** A part of a multipart body. */
export interface Part {
  readonly name?: string;
  readonly filename?: string;
  /** The media type, in the part's own letters, without parameters. */
  readonly type?: string;
  /** In memory of their own, whether or not the part is a file. */
  readonly bytes: Uint8Array;
  /** The content as UTF-8. Refuses with 400 what is none. */
  text(): string;
}

const mostParts = 1000;
const mostOfHeaders = 8192;
/** RFC 2046 allows 70 characters. */
const boundaryForm = /^[\x20-\x7e]{1,70}$/;

/**
 * The parts of a request's multipart body, in their order. Refuses with 400 a body that is no multipart, breaks off, or
 * has too many parts or too long headers, and with 413 one of more than `limit` bytes.
 */
export async function partsOf(call: Pick<EndpointCall, 'headers' | 'body'>, limit: number): Promise<readonly Part[]> {
  const type = call.headers.get('content-type') ?? '';
  const boundary = /^multipart\//i.test(type) ? getMultipartBoundary(type)?.trim() : undefined;
  if (boundary === undefined || !boundaryForm.test(boundary)) {
    throw unacceptable(`Content-Type must be multipart with a boundary of up to 70 characters, not '${type}'.`);
  }
  const body = await call.body(limit);
  const bounds = { maxHeaderSize: mostOfHeaders, maxFileSize: limit, maxParts: mostParts, maxTotalSize: limit };
  try {
    return [...parseMultipart([withoutFirstLineBreak(body)], { boundary, ...bounds })].map(read);
  } catch (error) {
    throw error instanceof Error ? unacceptable(`The multipart body is broken: ${error.message}.`) : error;
  }
}

/** Some clients begin with the line break that parts one boundary from what was before it. */
const withoutFirstLineBreak = (body: Uint8Array): Uint8Array =>
  body[0] === 0x0d && body[1] === 0x0a ? body.subarray(2) : body;

/** RFC 8187: other character sets need not be known. */
const otherCharset = /filename\*\s*=\s*"?(?!\s*(?:utf-8|iso-8859-1)')/i;

function read(part: MultipartPart): Part {
  const disposition = part.headers['content-disposition'] ?? '';
  if (otherCharset.test(disposition)) throw unacceptable(`The file name in '${disposition}' is not in UTF-8.`);
  const { name, filename, mediaType: type, bytes } = part;
  return { name, filename, type, bytes, text: () => decoded(bytes, name) };
}

function decoded(bytes: Uint8Array, name = ''): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw unacceptable(`The part '${name}' is not UTF-8.`);
  }
}
