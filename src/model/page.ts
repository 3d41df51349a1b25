import { sha256 } from '@noble/hashes/sha2.js';
import { base64nopad } from '@scure/base';
import { invalid } from './errors';
import { asciiJson } from './text';

/** One page of a list, and the token of the next. */
export interface Page<Item> {
  readonly items: Item[];
  readonly nextToken?: string;
}

export interface PageRequest {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/**
 * A page of a list by keyset: the token names the last key that was given, so that what is there during the whole
 * traversal comes exactly once, whatever else comes and goes (API-34, API-35).
 *
 * `scope` is everything that selects the list (operation, repository, filters): a token of another scope is refused
 * (API-36). `after` gives the entries that follow a key, or all; those that `render` gives nothing for are left out.
 */
export function page<Value, Item>(
  request: PageRequest,
  defaultSize: number,
  scope: readonly unknown[],
  after: (key: string | undefined) => Iterable<readonly [string, Value]>,
  render: (value: Value, key: string) => Item | undefined,
): Page<Item> {
  const size = request.maxResults ?? defaultSize; // API-31
  const mark = request.nextToken === undefined ? undefined : markOf(scope);
  const start = mark === undefined ? undefined : readToken(request.nextToken!, mark);
  const items: Item[] = [];
  let last = '';
  for (const [key, value] of after(start)) {
    const item = render(value, key);
    if (item === undefined) continue;
    // API-37: a full page carries a token only when something follows it.
    if (items.length === size) return { items, nextToken: `${mark ?? markOf(scope)}.${printable(last)}` };
    items.push(item);
    last = key;
  }
  return { items };
}

/** A short digest of what selects the list. It begins with no hyphen, which a command line would take for an option. */
const markOf = (scope: readonly unknown[]): string => base64nopad.encode(sha256(asciiJson(scope)).subarray(0, 9));

function readToken(token: string, mark: string): string {
  if (!token.startsWith(`${mark}.`)) throw invalid('The pagination token does not belong to this request.');
  const key = token.slice(mark.length + 1);
  try {
    return key.replace(/(?:%[0-9A-F]{2})+/g, decodeURIComponent);
  } catch {
    throw invalid('The pagination token is malformed.');
  }
}

// A token has no white space (API-33), at most 2,000 characters, and goes through command lines, which take no NUL: so
// the key stands in it as it is, but for those.
const printable = (key: string): string => key.replace(/[\s\p{Cc}%]/gu, encodeURIComponent);
