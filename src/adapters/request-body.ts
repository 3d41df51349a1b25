/** A body that the SDK hands over: a text, bytes, a Blob, a web stream, or anything that gives chunks in time. */
export type RequestBody = unknown;

/**
 * The bytes of a request's body; those of an array of bytes are not copied. No body is an empty one, and texts are
 * UTF-8. Rejects as the stream does when it fails, and with a TypeError when the body is of a kind that the SDK cannot
 * send either.
 */
export async function bytesOf(body: RequestBody): Promise<Uint8Array> {
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body === 'string') return encoder.encode(body);
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (isBlob(body)) return new Uint8Array(await body.arrayBuffer());
  if (isAsyncIterable(body)) return joined(body);
  if (isWebStream(body)) return joined(chunksOf(body));
  throw new TypeError(
    `A request's body is text, bytes, a Blob or a stream, not ${Object.prototype.toString.call(body)}`,
  );
}

/** The text of a JSON request's body; at once, if it is one already or if there is none. */
export function textOf(body: RequestBody): string | Promise<string> {
  if (body === undefined || typeof body === 'string') return body ?? '';
  return bytesOf(body).then((bytes) => decoder.decode(bytes));
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const has = (value: unknown, method: PropertyKey): boolean =>
  typeof (value as Record<PropertyKey, unknown>)[method] === 'function';

const isBlob = (value: unknown): value is Blob => has(value, 'arrayBuffer');
const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> => has(value, Symbol.asyncIterator);
const isWebStream = (value: unknown): value is ReadableStream<unknown> => has(value, 'getReader');

async function joined(chunks: AsyncIterable<unknown>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(await bytesOf(chunk));
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.byteLength;
  }
  return bytes;
}

/** Not every browser can iterate a web stream. */
async function* chunksOf(stream: ReadableStream<unknown>): AsyncGenerator<unknown> {
  const reader = stream.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}
