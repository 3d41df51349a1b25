import { defineConfig } from 'vitest/config';

/** Tests with the real public repositories that this machine reaches: never a part of the others, nor of CI. */
export default defineConfig({
  test: {
    include: ['test/public/**/*.public.ts'],
    testTimeout: 900_000,
    hookTimeout: 900_000,
    fileParallelism: false,
  },
});
