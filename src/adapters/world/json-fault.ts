/** What may come next in a JSON text. */
type Expected =
  | 'a value'
  | 'a value or ]'
  | 'a name in double quotes'
  | 'a name or }'
  | ':'
  | ', or the end'
  | 'no more';

const tokens = [
  /(?<text>"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")/,
  /(?<plain>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![0-9])|true|false|null)/,
  /(?<mark>[{}[\],:])/,
];
const token = new RegExp(`[ \\t\\r\\n]*(?:${tokens.map(({ source }) => source).join('|')})`, 'y');

/** Where a text stops being JSON, and what would have to stand there. Engines tell it each in its own way, or not. */
export function jsonFault(text: string): { readonly offset: number; readonly expected: Expected } {
  const open: string[] = [];
  let expected: Expected = 'a value';
  let end = 0;
  for (;;) {
    token.lastIndex = end;
    const found = token.exec(text);
    const next: Expected | null | undefined = found && after(expected, found.groups!, open);
    if (!next) {
      const gap = /[ \t\r\n]*/y;
      gap.lastIndex = end;
      return { offset: end + gap.exec(text)![0].length, expected };
    }
    expected = next;
    end = token.lastIndex;
  }
}

/** What may come after a token; undefined when it may not stand there. */
function after(
  expected: Expected,
  { text, plain, mark }: Readonly<Record<string, string | undefined>>,
  open: string[],
): Expected | undefined {
  const isValue = expected === 'a value' || expected === 'a value or ]';
  const isName = expected === 'a name in double quotes' || expected === 'a name or }';
  const done = (): Expected => (open.length > 0 ? ', or the end' : 'no more');
  if (isValue && (text !== undefined || plain !== undefined)) return done();
  if (isName && text !== undefined) return ':';
  if (expected === ':' && mark === ':') return 'a value';
  if (isValue && (mark === '{' || mark === '[')) {
    open.push(mark);
    return mark === '{' ? 'a name or }' : 'a value or ]';
  }
  const inner = open.at(-1);
  if (expected === ', or the end' && mark === ',') return inner === '{' ? 'a name in double quotes' : 'a value';
  const closes = mark === (inner === '{' ? '}' : ']');
  if (closes && (expected === ', or the end' || expected === 'a name or }' || expected === 'a value or ]')) {
    open.pop();
    return done();
  }
  return undefined;
}
