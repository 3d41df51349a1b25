import { expect, test } from 'vitest';
import { remembered } from '../../src/access/remembered';

test('a result is made once, and undefined each time', () => {
  const made: string[] = [];
  const lengthOf = remembered((text) => {
    made.push(text);
    return text === '' ? undefined : text.length;
  });
  expect(['a', 'bb', 'a', 'bb', '', ''].map(lengthOf)).toEqual([1, 2, 1, 2, undefined, undefined]);
  expect(made).toEqual(['a', 'bb', '', '']);
});

test('of very many only the last are kept', () => {
  const made: string[] = [];
  const itself = remembered((text) => {
    made.push(text);
    return text;
  });
  const texts = Array.from({ length: 250 }, (_, index) => `text ${index}`);
  for (const text of texts) expect(itself(text)).toBe(text);
  made.length = 0;
  expect(itself('text 249')).toBe('text 249');
  expect(itself('text 0')).toBe('text 0');
  expect(made).toEqual(['text 0']);
});
