import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonFault } from '../../../src/adapters/world/json-fault';

test.each([
  ['', 0, 'a value'],
  [' \n x', 3, 'a value'],
  ['account: "x"', 0, 'a value'],
  ['{"a": 1,}', 8, 'a name in double quotes'],
  ['{a: 1}', 1, 'a name or }'],
  ["{'a': 1}", 1, 'a name or }'],
  ['{"a" 1}', 5, ':'],
  ['{"a": }', 6, 'a value'],
  ['{"a": 1 "b": 2}', 8, ', or the end'],
  ['{"a": 1]', 7, ', or the end'],
  ['[1 2]', 3, ', or the end'],
  ['[1,]', 3, 'a value'],
  ['[,]', 1, 'a value or ]'],
  ['[1', 2, ', or the end'],
  ['"a\nb"', 0, 'a value'],
  ['{} {}', 3, 'no more'],
  ['01', 0, 'a value'],
] as const)('%j stops being JSON at %i, where %s is expected', (text, offset, expected) => {
  expect(jsonFault(text)).toEqual({ offset, expected });
});

test('what is JSON ends where nothing more is expected, whatever is cut off or put in elsewhere', () => {
  const isJson = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.nat(3),
      fc.nat(),
      fc.nat(3),
      fc.constantFrom('', ',', '}', ']', '"', ':', '1', '\\', '.', '-', 'e', '\u0001', ' '),
      (value, indent, at, cut, put) => {
        const whole = JSON.stringify(value, null, indent);
        const place = at % (whole.length + 1);
        const text = whole.slice(0, place) + put + whole.slice(place + cut);
        const { offset, expected } = jsonFault(text);
        expect([text, expected === 'no more' && offset === text.length]).toEqual([text, isJson(text)]);
      },
    ),
    { numRuns: 2000 },
  );
});
