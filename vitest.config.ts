import process from 'node:process';
import { defineConfig } from 'vitest/config';

const areFetched = process.env.CODEARTIFACT_SIM_CLIENTS !== undefined || process.env.CI !== undefined;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: areFetched ? [] : ['test/clients/unfetched.ts'],
    maxWorkers: 2, // of two cores one would wait for programs that tests run
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
