/**
 * What the rulebook says of package groups, on plain texts. It shares no code with src, and is made in another way: a
 * pattern is read into regular expressions of namespace and name, and who is whose ancestor is found by trying all
 * packages of a small universe.
 */
export type Mode = 'ALLOW' | 'BLOCK' | 'INHERIT' | 'ALLOW_SPECIFIC_REPOSITORIES';
export type Type = 'EXTERNAL_UPSTREAM' | 'INTERNAL_UPSTREAM' | 'PUBLISH';

/** A package by format, namespace (empty: none) and name. */
export type PlainPackage = readonly [format: string, namespace: string, name: string];

export interface PlainGroup {
  readonly pattern: string;
  readonly modes: Readonly<Record<Type, Mode>>;
  readonly lists: Readonly<Record<Type, readonly string[]>>;
}

const escaped = (text: string): string =>
  text.replace(/[^a-zA-Z0-9]/gu, (c) => `\\u{${c.codePointAt(0)!.toString(16)}}`);

/** GRP-56, GRP-57, GRP-58, GRP-60, GRP-61: what a part of a package must look like for a part of a pattern. */
function formOf(part: string, suffix: string): RegExp {
  const rest = { $: '$', '~': '(?![\\p{L}\\p{N}\\p{M}])', '*': '' }[suffix];
  return new RegExp(`^${escaped(part)}${rest}`, 'u');
}

/** GRP-34: format, namespace and name, as far as a pattern has them; what it leaves open may be anything. */
function matcher(pattern: string, view: (text: string) => string): (item: PlainPackage) => boolean {
  const suffix = pattern.at(-1)!;
  const parts = pattern.slice(1, -1).split('/');
  const [format, ...texts] = parts;
  if (parts.length === 1) return () => true; // the root
  const forms = texts.map((text, index) => formOf(view(text), index < texts.length - 1 ? '$' : suffix));
  return ([ownFormat, ...own]) => ownFormat === format && forms.every((form, index) => form.test(view(own[index]!)));
}

const unchanged = (text: string): string => text;

/** The few letters of the universe that look like others, or that fold into others (GRP-65, GRP-66). */
const looks: Readonly<Record<string, string>> = { а: 'a', А: 'a', ß: 'ss', ẞ: 'ss', ſ: 's' };

/** GRP-63. */
export const weak = (text: string): string =>
  [...text.replaceAll(/[._-]{1,}/g, '.')].map((letter) => looks[letter] ?? letter.toLowerCase()).join('');

export const matchesStrongly = (pattern: string, item: PlainPackage): boolean => matcher(pattern, unchanged)(item);
const matchesWeakly = (pattern: string, item: PlainPackage): boolean => matcher(pattern, weak)(item);

/** GRP-70 to GRP-73: the group of a package, as pattern and strength. */
export function groupOf(patterns: readonly string[], item: PlainPackage): readonly [string, 'STRONG' | 'WEAK'] {
  const candidates = patterns.flatMap((pattern) => {
    const strong = matchesStrongly(pattern, item);
    return strong || matchesWeakly(pattern, item)
      ? [{ pattern, strong, length: weak(pattern.slice(0, -1)).length }]
      : [];
  });
  const [first] = candidates.sort(
    (a, b) =>
      b.length - a.length ||
      Number(b.pattern.endsWith('$')) - Number(a.pattern.endsWith('$')) ||
      Number(b.strong) - Number(a.strong) ||
      (a.pattern < b.pattern ? -1 : 1),
  );
  return [first!.pattern, first!.strong ? 'STRONG' : 'WEAK'];
}

/** GRP-81: every package of the universe that one matches strongly, the other does too. */
function isAncestor(ancestor: string, pattern: string, universe: readonly PlainPackage[]): boolean {
  if (ancestor === pattern) return false;
  const [above, below] = [matcher(ancestor, unchanged), matcher(pattern, unchanged)];
  return universe.every((item) => above(item) || !below(item));
}

/** GRP-81, GRP-82: the ancestors of a pattern, the nearest first: those that have more lie farther. */
export function ancestorsOf(patterns: readonly string[], pattern: string, universe: readonly PlainPackage[]): string[] {
  const ancestors = patterns.filter((other) => isAncestor(other, pattern, universe));
  const size = (other: string): number => universe.filter(matcher(other, unchanged)).length;
  return ancestors.sort((a, b) => size(a) - size(b));
}

/** GRP-88, GRP-89, GRP-93: the group whose own restriction of a type takes effect. */
export function sourceOf(
  groups: ReadonlyMap<string, PlainGroup>,
  pattern: string,
  type: Type,
  universe: readonly PlainPackage[],
): PlainGroup {
  const line = [pattern, ...ancestorsOf([...groups.keys()], pattern, universe)].map((each) => groups.get(each)!);
  return line.find(({ modes }) => modes[type] !== 'INHERIT')!;
}

/** ORG-44, GRP-75: whether the group of a package lets versions come into a repository in this way. */
export function lets(
  groups: ReadonlyMap<string, PlainGroup>,
  item: PlainPackage,
  type: Type,
  repository: string,
  universe: readonly PlainPackage[],
): boolean {
  const [pattern, strength] = groupOf([...groups.keys()], item);
  if (strength === 'WEAK') return false;
  const { modes, lists } = sourceOf(groups, pattern, type, universe);
  return modes[type] === 'ALLOW' || (modes[type] !== 'BLOCK' && lists[type].includes(repository));
}
