import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covers, rangeOf } from '../../src/model/address';

const isIn = (address: string, range: string): boolean => covers(rangeOf(range)!, rangeOf(address)!);

describe('IAM-55: ranges of IP addresses', () => {
  test.each([
    ['203.0.113.5', '203.0.113.0/24', true],
    ['203.0.114.5', '203.0.113.0/24', false],
    ['203.0.113.5', '203.0.113.77/24', true],
    ['203.0.113.5', '203.0.113.5', true],
    ['203.0.113.6', '203.0.113.5', false],
    ['255.255.255.255', '0.0.0.0/0', true],
    ['128.0.0.0', '0.0.0.0/1', false],
    ['203.0.113.128/25', '203.0.113.0/24', true],
    ['203.0.113.0/23', '203.0.113.0/24', false],
    ['2001:db8:1234:5678:9abc::1', '2001:DB8:1234:5678::/64', true],
    ['2001:db8:1234:5679::1', '2001:DB8:1234:5678::/64', false],
    ['::1', '0:0:0:0:0:0:0:1', true],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0/128', true],
    ['::ffff:192.0.2.1', '::ffff:c000:201', true],
    ['::ffff:192.0.2.1', '192.0.2.1', false],
    ['192.0.2.1', '::/0', false],
  ])('%s in %s: %s', (address, range, expected) => expect(isIn(address, range)).toBe(expected));

  test.each([
    '',
    '203.0.113',
    '203.0.113.256',
    '203.0.113.5.6',
    '203.0.113.x',
    '203.0.113.0/33',
    '203.0.113.0/',
    '203.0.113.0/24/1',
    '203.0.113.0/-1',
    ' 203.0.113.0',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4::5:6:7:8',
    '1::2::3',
    '12345::',
    '::g',
    ':',
    ':::',
    '::/129',
    '::192.0.2.256',
    '::192.0.2.1:1',
  ])('%j is none', (text) => expect(rangeOf(text)).toBeUndefined());

  test('an address is in a range when the bits of its prefix are the same', () => {
    const address = fc.tuple(...Array.from({ length: 4 }, () => fc.nat(255)));
    fc.assert(
      fc.property(address, address, fc.nat(32), fc.boolean(), (one, two, prefix, isNear) => {
        const near = isNear ? [one[0], one[1], two[2], two[3]] : two;
        const bits = (parts: readonly (number | undefined)[]) =>
          parts.map((part) => part!.toString(2).padStart(8, '0')).join('');
        const expected = bits(one).slice(0, prefix) === bits(near).slice(0, prefix);
        expect(isIn(one.join('.'), `${near.join('.')}/${prefix}`)).toBe(expected);
      }),
    );
  });

  test('an IPv6 address is the same in every form', () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.nat(128), (text, prefix) => {
        const [whole] = new URL(`http://[${text}]/`).hostname.match(/[^[\]]+/)!;
        expect(isIn(text, `${whole}/${prefix}`)).toBe(true);
      }),
    );
  });
});
