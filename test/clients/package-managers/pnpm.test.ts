import { npmrc, testNodeClient } from './node-client';

testNodeClient({
  name: 'pnpm',
  program: ['pnpm'],
  settings: npmrc,
  add: (spec) => ['add', spec],
  frozen: ['install', '--frozen-lockfile'],
  publish: ['publish', '--no-git-checks'], // it calls npm
  looksFirst: /cannot publish over the previously published versions/,
  env: { npm_config_manage_package_manager_versions: 'false' },
  says: {
    absent: /ERR_PNPM_NO_MATCHING_VERSION/,
    conflict: /E409|409 Conflict/,
    forbidden: /E403|403 Forbidden/,
    unauthorized: /ERR_PNPM_FETCH_401/,
  },
});
