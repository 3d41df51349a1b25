import { afterAll, expect, test } from 'vitest';
import { configuredAddress } from '../../src/adapters/outside/node/configured';
import { Ground, report } from './support';

const wanted = process.env.CODEARTIFACT_SIM_PUBLIC_PIP ?? 'rich';
const ground = new Ground('pypi', 'public:pypi', await configuredAddress('public:pypi'));
afterAll(() => ground.close());

function install(endpoint: string, token: string) {
  const cwd = ground.room();
  const index = `${endpoint.replace('//', `//aws:${token}@`)}simple/`;
  const options = ['--no-cache-dir', '--disable-pip-version-check', '--no-input', '--target', cwd];
  const env = { PIP_CONFIG_FILE: '/dev/null' };
  return { program: 'python3', args: ['-m', 'pip', 'install', '--index-url', index, ...options, wanted], cwd, env };
}

test('EXT-41 RET-03: pip install of a package with dependencies, and again with the network off', async () => {
  const first = await ground.run('on', install);
  report(`pip install ${wanted}`, first);
  expect(first.code, first.said).toBe(0);
  const second = await ground.run('off', install);
  report('the same with the network off', second);
  expect(second.code, second.said).toBe(0);
  expect(second.stored).toBe(first.stored);
});
