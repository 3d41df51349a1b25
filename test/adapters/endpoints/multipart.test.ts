import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partsOf } from '../../../src/adapters/endpoints/multipart';
import { ServiceError } from '../../../src/model/errors';

const encoder = new TextEncoder();
const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** A call with this body: a text stands for its UTF-8. */
function calling(body: string | Uint8Array, type: string | undefined = 'multipart/form-data; boundary=xx') {
  const bytes = typeof body === 'string' ? encoder.encode(body) : body;
  const headers = new Headers(type === undefined ? {} : { 'content-type': type });
  return { headers, body: async () => bytes };
}

const partOf = (headers: string, content: string) => `--xx\r\n${headers}\r\n\r\n${content}\r\n`;
const end = '--xx--\r\n';
const field = partOf('Content-Disposition: form-data; name="a"', '1');
const limit = 1 << 20;

describe('multipart bodies', () => {
  test('give their parts in order, as the platform writes them', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
    const form = new FormData();
    form.append('name', 'über "alles"');
    form.append('name', '');
    form.append('content', new File([bytes], 'a b.whl', { type: 'application/octet-stream' }));
    const request = new Request('http://localhost/', { method: 'POST', body: form });
    const body = new Uint8Array(await request.arrayBuffer());
    const parts = await partsOf({ headers: request.headers, body: async () => body }, limit);
    expect(parts.map(({ name, filename, type }) => [name, filename, type])).toEqual([
      ['name', undefined, undefined],
      ['name', undefined, undefined],
      ['content', 'a b.whl', 'application/octet-stream'],
    ]);
    expect(parts.map((part, index) => (index < 2 ? part.text() : latin1(part.bytes)))).toEqual([
      'über "alles"',
      '',
      latin1(bytes),
    ]);
    expect(parts[2]!.bytes.buffer).not.toBe(body.buffer);
  });

  test.each([
    ['begin with a line break, as those of setuptools', `\r\n${field}${end}`, 'multipart/form-data; boundary=xx'],
    ['have no line break at the end', `${field}--xx--`, 'multipart/form-data; boundary="xx"'],
    ['are of another multipart type', `${field}${end}`, 'Multipart/Mixed; charset=utf-8; boundary=xx ; a=b'],
  ])('may %s', async (_, body, type) => {
    const parts = await partsOf(calling(body, type), limit);
    expect(parts.map((part) => [part.name, part.text()])).toEqual([['a', '1']]);
  });

  test('file names stand in quotes, bare, or encoded, which goes before', async () => {
    const names = ['filename=x.nupkg', `filename="x.nupkg"; filename*=utf-8''%C3%BC.nupkg`, 'filename=""'];
    const parts = names.map((name) => partOf(`Content-Disposition: form-data; name=package; ${name}`, ''));
    const read = await partsOf(calling(`${parts.join('')}${end}`), limit);
    expect(read.map(({ filename }) => filename)).toEqual(['x.nupkg', 'ü.nupkg', '']);
  });

  test('parts without file name keep their bytes, which need not be UTF-8 until they are read as text', async () => {
    const bytes = Uint8Array.of(
      ...encoder.encode(field.replace('1\r\n', '')),
      0xff,
      0,
      ...encoder.encode(`\r\n${end}`),
    );
    const [part] = await partsOf(calling(bytes), limit);
    expect([...part!.bytes]).toEqual([0xff, 0]);
    expect(() => part!.text()).toThrow(expect.objectContaining({ status: 400 }));
  });

  const header = 'Content-Disposition: form-data; name="a"';
  test.each([
    ['no Content-Type', calling(`${field}${end}`, '')],
    ['another Content-Type', calling(`${field}${end}`, 'application/json; boundary=xx')],
    ['no boundary', calling(`${field}${end}`, 'multipart/form-data')],
    ['an empty boundary', calling(`${field}${end}`, 'multipart/form-data; boundary=""')],
    ['a boundary beyond bounds', calling(`${field}${end}`, `multipart/form-data; boundary=${'x'.repeat(71)}`)],
    ['another boundary', calling(`${field}${end}`, 'multipart/form-data; boundary=yy')],
    ['nothing at all', calling('')],
    ['no end', calling(field)],
    ['a part that breaks off', calling(`--xx\r\n${header}`)],
    ['headers too long', calling(`${partOf(`${header}\r\nx: ${'y'.repeat(9000)}`, '')}${end}`)],
    ['too many parts', calling(`${field.repeat(1001)}${end}`)],
    [
      'headers that are not UTF-8',
      calling(Uint8Array.of(...encoder.encode('--xx\r\na: '), 0xff, 13, 10, 13, 10, 13, 10, ...encoder.encode(end))),
    ],
    ['a file name in another character set', calling(`${partOf(`${header}; filename*=x-own''a`, '')}${end}`)],
  ])('with %s are refused with 400', async (_, call) => {
    await expect(partsOf(call, limit)).rejects.toMatchObject({ status: 400 });
  });

  test('over the limit are refused as the call refuses them', async () => {
    const body = async () => {
      throw new ServiceError('RequestEntityTooLargeException', 'too large');
    };
    await expect(partsOf({ ...calling(''), body }, 3)).rejects.toMatchObject({ status: 413 });
  });

  test('whatever they hold, are read or refused with 400', async () => {
    const pieces = fc.constantFrom(
      '--xx',
      '\r\n',
      '--',
      ':',
      header,
      '; filename*=',
      "utf-8''%ff",
      '"',
      '\\',
      '\u0000',
      'é',
    );
    const text = fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 20 }).map((all) => all.join(''));
    const types = fc.oneof(
      fc.constant(undefined),
      fc.string().map((more) => `multipart/form-data; boundary=${more}`),
    );
    await fc.assert(
      fc.asyncProperty(
        text,
        types.filter((type) => isHeader(type)),
        async (body, type) => {
          const parts = await partsOf(calling(`--xx\r\n${body}`, type), limit).catch((error: unknown) => {
            expect(error).toBeInstanceOf(ServiceError);
            expect(error).toMatchObject({ status: 400 });
            return [];
          });
          for (const part of parts) expect(part.bytes).toBeInstanceOf(Uint8Array);
        },
      ),
    );
  });
});

const isHeader = (value: string | undefined): boolean => value === undefined || /^[\x20-\x7e]*$/.test(value);
