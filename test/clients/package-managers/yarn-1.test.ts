import { test } from 'vitest';
import { Estate } from './estate';
import { type NodeClient, NodeProject, npmrc, testNodeClient } from './node-client';
import { publicVersion } from './npm-fixtures';
import { failed, succeeded } from './scenarios';

const yarn: NodeClient = {
  name: 'yarn 1',
  program: ['yarn', '--non-interactive'],
  // NPM-15
  settings: (registry, token) => ({ '.npmrc': `${npmrc(registry, token)['.npmrc']}always-auth=true\n` }),
  add: (spec) => ['add', spec],
  frozen: ['install', '--frozen-lockfile'],
  publish: ['publish'],
  says: {
    absent: /Couldn't find any versions/,
    conflict: /already exists with other content/,
    forbidden: /configured to block new versions/,
    unauthorized: /401|Unauthorized/,
  },
};

testNodeClient(yarn);

test('NPM-15: without always-auth it sends no token for packages without scope', async (context) => {
  const estate = new Estate('npm', 'public:npmjs');
  try {
    await estate.open();
    const made = new NodeProject({ ...yarn, settings: npmrc }, estate);
    if ((await made.run('--version').catch(() => undefined))?.stdout.trim()[0] !== '1')
      return context.skip('no yarn 1');
    estate.learn(
      await publicVersion({ name: 'left', version: '1.0.0' }),
      await publicVersion({ name: '@deep/right', version: '1.0.0' }),
    );
    failed(await made.add('left'), /401|Unauthorized/);
    made.write('.npmrc', `@deep:registry=${estate.endpoint()}\n`);
    succeeded(await made.add('@deep/right'));
  } finally {
    await estate.close();
  }
}, 120_000);
