/** What was fetched once, and is kept. */
export interface CacheEntry {
  readonly bytes: Uint8Array;
  /** `status`, `etag`, `last-modified`, `content-length` and the like, in lower case. */
  readonly notes: Readonly<Record<string, string>>;
}

/** Where what was fetched is kept. It loses entries rather than to fail, and an entry comes back whole or not. */
export interface Cache {
  get(key: string): Promise<CacheEntry | undefined>;
  put(key: string, entry: CacheEntry): Promise<void>;
}

const mostBytes = 64 * 1024 * 1024;

/** A cache in memory of so many bytes, from which the oldest entries go first. Larger ones are not kept. */
export function memoryCache(limit = mostBytes): Cache {
  const entries = new Map<string, CacheEntry>();
  let size = 0;
  const drop = (key: string): void => {
    size -= entries.get(key)?.bytes.length ?? 0;
    entries.delete(key);
  };
  return {
    get: (key) => Promise.resolve(entries.get(key)),
    put(key, entry) {
      drop(key);
      if (entry.bytes.length > limit / 8) return Promise.resolve();
      entries.set(key, entry);
      size += entry.bytes.length;
      for (const oldest of size > limit ? [...entries.keys()] : []) if (size > limit) drop(oldest);
      return Promise.resolve();
    },
  };
}
