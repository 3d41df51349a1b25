import { XMLParser } from 'fast-xml-parser';
import { Unreadable } from './unreadable';

/** A text that is no XML, or that goes beyond what a package's description is. */
export class BrokenXml extends Unreadable {}

/**
 * What an XML element holds: its children by name without namespace, its attributes by `@` and their name, and the text
 * between them as `#text`. Without prototype.
 */
export interface XmlElement {
  readonly [name: string]: XmlContent | readonly XmlContent[] | undefined;
}

/** An element without attributes and children is its text, trimmed. */
export type XmlContent = string | XmlElement;

/** The most bytes of a document. */
const mostOfDocument = 2 * 1024 * 1024;

/** The most elements that lie in one another. */
const deepest = 50;

/**
 * The root element of an XML document, under its name. An element whose name is one of `lists` is always in a list, of
 * the others that are repeated the first counts. Bytes are read by their byte order mark or the encoding that they
 * declare. A DOCTYPE is refused: there are no entities but the five of XML and characters by number. Throws a
 * BrokenXml.
 */
export function readXml(
  content: string | Uint8Array,
  { lists = [] }: { readonly lists?: readonly string[] } = {},
): XmlElement {
  if (content.length > mostOfDocument) throw new BrokenXml(`The XML has more than ${mostOfDocument} bytes`);
  const nodes = nodesOf(typeof content === 'string' ? content : textOf(content));
  const roots = nodes.filter((node) => !Object.hasOwn(node, '#text'));
  const document = elementOf(roots, undefined, new Set(lists));
  if (roots.length !== 1 || typeof document === 'string') throw new BrokenXml('The XML has not one root element');
  return document;
}

/** The text that is found in an element by the names of elements and attributes that lead to it; absent: undefined. */
export function textIn(element: XmlContent | undefined, ...path: readonly string[]): string | undefined {
  const found = contentIn(element, path);
  const text = typeof found === 'object' ? contentIn(found, ['#text']) : found;
  return typeof text === 'string' ? text : undefined;
}

/** The elements of a list that is found by the names that lead to it; absent: none. */
export function listIn(element: XmlContent | undefined, ...path: readonly string[]): readonly XmlContent[] {
  const last = contentIn(element, path.slice(0, -1));
  const found = typeof last === 'object' ? last[path.at(-1)!] : undefined;
  return Array.isArray(found) ? found : [];
}

function contentIn(element: XmlContent | undefined, path: readonly string[]): XmlContent | undefined {
  let found: XmlContent | undefined = element;
  for (const name of path) {
    const next: XmlElement[string] = typeof found === 'object' ? found[name] : undefined;
    found = isList(next) ? next[0] : next;
  }
  return found;
}

const isList = (content: XmlElement[string]): content is readonly XmlContent[] => Array.isArray(content);

/** As the parser gives them: one member of its own name with the children, and the attributes; or a text. */
type ParsedNode = { readonly ':@'?: Readonly<Record<string, string>> } & Readonly<Record<string, unknown>>;

function nodesOf(text: string): readonly ParsedNode[] {
  try {
    return parser.parse(text, true) as readonly ParsedNode[];
  } catch (error) {
    throw error instanceof BrokenXml ? error : new BrokenXml('The XML is not well-formed', { cause: error });
  }
}

const characters: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** What stands for a reference; one that means nothing stays as it is. */
function characterOf(reference: string, hexadecimal?: string, decimal?: string, name = ''): string {
  if (hexadecimal === undefined && decimal === undefined) return characters[name] ?? reference;
  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : reference;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: deepest,
  jPath: false,
  // The parser refuses names such as `constructor`, which would be dangerous in an object with a prototype. No name of
  // XML begins so; an empty element comes here twice.
  transformTagName: (name) => (name.startsWith('.') ? name : `.${name}`),
  entityDecoder: {
    decode: (text) => text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, characterOf),
    addInputEntities: () => {
      throw new BrokenXml('The XML has a DOCTYPE, which is not taken');
    },
    setExternalEntities: () => undefined,
    reset: () => undefined,
    setXmlVersion: () => undefined,
  },
});

function elementOf(
  nodes: readonly ParsedNode[],
  attributes: Readonly<Record<string, string>> | undefined,
  lists: ReadonlySet<string>,
): XmlContent {
  const element: Record<string, XmlContent | XmlContent[]> = Object.assign(Object.create(null), attributes);
  let text = '';
  let isPlain = attributes === undefined;
  for (const { ':@': own, ...node } of nodes) {
    const [key = '', children] = Object.entries(node)[0] ?? [];
    if (key === '#text') text += String(children);
    else {
      const name = key.slice(1);
      isPlain = false;
      if (element[name] !== undefined && !lists.has(name)) continue;
      const content = elementOf(children as readonly ParsedNode[], own, lists);
      const listed = element[name];
      if (!lists.has(name)) element[name] = content;
      else if (Array.isArray(listed)) listed.push(content);
      else element[name] = [content];
    }
  }
  if (isPlain) return text.trim();
  if (text.trim() !== '') element['#text'] = text.trim();
  return element;
}

/** The text of bytes: UTF-8, unless a byte order mark or the declaration says otherwise. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const start = String.fromCharCode(...bytes.subarray(0, 128));
  const [, encoding = 'utf-8'] = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start) ?? [];
  return decoderOf(encoding).decode(bytes);
}

/** Of an encoding that is not known, and of one of two bytes, which a text that was read so far has not, UTF-8. */
function decoderOf(encoding: string) {
  try {
    return new TextDecoder(/^utf-?16/i.test(encoding) ? 'utf-8' : encoding);
  } catch {
    return new TextDecoder();
  }
}
