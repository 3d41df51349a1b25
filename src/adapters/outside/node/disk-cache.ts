import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { digestOf } from '../../endpoints/hashing';
import type { Cache, CacheEntry } from '../cache';

/** Where a cache lies unless a folder is given: CODEARTIFACT_SIM_CACHE, else the user's folder of caches. */
export function defaultCacheFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const { CODEARTIFACT_SIM_CACHE: own, XDG_CACHE_HOME: caches } = env;
  return own || join(caches || join(homedir(), '.cache'), 'codeartifact-sim');
}

/** What the file of a key says. */
interface Leaf {
  readonly key: string;
  readonly notes: CacheEntry['notes'];
  readonly digest: string;
}

/**
 * A cache in a folder: contents by their SHA-256, which is verified when they are read, and a small file for each key.
 * Both are written under another name first, so that several processes can have one folder. What cannot be written is
 * not kept, and what is broken is not there; `onFailure` hears of the first that cannot be written.
 */
export function diskCache(folder: string, onFailure: (problem: string) => void = () => {}): Cache {
  let hasFailed = false;
  const leafAt = (key: string): string => pathIn(folder, 'keys', digestOf('sha256', key));
  return {
    async get(key) {
      try {
        const { key: own, notes, digest } = JSON.parse(await readFile(leafAt(key), 'utf8')) as Leaf;
        if (own !== key) return undefined;
        const bytes = await readFile(pathIn(folder, 'contents', digest));
        return digestOf('sha256', bytes) === digest ? { bytes, notes } : undefined;
      } catch {
        return undefined;
      }
    },
    async put(key, { bytes, notes }) {
      const digest = digestOf('sha256', bytes);
      try {
        const content = pathIn(folder, 'contents', digest);
        if ((await sizeOf(content)) !== bytes.length) await written(content, bytes);
        await written(leafAt(key), JSON.stringify({ key, notes, digest } satisfies Leaf));
      } catch (error) {
        if (!hasFailed) onFailure(`nothing can be kept in ${folder}: ${(error as Error).message}`);
        hasFailed = true;
      }
    },
  };
}

const pathIn = (folder: string, kind: string, digest: string): string =>
  join(folder, 'public-1', kind, digest.slice(0, 2), digest.slice(2));

const sizeOf = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ size }) => size,
    () => undefined,
  );

async function written(path: string, content: string | Uint8Array): Promise<void> {
  const beside = `${path}.${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(beside, content, { flag: 'wx' });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
