import process from 'node:process';
import { configDefaults, defineConfig } from 'vitest/config';

/** Package managers of other versions than the fetched ones may do and say other things. */
const areFetched = process.env.CODEARTIFACT_SIM_CLIENTS !== undefined || process.env.CI !== undefined;
const packageManagers = 'test/clients/package-managers/**';
if (!areFetched) {
  console.warn(`${packageManagers} is left out: CODEARTIFACT_SIM_CLIENTS names no folder of scripts/clients/fetch.sh`);
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(areFetched ? [] : [packageManagers])],
    maxWorkers: 2, // of two cores one would wait for programs that tests run
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
