import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { transferred } from '../../../src/adapters/endpoints/transfer';

const body = 'a document';
const asked = (headers: Record<string, string>, method = 'GET') => new Request('http://x/', { method, headers });
const sent = (headers: Record<string, string>, more: object = {}) =>
  transferred(asked(headers), { body, type: 'text/plain', ranges: true, ...more });

describe('AUT-84: what the client has', () => {
  const { etag } = sent({}).headers as { etag: string };

  test('is told by its ETag, which is that of the content', () => {
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(sent({}, { body: new TextEncoder().encode(body) }).headers.etag).toBe(etag);
    expect(sent({}, { body: 'another' }).headers.etag).not.toBe(etag);
    expect(sent({}, { etag: '"given"' }).headers.etag).toBe('"given"');
  });

  test('is not sent again', () => {
    for (const known of [etag, `W/${etag}`, '*', `"x", ${etag}`, `"x",W/${etag} ,"y"`]) {
      expect(sent({ 'if-none-match': known })).toEqual({
        status: 304,
        headers: { etag, 'accept-ranges': 'bytes' },
        body: null,
      });
    }
    for (const other of ['"x"', etag.slice(1, -1), '']) expect(sent({ 'if-none-match': other }).status).toBe(200);
  });

  test('is told by its time, where the answer has one and there is no ETag to go by', () => {
    const headers = { 'last-modified': 'Fri, 26 Feb 2021 20:40:52 GMT' };
    const since = (text: string, more = {}) => sent({ 'if-modified-since': text, ...more }, { headers }).status;
    expect(since('Fri, 26 Feb 2021 20:40:52 GMT')).toBe(304);
    expect(since('Fri, 26 Feb 2021 20:40:53 GMT')).toBe(304);
    expect(since('Fri, 26 Feb 2021 20:40:51 GMT')).toBe(200);
    expect(since('no date')).toBe(200);
    expect(since('Fri, 26 Feb 2021 20:40:52 GMT', { 'if-none-match': '"x"' })).toBe(200);
    expect(sent({ 'if-modified-since': 'Fri, 26 Feb 2021 20:40:52 GMT' }).status).toBe(200);
  });
});

describe('RBY-24: a Range', () => {
  test.each([
    ['bytes=0-0', 'a', 'bytes 0-0/10'],
    ['bytes=2-4', 'doc', 'bytes 2-4/10'],
    ['bytes=7-', 'ent', 'bytes 7-9/10'],
    ['bytes=-3', 'ent', 'bytes 7-9/10'],
    ['bytes=-99', body, 'bytes 0-9/10'],
    ['bytes=7-99', 'ent', 'bytes 7-9/10'],
  ])('%s gives %j', (range, text, contentRange) => {
    const response = sent({ range });
    expect(response.status).toBe(206);
    expect(response.headers['content-range']).toBe(contentRange);
    expect(new TextDecoder().decode(response.body as Uint8Array)).toBe(text);
  });

  test.each(['bytes=10-', 'bytes=99-100', 'bytes=-0'])('%s is 416', (range) => {
    expect(sent({ range })).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */10' }, body: null });
  });

  test.each(['bytes=', 'bytes=-', 'bytes=a-b', 'bytes=3-1', 'bytes=0-1,3-4', 'lines=0-1', ''])(
    '%j is not heeded',
    (range) => {
      expect(sent({ range }).status).toBe(200);
    },
  );

  test('is heeded only where it is offered, of a GET, and of the same content', () => {
    const range = 'bytes=0-0';
    expect(sent({ range }, { ranges: false }).status).toBe(200);
    expect(sent({ range }, { ranges: false }).headers['accept-ranges']).toBeUndefined();
    const head = transferred(asked({ range }, 'HEAD'), { body, type: 'text/plain', ranges: true });
    expect(head.status).toBe(200);
    expect(sent({ range, 'if-range': '"other"' }).status).toBe(200);
    expect(sent({ range, 'if-range': String(sent({}).headers.etag) }).status).toBe(206);
  });

  test('gives the piece that it names', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(40), fc.nat(40), (bytes, from, to) => {
        const response = sent({ range: `bytes=${from}-${to}` }, { body: bytes });
        const isPiece = from <= to && from < bytes.length;
        expect(response.status).toBe(isPiece ? 206 : to < from ? 200 : 416);
        if (isPiece) expect(response.body).toEqual(bytes.slice(from, to + 1));
      }),
    );
  });
});
