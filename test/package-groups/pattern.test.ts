import { expect, test } from 'vitest';
import { literalOf, matchingPatterns, pathOf, prefixPatterns } from '../../src/package-groups/pattern';

test('a path has an empty middle without namespace', () => {
  expect(pathOf({ format: 'npm', package: 'react' })).toBe('/npm//react');
  expect(pathOf({ format: 'npm', namespace: 'space', package: 'ui' })).toBe('/npm/space/ui');
});

test('GRP-34: a pattern is a literal text and a suffix', () => {
  expect(literalOf('/npm//a~b$')).toBe('/npm//a~b');
  expect(literalOf('/*')).toBe('/');
});

test('GRP-37 GRP-39 GRP-57 GRP-61: what matches a path ends after a word with ~, after anything else with *', () => {
  expect(matchingPatterns('/npm/a-b/É́1.x')).toEqual([
    '/npm/a-b/É́1.x$',
    '/npm/a-b/É́1.x~',
    '/npm/a-b/É́1.*',
    '/npm/a-b/É́1~',
    '/npm/a-b/*',
    '/npm/a-b~',
    '/npm/a-*',
    '/npm/a~',
    '/npm/*',
    '/npm~',
    '/*',
  ]);
});

test('GRP-37: a character beyond the basic plane is one, and a half of one is no letter', () => {
  expect(prefixPatterns('𐐨-')).toEqual(['𐐨-*', '𐐨~']);
  expect(prefixPatterns('\ud801')).toEqual(['\ud801*']);
});
