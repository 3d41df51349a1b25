import { base64, utf8 } from '@scure/base';
import pLimit from 'p-limit';
import pRetry from 'p-retry';
import { isHttpAddress } from '../http-address';
import { BrokenBody, hashedContent, receive } from '../received';
import { type Cache, type CacheEntry, memoryCache } from './cache';
import { Outage, UnfitAnswer } from './failures';
import { type Digests, type FetchedFile, faultOf } from './integrity';

/** How public repositories are asked; all times are the host's, in milliseconds. */
export interface RegistryOptions {
  /** The Web's `fetch`, unless another is given. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Where what was fetched is kept: in memory, unless it is given. */
  readonly cache?: Cache;
  /** After how long without a byte a request is given up: 30 seconds. */
  readonly timeoutMilliseconds?: number;
  /** How often a request is repeated that failed for the network, or with 429 or 5xx: 3 times. */
  readonly retries?: number;
  /** How long the first repetition waits, and each further one twice as long: half a second. */
  readonly retryMilliseconds?: number;
  /** For how long a public repository that was down is not asked again: 10 seconds. */
  readonly outageMilliseconds?: number;
  /** How many requests there may be at once to one public repository: 16. */
  readonly concurrency?: number;
  /** Ends what is asked when it is aborted: everything is an Outage from then on. */
  readonly signal?: AbortSignal;
  /** How large an index document may be, in bytes: 256 MiB. */
  readonly mostDocumentBytes?: number;
  /** How large a file may be, in bytes: 1 GiB. */
  readonly mostFileBytes?: number;
}

/** A text of a public repository, as it is read. */
export interface DocumentRequest<Value> {
  readonly accept: string;
  /** What the text says. What it throws means that the text is not what it should be. */
  parse(text: string, contentType: string): Value;
}

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

const absent: ReadonlySet<number> = new Set([404, 410, 451]);
const mebibyte = 1024 * 1024;

/**
 * One public repository: what is asked of it is kept, asked once at a time and again when it fails, and is never larger
 * than it may be. All reject with an Outage when it cannot be reached and nothing is kept, and with an UnfitAnswer when
 * it answers with what cannot be used; what it does not have is undefined.
 */
export class Registry {
  /** The address as it was given, without credentials. */
  readonly address: string;
  /** The same with a final slash. */
  readonly base: string;
  readonly #authorization: string | undefined;
  readonly #options: RegistryOptions;
  readonly #cache: Cache;
  readonly #underway = new Map<string, Promise<unknown>>();
  readonly #limit: ReturnType<typeof pLimit>;
  #downUntil = 0;

  /** Throws a TypeError for an address that is none. A user and a password in it are sent, and shown nowhere. */
  constructor(address: string, options: RegistryOptions & { readonly token?: string } = {}) {
    const url = new URL(address.replace(/^sparse\+/, ''));
    const { username, password } = url;
    const basic = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    this.#authorization =
      options.token === undefined
        ? username === '' && password === ''
          ? undefined
          : `Basic ${base64.encode(utf8.decode(basic))}`
        : `Bearer ${options.token}`;
    url.username = '';
    url.password = '';
    this.address = url.href;
    this.base = url.href.endsWith('/') ? url.href : `${url.href}/`;
    this.#options = options;
    this.#cache = options.cache ?? memoryCache();
    this.#limit = pLimit(options.concurrency ?? 16);
  }

  /** The whole address of a path below the base; a whole address stays as it is. */
  addressOf = (path: string): string => (URL.canParse(path, this.base) ? new URL(path, this.base).href : path);

  /**
   * The address of a path below the base, whose segments stand for themselves whatever is in them: no name of a package
   * leads elsewhere. Undefined for what no path can say, as `..`.
   */
  below(...segments: readonly string[]): string | undefined {
    if (segments.some((segment) => /^\.{0,2}$/.test(segment))) return undefined;
    return new URL(`./${segments.map(encodedSegment).join('/')}`, this.base).href;
  }

