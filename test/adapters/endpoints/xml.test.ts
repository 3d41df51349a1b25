import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BrokenXml, listIn, readXml, textIn } from '../../../src/adapters/endpoints/xml';

const read = (text: string | Uint8Array, lists: readonly string[] = []) =>
  JSON.parse(JSON.stringify(readXml(text, { lists })));

describe('readXml', () => {
  test('gives elements by name without namespace, attributes, and texts as texts', () => {
    const text =
      '<?xml version="1.0"?><!-- c --><p:a xmlns:p="x" n="007"><b>1.10</b><c d=" e "> f </c><g/><h>true<i/>z</h></p:a>';
    expect(read(text)).toEqual({
      a: { '@n': '007', b: '1.10', c: { '@d': ' e ', '#text': 'f' }, g: '', h: { '#text': 'truez', i: '' } },
    });
  });

  test('has lists where they are asked for; of others that are repeated the first counts', () => {
    expect(read('<a><b>1</b><b>2</b><c>3</c></a>')).toEqual({ a: { b: '1', c: '3' } });
    expect(read('<a><b>1</b><b>2</b><c>3</c></a>', ['b', 'c', 'd'])).toEqual({ a: { b: ['1', '2'], c: ['3'] } });
  });

  test('has the five entities, characters by number, and CDATA as it stands', () => {
    expect(read('<a b="&quot;&apos;">&lt;&gt;&amp;&#65;&#x42;<![CDATA[&amp;<c>]]></a>')).toEqual({
      a: { '@b': '"\'', '#text': '<>&AB&amp;<c>' },
    });
    expect(read('<a>&amp;amp; &nbsp; &#0; &#xD800; &#x110000;</a>')).toEqual({
      a: '&amp; &nbsp; &#0; &#xD800; &#x110000;',
    });
  });

  test.each([
    ['utf-8', Buffer.from('<a>é</a>')],
    ['utf-8 with mark', Buffer.from('\ufeff<a>é</a>')],
    ['utf-16le', Buffer.from('\ufeff<a>é</a>', 'utf16le')],
    ['utf-16be', Buffer.from('\ufeff<a>é</a>', 'utf16le').swap16()],
    ['latin 1', Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', 'latin1')],
    ['an encoding that is not known', Buffer.from('<?xml version="1.0" encoding="none"?><a>é</a>')],
    ['a wrong encoding', Buffer.from('<?xml version="1.0" encoding="utf-16"?><a>é</a>')],
  ])('reads bytes in %s', (_encoding, bytes) => {
    expect(read(new Uint8Array(bytes))).toEqual({ a: 'é' });
  });

  test.each([
    '',
    'text',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a></a>text',
    '<!DOCTYPE a><a/>',
    '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    '<a><!DOCTYPE a></a>',
    '<a b=c/>',
    '<a>'.repeat(60) + '</a>'.repeat(60),
    `<a>${'b'.repeat(2 * 1024 * 1024)}</a>`,
  ])('throws a BrokenXml for %j', (text) => {
    expect(() => readXml(text)).toThrow(BrokenXml);
  });

  test('gives objects without prototype', () => {
    const { a } = readXml('<a __proto__="1"><constructor/><toString b="">2</toString><__proto__>3</__proto__></a>');
    expect(Object.getPrototypeOf(a)).toBeNull();
    expect(Object.entries(a!).map(([name, value]) => [name, textIn(value as never)])).toEqual([
      ['@__proto__', '1'],
      ['constructor', ''],
      ['toString', '2'],
      ['__proto__', '3'],
    ]);
    expect(textIn(a as never, 'valueOf')).toBeUndefined();
  });

  test('reads whatever it is given, or throws a BrokenXml', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '</',
      '/>',
      'a',
      'b:c',
      ' d="e"',
      '&',
      '&amp;',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '\0',
      '<!DOCTYPE',
      '"',
      "'",
      '__proto__',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(fc.oneof(text, fc.uint8Array()), (content) => {
        try {
          expect(readXml(content)).toBeTypeOf('object');
        } catch (error) {
          expect(error).toBeInstanceOf(BrokenXml);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('looking into elements', () => {
  const root = readXml('<a><b><c d="1">2</c></b><e>3</e><e f="4"/></a>', { lists: ['e'] });

  test.each([
    [['a', 'b', 'c'], '2'],
    [['a', 'b', 'c', '@d'], '1'],
    [['a', 'e'], '3'],
    [['a', 'b'], undefined],
    [['a', 'b', 'none', 'c'], undefined],
    [['a', 'e', 'f'], undefined],
  ])('textIn finds at %j %j', (path, text) => {
    expect(textIn(root, ...path)).toBe(text);
  });

  test('listIn finds lists alone', () => {
    expect(listIn(root, 'a', 'e').map((each) => textIn(each, '@f') ?? textIn(each))).toEqual(['3', '4']);
    expect(listIn(root, 'a', 'b')).toEqual([]);
    expect(listIn(root, 'none', 'e')).toEqual([]);
  });
});
