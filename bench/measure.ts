/** Two ways to do a thing, timed in turn so that both meet the same noise. */
export interface Pair {
  readonly name: string;
  /** The most that `ours` may take, as a multiple of `theirs`; left out for what is only told. */
  readonly atMost?: number;
  readonly ours: (i: number) => unknown;
  readonly theirs: (i: number) => unknown;
}

export interface Row {
  readonly name: string;
  readonly ratio: number;
  readonly atMost?: number;
  readonly ours: number;
  readonly theirs: number;
}

const rounds = 15;
/** How long both are run before they are timed, and how long a round of either takes, in milliseconds. */
const warming = 500;
const roundTime = 30;

/**
 * The ratio of the medians of several rounds, taken in turn after a time of warming up; times are microseconds a call.
 */
export function compare({ name, atMost, ours, theirs }: Pair): Row {
  const runs = [ours, theirs] as const;
  const calls = runs.map((run) => Math.max(10, Math.ceil(roundTime / warm(run))));
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    for (const [i, run] of runs.entries()) times[i as 0 | 1].push(timed(run, calls[i]!, round * calls[i]!) * 1000);
  }
  const [own, other] = times.map(median) as [number, number];
  return { name, ratio: own / other, atMost, ours: own, theirs: other };
}

/** Runs it for a while, and gives about how many milliseconds a call takes then. */
function warm(run: (i: number) => unknown): number {
  const started = performance.now();
  let calls = 0;
  while (performance.now() - started < warming) for (let i = 0; i < 50; i++) run(calls++);
  return timed(run, 200, calls);
}

/** Milliseconds a call, of so many calls from the `first` on. */
function timed(run: (i: number) => unknown, calls: number, first: number): number {
  const started = performance.now();
  for (let i = first; i < first + calls; i++) run(i);
  return (performance.now() - started) / calls;
}

export const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** The rows as one table. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map(({ name, ratio, atMost, ours, theirs }) => [
    name,
    ratio.toFixed(2),
    atMost === undefined ? '-' : String(atMost),
    atMost === undefined ? '-' : ratio <= atMost ? 'yes' : 'NO',
    ours.toFixed(2),
    theirs.toFixed(2),
  ]);
  const lines = [['what', 'ratio', 'at most', 'met', 'ours, us', 'theirs, us'], ...cells];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line) => line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '))
    .join('\n');
}
