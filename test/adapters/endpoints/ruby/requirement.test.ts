import { expect, test } from 'vitest';
import { demandsIn, textOf } from '../../../../src/adapters/endpoints/ruby/requirement';

test.each([
  ['>= 2.0, < 4', '>= 2.0, < 4'],
  ['>=2.0,<4', '>= 2.0, < 4'],
  ['~> 1.4', '~> 1.4'],
  ['1.0', '= 1.0'],
  ['!= 1.0.a', '!= 1.0.a'],
  ['', '>= 0'],
])('the requirement %j reads %j', (text, read) => expect(textOf(demandsIn(text)!)).toBe(read));

test.each(['=> 1', '>= ', 'x', '1,', '>= 1&< 2', '>= 1|', '^1', '>= 1\n2'])('%j is no requirement', (text) => {
  expect(demandsIn(text)).toBeUndefined();
});
