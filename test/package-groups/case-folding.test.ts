import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseFolded } from '../../src/package-groups/case-folding';

test.each([
  ['STRASSE', 'strasse'],
  ['straße', 'strasse'],
  ['STRAẞE', 'strasse'],
  ['ΑΣ', 'ας'],
  ['ﬃ', 'ffi'],
  ['İ', 'i\u0307'],
  ['ΐ', 'ι\u0308\u0301'],
  ['\u212a', 'k'],
  ['ꭰ', 'Ꭰ'],
  ['ᏸ', 'Ᏸ'],
  ['𐐀', '𐐨'],
])('GRP-65: %s and %s have one folded form', (one, other) => {
  expect(caseFolded(one)).toBe(caseFolded(other));
});

test.each([
  ['ı', 'i'],
  ['I', 'l'],
  ['ß', 's'],
  ['Å', 'a'],
])('GRP-65: %s and %s have not', (one, other) => {
  expect(caseFolded(one)).not.toBe(caseFolded(other));
});

describe('GRP-65: of all characters', () => {
  const characters: string[] = [];
  for (let code = 0; code < 0x11_0000; code++) {
    if (code < 0xd800 || code > 0xdfff) characters.push(String.fromCodePoint(code));
  }

  test('those change that Unicode says are changed, and no others', () => {
    const decomposed = (text: string) => text.normalize('NFD');
    const wrong = characters.filter((character) => {
      const changes = decomposed(caseFolded(character)) !== decomposed(character);
      return changes !== /\p{Changes_When_Casefolded}/u.test(decomposed(character));
    });
    expect(wrong).toEqual([]);
  });

  test('one that becomes one other is equal to it in the eyes of regular expressions, which fold too', () => {
    const wrong = characters.filter((character) => {
      const folded = caseFolded(character);
      return folded !== character && [...folded].length === 1 && !new RegExp(`^${folded}$`, 'iu').test(character);
    });
    expect(wrong).toEqual([]);
  });

  test('what is folded stays so, and what it was in the other case', () => {
    const folded = (text: string) => caseFolded(text) === text;
    expect(characters.filter((character) => !folded(caseFolded(character)))).toEqual([]);
    const other = (text: string) => [text.toLowerCase(), text.toUpperCase()];
    const dotless = ['ı', 'I'];
    const wrong = characters.filter((character) =>
      other(character).some((text) => caseFolded(text) !== caseFolded(character)),
    );
    expect(wrong.filter((character) => !dotless.includes(character))).toEqual([]);
  });
});

test('GRP-65: a text is folded character by character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
      expect(caseFolded(one + other)).toBe(caseFolded(one) + caseFolded(other));
    }),
  );
});
