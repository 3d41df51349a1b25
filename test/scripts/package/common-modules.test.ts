import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { commonModules } from '../../../scripts/package/common-modules';

const folder = mkdtempSync(join(tmpdir(), 'codeartifact-sim-common-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sources = {
  'one.js': "import { Refusal } from './shared.js'; export const refuse = () => { throw new Refusal('no'); };",
  'two.js': `
    import { Refusal } from './shared.js';
    export const isRefusal = (error) => error instanceof Refusal;
    export const later = () => import('./late.js');`,
  'shared.js': 'export class Refusal extends Error {}',
  'late.js': "export const late = './shared.js';",
  'unused.js': 'export const unused = 1;',
};

test('modules of CommonJS share what they import, also what they import later', async () => {
  for (const [name, text] of Object.entries(sources)) writeFileSync(join(folder, name), text);
  const modules = await commonModules(folder, ['one.js', 'two.js']);
  expect([...modules.keys()].sort()).toEqual(['late.cjs', 'one.cjs', 'shared.cjs', 'two.cjs']);
  for (const [name, bytes] of modules) writeFileSync(join(folder, name), bytes);
  const require = createRequire(join(folder, 'use.cjs'));
  const { refuse } = require('./one.cjs');
  const { isRefusal, later } = require('./two.cjs');
  expect(() => refuse()).toThrow(expect.toSatisfy(isRefusal));
  expect((await later()).late).toBe('./shared.js');
});
