import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as sdk from '@aws-sdk/client-codeartifact';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDemo } from '../../../src/adapters/demo/run';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codeartifact-sim-demo-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What the demo prints for a lock file of these packages, of which those with files are installed. */
async function printed(name: string, packages: Record<string, object>, files: Record<string, string> = {}) {
  const lockFile = join(folder, name, 'package-lock.json');
  await mkdir(dirname(lockFile), { recursive: true });
  await writeFile(lockFile, JSON.stringify({ lockfileVersion: 3, packages }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name, path)), { recursive: true });
    await writeFile(join(folder, name, path), text);
  }
  const lines: string[] = [];
  await runDemo(lockFile, sdk, { write: (text) => lines.push(text), progress: { write: () => undefined } });
  return lines.join('');
}

const packages = {
  'node_modules/a': { version: '1.0.0' },
  'node_modules/b': { version: '2.0.0' },
  'node_modules/b/node_modules/a': { version: '1.0.0' },
  'node_modules/other-machine': { version: '1.0.0', optional: true, os: ['no-such-system'] },
};
const files = {
  'node_modules/a/index.js': '12345',
  'node_modules/b/index.js': '1234567890',
  'node_modules/b/node_modules/a/index.js': '12345',
};

test('measures what is installed, each version once, without the packages inside', async () => {
  const text = await printed('measured', packages, files);
  expect(text).toContain('3 to fetch, as 2 distinct versions');
  expect(text).toContain('1 skipped, not for this machine: other-machine');
  expect(text).toContain('Bytes stored in the domain: 15 B; referenced: 30 B.');
  expect(text).toContain('Bytes stored in the domain: 15 B; referenced: 45 B.');
});

test('the second team fetches nothing from outside and stores no new bytes', async () => {
  const text = await printed('second', packages, files);
  const [, first = '', second = ''] = text.split('npm ci against');
  expect(first).toMatch(/\n2 +6 +2 +15 B +15 B\n/);
  expect(second).toMatch(/\n2 +6 +0 +0 B +15 B\n/);
});

test('invents no size where nothing is installed', async () => {
  const text = await printed('unknown', packages);
  expect(text).toContain('Bytes stored in the domain: unknown; referenced: unknown.');
  expect(text).not.toMatch(/\d B\b.*referenced/);
});
