import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type World, WorldError } from '../../simulator/world/world';
import { parseWorld } from './parse-world';

/**
 * Reads a world file: YAML 1.2, or JSON when its name ends in .json. Assets that are given as files are read too, from
 * paths relative to the world file. Throws a WorldError that begins with `file:line:column`; so does the simulator for
 * what this world cannot be.
 */
export function readWorldFile(path: string): World {
  const folder = dirname(path);
  return parseWorld(textOf(path), { name: path, readFile: (file) => bytesOf(resolve(folder, file), file) });
}

function textOf(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(path, path));
  } catch (error) {
    const problem = error instanceof TypeError ? 'is not UTF-8' : (error as Error).message;
    throw new WorldError([], problem, undefined, path);
  }
}

function bytesOf(path: string, shown: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`cannot read '${shown}': ${reasons[code ?? ''] ?? message}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
};
