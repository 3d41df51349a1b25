import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AssetContent } from '../../api/types';

const algorithms = { MD5: 'md5', 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-512': 'sha512' } as const;

/**
 * What the files of an installed package come to, those of packages inside it left out: the sum of their sizes, and
 * digests over their names and contents in order. It is the unpacked package that is measured, not its tarball.
 * Undefined when the folder is not there.
 */
export async function measured(folder: string): Promise<AssetContent | undefined> {
  if (!(await isFolder(folder))) return undefined;
  const hashes = Object.values(algorithms).map((name) => createHash(name));
  let size = 0;
  for (const file of (await filesIn(folder)).sort()) {
    const name = `${relative(folder, file)}\0`;
    for (const hash of hashes) hash.update(name);
    const sink = new Writable({
      write(chunk: Buffer, _, done) {
        size += chunk.length;
        for (const hash of hashes) hash.update(chunk);
        done();
      },
    });
    await pipeline(createReadStream(file), sink);
  }
  const digests = hashes.map((hash) => hash.digest('hex'));
  return {
    size,
    hashes: Object.fromEntries(Object.keys(algorithms).map((key, i) => [key, digests[i]])) as AssetContent['hashes'],
  };
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const below = entries.map(async (entry) => {
    if (entry.name === 'node_modules') return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : entry.isFile() ? [path] : [];
  });
  return (await Promise.all(below)).flat();
}

const isFolder = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
