import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { confusablesIn, printConfusables } from '../../scripts/make-confusables';
import { confusables } from '../../src/package-groups/confusables';

const lines = [
  '\ufeff# confusables.txt',
  '# Version: 1.2.3',
  '',
  '0430 ;\t0061 ;\tMA\t# ( а → a ) CYRILLIC SMALL LETTER A → LATIN SMALL LETTER A\t#',
  '0410 ;\t0041 ;\tMA\t# a capital, which is folded before',
  '03B1 ;\t0061 ;\tMA\t# Greek',
  '13AA ;\t0041 ;\tMA\t# Cherokee, which is folded to capitals',
  '03B2 ;\t00DF ;\tMA\t# a Latin letter that is folded to two',
  '00DF ;\t03B2 ;\tMA\t# a Latin letter',
  '006D ;\t0072 006E ;\tMA\t# ASCII',
  '0446 ;\t0075 0329 ;\tMA\t# two characters',
  '0660 ;\t006F ;\tMA\t# a digit',
  '1D41A ;\t0061 ;\tMA\t# a mathematical letter',
  '0431 ;\t0036 ;\tMA\t# no letter',
].join('\n');

test('GRP-66: letters of other scripts that are taken for one Latin letter are found, and nothing else', () => {
  expect(Object.fromEntries(confusablesIn(lines))).toEqual({ a: 'αаᎪ', ss: 'β' });
});

test('the module is in the form that it has', () => {
  const text = readFileSync(new URL('../../src/package-groups/confusables.ts', import.meta.url), 'utf8');
  const version = /version ([\d.]+),/.exec(text)![1];
  const entries = Object.entries(confusables).flatMap(([latin, letters]) => [...letters].map((each) => [each, latin]));
  const code = (text: string) =>
    [...text].map((each) => each.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0'));
  const data = entries
    .filter(([, latin]) => latin !== 'ss')
    .map(([letter, latin]) => `${code(letter!)} ;\t${code(latin!)} ;\tMA`);
  const folded = [...confusables.ss!].map((letter) => `${code(letter)} ;\t00DF ;\tMA`);
  expect(printConfusables([`# Version: ${version}`, ...data, ...folded].join('\n'))).toBe(text);
});
