import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nameableIds, plainText, printSentences, shortened } from '../../scripts/print-sentences';
import { readSources } from '../../scripts/rulebook/files';
import { sentences } from '../../src/explain/sentences';

test('src/explain/sentences.ts is what scripts/print-sentences.ts prints', () => {
  const path = new URL('../../src/explain/sentences.ts', import.meta.url);
  expect(readFileSync(path, 'utf8')).toBe(printSentences());
});

test('every rule that src can put into a trace has a sentence of one line, and no other has', () => {
  expect(Object.keys(sentences)).toEqual(nameableIds(readSources('src')));
  for (const sentence of Object.values(sentences)) expect(sentence).toMatch(/^[^\n`]{3,241}$/);
});

test('the ids are those of literals, not of comments, and not the cells of the table of transitions', () => {
  const [rule, refused, chosen, followed, cell, cited] = [1, 2, 3, 4, 5, 6].map((number) => `DOM-${number}`);
  const text = `
    const a = { id: '${rule}' }; // ${cited}
    view.refuse('${refused}', error);
    const id = own ? '${chosen}' : other;
    trace.push({ kind: 'follow', id: "${followed}" });
    const table = { Published: yes('${cell}') }; const algorithm = 'SHA-1';`;
  expect(nameableIds([{ name: 'src/ops/some.ts', text }])).toEqual([rule, refused, chosen, followed]);
  expect(nameableIds([{ name: 'src/adapters/some.ts', text }])).toEqual([]);
});

describe('a cell of the rulebook as plain text', () => {
  test.each([
    ['At most 25 *(C)* (fixed (really)); `a` wins. C: silent.', 'At most 25; a wins.'],
    ['That is VE for PMs → 400. Choice of error: none.', 'That is ValidationException for package managers: 400.'],
    ['Names match `a(b)*`, say `not found`.', 'Names match a(b)*, say "not found".'],
  ])('%s', (cell, text) => expect(plainText(cell)).toBe(text));

  test('what is long ends with a sentence, or at least with a part of one', () => {
    const long = `Word${' word'.repeat(29)}`;
    expect(shortened(`Short. ${long}. ${long}.`)).toBe(`Short. ${long}.`);
    expect(shortened(`${long}; ${long}, ${long}.`)).toBe(`${long}.`);
  });
});
