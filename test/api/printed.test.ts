import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { printTypes } from '../../scripts/print-types';

test('src/api/types.ts is what scripts/print-types.ts prints', () => {
  expect(readFileSync(new URL('../../src/api/types.ts', import.meta.url), 'utf8')).toBe(printTypes());
});