  /** What a document says. It is asked for anew, if it changed; what is kept counts while that cannot be. */
  document<Value>(path: string, { accept, parse }: DocumentRequest<Value>): Promise<Value | undefined> {
    const address = this.addressOf(path);
    const key = `document ${accept} ${address}`;
    return this.#once(key, async () => {
      const kept = await this.#cache.get(key);
      const entry = await this.#revalidated(address, key, accept, kept);
      if (entry.notes.status === '404') return undefined;
      let value: Value;
      try {
        value = parse(new TextDecoder().decode(entry.bytes), entry.notes['content-type'] ?? '');
      } catch (error) {
        throw new UnfitAnswer(`${address} is not what it should be: ${(error as Error).message}`);
      }
      if (entry !== kept) await this.#cache.put(key, entry);
      return value;
    });
  }

  /** Size and time of a file, which is not fetched; undefined when there is none. What is kept is not asked again. */
  about(address: string): Promise<{ readonly size?: number; readonly modified?: number } | undefined> {
    const key = `about ${address}`;
    return this.#once(key, async () => {
      let notes = (await this.#cache.get(key))?.notes;
      if (!notes) {
        const { status, headers } = await this.#ask(address, 'HEAD', { 'accept-encoding': 'identity' }, 0);
        notes = notesOf(status, headers);
        await this.#cache.put(key, { bytes: new Uint8Array(), notes });
      }
      if (notes.status === '404') return undefined;
      const length = notes['content-length'];
      return { ...(length !== undefined && { size: Number(length) }), ...modifiedIn(notes) };
    });
  }

  /** A file with all its digests, which agree with those that are known. What is kept never grows old. */
  file(address: string, known: Digests): Promise<FetchedFile | undefined> {
    const key = `file ${address}`;
    return this.#once(`${key} ${JSON.stringify(known)}`, async () => {
      const kept = await this.#cache.get(key);
      if (kept) {
        const file = { ...hashedContent(kept.bytes), ...modifiedIn(kept.notes) };
        if (faultOf(file, known) === undefined) return file;
      }
      const limit = this.#options.mostFileBytes ?? 1024 * mebibyte;
      const { status, headers, bytes } = await this.#ask(address, 'GET', { accept: '*/*' }, limit);
      if (absent.has(status)) return undefined;
      const notes = notesOf(status, headers);
      const file = { ...hashedContent(bytes), ...modifiedIn(notes) };
      const fault = faultOf(file, known);
      if (fault !== undefined) throw new UnfitAnswer(`${address} is not what its index says: ${fault}`);
      await this.#cache.put(key, { bytes, notes });
      return file;
    });
  }

  async #revalidated(address: string, key: string, accept: string, kept: CacheEntry | undefined): Promise<CacheEntry> {
    const { etag, 'last-modified': modified, status: was } = kept?.notes ?? {};
    const conditions: Record<string, string> = {};
    if (was === '200' && etag !== undefined) conditions['if-none-match'] = etag;
    else if (was === '200' && modified !== undefined) conditions['if-modified-since'] = modified;
    const limit = this.#options.mostDocumentBytes ?? 256 * mebibyte;
    try {
      const { status, headers, bytes } = await this.#ask(address, 'GET', { accept, ...conditions }, limit);
      if (status === 304 && kept) return kept;
      const entry = { bytes: status === 200 ? bytes : new Uint8Array(), notes: notesOf(status, headers) };
      if (status !== 200) await this.#cache.put(key, entry);
      return entry;
    } catch (error) {
      if (error instanceof Outage && kept) return kept;
      throw error;
    }
  }

  /** Whoever asks for the same while it is under way gets the same. */
  #once<Value>(key: string, make: () => Promise<Value>): Promise<Value> {
    const underway = this.#underway.get(key) as Promise<Value> | undefined;
    if (underway) return underway;
    const made = make().finally(() => this.#underway.delete(key));
    this.#underway.set(key, made);
    return made;
  }

  /** Asks, again and again; a repository that was down is asked once, and not at all right after that. */
  async #ask(address: string, method: string, headers: Record<string, string>, limit: number): Promise<Answered> {
    const { retries = 3, retryMilliseconds = 500, outageMilliseconds = 10_000, signal } = this.#options;
    const attempt = () => this.#limit(() => this.#askOnce(address, method, headers, limit));
    if (this.#downUntil > Date.now())
      throw new Outage(`${this.base} was down a moment ago, and ${address} is not kept`);
    try {
      const answered = await pRetry(attempt, {
        retries: this.#downUntil > 0 ? 0 : retries,
        minTimeout: retryMilliseconds,
        maxTimeout: 30_000,
        signal,
        shouldRetry: ({ error }) => error instanceof Outage && this.#downUntil <= Date.now(),
      });
      this.#downUntil = 0;
      return answered;
    } catch (error) {
      if (signal?.aborted) throw new Outage(`${address} is not asked any more`, { cause: error });
      if (error instanceof Outage) this.#downUntil = Date.now() + outageMilliseconds;
      throw error;
    }
  }

  async #askOnce(address: string, method: string, headers: Record<string, string>, limit: number): Promise<Answered> {
    if (!isHttpAddress(address)) throw new UnfitAnswer(`'${address}' is no address of a file`);
    const { fetch = globalThis.fetch, timeoutMilliseconds = 30_000, signal: ending } = this.#options;
    const isOwn = new URL(address).origin === new URL(this.base).origin; // nobody else is told the credentials
    const all =
      isOwn && this.#authorization !== undefined ? { ...headers, authorization: this.#authorization } : headers;
    const aborting = new AbortController();
    const signal = ending ? AbortSignal.any([aborting.signal, ending]) : aborting.signal;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const beat = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => aborting.abort(), timeoutMilliseconds);
    };
    try {
      beat();
      const response = await fetch(address, { method, headers: all, signal });
      const { status } = response;
      if (status === 429 || status >= 500) throw new Outage(`${address} answered ${status}`);
      if (status !== 200 && status !== 304 && !absent.has(status)) {
        throw new UnfitAnswer(`${address} answered ${status}`);
      }
      const isRead = status === 200 && method === 'GET';
      if (!isRead) await response.body?.cancel();
      const bytes = isRead ? await receive(response, limit, beat) : new Uint8Array();
      if (!bytes) throw new UnfitAnswer(`${address} has more than ${limit} bytes`);
      return { status, headers: response.headers, bytes };
    } catch (error) {
      if (error instanceof Outage || error instanceof UnfitAnswer) throw error;
      throw new Outage(`${address} cannot be reached: ${reasonOf(error, aborting.signal)}`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }
}

function reasonOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'it took too long';
  const { cause, message } = error as Error;
  const root = error instanceof BrokenBody || !(cause instanceof Error) ? undefined : cause;
  return root?.message || (root as NodeJS.ErrnoException | undefined)?.code || message;
}

/** As npm's own client writes scoped names. */
const encodedSegment = (text: string): string =>
  encodeURIComponent(text).replaceAll('%40', '@').replaceAll('%2F', '%2f');

const noted = ['etag', 'last-modified', 'content-type', 'content-length'] as const;

/** What is kept of an answer besides its bytes. */
function notesOf(status: number, headers: Headers): Readonly<Record<string, string>> {
  const isEncoded = headers.has('content-encoding');
  const named = noted.flatMap((name) => {
    const value = name === 'content-length' && isEncoded ? null : headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(named), status: absent.has(status) ? '404' : String(status) };
}

function modifiedIn(notes: Readonly<Record<string, string>>): { readonly modified?: number } {
  const modified = Date.parse(notes['last-modified'] ?? '');
  return Number.isNaN(modified) ? {} : { modified };
}
