import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    maxWorkers: 2, // of two cores one would wait for programs that tests run
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
