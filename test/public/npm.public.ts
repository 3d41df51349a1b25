import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { configuredAddress } from '../../src/adapters/outside/node/configured';
import { Ground, report } from './support';

/** The folder of a project with a lock file: this one, unless another is given. */
const project = process.env.CODEARTIFACT_SIM_PUBLIC_PROJECT ?? '.';
const ground = new Ground('npm', 'public:npmjs', await configuredAddress('public:npmjs'));
afterAll(() => ground.close());

/** npm with nothing of its own kept. */
function install(endpoint: string, token: string) {
  const cwd = ground.room();
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(project, file), join(cwd, file));
  const auth = `//${new URL(endpoint).host}${new URL(endpoint).pathname}:_authToken=${token}`;
  writeFileSync(join(cwd, '.npmrc'), `registry=${endpoint}\n${auth}\nomit-lockfile-registry-resolved=true\n`);
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--cache', join(cwd, 'cache')];
  return { program: 'npm', args: ['ci', ...options], cwd };
}

test('EXT-21 RET-03: npm ci of a lock file, and again with the network off', async () => {
  const locked = Object.keys(JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')).packages).length - 1;
  const first = await ground.run('on', install);
  report(`npm ci of ${locked} packages`, first);
  expect(first.code, first.said).toBe(0);
  const second = await ground.run('off', install);
  report('the same with the network off', second);
  expect(second.code, second.said).toBe(0);
  expect(second.stored).toBe(first.stored);
});
