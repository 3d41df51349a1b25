/** What the two printers share: TypeScript source in the form that biome gives it. */

const width = 120;

/** A text as a literal in single quotes. */
export function quote(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}

/** A name as a property key: quoted only if it must be. */
export function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);
}

/**
 * A value as a literal: on one line if it ends before column 120 when it begins at `column`, else one part to a line,
 * the parts two columns deeper than `indent`. Undefined members are left out.
 */
export function literal(value: unknown, indent: number, column: number): string {
  const flat = oneLine(value);
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return flat;
  if (column + flat.length < width) return flat;
  const deeper = ' '.repeat(indent + 2);
  const parts = Array.isArray(value)
    ? value.map((item) => literal(item, indent + 2, indent + 2))
    : members(value).map(([name, item]) => {
        const head = `${key(name)}: `;
        return head + literal(item, indent + 2, indent + 2 + head.length);
      });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.map((part) => `${deeper}${part},\n`).join('')}${' '.repeat(indent)}${close}`;
}

/** `export type Name = 'a' | 'b';`, on one line if it fits. */
export function union(name: string, values: readonly string[]): string {
  const flat = `export type ${name} = ${values.map(quote).join(' | ')};`;
  if (flat.length <= width) return flat;
  return `export type ${name} =\n${values.map((value) => `  | ${quote(value)}`).join('\n')};`;
}

function oneLine(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (value instanceof RegExp) return value.toString();
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const parts = members(value).map(([name, item]) => `${key(name)}: ${oneLine(item)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

function members(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined);
}
