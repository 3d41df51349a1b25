import { BrokenArchive } from '../archives/broken-archive';
import { filesInTarball } from '../archives/tar';
import { filesInZip } from '../archives/zip';
import { unacceptable } from '../refusals';
import { type CoreMetadata, parseMetadata } from './core-metadata';

/** How the files of one ending are read. */
interface Kind {
  readonly ending: string;
  /** The files whose names are wanted. Throws a BrokenArchive. */
  open(
    bytes: Uint8Array,
    isWanted: (name: string) => boolean,
  ): ReadonlyMap<string, Uint8Array> | Promise<ReadonlyMap<string, Uint8Array>>;
  readonly metadata: RegExp;
  /** A file of this kind has metadata inside, or is none. */
  readonly isSure?: boolean;
}

const inSource = /^(?:\.\/)?[^/]+\/PKG-INFO$/;

const kinds: readonly Kind[] = [
  { ending: '.whl', open: filesInZip, metadata: /^[^/]+\.dist-info\/METADATA$/, isSure: true },
  { ending: '.tar.gz', open: filesInTarball, metadata: inSource },
  { ending: '.tgz', open: filesInTarball, metadata: inSource },
  { ending: '.zip', open: filesInZip, metadata: inSource },
  { ending: '.egg', open: filesInZip, metadata: /^EGG-INFO\/PKG-INFO$/ },
  { ending: '.tar.bz2', open: closed, metadata: inSource },
];

/**
 * The metadata inside a distribution file; undefined of a file that has none, as an old source distribution, or whose
 * packing cannot be opened here. Refuses with 400 a file that is no archive of its kind.
 */
export async function metadataIn(filename: string, bytes: Uint8Array): Promise<CoreMetadata | undefined> {
  const kind = kinds.find(({ ending }) => filename.endsWith(ending));
  if (!kind) return undefined; // PYP-10: the core refuses it
  const names: string[] = [];
  try {
    const files = await kind.open(bytes, (name) => kind.metadata.test(name));
    names.push(...files.keys());
    const [content] = files.values();
    if (content && names.length === 1) return parseMetadata(new TextDecoder().decode(content));
  } catch (error) {
    if (!(error instanceof BrokenArchive)) throw error;
    throw unacceptable(`${filename} cannot be read: ${error.message}.`);
  }
  if (!kind.isSure && names.length === 0) return undefined;
  throw unacceptable(`${filename} must have one metadata file, not ${names.length}.`);
}

/** Nothing here unpacks bzip2. */
function closed(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const [b, z, h] = bytes;
  if (b !== 0x42 || z !== 0x5a || h !== 0x68) throw new BrokenArchive('The content is no bzip2');
  return new Map();
}
