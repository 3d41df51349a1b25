import { caseFolded } from './case-folding';
import { confusables } from './confusables';

const latinLetters = new Map(
  Object.entries(confusables).flatMap(([latin, letters]) => [...letters].map((letter) => [letter, latin] as const)),
);

/**
 * The weak form of a path or of a part of it, in which names are one that look much the same (GRP-63): case folded,
 * each run of `-`, `.` and `_` as one `.`, letters of other scripts as the Latin ones that they look like (GRP-66).
 */
export const weakForm = (text: string): string =>
  caseFolded(text)
    .replace(/[-._]+/g, '.')
    .replace(/[^\0-\x7f]/gu, (letter) => latinLetters.get(letter) ?? letter);
