import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { counted, duration, moment, ordinal, plain, series, size, wrapped } from '../../src/explain/words';

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1 kB'],
  [1499, '1.5 kB'],
  [999_949, '999.9 kB'],
  [999_950, '1 MB'],
  [2_345_678, '2.3 MB'],
  [5e9, '5 GB'],
  [5e16, '50000 TB'],
])('%d bytes are %s', (bytes, text) => expect(size(bytes)).toBe(text));

test.each([
  [0, '0 seconds'],
  [1000, '1 second'],
  [180_000, '3 minutes'],
  [5_400_000, '1 hour 30 minutes'],
  [3_661_000, '1 hour 1 minute 1 second'],
])('%d milliseconds are %s', (milliseconds, text) => expect(duration(milliseconds)).toBe(text));

test.each([
  [1, '1st'],
  [2, '2nd'],
  [3, '3rd'],
  [4, '4th'],
  [11, '11th'],
  [12, '12th'],
  [21, '21st'],
  [112, '112th'],
])('%d in order is %s', (position, text) => expect(ordinal(position)).toBe(text));

test('a moment that no calendar has is printed as a number', () => {
  expect([moment(0), moment(Number.NaN), moment(1e20)]).toEqual([
    '1970-01-01 00:00:00 UTC',
    'NaN',
    '100000000000000000000',
  ]);
});

test('nouns are counted in their own plural', () => {
  const nouns = [counted(0, 'version'), counted(1, 'version'), counted(2, 'more repository')];
  expect(nouns).toEqual(['no versions', '1 version', '2 more repositories']);
});

describe('names', () => {
  test('are joined, and cut when they are many', () => {
    const lists = [[], ['a'], ['a', 'b'], ['a', 'b', 'c', 'd']].map((names) => series(names, 2));
    expect(lists).toEqual(['none', 'a', 'a and b', 'a, b and 2 more']);
  });

  test('stay on one line, whatever is in them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 220 }), (text) => {
        expect(plain(text)).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}]{0,201}$/u);
      }),
      { numRuns: 20 },
    );
  });
});

test('a line is broken between words only, before column 100 where it can be, and nothing is lost', () => {
  const word = fc.stringMatching(/^[a-z]{1,30}$/);
  fc.assert(
    fc.property(fc.constantFrom('', '  ', '  - ', '  12. '), fc.array(word, { minLength: 1 }), (start, words) => {
      const text = wrapped(start + words.join(' '));
      expect(text.replace(/\n */g, ' ')).toBe(start + words.join(' '));
      for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
      for (const line of text.split('\n').slice(1)) expect(line.search(/\S/)).toBe(start.length);
    }),
  );
});
