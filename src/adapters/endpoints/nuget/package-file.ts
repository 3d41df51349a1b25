import { BrokenArchive } from '../archives/broken-archive';
import { filesInZip } from '../archives/zip';
import { type Nuspec, readNuspec } from './nuspec';

/**
 * What a `.nupkg` says of itself, its readme with it (NUG-51). Throws a BrokenArchive or a BrokenXml for what is no zip
 * with exactly one `.nuspec` at its root that has an id and a version (NUG-39).
 */
export function readPackageFile(bytes: Uint8Array): Nuspec {
  const read = readNuspec(nuspecIn(bytes));
  const readme = read.readme === undefined ? undefined : fileIn(bytes, read.readme);
  return readme === undefined ? read : { ...read, metadata: { ...read.metadata, readme } };
}

/** The `.nuspec` at the root of a package. Throws a BrokenArchive when there is not exactly one. */
export function nuspecIn(bytes: Uint8Array): Uint8Array {
  let count = 0;
  const isNuspec = (name: string): boolean => {
    const isFound = /^[^/\\]*\.nuspec$/i.test(name);
    if (isFound) count += 1;
    return isFound;
  };
  const [nuspec] = filesInZip(bytes, isNuspec).values();
  if (nuspec && count === 1) return nuspec;
  throw new BrokenArchive(`The package has ${count} .nuspec files at its root, and exactly one is needed`);
}

/** The text of a file. Names in a package may be escaped as in an address, and the `.nuspec` may have backslashes. */
function fileIn(bytes: Uint8Array, path: string): string | undefined {
  const wanted = path.replaceAll('\\', '/').replace(/^\.?\//, '');
  const [file] = filesInZip(bytes, (name) => name === wanted || name === encodeURI(wanted)).values();
  return file && new TextDecoder().decode(file);
}
