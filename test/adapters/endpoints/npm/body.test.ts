import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBody } from '../../../../src/adapters/endpoints/npm/body';

const encoder = new TextEncoder();
const mib = 1024 ** 2;

/** The body of a publication with this attachment, and more beside it. */
const bodyOf = (data: string, more: object = {}) =>
  readBody(encoder.encode(JSON.stringify({ ...more, _attachments: { 'x.tgz': { data } } })));

const dataIn = ({ document }: ReturnType<typeof readBody>) =>
  (document._attachments as { 'x.tgz': { data: unknown } })['x.tgz'].data;

describe('the body of a PUT', () => {
  test('NPM-30: attachments are what base64 says', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const body = bodyOf(Buffer.from(bytes).toString('base64'));
        expect(body.attached(dataIn(body))).toEqual(bytes);
      }),
    );
  });

  test.each([
    'A',
    'AA',
    'AAA',
    'A===',
    'AA=A',
    'AA==AAAA',
    '=',
    'AAA!',
    '\u00000',
    ' AAA',
    'AA A',
    'ÄAAA',
    '====',
    '-_-_',
  ])('NPM-30: %j is no base64', (data) => {
    const body = bodyOf(data);
    expect(() => body.attached(dataIn(body))).toThrow(expect.objectContaining({ status: 400 }));
  });

  test.each([undefined, null, 5, {}, []])('NPM-30: %j is no attachment', (data) => {
    expect(() => bodyOf('').attached(data)).toThrow(expect.objectContaining({ status: 400 }));
  });

  test('QUO-10: a long attachment is read from the bytes, and the rest around it as it stands', () => {
    const bytes = Buffer.alloc(14 * mib, 'some content ');
    const more = { 'a "quoted" \\ key': 'says \\" and \\\\', after: ['"', '\\', '{}'] };
    const body = bodyOf(bytes.toString('base64'), more);
    expect(body.document).toMatchObject(more);
    expect(Buffer.from(body.attached(dataIn(body))).equals(bytes)).toBe(true);
  });

  test('NPM-30: a long text elsewhere is refused, and so is one without end', () => {
    const long = 'x'.repeat(17 * mib);
    for (const text of [
      `{"readme":"${long}"}`,
      `{"readme":"${long}`,
      `"${long}"`,
      `{"a":"\\u00000","readme":"${long}"}`,
    ]) {
      expect(() => readBody(encoder.encode(text))).toThrow(expect.objectContaining({ status: 400 }));
    }
  });

  test('QUO-10: metadata of more than 64 MiB: 413', () => {
    const text = JSON.stringify({ texts: Array.from({ length: 70 }, () => 'x'.repeat(mib)) });
    expect(() => readBody(encoder.encode(text))).toThrow(expect.objectContaining({ status: 413 }));
  });
});
