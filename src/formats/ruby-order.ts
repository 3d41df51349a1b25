/** A run of digits without leading zeros, or a run of letters. */
interface Segment {
  readonly text: string;
  readonly isNumber: boolean;
}

/**
 * RubyGems' order of versions: below zero when the first comes before the second, zero when neither does. Runs of
 * digits count as numbers of any length, runs of letters by code units and before all numbers; `-` reads as `.pre.`;
 * what is not there is zero. Any text has its place: what is neither digit nor letter only parts the others.
 */
export function compareGemVersions(version: string, other: string): number {
  if (version === other) return 0;
  const [ours, theirs] = [segmentsOf(version), segmentsOf(other)];
  for (let i = 0; i < Math.max(ours.length, theirs.length); i++) {
    const order = compareSegments(ours[i] ?? zero, theirs[i] ?? zero);
    if (order !== 0) return order;
  }
  return 0;
}

const zero: Segment = { text: '', isNumber: true };

/** The segments that count: not the zeros before the first letter, so that `0.0.beta` is `0.beta`. */
function segmentsOf(version: string): readonly Segment[] {
  const segments = (version.replaceAll('-', '.pre.').match(/[0-9]+|[a-zA-Z]+/g) ?? []).map((run) => {
    const isNumber = run.charCodeAt(0) <= 0x39;
    return { text: isNumber ? run.replace(/^0+/, '') : run, isNumber };
  });
  const letters = segments.findIndex(({ isNumber }) => !isNumber);
  if (letters < 0) return segments;
  let numbers = letters;
  while (numbers > 0 && segments[numbers - 1]!.text === '') numbers--;
  segments.splice(numbers, letters - numbers);
  return segments;
}

function compareSegments(a: Segment, b: Segment): number {
  if (a.isNumber !== b.isNumber) return a.isNumber ? 1 : -1;
  if (a.isNumber && a.text.length !== b.text.length) return a.text.length - b.text.length;
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
}
