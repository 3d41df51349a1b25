import { utf8 } from '@scure/base';
import type { AssetContent } from '../api/types';
import type { Asset, PublicAsset } from '../model/state';
import { hashesOf } from './content-store';

/**
 * Bytes whose digests are known already. They are taken as they are: nobody checks that they belong together, and the
 * bytes are the simulator's own from now on.
 */
export interface HashedContent extends AssetContent {
  readonly bytes: Uint8Array;
}

/** The content of an asset: bytes, a text, which stands for its UTF-8, or only a size and digests. */
export type ContentInput = Uint8Array | string | AssetContent | HashedContent;

/**
 * An asset with its content: `{ name, bytes }`, `{ name, text }`, `{ name, size, hashes }` without bytes, or all of it,
 * as HashedContent.
 */
export type AssetInput =
  | (AssetNote & { readonly bytes: Uint8Array })
  | (AssetNote & { readonly text: string })
  | (AssetNote & HashedContent)
  | Asset;

/** The same of a public version, of whose files not all has to be known. */
export type PublicAssetInput = AssetInput | PublicAsset;

/** What is said of an asset besides its content. */
type AssetNote = Pick<Asset, 'name' | 'publishedTime' | 'manifest'>;

/** Content that was given, with its bytes if they were too. */
export interface Given {
  readonly content: AssetContent;
  readonly bytes?: Uint8Array;
  /** Nobody else has the bytes: they may be kept as they are. */
  readonly isOwned?: boolean;
}

/** What was given; a value of another kind is passed on as it is, for the core to refuse. */
export function given(input: ContentInput): Given {
  const bytes = typeof input === 'string' ? utf8.decode(input) : viewOf(input);
  if (bytes) return { content: { size: bytes.length, hashes: hashesOf(bytes) }, bytes };
  const { bytes: hashed, hashes } = (input ?? {}) as Partial<HashedContent>;
  const owned = hashes && viewOf(hashed);
  if (owned) return { content: { size: owned.length, hashes }, bytes: owned, isOwned: true };
  return { content: input as AssetContent };
}

/** An asset as the core takes it, and what was given with it. */
export function givenAsset(input: AssetInput): Given & { readonly asset: Asset };
export function givenAsset(input: PublicAssetInput): Given & { readonly asset: PublicAsset };
export function givenAsset(input: PublicAssetInput): Given & { readonly asset: PublicAsset } {
  const { name, publishedTime, manifest } = input;
  const content = 'hashes' in input ? input : 'bytes' in input ? input.bytes : input.text;
  const found = given(content as ContentInput);
  const { size, hashes } = found.content;
  if (typeof hashes !== 'object') throw new TypeError(`The asset ${name} has neither bytes nor text nor hashes`);
  return { ...found, asset: { name, size, hashes, publishedTime, manifest } };
}

/** The bytes of an array of bytes, not copied; the array may come from another realm, as a test runner's sandbox. */
export function viewOf(value: unknown): Uint8Array | undefined {
  if (!ArrayBuffer.isView(value) || Object.prototype.toString.call(value) !== '[object Uint8Array]') return undefined;
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}

/** Content that was read. It goes with the answer: what happens to the asset later does not change it. */
export class ReadableContent implements AssetContent {
  readonly size: number;
  readonly hashes: AssetContent['hashes'];
  readonly #bytes: Uint8Array | undefined;

  constructor({ size, hashes }: AssetContent, bytes: Uint8Array | undefined) {
    this.size = size;
    this.hashes = hashes;
    this.#bytes = bytes;
  }

  /** False for content of which only size and digests were given. */
  get hasBytes(): boolean {
    return this.#bytes !== undefined;
  }

  /** The bytes, in memory of their own. Throws an Error when only size and digests were given. */
  bytes(): Uint8Array {
    return this.#given().slice();
  }

  /** The bytes from one place to before another, in memory of their own. Throws as `bytes` does. */
  slice(from: number, before: number): Uint8Array {
    return this.#given().slice(from, before);
  }

  /** The bytes as a text. Throws an Error when there are none, and a TypeError when they are not UTF-8. */
  text(): string {
    return utf8.encode(this.bytes());
  }

  #given(): Uint8Array {
    if (this.#bytes) return this.#bytes;
    throw new Error(
      `Only the size and the digests of this content were given, not its bytes: ${this.hashes['SHA-256']}`,
    );
  }
}
