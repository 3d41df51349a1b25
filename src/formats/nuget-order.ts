/** The part of a version that counts: up to four numbers without leading zeroes, and the label without its hyphen. */
export interface NumbersAndLabel {
  readonly numbers: readonly string[];
  readonly label: string;
}

/**
 * NuGet's order: that of SemVer 2 with a fourth number before the label, and labels without case. Missing numbers are
 * zeroes; a version without label comes after all that have one.
 */
export function compareNumbersAndLabels(one: NumbersAndLabel, other: NumbersAndLabel): number {
  for (let at = 0; at < 4; at++) {
    const order = compareNumbers(one.numbers[at] ?? '0', other.numbers[at] ?? '0');
    if (order !== 0) return order;
  }
  if (one.label === '' || other.label === '') return (one.label === '' ? 1 : 0) - (other.label === '' ? 1 : 0);
  const identifiers = one.label.toLowerCase().split('.');
  const others = other.label.toLowerCase().split('.');
  for (const [at, identifier] of identifiers.entries()) {
    const order = at < others.length ? compareIdentifiers(identifier, others[at]!) : 1;
    if (order !== 0) return order;
  }
  return identifiers.length - others.length;
}

/** Numbers of any length, in digits without leading zeroes. */
const compareNumbers = (one: string, other: string): number => one.length - other.length || compareTexts(one, other);

/** A number comes before a text. */
function compareIdentifiers(one: string, other: string): number {
  const [isNumber, isOtherNumber] = [isDigits(one), isDigits(other)];
  if (isNumber && isOtherNumber) return compareNumbers(withoutZeroes(one), withoutZeroes(other));
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  return compareTexts(one, other);
}

const isDigits = (text: string): boolean => /^\d+$/.test(text);

/** A number in digits, without zeroes before it. */
export const withoutZeroes = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

/** By code units. */
export const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
