import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shapes } from '../../src/api/shapes';
import {
  assetNameFault,
  fits,
  mustFit,
  packageNameFault,
  packageNamespaceFault,
  packageVersionFault,
} from '../../src/formats/fault';
import { anyText } from './texts';

test.each([
  ['API-405', 'AssetName', assetNameFault],
  ['API-431', 'PackageName', packageNameFault],
  ['API-432', 'PackageNamespace', packageNamespaceFault],
  ['API-433', 'PackageVersion', packageVersionFault],
] as const)('%s: the judge agrees with the shape %s of the API', (id, name, judge) => {
  const shape = shapes[name];
  if (shape.kind !== 'string') throw new Error(`${name} is no string`);
  const { min = 0, max = 0, pattern = /$^/ } = shape;
  const agree = (text: string) => {
    const length = [...text].length;
    const good = length >= min && length <= max && pattern.test(text);
    expect(judge(text)?.id).toBe(good ? undefined : id);
  };
  for (const length of [0, 1, 2, 254, 255, 256, 510, 511]) {
    for (const character of ['a', '😀', '#', '/', ' ', '\t', '\u00a0', '\u0000', '\ud800'])
      agree(character.repeat(length));
  }
  fc.assert(fc.property(anyText, agree), { numRuns: 1000 });
});

test('a text fits as a whole, and never when it is longer than 255 code points can be', () => {
  expect(fits(/^a*$/, 'a'.repeat(510))).toBe(true);
  expect(fits(/^a*$/, 'a'.repeat(511))).toBe(false);
});

test('a fault says what was found and what was expected', () => {
  const judge = mustFit(/^a$/, 'GEN-03', 'an a');
  expect(judge('a')).toBeUndefined();
  expect(judge('b')).toEqual({ id: 'GEN-03', message: "'b' is not an a." });
});
