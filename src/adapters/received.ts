import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { AssetContent } from '../api/types';
import { ServiceError } from '../model/errors';
import type { HashedContent } from '../simulator/assets';

/** A body that could not be read to its end: the client went away, or sent fewer bytes than it had announced. */
export class BrokenBody extends Error {}

/**
 * The bytes of a request's body in memory of their own; undefined as soon as there are, or are to be, more than the
 * limit: then the rest is not read. Throws a BrokenBody, and a ServiceError when there is no room.
 */
export async function receive(
  request: Pick<Request, 'headers' | 'body'>,
  limit: number,
  heed: (chunk: Uint8Array) => void = () => {},
): Promise<Uint8Array | undefined> {
  const length = request.headers.get('content-length') ?? '';
  const announced = /^\d+$/.test(length) ? Number(length) : undefined; // who calls in process can write anything there
  if (announced === 0) return new Uint8Array();
  if (announced !== undefined && announced > limit) return undefined;
  const reader = request.body?.getReader();
  const bytes = new GrowingBytes(announced);
  for (let read = await next(reader); read; read = await next(reader)) {
    if (bytes.size + read.length > limit) {
      reader?.cancel().catch(() => {});
      return undefined;
    }
    bytes.add(read);
    heed(read);
  }
  return bytes.whole();
}

/** As `receive`, hashed while it arrives. */
export async function receiveContent(request: Request, limit: number): Promise<HashedContent | undefined> {
  const digests = hashing();
  const bytes = await receive(request, limit, (chunk) => digests.update(chunk));
  return bytes && { bytes, size: bytes.length, hashes: digests.hashes() };
}

/** Bytes with their digests; nobody else may have them. */
export function hashedContent(bytes: Uint8Array): HashedContent {
  const digests = hashing();
  digests.update(bytes);
  return { bytes, size: bytes.length, hashes: digests.hashes() };
}

async function next(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<Uint8Array | undefined> {
  try {
    return (await reader?.read())?.value;
  } catch (error) {
    throw new BrokenBody('The body of the request ended too early', { cause: error });
  }
}

/**
 * Bytes that arrive one after the other. The room for them grows with what has come, never beyond what was announced:
 * who announces much and sends little costs little, and nearly all of much that comes is written once.
 */
class GrowingBytes {
  size = 0;
  #room: Uint8Array = new Uint8Array();

  readonly #most: number;
  readonly #growth: number;

  constructor(announced: number | undefined) {
    this.#most = announced ?? Number.POSITIVE_INFINITY;
    this.#growth = announced === undefined ? 2 : 8; // without an end in sight, room would be left over
  }

  add(chunk: Uint8Array): void {
    const size = this.size + chunk.length;
    if (size > this.#room.length) {
      const room = allocated(Math.max(size, Math.min(this.#most, Math.max(leastRoom, this.#growth * size))));
      room.set(this.#room.subarray(0, this.size));
      this.#room = room;
    }
    this.#room.set(chunk, this.size);
    this.size = size;
  }

  /** The bytes, without unused room. */
  whole(): Uint8Array {
    return this.size === this.#room.length ? this.#room : this.#room.slice(0, this.size);
  }
}

const leastRoom = 64 * 1024;

/** Room for so many bytes; a refusal when the runtime has none in one piece, as Node 20 for more than 4 GiB. */
function allocated(size: number): Uint8Array {
  try {
    return new Uint8Array(size);
  } catch {
    throw new ServiceError('RequestEntityTooLargeException', `There is no room for ${size} bytes in one piece here.`);
  }
}

/** What computes a digest of a content that comes in pieces. */
interface Hash {
  update(chunk: Uint8Array): unknown;
  digest(): Uint8Array;
}

/** All digests of a content in pieces: by Node's own module where there is one, which is ten times as fast. */
function hashing() {
  const node = globalThis.process?.getBuiltinModule?.('node:crypto');
  const hash = (name: string, portable: { create(): Hash }): Hash => node?.createHash(name) ?? portable.create();
  const hashes = {
    MD5: hash('md5', md5),
    'SHA-1': hash('sha1', sha1),
    'SHA-256': hash('sha256', sha256),
    'SHA-512': hash('sha512', sha512),
  };
  return {
    update(chunk: Uint8Array): void {
      for (const each of Object.values(hashes)) each.update(chunk);
    },
    hashes(): AssetContent['hashes'] {
      const digests = Object.entries(hashes).map(([name, each]) => [name, bytesToHex(each.digest())]);
      return Object.fromEntries(digests) as AssetContent['hashes'];
    },
  };
}
