import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { confusables } from '../../src/package-groups/confusables';
import { weakForm } from '../../src/package-groups/weak-form';

const isWord = (character: string): boolean => /^[\p{L}\p{N}\p{M}]$/u.test(character);

test.each([
  ['foo-bar', 'foo.bar', 'foo..bar', 'foo_bar', 'FOO-_.bar'],
  ['STRASSE', 'straße', 'strasse'],
  ['my-package', 'my-pаckage', 'MY.PАCKAGE'],
  ['ρуthon', 'python', 'PYTHON'],
  ['scope', 'ѕсоре', 'ᏚᏟope'],
])('GRP-63, GRP-65, GRP-66: %s, %s and the others have one weak form', (...texts) => {
  expect(new Set(texts.map(weakForm)).size).toBe(1);
});

test.each([
  ['foobar', 'foo-bar'],
  ['0', 'o'],
  ['1', 'l'],
  ['rn', 'm'],
  ['I', 'l'],
  ['vv', 'w'],
  ['foo', 'foo-'],
  ['𝐚', 'a'],
  ['٠', 'o'],
])('GRP-63, GRP-66: %s and %s have different weak forms', (one, other) => {
  expect(weakForm(one)).not.toBe(weakForm(other));
});

test('GRP-63: the steps are taken in their order: what case folding brings is confused, not what it takes away', () => {
  expect(weakForm('Н')).toBe(weakForm('н')); // Cyrillic: the capital alone looks like a Latin one
  expect(weakForm('Н')).not.toBe(weakForm('H'));
  expect(weakForm('ꭺ')).toBe('a'); // Cherokee is folded to capitals
});

describe('GRP-66: the letters that are taken for Latin ones', () => {
  const letters = Object.values(confusables).flatMap((text) => [...text]);

  test('are letters of other scripts, each once, and none of ASCII', () => {
    expect(new Set(letters).size).toBe(letters.length);
    expect(letters.filter((letter) => !/^\p{L}$/u.test(letter) || /[\p{Script=Latin}\0-\x7f]/u.test(letter))).toEqual(
      [],
    );
  });

  test('stand for Latin letters', () => {
    const latin = /^[\p{Script=Latin}]{1,2}$/u;
    expect(Object.keys(confusables).filter((key) => !latin.test(key) || !/^\p{L}+$/u.test(key))).toEqual([]);
  });

  test.each([
    ['a', 'аα'],
    ['e', 'е'],
    ['i', 'іι'],
    ['o', 'оοօ'],
    ['p', 'рρ'],
    ['s', 'ѕ'],
    ['x', 'х'],
    ['y', 'уγ'],
  ])('%s: those of Cyrillic, Greek and Armenian are among them', (latin, others) => {
    for (const letter of others) expect(weakForm(letter)).toBe(latin);
  });
});

test('GRP-63: the weak form of a weak form is the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(weakForm(weakForm(text))).toBe(weakForm(text));
    }),
    { numRuns: 500 },
  );
});

test('GRP-67: every character keeps its part of a word, at both ends of what it becomes', () => {
  const wrong: string[] = [];
  for (let code = 0; code < 0x11_0000; code++) {
    if (code > 0xd7ff && code < 0xe000) continue;
    const character = String.fromCodePoint(code);
    const weak = [...weakForm(character)];
    if (weak.some((each) => isWord(each) !== isWord(character))) wrong.push(character);
  }
  expect(wrong).toEqual([]);
});
