import { expect, test } from 'vitest';
import { bytesOf, textOf } from '../../src/adapters/request-body';

const bytes = new Uint8Array([1, 2, 3]);

test.each<[string, unknown]>([
  ['a Uint8Array', bytes],
  ['a view of other numbers', new Uint16Array(new Uint8Array([1, 2, 3, 4]).buffer)],
  ['an ArrayBuffer', bytes.buffer],
  ['a web stream that cannot be iterated', notIterable(new Blob([bytes]).stream())],
])('%s is its bytes', async (_, body) => {
  expect([...(await bytesOf(body))].slice(0, 3)).toEqual([1, 2, 3]);
});

test('no body is an empty one', async () => {
  expect(await bytesOf(undefined)).toHaveLength(0);
  expect(await bytesOf(null)).toHaveLength(0);
  expect(await textOf(undefined)).toBe('');
});

test('the text of a JSON body may come as bytes', async () => {
  expect(await textOf('{"ä":1}')).toBe('{"ä":1}');
  expect(await textOf(new TextEncoder().encode('{"ä":1}'))).toBe('{"ä":1}');
});

test.each([[5], [{}], [new Date(0)]])('%s is no body', async (body) => {
  await expect(bytesOf(body)).rejects.toThrow(TypeError);
});

/** As a browser that knows no async iteration gives it. */
function notIterable(stream: ReadableStream<Uint8Array>): object {
  return { getReader: () => stream.getReader() };
}
