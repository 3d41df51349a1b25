import { expect, test } from 'vitest';
import { isDeep, isJsonObject, jsonObjectIn } from '../../../src/adapters/endpoints/json-object';
import { onceForEach } from '../../../src/adapters/endpoints/once-for-each';

test.each([
  ['{"a":1}', { a: 1 }],
  ['{}', {}],
  ['[]', undefined],
  ['null', undefined],
  ['"{}"', undefined],
  ['{', undefined],
  [undefined, undefined],
])('%s is the object %j', (text, object) => {
  expect(jsonObjectIn(text)).toEqual(object);
});

test('an object is no list and no null', () => {
  expect([{}, [], null, 'a', 1].map(isJsonObject)).toEqual([true, false, false, false, false]);
});

test('a value is deep when something in it lies further in than so many levels', () => {
  expect([1, {}, { a: {} }, [[[]]]].map((value) => isDeep(value, 1))).toEqual([false, false, true, true]);
  expect([{ a: { b: 1 } }, { a: [{}] }].map((value) => isDeep(value, 2))).toEqual([false, true]);
});

test('what is read of a record is read once', () => {
  let readings = 0;
  const lengthOf = onceForEach(({ text }: { readonly text?: string }) => {
    readings += 1;
    return text?.length;
  });
  const [known, unknown] = [{ text: 'abc' }, {}];
  expect([lengthOf(known), lengthOf(known), lengthOf({ text: 'a' }), readings]).toEqual([3, 3, 1, 3 - 1]);
  expect([lengthOf(unknown), lengthOf(unknown), readings]).toEqual([undefined, undefined, 4]);
});
