import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { issueToken, readToken, type Token } from '../../src/access/token';

const token: Token = {
  serial: 7,
  principal: 'arn:aws:iam::111122223333:user/alice',
  account: '111122223333',
  region: 'us-west-2',
  domain: 'my-domain',
  owner: '123456789012',
  issued: 1_788_220_800,
  expires: 1_788_264_000,
};

const word = fc.string({ maxLength: 100, unit: 'binary' });
const anyToken: fc.Arbitrary<Token> = fc.record({
  serial: fc.maxSafeNat(),
  principal: fc.string({ maxLength: 2000, unit: 'binary' }),
  account: word,
  region: word,
  domain: word,
  owner: word,
  issued: fc.maxSafeNat(),
  expires: fc.maxSafeNat(),
});

describe('TOK-20: the form of a token', () => {
  const text = issueToken(token);
  const parts = text.split('.');

  test('five Base64url parts, of which the first is a header in this order', () => {
    expect(parts).toHaveLength(5);
    for (const part of parts) expect(part).toMatch(/^[A-Za-z0-9_-]+$/);
    const header = Buffer.from(parts[0]!, 'base64url').toString();
    expect(Object.keys(JSON.parse(header))).toEqual(['ver', 'isu', 'enc', 'tag', 'exp', 'alg', 'iv']);
    expect(JSON.parse(header)).toMatchObject({
      ver: 1,
      isu: 1_788_220_800,
      enc: 'A128GCM',
      exp: 1_788_264_000,
      alg: 'A128GCMKW',
    });
    expect(header.startsWith('{"ver":1,"isu":1788220800,"enc":"A128GCM","tag":"')).toBe(true);
  });

  test('it starts as documented and has about 1.5 kB', () => {
    expect(text.startsWith('eyJ2ZX')).toBe(true);
    expect(text.length).toBeGreaterThan(1400);
    expect(text.length).toBeLessThan(1600);
  });

  test('the parts have the lengths that the algorithms give them', () => {
    const { tag, iv } = JSON.parse(Buffer.from(parts[0]!, 'base64url').toString());
    const bytes = [tag, iv, parts[1], parts[2], parts[4]].map((part) => Buffer.from(part, 'base64url').length);
    expect(bytes).toEqual([16, 12, 16, 12, 16]);
  });

  test('nobody reads in it who it is', () => {
    const shown = parts.map((part) => Buffer.from(part, 'base64url').toString('latin1')).join();
    for (const secret of ['alice', 'my-domain', '123456789012']) expect(shown).not.toContain(secret);
  });
});

test('what a token says is read again, and the same gives the same text', () => {
  fc.assert(
    fc.property(anyToken, (said) => {
      const text = issueToken(said);
      expect(readToken(text)).toEqual(said);
      expect(issueToken({ ...said })).toBe(text);
    }),
    { numRuns: 50 },
  );
});

test('TOK-11: tokens of other numbers differ in every part', () => {
  const [one, other] = [token, { ...token, serial: 8 }].map((each) => issueToken(each).split('.'));
  for (const [index, part] of one!.entries()) expect(part).not.toBe(other![index]);
});

test('TOK-28: a token in which any character is another one is none', () => {
  const text = issueToken(token);
  const letters = [...'ABCxyz019-_.=+/ é'];
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom(...letters), (at, letter) => {
      fc.pre(text[at] !== letter);
      expect(readToken(text.slice(0, at) + letter + text.slice(at + 1))).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

test.each(['', '.', '....', 'a.b.c.d.e', 'token', `${issueToken(token)}.`, `${issueToken(token)}=`])(
  "TOK-28: '%s' is no token",
  (text) => expect(readToken(text)).toBeUndefined(),
);

test('parts of two tokens are none', () => {
  const [one, other] = [token, { ...token, domain: 'other' }].map((each) => issueToken(each).split('.'));
  for (const index of one!.keys()) {
    const mixed = one!.map((part, place) => (place === index ? other![place] : part));
    expect(readToken(mixed.join('.'))).toBeUndefined();
  }
});
