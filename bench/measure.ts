/** Two ways to do a thing, timed in turn so that both meet the same noise. */
export interface Pair {
  readonly name: string;
  /** The most that `ours` may take, as a multiple of `theirs`. */
  readonly atMost: number;
  readonly ours: (i: number) => unknown;
  readonly theirs: (i: number) => unknown;
  /** Calls in one round of either. */
  readonly calls: number;
}

export interface Row {
  readonly name: string;
  readonly ratio: number;
  readonly atMost: number;
  readonly ours: number;
  readonly theirs: number;
}

const rounds = 15;

/** The ratio of the medians of several rounds, after a round of warming up; times are microseconds a call. */
export function compare({ name, atMost, ours, theirs, calls }: Pair): Row {
  const times: [number[], number[]] = [[], []];
  let next = 0;
  for (let round = -2; round < rounds; round++) {
    for (const [i, run] of [ours, theirs].entries()) {
      const started = performance.now();
      for (let call = 0; call < calls; call++) run(next + call);
      if (round >= 0) times[i as 0 | 1].push(((performance.now() - started) * 1000) / calls);
    }
    next += calls;
  }
  const [own, other] = times.map(median) as [number, number];
  return { name, ratio: own / other, atMost, ours: own, theirs: other };
}

export const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** The rows as one table. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map(({ name, ratio, atMost, ours, theirs }) => [
    name,
    ratio.toFixed(2),
    String(atMost),
    ratio <= atMost ? 'yes' : 'NO',
    ours.toFixed(2),
    theirs.toFixed(2),
  ]);
  const lines = [['what', 'ratio', 'at most', 'met', 'ours, us', 'theirs, us'], ...cells];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line) => line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '))
    .join('\n');
}
