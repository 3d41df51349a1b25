/**
 * Maven's order of versions, as its `ComparableVersion` has it: dots, hyphens and changes between digits and letters
 * part a version; zeros and words for a release count for nothing at the end of the version and before a hyphen; the
 * case of letters neither. A word after a dot counts as one after a hyphen, as it does for Maven since 3.9. It is a
 * total preorder of all texts.
 */
export function compareMavenVersions(version: string, other: string): number {
  const [parts, others] = [partsOf(version), partsOf(other)];
  for (let index = 0; index < parts.length || index < others.length; index++) {
    const order = compareParts(parts[index], others[index]);
    if (order !== 0) return order;
  }
  return 0;
}

/** A number without the zeros in front of it, or a word. */
interface Part {
  readonly rank: number;
  readonly text: string;
}

/** Maven's own words, ascending; the empty one stands for the end of the version, a release. */
const qualifiers: readonly string[] = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const end = qualifiers.indexOf('');
/** Then come other words, numbers after a hyphen, and numbers after a dot. */
const otherWord = qualifiers.length;
const hyphenNumber = otherWord + 1;
const dotNumber = otherWord + 2;

const aliases: ReadonlyMap<string, string> = new Map([
  ['ga', ''],
  ['final', ''],
  ['release', ''],
  ['cr', 'rc'],
]);
/** What single letters mean when a digit follows at once. */
const letters: ReadonlyMap<string, string> = new Map([
  ['a', 'alpha'],
  ['b', 'beta'],
  ['m', 'milestone'],
]);

function compareParts(part: Part | undefined, other: Part | undefined): number {
  const byRank = (part?.rank ?? end) - (other?.rank ?? end);
  if (byRank !== 0 || !part || !other) return byRank;
  const byLength = part.rank >= hyphenNumber ? part.text.length - other.text.length : 0;
  return byLength || (part.text < other.text ? -1 : part.text > other.text ? 1 : 0);
}

/** The parts that count. */
function partsOf(version: string): readonly Part[] {
  const parts: Part[] = [];
  // What was last: the start, a dot, a hyphen, or a word or a number, after which a hyphen is understood.
  let before = '.';
  const text = version.toLowerCase(); // which can be longer
  for (const { 0: token, index } of text.matchAll(/\d+|[^\d.-]+|[.-]/g)) {
    if (token === '.' || token === '-') {
      if (before === '.' || before === '-') addNumber(parts, '0', before); // an empty part is a zero
      before = before === 'a release' ? '-' : token;
    } else if (/^\d/.test(token)) {
      addNumber(parts, token, before);
      before = 'a number';
    } else {
      const next = text[index + token.length] ?? '';
      before = addWord(parts, token, /\d/.test(next)) ? 'a word' : 'a release';
    }
  }
  trim(parts);
  return parts;
}

function addNumber(parts: Part[], digits: string, before: string): void {
  if (before !== '.') trim(parts);
  parts.push({ rank: before === '.' ? dotNumber : hyphenNumber, text: digits.replace(/^0+(?=.)/, '') });
}

/** False for a word that stands for a release: it is left out, and what follows it follows a hyphen. */
function addWord(parts: Part[], word: string, isBeforeDigit: boolean): boolean {
  const meant = (isBeforeDigit ? letters.get(word) : undefined) ?? aliases.get(word) ?? word;
  trim(parts);
  if (meant === '') return false;
  const rank = qualifiers.indexOf(meant);
  parts.push({ rank: rank < 0 ? otherWord : rank, text: meant });
  return true;
}

/** Takes away the zeros at the end, but for that with which the version begins. */
function trim(parts: Part[]): void {
  while (parts.length > 1 && parts.at(-1)!.text === '0') parts.pop();
}
