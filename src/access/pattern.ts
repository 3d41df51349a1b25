import { ShapeError } from '../model/codec';
import type { AccessRequest } from './decision';

/** Whether a text is what a policy means, in a request with these condition keys. */
export type Pattern = (text: string, request: Pick<AccessRequest, 'conditions'>) => boolean;

/** How a text of a policy is read. */
export interface Reading {
  /**
   * What `*` and `?` stand for: nothing but themselves; any characters; those of one of the six segments of an ARN
   * (IAM-55); or the same, but that a `*` at the end of a segment runs over colons too (IAM-11).
   */
  readonly wildcards: 'none' | 'text' | 'segments' | 'resource';
  /** Whether `${key}` is replaced (IAM-56). */
  readonly variables?: boolean;
  /** Whether case is of no account: texts are then given in lower case. */
  readonly folded?: boolean;
}

/** Reads the texts of an element: one of them must match. Throws a ShapeError for a malformed variable. */
export function patternOf(texts: readonly string[], reading: Reading): Pattern {
  const plain: string[] = []; // mostly one or two: to compare them is less than to hash an ARN
  const others: Pattern[] = [];
  for (const source of texts) {
    const text = reading.folded ? source.toLowerCase() : source;
    const characters = charactersOf(text, reading);
    if (typeof characters === 'string') plain.push(characters);
    else others.push(isFilled(characters) ? fixed(characters) : changing(characters, reading));
  }
  if (others.length === 0) return (text) => plain.includes(text);
  if (texts.length === 1) return others[0]!;
  return (text, request) => {
    // By index: a search for each statement of each policy comes here.
    for (let i = 0; i < plain.length; i++) if (plain[i] === text) return true;
    for (let i = 0; i < others.length; i++) if (others[i]!(text, request)) return true;
    return false;
  };
}

/** A variable, replaced when a request comes. */
interface Variable {
  /** The name of its condition key in lower case. */
  readonly key: string;
  readonly otherwise?: string;
}

// A pattern is a list of code points, of wildcards, which are negative, and of variables.
const any = -1;
const anyInSegment = -2;
const one = -3;
const oneInSegment = -4;
const colon = 0x3a;

const isFilled = (characters: readonly (number | Variable)[]): characters is readonly number[] =>
  characters.every((character) => typeof character === 'number');

const tokens = /\$\{(?:([*?$])|([^\s,{}]+)(?:, *'([^']*)')?)\}|./gsu;

/** The pattern that a text is, or the text that alone matches it. */
function charactersOf(text: string, { wildcards, variables }: Reading): readonly (number | Variable)[] | string {
  const hasVariables = variables && text.includes('${');
  if (!hasVariables && (wildcards === 'none' || !/[*?]/.test(text))) return text;
  const found = hasVariables ? [...text.matchAll(tokens)] : [...text].map((character) => [character]);
  let colons = 0;
  return found.map(([token, special, key, otherwise], index) => {
    if (key !== undefined) return { key: key.toLowerCase(), otherwise };
    const next = found[index + 1]?.[0];
    if (hasVariables && token === '$' && next === '{') throw new ShapeError(`'${text}' has a malformed variable`);
    if (token === ':') colons += 1;
    const character = (special ?? token!).codePointAt(0)!;
    if (wildcards === 'none') return character;
    const isBound = wildcards !== 'text' && colons < 5;
    if (token === '?') return isBound ? oneInSegment : one;
    if (token !== '*') return character;
    const runsOver = wildcards === 'resource' && (next === ':' || next === undefined);
    return isBound && !runsOver ? anyInSegment : any;
  });
}

/** A pattern without variables. */
function fixed(characters: readonly number[]): Pattern {
  const wildcard = characters.findIndex((character) => character < 0);
  const start = wildcard < 0 ? characters : characters.slice(0, wildcard);
  const rest = characters.slice(start.length);
  const prefix = start.map((character) => String.fromCodePoint(character)).join('');
  if (rest.length === 1 && rest[0] === any) return (text) => text.startsWith(prefix);
  return (text) => text.startsWith(prefix) && fits(rest, text, prefix.length);
}

/** A pattern with variables, which matches nothing when a key is absent or has several values (IAM-56). */
function changing(characters: readonly (number | Variable)[], { folded }: Reading): Pattern {
  return (text, { conditions }) => {
    const filled: number[] = [];
    for (const character of characters) {
      if (typeof character === 'number') {
        filled.push(character);
        continue;
      }
      const value = conditions.get(character.key) ?? character.otherwise;
      if (typeof value !== 'string') return false;
      for (const each of folded ? value.toLowerCase() : value) filled.push(each.codePointAt(0)!);
    }
    return fits(filled, text, 0);
  };
}

/**
 * Whether a text, from a position on, fits a pattern without variables. A wildcard takes no more than what lets the
 * next characters fit; when they do not, the last one takes one character more, one of a segment only up to a colon,
 * and then the last that runs over colons. Those before need no other try: what they took is the least already.
 */
function fits(pattern: readonly number[], text: string, start: number): boolean {
  let at = 0;
  let position = start;
  let freeAt = -1;
  let freePosition = 0;
  let boundAt = -1;
  let boundPosition = 0;
  for (;;) {
    const character = pattern[at];
    const found = position < text.length ? text.codePointAt(position) : undefined;
    if (character === undefined && found === undefined) return true;
    if (character === any) {
      if (at === pattern.length - 1) return true;
      freeAt = at;
      freePosition = position;
      boundAt = -1;
      at += 1;
    } else if (character === anyInSegment) {
      boundAt = at;
      boundPosition = position;
      at += 1;
    } else if (found !== undefined && isAt(character, found)) {
      at += 1;
      position += found > 0xffff ? 2 : 1;
    } else if (boundAt >= 0 && boundPosition < text.length && text.charCodeAt(boundPosition) !== colon) {
      boundPosition += 1;
      at = boundAt + 1;
      position = boundPosition;
    } else if (freeAt >= 0 && freePosition < text.length) {
      freePosition += 1;
      boundAt = -1;
      at = freeAt + 1;
      position = freePosition;
    } else {
      return false;
    }
  }
}

const isAt = (character: number | undefined, found: number): boolean =>
  character === found || character === one || (character === oneInSegment && found !== colon);
