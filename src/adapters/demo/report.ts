/** Rows under a heading, in columns: the first to the left, the others to the right. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('  ')
      .trimEnd();
  const [heading, ...others] = rows;
  return [line(heading!), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('\n');
}

/** Whether all sizes of what is counted are known, or some, or none. */
export type Known = 'all' | 'some' | 'none';

/** A number of bytes as people read it: a lower bound when only some sizes are known, `unknown` when none is. */
export function bytes(count: number, known: Known): string {
  if (known === 'none') return 'unknown';
  const units = ['B', 'kB', 'MB', 'GB'];
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${known === 'some' ? '>= ' : ''}${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

/** A line on a terminal that is written over as work goes on; silent where there is no terminal. */
export function progressLine(
  output: { readonly isTTY?: boolean; write(text: string): unknown },
  what: string,
  total: number,
): (done: number) => void {
  if (!output.isTTY) return () => undefined;
  return (done) => {
    output.write(`\r${what} ${done}/${total}`);
    if (done === total) output.write(`\r${' '.repeat(what.length + 2 * String(total).length + 2)}\r`);
  };
}
