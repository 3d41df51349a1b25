import { Unreadable } from '../unreadable';

/** An archive that cannot be read, or that would take more room than a package does. */
export class BrokenArchive extends Unreadable {}

/** The most bytes that an archive may unpack to while it is looked through. */
export const mostUnpacked = 512 * 1024 * 1024;

/** The most bytes of one file that is wanted. */
export const mostOfFile = 16 * 1024 * 1024;

/** The most bytes of all files that are wanted of an archive. */
export const mostOfFiles = 32 * 1024 * 1024;

/** The most files of an archive. */
export const mostFiles = 100_000;
