import { unzipSync } from 'fflate';
import { BrokenArchive, mostFiles, mostOfFile, mostOfFiles } from './broken-archive';

/**
 * The files of a zip whose names are wanted, by name. A file is no longer than the archive says: what would go on is
 * cut off. Names are told as they stand, and lead nowhere: nothing is written. Throws a BrokenArchive.
 */
export function filesInZip(bytes: Uint8Array, isWanted: (name: string) => boolean): ReadonlyMap<string, Uint8Array> {
  let files = 0;
  let wanted = 0;
  const filter = ({ name, originalSize }: { readonly name: string; readonly originalSize: number }): boolean => {
    files += 1;
    if (files > mostFiles) throw new BrokenArchive(`The archive has more than ${mostFiles} files`);
    if (!isWanted(name)) return false;
    wanted += originalSize;
    if (originalSize > mostOfFile) throw new BrokenArchive(`${name} has more than ${mostOfFile} bytes`);
    if (wanted > mostOfFiles) throw new BrokenArchive(`The files of the archive have more than ${mostOfFiles} bytes`);
    return true;
  };
  try {
    return new Map(Object.entries(unzipSync(bytes, { filter })));
  } catch (error) {
    throw error instanceof BrokenArchive ? error : new BrokenArchive('The archive is no zip', { cause: error });
  }
}
