import type { PackageCoordinates } from '../model/coordinates';

/** The path of a package; without namespace its middle is empty. */
export const pathOf = ({ format, namespace = '', package: name }: PackageCoordinates): string =>
  `/${format}/${namespace}/${name}`;

/** A pattern without its suffix (GRP-34). */
export const literalOf = (pattern: string): string => pattern.slice(0, -1);

/**
 * The patterns that match every path that begins with this text, the longest first: `~` after each word (GRP-37,
 * GRP-57), `*` after each other character (GRP-39, GRP-61).
 */
export const prefixPatterns = (text: string): string[] =>
  [...text.matchAll(/([\p{L}\p{N}\p{M}]+)|[^\p{L}\p{N}\p{M}]/gu)]
    .map(({ index, 0: { length }, 1: word }) => text.slice(0, index + length) + (word === undefined ? '*' : '~'))
    .reverse();

/** All patterns that match a path: first its own (GRP-56), then those of its beginnings. */
export const matchingPatterns = (path: string): string[] => [`${path}$`, ...prefixPatterns(path)];
