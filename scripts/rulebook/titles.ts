import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root } from './files';
import type { Page } from './rules';

/** The full titles of all tests, rows of tables included, by the file in which they stand. Runs no test. */
export function readTitles(): Page[] {
  const folder = mkdtempSync(join(tmpdir(), 'titles-'));
  try {
    const list = join(folder, 'titles.json');
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const stdio = ['ignore', 'ignore', 'inherit'] as const;
    execFileSync(process.execPath, [vitest, 'list', `--json=${list}`], { cwd: root, stdio: [...stdio] });
    const tests: { name: string; file: string }[] = JSON.parse(readFileSync(list, 'utf8'));
    return tests.map(({ name, file }) => ({ name: relative(root, file).replaceAll('\\', '/'), text: name }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
