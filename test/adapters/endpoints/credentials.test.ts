import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokenIn } from '../../../src/adapters/endpoints/credentials';

const basic = (text: string) => `Basic ${Buffer.from(text, 'latin1').toString('base64')}`;
const of = (authorization: string) => tokenIn(new Headers({ authorization }));

test.each([
  ['TOK-33', 'Bearer eyJ.a-b_c'],
  ['TOK-33', 'bearer   eyJ.a-b_c'],
  ['TOK-33', basic('aws:eyJ.a-b_c')],
  ['TOK-34', basic('token:eyJ.a-b_c')],
  ['TOK-34', basic('x:eyJ.a-b_c')],
  ['TOK-34', basic(':eyJ.a-b_c')],
  ['TOK-34', basic('\u00e9\u0000:eyJ.a-b_c')],
  ['AUT-24', 'eyJ.a-b_c'],
  ['CRG-15', '  eyJ.a-b_c\t'],
  ['CRG-15', basic('aws:eyJ.a-b_c\r\n')],
])('%s: the token is in %s', (_rule, authorization) => {
  expect(of(authorization)).toBe('eyJ.a-b_c');
});

test('TOK-33: a colon can be in the password, not in the user name', () => {
  expect(of(basic('aws:a:b'))).toBe('a:b');
});

test.each([basic('no colon'), 'Basic', 'Basic !', 'Basic aws:token', 'Bearer', 'Bearer '])(
  'TOK-28: there is none in %s',
  (authorization) => {
    expect(of(authorization)).toBe('');
  },
);

test('AUT-25: an API key is no credential', () => {
  expect(tokenIn(new Headers({ 'x-nuget-apikey': 'eyJ.a-b_c' }))).toBe('');
});

test('TOK-28: whatever the header, there is a text', () => {
  const value = fc.oneof(
    fc.string(),
    fc.base64String().map((text) => `Basic ${text}`),
    fc.string().map((text) => `basic ${text}`),
  );
  fc.assert(
    fc.property(value, (text) => {
      expect(typeof tokenIn({ get: () => text } as unknown as Headers)).toBe('string');
    }),
  );
});
