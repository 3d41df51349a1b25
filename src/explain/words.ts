/** How explanations write numbers, times, names and lines. Nothing here throws, whatever it is given. */

const kilo = 1000;
const units = ['kB', 'MB', 'GB', 'TB'];
const longestName = 200;
const columns = 100;
const latestMoment = 8.64e15; // milliseconds: the last one that a Date can be

/** A size as people say it: `1 byte`, `512 bytes`, `1.5 kB`. */
export function size(bytes: number): string {
  if (bytes < kilo) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  let value = bytes / kilo;
  let unit = 0;
  while (value >= kilo - 0.05 && unit < units.length - 1) {
    value /= kilo;
    unit++;
  }
  return `${value.toFixed(1).replace(/\.0$/, '')} ${units[unit]}`;
}

/** A span of time in hours, minutes and seconds: `3 minutes`, `1 hour 30 minutes`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const parts = [
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => counted(count, unit));
  return said.length === 0 ? '0 seconds' : said.join(' ');
}

/** A moment, in UTC. */
export function moment(milliseconds: number): string {
  if (!(Math.abs(milliseconds) <= latestMoment)) return String(milliseconds);
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** `1 version`, `2 versions`, `no versions`. */
export function counted(count: number, noun: string): string {
  const many = /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return count === 1 ? `1 ${noun}` : `${count === 0 ? 'no' : count} ${many}`;
}

/** `1st`, `2nd`, `11th`. */
export function ordinal(position: number): string {
  const isTeen = position % 100 >= 11 && position % 100 <= 13;
  return position + (isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][position % 10] ?? 'th'));
}

/** Names joined as in a sentence; of many only the first, and how many more there are. */
export function series(names: readonly string[], most = 12): string {
  const rest = names.length - most;
  const said =
    rest > 0 ? [...names.slice(0, most).map((name) => plain(name)), `${rest} more`] : names.map((name) => plain(name));
  return said.length < 2 ? (said[0] ?? 'none') : `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`;
}

/** A name as one line of text: control characters and halves of characters are made visible, what is long is cut. */
export function plain(text: string, most = longestName): string {
  const short = text.length > most ? `${text.slice(0, most)}…` : text;
  return short.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd');
}

/** A line broken between words before column 100; what follows stands under the first word of its entry. */
export function wrapped(line: string): string {
  const indent = ' '.repeat(/^ *(?:- |\d+\. )?/.exec(line)![0].length);
  const lines: string[] = [];
  for (const word of line.split(/(?<=\S)(?= )/)) {
    const last = lines.length - 1;
    if (last >= 0 && lines[last]!.length + word.length <= columns) lines[last] += word;
    else lines.push(last < 0 ? word : indent + word.trimStart());
  }
  return lines.join('\n');
}
