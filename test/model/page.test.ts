import fc from 'fast-check';
import { expect, test } from 'vitest';
import { page } from '../../src/model/page';

const tokenAfter = (scope: readonly unknown[], key: string): string =>
  page(
    { maxResults: 1 },
    50,
    scope,
    () => [
      [key, 'first'],
      ['\uffff', 'second'],
    ],
    (value) => value,
  ).nextToken!;

const anyKey = fc.string({ unit: fc.oneof(fc.constantFrom('\0', '\u0001', ' ', '%', '-', 'é', '日'), fc.string()) });

test('API-33: a token can be given on a command line: it begins with no hyphen and has no white space, no NUL', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), anyKey, (scope, key) => {
      expect(tokenAfter(scope, key)).toMatch(/^[^-\s\p{Cc}][^\s\p{Cc}]+$/u);
    }),
  );
});

test('API-34: a token names the key after which the list goes on', () => {
  fc.assert(
    fc.property(anyKey, (key) => {
      const asked: (string | undefined)[] = [];
      const scope = ['ListPackages'];
      const after = (start: string | undefined): [] => {
        asked.push(start);
        return [];
      };
      page({ nextToken: tokenAfter(scope, key) }, 50, scope, after, () => undefined);
      expect(asked).toEqual([key]);
    }),
  );
});
