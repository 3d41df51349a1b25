import { ServiceError } from '../../../model/errors';
import { isJsonObject, type JsonObject } from '../json-object';
import { unacceptable } from '../refusals';
import { parsed } from './json';

/** The most bytes of a request (QUO-10, QUO-35). */
export const mostOfRequest = 2 * 1024 ** 3;

/** A text of more bytes has to be an attachment: no runtime holds all that a request may have in one string. */
const mostOfText = 16 * 1024 ** 2;

/** The most bytes of all the rest. */
const mostOfRest = 64 * 1024 ** 2;

/** The body of a `PUT {E}{p}`. */
export interface Body {
  readonly document: JsonObject;
  /** The bytes of an attachment, of which `data` is the base64 text. Refuses what is none. */
  attached(data: unknown): Uint8Array;
}

/** Reads a body. Refuses one that is no JSON object, and one that is too long without its attachments. */
export function readBody(bytes: Uint8Array): Body {
  const { rest, long } = bytes.length > mostOfText ? setAside(bytes) : { rest: bytes, long: [] };
  if (rest.length > mostOfRest) {
    const message = `The metadata of a package has at most ${mostOfRest} bytes.`;
    throw new ServiceError('RequestEntityTooLargeException', message);
  }
  const document = parsed(rest);
  if (!isJsonObject(document)) throw unacceptable('The body is no JSON object.');
  const attachments = isJsonObject(document._attachments) ? Object.values(document._attachments) : [];
  const placed = attachments.filter((each) => isJsonObject(each) && standIn(each.data) !== undefined);
  if (placed.length < long.length) throw unacceptable(`A text of more than ${mostOfText} bytes is no attachment.`);
  return {
    document,
    attached: (data) => fromBase64(long[standIn(data) ?? -1] ?? encoder.encode(typeof data === 'string' ? data : '?')),
  };
}

const encoder = new TextEncoder();
const quote = 0x22;
const backslash = 0x5c;

/** The bytes of a JSON text in which its long strings are replaced, and what these hold between their quotes. */
function setAside(bytes: Uint8Array): { readonly rest: Uint8Array; readonly long: readonly Uint8Array[] } {
  const parts: Uint8Array[] = [];
  const long: Uint8Array[] = [];
  let kept = 0;
  for (let start = bytes.indexOf(quote); start >= 0; ) {
    const end = endOfString(bytes, start);
    if (end - start > mostOfText) {
      parts.push(bytes.subarray(kept, start), encoder.encode(JSON.stringify(`\0${long.length}`)));
      long.push(bytes.subarray(start + 1, end));
      kept = end + 1;
    }
    start = bytes.indexOf(quote, end + 1);
  }
  parts.push(bytes.subarray(kept));
  const rest = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    rest.set(part, at);
    at += part.length;
  }
  return { rest, long };
}

/** Where the quote is that ends the string of JSON that begins there; the end of the text when there is none. */
function endOfString(bytes: Uint8Array, start: number): number {
  for (let end = bytes.indexOf(quote, start + 1); end >= 0; end = bytes.indexOf(quote, end + 1)) {
    let escapes = 0;
    while (bytes[end - escapes - 1] === backslash) escapes++;
    if (escapes % 2 === 0) return end;
  }
  return bytes.length;
}

/** The number of the long string that stood here. */
function standIn(data: unknown): number | undefined {
  const [, index] = (typeof data === 'string' && /^\0(\d+)$/.exec(data)) || [];
  return index === undefined ? undefined : Number(index);
}

const latin = new TextDecoder('latin1');
/** A multiple of four, and few enough for a string. */
const mostAtOnce = 4 * 1024 ** 2;

function fromBase64(text: Uint8Array): Uint8Array {
  const padding = text.at(-1) !== 0x3d ? 0 : text.at(-2) !== 0x3d ? 1 : 2;
  const decoded = new Uint8Array(Math.max(0, (text.length / 4) * 3 - padding));
  let at = 0;
  try {
    if (text.length % 4 !== 0) throw new RangeError();
    for (let from = 0; from < text.length; from += mostAtOnce) {
      const binary = atob(latin.decode(text.subarray(from, from + mostAtOnce)));
      const size = binary.length;
      for (let index = 0; index < size; index++) decoded[at + index] = binary.charCodeAt(index);
      at += size;
    }
  } catch {
    at = -1;
  }
  if (at !== decoded.length) throw unacceptable('The data of an attachment is no base64.');
  return decoded;
}
