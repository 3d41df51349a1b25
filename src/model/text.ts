/**
 * A value as JSON in ASCII bytes, other characters escaped: the form in which the core hashes its own texts and writes
 * page tokens. It is defined for every string, also with lone surrogates, and needs no encoder of the host.
 */
export function asciiJson(value: unknown): Uint8Array {
  const text = JSON.stringify(value);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7e) return asciiBytes(text.replace(/[\u007f-\uffff]/g, escaped));
    bytes[i] = code;
  }
  return bytes;
}

const asciiBytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Whether a text is made of these parts in this order, with any characters between them. */
export function hasParts([first = '', ...rest]: readonly string[], text: string): boolean {
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at); // the earliest place leaves the most for what follows
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length && text.endsWith(last);
}
