import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { likelyShell, type ShellName, shells } from '../../../src/adapters/env/shells';
import { emptyFolder } from '../tls/support';

/** Texts of all that a shell may take for more than itself. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        "'",
        '"',
        '\\',
        '$(id)',
        '`id`',
        '!!',
        '\n',
        '\r',
        '\\n',
        '~',
        '*',
        '%PATH%',
        '\u2018',
        '\u201b',
        ';',
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) =>
    parts
      .join('')
      .replaceAll('\0', '')
      .replace(/\p{Surrogate}/gu, ''),
  );

const isThere = (program: string): boolean => spawnSync(program, ['-c', ':']).status === 0;

/** What a shell has in its variables after it has read the texts, which each set one. */
function read(program: string, name: ShellName, values: readonly string[]): readonly string[] {
  const set = values.map((value, index) => shells[name].set(`VARIABLE_${index}`, value));
  const print = values.map((_value, index) => `printf '%s\\0' "$VARIABLE_${index}"`);
  return run(program, [...set, ...print])
    .split('\0')
    .slice(0, -1);
}

const script = join(emptyFolder(), 'script');

/** What a shell prints that reads the lines. */
function run(program: string, lines: readonly string[]): string {
  writeFileSync(script, [...lines, ''].join('\n'));
  return execFileSync(program, [script], { env: { PATH: process.env.PATH, HOME: dirname(script) } }).toString();
}

describe('a shell reads the value that is meant', () => {
  test.each<[string, ShellName]>([
    ['bash', 'bash'],
    ['sh', 'bash'],
    ['dash', 'bash'],
    ['zsh', 'bash'],
    ['fish', 'fish'],
  ])('%s', (program, name) => {
    if (
      name !== 'powershell' &&
      (program === 'sh' || isThere(program) || spawnSync(program, ['-c', ':']).status === 0)
    ) {
      const values = fc.array(anyText, { minLength: 30, maxLength: 60 });
      fc.assert(
        fc.property(values, (texts) => {
          expect(read(program, name, texts)).toEqual(texts);
        }),
        { numRuns: 30 },
      );
      expect(read(program, name, ['', "'", '\\', "\\'", 'a\nb'])).toEqual(['', "'", '\\', "\\'", 'a\nb']);
    }
  });

  test('fish reads what its manual says: of two characters the backslash makes others', () => {
    expect(shells.fish.set('A', String.raw`it's a \ and $b`)).toBe(String.raw`set -gx A 'it\'s a \\ and $b'`);
  });

  test('PowerShell doubles each kind of single quote, as its manual says, and knows no other mark', () => {
    expect(shells.powershell.set('A', "it's `a` $b \u2019 \u201a")).toBe(
      "$env:A = 'it''s `a` $b \u2019\u2019 \u201a\u201a'",
    );
    const readBack = (text: string) => text.slice(1, -1).replace(/(['\u2018-\u201b])\1/g, '$1');
    fc.assert(
      fc.property(anyText, (text) => {
        const line = shells.powershell.set('A', text);
        const literal = line.slice('$env:A = '.length);
        expect(readBack(literal)).toBe(text);
        expect(literal.slice(1, -1)).toMatch(/^(?:[^'\u2018-\u201b]|(['\u2018-\u201b])\1)*$/);
      }),
    );
  });
});

describe('a shell forgets a variable', () => {
  test.each<[string, ShellName]>([
    ['bash', 'bash'],
    ['fish', 'fish'],
  ])('%s', (program, name) => {
    if (!isThere(program)) return;
    const { set, unset } = shells[name];
    expect(run(program, [set('VARIABLE', 'x'), unset('VARIABLE'), unset('NEVER_SET'), 'env'])).not.toContain(
      'VARIABLE',
    );
  });
});

test.each([
  ['linux', '/usr/bin/fish', 'fish'],
  ['linux', '/bin/bash', 'bash'],
  ['linux', '/bin/zsh', 'bash'],
  ['linux', '/opt/selfish', 'bash'],
  ['linux', undefined, 'bash'],
  ['win32', undefined, 'powershell'],
])('on %s with the login shell %s it is %s', (platform, shell, name) =>
  expect(likelyShell(platform, shell)).toBe(name),
);
