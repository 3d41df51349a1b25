import { expect, test } from 'vitest';
import { printSurface } from './public-surface/print';

test('the public API is the one of public-surface.txt, which `npx vitest -u` rewrites', async () => {
  await expect(printSurface()).toMatchFileSnapshot('public-surface.txt');
});
