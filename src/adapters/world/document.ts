import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  Parser,
  visit,
} from 'yaml';
import type { Locate } from '../../simulator/world/source';
import { WorldError } from '../../simulator/world/world';

/** How often anchors may be repeated in all, so that a short text does not stand for an endless one. */
const maxAliasCount = 100;

/** A text as YAML 1.2 with the positions of all that stands in it. */
export class WorldDocument {
  readonly #name: string;
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed;
  readonly #isOne: boolean;

  constructor(name: string, text: string) {
    this.#name = name;
    const tokens = [...new Parser(this.#lines.addNewLine).parse(text)];
    const deep = tooDeep(tokens);
    if (deep !== undefined) throw new WorldError([], 'no world: too deeply nested', undefined, this.#at(deep));
    const composer = new Composer({
      schema: 'core', // also under %YAML 1.1: no dates, no merging of maps, no `yes`
      merge: false,
      resolveKnownTags: false,
      uniqueKeys: false, // would compare each key with each; see #checkKeys
      keepSourceTokens: false,
    });
    const [document, another] = composer.compose(tokens, true, text.length);
    this.#document = document!;
    this.#isOne = another === undefined;
  }

  /** The value. Throws a WorldError with the position of what is wrong, or is not what it seems to be. */
  value(): unknown {
    this.checkSyntax();
    visit(this.#document, {
      Map: (_, map, path) => this.#checkKeys(map.items, path as readonly Node[]),
      Alias: (_, alias, path) => {
        const { source } = alias;
        const anchored = alias.resolve(this.#document);
        if (!anchored) this.#fail(alias, `there is no &${source} before *${source}`);
        if (path.includes(anchored)) this.#fail(alias, `*${source} stands within &${source}`);
      },
    });
    try {
      return this.#document.toJS({ maxAliasCount });
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      return this.#failAtAlias(`anchors are repeated more than ${maxAliasCount} times`);
    }
  }

  /** Throws a WorldError for the first fault of syntax. */
  checkSyntax(): void {
    const [fault] = [...this.#document.errors, ...this.#document.warnings];
    const end = this.#document.range[2];
    if (!this.#isOne) throw new WorldError([], 'one world is one document of YAML', undefined, this.#at(end));
    if (fault) throw new WorldError([], `no YAML: ${fault.message}`, undefined, this.#at(fault.pos[0]));
  }

  /** Where something stands: a collection is found by its name, a plain value by itself. */
  readonly locate: Locate = (path, member) => {
    let node: unknown = this.#document.contents;
    let position = startOf(node);
    for (const step of member === undefined ? path : [...path, member]) {
      const inner = isAlias(node) ? node.resolve(this.#document) : node;
      const pair = isMap(inner) ? inner.items.find(({ key }) => nameOf(key) === String(step)) : undefined;
      node = pair ? pair.value : isSeq(inner) ? inner.items[Number(step)] : undefined;
      if (!node && !pair) break;
      position = pair && (step === member || !isWritten(node)) ? startOf(pair.key) : startOf(node);
    }
    return this.#at(position);
  };

  #checkKeys(pairs: readonly Pair[], path: readonly Node[]): void {
    const seen = new Set<string>();
    for (const pair of pairs) {
      const { key } = pair;
      const fault = keyFault(pair) ?? (seen.has(nameOf(key)!) ? `'${nameOf(key)}' stands here twice` : undefined);
      if (fault) this.#fail(key, fault, path);
      seen.add(nameOf(key)!);
    }
  }

  #failAtAlias(problem: string): never {
    let first: unknown;
    visit(this.#document, {
      Alias: (_, alias) => {
        first = alias;
        return visit.BREAK;
      },
    });
    return this.#fail(first, problem);
  }

  #fail(node: unknown, problem: string, path: readonly Node[] = []): never {
    throw new WorldError(stepsOf(path), problem, undefined, this.#at(startOf(node)));
  }

  #at(position: number): string {
    const { line, col } = this.#lines.linePos(position);
    return `${this.#name}:${line}:${col}`;
  }
}

/** Deeper than any world: what follows is by recursion. */
const maxDepth = 100;

/** Where the nesting becomes too deep, if it does. */
function tooDeep(tokens: readonly CST.Token[]): number | undefined {
  const open = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    if (depth > maxDepth) return token.offset;
    const inner =
      'items' in token ? token.items.flatMap(({ key, value }) => [key, value]) : 'value' in token && [token.value];
    for (const each of inner || []) if (each) open.push({ token: each, depth: depth + 1 });
  }
  return undefined;
}

/** Why something cannot be the name of a member; undefined when it can. */
function keyFault({ key, value }: Pair): string | undefined {
  if (!isScalar(key)) return 'a name is a text, not a list or a map';
  const isMerge = key.value === '<<' && key.type === 'PLAIN' && !isScalar(value);
  if (isMerge) return 'YAML 1.2 has no merge keys: a whole value can be repeated by *';
  if (typeof key.value === 'string') return undefined;
  const source = key.source || String(key.value);
  return `the name ${source} is no text: in quotes, "${source}", it is`;
}

/** Whether it is a plain value of which something can be seen. */
const isWritten = (node: unknown): boolean => isScalar(node) && (node.range?.[0] ?? 0) < (node.range?.[1] ?? 0);

const nameOf = (key: unknown): string | undefined => (isScalar(key) ? String(key.value) : undefined);

/** The names that lead to the last of these nodes, of which each holds the next. */
const stepsOf = (path: readonly unknown[]): (string | number)[] =>
  path.flatMap((node, index): (string | number)[] => {
    if (isPair(node)) return [nameOf(node.key) ?? ''];
    return isSeq(node) && index + 1 < path.length ? [node.items.indexOf(path[index + 1])] : [];
  });

const startOf = (node: unknown): number => (node as Node | null | undefined)?.range?.[0] ?? 0;
