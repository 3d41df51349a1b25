import { join } from 'node:path';
import { testNodeClient } from './node-client';

const fetched = process.env.CODEARTIFACT_SIM_CLIENTS ?? '';

testNodeClient({
  name: 'yarn 4',
  program: ['node', join(fetched, 'npm4', 'node_modules', '@yarnpkg', 'cli-dist', 'bin', 'yarn.js')],
  settings: (registry, token) => ({
    '.yarnrc.yml': [
      'npmAlwaysAuth: true',
      `npmRegistryServer: "${registry}"`,
      `npmAuthToken: "${token}"`,
      'unsafeHttpWhitelist: ["127.0.0.1", "localhost"]',
      'nodeLinker: node-modules',
      'enableTelemetry: false',
      'enableGlobalCache: false',
      'enableImmutableInstalls: false',
      'httpRetry: 0',
      'npmMinimalAgeGate: 0',
      '',
    ].join('\n'),
  }),
  add: (spec) => ['add', spec],
  frozen: ['install', '--immutable'],
  publish: ['npm', 'publish'],
  prepare: ['install'],
  says: {
    absent: /No candidates found/,
    conflict: /409|Conflict/,
    forbidden: /403|Forbidden|block/,
    unauthorized: /401|Unauthorized|authentication/i,
  },
  env: { YARN_IGNORE_PATH: '1', YARN_ENABLE_GLOBAL_CACHE: '0' },
});
