import { worldIn } from '../../simulator/world/shape';
import { type Locate, locating, rememberSource } from '../../simulator/world/source';
import { type World, WorldError } from '../../simulator/world/world';
import { readAssetFiles } from './asset-files';
import { WorldDocument } from './document';
import { jsonFault } from './json-fault';

/** What is known of a text besides. */
export interface TextOptions {
  /** What errors name it by; a name that ends in .json makes it strict JSON. `world`, unless it is given. */
  readonly name?: string;
  /** Reads the file of an asset. Without it, assets given as files are refused. */
  readonly readFile?: (path: string) => Uint8Array;
}

/**
 * Reads a world from YAML 1.2, or from JSON. Throws a WorldError that begins with `name:line:column` for what is no
 * world; so does the simulator for what this world cannot be.
 */
export function parseWorld(text: string, { name = 'world', readFile }: TextOptions = {}): World {
  const plain = text.replace(/^\ufeff/, '');
  const { value, locate } = /\.json$/i.test(name) ? jsonIn(name, plain) : yamlIn(name, plain);
  if (typeof value === 'object' && value !== null) rememberSource(value, locate);
  else throw new WorldError([], 'expected an object', undefined, locate([]));
  return locating(value, () => {
    const world = worldIn(value);
    if (readFile) readAssetFiles(world, readFile);
    return world.value;
  });
}

interface Parsed {
  readonly value: unknown;
  readonly locate: Locate;
}

function yamlIn(name: string, text: string): Parsed {
  const document = new WorldDocument(name, text);
  return { value: document.value(), locate: document.locate };
}

/** By the parser of JSON, which is far quicker; positions are looked up only when something is wrong. */
function jsonIn(name: string, text: string): Parsed {
  const document = () => new WorldDocument(name, text);
  try {
    const value: unknown = JSON.parse(text);
    if (namesIn(text) !== membersIn(value)) document().value(); // refuses the name that stands twice
    return { value, locate: (...place) => document().locate(...place) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { offset, expected } = jsonFault(text);
    const lines = text.slice(0, offset).split('\n');
    const location = `${name}:${lines.length}:${lines.at(-1)!.length + 1}`;
    throw new WorldError([], `no JSON: expected ${expected}`, undefined, location);
  }
}

/** How many names of members stand in a text that is JSON. */
function namesIn(text: string): number {
  let count = 0;
  for (const [, colon] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"\s*(:?)/g)) count += colon!.length;
  return count;
}

/** How many members the objects in a value have. */
function membersIn(value: unknown): number {
  let count = 0;
  const unseen = [value];
  while (unseen.length > 0) {
    const next = unseen.pop();
    if (typeof next !== 'object' || next === null) continue;
    const inner: unknown[] = Object.values(next);
    if (!Array.isArray(next)) count += inner.length;
    for (const each of inner) unseen.push(each);
  }
  return count;
}
